"""CALM922 beyond its examples: which systems need the entry, and each of its fields."""

from __future__ import annotations

import pytest

from environments import CTS, at, found, only
from findings import fix_text

ENTRY = '        lms_entry: {name: ECD000, external_id: "000", deployment_model: SAP Public Cloud}\n'


@pytest.mark.parametrize("line", ["", "        lms_entry:\n"])
def test_missing_entry_is_at_the_sid(line: str) -> None:
    text, violation = only(CTS, (ENTRY, line))
    assert (violation.rule.code, violation.severity, at(text, violation)) == ("CALM922", "error", "ECD")


@pytest.mark.parametrize(
    ("old", "new", "fix"),
    [
        ("ECD000", "ECD100", "ECD000"),
        ('ECD000, external_id: "000"', 'ECD000, external_id: "100"', "000"),
        (
            'id: "000", deployment_model: SAP Public Cloud}\n      - sid',
            'id: "000", deployment_model: Cloud}\n      - sid',
            "SAP Public Cloud",
        ),
    ],
)
def test_each_field(old: str, new: str, fix: str) -> None:
    _, violation = only(CTS, (old, new))
    assert (violation.rule.code, (fix_text(violation) or "").strip('"')) == ("CALM922", fix)


def test_missing_field_is_at_the_key_of_the_entry() -> None:
    text, violation = only(CTS, ("name: ECD000, ", ""))
    assert (violation.rule.code, at(text, violation), violation.fix) == ("CALM922", "lms_entry", None)


def test_other_systems_and_systems_in_no_track_need_none() -> None:
    text = CTS.replace(ENTRY, "")
    assert found(text, ("ECD:100, ", "")) == []
    assert found(text, ("    tracks:\n      - {name: payroll", "    x-tracks:\n      - {name: payroll")) == ["CALM922"]


def test_service_type_counts_in_any_case() -> None:
    text = CTS.replace("SAP SuccessFactors Employee Central Payroll", "sap successfactors  employee central payroll")
    assert found(text, (ENTRY, "")) == ["CALM922"]


def test_rejected_entry() -> None:
    assert found(CTS, (ENTRY, "        lms_entry: wrong\n")) == ["CALM003"]
