"""CALM920 beyond its examples: which ends are right."""

from __future__ import annotations

import pytest

from environments import CTS, at, found, only


@pytest.mark.parametrize("role", ["test", "development", "sandbox"])
def test_last_system_of_another_role(role: str) -> None:
    text, violation = only(CTS, ("sid: PRD\n        role: production", f"sid: PRD\n        role: {role}"))
    assert (violation.rule.code, violation.severity, at(text, violation)) == ("CALM920", "warning", "PRD:300")
    assert violation.related


def test_production_before_the_end() -> None:
    text, violation = only(CTS, ("role: test", "role: production"))
    assert (violation.rule.code, at(text, violation)) == ("CALM920", "QUA:200")


def test_silent_where_first_and_last_are_one_system() -> None:
    tasks = ('["Transports: Read"]', '["Transports: Read", "Transports: Import"]')
    assert found(CTS, ("QUA:200, PRD:300", "DEV:200"), tasks) == []
    assert found(CTS, ("[DEV:100, QUA:200, PRD:300]", "[DEV:100]")) == []


def test_unknown_systems_and_roles() -> None:
    assert found(CTS, ("PRD:300", "PRX:300")) == ["CALM005"]
    assert found(CTS, ("sid: PRD\n        role: production", "sid: PRD\n        role: prod")) == ["CALM003"]
    assert found(CTS, ("PRD:300]", "PRD]")) == ["CALM003"]
