"""CALM105: Token Endpoint and mTLS Endpoint end in /oauth/token."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Address, AlmSystem, Bad, Finding, Fix, Good, Scalar, Severity, Source, facts, rule
from calm_lint_rules._endpoints import screen_of, token_urls

_SEGMENTS = facts.TOKEN_PATH.strip("/").split("/")


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
            yield from _wrong_path(label, endpoint, system)


def _wrong_path(label: str, endpoint: Scalar[str], system: AlmSystem) -> Iterator[Finding]:
    # token-endpoint-format reports blanks.
    address = Address.parse("".join((endpoint.value or "").split()))
    # token-endpoint-host reports a URL without a host.
    if not address.host or (address.path, address.query) == (facts.TOKEN_PATH, None):
        return
    fault = f"has the path {address.path}" if address.path else "has no path"
    if address.query is not None:
        fault = f"{fault} and a query" if address.path != facts.TOKEN_PATH else "has a query"
    fix = None
    # With mTLS, a fix changes nothing but the path.
    only_the_path = system.is_basic or not any(map(str.isspace, endpoint.value or ""))
    if _is_part_of_suffix(address.path) and only_the_path:
        fix = Fix.replace(endpoint, str(address._replace(path=facts.TOKEN_PATH, query=None)))
    yield Finding(endpoint, f"{label} {fault}, must end in {facts.TOKEN_PATH}", fix, screen=screen_of(label))


def _is_part_of_suffix(path: str) -> bool:
    """Return whether a path is the suffix, but cut off, repeated or in another case, so that a fix can correct it."""
    segments = [segment.lower() for segment in path.split("/") if segment]
    return all(segment == _SEGMENTS[index % len(_SEGMENTS)] for index, segment in enumerate(segments))
