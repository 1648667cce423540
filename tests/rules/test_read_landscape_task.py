"""CALM910 beyond its examples: which system needs the task, and where it is silent."""

from __future__ import annotations

import pytest

from environments import CTS, at, found, only

TASK = '"Transports: Read Landscape", '
CONTROLLER = "    domain_controller: PRD\n"
TASKS = 'tasks: ["Transports: Import", "Transports: Read Landscape", "Transports: Check"]'


def test_finding_is_at_the_name_of_the_domain() -> None:
    text, violation = only(CTS, (TASK, ""))
    assert (violation.rule.code, violation.severity, at(text, violation)) == ("CALM910", "error", "DOMAIN_PRD")
    assert violation.path == "/cts_domains/0"


@pytest.mark.parametrize("line", ["", "    domain_controller:\n"])
def test_without_a_controller_any_system_may_have_it(line: str) -> None:
    assert found(CTS, (CONTROLLER, line)) == []
    assert found(CTS, (CONTROLLER, line), (TASK, "")) == ["CALM910"]
    read = ('["Transports: Read"]', '["Transports: Read", "Transports: Read Landscape"]')
    assert found(CTS, (CONTROLLER, line), (TASK, ""), read) == []


def test_another_system_than_the_controller_does_not_count() -> None:
    assert found(CTS, (CONTROLLER, "    domain_controller: DEV\n")) == ["CALM910"]


def test_controller_that_does_not_resolve() -> None:
    assert found(CTS, (CONTROLLER, "    domain_controller: PRX\n"), (TASK, "")) == ["CALM005"]


def test_domain_of_payroll_systems_only() -> None:
    assert found(CTS, ("    domain_controller: ECP\n", "")) == []


@pytest.mark.parametrize("line", [CONTROLLER, ""])
def test_client_without_tasks_is_said_by_the_first_rule_that_wants_one(line: str) -> None:
    assert found(CTS, (CONTROLLER, line), (TASKS, "")) == ["CALM909"]
    text = CTS.replace(", PRD:300]", "]")
    assert found(text, (CONTROLLER, line), (TASKS, ""), ("role: test", "role: production")) == ["CALM910"]


def test_controller_without_setup() -> None:
    prd = CTS[CTS.index("      - sid: PRD") : CTS.index("    tracks:")]
    setup = prd[prd.index("        alm_setup:") :]
    assert found(CTS, (setup, "")) == ["CALM904", "CALM910"]


def test_rejected_tasks_may_hold_it() -> None:
    assert found(CTS, (TASKS, "tasks: wrong")) == ["CALM003"]
    assert found(CTS, ("domain_controller: PRD", "domain_controller: [PRD]"), (TASK, "")) == ["CALM003"]
