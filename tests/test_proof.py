"""The evidence of a check, of whatever landscapes: it agrees with the findings, and passes nothing without a look."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from binding_files import LANDSCAPE, SECRET, credential
from calm_lint.api import AlmSystem
from calm_lint.formats.evidence import render
from calm_lint.model.landscape import ENTITIES
from calm_lint.reading.credential import Credential
from calm_lint.rulebook.examples import complete
from calm_lint.rulebook.sentences import Sentence, pages
from calm_lint.run.digests import Inputs, watched
from calm_lint.run.request import Request
from calm_lint.run.session import Session
from calm_lint_schemas import schema
from certificates import made
from command_line import put, run
from environments import mixed
from estates import landscape
from test_any_landscape import ANYTHING, mutated, places, written

Evidence = dict[str, Any]

STATES = ("pass", "fail", "waived", "not-applicable", "not-checkable")
TODAY = "2026-11-24"
PLUGIN = """\
from calm_lint.api import Bad, Estate, Finding, Good, Landscape, Severity, Source, hookimpl, rule

@rule(NODE, code="ACME001", severity=Severity.INFO, source=Source("handbook", "1"), screen="",
      examples=[Good("name: Acme"), Bad("name:", at="format", message="name is missing")])
def landscape_name(node):
    "Reports are filed by name."
    BODY

@hookimpl
def calm_lint_rules():
    return [landscape_name]
