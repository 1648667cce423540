"""CALM004 beyond its examples: what has to be unique, and where."""

from __future__ import annotations

from calm_lint.api import AlmSystem
from calm_lint.rulebook.examples import complete
from findings import Lint


def test_ids_are_unique_within_their_tenant(lint: Lint) -> None:
    text = complete(AlmSystem, "")
    arrangement, system = text.index("      - arrangement_name"), text.index("      - system_id")
    arrangements = text[arrangement : text.index("    communication_systems:")]
    text = text[:system] + "      - {system_name: no id}\n" + text[system:] * 2
    report = lint(text[:arrangement] + arrangements + text[arrangement:])
    found = [violation.message for violation in report.violations if violation.rule.code == "CALM004"]
    assert [message.partition(" is ")[0].rpartition(" ")[0] for message in found] == ["Arrangement Name", "System ID"]
