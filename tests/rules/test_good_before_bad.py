"""Every rule looks at every node: a right one that comes first neither ends its search nor gets the finding."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from calm_lint.engine.results import FileReport
from calm_lint.files.find import is_landscape
from calm_lint.model import (
    AlmArrangement,
    AlmSystem,
    AlmUser,
    BindingFile,
    Certificate,
    CloudAlmTenant,
    Endpoints,
    OutboundService,
    S4Tenant,
    ServiceInstance,
    Transport,
    Uaa,
)
from calm_lint.reading.nodes import Node, Suppression, UnusedSuppression
from calm_lint.rulebook.examples import complete
from calm_lint.rulebook.plugins import load_rules
from calm_lint.rulebook.rule import Bad, Good, Rule

LintExample = Callable[[Good | Bad, str], FileReport]

# The list that a node, or what it is part of, is an entry of. All other nodes are documents, or stand for one.
LISTS: dict[type[Node], str] = {
    BindingFile: "cloud_alm_tenants",
    CloudAlmTenant: "cloud_alm_tenants",
    Endpoints: "cloud_alm_tenants",
    Uaa: "cloud_alm_tenants",
    ServiceInstance: "cloud_alm_tenants",
    S4Tenant: "s4hana_tenants",
    AlmSystem: "communication_systems",
    AlmUser: "outbound_users",
    AlmArrangement: "communication_arrangements",
    OutboundService: "communication_arrangements",
    Suppression: "communication_arrangements",
    Certificate: "certificates",
    Transport: "transports",
    UnusedSuppression: "communication_arrangements",
}

# The same for the rules about a landscape or a tenant that look at the entries of a list in it one by one.
INNER_LISTS = {
    "CALM005": "communication_arrangements",
    "CALM109": "cloud_alm_tenants",
    "CALM205": "s4hana_tenants",
}
# The others compare the entries of a list, so that their bad examples hold a good entry before the bad one, or look at
# the whole of it, or at a tenant by itself.

# What git ignores is said for the whole folder: beside the good example of CALM511, its bad one is good.
RULES = [rule for rule in load_rules()[0] if rule.code != "CALM511"]
EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.name}-{number}")
    for rule in RULES
    for number, example in enumerate(each for each in rule.examples if isinstance(each, Bad))
    # The good example of a rule about the estate may have something in common with a landscape beside the bad one.
    if not any(is_landscape(name) for name, _ in example.files)
]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_finding_is_at_the_second(lint_example: LintExample, rule: Rule, example: Bad) -> None:
    right = next(each for each in rule.examples if isinstance(each, Good))
    good, bad = complete(rule.node, right.yaml), complete(rule.node, example.yaml)
    beside = example._replace(files=(*right.files, *example.files))
    (alone,) = found(rule, lint_example(example, bad))
    for key in {LISTS.get(rule.node), INNER_LISTS.get(rule.code, LISTS.get(rule.node))}:
        if key is None or f"{key}:\n" in bad:
            both, added = one_before_other(good, bad, key)
            assert found(rule, lint_example(beside, both)) == [(alone[0] + added, *alone[1:])]


def one_before_other(good: str, bad: str, key: str | None) -> tuple[str, int]:
    """Put the entry of a list that a good example completes before that of a bad one, or document before document.

    The entry that an example completes ends the text. Returned is the number of lines before the bad one, too.
    """
    if key is None:
        return f"{good}---\n{bad}", len(good.splitlines()) + 1
    entries = good.rpartition(f"{key}:\n")[2]
    head, separator, tail = bad.rpartition(f"{key}:\n")
    assert entries.count("\n") > 1
    assert separator
    return f"{head}{separator}{entries}{tail}", len(entries.splitlines())


def found(rule: Rule, report: FileReport) -> list[tuple[int, int, str]]:
    return [
        (violation.span.line, violation.span.column, violation.message)
        for violation in report.violations
        if violation.rule == rule
    ]
