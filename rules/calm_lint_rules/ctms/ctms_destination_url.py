"""CALM803: URL of a destination is uri of the service key."""

from __future__ import annotations

import re
from collections.abc import Iterator

from calm_lint.api import (
    Address,
    Bad,
    CtmsService,
    Finding,
    Fix,
    Good,
    Landscape,
    Scalar,
    Severity,
    Source,
    facts,
    is_reference,
    rule,
)
from calm_lint_rules.ctms._urls import form_faults, is_in_china, is_same

_HOST = re.escape(facts.CTMS_HOST).replace("<name>", r"[\w.-]+").replace("<region>", r"[\w-]+")
_EXAMPLE = "https://transport-service-app-backend.ts.cfapps.eu10.hana.ondemand.com"


@rule(
    Landscape,
    code="CALM803",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("SAP Cloud Transport Management Service (8b4af2f)", "Destination Configuration Values, URL"),
    screen="SAP BTP cockpit > Connectivity > Destinations > URL",
    examples=[
        Good("""
            destinations:
              - name: CALM_FTR_CTMS_FEATURES
                url: https://transport-service-app-backend.ts.cfapps.eu10.hana.ondemand.com
            """),
        Bad(
            """
            ctms_services:
              - id: ctms-main
                service_key:
                  uri: https://transport-service-app-backend.ts.cfapps.eu10.hana.ondemand.com
            destinations:
              - name: CALM_FTR_CTMS_FEATURES
                url: https://transport-service-app-backend.ts.cfapps.eu20.hana.ondemand.com
            """,
            at="https://transport-service-app-backend.ts.cfapps.eu20.hana.ondemand.com",
            message="URL is https://transport-service-app-backend.ts.cfapps.eu20.hana.ondemand.com, "
            "must be https://transport-service-app-backend.ts.cfapps.eu10.hana.ondemand.com "
            "as in the service key of ctms-main",
            fixed="""
            ctms_services:
              - id: ctms-main
                service_key:
                  uri: https://transport-service-app-backend.ts.cfapps.eu10.hana.ondemand.com
            destinations:
              - name: CALM_FTR_CTMS_FEATURES
                url: https://transport-service-app-backend.ts.cfapps.eu10.hana.ondemand.com
            """,
        ),
        Bad(
            """
            destinations:
              - name: CALM_FTR_CTMS_FEATURES
                url: https://eu10.alm.cloud.sap/api
            """,
            at="https://eu10.alm.cloud.sap/api",
            message="URL is on eu10.alm.cloud.sap and has the path /api, must be like https://transport-service-app-backend.ts.cfapps.eu10.hana.ondemand.com",
        ),
        Bad(
            """
            destinations:
              - name: CALM_FTR_CTMS_FEATURES
                url:
            """,
            at="CALM_FTR_CTMS_FEATURES",
            message="URL is missing, must be uri of the service key",
        ),
    ],
)
def ctms_destination_url(landscape: Landscape) -> Iterator[Finding]:
    """SAP Cloud ALM calls this URL for the transports of the service.

    With another one, none of them appears in app Features.
    """
    for destination, service in landscape.ctms_destinations:
        url = destination.url
        if url.blank:
            yield Finding(destination, "URL is missing, must be uri of the service key")
        elif url.value is not None and not is_reference(url.value):
            yield from _wrong(url, url.value, service)


def _wrong(url: Scalar[str], value: str, service: CtmsService | None) -> Iterator[Finding]:
    address = Address.parse(value)
    if service and service.has_key:
        uri = service.key_given.uri.value if service.key_given else None
        if uri and not is_same(address, Address.parse(uri)):
            source = f" as in the service key of {service.id.value}"
            # If the key has been changed, it may be the fault.
            fix = None if _faults(Address.parse(uri)) else Fix.replace(url, uri)
            yield Finding(url, f"URL is {value}, must be {uri}{source}", fix, hint=source)
    elif faults := _faults(address):
        yield Finding(url, f"URL {' and '.join(faults)}, must be like {_EXAMPLE}")


def _faults(address: Address) -> list[str]:
    if is_in_china(address):
        return []
    is_known = re.fullmatch(_HOST, address.host, re.IGNORECASE | re.ASCII)
    faults = [] if is_known else [f"is on {address.host or 'no host'}"]
    faults += form_faults(address)
    if address.path not in ("", "/"):
        faults.append(f"has the path {address.path}")
    return faults
