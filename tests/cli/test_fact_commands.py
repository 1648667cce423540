"""What SAP fixes is listed, and a run can insist on it being up to date."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from calm_lint.api import Landscape
from calm_lint.model.values.facts import FACTS, Fact, NameLimit
from calm_lint.pages.fact_table import as_json, as_markdown, as_text
from calm_lint.rulebook.examples import complete
from command_line import run

READ, REVIEW, LATER = date(2026, 11, 30), date(2027, 11, 30), date(2027, 12, 1)
TWO = [
    Fact("zones", ("api", "internal-xsuaa"), "Credentials (87b7851)", "JSON", "", READ, REVIEW),
    Fact("Port", 443, "Guide (a4238a9)", "Procedure 2.3", "2026-01-14", READ, LATER),
]


@pytest.fixture
def landscape(folder: Path) -> Path:
    """The current folder, with a right landscape."""
    (folder / "landscape.yaml").write_text(complete(Landscape, ""), "utf-8")
    return folder


def test_table_marks_what_is_past() -> None:
    assert as_text(TWO, LATER) == (
        "fact   value                edition     read on     review by          page\n"
        "zones  api, internal-xsuaa              2026-11-30  2027-11-30 (past)  Credentials (87b7851), JSON\n"
        "Port   443                  2026-01-14  2026-11-30  2027-12-01         Guide (a4238a9), Procedure 2.3\n"
    )


def test_long_value_takes_several_lines() -> None:
    words = ("first-" * 7, "second-" * 6)
    lines = as_text([TWO[1]._replace(value=words)], READ).splitlines()
    assert lines[1].startswith(f"Port  {words[0]},  2026-01-14  ")
    assert lines[2] == f"      {words[1]}"


def test_markdown() -> None:
    assert as_markdown(TWO, LATER).splitlines()[2:] == [
        "| zones | `api`, `internal-xsuaa` |  | 2026-11-30 | 2027-11-30 (past) | Credentials (87b7851), JSON |",
        "| Port | `443` | 2026-01-14 | 2026-11-30 | 2027-12-01 | Guide (a4238a9), Procedure 2.3 |",
    ]


def test_json() -> None:
    zones, port = json.loads(as_json(TWO, LATER))["facts"]
    assert zones == {
        "name": "zones",
        "value": ["api", "internal-xsuaa"],
        "page": "Credentials (87b7851)",
        "section": "JSON",
        "edition": None,
        "read_on": "2026-11-30",
        "review_by": "2027-11-30",
        "past": True,
    }
    assert (port["value"], port["edition"], port["past"]) == (443, "2026-01-14", False)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (date(2023, 10, 16), "2023-10-16"),
        (frozenset({"us10", "eu10"}), ["eu10", "us10"]),
        (NameLimit(32, "a-z"), {"longest": 32, "characters": "a-z"}),
    ],
)
def test_value_in_json(value: object, written: object) -> None:
    assert json.loads(as_json([TWO[0]._replace(value=value)], READ))["facts"][0]["value"] == written


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_command_lists_all_facts_and_marks_them(form: str) -> None:
    code, out, err = run("facts", "--format", form, "--today", "2026-11-30")
    assert (code, err) == (0, "")
    assert [fact.name for fact in FACTS if fact.name not in out] == []
    assert "(past)" not in out
    assert '"past": true' not in out
    out = run("facts", "--format", form, "--today", "2030-01-01")[1]
    assert out.count('"past": true' if form == "json" else "(past)") == len(FACTS)


def test_today_is_that_of_source_date_epoch() -> None:
    assert "(past)" in run("facts", SOURCE_DATE_EPOCH="1900000000")[1]
    code, _, err = run("facts", SOURCE_DATE_EPOCH="soon")
    assert (code, err) == (2, "calm-lint: SOURCE_DATE_EPOCH is soon, must be a number of seconds since 1970\n")


@pytest.mark.usefixtures("landscape")
def test_strict_facts_fail_a_run_after_the_review() -> None:
    code, out, err = run("check", "--strict-facts", "--today", "2030-01-01")
    assert code == 2
    assert err.splitlines() == [
        f"calm-lint: the fact {fact.name!r} was to be reviewed by {fact.review_by}: "
        "upgrade calm-lint, or run it without --strict-facts"
        for fact in FACTS
    ]
    assert out.startswith("No findings in 1 file")
    assert run("check", "--today", "2030-01-01")[::2] == (0, "")


@pytest.mark.usefixtures("landscape")
def test_strict_facts_are_silent_while_all_facts_count() -> None:
    last = min(fact.review_by for fact in FACTS)
    assert run("check", "--strict-facts", "--today", str(last))[::2] == (0, "")


def test_strict_facts_fail_a_run_in_which_all_is_excluded(landscape: Path) -> None:
    (landscape / "calm-lint.toml").write_text('exclude = ["landscape.yaml"]\n')
    args = ("check", "--force-exclude", "--strict-facts", "landscape.yaml")
    assert run(*args, "--today", "2026-11-30")[0] == 0
    assert run(*args, "--today", "2030-01-01")[0] == 2


@pytest.mark.usefixtures("landscape")
def test_stale_facts_are_errors_in_json() -> None:
    args = ("check", "--strict-facts", "--today", "2030-01-01", "--format", "json")
    assert [each["kind"] for each in json.loads(run(*args)[1])["errors"]] == ["usage"] * len(FACTS)
