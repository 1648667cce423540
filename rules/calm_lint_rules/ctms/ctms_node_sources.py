"""CALM812: a node is the target of one route."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, CtmsService, Finding, Good, Related, Severity, Source, TransportRoute, rule


@rule(
    CtmsService,
    code="CALM812",
    rung="collects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("Create Transport Routes (dddb749)", "A transport node can be used only once as a target node"),
    screen="SAP Cloud Transport Management > Transport Routes > Target Node",
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
              - {name: QA_NODE, role: development}
            routes:
              - {name: DEV_TO_TEST, source: DEV_NODE, target: TEST_NODE}
              - {name: QA_TO_TEST, source: QA_NODE, target: TEST_NODE}
            """,
            at="TEST_NODE",
            message="TEST_NODE is the target of DEV_TO_TEST already, must be the target of one route only",
        ),
    ],
)
def ctms_node_sources(service: CtmsService) -> Iterator[Finding]:
    """SAP Cloud Transport Management takes a node as the target of one route only: one of the two does not exist."""
    first: dict[str, TransportRoute] = {}
    for route in service.routes:
        target = route.target.value
        if target is None:
            continue
        earlier = first.setdefault(target, route)
        if earlier is not route:
            message = f"{target} is the target of {earlier.name.value} already, must be the target of one route only"
            yield Finding(route.target, message, related=(Related(earlier.target, "the first route"),))
