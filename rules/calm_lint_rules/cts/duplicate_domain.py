"""CALM902: no two transport domains have one name."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, CtsDomain, Finding, Good, Landscape, Related, Severity, Source, rule


@rule(
    Landscape,
    code="CALM902",
    rung="collects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source(
        "SAP S/4HANA Cloud Private Edition and On-Premise Systems (5aa24f0)",
        "TMS domains with the same domain name are not supported",
    ),
    screen="STMS > Transport Domain",
    examples=[
        Good("""
            cts_domains:
              - domain_name: DOMAIN_DEV
                systems:
                  - sid: DEV
              - domain_name: DOMAIN_PRD
                systems:
                  - sid: PRD
            """),
        Bad(
            """
            cts_domains:
              - domain_name: DOMAIN_PRD
                systems:
                  - sid: DEV
              - domain_name: Domain_prd
                systems:
                  - sid: PRD
            """,
            at="Domain_prd",
            message="Domain Name Domain_prd is used twice, must be unique in the landscape",
        ),
    ],
)
def duplicate_domain(landscape: Landscape) -> Iterator[Finding]:
    """SAP Cloud ALM tells transport domains apart by their names. It would take two of one name for one."""
    first: dict[str, CtsDomain] = {}
    for domain in landscape.cts_domains:
        name = domain.domain_name.value
        if name and (earlier := first.setdefault(name.strip().upper(), domain)) is not domain:
            related = (Related(earlier.domain_name, "first used here"),)
            message = f"Domain Name {name} is used twice, must be unique in the landscape"
            yield Finding(domain.domain_name, message, related=related)
