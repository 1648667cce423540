"""CALM811: the nodes of a service form routes that begin at a development node."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, CtmsService, Finding, Good, Severity, Source, rule


@rule(
    CtmsService,
    code="CALM811",
    rung="collects",
    since="0.1",
    severity=Severity.WARNING,
    source=Source(
        "SAP Cloud Transport Management Service Landscape Requirements (235276e)",
        "In each scenario, you need a dummy development system",
    ),
    screen="SAP Cloud Transport Management > Transport Nodes, Transport Routes",
    examples=[
        Good("""
            nodes:
              - {name: DEV_NODE, role: development}
              - {name: TEST_NODE, role: test}
            routes:
              - {name: DEV_TO_TEST, source: DEV_NODE, target: TEST_NODE}
            """),
        Bad(
            """
            nodes:
              - {name: DEV_NODE, role: development}
              - {name: TEST_NODE, role: test}
              - {name: PROD_NODE, role: production}
            routes:
              - {name: DEV_TO_TEST, source: DEV_NODE, target: TEST_NODE}
            """,
            at="PROD_NODE",
            message="node PROD_NODE is neither source nor target of a route, should be one of them",
        ),
        Bad(
            """
            nodes:
              - {name: DEV_NODE, role: test}
              - {name: TEST_NODE, role: test}
            routes:
              - {name: DEV_TO_TEST, source: DEV_NODE, target: TEST_NODE}
            """,
            at="test",
            message="role of DEV_NODE is test, should be development: no route leads to it",
        ),
    ],
)
def ctms_development_node(service: CtmsService) -> Iterator[Finding]:
    """SAP Cloud ALM learns the order of the systems from the routes, and takes the first for the development system.

    Also where developments are uploaded directly into the test system, a development node has to exist.
    """
    # unknown-reference reports a route that leads nowhere.
    if not service.nodes or not service.knows_landscape:
        return
    sources = {route.source.value for route in service.routes}
    targets = {route.target.value for route in service.routes}
    on_routes = sources | targets
    for node in service.nodes:
        name = node.name.value
        if name not in on_routes:
            yield Finding(node, f"node {name} is neither source nor target of a route, should be one of them")
        elif name not in targets and node.role.value not in (None, "development"):
            wanted = f"role of {name} is {node.role.value}, should be development"
            yield Finding(node.role, f"{wanted}: no route leads to it")
