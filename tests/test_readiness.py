"""How far the connections of tenants are: the last rung that each of them holds, by the findings alone."""

from __future__ import annotations

import cProfile
import json
import pstats
import sys
from collections import Counter
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calm_lint.api import RUNGS, FileReport, Linter, Rule
from calm_lint.engine.readiness import missed_rungs
from calm_lint.rulebook.plugins import load_rules
from command_line import run

ROOT = Path(__file__).parents[1]
EXAMPLE = (ROOT / "examples" / "landscape.yaml").read_text("utf-8")
TODAY = date(2026, 10, 1)
RULES = load_rules()[0]
# Rules that compare S/4HANA tenants, or what is entered in them, with each other.
COMPARING = {"CALM207", "CALM404", "CALM408"}

Fault = tuple[tuple[str | int, ...], object]
GONE = object()
BETA = "https://beta.authentication.us10.hana.ondemand.com"


def plain(name: str) -> Any:
    """Return an example as data that JSON can hold."""
    return json.loads(json.dumps(yaml.safe_load((ROOT / name).read_text("utf-8")), default=str))


def two_alm_tenants() -> Any:
    """Return the example with a second SAP Cloud ALM tenant, to which nothing is connected."""
    landscape = plain("examples/landscape.yaml")
    second = deepcopy(landscape["cloud_alm_tenants"][0])
    second |= {"id": "calm-test", "usage": "test", "region": "us10"}
    second["binding"]["endpoints"]["Api"] = "https://us10.alm.cloud.sap/api"
    second["binding"]["uaa"] |= {"url": BETA, "identityzone": "beta", "clientid": "beta!b1|sapcloudalm!b2"}
    landscape["cloud_alm_tenants"].append(second)
    return landscape


LANDSCAPES = {"secrets": two_alm_tenants(), "mTLS": plain("tests/rules/mtls.landscape.yaml")}


def faults(landscape: Any) -> list[Fault]:
    """Return what may be wrong in a landscape; no fault hides another one in it."""
    found: list[Fault] = [
        (("cloud_alm_tenants", 0, "usage"), "test"),
        (("cloud_alm_tenants", 0, "region"), "us10"),
        (("cloud_alm_tenants", 0, "provisioned_on"), "2023-01-01"),
        (("cloud_alm_tenants", 0, "binding", "uaa", "url"), BETA),
        (("cloud_alm_tenants", 0, "binding", "uaa", "clientid"), "<client-id>"),
        (("cloud_alm_tenants", 0, "binding", "endpoints", "Api"), "https://eu10.alm.cloud.sap"),
        (("cloud_alm_tenants", 0, "note"), "unknown"),
    ]
    for number, tenant in enumerate(landscape["s4hana_tenants"]):
        path = ("s4hana_tenants", number)
        system, arrangement = (*path, "communication_systems", 0), (*path, "communication_arrangements", 0)
        services = (*arrangement, "outbound_services")
        found += [
            ((*path, "role"), "production"),
            ((*path, "role"), "developer"),
            ((*path, "connected_on"), "2022-01-01"),
            ((*system, "host_name"), "https://us10.alm.cloud.sap/api"),
            ((*system, "host_name"), "<host>"),
            ((*system, "port"), 8443),
            ((*system, "port"), "high"),
            ((*system, "token_endpoint"), f"{BETA}/oauth/token"),
            ((*system, "token_endpoint"), "https://eu10.alm.cloud.sap/oauth"),
            ((*system, "token_endpoint"), GONE),
            ((*system, "cloud_alm_tenant"), "calm-test"),
            ((*system, "system_name"), GONE),
            ((*system, "inbound_only"), True),
            ((*system, "outbound_users", 0, "client_id"), "beta!b1|sapcloudalm!b2"),
            ((*system, "outbound_users", 0, "authentication_method"), "User ID and Password"),
            ((*arrangement, "scenario"), "SAP_COM_690"),
            ((*arrangement, "communication_system"), "CALM_PRDO"),
            ((*arrangement, "arrangement_name"), "two words"),
            ((*services, "export", "service_status"), "inactive"),
            ((*services, "import", "port"), 80),
            ((*services, "retry", "run_every"), "1 hour"),
            ((*services, "status_change", "job_status"), "active"),
        ]
        if "host" in tenant:
            found += [
                ((*system, "inbound_users", 0, "password_deactivated"), False),
                ((*system, "inbound_users", 0, "authentication_method"), "User Name and Password"),
                ((*system, "outbound_users", 0, "client_certificate"), GONE),
                ((*system, "mtls_endpoint"), f"{BETA}/oauth/token"),
                (("destinations", number, "authentication"), "NoAuthentication"),
                (("destinations", number, "key_store_location"), "other.pfx"),
                (("destinations", number, "name"), "CALM_FTR_ATO"),
                (("certificates", 0, "expires_on"), "2026-09-30"),
                (("certificates", 0, "expires_on"), "2026-10-09"),
            ]
    return found


