"""CALM909 beyond its examples: which client needs the task, and by which names."""

from __future__ import annotations

import pytest

from environments import CTS, at, found, only


def test_finding_is_at_the_key_of_the_list() -> None:
    text, violation = only(CTS, ('tasks: ["Import Transports"]', 'tasks: ["Transports: Read"]'))
    assert (violation.rule.code, violation.severity, at(text, violation)) == ("CALM909", "error", "tasks")
    assert violation.path.endswith("/tasks")


@pytest.mark.parametrize("tasks", ["", "tasks:", "tasks: []"])
def test_client_without_tasks_is_said_once(tasks: str) -> None:
    text, violation = only(CTS, ('tasks: ["Import Transports"]', tasks))
    assert (violation.rule.code, at(text, violation)) == ("CALM909", '"000"')


@pytest.mark.parametrize("name", ["transports: import", "Import Transports", "Transports: Imports"])
def test_other_spellings_count(name: str) -> None:
    assert "CALM909" not in found(CTS, ('tasks: ["Import Transports"]', f'tasks: ["{name}"]'))


def test_rejected_tasks_may_hold_it() -> None:
    assert found(CTS, ('tasks: ["Import Transports"]', "tasks: wrong")) == ["CALM003"]
    assert found(CTS, ('tasks: ["Import Transports"]', "tasks: [[wrong]]")) == ["CALM003"]


def test_one_system_with_source_and_target() -> None:
    tasks = ('["Transports: Read"]', '["Transports: Read", "Transports: Import"]')
    assert found(CTS, ("QUA:200, PRD:300", "DEV:200")) == ["CALM909"]
    assert found(CTS, ("QUA:200, PRD:300", "DEV:200"), tasks) == []
