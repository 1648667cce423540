"""CALM923 beyond its examples: which clients count."""

from __future__ import annotations

import pytest

from environments import CTS, at, found, only

CLIENT = '          - client: "300"'
TASKS = 'tasks: ["Transports: Create & Export (client-specific)"]\n        lms_entry: {name: ECP000'


@pytest.mark.parametrize("tasks", ['["Transports: Read"]', "[]", '["Transports: Read Landscape"]'])
def test_finding_is_at_the_sid(tasks: str) -> None:
    text, violation = only(CTS, (TASKS, f"tasks: {tasks}\n        lms_entry: {{name: ECP000"))
    assert (violation.rule.code, violation.severity, at(text, violation)) == ("CALM923", "error", "ECP")


def test_client_000_does_not_count() -> None:
    assert found(CTS, (CLIENT, CLIENT.replace("300", "000"))) == ["CALM923"]


def test_old_name_counts() -> None:
    assert (
        found(
            CTS, (TASKS, TASKS.replace("Transports: Create & Export (client-specific)", "Manage Transport per Client"))
        )
        == []
    )


def test_rejected_tasks_may_hold_it() -> None:
    assert found(CTS, (TASKS, "tasks: wrong\n        lms_entry: {name: ECP000")) == ["CALM003"]
