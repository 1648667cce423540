"""CALM901: no two systems have one SID."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, CtsSystem, Finding, Good, Landscape, Related, Severity, Source, rule


@rule(
    Landscape,
    code="CALM901",
    rung="collects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source(
        "SAP S/4HANA Cloud Private Edition and On-Premise Systems (5aa24f0)", "Identical SIDs are not supported"
    ),
    screen="STMS > Overview > Systems > System",
    examples=[
        Good("""
            cts_domains:
              - domain_name: DOMAIN_PRD
                systems:
                  - sid: DEV
                  - sid: PRD
            """),
        Bad(
            """
            cts_domains:
              - domain_name: DOMAIN_PRD
                systems:
                  - sid: PRD
                    customer: acme
              - domain_name: DOMAIN_TWO
                systems:
                  - sid: PRD
                    customer: beta
            """,
            at="PRD",
            message="SID PRD is used twice, must be unique among all systems",
        ),
    ],
)
def duplicate_sid(landscape: Landscape) -> Iterator[Finding]:
    """SAP Cloud ALM tells systems apart by their SID alone, whatever their domain, service type or customer is.

    Transports of the one system would be shown and imported as those of the other.
    """
    first: dict[str, CtsSystem] = {}
    for system in (system for domain in landscape.cts_domains for system in domain.systems):
        sid = system.sid.value
        if sid and (earlier := first.setdefault(sid, system)) is not system:
            related = (Related(earlier.sid, "first used here"),)
            yield Finding(system.sid, f"SID {sid} is used twice, must be unique among all systems", related=related)
