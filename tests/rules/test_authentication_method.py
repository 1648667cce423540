"""CALM202 beyond its examples: other methods and their spellings."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmUser
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, fixes


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        pytest.param("authentication_method: None\nclient_id: x", ["CALM202"], id="other method"),
        pytest.param('authentication_method: " "', ["CALM202"], id="blank method"),
    ],
)
def test_one_fault_one_finding(lint: Lint, entries: str, found: list[str]) -> None:
    assert codes(lint(complete(AlmUser, entries))) == found


@pytest.mark.parametrize(
    ("written", "found", "fixed"),
    [
        ("OAuth 2.0", [], []),
        ("oauth 2.0", ["CALM202"], ["OAuth 2.0"]),
        ("OAUTH2.0", ["CALM202"], ["OAuth 2.0"]),
        ("OAuth_2.0", ["CALM202"], ["OAuth 2.0"]),
        ("'OAuth 2.0 '", ["CALM202"], ["'OAuth 2.0'"]),
        ("SSL Client Certificate", ["CALM202"], [None]),
        ("OAuth 1.0", ["CALM202"], [None]),
        ('""', ["CALM202"], [None]),
    ],
)
def test_only_the_spelling_is_fixed(lint: Lint, written: str, found: list[str], fixed: list[str | None]) -> None:
    report = lint(complete(AlmUser, f"authentication_method: {written}"))
    assert codes(report) == found
    assert fixes(report) == fixed
