"""An honest account: what each rule looked at, and what none looked at."""

from __future__ import annotations

import json
from pathlib import Path

from command_line import Done, run

EXAMPLES = Path(__file__).parents[2] / "examples"


def check(*args: str) -> Done:
    return run("check", *args)


def test_statistics_tell_what_each_rule_looked_at_and_found() -> None:
    done = check("--statistics", "--format", "json", str(EXAMPLES / "faulty.landscape.yaml"))
    rows = {line.split()[0]: line.split()[1:] for line in done.err.splitlines()[1:]}
    # The third communication system is used by no arrangement, as its reference is mistyped.
    assert rows["CALM101"] == ["system-port", "2", "1"]
    assert rows["CALM304"] == ["service-inactive", "10", "1"]
    assert rows["CALM502"] == ["missing-authorities", "nothing", "0"]
    found = json.loads(done.out)["findings"]
    assert sum(int(row[2]) for row in rows.values()) == len(found) == 18


def test_statistics_in_json() -> None:
    file = str(EXAMPLES / "faulty.landscape.yaml")
    report = json.loads(check("--statistics", "--format", "json", file).out)
    rows = {row.pop("code"): row for row in report["statistics"]}
    assert rows["CALM101"] == {"name": "system-port", "looked_at": 2, "findings": 1}
    assert rows["CALM502"] == {"name": "missing-authorities", "looked_at": 0, "findings": 0}
    assert sum(row["findings"] for row in rows.values()) == len(report["findings"]) == 18
    assert "statistics" not in json.loads(check("--format", "json", file).out)


def test_run_without_anything_to_look_at_is_not_silently_green() -> None:
    done = check("--select", "transport-not-released", str(EXAMPLES / "landscape.yaml"))
    assert done.out == "Nothing was checked: no rule had anything to look at\n"
    assert done.code == 2
