"""CALM307 beyond its examples: each of the four services is looked at, those of other scenarios are not."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmArrangement, OutboundService
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, fix_file, span_of


@pytest.mark.parametrize("service", ["export", "import", "retry", "status_change"])
def test_finding_is_at_the_key_and_the_fix_removes_the_line(lint: Lint, service: str) -> None:
    right = complete(AlmArrangement, "")
    text = right.replace(f"          {service}:\n", f"          {service}:\n            job_status: active\n")
    (violation,) = lint(text).violations
    assert violation.span == span_of(text, "job_status")
    assert violation.path.endswith(f"/outbound_services/{service}/job_status")
    assert violation.severity == "info"
    assert fix_file(lint, text, "CALM307") == right


@pytest.mark.parametrize("written", ["inactive", ""])
def test_job_that_is_not_set(lint: Lint, written: str) -> None:
    assert codes(lint(complete(OutboundService, f"job_status: {written}"))) == []


def test_service_of_another_scenario_is_left_alone(lint: Lint) -> None:
    text = complete(AlmArrangement, "scenario: SAP_COM_0466\noutbound_services: {printing: {job_status: active}}")
    assert codes(lint(text)) == ["CALM301"]
