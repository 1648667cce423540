"""CALM706 beyond its examples: what counts as no inbound user, and which systems need one."""

from __future__ import annotations

import pytest

from findings import span_of
from mtls import MIGRATION, MTLS, changed, found, linted

USERS = MTLS[MTLS.index("        inbound_users:") : MTLS.index("        outbound_users:")]


def test_finding_is_at_the_system_id() -> None:
    text = changed((USERS, ""))
    (violation,) = linted(text).violations
    assert (violation.rule.code, violation.severity, violation.fix) == ("CALM706", "warning", None)
    assert violation.span == span_of(text, "CALM_PROD")


@pytest.mark.parametrize("users", ["", "        inbound_users:\n", "        inbound_users: []\n"])
def test_no_user(users: str) -> None:
    assert found((USERS, users)) == ["CALM706"]


def test_user_of_another_method_is_a_user() -> None:
    assert found(("method: SSL Client Certificate", "method: User Name and Password")) == ["CALM707"]


@pytest.mark.parametrize("kind", ["Basic", "JWT"])
def test_system_without_mtls_users_needs_none(kind: str) -> None:
    changes = [(USERS, ""), ("client_authentication: mTLS", f"client_authentication: {kind}")]
    assert "CALM706" not in found(*changes)


def test_user_of_unknown_kind_silences_its_system() -> None:
    text = changed(("client_authentication: Basic", "client_authentication: JWT"), text=MIGRATION)
    users = text[text.index("        inbound_users:") : text.index("        outbound_users:")]
    assert "CALM706" not in found((users, ""), text=text)


def test_users_of_another_form_are_not_missing() -> None:
    assert found((USERS, "        inbound_users: wrong\n")) == ["CALM003"]
