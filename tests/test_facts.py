"""What SAP fixes stands in one place, with its page and the day on which it was read."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from calm_lint.model.values.facts import EDITIONS, FACTS, NameLimit

ROOT = Path(__file__).parents[1]
# The first is the place of the facts, and the other one completes examples with landscapes.
EXCEPT = {ROOT / "lint/calm_lint/model/values/facts.py", ROOT / "lint/calm_lint/rulebook/example_entries.py"}
MODULES = sorted({*(ROOT / "lint").rglob("*.py"), *(ROOT / "rules").rglob("*.py")} - EXCEPT)
LIMITS = {fact.value for fact in FACTS if isinstance(fact.value, NameLimit)}


def values() -> set[object]:
    """Return the values of all facts; of several values, the set of them."""
    found: set[object] = set()
    for value in (fact.value for fact in FACTS if fact.value not in LIMITS):
        found |= {frozenset(value)} if isinstance(value, tuple | frozenset) else {value, str(value)}
    return found


def literals(tree: ast.AST) -> Iterator[object]:
    """Yield the constants, collections of them, and dates of a module, but for docstrings and what rules declare."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Constant):
            yield node.value
        elif (
            isinstance(node, ast.Call)
            and ast.unparse(node.func) == "date"
            and all(isinstance(each, ast.Constant) for each in node.args)
        ):
            yield date(*map(ast.literal_eval, node.args))
        elif isinstance(node, ast.Set | ast.Tuple | ast.List) and all(isinstance(e, ast.Constant) for e in node.elts):
            yield from (frozenset(map(ast.literal_eval, node.elts)), *map(ast.literal_eval, node.elts))
        elif not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)) and not (
            isinstance(node, ast.Call) and ast.unparse(node.func) == "rule"
        ):
            yield from literals(node)


def test_no_other_module_holds_the_value_of_a_fact() -> None:
    repeated = values()
    found = {path.name: repeated.intersection(literals(ast.parse(path.read_text("utf-8")))) for path in MODULES}
    # The field for the client certificate of an outbound user is called as the method of an inbound user is.
    found["mtls_steps.py"].remove("SSL Client Certificate")
    assert {name: each for name, each in found.items() if each} == {}
    longest = {limit.longest for limit in LIMITS}
    rules = [path for path in MODULES if "calm_lint_rules" in path.parts]
    assert len(rules) > 90
    assert all(longest.isdisjoint(literals(ast.parse(path.read_text("utf-8")))) for path in rules)


@pytest.mark.parametrize(
    "text",
    [
        'REGIONS = {"ap10", "ca10", "cn20", "eu10", "eu11", "eu20", "jp10", "us10"}',
        "SINCE = date(2023, 10, 16)",
        "right = port == 443",
        'fix = Fix.replace(port, "443")',
        'url = f"https://{host}/oauth/token"',
        'return zone in ("api", "internal-xsuaa")',
    ],
)
def test_a_repeated_value_is_found(text: str) -> None:
    assert values().intersection(literals(ast.parse(text)))


def test_each_fact_says_where_it_was_read_and_until_when_it_counts() -> None:
    names = [fact.name for fact in FACTS]
    assert len(set(names)) == len(names) > 20
    for fact in FACTS:
        assert "" not in (fact.page, fact.section), fact.name
        assert fact.edition in ("", *EDITIONS), fact.name
        assert fact.read_on < fact.review_by, fact.name
        # The guide, and no other page, has editions.
        assert bool(fact.edition) == fact.page.endswith("(a4238a9)"), fact.name


def test_a_fact_counts_on_the_day_of_its_review() -> None:
    fact = FACTS[0]
    assert not fact.is_past(fact.review_by)
    assert fact.is_past(date.fromordinal(fact.review_by.toordinal() + 1))


@pytest.mark.parametrize(
    ("name", "allowed"),
    [("a", True), ("ab-c", True), ("abcdef", False), ("", False), ("a.b", False), ("a\n", False)],
)
def test_limit_of_a_name(name: str, allowed: bool) -> None:
    assert NameLimit(5, "a-z-").allows(name) is allowed
