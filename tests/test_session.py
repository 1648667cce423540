"""A program does through a session what the command line does."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from calm_lint.api import AlmSystem, Choices, Request, Session
from calm_lint.errors import UsageError
from calm_lint.rulebook.examples import complete

FAULT = complete(AlmSystem, "port: 8443")
FIXED = complete(AlmSystem, "port: 443")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder with a faulty landscape."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "landscape.yaml").write_text(FAULT, "utf-8")
    return tmp_path


def test_check_returns_findings_and_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    outcome = Session().check()
    assert [(each.rule.code, each.file) for each in outcome.report.violations] == [("CALM101", "landscape.yaml")]
    assert (outcome.failing, outcome.report.errors, list(outcome.notes)) == (True, [], [])
    assert capfd.readouterr() == ("", "")


def test_choices_override_the_configuration(folder: Path) -> None:
    (folder / "calm-lint.toml").write_text('fail-on = "never"\n', "utf-8")
    assert not Session().check().failing
    assert Session(Choices(fail_on="error")).check().failing
    assert Session(Choices(select=["CALM102"])).check().report.violations == []
    with pytest.raises(UsageError, match="there is no rule CALM1001, did you mean CALM101"):
        Session(Choices(select=["CALM1001"]))


def test_errors_of_a_configuration_are_in_the_report(folder: Path) -> None:
    (folder / "calm-lint.toml").write_text("selct = []\n", "utf-8")
    (error,) = Session().check().report.errors
    assert (error.kind, error.file) == ("config", "calm-lint.toml")


def test_fixes_are_written(folder: Path) -> None:
    outcome = Session().check(Request(fix=True))
    assert outcome.fixer
    assert [each.rule.code for each in outcome.fixer.applied] == ["CALM101"]
    assert (folder / "landscape.yaml").read_text("utf-8") == FIXED


def test_a_baseline_is_written_with_a_note() -> None:
    outcome = Session().check(Request(write_baseline="base.json"))
    assert list(outcome.notes) == ["base.json: 1 entry added, 0 removed"]
    assert not Session(Choices(baseline="base.json")).check().failing
    with pytest.raises(UsageError, match="--prune-baseline"):
        Session().check(Request(write_baseline="base.json", prune_baseline=True))


def test_today_decides_about_suppressions(folder: Path) -> None:
    comment = "port: 8443  # calm-lint: ignore[system-port] until=2026-01-31 a pilot"
    (folder / "landscape.yaml").write_text(FAULT.replace("port: 8443", comment), "utf-8")
    assert Session(today=lambda: date(2026, 1, 31)).check().report.violations == []
    late = Session(today=lambda: date(2026, 2, 1)).check().report.violations
    assert [each.rule.code for each in late] == ["CALM101", "CALM014"]


def test_progress_sees_each_result() -> None:
    seen: list[int] = []

    def progress(results, total):  # type: ignore[no-untyped-def]
        for result in results:
            seen.append(total)
            yield result

    Session().check(progress=progress)
    assert seen == [1]


def test_survey_returns_what_was_read() -> None:
    survey, rules = Session().survey("landscape.yaml")
    assert [tenant.id.value for landscape in survey.landscapes for tenant in landscape.s4hana_tenants] == ["prod"]
    assert [each.rule.code for each in survey.report.violations] == ["CALM101"]
    assert len(rules) > 60
    with pytest.raises(FileNotFoundError):
        Session().survey(os.path.join("no", "such.yaml"))
