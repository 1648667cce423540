"""CALM303: the arrangement has exactly the four outbound services."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import (
    SERVICES,
    AlmArrangement,
    Bad,
    Finding,
    Fix,
    Good,
    Insert,
    Severity,
    Source,
    did_you_mean,
    facts,
    rule,
)

_ENTRIES = (("service_status", "active"), ("port", str(facts.PORT)), ("run_every", facts.RUN_EVERY))
_FOUR = "must be export, import, retry and status_change"


@rule(
    AlmArrangement,
    code="CALM303",
    rung="collects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 2.2", "2025-05-14"),
    screen="Communication Arrangements > Outbound Services",
    examples=[
        Good(
            """
            outbound_services:
              export: &service {service_status: active, port: 443, run_every: 5 minutes}
              import: *service
              retry: *service
              status_change: *service
            """
        ),
        Bad(
            """
            outbound_services:
              export: &service {service_status: active, port: 443, run_every: 5 minutes}
              import: *service
              retry: *service
            """,
            at="outbound_services",
            message="outbound service status_change is missing",
            fixed="""
            outbound_services:
              export: &service {service_status: active, port: 443, run_every: 5 minutes}
              import: *service
              retry: *service
              status_change:
                service_status: active
                port: 443
                run_every: 5 minutes
            """,
            safe=False,
        ),
        Bad(
            """
            outbound_services:
              export: &service {service_status: active, port: 443, run_every: 5 minutes}
              import: *service
              retry: *service
              statuschange: *service
            """,
            at="statuschange",
            message="unknown outbound service statuschange: did you mean status_change?",
        ),
        Bad(
            "outbound_services:",
            at="SAP_COM_0690_CALM_ATO",
            message="outbound services of arrangement SAP_COM_0690_CALM_ATO are missing, "
            "must be export, import, retry and status_change",
        ),
    ],
)
def outbound_services_complete(arrangement: AlmArrangement) -> Iterator[Finding]:
    """Three outbound services report exports, imports and status changes. The fourth repeats failed calls.

    Without one of them, its events never reach SAP Cloud ALM. SAP Cloud ALM cannot collect them later.
    """
    block = arrangement.entry("outbound_services")
    services = arrangement.outbound_services
    if block.missing or not services.data:
        entries = tuple((name, _ENTRIES) for name in SERVICES)
        fix = Fix("add the four outbound services", (Insert(arrangement, "outbound_services", entries),), safe=False)
        absent = "outbound_services" not in arrangement.data
        at = block if block.missing or block.unknown else services
        named = arrangement.named and f" of arrangement{arrangement.named}"
        yield Finding(at, f"outbound services{named} are missing, {_FOUR}", fix if absent else None, named=named)
        return
    missing = [name for name in SERVICES if services.entry(name).missing]
    for name in services.data:
        if name not in SERVICES and not name.startswith("x-"):
            meant = did_you_mean(name, missing)
            if meant:
                missing.remove(meant)
            hint = f": did you mean {meant}?" if meant else f": {_FOUR}"
            yield Finding(services.key(name), f"unknown outbound service {name}{hint}", hint=hint)
    for name in missing:
        absent = name not in services.data
        fix = Fix(f"add the outbound service {name}", (Insert(services, name, _ENTRIES),), safe=False)
        yield Finding(services.entry(name), f"outbound service {name} is missing", fix if absent else None)
