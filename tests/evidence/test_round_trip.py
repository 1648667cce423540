"""A landscape becomes evidence, and the evidence the same landscape; one value that changes is one difference."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from itertools import pairwise
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from calm_lint.api import Linter
from calm_lint.evidence.comparison import Comparison
from calm_lint.evidence.entries import Entry
from calm_lint.evidence.gathering import Evidence, gather
from calm_lint.evidence.landscape_text import landscape_text
from calm_lint.evidence.new_data import new_data
from calm_lint.evidence.recognition import import_file
from calm_lint.evidence.records import Imported, Origin
from calm_lint.evidence.update import update
from calm_lint.model.landscape import IDENTIFIERS
from calm_lint.reading.reader import Reading, read
from calm_lint.reading.rewrite import rewrite
from calm_lint.rulebook.plugins import load_rules
from calm_lint.schema.check import TYPED_KEYS
from evidence_files import (
    EVERYTHING,
    FAMILIES,
    FORMS,
    LANDSCAPE,
    answers_of,
    credential,
    destination,
    instance,
    landscape_object,
    nodes,
    routes,
    service_key,
)

LINTER = Linter(load_rules()[0])

pytestmark = pytest.mark.once


def evidence_of(data: dict[str, Any], form: str = "value", family: str = "read") -> Evidence:
    files: list[tuple[str, Imported, Origin]] = []

    def add(name: str, content: Any, option: str) -> None:
        origin = Origin(name)
        files.append(("", import_file(json.dumps(content).encode(), origin, option), origin))

    for tenant in data["s4hana_tenants"]:
        for number, answer in enumerate(answers_of(tenant, form, family)):
            origin = Origin(f"{tenant['id']}-{number}.json")
            files.append((tenant["id"], import_file(answer.encode(), origin, "s4"), origin))
    for alm in data["cloud_alm_tenants"]:
        add("key.json", credential(alm["binding"]), "binding")
        if "service_instance" in alm:
            add("instance.json", instance(alm["service_instance"]), "binding")
    if any("host" in each for each in data["s4hana_tenants"]):
        add("objects.json", list(map(landscape_object, data["s4hana_tenants"])), "cloud-alm")
    for service in data.get("ctms_services", ()):
        add("ctms.json", service_key(service["service_key"]), "ctms")
        add("nodes.json", nodes(service), "ctms")
        add("routes.json", routes(service), "ctms")
    if "destinations" in data:
        add("destinations.json", list(map(destination, data["destinations"])), "destinations")
    return gather({each["id"]: each["role"] for each in data["s4hana_tenants"]}, files)


def compared(text: str, evidence: Evidence) -> list[Entry]:
    survey = LINTER.survey("landscape.yaml", text.encode())
    comparison = Comparison(evidence)
    return [entry for each in survey.landscapes for entry in comparison.entries(each)]


def reading(text: str) -> Reading:
    return read("", text.encode(), TYPED_KEYS, identifiers=IDENTIFIERS)


def data_of(text: str) -> Any:
    return reading(text).documents[0].data


hosts = st.sampled_from(["eu10.alm.cloud.sap", "us10.alm.cloud.sap", "eu10-004.alm.cloud.sap"])
words = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_", min_size=1, max_size=12)
services = st.fixed_dictionaries(
    {
        "service_status": st.sampled_from(["active", "inactive"]),
        "port": st.integers(1, 65535),
        "path": st.sampled_from(["/", "/x"]),
        "run_every": st.sampled_from(["5 minutes", "1 minute", "2 hours", "1 day"]),
    }
)


ticked = st.sampled_from([True])
transport_nodes = st.lists(
    st.fixed_dictionaries(
        {"name": words},
        optional={
            "allow_upload_to_node": ticked,
            "controlled_by_sap_solution_manager": ticked,
            "virtual_node": ticked,
            "content_type": st.sampled_from(["Multitarget Application", "Application Content"]),
        },
    ),
    min_size=2,
    max_size=4,
    unique_by=lambda each: each["name"],
)


@st.composite
def landscapes(draw: st.DrawFn) -> dict[str, Any]:
    data: dict[str, Any] = data_of(draw(st.sampled_from([LANDSCAPE, EVERYTHING])))
    for service in data.get("ctms_services", ()):
        service["nodes"] = draw(transport_nodes)
        names: list[str] = [each["name"] for each in service["nodes"]]
        service["routes"] = [{"name": f"{a}_{b}", "source": a, "target": b} for a, b in pairwise(names)]
    for tenant in data["s4hana_tenants"] if "destinations" in data else ():
        tenant["host"] = f"my{draw(st.integers(400000, 499999))}{tenant['id']}.s4hana.cloud.sap"
    for each in data.get("destinations", ()):
        each["description"] = draw(words)
    for tenant in data["s4hana_tenants"]:
        tenant["communication_systems"] = deepcopy(tenant["communication_systems"])
        system = tenant["communication_systems"][0]
        system |= {"system_id": draw(words), "host_name": draw(hosts), "port": draw(st.integers(1, 65535))}
        system["system_name"] = draw(words)
        if draw(st.booleans()):
            system["inbound_only"] = True
        user = system["outbound_users"][0]
        if draw(st.booleans()):
            del user["client_secret"]
            user |= {"client_authentication": "mTLS", "client_certificate": draw(words)}
            system["inbound_users"] = [{"authentication_method": "SSL Client Certificate", "user_name": draw(words)}]
        arrangement = deepcopy(tenant["communication_arrangements"][0])
        arrangement |= {"arrangement_name": draw(words), "communication_system": system["system_id"]}
        used = draw(st.sets(st.sampled_from(["export", "import", "retry", "status_change"]), min_size=1))
        arrangement["outbound_services"] = {name: draw(services) for name in sorted(used)}
        tenant["communication_arrangements"] = [arrangement]
    return data


@settings(max_examples=25, deadline=None)
@given(data=landscapes(), form=st.sampled_from(FORMS), family=st.sampled_from(sorted(FAMILIES)))
def test_landscape_comes_back_from_its_evidence(data: dict[str, Any], form: str, family: str) -> None:
    evidence = evidence_of(data, form, family)
    new = new_data(evidence)
    assert new.unplaced == []
    text = landscape_text(new.data, new.origins)
    assert data_of(text) == data
    # Other readers see the same.
    assert yaml.safe_load(text)["s4hana_tenants"] == data["s4hana_tenants"]
    entries = compared(text, evidence)
    assert {each.state for each in entries} == {"same"}


def fields_of(data: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield what a system shows, a mapping and a key for each."""
    for tenant in data["s4hana_tenants"]:
        for system in tenant["communication_systems"]:
            yield from ((system, key) for key in ("system_id", "system_name", "host_name", "port", "token_endpoint"))
            yield from ((user, "client_id") for user in system["outbound_users"])
        for arrangement in tenant["communication_arrangements"]:
            yield from ((arrangement, key) for key in ("arrangement_name", "communication_system"))
            for service in arrangement["outbound_services"].values():
                yield from ((service, key) for key in service)
        yield tenant, "role"
        yield tenant, "global_tenant_id"
    for alm in data["cloud_alm_tenants"]:
        yield from ((alm["service_instance"], key) for key in ("name", "plan", "parameters"))
        yield alm["binding"]["uaa"], "clientid"
    for service in data["ctms_services"]:
        yield service["service_key"], "uri"
        yield service["service_key"]["uaa"], "clientid"
        yield from ((node, key) for node in service["nodes"] for key in node)
        yield from ((route, key) for route in service["routes"] for key in route)
    for each in data["destinations"]:
        yield from ((each, key) for key in each if not key.endswith(("password", "secret")))


