"""CALM403 beyond its examples: landscapes of which nothing is said."""

from __future__ import annotations

import pytest

from calm_lint.api import Landscape
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, span_of
from landscapes import alm, landscape, s4


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        pytest.param("cloud_alm_tenants: []", ["CALM003"], id="no tenant is none that is not productive"),
    ],
)
def test_one_fault_one_finding(lint: Lint, entries: str, found: list[str]) -> None:
    assert codes(lint(complete(Landscape, entries))) == found


def test_finding_is_at_the_key_of_the_tenants(lint: Lint) -> None:
    text = landscape((alm("a", "test", zone="acme"), alm("b", "sandbox")), (s4("acme"),))
    (violation,) = lint(text).violations
    assert (violation.rule.code, violation.span) == ("CALM403", span_of(text, "cloud_alm_tenants"))


@pytest.mark.parametrize(
    "usages", [("test",), ("productive", "test"), ("test", "training", "productive"), ("test", "[wrong]")]
)
def test_landscape_of_which_nothing_is_said(lint: Lint, usages: tuple[str, ...]) -> None:
    tenants = tuple(alm(f"calm-{number}", usage) for number, usage in enumerate(usages))
    assert "CALM403" not in codes(lint(landscape(tenants, (s4("acme", reference=", cloud_alm_tenant: calm-0"),))))