def with_faults(landscape: Any, wrong: list[Fault]) -> str:
    landscape = deepcopy(landscape)
    for path, value in wrong:
        owner = landscape
        for step in path[:-1]:
            owner = owner[step]
        if value is GONE:
            owner.pop(path[-1], None)
        else:
            owner[path[-1]] = value
    return json.dumps(landscape)


def lint(text: str) -> FileReport:
    linter = Linter(RULES, judged="by-the-book", today=lambda: TODAY)
    report = linter.lint("a.yaml", text.encode())
    assert report.errors == []
    return report


def held(report: FileReport) -> dict[str, int]:
    """Return how many rungs each tenant holds that misses one."""
    return {each.entity: RUNGS.index(each.rung) for each in report.missed}


def codes(report: FileReport) -> Counter[tuple[str, str]]:
    return Counter((each.rule.code, each.path) for each in report.violations)


@pytest.mark.once
@pytest.mark.parametrize("name", LANDSCAPES)
def test_without_faults_nothing_is_missed(name: str) -> None:
    report = lint(with_faults(LANDSCAPES[name], []))
    assert (codes(report), report.missed) == (Counter(), ())


@pytest.mark.once
@pytest.mark.parametrize("name", LANDSCAPES)
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_mending_a_fault_never_lowers_a_rung(name: str, data: st.DataObject) -> None:
    landscape = LANDSCAPES[name]
    chosen = data.draw(
        st.lists(st.sampled_from(faults(landscape)), min_size=2, max_size=5, unique_by=lambda each: each[0])
    )
    before = lint(with_faults(landscape, chosen))
    for fault in chosen:
        after = lint(with_faults(landscape, [each for each in chosen if each is not fault]))
        if not codes(before) - codes(after):
            # It was no fault: nothing has said so.
            continue
        top = len(RUNGS)
        new = {code for code, _ in codes(after) - codes(before)}
        for tenant, rungs in held(after).items():
            # What could not be compared with other tenants before can be, then.
            compared = new & COMPARING and rungs == RUNGS.index("by-the-book")
            assert rungs >= held(before).get(tenant, top) or compared, (chosen, fault, tenant)


def missed(wrong: list[Fault], name: str = "secrets") -> dict[str, str]:
    """Return the first rung that each tenant of a faulty landscape misses."""
    return {each.tenant: each.rung for each in lint(with_faults(LANDSCAPES[name], wrong)).missed}


ALL_MISS = dict.fromkeys(("dev-080", "cust-100", "test", "prod"), "connects")
SYSTEM = ("s4hana_tenants", 0, "communication_systems", 0)


def test_a_finding_about_a_tenant_counts_for_it_alone() -> None:
    assert missed([((*SYSTEM, "port"), 8443)]) == {"dev-080": "connects"}
    assert missed([((*SYSTEM, "port"), "high")]) == {"dev-080": "connects"}
    services = ("s4hana_tenants", 1, "communication_arrangements", 0, "outbound_services")
    assert missed([((*services, "retry", "port"), 80)]) == {"cust-100": "collects"}
    assert missed([((*services, "retry", "job_status"), "active")]) == {"cust-100": "by-the-book"}


def test_the_first_rung_that_is_missed_counts() -> None:
    assert missed([((*SYSTEM, "port"), 8443), ((*SYSTEM, "system_name"), GONE)]) == {"dev-080": "connects"}


def test_what_aliases_repeat_counts_for_all_that_use_it() -> None:
    report = lint(EXAMPLE.replace("port: 443\n        token", "port: 8443\n        token"))
    assert [each.rule.code for each in report.violations] == ["CALM101"]
    assert {each.tenant: each.rung for each in report.missed} == ALL_MISS


