"""CALM507 beyond its examples: the types of a credential."""

from __future__ import annotations

import pytest

from calm_lint.api import Uaa
from calm_lint.rulebook.examples import complete
from findings import Lint, codes


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        pytest.param('credential-type: ""', [], id="empty credential type"),
    ],
)
def test_one_fault_one_finding(lint: Lint, entries: str, found: list[str]) -> None:
    assert codes(lint(complete(Uaa, entries))) == found


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("binding-secret", []),
        ("instance-secret", []),
        ("x509", ["CALM507"]),
        ("X509", ["CALM507"]),
        ("X509_GENERATED", ["CALM507"]),
        ("[x509]", ["CALM003"]),
    ],
)
def test_type(lint: Lint, kind: str, found: list[str]) -> None:
    assert codes(lint(complete(Uaa, f"credential-type: {kind}"))) == found


def test_finding_is_at_the_type(lint: Lint) -> None:
    (violation,) = lint(complete(Uaa, "credential-type: x509")).violations
    assert violation.path == "/cloud_alm_tenants/0/binding/uaa/credential-type"
