"""CALM916 beyond its examples: what is missing, and which binding counts."""

from __future__ import annotations

import pytest

from environments import CTS, at, found, in_block, only
from findings import fix_text

ID = "client_id: sb-calm-deploy!b123456|sapcloudalm!b456789"
SECRET = "            client_secret: ${CALM_PROD_SECRET}\n"
HEAD = "cloud_alm_tenant: calm-prod\n"


def with_line(old: str, new: str) -> str:
    return in_block(CTS, HEAD, old, new)


@pytest.mark.parametrize("line", ["client_id:", 'client_id: ""', "x-id: a"])
def test_missing_client_id_is_at_the_client(line: str) -> None:
    text, violation = only(with_line(ID, line))
    assert (violation.rule.code, violation.severity, at(text, violation)) == ("CALM916", "error", '"000"')


def test_missing_secret_is_at_the_client() -> None:
    text, violation = only(with_line(SECRET, ""))
    assert (violation.rule.code, at(text, violation)) == ("CALM916", '"000"')
    assert "${DEV_SECRET}" in violation.message


def test_client_with_a_certificate_has_no_secret() -> None:
    assert found(with_line(SECRET, "            client_authentication: mTLS\n")) == []


def test_client_id_of_another_binding() -> None:
    other = "sb-calm-other!b123456|sapcloudalm!b456789"
    text, violation = only(with_line(ID, f"client_id: {other}"))
    assert (violation.rule.code, at(text, violation)) == ("CALM916", other)
    assert fix_text(violation) == "sb-calm-deploy!b123456|sapcloudalm!b456789"


def test_another_form_is_said_by_203_and_a_reference_is_right() -> None:
    assert found(with_line(ID, "client_id: sb-calm-deploy!b123456")) == ["CALM203"]
    assert found(with_line(ID, "client_id: ${CALM_CLIENT_ID}")) == []


def test_binding_of_another_kind_is_not_compared() -> None:
    other = "client_id: sb-calm-other!b123456|sapcloudalm!b456789"
    text = with_line(ID, other).replace(
        f"            {other}\n{SECRET}", f"            {other}\n            client_authentication: mTLS\n"
    )
    assert found(text) == []
