"""CALM715 beyond its examples: which certificates are compared, and when one of them is not known."""

from __future__ import annotations

import pytest

from findings import codes, of_rule, span_of
from mtls import INBOUND_CERTIFICATE, MIGRATION, changed, found, linted

LOCATION = "key_store_location: calm-mtls.pfx"
OLD = (LOCATION, "key_store_location: calm-mtls-2025.pfx")
OLD_INBOUND = (INBOUND_CERTIFICATE, "            certificate: calm-mtls-2025\n")
SECOND = """\
          - authentication_method: SSL Client Certificate
            user_name: OTHER_INBOUND
            certificate: {}
"""


@pytest.mark.parametrize(
    ("change", "sent", "known"),
    [(OLD, "calm-mtls-2025.pfx", "calm-mtls"), (OLD_INBOUND, "calm-mtls.pfx", "calm-mtls-2025")],
)
def test_both_certificates_are_shown(change: tuple[str, str], sent: str, known: str) -> None:
    text = changed(change, text=MIGRATION)
    (violation,) = of_rule(linted(text), "CALM715")
    (related,) = violation.related
    assert (violation.severity, violation.fix) == ("error", None)
    assert violation.span == span_of(text, sent, after="key_store_location: ")
    assert related.span == span_of(text, known, after="            certificate: ")


ROTATED = (INBOUND_CERTIFICATE, INBOUND_CERTIFICATE + SECOND.format("calm-mtls-2025"))


@pytest.mark.parametrize("key_store", ["calm-mtls.pfx", "calm-mtls-2025.pfx"])
def test_certificate_of_one_of_several_inbound_users(key_store: str) -> None:
    assert "CALM715" not in found(ROTATED, (LOCATION, f"key_store_location: {key_store}"), text=MIGRATION)


def test_certificate_of_none_of_several_inbound_users() -> None:
    third = ("\ncertificates:\n", "\ncertificates:\n  - {id: calm-third, key_store: calm-third.pfx}\n")
    text = changed(ROTATED, third, (LOCATION, "key_store_location: calm-third.pfx"), text=MIGRATION)
    (violation,) = of_rule(linted(text), "CALM715")
    assert [each.span for each in violation.related] == [
        span_of(text, "calm-mtls", after="user_name: CALM_ATO_INBOUND\n            certificate: "),
        span_of(text, "calm-mtls-2025", after="user_name: OTHER_INBOUND\n            certificate: "),
    ]


def test_one_of_several_certificates_in_a_key_store() -> None:
    both = ("key_store: calm-mtls-2025.pfx", "key_store: calm-mtls.pfx")
    assert found(both, text=MIGRATION) == ["CALM716"]
    assert "CALM715" not in found(both, OLD_INBOUND, text=MIGRATION)


def test_names_are_free_without_a_list() -> None:
    certificates = MIGRATION[MIGRATION.index("\ncertificates:") : MIGRATION.index("\ns4hana_tenants:")]
    assert found((certificates, "\n"), OLD, text=MIGRATION) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        pytest.param((LOCATION, "key_store_location: calm-mlts.pfx"), "CALM005", id="key store"),
        pytest.param((INBOUND_CERTIFICATE, "            certificate: calm-mlts\n"), "CALM005", id="certificate"),
        pytest.param((INBOUND_CERTIFICATE, ""), "CALM708", id="no certificate"),
        pytest.param(("            user_name: CALM_ATO_INBOUND\n", ""), "CALM708", id="no name"),
        pytest.param(("    inbound_users:\n", "    x-inbound:\n"), "CALM706", id="no inbound user"),
    ],
)
def test_silent_where_another_rule_speaks(change: tuple[str, str], code: str) -> None:
    other = "  - {id: calm-other, key_store: calm-other.pfx}\n"
    text = changed(change, ("\ncertificates:\n", f"\ncertificates:\n{other}"))
    if LOCATION in text:
        text = changed((LOCATION, "key_store_location: calm-other.pfx"), text=text)
    assert set(codes(linted(text))) == {code}


@pytest.mark.parametrize("kind", ["Basic", "JWT"])
def test_tenant_without_mtls_users_is_left_alone(kind: str) -> None:
    changes = [OLD, ("client_authentication: mTLS", f"client_authentication: {kind}")]
    assert "CALM715" not in found(*changes, text=MIGRATION)
