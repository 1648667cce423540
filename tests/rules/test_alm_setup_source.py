"""CALM905 beyond its examples: where it is silent."""

from __future__ import annotations

import pytest

from environments import CTS, at, found, only

SETUP = CTS[CTS.index('          - client: "100"') : CTS.index("      - sid: QUA")]


def test_finding_is_at_the_entry_of_the_track() -> None:
    text, violation = only(CTS, (SETUP, ""))
    assert (violation.rule.code, violation.severity, at(text, violation)) == ("CALM905", "error", "DEV:100")
    assert violation.path == "/cts_domains/0/tracks/0/systems/0"


def test_another_client_in_the_track() -> None:
    text, violation = only(CTS, ("DEV:100", "DEV:200"))
    assert (violation.rule.code, at(text, violation)) == ("CALM905", "DEV:200")


def test_payroll_systems_and_unknown_ones() -> None:
    assert found(CTS, ("ECD:100", "ECD:200")) == []
    assert found(CTS, ("DEV:100", "DVE:100")) == ["CALM005"]
    assert found(CTS, ("DEV:100", "DEV")) == ["CALM003"]


@pytest.mark.parametrize("setup", ['          - client: "1000"\n', "          - wrong\n"])
def test_rejected_setup_may_be_the_one(setup: str) -> None:
    assert "CALM905" not in found(CTS, (SETUP, setup))


def test_both_setups_are_missing() -> None:
    text = CTS.replace('          - client: "000"\n            target_alm: CALM\n', '          - client: "200"\n')
    assert found(text, (SETUP, "")) == ["CALM904", "CALM905"]
