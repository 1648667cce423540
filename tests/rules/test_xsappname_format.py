"""CALM515 beyond its examples: letters and length of the application name."""

from __future__ import annotations

import pytest

from calm_lint.api import ServiceInstance
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, span_of


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("a" * 100, False),
        ("a" * 101, True),
        ("A-b_9", False),
        ("a/b", False),
        ("'a\\b'", False),
        ("a.b", True),
        ("a b", True),
        ("\u00e4", True),
        ('""', True),
    ],
)
def test_name(lint: Lint, name: str, found: bool) -> None:
    text = complete(ServiceInstance, "").replace("xsappname: calm-deploy", f"xsappname: {name}")
    assert ("CALM515" in codes(lint(text))) is found
    assert not found or not {"CALM203", "CALM503", "CALM512"} & set(codes(lint(text)))


def test_placeholder_is_reported_by_the_rule_that_knows_the_name(lint: Lint) -> None:
    text = complete(ServiceInstance, "").replace("xsappname: calm-deploy", "xsappname: <your-instance-name>")
    assert codes(lint(text)) == ["CALM503"]


def test_client_ids_with_the_same_name_are_not_reported_besides(lint: Lint) -> None:
    text = complete(ServiceInstance, "name: calm.deploy").replace("xsappname: calm-deploy", "xsappname: calm.deploy")
    text = text.replace("sb-calm-deploy!", "sb-calm.deploy!")
    (violation,) = lint(text).violations
    assert (violation.rule.code, tuple(violation.span)) == ("CALM515", span_of(text, "calm.deploy", after="xsappname"))
