"""CALM915: Root URL of a setup is endpoints.Api of the binding without /api."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import (
    Address,
    AlmSetup,
    Bad,
    Finding,
    Fix,
    Good,
    Severity,
    Source,
    api_region,
    facts,
    is_reference,
    rule,
)
from calm_lint_rules._bindings import as_in_binding
from calm_lint_rules.cts._setups import is_set_up_by_sap

_API_PATHS = ("", "/", facts.API_PATH, f"{facts.API_PATH}/")


@rule(
    AlmSetup,
    code="CALM915",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("Setting Up the Managed Systems (21e0843)", "Configuring the PUSH Data Provider, step 4.3.8"),
    screen="/SDF/ALM_SETUP > Maintain HTTP Destination > Root URL",
    examples=[
        Good("root_url: https://eu10.alm.cloud.sap"),
        Bad(
            "root_url: https://eu10.alm.cloud.sap/api",
            at="https://eu10.alm.cloud.sap/api",
            message="Root URL has the path /api, must be https://eu10.alm.cloud.sap",
            fixed="root_url: https://eu10.alm.cloud.sap",
        ),
        Bad(
            "root_url: eu10.alm.cloud.sap",
            at="eu10.alm.cloud.sap",
            message="Root URL has no https://, must be https://eu10.alm.cloud.sap",
            fixed="root_url: https://eu10.alm.cloud.sap",
        ),
        Bad(
            "root_url: https://us10.alm.cloud.sap",
            at="https://us10.alm.cloud.sap",
            message="Root URL is on us10.alm.cloud.sap, must be https://eu10.alm.cloud.sap as in the "
            "binding of calm-prod",
            fixed="root_url: https://eu10.alm.cloud.sap",
        ),
        Bad(
            "root_url:",
            at='"000"',
            message="Root URL is missing, must be https:// and the host of endpoints.Api",
        ),
    ],
)
def setup_root_url(setup: AlmSetup) -> Iterator[Finding]:
    """The system adds the paths of the API itself. With /api in the Root URL, or on another host, all calls fail."""
    field = setup.root_url
    if field.unknown or is_set_up_by_sap(setup):
        return
    if field.blank:
        yield Finding(setup, "Root URL is missing, must be https:// and the host of endpoints.Api")
    elif field.value is not None and not is_reference(field.value):
        yield from _wrong(setup, field.value)


def _wrong(setup: AlmSetup, value: str) -> Iterator[Finding]:
    address, tenant = Address.parse(value), setup.alm_tenant
    # binding-endpoint-format reports an API URL without a host.
    hosts = [each for each in tenant.api_hosts if "." in each] if tenant else []
    faults = list(_faults(address))
    if any(map(str.isspace, value)):
        faults.append("has blanks")
    elsewhere = bool(hosts) and address.host.lower() not in hosts
    if elsewhere:
        faults.append(f"is on {address.host}")
    if not faults:
        return
    host = hosts[0] if elsewhere else address.host.lower()
    # If the binding has no API host, it may be the fault.
    is_known = api_region(host) is not None
    certain = is_known and (bool(hosts) or (address.port is None and address.path in _API_PATHS))
    wanted = f"https://{host}" if hosts or is_known else "https:// and the host of endpoints.Api"
    source = as_in_binding(tenant) if tenant and elsewhere else ""
    fix = Fix.replace(setup.root_url, wanted) if certain else None
    yield Finding(setup.root_url, f"Root URL {' and '.join(faults)}, must be {wanted}{source}", fix, hint=source)


def _faults(address: Address) -> Iterator[str]:
    if address.scheme is None:
        yield "has no https://"
    elif address.scheme.lower() != "https":
        yield f"has {address.scheme}://"
    if address.user is not None:
        yield "has a user"
    if address.port not in (None, str(facts.PORT)):
        yield f"has port {address.port}" if address.port else "has a colon without port"
    if address.path not in ("", "/"):
        yield f"has the path {address.path}"
    if address.query is not None:
        yield "has a query"
    if address.fragment is not None:
        yield "has a fragment"
