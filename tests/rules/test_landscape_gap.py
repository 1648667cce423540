"""CALM404 beyond its examples: which roles belong together."""

from __future__ import annotations

import pytest

from calm_lint.api import S4Tenant
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, span_of
from landscapes import ACME, landscape, s4


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        pytest.param("role: development", ["CALM404"], id="development without test"),
        pytest.param("role: customizing", ["CALM404"], id="customizing without test"),
        pytest.param("role: test", ["CALM404"], id="test without development"),
    ],
)
def test_one_fault_one_finding(lint: Lint, entries: str, found: list[str]) -> None:
    assert codes(lint(complete(S4Tenant, entries))) == found


@pytest.mark.parametrize(
    ("roles", "count"),
    [
        (("development", "customizing", "test"), 0),
        (("customizing", "test"), 0),
        (("development", "production"), 1),
        (("test", "production"), 1),
        (("production", "starter", "sandbox"), 0),
        (("development", "[wrong]"), 0),
    ],
)
def test_roles(lint: Lint, roles: tuple[str, ...], count: int) -> None:
    text = landscape((ACME,), tuple(s4("acme") for _ in roles))
    for role in roles:
        text = text.replace("role: starter", f"role: {role}", 1)
    assert codes(lint(text)).count("CALM404") == count


def test_finding_is_at_the_key_of_the_tenants(lint: Lint) -> None:
    text = complete(S4Tenant, "role: test")
    (violation,) = lint(text).violations
    assert (violation.span, violation.path) == (span_of(text, "s4hana_tenants"), "/s4hana_tenants")
    assert violation.severity == "warning"
