"""CALM105: Token Endpoint and mTLS Endpoint end in /oauth/token."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import AlmSystem, Bad, Finding, Good, Severity, Source, facts, rule
from calm_lint_rules._endpoints import screen_of, token_urls, wrong_path


@rule(
    AlmSystem,
    code="CALM105",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 1.4", "2025-05-14"),
    screen="Communication Systems > OAuth 2.0 Settings > Token Endpoint",
    examples=[
        Good("token_endpoint: https://acme.authentication.eu10.hana.ondemand.com/oauth/token"),
        Good("token_endpoint: acme.authentication.eu10.hana.ondemand.com/oauth/token"),
        Bad(
            "token_endpoint: https://acme.authentication.eu10.hana.ondemand.com",
            at="https://acme.authentication.eu10.hana.ondemand.com",
            message="Token Endpoint has no path, must end in /oauth/token",
            fixed="token_endpoint: https://acme.authentication.eu10.hana.ondemand.com/oauth/token",
        ),
        Bad(
            "token_endpoint: https://acme.authentication.eu10.hana.ondemand.com/oauth/token/",
            at="https://acme.authentication.eu10.hana.ondemand.com/oauth/token/",
            message="Token Endpoint has the path /oauth/token/, must end in /oauth/token",
            fixed="token_endpoint: https://acme.authentication.eu10.hana.ondemand.com/oauth/token",
        ),
        Bad(
            "token_endpoint: https://acme.authentication.eu10.hana.ondemand.com/oauth/authorize",
            at="https://acme.authentication.eu10.hana.ondemand.com/oauth/authorize",
            message="Token Endpoint has the path /oauth/authorize, must end in /oauth/token",
        ),
        Bad("token_endpoint:", at="CALM_PROD", message="Token Endpoint is missing, must end in /oauth/token"),
    ],
)
def token_endpoint_suffix(system: AlmSystem) -> Iterator[Finding]:
    """uaa.url of the binding is the URL of the authorization server, which issues tokens only under /oauth/token.

    If the suffix is missing or something follows it, the authorization server issues no token. The log of the outbound
    service then shows "Error when setting oauth token".
    """
    for label, endpoint, url in token_urls(system):
        if endpoint.unknown:
            continue
        if url is None:
            # host-not-alm reports a Token Endpoint that is in Host Name.
            if system.swapped:
                continue
            yield Finding(system, f"{label} is missing, must end in {facts.TOKEN_PATH}")
        else:
            yield from wrong_path(label, endpoint, is_basic=system.is_basic, screen=screen_of(label))
