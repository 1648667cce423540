"""The examples of every rule are run: a good one is clean, a bad one has its finding and no other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from calm_lint.engine.results import FileReport
from calm_lint.rulebook.examples import complete, in_flow_style
from calm_lint.rulebook.plugins import load_rules
from calm_lint.rulebook.rule import Bad, Good, Rule
from calm_lint.text.source import Span
from findings import fixed

LintExample = Callable[[Good | Bad, str], FileReport]

RULES = load_rules()[0]
GOOD = [(rule, each) for rule in RULES for each in rule.examples if isinstance(each, Good)]
BAD = [(rule, each) for rule in RULES for each in rule.examples if isinstance(each, Bad)]


def named(value: object) -> str | None:
    return value.name if isinstance(value, Rule) else None


@pytest.mark.parametrize(("rule", "example"), GOOD, ids=named)
def test_good_example_is_clean(lint_example: LintExample, rule: Rule, example: Good) -> None:
    assert findings(lint_example(example, complete(rule.node, example.yaml))) == []


@pytest.mark.parametrize(("rule", "example"), BAD, ids=named)
def test_bad_example_has_one_finding(lint_example: LintExample, rule: Rule, example: Bad) -> None:
    text = complete(rule.node, example.yaml)
    (violation,) = lint_example(example, text).violations
    assert (violation.rule.code, violation.message) == (rule.code, example.message)
    assert between(text, violation.span) == example.at


@pytest.mark.parametrize(("rule", "example"), BAD, ids=named)
def test_fix_gives_the_fixed_example_which_is_clean(lint_example: LintExample, rule: Rule, example: Bad) -> None:
    text = complete(rule.node, example.yaml)
    (violation,) = lint_example(example, text).violations
    if example.fixed is None:
        assert violation.fix is None
        return
    assert violation.fix
    assert violation.fix.safe == example.safe
    mended = fixed(text, violation)
    assert mended == complete(rule.node, example.fixed)
    assert findings(lint_example(example, mended)) == []


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_examples_can_be_completed(rule: Rule) -> None:
    assert [key for each in rule.examples if (key := in_flow_style(each.yaml))] == []


def test_flow_style_is_told() -> None:
    assert in_flow_style("name: a\ntransports: [{request: ABCK900123}]\n") == "transports"
    assert in_flow_style("cloud_alm_tenants:\n  - binding: {uaa: {}}\n") == "binding"
    assert in_flow_style("transports: []\nbinding: &a\n  uaa:\n") is None


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_module_is_named_like_its_rule(rule: Rule) -> None:
    assert rule.check.__module__.rpartition(".")[2].replace("_", "-") == rule.name


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_rule_has_a_file_of_tests_that_names_it(rule: Rule) -> None:
    file = Path(__file__).with_name(f"test_{rule.name.replace('-', '_')}.py")
    assert file.read_text("utf-8").startswith(f'"""{rule.code} ')


def findings(report: FileReport) -> list[tuple[str, str]]:
    return [(violation.rule.code, violation.message) for violation in report.violations]


def between(text: str, span: Span) -> str:
    assert span.line == span.end_line
    return text.splitlines()[span.line - 1][span.column - 1 : span.end_column - 1]
