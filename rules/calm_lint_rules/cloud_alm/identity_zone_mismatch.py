"""CALM509: the URLs of the bindings of an SAP Cloud ALM tenant are of one identity zone."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import (
    Address,
    Bad,
    Binding,
    Finding,
    Good,
    Related,
    Severity,
    Source,
    Uaa,
    certificate_host,
    host_of,
    identity_host,
    is_certificate_host,
    rule,
    token_region,
)


@rule(
    Uaa,
    code="CALM509",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("Managing Your Service Credentials (87b7851)", "Uploading Service Credentials"),
    screen="SAP BTP cockpit > Services > Instances and Subscriptions > binding JSON > uaa.identityzone",
    examples=[
        Good("identityzone: acme"),
        Bad(
            "identityzone: beta",
            at="beta",
            message="identity zone is beta but UAA URL begins with acme, must be the same",
        ),
        Bad(
            "certurl: https://beta.authentication.cert.eu10.hana.ondemand.com",
            at="https://beta.authentication.cert.eu10.hana.ondemand.com",
            message="certurl is on beta.authentication.cert.eu10.hana.ondemand.com, "
            "must be on acme.authentication.cert.eu10.hana.ondemand.com as uaa.url says",
        ),
    ],
)
def identity_zone_mismatch(uaa: Uaa) -> Iterator[Finding]:
    """uaa.url, uaa.certurl and uaa.identityzone come from the same binding.

    If they differ, someone mixed the values of two SAP Cloud ALM tenants. The two bindings of a tenant have the same
    uaa.url.
    """
    yield from _other_zone(uaa)
    yield from _other_hosts(uaa)


def _other_hosts(uaa: Uaa) -> Iterator[Finding]:
    host, certificate = host_of(uaa.url.value), host_of(uaa.certurl.value)
    # Hosts of other forms are in China, or another fault.
    if host is None or token_region(identity_host(host)) is None:
        return
    if is_certificate_host(host):
        message = f"UAA URL is on {host}, must be on {identity_host(host)}, as only certurl has .cert"
        yield Finding(uaa.url, message)
    elif certificate and certificate != certificate_host(host):
        message = f"certurl is on {certificate}, must be on {certificate_host(host)} as uaa.url says"
        yield Finding(uaa.certurl, message, related=(Related(uaa.url, "uaa.url"),))
    binding = uaa.parent
    # A binding file takes the place of what is pasted.
    counts = isinstance(binding, Binding) and binding in binding.tenant.valid_bindings
    first = binding.tenant.uaa_url if isinstance(binding, Binding) and counts else None
    expected = host_of(first.value) if first else None
    if first and expected and identity_host(host) != identity_host(expected):
        message = f"UAA URL is on {host}, must be on {expected} as in the other binding of the tenant"
        yield Finding(uaa.url, message, related=(Related(first, "the other binding"),))


def _other_zone(uaa: Uaa) -> Iterator[Finding]:
    url, zone = uaa.url, uaa.identityzone
    if not url.value or not zone.value:
        return
    label = Address.parse(url.value).host.partition(".")[0]
    if label and label.lower() != zone.value.lower():
        earlier, later = sorted((url, zone), key=lambda each: each.start)
        yield Finding(
            later,
            f"identity zone is {zone.value} but UAA URL begins with {label}, must be the same",
            related=(Related(earlier, "the other value"),),
        )
