"""CALM908 beyond its examples: which client needs the task, and by which names."""

from __future__ import annotations

import pytest

from environments import CTS, at, found, only


def test_finding_is_at_the_key_of_the_list() -> None:
    text, violation = only(
        CTS,
        (
            'tasks: ["Transports: Create & Export (client-specific)", "Transports: Export Checks (client-specific)"]',
            'tasks: ["Transports: Check"]',
        ),
    )
    assert (violation.rule.code, violation.severity, at(text, violation)) == ("CALM908", "error", "tasks")
    assert violation.path.endswith("/tasks")


@pytest.mark.parametrize("tasks", ["", "tasks:", "tasks: []"])
def test_client_without_tasks_is_said_once(tasks: str) -> None:
    text, violation = only(
        CTS,
        (
            'tasks: ["Transports: Create & Export (client-specific)", "Transports: Export Checks (client-specific)"]',
            tasks,
        ),
    )
    assert (violation.rule.code, at(text, violation)) == ("CALM908", '"100"')


@pytest.mark.parametrize(
    "name",
    ["Transports: Create & Export", "Transports: Create and Export (client-specific)", "Manage Transport per Client"],
)
def test_other_spellings_count(name: str) -> None:
    assert "CALM908" not in found(
        CTS,
        (
            'tasks: ["Transports: Create & Export (client-specific)", "Transports: Export Checks (client-specific)"]',
            f'tasks: ["{name}"]',
        ),
    )


def test_rejected_tasks_may_hold_it() -> None:
    assert found(
        CTS,
        (
            'tasks: ["Transports: Create & Export (client-specific)", "Transports: Export Checks (client-specific)"]',
            "tasks: wrong",
        ),
    ) == ["CALM003"]
    assert found(
        CTS,
        (
            'tasks: ["Transports: Create & Export (client-specific)", "Transports: Export Checks (client-specific)"]',
            "tasks: [[wrong]]",
        ),
    ) == ["CALM003"]
