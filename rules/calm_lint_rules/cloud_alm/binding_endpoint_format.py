"""CALM506: endpoints.Api of the binding is an https URL that ends in /api."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Address, Bad, Endpoints, Finding, Good, Severity, Source, facts, rule


@rule(
    Endpoints,
    code="CALM506",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 1.3", "2025-05-14"),
    screen="SAP BTP cockpit > Services > Instances and Subscriptions > binding JSON > endpoints.Api",
    examples=[
        Good("Api: https://eu10.alm.cloud.sap/api"),
        Bad(
            "Api: eu10.alm.cloud.sap",
            at="eu10.alm.cloud.sap",
            message="endpoints.Api is eu10.alm.cloud.sap, must be an https URL that ends in /api",
        ),
    ],
)
def binding_endpoint_format(endpoints: Endpoints) -> Iterator[Finding]:
    """The SAP BTP cockpit shows endpoints.Api in this form, and calm-lint compares Host Name with it.

    If the form differs, someone changed the value or copied it from another service.
    """
    api = endpoints.api
    if api.value is None:
        return
    address = Address.parse(api.value)
    is_https = (address.scheme or "").lower() == "https" and "." in address.host
    if not is_https or not api.value.strip().endswith(facts.API_PATH):
        yield Finding(api, f"endpoints.Api is {api.value}, must be an https URL that ends in {facts.API_PATH}")
