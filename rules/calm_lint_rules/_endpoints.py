"""Code shared by the rules about token URLs."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Address, AlmSystem, Scalar, facts, token_region


def issues_tokens(host: str) -> bool:
    """Return whether a host is that of an identity zone; the zones of apiurl and sburl in a binding are none."""
    return token_region(host) is not None and host.partition(".")[0].lower() not in facts.SERVICE_ZONES


def screen_of(label: str) -> str:
    """Return where a token URL is entered."""
    return f"Communication Systems > OAuth 2.0 Settings > {label}"


def token_urls(system: AlmSystem) -> Iterator[tuple[str, Scalar[str], Address | None]]:
    """Yield Token Endpoint and, if it is given, mTLS Endpoint: the label, the field, and the URL taken apart."""
    yield "Token Endpoint", system.token_endpoint, system.token_address
    if system.mtls_address:
        yield "mTLS Endpoint", system.mtls_endpoint, system.mtls_address
