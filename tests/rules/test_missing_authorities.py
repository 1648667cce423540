"""CALM502 beyond its examples: what is missing of the authorities, and how it is added."""

from __future__ import annotations

import pytest

from calm_lint.api import ServiceInstance
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, fix_file

RIGHTS = "name: a\nparameters: {{xs-security: {{xsappname: a, authorities: {}}}}}"


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
    names = [f"$XSMASTERAPPNAME.imp-cdm-feature-{what}-ui" for what in ("display", "manage")]

    def text(form: str) -> str:
        form = form.format(*names).replace("\n", "\n    ")
        return complete(ServiceInstance, f"parameters:\n  xs-security:\n    authorities: {form}")

    assert fix_file(lint, text(authorities), "CALM502") == text(mended)
