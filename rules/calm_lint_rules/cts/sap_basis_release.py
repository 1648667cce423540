"""CALM913: SAP_BASIS is new enough."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, CtsSystem, Finding, Good, Severity, Source, facts, rule
from calm_lint_rules.cts._releases import is_before


@rule(
    CtsSystem,
    code="CALM913",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("Setting Up the Managed Systems (21e0843)", "Technical Prerequisites"),
    screen="System > Status > Product Version > SAP_BASIS",
    examples=[
        Good("sap_basis: 7.50 SP20"),
        Good("sap_basis: 740 SP 16"),
        Bad(
            "sap_basis: 7.31 SP25",
            at="7.31 SP25",
            message="SAP_BASIS is 7.31 SP25, must be at least 740 SP09",
        ),
        Bad(
            "sap_basis: 740 SP08",
            at="740 SP08",
            message="SAP_BASIS is 740 SP08, must be at least 740 SP09",
        ),
    ],
)
def sap_basis_release(system: CtsSystem) -> Iterator[Finding]:
    """SAP Cloud ALM connects systems from SAP_BASIS 7.40 SP09 on.

    With 7.40 SP09 to SP15, and with 7.50 SP00 to SP04, also implement SAP Note 2283880.
    """
    if is_before(system.sap_basis.value, facts.SAP_BASIS_SINCE):
        message = f"SAP_BASIS is {system.sap_basis.value}, must be at least {facts.SAP_BASIS_SINCE}"
        yield Finding(system.sap_basis, message)
