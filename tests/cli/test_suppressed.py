"""What the command line does with suppressed findings, and which day it takes it to be."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from calm_lint.api import AlmSystem
from calm_lint.rulebook.examples import complete
from command_line import Done, run

TEXT = complete(AlmSystem, "port: 8443 # calm-lint: ignore[system-port] until=2027-01-31 agreed with operations")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text(TEXT, "utf-8")


def check(*args: str, **env: str) -> Done:
    return run("check", *args, "a.yaml", **env)


@pytest.mark.parametrize(("day", "code"), [("2027-01-30", 0), ("2027-01-31", 0), ("2027-02-01", 1)])
def test_day_is_given(day: str, code: int) -> None:
    assert check("--today", day)[0] == code
    noon = subprocess.run(["date", "-ud", f"{day} 12:00", "+%s"], capture_output=True, text=True, check=True)
    assert check(SOURCE_DATE_EPOCH=noon.stdout.strip())[0] == code
    # An option goes before the environment, as everywhere.
    assert check("--today", "2027-01-01", SOURCE_DATE_EPOCH=noon.stdout.strip())[0] == 0


def test_day_that_is_none() -> None:
    code, _, err = check("--today", "2027-02-30")
    assert code == 2
    assert "'2027-02-30' does not match" in err
    for epoch in ("soon", "9" * 30):
        code, out, err = check("--show-suppressed", "--format", "concise", SOURCE_DATE_EPOCH=epoch)
        assert (code, err) == (
            2, f"calm-lint: SOURCE_DATE_EPOCH is {epoch}, must be a number of seconds since 1970\n"
        )  # fmt: skip
        assert "CALM101" in out


def test_suppressed_finding_is_shown_on_demand() -> None:
    code, out, _ = check("--today", "2027-01-01")
    assert (code, out.split(" in 1 file")[0]) == (0, "No findings (1 suppressed)")
    code, out, _ = check("--today", "2027-01-01", "--show-suppressed")
    assert code == 0
    assert "error[CALM101] system-port: Port is 8443, must be 443\n" in out
    assert " = note: suppressed by a comment: agreed with operations\n" in out
    assert out.splitlines()[-2].startswith("No findings (1 suppressed) in 1 file")
    # Who accepts the fault has not mended the connection.
    assert out.splitlines()[-1] == "prod is not ready to connect"


def test_json_tells_why() -> None:
    report = json.loads(check("--today", "2027-01-01", "--format", "json")[1])
    assert report["findings"] == []
    assert (report["summary"]["suppressed"], report["summary"]["error"]) == (1, 0)
    report = json.loads(check("--today", "2027-01-01", "--format", "json", "--show-suppressed")[1])
    (finding,) = report["findings"]
    assert finding["suppressed"] == {"kind": "comment", "reason": "agreed with operations"}


def test_quiet_run_prints_findings_alone() -> None:
    assert check("--quiet", "--today", "2027-01-01") == (0, "", "")
    code, out, err = check("--quiet", "--today", "2028-01-01")
    assert (code, err) == (1, "")
    assert "CALM101" in out
    assert "Found" not in out
