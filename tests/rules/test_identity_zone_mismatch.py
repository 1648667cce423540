"""CALM509 beyond its examples: zones beside that of the URL."""

from __future__ import annotations

import pytest

from calm_lint.api import Uaa
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, span_of

URL = "https://acme.authentication.eu10.hana.ondemand.com"


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        pytest.param("identityzone: aaa", ["CALM509"], id="zone before that of the URL"),
        pytest.param("identityzone: zzz", ["CALM509"], id="zone behind that of the URL"),
        pytest.param("identityzone: ACME", [], id="zone in upper case"),
    ],
)
def test_one_fault_one_finding(lint: Lint, entries: str, found: list[str]) -> None:
    assert codes(lint(complete(Uaa, entries))) == found


@pytest.mark.parametrize(
    ("entries", "later", "earlier"),
    [
        (f"url: {URL}\nidentityzone: beta", "beta", URL),
        (f"identityzone: beta\nurl: {URL}", URL, "beta"),
    ],
)
def test_finding_is_at_the_later_of_both(lint: Lint, entries: str, later: str, earlier: str) -> None:
    text = complete(Uaa, entries)
    (violation,) = lint(text).violations
    (related,) = violation.related
    assert violation.span == span_of(text, later, after="uaa:")
    assert related.span == span_of(text, earlier, after="uaa:")


@pytest.mark.parametrize("written", ['""', ""])
def test_zone_that_is_not_given(lint: Lint, written: str) -> None:
    assert "CALM509" not in codes(lint(complete(Uaa, f"identityzone: {written}")))
