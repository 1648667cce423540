"""CALM904 beyond its examples: which systems need the setup, and what it silences."""

from __future__ import annotations

import pytest

from environments import CTS, at, found, only

QUA = CTS[CTS.index("      - sid: QUA") : CTS.index("      - sid: PRD")]
SETUP = QUA[QUA.index("        alm_setup:") :]
DEV = CTS[CTS.index("      - sid: DEV") : CTS.index("      - sid: QUA")]
DEV_SETUP = DEV[DEV.index("        alm_setup:") :]


@pytest.mark.parametrize("setup", ["", "        alm_setup: []\n", "        alm_setup:\n"])
def test_one_finding_without_any_setup(setup: str) -> None:
    text, violation = only(CTS, (SETUP, setup))
    assert (violation.rule.code, violation.severity, at(text, violation)) == ("CALM904", "error", "QUA")
    assert violation.path == "/cts_domains/0/systems/1"
    text, violation = only(CTS, (DEV_SETUP, setup))
    assert (violation.rule.code, at(text, violation)) == ("CALM904", "DEV")


def test_setup_in_another_client() -> None:
    text, violation = only(CTS, (SETUP, SETUP.replace('"000"', '"200"')))
    assert (violation.rule.code, at(text, violation)) == ("CALM904", "QUA")


def test_system_in_two_tracks_is_said_once() -> None:
    track = "      - {name: main, systems: [DEV:100, QUA:200, PRD:300]}\n"
    assert found(CTS, (SETUP, ""), (track, track + track.replace("main", "second"))) == ["CALM904"]
    only(CTS, (SETUP, ""), (track, track + track.replace("main", "second")))


def test_systems_without_a_track_need_none() -> None:
    assert found(CTS, (SETUP, ""), ("QUA:200, ", "")) == []
    assert found(CTS, (SETUP, ""), ("    tracks:\n      - {name: main", "    x-tracks:\n      - {name: main")) == []


def test_virtual_and_payroll_systems_need_none() -> None:
    assert found(CTS, (SETUP, ""), ("        st_pi: 740 SP26\n", "        virtual: true\n")) == ["CALM921"]


def test_rejected_setup_may_be_the_one() -> None:
    assert found(CTS, (SETUP, "        alm_setup: wrong\n")) == ["CALM003"]
    assert found(CTS, (SETUP, SETUP.replace('"000"', "[0]"))) == ["CALM003"]
