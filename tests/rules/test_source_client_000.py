"""CALM906 beyond its examples: both ways to create transports in client 000."""

from __future__ import annotations

from environments import CTS, at, found, only

SETUP = CTS[CTS.index('          - client: "100"') : CTS.index("      - sid: QUA")]
READ = 'tasks: ["Transports: Read"]'
BOTH = 'tasks: ["Transports: Read", "Transports: Create & Export (client-specific)"]'


def test_source_is_client_000() -> None:
    text, violation = only(CTS, ("DEV:100", "DEV:000"))
    assert (violation.rule.code, violation.severity, at(text, violation)) == ("CALM906", "error", "DEV:000")


def test_one_finding_for_source_and_task() -> None:
    text, violation = only(CTS, ("DEV:100", "DEV:000"), (READ, BOTH))
    assert at(text, violation) == "DEV:000"


def test_task_in_client_000_silences_what_follows_from_it() -> None:
    assert found(CTS, (READ, BOTH)) == ["CALM906"]
    assert found(CTS, (READ, BOTH), (SETUP, "")) == ["CALM906"]
    create = '["Transports: Create & Export (client-specific)", "Transports: Export'
    assert found(CTS, (READ, BOTH), (create, '["Transports: Export')) == ["CALM906"]


def test_old_name_counts() -> None:
    old = BOTH.replace("Transports: Create & Export (client-specific)", "Manage Transport per Client")
    assert found(CTS, (READ, old), ("        st_pi: 740 SP32\n", "")) == ["CALM906"]


def test_targets_may_have_it() -> None:
    task = '"Transports: Import", "Transports: Read Landscape"'
    assert found(CTS, (task, f'"Transports: Create & Export (client-specific)", {task}')) == []
