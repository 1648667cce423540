"""CALM503 beyond its examples: names that are right on creation and on update."""

from __future__ import annotations

import pytest

from calm_lint.api import ServiceInstance
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, fixes

AUTHORITIES = """
parameters:
  xs-security:
    xsappname: {}
    authorities: [$XSMASTERAPPNAME.imp-cdm-feature-display-ui, $XSMASTERAPPNAME.imp-cdm-feature-manage-ui]
"""


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        pytest.param(
            f"name: a{AUTHORITIES.format('0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f')}",
            ["CALM512"],
            id="GUID on update, so that the client ID must have it, too",
        ),
    ],
)
def test_one_fault_one_finding(lint: Lint, entries: str, found: list[str]) -> None:
    assert codes(lint(complete(ServiceInstance, entries))) == found


GUID = "0A1B2C3D-0a1b-0A1b-0a1B-0a1b2c3d4e5f"


@pytest.mark.parametrize(
    ("written", "found", "fixed"),
    [
        ("calm-deploy", [], []),
        (GUID, ["CALM512"], [None]),
        (f"'{GUID}'", ["CALM512"], [None]),
        (f"{GUID}0", ["CALM503"], ["calm-deploy"]),
        (GUID.replace("-", ""), ["CALM503"], ["calm-deploy"]),
        ("CALM-deploy", ["CALM503"], ["calm-deploy"]),
        ("'calm-deploy '", ["CALM515"], [None]),
        ("<your-instance-name>", ["CALM503"], ["calm-deploy"]),
        ('""', ["CALM515"], [None]),
        ("[calm-deploy]", ["CALM003"], [None]),
    ],
)
def test_name(lint: Lint, written: str, found: list[str], fixed: list[str | None]) -> None:
    text = complete(ServiceInstance, "").replace("xsappname: calm-deploy", f"xsappname: {written}")
    report = lint(text)
    assert codes(report) == found
    assert fixes(report) == fixed


def test_xsappname_of_xs_security_is_missing(lint: Lint) -> None:
    text = complete(ServiceInstance, "").replace("xsappname: calm-deploy", "x-none: 1")
    (violation,) = lint(text).violations
    assert violation.rule.code == "CALM503"
    assert violation.message == "xsappname is missing in xs-security, must be the instance name calm-deploy"
    assert text.splitlines()[violation.span.line - 1].strip() == "xs-security:"


@pytest.mark.parametrize("name", ["calm.deploy", "calm.deploy.prod"])
def test_instance_name_that_no_application_can_have(lint: Lint, name: str) -> None:
    assert codes(lint(complete(ServiceInstance, f"name: {name}"))) == []
