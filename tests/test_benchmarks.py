"""The benchmarks run, and what can be counted instead of timed stays within its budget."""

from __future__ import annotations

import cProfile
import pstats
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from calm_lint.engine.linter import Linter
from calm_lint.engine.results import Report
from calm_lint.engine.survey import Survey
from calm_lint.formats.style import Style
from calm_lint.formats.text import render
from calm_lint.pages import html
from calm_lint.pages.graph import graphs
from calm_lint.pages.picture import svg
from calm_lint.rulebook.rule import Rule

pytestmark = pytest.mark.once

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "benchmarks"))


def test_benchmarks_run() -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "run.py"), "--tiny"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    assert done.stdout.count(" ÷ ") >= 10
    for line in done.stdout.splitlines():
        assert float(line.split("|")[3]) > 0


def test_what_measures_growth_runs_and_makes_landscapes() -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "growth.py"), "--tiny"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    rows = [line.split("|") for line in done.stdout.splitlines()]
    assert len(rows) > 50
    for row in rows:
        assert float(row[3]) > 0
        assert float(row[4]) > 0


GROWN = (
    "comments_in_a_block",
    "one_line",
    "unknown_references",
    "unknown_systems",
)


@pytest.mark.parametrize("shape", GROWN)
def test_calls_do_not_grow_faster_than_what_there_is_more_of(rules: list[Rule], shape: str) -> None:
    """Of three sizes, the step to the last one costs what the step before it did, and not much more."""
    import shapes

    linter, counts = Linter(rules), []
    # Of a hundred names, all are compared with one that is misspelled.
    for number in (1, 120, 240, 360):
        content = getattr(shapes, shape)(number)["landscape.yaml"].encode()
        with cProfile.Profile() as profile:
            report = linter.lint("landscape.yaml", content)
            render(Report([report], [], rules, most=10_000), Style(color=False))
        counts.append(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]
    assert counts[3] - counts[2] <= 1.15 * (counts[2] - counts[1])


def picture(survey: Survey) -> str:
    return svg(graphs(survey))


@pytest.mark.parametrize("write", [html.worksheet, partial(html.report, rules=[], errors=[]), picture])
def test_pages_do_not_grow_faster_than_the_findings(rules: list[Rule], write: Callable[[Survey], str]) -> None:
    from data import landscape

    linter, counts = Linter(rules), []
    for tenants in (1, 40, 80, 120):
        survey = linter.survey("landscape.yaml", landscape(tenants, faulty=True).encode())
        with cProfile.Profile() as profile:
            write(survey)
        counts.append(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]
    assert counts[3] - counts[2] <= 1.1 * (counts[2] - counts[1])


@pytest.fixture(scope="module")
def calls(rules: list[Rule]) -> dict[int, int]:
    """Count the calls of functions that linting landscapes of some sizes takes; noise does not change them."""
    from data import landscape

    linter, counts = Linter(rules), {}
    # What is compiled when it is first used counts for none of them.
    linter.lint("landscape.yaml", landscape(1).encode())
    for tenants in (10, 100, 300):
        content = landscape(tenants).encode()
        with cProfile.Profile() as profile:
            report = linter.lint("landscape.yaml", content)
        assert report.violations == []
        counts[tenants] = pstats.Stats(profile).total_calls  # type: ignore[attr-defined]
    return counts


def test_calls_grow_with_the_size_and_not_faster(calls: dict[int, int]) -> None:
    assert (calls[300] - calls[100]) / 200 <= 1.02 * (calls[100] - calls[10]) / 90


def test_calls_per_tenant_stay_within_their_budget(calls: dict[int, int]) -> None:
    # A tenant of the measured landscapes has 33 lines, and 136 rules look at it. Raise this only for what is worth it.
    assert (calls[300] - calls[100]) / 200 < 2_500
