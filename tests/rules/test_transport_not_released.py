"""CALM602 beyond its examples: transports with and without a feature."""

from __future__ import annotations

import pytest

from calm_lint.api import Transport
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, of_rule, span_of
from mtls import changed, linted


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        pytest.param('status: modifiable\nfeature: ""', [], id="no feature"),
        pytest.param("status: modifiable\nfeature: [6]", ["CALM602", "CALM003"], id="unknown feature"),
    ],
)
def test_one_fault_one_finding(lint: Lint, entries: str, found: list[str]) -> None:
    assert codes(lint(complete(Transport, entries))) == found


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        ("status: modifiable", []),
        ("status: released\nfeature: 6-42", []),
        ("status: modifiable\nfeature: 6-42", ["CALM602"]),
        ("status: Modifiable\nfeature: 6-42", ["CALM003"]),
    ],
)
def test_status(lint: Lint, entries: str, found: list[str]) -> None:
    assert codes(lint(complete(Transport, entries))) == found


def test_finding_is_at_the_status(lint: Lint) -> None:
    text = complete(Transport, "status: modifiable\nfeature: 6-42")
    (violation,) = lint(text).violations
    assert violation.span == span_of(text, "modifiable")
    assert violation.path == "/s4hana_tenants/1/transports/0/status"
    assert violation.fix is None


@pytest.mark.parametrize(("authentication", "found"), [("mTLS", 0), ("JWT", 0), ("Basic", 1)])
def test_tenant_with_mtls_need_not_release(authentication: str, found: int) -> None:
    transports = "    transports:\n      - {request: A1CK900001, status: modifiable, feature: 6-42}\n"
    text = changed(
        ("    connected_on: 2026-09-10\n", f"    connected_on: 2026-09-10\n{transports}"),
        ("client_authentication: mTLS", f"client_authentication: {authentication}"),
    )
    assert len(of_rule(linted(text), "CALM602")) == found
