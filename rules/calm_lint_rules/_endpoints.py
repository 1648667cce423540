"""Code shared by the rules about token URLs."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import (
    Address,
    AlmSystem,
    CloudAlmTenant,
    Finding,
    Fix,
    Scalar,
    facts,
    identity_host,
    is_certificate_host,
    token_region,
)
from calm_lint_rules._bindings import as_in_binding

_SEGMENTS = facts.TOKEN_PATH.strip("/").split("/")


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


def wrong_path(label: str, endpoint: Scalar[str], *, is_basic: bool, screen: str = "") -> Iterator[Finding]:
    """Yield a finding if a token URL does not end in /oauth/token."""
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
    only_the_path = is_basic or not any(map(str.isspace, endpoint.value or ""))
    if is_part_of_suffix(address.path) and only_the_path:
        fix = Fix.replace(endpoint, str(address._replace(path=facts.TOKEN_PATH, query=None)))
    yield Finding(endpoint, f"{label} {fault}, must end in {facts.TOKEN_PATH}", fix, screen=screen)


def is_part_of_suffix(path: str) -> bool:
    """Return whether a path is the suffix, but cut off, repeated or in another case, so that a fix can correct it."""
    segments = [segment.lower() for segment in path.split("/") if segment]
    return all(segment == _SEGMENTS[index % len(_SEGMENTS)] for index, segment in enumerate(segments))


def wrong_form(label: str, endpoint: Scalar[str], address: Address, *, screen: str = "") -> Iterator[Finding]:
    """Yield a finding if a token URL is no https URL, or has something that belongs in none."""
    faults = list(_faults(endpoint.value or "", address))
    if not faults:
        return
    wrong_scheme = faults[0].endswith("://")
    without = " without them" if len(faults) > 1 else "" if wrong_scheme else " without it"
    fix = None
    if address.scheme is not None and address.scheme.lower() == "http":
        fix = Fix.replace(endpoint, str(address._replace(scheme="https")))
    message = f"{label} carries {' and '.join(faults)}, must be an https URL{without}"
    yield Finding(endpoint, message, fix, screen=screen)


def wrong_host(endpoint: Scalar[str], address: Address, uaa_host: str | None, *, is_basic: bool) -> Iterator[Finding]:
    """Yield a finding if a token endpoint is not on an authorization server.

    Args:
        endpoint: the field.
        address: the endpoint taken apart.
        uaa_host: the host that is right, None if that is unknown.
        is_basic: whether the client is known to log on with a secret.
    """
    host = "".join(address.host.split())
    for_certificates = is_certificate_host(host)
    if issues_tokens(identity_host(host)) and not (for_certificates and is_basic):
        return
    # Text without a dot is a fragment of a broken host. A fix would keep the other fragments.
    fixable = uaa_host and issues_tokens(uaa_host) and "." in host and is_basic and not for_certificates
    url = address._replace(host=uaa_host, path=facts.TOKEN_PATH, query=None) if uaa_host and fixable else None
    fix = Fix.replace(endpoint, str(url)) if url else None
    like = "must be on a host like acme.authentication.eu10.hana.ondemand.com"
    fault = f"is on {host}" if host else "has no host"
    only = ", which takes only clients with a certificate" if for_certificates and is_basic else ""
    yield Finding(endpoint, f"Token Endpoint {fault}{only}, {like}", fix)


def wrong_tenant(
    endpoint: Scalar[str], address: Address, tenant: CloudAlmTenant, *, is_basic: bool
) -> Iterator[Finding]:
    """Yield a finding if a token endpoint is on the authorization server of another tenant."""
    if tenant.uaa_host is None:
        return
    # If one of the two is not the host of an authorization server, that host is the fault.
    host = address.host if is_basic else identity_host(address.host)
    right = tenant.token_hosts[:1] if is_basic else tenant.token_hosts
    if issues_tokens(host) and token_region(tenant.uaa_host) and address.host.lower() not in right:
        source = as_in_binding(tenant)
        fix = Fix.replace(endpoint, str(address._replace(host=tenant.uaa_host)))
        yield Finding(
            endpoint,
            f"Token Endpoint is on {address.host}, must be on {' or '.join(right)}{source}",
            fix if is_basic else None,
            hint=source,
        )


def _faults(value: str, address: Address) -> Iterator[str]:
    if address.scheme is not None and address.scheme.lower() != "https":
        yield f"{address.scheme}://"
    if address.user is not None:
        yield "a user"
    if address.port not in (None, str(facts.PORT)):
        yield f"port {address.port}" if address.port else "a colon without port"
    if address.fragment is not None:
        yield "a fragment"
    if any(map(str.isspace, value)):
        yield "blanks"