"""

# It depends on no version of a library.
pytestmark = pytest.mark.once


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which the test and what it runs have as the current one."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path


@pytest.fixture
def plugin(folder: Path) -> Callable[[str, str], str]:
    """Install a plugin with one rule; returns the folder in which it is found."""

    def plugin(node: str, body: str) -> str:
        put(str(folder / "acme.py"), PLUGIN.replace("NODE", node).replace("BODY", body))
        put(str(folder / "acme-1.2.dist-info/METADATA"), "Metadata-Version: 2.1\nName: acme\nVersion: 1.2\n")
        put(str(folder / "acme-1.2.dist-info/entry_points.txt"), "[calm_lint]\nacme = acme\n")
        return str(folder)

    return plugin


def evidence(*args: str, code: int = 0, path: str = "") -> Evidence:
    done = run("check", "--format", "evidence", "--today", TODAY, *args, **({"PYTHONPATH": path} if path else {}))
    assert done.code == code, done
    found: Evidence = json.loads(done.out)
    return found


def states(found: Evidence, rule: str) -> set[str]:
    """Return what came of the sentences that a rule checks."""
    checked = (sentence for sentence in found["sentences"] if rule in sentence["rules"])
    return {each["state"] for sentence in checked for each in sentence["results"]}


@st.composite
def damaged(draw: st.DrawFn) -> Any:
    """A right landscape with all environments, in which keys were dropped or got values of another kind."""
    data = deepcopy(_right())
    for _ in range(draw(st.integers(1, 4))):
        container, key = draw(st.sampled_from(places(data)))
        if draw(st.booleans()):
            del container[key]
        else:
            container[key] = draw(ANYTHING)
    return data


@cache
def _right() -> Any:
    # What aliases repeat is written out: a change is about one place.
    return json.loads(json.dumps(yaml.safe_load(mixed()), default=str))


@cache
def _session() -> Session:
    return Session(plugins=False, today=lambda: date.fromisoformat(TODAY))


@settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        # Each example writes its file anew.
        HealthCheck.function_scoped_fixture,
    ],
)
@given(mutated() | damaged(), st.booleans())
def test_evidence_agrees_with_the_findings(data: Any, flow: bool) -> None:
    put("landscape.yaml", written(data, flow=flow))
    outcome = _session().check(Request(["landscape.yaml"], evidence=True))
    text = render(outcome.report)
    assert text == render(_session().check(Request(["landscape.yaml"], evidence=True)).report)
    found = json.loads(text)
    Draft7Validator(schema("output-evidence")).validate(found)
    plain = _session().check(Request(["landscape.yaml"], no_cache=True)).report.files[0]
    assert _told(found, waived=False) == Counter((each.rule.code, each.path, each.message) for each in plain.violations)
    assert _told(found, waived=True) == Counter((each.rule.code, each.path, each.message) for each in plain.suppressed)
    check(found)


def check(found: Evidence) -> None:
    """Assert what holds for all evidence."""
    _assert_counts_add_up(found)
    _assert_results_have_their_findings(found)
    _assert_nothing_passes_with_a_finding(found)
    _assert_no_rejected_value_passes(found)


def _told(found: Evidence, *, waived: bool) -> Counter[tuple[str, str, str]]:
    findings = (each for each in found["findings"] if bool(each["waived"]) == waived)
    return Counter((each["code"], each["path"], each["message"]) for each in findings)


def _assert_counts_add_up(found: Evidence) -> None:
    by_entity = [Counter[str]() for _ in found["entities"]]
    summary = Counter[str]()
    for sentence in found["sentences"]:
        counts = Counter[str]()
        seen: list[int] = []
        for result in sentence["results"]:
            seen += result["entities"]
            counts[result["state"]] += len(result["entities"])
            for number in result["entities"]:
                by_entity[number][result["state"]] += 1
        assert len(seen) == len(set(seen)), "an entity has one result"
        assert sentence["counts"] == _with_total(counts)
        summary += counts
    assert [each["counts"] for each in found["entities"]] == [*map(_with_total, by_entity)]
    assert found["summary"] == _with_total(summary)


def _with_total(counts: Counter[str]) -> dict[str, int]:
    return {state: counts[state] for state in STATES} | {"total": counts.total()}


def _assert_results_have_their_findings(found: Evidence) -> None:
    findings = found["findings"]
    shown = set()
    for result in (each for sentence in found["sentences"] for each in sentence["results"]):
        ours = [findings[number] for number in result["findings"]]
        shown.update(result["findings"])
        assert bool(ours) == (result["state"] in ("fail", "waived"))
        assert bool(result["why"]) == (result["state"] not in ("pass", "fail"))
        if ours:
            assert {each["code"] for each in ours} == set(result["rules"])
            assert all(each["waived"] for each in ours) == (result["state"] == "waived")
    assert shown == set(range(len(findings)))


def _assert_nothing_passes_with_a_finding(found: Evidence) -> None:
    """A rule passes no entity in which it has found something, were it deep inside."""
    for sentence in found["sentences"]:
        for result in sentence["results"]:
            if result["state"] != "pass":
                continue
            for entity in (found["entities"][number] for number in result["entities"]):
                against = [each for each in found["findings"] if each["code"] in result["rules"]]
                assert not [each for each in against if _is_inside(each, entity)], (sentence["statement"], entity)


def _is_inside(finding: Any, entity: Any) -> bool:
    same = finding["file"] == entity["file"] and entity.get("document") in (None, finding.get("document"))
    return same and f"{finding['path']}/".startswith(f"{entity['path']}/")


def _assert_no_rejected_value_passes(found: Evidence) -> None:
    rejected = {each["path"] for each in found["findings"] if each["code"] == "CALM003"}
    for sentence in found["sentences"]:
        fields = _sentences()[
            sentence["document"], sentence["edition"], sentence["section"], sentence["statement"]
        ].fields
        for result in sentence["results"]:
            paths = {f"{found['entities'][n]['path']}/{field}" for n in result["entities"] for field in fields}
            assert result["state"] != "pass" or rejected.isdisjoint(paths), sentence["statement"]


@cache
def _sentences() -> dict[tuple[str, str | None, str, str], Sentence]:
    known = [sentence for page in pages() for sentence in page.sentences]
    return {(each.document, each.edition or None, each.section, each.statement): each for each in known}


def test_all_entities_are_there_once_and_nothing_else() -> None:
    put("landscape.yaml", mixed())
    found = evidence("landscape.yaml")
    check(found)
    data = yaml.safe_load(mixed())
    systems = [each for tenant in data["s4hana_tenants"] for each in tenant["communication_systems"]]
    cts = [each for domain in data["cts_domains"] for each in domain["systems"]]
    expected = {
        "file": 1,
        "landscape": 1,
        "s4hana_tenant": len(data["s4hana_tenants"]),
        "communication_system": len(systems),
        "outbound_user": sum(len(each["outbound_users"]) for each in systems),
        "inbound_user": sum(len(each["inbound_users"]) for each in systems),
        "communication_arrangement": sum(len(each["communication_arrangements"]) for each in data["s4hana_tenants"]),
        "ctms_service": len(data["ctms_services"]),
        "transport_node": sum(len(each.get("nodes", ())) for each in data["ctms_services"]),
        "destination": len(data["destinations"]),
        "cts_domain": len(data["cts_domains"]),
        "cts_system": len(cts),
        "alm_setup": sum(len(each.get("alm_setup", ())) for each in cts),
        "certificate": len(data["certificates"]),
    }
    kinds = Counter(each["kind"] for each in found["entities"])
    assert {kind: kinds[kind] for kind in expected} == expected
    assert kinds.keys() <= {"file", *ENTITIES}
    assert len({each["path"] for each in found["entities"] if each["kind"] != "file"}) == kinds.total() - 1


def test_what_comments_suppress_is_waived_for_their_reasons() -> None:
    comment = "  # calm-lint: ignore[system-port] until=2027-01-31 the pilot goes through a proxy"
    put("landscape.yaml", complete(AlmSystem, f"port: 8443{comment}\nhost_name: eu10.alm.cloud.sap/api"))
    plain = json.loads(run("check", "--format", "json", "--today", TODAY, "landscape.yaml").out)
    found = evidence("landscape.yaml", code=1)
    check(found)
    # What the fixture leaves out is found as well: the comparison is about all of it.
    assert [each["code"] for each in found["findings"] if not each["waived"]] == [
        each["code"] for each in plain["findings"]
    ]
    (waived,) = [each for each in found["findings"] if each["waived"]]
    assert (waived["code"], waived["waived"]) == (
        "CALM101",
        {"by": "comment", "reason": "the pilot goes through a proxy", "until": "2027-01-31"},
    )
    assert plain["summary"]["suppressed"] == 1


def test_finding_beside_a_waived_one_fails() -> None:
    comment = "  # calm-lint: ignore[host-binding-mismatch] the proxy wants it"
    right, wrong = "host_name: eu10.alm.cloud.sap\n", f"host_name: us10.alm.cloud.sap/api{comment}\n"
    put("landscape.yaml", mixed().replace(right, wrong, 1))
    found = evidence("landscape.yaml", code=1)
    check(found)
    findings = found["findings"]
    both = [
        result
        for sentence in found["sentences"]
        for result in sentence["results"]
        if len({bool(findings[n]["waived"]) for n in result["findings"]}) == 2
    ]
    assert both
    assert {result["state"] for result in both} == {"fail"}


@pytest.mark.parametrize(
    ("value", "rule"),
    [("[443]", "CALM101"), ("{a: 1}", "CALM101"), ("[a]", "CALM103"), ("[a]", "CALM105")],
)
def test_value_that_the_schema_rejects_passes_nothing(value: str, rule: str) -> None:
    field = {"CALM101": "port", "CALM103": "host_name", "CALM105": "token_endpoint"}[rule]
    data = deepcopy(_right())
    data["s4hana_tenants"][0]["communication_systems"][0][field] = yaml.safe_load(value)
    put("landscape.yaml", written(data, flow=False))
    found = evidence("landscape.yaml", code=1)
    path = "/s4hana_tenants/0/communication_systems/0"
    (number,) = [n for n, each in enumerate(found["entities"]) if each["path"] == path]
    results = [
        result
        for sentence in found["sentences"]
        if rule in sentence["rules"]
        for result in sentence["results"]
        if number in result["entities"]
    ]
    assert any(field in result["why"] for result in results)
    assert {result["state"] for result in results} <= {"not-checkable", "not-applicable"}


def test_sentence_passes_nothing_without_all_of_its_rules() -> None:
    put("landscape.yaml", mixed())
    left_out = "CALM104"
    found = evidence("--ignore", left_out, "landscape.yaml")
    check(found)
    results = [each for sentence in found["sentences"] if left_out in sentence["rules"] for each in sentence["results"]]
    about = {each["state"]: {found["entities"][n]["kind"] for n in each["entities"]} for each in results}
    assert "communication_system" in about["not-checkable"]
    assert "communication_system" not in about.get("pass", ())


@pytest.mark.parametrize("body", ["1 / 0", "yield Finding(node.name, 'first'); 1 / 0"], ids=["at once", "later"])
def test_rule_that_crashes_passes_nothing(plugin: Callable[[str, str], str], body: str) -> None:
    put("landscape.yaml", mixed())
    found = evidence("landscape.yaml", code=2, path=plugin("Landscape", body))
    check_but_for_plugins(found)
    assert (found["complete"], [each["kind"] for each in found["errors"]]) == (False, ["plugin"])
    assert states(found, "ACME001") == ({"not-checkable"} if body == "1 / 0" else {"fail"})
    # The others came to their end.
    assert "pass" in states(found, "CALM101")


def test_rule_about_the_estate_that_crashes_passes_nothing(plugin: Callable[[str, str], str]) -> None:
    put("a.landscape.yaml", landscape("1"))
    put("b.landscape.yaml", landscape("2"))
    found = evidence(".", code=2, path=plugin("Estate", "raise ValueError"))
    check_but_for_plugins(found)
    assert not found["complete"]
    assert states(found, "ACME001") == {"not-checkable"}
    # Nobody knows how far the other rules about the estate came.
    passing = {
        rule
        for sentence in found["sentences"]
        for result in sentence["results"]
        for rule in result["rules"]
        if result["state"] == "pass"
    }
    assert passing.isdisjoint({"ACME001", "CALM207", "CALM401", "CALM410"})


def test_rule_that_does_its_work_passes(plugin: Callable[[str, str], str]) -> None:
    put("landscape.yaml", mixed())
    found = evidence("landscape.yaml", path=plugin("Landscape", "yield from ()"))
    check_but_for_plugins(found)
    assert (found["complete"], states(found, "ACME001")) == (True, {"pass"})


def check_but_for_plugins(found: Evidence) -> None:
    """Assert what holds for all evidence, less what our table of sentences says of their fields."""
    _assert_counts_add_up(found)
    _assert_results_have_their_findings(found)
    _assert_nothing_passes_with_a_finding(found)


def test_digests_of_the_files_that_landscapes_name() -> None:
    pem = made(datetime(2026, 9, 1, tzinfo=UTC), datetime(2027, 9, 1, tzinfo=UTC))
    put("all/keys/calm.json", credential())
    put("all/calm.pem", pem)
    certificate = "certificates: [{id: mine, file: calm.pem}, {id: gone, file: gone.pem}]\n"
    put("all/landscape.yaml", LANDSCAPE.replace("@FILE@", "keys/calm.json") + certificate)
    done = run("check", "--format", "evidence", "--today", TODAY, "all/landscape.yaml")
    assert SECRET not in done.out + done.err
    found = json.loads(done.out)
    assert {(each["kind"], each["file"]): each["sha256"] for each in found["inputs"]} == {
        ("landscape", "all/landscape.yaml"): _digest("all/landscape.yaml"),
        ("binding", "all/keys/calm.json"): _digest("all/keys/calm.json"),
        ("certificate", "all/calm.pem"): _digest("all/calm.pem"),
        ("certificate", "all/gone.pem"): None,
    }
    check(found)


def test_file_that_changes_while_it_is_read_has_no_digest() -> None:
    put("landscape.yaml", LANDSCAPE.replace("@FILE@", "calm.json"))
    put("calm.json", credential())
    job = Session().job("landscape.yaml")
    files = job.named_files

    def changed(path: str) -> Credential:
        found = files.credential(path)
        put(path, Path(path).read_bytes() + b"\n")
        return found

    inputs: Inputs = {}
    read = watched(job._replace(files=files._replace(credential=changed)), inputs).credential("calm.json")
    assert (read.fault, inputs) == ("", {("binding", "calm.json"): None})


def _digest(name: str) -> str:
    return hashlib.sha256(Path(name).read_bytes()).hexdigest()


def test_several_files_in_whatever_order_and_number_of_processes() -> None:
    put("a.landscape.yaml", landscape())
    put("b.landscape.yaml", f"{landscape(zone='beta')}---\n{landscape('1')}")
    put("c.landscape.yaml", mixed())
    first = evidence(".", "--jobs", "1", code=1)
    check(first)
    # It is found in the second file, by comparison with the first.
    assert {each["file"] for each in first["findings"] if each["code"] == "CALM401"} == {"b.landscape.yaml"}
    assert evidence(".", "--jobs", "3", code=1) == first
    assert evidence("c.landscape.yaml", "b.landscape.yaml", "a.landscape.yaml", code=1) == first
    assert evidence(".", code=1) == first
