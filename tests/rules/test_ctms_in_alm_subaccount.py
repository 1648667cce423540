"""CALM807 beyond its examples: what tells two subaccounts apart."""

from __future__ import annotations

import pytest

from environments import CTMS, at, found, only

SUBACCOUNT = "    subaccount: acme-admin\n"
URL = "        url: https://acme-admin.authentication.eu10.hana.ondemand.com\n"


@pytest.mark.parametrize("name", ["acme-calm", "ACME-CALM", "acme-calm-test"])
def test_subaccount_of_any_tenant(name: str) -> None:
    text, violation = only(CTMS, (SUBACCOUNT, f"    subaccount: {name}\n"))
    assert (violation.rule.code, violation.severity, at(text, violation)) == ("CALM807", "error", name)
    assert violation.related


@pytest.mark.parametrize("host", ["acme.authentication", "acme.authentication.cert"])
def test_identity_zone(host: str) -> None:
    text = CTMS.replace("acme-admin.authentication", host)
    assert "CALM807" in found(text)


def test_one_finding_for_both() -> None:
    text = CTMS.replace("acme-admin.authentication", "acme.authentication")
    _, violation = only(text, (SUBACCOUNT, "    subaccount: acme-calm\n"))
    assert violation.path == "/ctms_services/0/subaccount"


def test_silent_without_subaccount_and_key() -> None:
    assert found(CTMS, (SUBACCOUNT, "")) == []
