"""CALM814 beyond its examples: whose nodes count, and when the property is not known."""

from __future__ import annotations

import pytest

from environments import CTMS, at, found, only

PROPERTY = "    additional_properties: {sourceSystemId: DEV_NODE}\n"
SERVICE = (
    "\n    ctms_service: ctms-main\n"
    "    url: https://transport-service-app-backend.ts.cfapps.eu10.hana.ondemand.com\n    add"
)
NODES = CTMS[CTMS.index("    nodes:") : CTMS.index("    transports:")]


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("", "TransportManagementService"),
        ("    additional_properties:\n", "TransportManagementService"),
        ("    additional_properties: {a: b}\n", "additional_properties"),
    ],
)
def test_missing_property_is_at_the_mapping_that_should_hold_it(line: str, place: str) -> None:
    text, violation = only(CTMS, (PROPERTY, line))
    assert (violation.rule.code, violation.severity) == ("CALM814", "error")
    assert at(text, violation) == place


@pytest.mark.parametrize("name", ["DEV_NOD", "dev_node", "OTHER"])
def test_name_of_no_node(name: str) -> None:
    text, violation = only(CTMS, ("sourceSystemId: DEV_NODE", f"sourceSystemId: {name}"))
    assert (violation.rule.code, at(text, violation), violation.fix) == ("CALM814", name, None)


def test_without_a_reference_all_nodes_count() -> None:
    assert found(CTMS, (SERVICE, "\n    add")) == []
    assert found(CTMS, (SERVICE, "\n    add"), ("sourceSystemId: DEV_NODE", "sourceSystemId: X")) == ["CALM814"]


def test_silent_without_nodes_or_with_unknown_ones() -> None:
    assert found(CTMS, (NODES, ""), ("sourceSystemId: DEV_NODE", "sourceSystemId: X")) == []
    assert found(CTMS, ("{name: PROD_NODE, role: production}", "wrong"), ("Id: DEV_NODE", "Id: X")) == ["CALM003"]
    assert found(CTMS, ("sourceSystemId: DEV_NODE", "sourceSystemId: [X]")) == []


def test_properties_of_another_form() -> None:
    assert found(CTMS, (PROPERTY, "    additional_properties: wrong\n")) == ["CALM003"]
