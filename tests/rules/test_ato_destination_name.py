"""CALM711 beyond its examples: spellings of the prefix, and when the Global Tenant IDs are known."""

from __future__ import annotations

import pytest

from findings import fix_text, fixed, span_of
from mtls import MIGRATION, changed, found, linted

RIGHT = "CALM_FTR_ATO_74558820100"
NAME = f"name: {RIGHT}"


@pytest.mark.parametrize(
    "name",
    ["calm_ftr_ato_74558820100", "Calm_Ftr_Ato_74558820100", "CALM-FTR-ATO-74558820100", "CALMFTRATO74558820100"],
)
def test_other_spelling_of_the_prefix_is_fixed(name: str) -> None:
    text = changed((NAME, f"name: {name}"))
    (violation,) = linted(text).violations
    assert (violation.rule.code, violation.severity) == ("CALM711", "error")
    assert violation.span == span_of(text, name)
    assert fix_text(violation) == RIGHT
    assert linted(fixed(text, violation)).violations == []


@pytest.mark.parametrize(
    "name", ["CALM_FTR_ATO_", "CALM_FTR_ATO_TEST", "CALM_FTR_ATO_7455882010O", "calm_ftr_ato_test"]
)
def test_name_without_digits_has_no_fix(name: str) -> None:
    text = changed((NAME, f"name: {name}"))
    (violation,) = linted(text).violations
    assert (violation.rule.code, violation.severity, violation.fix) == ("CALM711", "error", None)
    assert violation.span == span_of(text, name, after="description: DEV")


def test_unknown_digits_are_not_fixed() -> None:
    text = changed((NAME, "name: CALM_FTR_ATO_74558820109"))
    (violation,) = linted(text).violations
    assert (violation.rule.code, violation.severity, violation.fix) == ("CALM711", "error", None)
    assert violation.span == span_of(text, "CALM_FTR_ATO_74558820109")
    assert violation.message.endswith("did you mean 74558820100?")


def test_other_digits_are_nobodys() -> None:
    (violation,) = linted(changed((NAME, "name: CALM_FTR_ATO_1"))).violations
    assert violation.rule.code == "CALM711"
    assert "did you mean" not in violation.message


@pytest.mark.parametrize("line", ["", "    global_tenant_id:\n"])
def test_nobodys_digits_are_not_known_while_an_id_is_missing(line: str) -> None:
    missing = ('    global_tenant_id: "74558820100"\n', line)
    assert "CALM711" not in found(missing)
    assert "CALM711" in found(missing, (NAME, "name: calm_ftr_ato_74558820100"))


def test_digits_of_a_tenant_with_a_secret() -> None:
    assert found(("name: CALM_FTR_ATO_74558820099", f"name: {RIGHT}"), text=MIGRATION) == ["CALM710"]


@pytest.mark.parametrize("name", ["OTHER", "CALM_FTR_CTMS_MAIN", "X_CALM_FTR_ATO_1", "CALM_ATO_1"])
def test_other_destination_is_left_alone(name: str) -> None:
    assert "CALM711" not in found((NAME, f"name: {name}"))
