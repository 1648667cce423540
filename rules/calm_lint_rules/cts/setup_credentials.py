"""CALM916: a setup has the client ID of the binding and a reference to the secret."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import BASIC, AlmSetup, Bad, Finding, Fix, Good, Severity, Source, is_reference, rule
from calm_lint_rules._bindings import as_in_binding
from calm_lint_rules._references import reference_for
from calm_lint_rules._xsappname import is_client_id
from calm_lint_rules.cts._setups import is_set_up_by_sap


@rule(
    AlmSetup,
    code="CALM916",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("Setting Up the Managed Systems (21e0843)", "Configuring the PUSH Data Provider, step 4.3.2"),
    screen="/SDF/ALM_SETUP > Maintain HTTP Destination > Client ID, Client Secret",
    examples=[
        Good("""
            client_id: sb-calm-deploy!b123456|sapcloudalm!b456789
            client_secret: ${CALM_PROD_SECRET}
            """),
        Bad(
            "client_id: sb-calm-other!b123456|sapcloudalm!b456789",
            at="sb-calm-other!b123456|sapcloudalm!b456789",
            message="Client ID is sb-calm-other!b123456|sapcloudalm!b456789, must be "
            "sb-calm-deploy!b123456|sapcloudalm!b456789 as in the binding of calm-prod",
            fixed="client_id: sb-calm-deploy!b123456|sapcloudalm!b456789",
        ),
        Bad(
            "client_id:",
            at='"000"',
            message="Client ID is missing, must be that of the binding",
        ),
        Bad(
            "client_secret:",
            at='"000"',
            message="Client Secret is missing, must be a reference, such as ${PRD_SECRET}",
        ),
    ],
)
def setup_credentials(setup: AlmSetup) -> Iterator[Finding]:
    """The authorization server needs both the client ID and the client secret of the binding to issue a token.

    With Client Authentication mTLS, the system has a certificate in the place of the secret.
    """
    if is_set_up_by_sap(setup):
        return
    client_id, tenant = setup.client_id, setup.alm_tenant
    binding = tenant.binding_for(setup.kind) if tenant else None
    wanted = binding.uaa.clientid.value if binding else None
    value = client_id.value or ""
    if client_id.blank:
        yield Finding(setup, "Client ID is missing, must be that of the binding")
    # client-id-format reports one of another form.
    elif tenant and wanted and is_client_id(value) and value != wanted and not is_reference(wanted):
        source = as_in_binding(tenant)
        message = f"Client ID is {value}, must be {wanted}{source}"
        yield Finding(client_id, message, Fix.replace(client_id, wanted), hint=source)
    if setup.kind == BASIC and setup.client_secret.blank:
        hint = f", such as {reference_for(setup)}"
        yield Finding(setup, f"Client Secret is missing, must be a reference{hint}", hint=hint)