def test_a_finding_about_an_alm_tenant_counts_for_those_that_are_connected_to_it() -> None:
    assert missed([(("cloud_alm_tenants", 0, "binding", "uaa", "identityzone"), "beta")]) == ALL_MISS
    assert missed([(("cloud_alm_tenants", 1, "binding", "uaa", "identityzone"), "acme")]) == {}
    # Where nobody knows to which one a tenant is connected, it may be this one.
    unknown: list[Fault] = [((*SYSTEM, "cloud_alm_tenant"), GONE), ((*SYSTEM, "token_endpoint"), GONE)]
    other: Fault = (("cloud_alm_tenants", 1, "binding", "uaa", "identityzone"), "acme")
    assert missed([*unknown, other]) == {"dev-080": "connects"}


def test_a_finding_about_the_landscape_counts_for_all() -> None:
    assert missed([(("cloud_alm_tenants", 0, "note"), "unknown")]) == ALL_MISS
    report = lint(f"{EXAMPLE}\nbroken: [\n")
    assert [each.rung for each in report.missed] == ["connects"] * report.tenants


def test_a_finding_about_certificate_or_destination_counts_for_those_that_use_it() -> None:
    both = {"dev-100": "connects", "test": "connects"}
    assert missed([(("certificates", 0, "expires_on"), "2026-09-30")], "mTLS") == both
    assert missed([(("destinations", 1, "authentication"), "NoAuthentication")], "mTLS") == {"test": "collects"}
    # It is nobody's, so that it may be that of each.
    assert set(missed([(("destinations", 1, "name"), "CALM_FTR_ATO")], "mTLS")) == {"dev-100", "test"}


def test_documents_are_apart() -> None:
    faulty = EXAMPLE.replace("port: 443\n        token", "port: 8443\n        token")
    report = lint(f"{EXAMPLE}---\n{faulty}")
    assert {(each.document, each.tenant) for each in report.missed} == {(1, tenant) for tenant in ALL_MISS}
    assert report.tenants == 8


def test_to_accept_a_fault_does_not_mend_the_connection(folder: Path) -> None:
    text = EXAMPLE.replace("port: 443\n        token", "port: 8443 # calm-lint: ignore[CALM101] pilot\n        token")
    (folder / "landscape.yaml").write_text(text)
    done = run("landscape.yaml")
    assert done.code == 0
    assert done.out == (
        f"No findings (1 suppressed) in 1 file: 1 landscape, 4 S/4HANA tenants, {len(RULES)} rules\n"
        "dev-080, cust-100, test and prod are not ready to connect\n"
    )
    (folder / "landscape.yaml").write_text(text.replace(" # calm-lint: ignore[CALM101] pilot", ""))
    done = run("check", "--write-baseline", "base.json", "--format", "json", "landscape.yaml")
    assert json.loads(done.out)["summary"]["baselined"] == 1
    assert json.loads(done.out)["summary"]["rungs"] == {"none": 4, "connects": 0, "collects": 0, "by-the-book": 0}


def test_a_comment_is_about_no_tenant() -> None:
    report = lint(EXAMPLE.replace("port: 443\n", "port: 443 # calm-lint: ignore[CALM101]\n", 1))
    assert {each.rule.code for each in report.violations} == {"CALM012", "CALM013"}
    assert report.missed == ()


@pytest.mark.parametrize(
    ("options", "rungs"),
    [
        ((), "by-the-book"),
        (("--profile", "connects"), "connects"),
        (("--ignore", "CALM508"), "collects"),
        (("--ignore", "CALM013"), "by-the-book"),
        (("--ignore", "run-every"), "connects"),
        (("--select", "CALM1"), "none"),
    ],
)
def test_a_rung_is_held_only_where_its_rules_are_applied(options: tuple[str, ...], rungs: str) -> None:
    done = run("check", *options, "--format", "json", str(ROOT / "examples" / "landscape.yaml"))
    summary = json.loads(done.out)["summary"]["rungs"]
    assert summary == {"none": 0, "connects": 0, "collects": 0, "by-the-book": 0, rungs: 4}
    assert json.loads(done.out)["tenants"] == []


