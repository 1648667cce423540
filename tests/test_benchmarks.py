"""The benchmarks run, and what can be counted instead of timed stays within its budget."""

from __future__ import annotations

import cProfile
import pstats
import subprocess
import sys
from pathlib import Path

import pytest

from calm_lint.engine.linter import Linter
from calm_lint.rulebook.rule import Rule

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "benchmarks"))


def test_benchmarks_run() -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "run.py"), "--tiny"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    assert done.stdout.count(" ÷ ") >= 10
    for line in done.stdout.splitlines():
        assert float(line.split("|")[3]) > 0


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
    # A tenant of the measured landscapes has 33 lines. Raise this only for what is worth it.
    assert (calls[300] - calls[100]) / 200 < 2_500
