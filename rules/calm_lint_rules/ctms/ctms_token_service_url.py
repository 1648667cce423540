"""CALM804: Token Service URL is uaa.url of the service key with /oauth/token."""

from __future__ import annotations

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
    is_certificate_host,
    is_reference,
    rule,
)
from calm_lint_rules._endpoints import is_part_of_suffix, issues_tokens
from calm_lint_rules.ctms._urls import form_faults, is_in_china, is_same


@rule(
    Landscape,
    code="CALM804",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source(
        "SAP Cloud Transport Management Service (8b4af2f)", "Destination Configuration Values, Token Service URL"
    ),
    screen="SAP BTP cockpit > Connectivity > Destinations > Token Service URL",
    examples=[
        Good("""
            destinations:
              - name: CALM_FTR_CTMS_FEATURES
                token_service_url: https://acme-admin.authentication.eu10.hana.ondemand.com/oauth/token
            """),
        Bad(
            """
            destinations:
              - name: CALM_FTR_CTMS_FEATURES
                token_service_url: https://acme-admin.authentication.eu10.hana.ondemand.com
            """,
            at="https://acme-admin.authentication.eu10.hana.ondemand.com",
            message="Token Service URL has no path, must end in /oauth/token",
            fixed="""
            destinations:
              - name: CALM_FTR_CTMS_FEATURES
                token_service_url: https://acme-admin.authentication.eu10.hana.ondemand.com/oauth/token
            """,
        ),
        Bad(
            """
            ctms_services:
              - id: ctms-main
                service_key:
                  uaa:
                    url: https://acme-admin.authentication.eu10.hana.ondemand.com
            destinations:
              - name: CALM_FTR_CTMS_FEATURES
                token_service_url: https://amce-admin.authentication.eu10.hana.ondemand.com/oauth/token
            """,
            at="https://amce-admin.authentication.eu10.hana.ondemand.com/oauth/token",
            message="Token Service URL is "
            "https://amce-admin.authentication.eu10.hana.ondemand.com/oauth/token, must be "
            "https://acme-admin.authentication.eu10.hana.ondemand.com/oauth/token as in the "
            "service key of ctms-main",
            fixed="""
            ctms_services:
              - id: ctms-main
                service_key:
                  uaa:
                    url: https://acme-admin.authentication.eu10.hana.ondemand.com
            destinations:
              - name: CALM_FTR_CTMS_FEATURES
                token_service_url: https://acme-admin.authentication.eu10.hana.ondemand.com/oauth/token
            """,
        ),
        Bad(
            """
            destinations:
              - name: CALM_FTR_CTMS_FEATURES
                token_service_url: https://eu10.alm.cloud.sap/oauth/token
            """,
            at="https://eu10.alm.cloud.sap/oauth/token",
            message="Token Service URL is on eu10.alm.cloud.sap, must be on a host like "
            "acme-admin.authentication.eu10.hana.ondemand.com",
        ),
        Bad(
            """
            destinations:
              - name: CALM_FTR_CTMS_FEATURES
                token_service_url:
            """,
            at="CALM_FTR_CTMS_FEATURES",
            message="Token Service URL is missing, must be uaa.url of the service key with /oauth/token",
        ),
    ],
)
def ctms_token_service_url(landscape: Landscape) -> Iterator[Finding]:
    """The authorization server of the service key issues tokens under /oauth/token only.

    The JSON has its URL without that path, so append it. Without a token, SAP Cloud ALM reads no transports.
    """
    for destination, service in landscape.ctms_destinations:
        field = destination.token_service_url
        if field.blank:
            path = facts.TOKEN_PATH
            yield Finding(destination, f"Token Service URL is missing, must be uaa.url of the service key with {path}")
        elif field.value is None or is_reference(field.value):
            continue
        elif service and service.has_key:
            yield from _unlike_key(field, field.value, service)
        else:
            yield from _wrong_form(field, Address.parse(field.value))


def _unlike_key(field: Scalar[str], value: str, service: CtmsService) -> Iterator[Finding]:
    url = service.key_given.uaa.url.value if service.key_given else None
    if not url:
        return
    wanted = Address.parse(url)._replace(path=facts.TOKEN_PATH)
    if value.endswith("/") or not is_same(Address.parse(value), wanted):
        source = f" as in the service key of {service.id.value}"
        for_certificates = is_certificate_host(value) or is_certificate_host(wanted.host)
        # If the key has been changed, it may be the fault.
        certain = not for_certificates and not [*form_faults(wanted)] and _is_on_server(wanted)
        fix = Fix.replace(field, str(wanted)) if certain else None
        yield Finding(field, f"Token Service URL is {value}, must be {wanted}{source}", fix, hint=source)


def _wrong_form(field: Scalar[str], address: Address) -> Iterator[Finding]:
    faults = [*form_faults(address), *([] if address.host else ["has no host"])]
    if faults:
        yield Finding(field, f"Token Service URL {' and '.join(faults)}, must be an https URL without more than a path")
    elif address.path != facts.TOKEN_PATH:
        fault = f"has the path {address.path}" if address.path else "has no path"
        fix = None
        if is_part_of_suffix(address.path) and not is_certificate_host(address.host):
            fix = Fix.replace(field, str(address._replace(path=facts.TOKEN_PATH)))
        yield Finding(field, f"Token Service URL {fault}, must end in {facts.TOKEN_PATH}", fix)
    elif not _is_on_server(address):
        like = "must be on a host like acme-admin.authentication.eu10.hana.ondemand.com"
        yield Finding(field, f"Token Service URL is on {address.host}, {like}")


def _is_on_server(address: Address) -> bool:
    return issues_tokens(address.host) or is_in_china(address)
