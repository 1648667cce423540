"""CALM508 beyond its examples: how the day can be missing, and a day that is none."""

from __future__ import annotations

import pytest

from calm_lint.api import CloudAlmTenant
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, span_of

DAY = "    provisioned_on: 2023-11-20\n"


@pytest.mark.parametrize("written", ["", "    provisioned_on:\n", "    provisioned_on: ~\n"])
def test_finding_is_at_the_id(lint: Lint, written: str) -> None:
    text = complete(CloudAlmTenant, "")
    assert DAY in text
    text = text.replace(DAY, written)
    (violation,) = lint(text).violations
    assert (violation.rule.code, violation.severity) == ("CALM508", "info")
    assert (violation.span, violation.path) == (span_of(text, "calm-prod"), "/cloud_alm_tenants/0")


@pytest.mark.parametrize("written", ["2023-13-01", "soon", "[]"])
def test_day_that_the_schema_rejects_counts_as_there(lint: Lint, written: str) -> None:
    assert codes(lint(complete(CloudAlmTenant, f"provisioned_on: {written}"))) == ["CALM003"]
