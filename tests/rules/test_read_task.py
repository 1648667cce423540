"""CALM907 beyond its examples: which client needs the task, and by which names."""

from __future__ import annotations

import pytest

from environments import CTS, at, found, only


def test_finding_is_at_the_key_of_the_list() -> None:
    text, violation = only(CTS, ('tasks: ["Transports: Read"]', 'tasks: ["Transports: Check"]'))
    assert (violation.rule.code, violation.severity, at(text, violation)) == ("CALM907", "error", "tasks")
    assert violation.path.endswith("/tasks")


@pytest.mark.parametrize("tasks", ["", "tasks:", "tasks: []"])
def test_client_without_tasks_is_said_once(tasks: str) -> None:
    text, violation = only(CTS, ('tasks: ["Transports: Read"]', tasks))
    assert (violation.rule.code, at(text, violation)) == ("CALM907", '"000"')


@pytest.mark.parametrize("name", ["transports: read", "Manage Transports", "Transports:Read"])
def test_other_spellings_count(name: str) -> None:
    assert "CALM907" not in found(CTS, ('tasks: ["Transports: Read"]', f'tasks: ["{name}"]'))


def test_rejected_tasks_may_hold_it() -> None:
    assert found(CTS, ('tasks: ["Transports: Read"]', "tasks: wrong")) == ["CALM003"]
    assert found(CTS, ('tasks: ["Transports: Read"]', "tasks: [[wrong]]")) == ["CALM003"]


def test_payroll_and_virtual_systems_need_none() -> None:
    # The setups of client 000 in Employee Central Payroll are not in the file, or made by ECP Operations.
    setup = '          - client: "000"\n            tasks: []\n          - client: "100"\n            token'
    assert found(CTS, ('          - client: "100"\n            token', setup)) == []


def test_first_rule_tells_of_a_client_that_two_want_something_of() -> None:
    track = "      - {name: main, systems: [DEV:100, QUA:200, PRD:300]}\n"
    back = "      - {name: back, systems: [QUA:200, DEV:100, PRD:300]}\n"
    text = CTS.replace('tasks: ["Transports: Read"]', "tasks: []")
    assert found(text, (track, track + back)) == ["CALM905", "CALM907"]
