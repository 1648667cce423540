"""CALM404: the file describes both development and test tenants."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Good, Landscape, Severity, Source, rule


@rule(
    Landscape,
    code="CALM404",
    rung="by-the-book",
    since="0.1",
    severity=Severity.WARNING,
    source=Source("guide", "Procedure, caution", "2026-01-14"),
    screen="Communication Arrangements",
    examples=[
        Good(
            """
            s4hana_tenants:
              - id: dev
                role: development
              - id: test
                role: test
            """
        ),
        Bad(
            """
            s4hana_tenants:
              - id: dev
                role: development
            """,
            at="s4hana_tenants",
            message="there are development tenants and no test tenant, there should be both",
        ),
    ],
)
def landscape_gap(landscape: Landscape) -> Iterator[Finding]:
    """Both the development tenants and the test tenants need the arrangement.

    If only one kind reports, transports show a wrong status in SAP Cloud ALM.
    """
    roles = {tenant.role.value for tenant in landscape.s4hana_tenants}
    if None in roles or not landscape.knows("s4hana_tenants"):
        return
    develops, tests = not roles.isdisjoint({"development", "customizing"}), "test" in roles
    if develops != tests:
        present, absent = ("development", "test") if develops else ("test", "development")
        message = f"there are {present} tenants and no {absent} tenant, there should be both"
        yield Finding(landscape.key("s4hana_tenants"), message)
