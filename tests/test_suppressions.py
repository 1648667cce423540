"""Comments that suppress findings, and what is said about them."""

from __future__ import annotations

from datetime import date
from time import perf_counter

import pytest

from calm_lint.api import AlmSystem, AlmUser, Landscape, OutboundService
from calm_lint.engine.linter import Linter
from calm_lint.engine.results import FileReport
from calm_lint.rulebook.examples import complete
from calm_lint.rulebook.rule import Rule

TODAY = date(2026, 3, 31)


@pytest.fixture
def linter(rules: list[Rule]) -> Linter:
    return Linter(rules, today=lambda: TODAY)


def lint(linter: Linter, text: str) -> FileReport:
    report = linter.lint("landscape.yaml", text.encode())
    assert report.errors == []
    return report


def codes(linter: Linter, text: str) -> list[str]:
    return [violation.rule.code for violation in lint(linter, text).violations]


def port(comment: str, above: str = "") -> str:
    """Return a landscape whose communication system has another port than 443."""
    return complete(AlmSystem, "@ABOVE@\nport: 8443 @HERE@").replace("@ABOVE@", above).replace("@HERE@", comment)


@pytest.mark.parametrize(
    "text",
    [
        port("# calm-lint: ignore[system-port] why"),
        port("# calm-lint: ignore[CALM101] why"),
        port("# calm-lint: ignore[calm101] why"),
        port("#calm-lint:ignore[system-port]why"),
        port("# calm-lint: ignore[ system-port ] until=2026-03-31 why"),
        port("# through a proxy  # calm-lint: ignore[system-port] why"),
        port("# calm-lint: ignore[system-port] why # through a proxy"),
        port("", "# calm-lint: ignore[system-port] why"),
        port("", "# calm-lint: ignore[system-port] why\n        # more about it"),
        "# calm-lint: ignore-file[system-port] why\n" + port(""),
        "# about the file\n\n# calm-lint: ignore-file[system-port] why\n---\n" + port(""),
    ],
)
def test_finding_is_suppressed(linter: Linter, text: str) -> None:
    report = lint(linter, text)
    assert report.violations == []
    (suppressed,) = report.suppressed
    assert suppressed.rule.code == "CALM101"
    assert suppressed.suppression
    assert (suppressed.suppression.kind, suppressed.suppression.reason) == ("comment", "why")
    assert suppressed.suppression.until == ("2026-03-31" if "until" in text else "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Neither above a blank line nor below the finding.
        (port("", "# calm-lint: ignore[system-port] why\n"), ["CALM012", "CALM101"]),
        (port("\n        # calm-lint: ignore[system-port] why"), ["CALM101", "CALM012"]),
        # Behind a value, it is about that line.
        (port("", "x-a: b # calm-lint: ignore[system-port] why"), ["CALM012", "CALM101"]),
        # What looks like a comment is text.
        (port("", 'x-a: "b # calm-lint: ignore[system-port] why"'), ["CALM101"]),
        (port("", "x-a: |\n          # calm-lint: ignore[system-port] why"), ["CALM101"]),
        (port("", "x-a: 'b\n\n          # calm-lint: ignore[system-port] why'"), ["CALM101"]),
        (port("", "x-a: b#calm-lint:ignore[system-port]why"), ["CALM101"]),
        (port("", "x-a: >- # calm-lint: ignore[system-port] why\n          text"), ["CALM012", "CALM101"]),
        # What is said about suppressions cannot be suppressed.
        (port("# calm-lint: ignore[system-port]", "# calm-lint: ignore[CALM013] why"), ["CALM012", "CALM013"]),
    ],
)
def test_finding_is_not_suppressed(linter: Linter, text: str, expected: list[str]) -> None:
    assert codes(linter, text) == expected


def test_near_miss_is_found_in_linear_time(linter: Linter) -> None:
    began = perf_counter()
    text = port("# calm-lint: ignore[system-port] " + "until" + " " * 200_000)
    assert codes(linter, text + "#" * 200_000 + "\n# calm" + " " * 200_000 + "x\n") == []
    assert perf_counter() - began < 5


def test_whole_file_means_all_its_documents(linter: Linter) -> None:
    text = "# calm-lint: ignore-file[system-port] why\n" + port("") + "---\n" + port("")
    assert [each.document for each in lint(linter, text).suppressed] == [0, 1]
    late = port("") + "---\n# calm-lint: ignore-file[system-port] why\n" + port("")
    found = lint(linter, late).violations
    assert [(each.rule.code, each.document) for each in found] == [("CALM101", 0), ("CALM011", 1), ("CALM101", 1)]


def test_secret_cannot_be_suppressed(linter: Linter) -> None:
    text = complete(AlmUser, "client_secret: hunter2hunter2 # calm-lint: ignore[plaintext-secret] why")
    found = {violation.rule.code: violation for violation in lint(linter, text).violations}
    assert sorted(found) == ["CALM012", "CALM205"]
    assert found["CALM012"].message == "no comment can suppress plaintext-secret"


def test_rules_about_suppressions_secrets_and_unreadable_files_are_protected(rules: list[Rule]) -> None:
    protected = {rule.code for rule in rules if rule.protected}
    assert protected == {"CALM001", "CALM011", "CALM012", "CALM013", "CALM014", "CALM205"}


def test_protected_rule_cannot_be_suppressed(rules: list[Rule]) -> None:
    linter = Linter(rules, protected=["CALM101"])
    assert codes(linter, port("# calm-lint: ignore[system-port] why")) == ["CALM101", "CALM012"]


def test_rule_that_was_not_applied_may_be_suppressed(rules: list[Rule]) -> None:
    some = [rule for rule in rules if rule.code in ("CALM011", "CALM012", "CALM305")]
    text = complete(OutboundService, "port: 443 # calm-lint: ignore[system-port] why")
    assert codes(Linter(some, known=rules), text) == []
    assert codes(Linter(rules), text) == ["CALM012"]


def test_nothing_is_unused_in_a_file_that_cannot_be_read(linter: Linter) -> None:
    assert codes(linter, port("# calm-lint: ignore[service-port] why") + "x: [") == ["CALM001"]
    assert codes(linter, "# calm-lint: ignore-file[service-port] why\nx: [") == ["CALM001"]


def test_finding_about_the_document_is_suppressed_at_its_first_key(linter: Linter) -> None:
    text = complete(Landscape, "").replace("format: 1", "format: 1 # calm-lint: ignore[schema] why")
    text = text.replace("s4hana_tenants:", "x-tenants:")
    report = lint(linter, text)
    assert report.violations == []
    assert [each.message for each in report.suppressed] == [
        "s4hana_tenants is missing, as are ctms_services and cts_domains: one of them has to describe what is connected"
    ]
