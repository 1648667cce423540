"""CALM921 beyond its examples: in which tracks it is said, and what else is silent."""

from __future__ import annotations

from environments import CTS, at, found, only


def test_finding_is_at_each_entry() -> None:
    text, violation = only(CTS, ("        st_pi: 740 SP26\n", "        virtual: true\n"))
    assert (violation.rule.code, violation.severity, at(text, violation)) == ("CALM921", "warning", "QUA:200")
    assert violation.related


def test_tasks_of_virtual_systems_are_not_checked() -> None:
    tasks = ('tasks: ["Import Transports"]', "tasks: []")
    assert found(CTS, tasks, ("        st_pi: 740 SP26\n", "        virtual: true\n")) == ["CALM921"]


def test_virtual_system_in_no_track() -> None:
    assert found(CTS, ("QUA:200, ", ""), ("        st_pi: 740 SP26\n", "        virtual: true\n")) == []
