"""CALM502 beyond its examples: what is missing of the authorities, and how it is added."""

from __future__ import annotations

import pytest

from calm_lint.api import ServiceInstance
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, fix_file, fixes, span_of

NAMES = [f"$XSMASTERAPPNAME.imp-cdm-feature-{what}-ui" for what in ("display", "manage")]
RIGHTS = "name: calm-deploy\nparameters: {{xs-security: {{xsappname: calm-deploy, authorities: {}}}}}"


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        pytest.param(RIGHTS.format("[[a]]"), ["CALM003"], id="rejected authority"),
        pytest.param(RIGHTS.format("wrong"), ["CALM003"], id="rejected authorities"),
    ],
)
def test_one_fault_one_finding(lint: Lint, entries: str, found: list[str]) -> None:
    assert codes(lint(complete(ServiceInstance, entries))) == found


@pytest.mark.parametrize(
    ("authorities", "mended"),
    [
        ("[{0}]", "[{0}, {1}]"),
        ("[\n  {0} # a\n]", "[\n  {0}, {1} # a\n]"),
        ("\n  - {0} # a", "\n  - {0} # a\n  - {1}"),
        ("\n  -   other\n  -   {0}\n", "\n  -   other\n  -   {0}\n  - {1}\n"),
    ],
)
def test_a_missing_authority_is_added_in_the_style_of_the_list(lint: Lint, authorities: str, mended: str) -> None:
    def text(form: str) -> str:
        form = form.format(*NAMES).replace("\n", "\n    ")
        return complete(ServiceInstance, f"parameters:\n  xs-security:\n    authorities: {form}")

    assert fix_file(lint, text(authorities), "CALM502") == text(mended)


def security(entries: str) -> str:
    return complete(ServiceInstance, f"parameters:\n  xs-security:\n    xsappname: calm-deploy\n    {entries}")


def test_further_authorities_are_fine(lint: Lint) -> None:
    assert codes(lint(security(f"authorities: [other, {NAMES[1]}, {NAMES[0]}, $XSMASTERAPPNAME.other]"))) == []


def test_each_missing_authority_is_a_finding(lint: Lint) -> None:
    text = security("authorities: [other]")
    report = lint(text)
    assert [each.message for each in report.violations] == [f"authority {name} is missing" for name in NAMES]
    assert {each.span for each in report.violations} == {span_of(text, "authorities")}


@pytest.mark.parametrize("entries", ["", "authorities:", "authorities: []"])
def test_list_that_is_missing_is_one_finding(lint: Lint, entries: str) -> None:
    text = security(entries)
    (violation,) = lint(text).violations
    assert violation.message == f"authorities are missing, must be {' and '.join(NAMES)}"
    assert violation.span == span_of(text, "xs-security")


@pytest.mark.parametrize("prefix", ["", "$XSAPPNAME.", "$XSMASTERAPPNAME-", "xsmasterappname."])
def test_prefix_is_written(lint: Lint, prefix: str) -> None:
    text = security(f"authorities: [{prefix}imp-cdm-feature-display-ui, {NAMES[1]}]")
    report = lint(text)
    assert (codes(report), fixes(report)) == (["CALM502"], [NAMES[0]])
