"""CALM805 beyond its examples: what is missing, and when a client ID is compared."""

from __future__ import annotations

import pytest

from environments import CTMS, at, found, only

ID = "    client_id: sb-0a1b2c3d-1111-4222-8333-444455556666!b1234|alm-ts-backend!b1603\n"
SECRET = "    client_secret: ${CTMS_MAIN_SECRET}\n"


@pytest.mark.parametrize("secret", ["", "    client_secret:\n", '    client_secret: ""\n'])
def test_missing_secret_is_at_the_name(secret: str) -> None:
    text, violation = only(CTMS, (SECRET, secret))
    assert (violation.rule.code, at(text, violation)) == ("CALM805", "CALM_FTR_CTMS_FEATURES")


def test_secret_in_plain_text_is_said_once() -> None:
    assert found(CTMS, (SECRET, "    client_secret: an-invented-secret\n")) == ["CALM205"]


def test_without_client_id_the_service_is_told_by_the_reference() -> None:
    name = "  - name: CALM_FTR_CTMS_FEATURES\n"
    assert found(CTMS, (ID, ""), (name, f"{name}    ctms_service: ctms-main\n")) == ["CALM805"]
    # Without either, the destination may lead to any service.
    assert found(CTMS, (ID, "")) == ["CALM805"]


def test_placeholder_and_reference_are_not_compared() -> None:
    name = "  - name: CALM_FTR_CTMS_FEATURES\n"
    service = (name, f"{name}    ctms_service: ctms-main\n")
    assert found(CTMS, service, (ID, "    client_id: <clientid>\n")) == ["CALM206"]
    assert found(CTMS, service, (ID, "    client_id: ${CTMS_CLIENT_ID}\n")) == []
