"""CALM703 beyond its examples: which bindings a user can log on with, and where another rule speaks of them."""

from __future__ import annotations

import pytest

from findings import codes, of_rule, span_of
from mtls import AUTHENTICATION, CLIENT_ID, MIGRATION, changed, found, linted, with_second_tenant

SECRET = ("credential-type: x509", "credential-type: binding-secret")
MTLS_BINDING = MIGRATION[MIGRATION.index("    mtls_binding:") : MIGRATION.index("\ncertificates:")]
X509_ALONE = changed((MTLS_BINDING, ""), ("credential-type: binding-secret", "credential-type: x509"), text=MIGRATION)


def test_finding_is_at_client_authentication_and_shows_the_type() -> None:
    text = changed(SECRET)
    (violation,) = linted(text).violations
    (related,) = violation.related
    assert (violation.rule.code, violation.severity, violation.fix) == ("CALM703", "error", None)
    assert violation.span == span_of(text, "mTLS", after="client_authentication: ")
    assert related.span == span_of(text, "binding-secret")


@pytest.mark.parametrize("method", ["OAuth 2.0\n", "OAuth 2.0 mTLS\n"])
def test_finding_is_at_the_user_without_client_authentication(method: str) -> None:
    text = changed(SECRET, (AUTHENTICATION, ""), ("OAuth 2.0\n", method))
    (violation,) = of_rule(linted(text), "CALM703")
    assert violation.span == span_of(text, CLIENT_ID, after="outbound_users:")


def test_basic_user_of_a_tenant_without_secret() -> None:
    (violation,) = of_rule(linted(X509_ALONE), "CALM703")
    (related,) = violation.related
    assert violation.span == span_of(X509_ALONE, "Basic", after="client_authentication: ")
    assert related.span == span_of(X509_ALONE, "x509")


def test_user_without_client_authentication_is_a_basic_user() -> None:
    text = changed(("            client_authentication: Basic\n", ""), text=X509_ALONE)
    (violation,) = of_rule(linted(text), "CALM703")
    assert violation.span == span_of(text, CLIENT_ID, after="&basic")


def test_instance_secret_of_an_older_tenant() -> None:
    assert found(("credential-type: x509", "credential-type: instance-secret")) == ["CALM703"]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param([("        credential-type: binding-secret\n", "")], id="of the binding"),
        pytest.param([("        credential-type: x509\n", "        credential-type:\n")], id="of the second binding"),
    ],
)
def test_type_that_is_not_told(changes: list[tuple[str, str]]) -> None:
    assert "CALM703" not in found(*changes, text=MIGRATION)


def test_no_binding() -> None:
    assert "CALM703" not in found(("    binding: ", "    x-binding: "))


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param([("credential-type: x509", "credential-type: secret")], id="no type"),
        pytest.param(
            [("credential-type: x509", "credential-type: instance-secret"), ("2023-11-20", "2026-01-19")],
            id="type that newer tenants do not have",
        ),
    ],
)
def test_507_speaks_of_the_binding(changes: list[tuple[str, str]]) -> None:
    assert found(*changes) == ["CALM507"]


def test_second_binding_that_is_not_for_mtls_is_507() -> None:
    assert found(SECRET, text=MIGRATION) == ["CALM507"]


def test_user_of_unknown_kind_is_not_compared() -> None:
    changes = [SECRET, ("client_authentication: mTLS", "client_authentication: JWT")]
    assert found(*changes) == ["CALM202"]


def test_binding_of_another_tenant_does_not_count() -> None:
    assert "CALM703" not in codes(linted(with_second_tenant(changed())))
    text = with_second_tenant(changed(SECRET))
    (violation,) = of_rule(linted(text), "CALM703")
    (related,) = violation.related
    assert related.span == span_of(text, "binding-secret")
