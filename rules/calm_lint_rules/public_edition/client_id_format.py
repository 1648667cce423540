"""CALM203: OAuth 2.0 Client ID has the form of a client ID in a binding."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import AlmClient, Bad, Finding, Good, Severity, Source, is_reference, rule
from calm_lint_rules._xsappname import is_client_id, is_of_instance


@rule(
    AlmClient,
    code="CALM203",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 1.6", "2025-05-14"),
    screen="Communication Systems > Users for Outbound Communication > OAuth 2.0 Client ID",
    examples=[
        Good("client_id: sb-calm-deploy!b123456|sapcloudalm!b456789"),
        Good("client_id: ${CALM_PROD_CLIENT_ID}"),
        Bad(
            "client_id: sb-calm-deploy!b123456",
            at="sb-calm-deploy!b123456",
            message="OAuth 2.0 Client ID must be of the form instance-name!b123456|sapcloudalm!b456789",
        ),
    ],
)
def client_id_format(client: AlmClient) -> Iterator[Finding]:
    """The client ID is long and contains a vertical bar. Copying it often cuts it off at the bar.

    The authorization server then answers with 401, and no transport reaches SAP Cloud ALM.
    """
    client_id = client.client_id.value
    if not client_id or client_id.isspace() or not client.uses_oauth:
        return
    tenant = client.alm_tenant
    # xsappname-format reports the name that the client ID has from there.
    if is_reference(client_id) or is_client_id(client_id) or (tenant and is_of_instance(client_id, tenant)):
        return
    yield Finding(client.client_id, "OAuth 2.0 Client ID must be of the form instance-name!b123456|sapcloudalm!b456789")
