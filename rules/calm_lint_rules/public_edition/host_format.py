"""CALM103: Host Name contains only a host."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import (
    Address,
    AlmSystem,
    Bad,
    Finding,
    Fix,
    Good,
    Severity,
    Source,
    api_region,
    facts,
    is_ip_address,
    rule,
)
from calm_lint_rules.public_edition.host_api_suffix import without_api


@rule(
    AlmSystem,
    code="CALM103",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 1.3", "2025-05-14"),
    screen="Communication Systems > Technical Data - General > Host Name",
    examples=[
        Good("host_name: eu10.alm.cloud.sap"),
        Bad(
            "host_name: eu10.alm.cloud.sap:443",
            at="eu10.alm.cloud.sap:443",
            message="Host Name carries a port (443), must be eu10.alm.cloud.sap",
            fixed="host_name: eu10.alm.cloud.sap",
        ),
        Bad(
            "host_name: http://eu10.alm.cloud.sap/apis",
            at="http://eu10.alm.cloud.sap/apis",
            message="Host Name carries http:// and a path (/apis), must be eu10.alm.cloud.sap",
        ),
        Bad("host_name: 10.0.0.7", at="10.0.0.7", message="Host Name is an IP address, must be a name"),
    ],
)
def host_format(system: AlmSystem) -> Iterator[Finding]:
    """Host Name takes only the host. Port and path have their own fields, and the protocol is fixed.

    Anything else becomes part of a name that DNS cannot resolve.
    """
    value, address = system.host_name.value, system.host_address
    if value is None or address is None:
        return
    if is_ip_address(value.strip()) or is_ip_address(address.host.strip("[]")):
        yield Finding(system.host_name, "Host Name is an IP address, must be a name")
        return
    bare = "".join(address.host.split()).removesuffix(".")
    # host-not-alm reports a host that is none of the API.
    wanted = bare if api_region(bare) or system.is_in_china else "a host name alone"
    if bare and (faults := list(_faults(value, address))):
        fix = None
        if address.port == str(facts.PORT) or address.host.endswith("."):
            port = None if address.port == str(facts.PORT) else address.port
            fix = Fix.replace(system.host_name, str(address._replace(host=address.host.removesuffix("."), port=port)))
        yield Finding(system.host_name, f"Host Name carries {' and '.join(faults)}, must be {wanted}", fix)


def _faults(value: str, address: Address) -> Iterator[str]:
    if address.scheme is not None and address.scheme.lower() != "https":
        yield f"{address.scheme}://"
    if address.user is not None:
        yield "a user"
    if address.port is not None:
        yield f"a port ({address.port})" if address.port else "a colon"
    if path := without_api(address.path):
        yield f"a path ({path})"
    if address.query is not None or address.fragment is not None:
        yield "a query"
    if any(map(str.isspace, value)):
        yield "blanks"
    if address.host.endswith("."):
        yield "a final dot"
