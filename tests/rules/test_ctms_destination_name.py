"""CALM801 beyond its examples: what counts as a destination to a service, and what is left alone."""

from __future__ import annotations

import pytest

from environments import CTMS, at, found, only

NAME = "CALM_FTR_CTMS_FEATURES"


@pytest.mark.parametrize("name", ["calm_ftr_ctms_features", "Calm-Ftr-Ctms-Features", "CALM_FTR_CTMS_", "CALMFTRCTMS1"])
def test_spelling_counts(name: str) -> None:
    text, violation = only(CTMS, (NAME, name))
    assert (violation.rule.code, violation.severity, violation.fix) == ("CALM801", "error", None)
    assert at(text, violation) == name


def test_reference_makes_a_destination_one_to_the_service() -> None:
    text, violation = only(CTMS, ("CALM_FTR_CTMS_SANDBOX", "SANDBOX"))
    assert (violation.rule.code, at(text, violation)) == ("CALM801", "SANDBOX")


def test_other_destinations_are_left_alone() -> None:
    other = "  - name: SomethingElse\n    authentication: NoAuthentication\n"
    assert found(CTMS, ("  - name: TransportManagementService", f"{other}  - name: TransportManagementService")) == []
