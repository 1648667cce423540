"""CALM309 beyond its examples: which arrangements are one too many."""

from __future__ import annotations

import pytest

from findings import Lint
from landscapes import ACME, ELSEWHERE, alm, landscape, s4


def test_each_further_arrangement_is_one_too_many(lint: Lint) -> None:
    text = landscape((ACME,), (s4("acme"),))
    block = text[text.index("      - arrangement_name") :]
    for number in (2, 3):
        text += block.replace("ATO", f"ATO_{number}")
    found = [violation for violation in lint(text).violations if violation.rule.code == "CALM309"]
    lines = [number for number, line in enumerate(text.splitlines(), 1) if "arrangement_name" in line]
    assert [violation.span.line for violation in found] == lines[1:]
    assert [violation.related[0].span.line for violation in found] == lines[:1] * 2


@pytest.mark.parametrize(("second", "found"), [("CALM", 1), ("CALM_2", 0), ("ANOTHER", 0)])
def test_arrangements_are_twins_by_their_system_where_no_tenant_is_known(lint: Lint, second: str, found: int) -> None:
    system = s4("", host=ELSEWHERE)
    text = landscape((alm("calm-prod"), alm("calm-two")), (f"{system}, {system.replace('CALM,', f'{second},')}",))
    if second == "CALM":
        text = text.replace(f", {system}]", "]")
    text += text[text.index("      - arrangement_name") :].replace(": CALM\n", f": {second}\n").replace("ATO", "AGAIN")
    assert [violation.rule.code for violation in lint(text).violations].count("CALM309") == found