CHANGED: dict[str, Any] = {
    "port": 8443,
    "service_status": "inactive",
    "run_every": "10 minutes",
    "path": "/api",
    "role": "production",
    "global_tenant_id": "123",
    "parameters": {"xs-security": {"authorities": ["$XSMASTERAPPNAME.other"]}},
    "additional_properties": {"sourceSystemId": "OTHER"},
    "virtual_node": False,
    "allow_upload_to_node": False,
    "controlled_by_sap_solution_manager": False,
}


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_one_value_that_changes_is_that_difference(drawn: st.DataObject) -> None:
    data = json.loads(json.dumps(data_of(EVERYTHING)))
    evidence = evidence_of(data)
    fields = list(fields_of(data))
    mapping, key = fields[drawn.draw(st.integers(0, len(fields) - 1))]
    old = mapping[key]
    mapping[key] = CHANGED.get(key, "OTHER.example.com")
    text = landscape_text(data, {})
    different = [each for each in compared(text, evidence) if each.state == "different"]
    assert [(each.path[-1], each.expected, each.seen) for each in different] == [(key, mapping[key], old)]
    # What the system shows, taken over, is the landscape of before.
    survey = LINTER.survey("landscape.yaml", text.encode())
    result = update(survey.landscapes[0], different)
    written = rewrite(reading, text, 0, result.data)
    assert written is not None
    assert data_of(written) == data_of(EVERYTHING)


@pytest.mark.parametrize("side", ["landscape", "system"])
@pytest.mark.parametrize("part", ["service", "arrangement", "system"])
def test_whole_entry_on_one_side(side: str, part: str) -> None:
    data = json.loads(json.dumps(data_of(LANDSCAPE)))
    whole = deepcopy(data)
    tenant = data["s4hana_tenants"][0]
    if part == "service":
        del tenant["communication_arrangements"][0]["outbound_services"]["retry"]
    elif part == "arrangement":
        del tenant["communication_arrangements"][0]
    else:
        del tenant["communication_systems"][0]
    text, shown = (data, whole) if side == "system" else (whole, data)
    entries = [each for each in compared(landscape_text(text, {}), evidence_of(shown)) if each.state == "different"]
    assert len(entries) == 1
    assert entries[0].gone is (side == "landscape")
    assert (entries[0].expected is None) is (side == "system")
