"""CALM921: no system of a track is virtual."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, CtsDomain, Finding, Good, Related, Severity, Source, rule
from calm_lint_rules.cts._track import TRACK


@rule(
    CtsDomain,
    code="CALM921",
    rung="by-the-book",
    since="0.1",
    severity=Severity.WARNING,
    source=Source("SAP S/4HANA Cloud Private Edition and On-Premise Systems (5aa24f0)", "Virtual Systems"),
    screen="STMS > Overview > Systems",
    examples=[
        Good(TRACK),
        Bad(
            """
            domain_name: DOMAIN_PRD
            systems:
              - sid: DEV
                role: development
                alm_setup:
                  - client: "000"
                    tasks:
                      - "Transports: Read"
                      - "Transports: Import"
                      - "Transports: Read Landscape"
                  - client: "100"
                    tasks:
                      - "Transports: Create & Export (client-specific)"
              - sid: PRD
                role: production
                virtual: true
                alm_setup:
                  - client: "000"
                    tasks:
                      - "Transports: Read"
                      - "Transports: Import"
                      - "Transports: Read Landscape"
            tracks:
              - name: main
                systems:
                  - DEV:100
                  - PRD:300
            """,
            at="PRD:300",
            message="track main has PRD, a virtual system, should have physical systems only",
        ),
    ],
)
def virtual_system(domain: CtsDomain) -> Iterator[Finding]:
    """Imports into a virtual system are not scheduled, so that a feature cannot be confirmed.

    It can be once physical systems have replaced all virtual ones.
    """
    for track in domain.tracks:
        for stop in track.stops:
            if stop.system and stop.system.virtual.value:
                message = f"track {track.name.value} has {stop.sid}, a virtual system"
                related = (Related(stop.system.virtual, "the system is virtual"),)
                yield Finding(stop.entry, f"{message}, should have physical systems only", related=related)
