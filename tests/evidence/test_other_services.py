"""What SAP Cloud ALM and SAP Cloud Transport Management give out: tenants, service keys, nodes and routes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from calm_lint.errors import CalmLintError
from calm_lint.evidence.gathering import Evidence, gather
from calm_lint.evidence.new_data import new_data
from calm_lint.evidence.recognition import import_file
from calm_lint.evidence.records import Imported, Origin, plain
from evidence_files import SECRET, credential, packed

URI = "https://transport-service-app-backend.ts.cfapps.eu10.hana.ondemand.com"
UAA = {"url": "https://hooli.authentication.eu10.hana.ondemand.com", "clientid": "sb-h!b1|alm-ts!b2"}
KEY = {"uri": URI, "uaa": UAA}
OTHER_KEY = {"uri": URI, "uaa": {**UAA, "url": "https://initech.authentication.eu10.hana.ondemand.com"}}
NODES = {"nodes": [{"id": 1, "name": "DEV", "uploadAllowed": False}, {"id": 2, "name": "TEST", "uploadAllowed": True}]}
ROUTES = {"routes": [{"name": "DEV_TO_TEST", "sourceNodeId": 1, "targetNodeId": 2}]}
BINDING = credential(
    {
        "endpoints": {"Api": "https://eu10.alm.cloud.sap/api"},
        "uaa": {"url": "https://hooli.authentication.eu10.hana.ondemand.com", "clientid": "sb-h!b1|sapcloudalm!b2"},
    }
)
PUBLIC = "SAP S/4HANA Cloud Public Edition"
TENANT = {"lmsId": "1", "name": "S4 Development", "serviceType": PUBLIC, "role": "Development", "systemNumber": "7455"}

pytestmark = pytest.mark.once


def imported(content: Any, option: str) -> Imported:
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    found = import_file(raw, Origin("file.json"), option)
    assert SECRET not in repr(found)
    return found


def reasons(content: Any, option: str) -> list[tuple[str, str]]:
    return [(each.pointer, each.reason) for each in imported(content, option).unplaced]


def gathered(*contents: Any, option: str = "ctms", tenants: dict[str, str] | None = None) -> Evidence:
    files = [("", imported(each, option), Origin("file.json")) for each in contents]
    return gather(tenants or {}, files)


@pytest.mark.parametrize(
    "data",
    [
        [TENANT],
        {"value": [TENANT]},
        {"landscapeObjects": [TENANT]},
        TENANT,
        [
            {
                "LMS ID": 1,
                "Name": "S4 Development",
                "Product": "S4HANA_CLOUD",
                "System Role": "DEV",
                "System Number": 7455,
            }
        ],
        [
            {
                "lms_id": "1",
                "name": "S4 Development",
                "role": "D",
                "global_tenant_id": "7455",
                "host": "my1.s4hana.cloud.sap",
            }
        ],
    ],
)
def test_tenants_in_each_spelling(data: Any) -> None:
    (record,) = imported(data, "cloud-alm").records
    shown = plain(record.fields)
    shown.pop("host", None)
    assert shown == {"role": "development", "global_tenant_id": "7455"}
    assert record.links == {"name": "S4 Development"}


OBJECTS: dict[str, tuple[dict[str, Any], str, str]] = {
    "other product": ({"serviceType": "SAP SuccessFactors"}, "", "is no tenant of SAP S/4HANA Cloud Public Edition"),
    "other edition": (
        {"serviceType": "SAP S/4HANA Cloud Private Edition"},
        "",
        "is no tenant of SAP S/4HANA Cloud Public Edition",
    ),
    "unknown product": ({"serviceType": None}, "", "does not say of which service it is"),
    "unknown role": ({"role": "Training"}, "/role", "is no role that a tenant has in a landscape"),
    "number with letters": ({"systemNumber": "74A"}, "/systemNumber", "is no Global Tenant ID, which has digits only"),
    "second role": ({"systemRole": "Production"}, "/systemRole", "contradicts role"),
    "unknown property": ({"flavour": "x"}, "/flavour", "is no property that has a place in a landscape"),
}


@pytest.mark.parametrize("name", OBJECTS)
def test_object_without_a_place_is_named(name: str) -> None:
    changes, pointer, reason = OBJECTS[name]
    assert reasons([{**TENANT, **changes}], "cloud-alm") == [(f"/0{pointer}", reason)]


def test_what_is_no_object_is_named() -> None:
    assert reasons([TENANT, "x"], "cloud-alm") == [("/1", "does not say of which service it is")]


def test_tenants_are_written_where_none_is_named() -> None:
    production = {**TENANT, "name": "S4 development", "role": "Production"}
    evidence = gathered([TENANT, production, {**TENANT, "role": None}], option="cloud-alm")
    new = new_data(evidence)
    assert [(each["id"], each["role"]) for each in new.data["s4hana_tenants"]] == [
        ("s4-development", "development"),
        ("s4-development-2", "production"),
    ]
    assert [each.pointer for each in new.unplaced] == ["/2"]


def test_tenant_that_is_named_is_found_by_its_name() -> None:
    evidence = gathered([TENANT], option="cloud-alm", tenants={"s4 development": "customizing"})
    assert new_data(evidence).data["s4hana_tenants"] == [
        {"id": "s4 development", "role": "customizing", "global_tenant_id": "7455"}
    ]
    evidence = gathered([TENANT], option="cloud-alm", tenants={"s4 development": "production"})
    assert [each.reason for each in new_data(evidence).unplaced] == ["contradicts the role of s4 development"]
    evidence = gathered([TENANT], option="cloud-alm", tenants={"dev": "development"})
    assert "is an S/4HANA tenant that is not named" in new_data(evidence).unplaced[0].reason


def data_of(*contents: Any) -> Any:
    new = new_data(gathered(*contents))
    assert new.unplaced == []
    return new.data["ctms_services"]


def test_nodes_and_routes_belong_to_the_key_before_them() -> None:
    route = {"name": "DEV_TO_TEST", "source": "DEV", "target": "TEST"}
    nodes = [{"name": "DEV"}, {"name": "TEST", "allow_upload_to_node": True}]
    one = {"id": "ctms-main", "usage": "productive", "service_key": KEY, "nodes": nodes, "routes": [route]}
    assert data_of(KEY, NODES, ROUTES) == [one]
    assert data_of(ROUTES, NODES, KEY) == [one]
    assert data_of(NODES, ROUTES) == [{key: each for key, each in one.items() if key != "service_key"}]
    other = {"id": "ctms-2", "usage": "productive", "service_key": OTHER_KEY}
    assert data_of(KEY, NODES, ROUTES, OTHER_KEY) == [one, other]
    files = {"nodes.json": json.dumps(NODES).encode(), "x/routes.json": json.dumps(ROUTES).encode()}
    assert data_of(KEY, packed(files)) == [one]
    lost = gathered(NODES, KEY, OTHER_KEY).unplaced
    assert {each.reason.partition(":")[0] for each in lost} == {"belongs to no service for certain"}
    assert len(lost) == 2


SPELLINGS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "of the screen": (
        {"Name": "A", "Allow Upload to Node": "X", "Virtual Node": True, "Content Type": "Multitarget Application"},
        {"name": "A", "allow_upload_to_node": True, "virtual_node": True, "content_type": "Multitarget Application"},
    ),
    "of the interface": (
        {"name": "A", "uploadAllowed": True, "targets": [{"contentType": "MTA", "destination": "D"}]},
        {"name": "A", "allow_upload_to_node": True, "content_type": "Multitarget Application"},
    ),
    "with underscores": (
        {"name": "A", "controlled_by_sap_solution_manager": "true", "is_virtual": "false"},
        {"name": "A", "controlled_by_sap_solution_manager": True, "virtual_node": False},
    ),
}


@pytest.mark.parametrize("name", SPELLINGS)
def test_nodes_in_each_spelling(name: str) -> None:
    content, expected = SPELLINGS[name]
    for data in ({"nodes": [content]}, {"transportNodes": [content]}, [content], content, {"value": [content]}):
        (record,) = imported(data, "ctms").records
        assert plain(record.fields) == expected


UNPLACED: dict[str, tuple[Any, list[tuple[str, str]]]] = {
    "unknown property": (
        {"nodes": [{"name": "A", "flavour": 1}]},
        [("/nodes/0/flavour", "is no property that has a place in a landscape")],
    ),
    "unknown part": ({**NODES, "queues": [1]}, [("/queues", "is neither a transport node nor a transport route")]),
    "node without a name": ({"nodes": [{"uploadAllowed": True}]}, [("/nodes/0", "has no name")]),
    "node that is none": (
        {"nodes": [1, {"name": "A"}]},
        [("/nodes/0", "is neither a transport node nor a transport route")],
    ),
    "flag that is none": (
        {"nodes": [{"name": "A", "virtual": "maybe"}]},
        [("/nodes/0/virtual", "is neither true nor false")],
    ),
    "two content types": (
        {"nodes": [{"name": "A", "targets": [{"contentType": "MTA"}, {"contentType": "XSC"}]}]},
        [("/nodes/0/targets/1/contentType", "is a second Content Type of the node")],
    ),
}


@pytest.mark.parametrize("name", UNPLACED)
def test_what_has_no_place_is_named(name: str) -> None:
    content, expected = UNPLACED[name]
    assert reasons(content, "ctms") == expected


def test_file_of_an_exported_landscape_that_is_something_else() -> None:
    files = {"nodes.json": json.dumps(NODES).encode(), "version.txt": b"1.2.3", "logo.png": b"\x89PNG"}
    found = [each.pointer for each in imported(packed(files), "ctms").unplaced]
    assert found == ["logo.png", "version.txt"]


def test_route_to_a_node_that_is_not_given() -> None:
    lost = {"routes": [{"name": "R", "sourceNodeId": 1, "targetNodeId": 9}]}
    evidence = gathered(KEY, NODES, lost)
    assert [each.reason for each in evidence.unplaced] == ["names no target among the nodes that are given"]
    assert evidence.services[0].listed == {"transport_node"}


def test_node_that_two_files_describe() -> None:
    other = {"nodes": [{"name": "DEV", "uploadAllowed": True}]}
    assert [each.reason for each in gathered(KEY, NODES, other).unplaced] == ["contradicts file.json /nodes/0"]
    assert gathered(KEY, NODES, NODES).unplaced == []


@pytest.mark.parametrize(
    ("content", "option", "message"),
    [
        (KEY, "binding", "is a service key of SAP Cloud Transport Management: name it with --ctms"),
        (BINDING, "ctms", "is a binding credential: name it with --binding"),
        (KEY, "s4", "is a service key of SAP Cloud Transport Management: name it with --ctms"),
        (NODES, "cloud-alm", "is a service key, or nodes and routes, of SAP Cloud Transport Management: name it"),
        ([TENANT], "s4", "is an answer with landscape objects of SAP Cloud ALM: name it with --cloud-alm"),
        ({**KEY, "uaa": {"url": "https://x"}}, "ctms", "/uaa lacks clientid"),
        ({"nodes": [{"name": "A", "uploadAllowed": 1}]}, "ctms", "/nodes/0/uploadAllowed must be true or false"),
        (b'{"nodes": [], "nodes": []}', "ctms", "gives nodes twice in one object"),
    ],
)
def test_what_is_refused(content: Any, option: str, message: str) -> None:
    with pytest.raises(CalmLintError) as error:
        imported(content, option)
    assert message in str(error.value)


def test_application_with_both_bindings() -> None:
    both = {"VCAP_SERVICES": {"a": [{"credentials": BINDING}], "b": [{"credentials": KEY}]}}
    for option in ("binding", "ctms"):
        assert [each.kind for each in imported(both, option).records] == ["binding", "service_key"]
