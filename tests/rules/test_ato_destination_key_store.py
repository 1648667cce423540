"""CALM713 beyond its examples: which destinations need a key store."""

from __future__ import annotations

import pytest

from findings import of_rule, span_of
from mtls import changed, found, linted

LOCATION = "    key_store_location: calm-mtls.pfx\n"


@pytest.mark.parametrize("line", ["", "    key_store_location:\n", '    key_store_location: ""\n'])
def test_finding_is_at_the_name_and_has_no_fix(line: str) -> None:
    text = changed((LOCATION, line))
    first, second = linted(text).violations
    assert {each.rule.code for each in (first, second)} == {"CALM713"}
    assert (first.severity, first.fix) == ("error", None)
    names = [span_of(text, f"CALM_FTR_ATO_745588{end}") for end in ("20099", "20100")]
    assert [first.span, second.span] == names


def test_destination_in_another_spelling_needs_one_too() -> None:
    text = changed((LOCATION, ""), ("CALM_FTR_ATO_74558820100", "calm-ftr-ato-74558820100"))
    assert len(of_rule(linted(text), "CALM713")) == 2


def test_other_destination_is_left_alone() -> None:
    assert found(("\ndestinations:\n", "\ndestinations:\n  - name: CALM_OTHER_DESTINATION\n")) == []
