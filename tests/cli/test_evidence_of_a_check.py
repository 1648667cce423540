"""`check --format evidence`: what came of each sentence of SAP's pages, for those who keep it."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import calm_lint_schemas
from calm_lint.api import AlmSystem
from calm_lint.rulebook.examples import complete
from calm_lint.rulebook.plugins import load_rules
from calm_lint.rulebook.sentences import pages
from command_line import Done, put, run
from environments import CTS, mixed
from mtls import MTLS, changed

ROOT = Path(__file__).parents[2]
FAULTY = (ROOT / "examples" / "faulty.landscape.yaml").read_text("utf-8")
GOOD = (ROOT / "examples" / "landscape.yaml").read_text("utf-8")
SECRET = "Zq7Wx9Lm4Rk2vTd8h"
STATES = ("pass", "fail", "waived", "not-applicable", "not-checkable")
# A comment is about the line that it stands in.
WAIVED = "port: 8443  # calm-lint: ignore[system-port] until=2027-01-31 the pilot goes through a proxy"

SYSTEM = ("communication_system: CALM_PROD", "communication_system: OTHER")
HOST = ("host_name: eu10.", "host_name: us10.")
TOKEN = ("token_endpoint: acme.", "token_endpoint: beta.")
ARRANGEMENT = "{arrangement_name: AGAIN, scenario: SAP_COM_0690, communication_system: CALM_PROD}"
TWICE = ("    communication_arrangements:\n", f"    communication_arrangements:\n      - {ARRANGEMENT}\n")

pytestmark = pytest.mark.once


def evidence(*args: str, code: int = 0, **env: str) -> dict[str, Any]:
    done = run("check", "--format", "evidence", "--today", "2026-12-01", *args, **env)
    assert done.code == code, done
    found: dict[str, Any] = json.loads(done.out)
    return found


def results(found: dict[str, Any], rule: str) -> list[dict[str, Any]]:
    """Return what came of the sentences that a rule checks."""
    return [each for sentence in found["sentences"] if rule in sentence["rules"] for each in sentence["results"]]


def states(found: dict[str, Any], rule: str) -> set[str]:
    return {each["state"] for each in results(found, rule) if rule in each["rules"]}


@pytest.mark.parametrize("text", [FAULTY, GOOD, mixed()], ids=["faulty", "good", "mixed"])
def test_counts_add_up(text: str) -> None:
    put("landscape.yaml", text)
    found = evidence("landscape.yaml", code=text == FAULTY)
    by_entity = [Counter[str]() for _ in found["entities"]]
    summary = Counter[str]()
    for sentence in found["sentences"]:
        counts = Counter[str]()
        for result in sentence["results"]:
            counts[result["state"]] += len(result["entities"])
            for number in result["entities"]:
                by_entity[number][result["state"]] += 1
        about = [number for result in sentence["results"] for number in result["entities"]]
        assert len(about) == len(set(about)), "one entity has one result"
        assert sentence["counts"] == {state: counts[state] for state in STATES} | {"total": counts.total()}
        summary += counts
    for entity, counts in zip(found["entities"], by_entity, strict=True):
        assert entity["counts"] == {state: counts[state] for state in STATES} | {"total": counts.total()}
    assert found["summary"] == {state: summary[state] for state in STATES} | {"total": summary.total()}
    assert summary["pass"] > 50


@pytest.mark.parametrize("text", [FAULTY, mixed().replace("port: 443", "port: 8443", 1)], ids=["faulty", "mixed"])
def test_failures_are_the_findings_and_no_rule_passes_where_it_found_something(text: str) -> None:
    put("landscape.yaml", text)
    findings = json.loads(run("check", "--format", "json", "--today", "2026-12-01", "landscape.yaml").out)["findings"]
    found = evidence("landscape.yaml", code=1)
    assert [(each["code"], each["line"], each["message"]) for each in found["findings"]] == [
        (each["code"], each["line"], each["message"]) for each in findings
    ]
    failing = [each for sentence in found["sentences"] for each in sentence["results"] if each["state"] == "fail"]
    assert {number for each in failing for number in each["findings"]} == set(range(len(findings)))
    for each in failing:
        assert set(each["rules"]) == {found["findings"][number]["code"] for number in each["findings"]}
    entities = {
        (found["findings"][n]["code"], entity)
        for each in failing
        for n in each["findings"]
        for entity in each["entities"]
    }
    for sentence in found["sentences"]:
        for each in sentence["results"]:
            if each["state"] == "pass":
                assert entities.isdisjoint((code, number) for code in each["rules"] for number in each["entities"])


def test_every_built_in_rule_checks_a_sentence() -> None:
    codes = {code for page in pages() for sentence in page.sentences for code in sentence.codes}
    assert codes == {rule.code for rule in load_rules()[0] if rule.built_in}


def test_comment_waives_up_to_its_day() -> None:
    put("landscape.yaml", complete(AlmSystem, WAIVED))
    found = evidence("landscape.yaml")
    (waived,) = {each["why"] for each in results(found, "CALM101") if each["state"] == "waived"}
    assert waived == "by a comment: the pilot goes through a proxy, until 2027-01-31"
    assert found["findings"][0]["waived"] == {
        "by": "comment",
        "reason": "the pilot goes through a proxy",
        "until": "2027-01-31",
    }
    done = run("check", "--format", "evidence", "--today", "2027-02-01", "landscape.yaml")
    assert (done.code, states(json.loads(done.out), "CALM101")) == (1, {"fail"})


def test_baseline_waives() -> None:
    put("landscape.yaml", complete(AlmSystem, "port: 8443"))
    run("--write-baseline", "base.json", "landscape.yaml")
    found = evidence("--baseline", "base.json", "landscape.yaml")
    assert {each["why"] for each in results(found, "CALM101") if each["state"] == "waived"} == {"by the baseline"}
    assert states(found, "CALM101") == {"waived"}


@pytest.mark.parametrize(
    ("args", "why"),
    [
        (("--ignore", "CALM101"), "CALM101 is"),
        (("--select", "CALM102"), "CALM101 is"),
        (("--profile", "connects", "--ignore", "system-port"), "CALM101 is"),
    ],
)
def test_rule_that_is_left_out_passes_nothing(args: tuple[str, ...], why: str) -> None:
    put("landscape.yaml", complete(AlmSystem, "port: 8443\nhost_name: eu10.alm.cloud.sap"))
    done = run("check", "--format", "evidence", *args, "landscape.yaml")
    found = json.loads(done.out)
    assert states(found, "CALM101") == {"not-checkable"}
    assert all(each["why"].startswith(why) for each in results(found, "CALM101") if "CALM101" in each["rules"])


@pytest.mark.parametrize(
    "text",
    [
        complete(AlmSystem, "port: [443"),
        complete(AlmSystem, "port: {a: 443}"),
        complete(AlmSystem, "port: true"),
        complete(AlmSystem, "port: 443").replace("communication_systems:", "communication_systems: wrong #"),
        "",
    ],
    ids=["syntax", "mapping", "flag", "system", "empty"],
)
def test_what_cannot_be_read_passes_nothing(text: str) -> None:
    put("landscape.yaml", text)
    assert "pass" not in states(evidence("landscape.yaml", code=1), "CALM101")


@pytest.mark.parametrize(
    "text", ["format: 1\nname: 'cut off", complete(AlmSystem, "port: [443")], ids=["scalar", "list"]
)
def test_form_of_a_file_that_is_not_read_to_its_end_is_open(text: str) -> None:
    put("landscape.yaml", text)
    found = evidence("landscape.yaml", code=1)
    assert states(found, "CALM001") == {"fail"}
    assert {state for rule in ("CALM002", "CALM003", "CALM012") for state in states(found, rule)} == {"not-checkable"}


# A rule finds the fault. Another fault keeps it from that, and a rule that does not look passes nothing.
@pytest.mark.parametrize(
    ("rule", "kind", "text", "fault", "hides"),
    [
        ("CALM005", "communication_arrangement", MTLS, SYSTEM, ("  - system_id:", "  - {}\n      - system_id:")),
        (
            "CALM104",
            "communication_system",
            MTLS,
            HOST,
            ("Api: https://eu10.alm.cloud.sap/api", "Api: https://eu10/api"),
        ),
        ("CALM107", "communication_system", MTLS, TOKEN, ("url: https://acme.", "url: https://acme/")),
        ("CALM309", "s4hana_tenant", MTLS, TWICE, ("communication_systems:", "x-systems:")),
        ("CALM603", "s4hana_tenant", MTLS, ("connected_on: 2026", "connected_on: 2021"), ("provisioned_on:", "x-day:")),
        ("CALM708", "inbound_user", MTLS, ("  user_name:", "  x-user:"), ("  outbound_users:", "  x-users:")),
        (
            "CALM710",
            "s4hana_tenant",
            MTLS,
            ("\ndestinations:", "\nx-was:"),
            ("  outbound_users:", "  x-users:"),
        ),
        ("CALM910", "cts_domain", CTS, ("Transports: Read Landscape", "Other"), ("domain_controller: PRD", "x-sid: P")),
        ("CALM920", "cts_domain", CTS, (", PRD:300]", "]"), ("[DEV:100, QUA:200", "[QUA:200, QUA:200")),
    ],
)
def test_what_a_second_fault_hides_passes_nothing(
    rule: str, kind: str, text: str, fault: tuple[str, str], hides: tuple[str, str]
) -> None:
    assert "fail" in of_kind(changed(fault, text=text), rule, kind)
    both = of_kind(changed(fault, hides, text=text), rule, kind)
    assert both
    assert both.isdisjoint({"pass", "not-applicable"}), both


def of_kind(text: str, rule: str, kind: str) -> set[str]:
    """Return what came of the sentences of the first entity of a kind that a rule has to do with."""
    put("landscape.yaml", text)
    found = json.loads(run("check", "--format", "evidence", "--today", "2026-12-01", "landscape.yaml").out)
    first = next(number for number, each in enumerate(found["entities"]) if each["kind"] == kind)
    return {each["state"] for each in results(found, rule) if first in each["entities"] and rule in each["rules"]}


def test_value_that_is_not_in_the_file_is_not_said_to_be_right() -> None:
    put("landscape.yaml", GOOD)
    assert states(evidence("landscape.yaml"), "CALM115") == {"not-checkable"}


def test_digests_are_those_of_the_bytes() -> None:
    put("calm-lint.toml", 'rules = ["policy.yaml"]\nbaseline = "base.json"\n')
    put("policy.yaml", (ROOT / "examples" / "policy" / "rules.yaml").read_bytes())
    put("a/landscape.yaml", FAULTY)
    run("--write-baseline", "base.json", "a/landscape.yaml")
    found = evidence("a/landscape.yaml")
    digests = {each["file"]: (each["kind"], each["sha256"]) for each in found["inputs"]}
    assert {file: kind for file, (kind, _) in digests.items()} == {
        "a/landscape.yaml": "landscape",
        "base.json": "baseline",
        "calm-lint.toml": "configuration",
        "policy.yaml": "rules",
    }
    for file, (_, sha256) in digests.items():
        assert sha256 == hashlib.sha256(Path(file).read_bytes()).hexdigest()


def test_digest_of_the_code_is_what_the_documentation_says() -> None:
    put("landscape.yaml", GOOD)
    packages = {each["package"]: each["sha256"] for each in evidence("landscape.yaml")["packages"]}
    assert packages.keys() >= {"calm_lint", "calm_lint_rules", "calm_lint_schemas"}
    top = Path(calm_lint_schemas.__file__).parent
    command = "find calm_lint_schemas -type f ! -path '*/__pycache__/*' | LC_ALL=C sort | xargs sha256sum | sha256sum"
    assert command.replace("calm_lint_schemas", "calm_lint") in (ROOT / "docs/evidence-of-the-check.md").read_text()
    if shutil.which("sha256sum"):
        out = subprocess.run(["sh", "-c", command], cwd=top.parent, capture_output=True, text=True, check=True).stdout
        assert out.split()[0] == packages["calm_lint_schemas"]


def test_two_runs_are_equal_and_one_change_changes_its_entity_alone() -> None:
    put("landscape.yaml", GOOD)
    first = run("check", "--format", "evidence", "--today", "2026-12-01", "landscape.yaml").out
    assert run("check", "--format", "evidence", "--today", "2026-12-01", "--jobs", "2", "landscape.yaml").out == first
    put("landscape.yaml", GOOD.replace("role: production", "role: production\n    x-note: changed"))
    changed = evidence("landscape.yaml")
    assert changed["summary"] == json.loads(first)["summary"]
    assert changed["inputs"][0]["sha256"] != json.loads(first)["inputs"][0]["sha256"]


def test_run_that_fails_is_not_complete() -> None:
    put("landscape.yaml", GOOD)
    found = evidence("landscape.yaml", "nowhere.yaml", code=2)
    assert (found["complete"], len(found["errors"])) == (False, 1)


@pytest.mark.parametrize("option", ["--fix", "--diff", "--since=HEAD", "--write-baseline=base.json", "--unsafe-fixes"])
def test_evidence_is_of_the_files_as_they_are(option: str) -> None:
    put("landscape.yaml", GOOD)
    done = run("check", "--format", "evidence", option, "landscape.yaml")
    assert (done.code, "--format evidence is about the files as they are" in done.err) == (2, True), done.err


def test_secrets_are_masked() -> None:
    text = complete(AlmSystem, f"outbound_users: [{{client_id: a, client_secret: {SECRET}}}]\n{WAIVED} {SECRET}")
    put("landscape.yaml", text)
    done = run("check", "--format", "evidence", "landscape.yaml")
    assert done.code == 1
    assert SECRET not in done.out + done.err


def test_standard_input() -> None:
    done: Done = run("check", "--format", "evidence", "-", stdin=GOOD)
    (read,) = json.loads(done.out)["inputs"]
    assert (done.code, read["file"]) == (0, "<stdin>")
    assert read["sha256"] == hashlib.sha256(GOOD.encode()).hexdigest()


def test_standard_input_and_the_file_that_it_stands_for_are_not_proved_together() -> None:
    put("landscape.yaml", GOOD)
    done = run("check", "--format", "evidence", "--stdin-filename", "landscape.yaml", "-", "landscape.yaml", stdin=GOOD)
    assert (done.code, "give landscape.yaml or the standard input, not both" in done.err) == (2, True), done


def test_passes_go_into_no_other_format() -> None:
    put("landscape.yaml", GOOD)
    log = json.loads(run("check", "--format", "sarif", "landscape.yaml").out)
    assert log["runs"][0]["results"] == []