THREE: list[Fault] = [
    ((*SYSTEM, "port"), 8443),
    (("s4hana_tenants", 1, "communication_arrangements", 0, "outbound_services", "retry", "run_every"), "1 hour"),
    (("s4hana_tenants", 2, "communication_systems", 0, "system_name"), GONE),
]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (
            (),
            "dev-080 is not ready to connect; cust-100 is ready to connect, but not to collect transports; "
            "test is ready to collect transports, but not set up by the book",
        ),
        (("--select", "CALM3"), "cust-100 is not ready to collect transports"),
        (("--select", "CALM110"), "test is not set up by the book"),
        (("--profile", "connects"), "dev-080 is not ready to connect"),
    ],
)
def test_summary_says_how_far_each_tenant_is(folder: Path, options: tuple[str, ...], sentence: str) -> None:
    (folder / "landscape.yaml").write_text(with_faults(LANDSCAPES["secrets"], THREE))
    assert run("check", *options, "landscape.yaml").out.splitlines()[-1] == sentence
    assert run("check", *options, "--format", "markdown", "landscape.yaml").out.endswith(f" checked. {sentence}.\n")
    assert sentence not in run("check", *options, "--quiet", "landscape.yaml").out


def test_many_tenants_are_counted(folder: Path) -> None:
    for name in "abc":
        (folder / f"{name}.landscape.yaml").write_text(with_faults(LANDSCAPES["secrets"], THREE))
    assert run("check", ".").out.splitlines()[-1] == (
        "3 S/4HANA tenants are not ready to connect; "
        "3 S/4HANA tenants are ready to connect, but not to collect transports; "
        "3 S/4HANA tenants are ready to collect transports, but not set up by the book"
    )


def test_what_is_known_to_be_clean_counts_as_before(folder: Path) -> None:
    for number in range(25):
        (folder / f"{number}.landscape.yaml").write_text(EXAMPLE)
    options = ("check", "--ignore", "run-every", "--format", "json", ".")
    first, second = (run(*options, XDG_CACHE_HOME=str(folder.parent)).out for _ in range(2))
    assert first == second == run(*options, "--no-cache", "--jobs", "2").out
    assert json.loads(first)["summary"]["rungs"]["connects"] == 100


def test_a_profile_decides_the_exit_code(folder: Path) -> None:
    (folder / "landscape.yaml").write_text(with_faults(LANDSCAPES["secrets"], THREE[1:]))
    assert [run("check", "--profile", rung, "landscape.yaml").code for rung in RUNGS] == [0, 1, 1]
    (folder / "calm-lint.toml").write_text('profile = "connects"\n')
    assert run("landscape.yaml").code == 0
    assert run("check", "--profile", "collects", "landscape.yaml").code == 1
    # What the configuration selects does not undo the profile that is asked for, what it ignores and protects counts.
    (folder / "calm-lint.toml").write_text('select = ["CALM3"]\n')
    assert run("check", "--profile", "connects", "landscape.yaml").code == 0
    (folder / "calm-lint.toml").write_text('ignore = ["CALM3"]\n')
    assert run("check", "--profile", "collects", "landscape.yaml").code == 0
    (folder / "calm-lint.toml").write_text('protected = ["run-every"]\n')
    assert run("check", "--profile", "connects", "landscape.yaml").code == 1


def test_no_profile_takes_away_what_is_always_applied(folder: Path) -> None:
    secret: Fault = ((*SYSTEM, "outbound_users", 0, "client_secret"), "Kx7!invented-Secret-93")
    (folder / "landscape.yaml").write_text(with_faults(LANDSCAPES["secrets"], [secret]) + "\n---\na: [\n")
    done = run("check", "--profile", "connects", "--format", "concise", "landscape.yaml")
    assert {code for _, code in done.findings()} >= {"CALM205", "CALM001"}


def test_rungs_do_not_take_longer_than_what_there_is_more_of(rules: list[Rule]) -> None:
    sys.path.append(str(ROOT / "benchmarks"))
    from data import landscape

    counts = []
    for tenants in (1, 100, 200, 300):
        survey = Linter(rules).survey("landscape.yaml", landscape(tenants, faulty=True).encode())
        with cProfile.Profile() as profile:
            found = list(missed_rungs(survey.landscapes, survey.report.violations, str))
        assert len(found) > tenants / 4
        counts.append(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]
    assert counts[3] - counts[2] <= 1.1 * (counts[2] - counts[1])
