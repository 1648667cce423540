"""CALM106: Token Endpoint and mTLS Endpoint are https URLs without user, fragment, blanks or another port than 443."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import AlmSystem, Bad, Finding, Good, Severity, Source, rule
from calm_lint_rules._endpoints import screen_of, token_urls, wrong_form


@rule(
    AlmSystem,
    code="CALM106",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 1.4", "2025-05-14"),
    screen="Communication Systems > OAuth 2.0 Settings > Token Endpoint",
    examples=[
        Good("token_endpoint: https://acme.authentication.eu10.hana.ondemand.com/oauth/token"),
        Good("token_endpoint: acme.authentication.eu10.hana.ondemand.com:443/oauth/token"),
        Bad(
            "token_endpoint: http://acme.authentication.eu10.hana.ondemand.com/oauth/token",
            at="http://acme.authentication.eu10.hana.ondemand.com/oauth/token",
            message="Token Endpoint carries http://, must be an https URL",
            fixed="token_endpoint: https://acme.authentication.eu10.hana.ondemand.com/oauth/token",
        ),
        Bad(
            "token_endpoint: https://acme.authentication.eu10.hana.ondemand.com:8443/oauth/token#top",
            at="https://acme.authentication.eu10.hana.ondemand.com:8443/oauth/token#top",
            message="Token Endpoint carries port 8443 and a fragment, must be an https URL without them",
        ),
    ],
)
def token_endpoint_format(system: AlmSystem) -> Iterator[Finding]:
    """The authorization server issues tokens only over https on port 443.

    It identifies a client by its client ID, not by a user in the URL. With anything else there, it issues no token, and
    no transport reaches SAP Cloud ALM.
    """
    for label, endpoint, url in token_urls(system):
        if endpoint.value is not None and url is not None:
            yield from wrong_form(label, endpoint, url, screen=screen_of(label))
