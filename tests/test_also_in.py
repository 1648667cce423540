"""A finding in an anchor says where else its text counts."""

from __future__ import annotations

import json
from pathlib import Path

from calm_lint.api import Linter, Rule
from calm_lint.engine.results import FileReport, Report
from calm_lint.formats import render
from calm_lint.formats.anchors import also_in

EXAMPLE = (Path(__file__).parents[1] / "examples" / "landscape.yaml").read_text("utf-8")
SERVICES = "communication_arrangements[SAP_COM_0690_CALM_ATO].outbound_services"


def lint(rules: list[Rule], text: str) -> FileReport:
    return Linter(rules).lint("a.yaml", text.encode())


def notes(report: FileReport) -> list[str]:
    text = render(Report([report], [], []), "text")
    return [line.partition("also in: ")[2] for line in text.splitlines() if "= also in: " in line]


def test_services_and_tenants_that_use_the_text(rules: list[Rule]) -> None:
    report = lint(rules, EXAMPLE.replace("run_every: 5 minutes", "run_every: 10 minutes"))
    assert [each.rule.code for each in report.violations] == ["CALM306"]
    assert notes(report) == ["import, retry, status_change; and 3 more tenants: cust-100, test, prod"]
    (finding,) = json.loads(render(Report([report], [], []), "json"))["findings"]
    tenants, names = ("dev-080", "cust-100", "test", "prod"), ("export", "import", "retry", "status_change")
    everywhere = [f"s4hana_tenants[{tenant}].{SERVICES}.{name}" for tenant in tenants for name in names]
    assert [finding["entity"], *finding["also"]] == everywhere


def test_other_tenants_alone(rules: list[Rule]) -> None:
    report = lint(rules, EXAMPLE.replace("\n        port: 443\n", "\n        port: 8443\n", 1))
    assert [each.rule.code for each in report.violations] == ["CALM101"]
    assert notes(report) == ["3 more tenants: cust-100, test, prod"]


def test_text_that_is_used_once_is_in_no_other_place(rules: list[Rule]) -> None:
    report = lint(rules, EXAMPLE.replace("role: production", "role: productoin"))
    assert notes(report) == []
    (finding,) = json.loads(render(Report([report], [], []), "json"))["findings"]
    assert "also" not in finding


def test_most_tenants_are_counted(rules: list[Rule]) -> None:
    begin, anchor = EXAMPLE.index("  - id: dev-080"), EXAMPLE.index("  - id: cust-100")
    tenant = EXAMPLE[anchor : EXAMPLE.index("  - id: test")]
    many = "".join(tenant.replace("cust-100", f"more-{number}") for number in range(9))
    text = EXAMPLE[:begin] + EXAMPLE[begin:anchor].replace("port: 443", "port: 8443", 1) + many
    report = lint(rules, text)
    assert notes(report)[0] == "9 more tenants: more-0, more-1, more-2, more-3, more-4, …"
    # After a fix, the value is to be entered in each of them.
    shared = next(each for each in report.violations if each.also)
    assert also_in(shared, most=None) == f"9 more tenants: {', '.join(f'more-{n}' for n in range(9))}"


def test_secret_in_a_name_is_masked(rules: list[Rule]) -> None:
    secret = "Qz7mK2vXw9Lt4"
    text = EXAMPLE.replace("run_every: 5 minutes", "run_every: 10 minutes").replace("${CALM_PROD_SECRET}", secret)
    report = lint(rules, text.replace("id: cust-100", f"id: {secret}"))
    assert notes(report)
    assert secret not in render(Report([report], [], []), "text") + render(Report([report], [], []), "json")


def test_tenant_that_has_another_fault_in_the_text_is_not_named(rules: list[Rule]) -> None:
    # CALM107 wants the host of each tenant's own binding: the second tenant has the same text, and another fault.
    text = EXAMPLE.replace("https://acme.authentication.eu10.hana.ondemand.com/oauth/token", "TOKEN")
    alm = text[text.index("  - id: calm-prod") : text.index("s4hana_tenants:")]
    other = alm.replace("calm-prod", "calm-two").replace("productive", "test").replace("https://acme", "https://beta")
    text = text.replace(alm, alm + other)
    begin, end = text.index("  - id: dev-080"), text.index("  - id: cust-100")
    first = text[begin:end].replace("TOKEN", "&token https://gamma.authentication.eu10.hana.ondemand.com/oauth/token")
    second = (
        text[begin:end]
        .replace("dev-080", "dev-two")
        .replace("cloud_alm_tenant: calm-prod", "cloud_alm_tenant: calm-two")
    )
    second = second.replace("TOKEN", "*token").replace("&", "&x-")
    report = lint(rules, text[:begin] + first + second)
    (finding,) = [each for each in report.violations if each.rule.code == "CALM107"]
    assert "must be on acme" in finding.message
    assert list(finding.also) == []
