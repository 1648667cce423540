"""CALM914: the token endpoint of a setup is uaa.url of the binding with /oauth/token."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from calm_lint.api import BASIC, AlmSetup, Bad, Finding, Good, Severity, Source, facts, is_reference, rule
from calm_lint_rules._endpoints import wrong_form, wrong_host, wrong_path, wrong_tenant
from calm_lint_rules.cts._setups import is_set_up_by_sap

_LABEL = "Token Endpoint"


@rule(
    AlmSetup,
    code="CALM914",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("Setting Up the Managed Systems (21e0843)", "Configuring the PUSH Data Provider, step 4.3.1"),
    screen="/SDF/ALM_SETUP > Maintain HTTP Destination > Token Endpoint",
    examples=[
        Good("token_endpoint: https://acme.authentication.eu10.hana.ondemand.com/oauth/token"),
        Bad(
            "token_endpoint: https://acme.authentication.eu10.hana.ondemand.com",
            at="https://acme.authentication.eu10.hana.ondemand.com",
            message="Token Endpoint has no path, must end in /oauth/token",
            fixed="token_endpoint: https://acme.authentication.eu10.hana.ondemand.com/oauth/token",
        ),
        Bad(
            "token_endpoint: https://eu10.alm.cloud.sap/oauth/token",
            at="https://eu10.alm.cloud.sap/oauth/token",
            message="Token Endpoint is on eu10.alm.cloud.sap, must be on a host like "
            "acme.authentication.eu10.hana.ondemand.com",
            fixed="token_endpoint: https://acme.authentication.eu10.hana.ondemand.com/oauth/token",
        ),
        Bad(
            "token_endpoint: https://amce.authentication.eu10.hana.ondemand.com/oauth/token",
            at="https://amce.authentication.eu10.hana.ondemand.com/oauth/token",
            message="Token Endpoint is on amce.authentication.eu10.hana.ondemand.com, must be on "
            "acme.authentication.eu10.hana.ondemand.com as in the binding of calm-prod",
            fixed="token_endpoint: https://acme.authentication.eu10.hana.ondemand.com/oauth/token",
        ),
        Bad(
            "token_endpoint:",
            at='"000"',
            message="Token Endpoint is missing, must end in /oauth/token",
        ),
    ],
)
def setup_token_endpoint(setup: AlmSetup) -> Iterator[Finding]:
    """The authorization server, uaa.url of the binding, issues tokens under /oauth/token only, over https.

    Without a token, the system reaches nothing of SAP Cloud ALM. Of several faults, the first is told.
    """
    endpoint = setup.token_endpoint
    if endpoint.unknown or is_set_up_by_sap(setup):
        return
    if endpoint.blank:
        yield Finding(setup, f"{_LABEL} is missing, must end in {facts.TOKEN_PATH}")
    elif not is_reference(endpoint.value or ""):
        yield from islice(_faults(setup), 1)


def _faults(setup: AlmSetup) -> Iterator[Finding]:
    endpoint, address, tenant = setup.token_endpoint, setup.token_address, setup.alm_tenant
    is_basic = setup.kind == BASIC
    assert address, "it is not blank"
    yield from wrong_path(_LABEL, endpoint, is_basic=is_basic)
    yield from wrong_form(_LABEL, endpoint, address)
    if not setup.is_in_china:
        yield from wrong_host(endpoint, address, tenant.uaa_host if tenant else None, is_basic=is_basic)
    if tenant:
        yield from wrong_tenant(endpoint, address, tenant, is_basic=is_basic)
