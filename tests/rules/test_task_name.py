"""CALM911 beyond its examples: which names are right with which ST-PI."""

from __future__ import annotations

import pytest

from environments import CTS, at, found, only
from findings import fix_text

READ = 'tasks: ["Transports: Read"]'


@pytest.mark.parametrize(
    ("name", "task"),
    [
        ("transports: read", "Transports: Read"),
        ("Transports: Reed", "Transports: Read"),
        ("Transports:Read", "Transports: Read"),
        ("manage transports", "Transports: Read"),
        ("Manage Transports", "Transports: Read"),
    ],
)
def test_fix_writes_the_name_of_today(name: str, task: str) -> None:
    text, violation = only(CTS, (READ, f'tasks: ["{name}"]'))
    assert (violation.rule.code, violation.severity, at(text, violation)) == ("CALM911", "warning", f'"{name}"')
    assert fix_text(violation) == f'"{task}"'


@pytest.mark.parametrize("name", ["Manage Jobs", "Integration Monitoring", "Read", "Retrofit"])
def test_other_tasks_are_left_alone(name: str) -> None:
    assert found(CTS, (READ, f'tasks: ["Transports: Read", "{name}"]')) == []


@pytest.mark.parametrize(
    ("st_pi", "codes"),
    [
        ("740 SP26", []),
        ("740", []),
        ("unknown", []),
        ("7.40 SP27", ["CALM911"]),
        ("ST-PI 740 SP 32", ["CALM911"]),
        ("758", ["CALM911"]),
    ],
)
def test_old_names_depend_on_st_pi(st_pi: str, codes: list[str]) -> None:
    checks = ', "Transports: Export Checks (client-specific)"'
    assert found(CTS, (READ, 'tasks: ["Manage Transports"]'), ("740 SP32", st_pi), (checks, "")) == codes


def test_no_task_of_the_use_case() -> None:
    text, violation = only(CTS, (READ, 'tasks: ["Transports: Read", "Transports: Approve"]'))
    assert (violation.rule.code, at(text, violation), violation.fix) == ("CALM911", '"Transports: Approve"', None)
