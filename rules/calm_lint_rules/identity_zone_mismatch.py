"""CALM509: uaa.url begins with the identity zone."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Address, Bad, Finding, Good, Related, Severity, Source, Uaa, rule


@rule(
    Uaa,
    code="CALM509",
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
    ],
)
def identity_zone_mismatch(uaa: Uaa) -> Iterator[Finding]:
    """uaa.url and uaa.identityzone come from the same binding.

    If they differ, someone mixed the values of two SAP Cloud ALM tenants.
    """
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
