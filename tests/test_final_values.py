"""The fixes of one value write what is right when all of them are made."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from calm_lint.api import AlmSystem, Linter, Rule, Violation
from calm_lint.engine.results import FileReport
from calm_lint.rulebook.examples import complete
from calm_lint.run.final_values import with_final_values
from command_line import run

EXAMPLE = (Path(__file__).parents[1] / "examples" / "landscape.yaml").read_text("utf-8")
HOST, TOKEN = "eu10.alm.cloud.sap", "https://acme.authentication.eu10.hana.ondemand.com/oauth/token"


def linted(rules: list[Rule], text: str) -> FileReport:
    lint = partial(Linter(rules).lint, "a.yaml")
    return with_final_values(lint, lint(text.encode()), text.encode())


def fixes(report: FileReport) -> list[tuple[str, str, str]]:
    def edit(violation: Violation) -> str:
        return violation.fix.edits[0].text if violation.fix else ""

    return [(each.rule.code, each.fix.title if each.fix else "", edit(each)) for each in report.violations]


@pytest.mark.parametrize(
    ("entries", "codes", "value", "written"),
    [
        ("host_name: https://eu10.alm.cloud.sap/api/", ["CALM102", "CALM112"], HOST, HOST),
        ('host_name: "https://eu10.alm.cloud.sap/api/"', ["CALM102", "CALM112"], HOST, f'"{HOST}"'),
        (
            "token_endpoint: http://acme.authentication.eu10.hana.ondemand.com",
            ["CALM105", "CALM106"],
            TOKEN,
            TOKEN,
        ),
        (
            "token_endpoint: https://eu10.alm.cloud.sap/oauth",
            ["CALM105", "CALM114"],
            TOKEN,
            TOKEN,
        ),
    ],
)
def test_both_fixes_write_the_value_that_is_right(
    rules: list[Rule], entries: str, codes: list[str], value: str, written: str
) -> None:
    report = linted(rules, complete(AlmSystem, entries))
    assert fixes(report) == [(code, f"replace with {value}", written) for code in codes]


def test_fix_that_is_alone_stays(rules: list[Rule]) -> None:
    text = complete(AlmSystem, f"host_name: {HOST}/api\ntoken_endpoint: {TOKEN.removesuffix('/oauth/token')}")
    report = Linter(rules).lint("a.yaml", text.encode())
    assert linted(rules, text).violations == report.violations


def test_user_in_a_url_does_not_come_out(rules: list[Rule]) -> None:
    text = complete(AlmSystem, "host_name: https://me:Zx9-invented-Zx9@eu10.alm.cloud.sap/api")
    assert "Zx9" not in repr(fixes(linted(rules, text)))


def test_what_is_printed_and_what_is_written_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "landscape.yaml"
    file.write_text(EXAMPLE.replace(f"host_name: {HOST}", f"host_name: https://{HOST}/api/"))
    printed = run("landscape.yaml").out
    assert printed.count(f"= fix: replace with {HOST}\n") == 2
    account = run("--diff", "landscape.yaml").err
    assert account.count(f": replace with {HOST}\n") == 2
    assert run("--fix", "landscape.yaml").code == 0
    assert file.read_text() == EXAMPLE
