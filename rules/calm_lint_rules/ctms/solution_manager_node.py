"""CALM815: SAP Solution Manager controls no node."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, CtmsService, Finding, Good, Severity, Source, rule


@rule(
    CtmsService,
    code="CALM815",
    rung="collects",
    since="0.1",
    severity=Severity.WARNING,
    source=Source(
        "SAP Cloud Transport Management Service (8b4af2f)",
        "Note: It's not possible to trigger imports for CTMS nodes which are controlled by SAP Solution Manager",
    ),
    screen="SAP Cloud Transport Management > Transport Nodes > Controlled by SAP Solution Manager",
    examples=[
        Good(
            """
            nodes:
              - {name: DEV_NODE, role: development}
              - {name: TEST_NODE, controlled_by_sap_solution_manager: false}
            routes:
              - {name: DEV_TO_TEST, source: DEV_NODE, target: TEST_NODE}
            """
        ),
        Bad(
            """
            nodes:
              - {name: DEV_NODE, role: development}
              - {name: TEST_NODE, controlled_by_sap_solution_manager: true}
            routes:
              - {name: DEV_TO_TEST, source: DEV_NODE, target: TEST_NODE}
            """,
            at="true",
            message="node TEST_NODE is controlled by SAP Solution Manager: SAP Cloud ALM cannot import into it",
        ),
    ],
)
def solution_manager_node(service: CtmsService) -> Iterator[Finding]:
    """SAP Cloud ALM shows the transports of such a node, but a deployment from a feature does not import them."""
    for node in service.nodes:
        if node.controlled_by_sap_solution_manager.value:
            name = node.name.value or "the node"
            message = f"node {name} is controlled by SAP Solution Manager: SAP Cloud ALM cannot import into it"
            yield Finding(node.controlled_by_sap_solution_manager, message)
