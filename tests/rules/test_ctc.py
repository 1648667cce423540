"""CALM903 beyond its examples: which systems need it."""

from __future__ import annotations

import pytest

from environments import CTS, at, found, only

HEAD = "st_pi: 740 SP26\n        ctc: 1"


@pytest.mark.parametrize(("line", "where"), [("ctc: 0", "0"), ("ctc: 2", "2"), ("ctc:", "QUA"), ("x-ctc: 1", "QUA")])
def test_other_values(line: str, where: str) -> None:
    text, violation = only(CTS, (HEAD, f"st_pi: 740 SP26\n        {line}"))
    assert (violation.rule.code, violation.severity, violation.fix) == ("CALM903", "error", None)
    assert at(text, violation) == where


def test_rejected_value_is_said_once() -> None:
    assert found(CTS, (HEAD, 'st_pi: 740 SP26\n        ctc: "1"')) == ["CALM003"]


def test_virtual_systems_need_none() -> None:
    assert found(CTS, (HEAD, "virtual: true")) == ["CALM921"]
    assert found(CTS, (HEAD, "virtual: maybe")) == ["CALM003"]


def test_systems_in_no_track_need_it() -> None:
    assert found(CTS, ("QUA:200, ", ""), (HEAD, "ctc: 0")) == ["CALM903"]
