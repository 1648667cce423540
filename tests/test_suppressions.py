"""Comments that suppress findings, and what is said about them."""

from __future__ import annotations

from datetime import date
from time import perf_counter

import pytest

from calm_lint.api import AlmSystem, AlmUser, Landscape, OutboundService
from calm_lint.engine.linter import Linter
from calm_lint.engine.results import FileReport
from calm_lint.engine.violation import TextFix
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
    assert suppressed.suppression == ("comment", "why")


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
        # No rule, or none that exists.
        (port("# calm-lint: ignore why"), ["CALM101", "CALM011"]),
        (port("# calm-lint: ignore[] why"), ["CALM101", "CALM011"]),
        (port("# calm-lint: ignore[CALM1] why"), ["CALM101", "CALM011"]),
        (port("# calm-lint: ignore[ALL] why"), ["CALM101", "CALM011"]),
        (port("# calm-lint: ignroe[system-port] why"), ["CALM101", "CALM011"]),
        (port("# calm-lint: ignore[system-port why"), ["CALM101", "CALM011"]),
        (port("# calm-lint:"), ["CALM101", "CALM011"]),
        (port("# calm-lint: ignore-file[system-port] why"), ["CALM101", "CALM011"]),
        # The rest of the list counts.
        (port("# calm-lint: ignore[system-prot, system-port] why"), ["CALM011"]),
        (port("# calm-lint: ignore[system-port, service-port] why"), ["CALM012"]),
        (port("# calm-lint: ignore[system-port]"), ["CALM013"]),
        (port("# calm-lint: ignore[system-port] -"), ["CALM013"]),
        (port("# calm-lint: ignore[system-port] # why"), ["CALM013"]),
        (port("# calm-lint: ignore[system-port] until=2026-03-31"), ["CALM013"]),
        # A day that is over, or none at all.
        (port("# calm-lint: ignore[system-port] until=2026-03-30 why"), ["CALM101", "CALM014"]),
        (port("# calm-lint: ignore[system-port] until=2026-02-30 why"), ["CALM101", "CALM014"]),
        (port("# calm-lint: ignore[system-port] until= why"), ["CALM101", "CALM014"]),
        (port("# calm-lint: ignore[system-port] until=soon why"), ["CALM101", "CALM014"]),
        # A day that would never end anything, as it does not stand directly after the bracket.
        (port("# calm-lint: ignore[system-port] proxy until=2020-01-01"), ["CALM101", "CALM014"]),
        (port("# calm-lint: ignore[system-port] proxy until=2999-01-01"), ["CALM101", "CALM014"]),
        (port("# calm-lint: ignore[system-port] proxy (until 2999-01-01)"), ["CALM101", "CALM014"]),
        (port("# calm-lint: ignore[system-port] Until: 2999-01-01 proxy"), ["CALM101", "CALM014"]),
        (port("# calm-lint: ignore[system-port] until = 2999-01-01 proxy"), ["CALM101", "CALM014"]),
        (port("# calm-lint: ignore[system-port] proxy until=soon"), ["CALM101", "CALM014"]),
        (port("# calm-lint: ignore[system-port until=2999-01-01] proxy"), ["CALM101", "CALM011", "CALM014"]),
        (port("# calm-lint: until=2999-01-01 ignore[system-port] proxy"), ["CALM101", "CALM011", "CALM014"]),
        # Nearly the name, or without the colon.
        (port("# calm-lint ignore[system-port] why"), ["CALM101", "CALM011"]),
        (port("# calm-lint : ignore[system-port] why"), ["CALM101", "CALM011"]),
        (port("# calm-lint ignore-file[system-port] why"), ["CALM101", "CALM011"]),
        (port("# Calm-Lint: ignore[system-port] why"), ["CALM101", "CALM011"]),
        (port("# calm_lint: ignore[system-port] why"), ["CALM101", "CALM011"]),
        (port("# calm lint: ignore[system-port] why"), ["CALM101", "CALM011"]),
        (port("#CalmLint ignore[system-port] why"), ["CALM101", "CALM011"]),
        (port("## calm-lint: ignore[system-port] why"), ["CALM101", "CALM011"]),
        # What is said about suppressions cannot be suppressed.
        (port("# calm-lint: ignore[system-port]", "# calm-lint: ignore[CALM013] why"), ["CALM012", "CALM013"]),
    ],
)
def test_finding_is_not_suppressed(linter: Linter, text: str, expected: list[str]) -> None:
    assert codes(linter, text) == expected


@pytest.mark.parametrize(
    "comment",
    [
        "# calm-lint ignores this file",
        "# checked by calm-lint: see the wiki",
        "# https://calm-lint.example/x: until=2020-01-01",
        "# not calm_lint: ignore[system-port]",
    ],
)
def test_comment_about_calm_lint_is_no_suppression(linter: Linter, comment: str) -> None:
    assert codes(linter, port(comment)) == ["CALM101"]


def test_reason_may_say_when_something_ends(linter: Linter) -> None:
    text = port("# calm-lint: ignore[system-port] until=2026-04-01 the contract runs until 2026-04-30")
    assert codes(linter, text) == []


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


@pytest.mark.parametrize(
    ("until", "message"), [("soon", "until is soon, must be a date"), ("", "until is empty, must")]
)
def test_day_that_is_none_is_quoted(linter: Linter, until: str, message: str) -> None:
    report = lint(linter, port(f"# calm-lint: ignore[system-port] until={until} why"))
    assert report.violations[-1].message.startswith(message)


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
    assert [each.message for each in report.suppressed] == ["s4hana_tenants is missing"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("port: 443 # calm-lint: ignore[system-port] why@", "port: 443@"),
        ("port: 443   # proxy # calm-lint: ignore[system-port] why@", "port: 443   # proxy@"),
        ("port: 443 # calm-lint: ignore[system-port] why # proxy@", "port: 443  # proxy@"),
        ("# calm-lint: ignore[system-port] why@        port: 443@", "port: 443@"),
        ("# kept@        # calm-lint: ignore[system-port] why@        port: 443@", "# kept@        port: 443@"),
    ],
)
def test_fix_takes_out_the_comment_and_nothing_else(linter: Linter, before: str, after: str, end: str) -> None:
    text = complete(AlmSystem, "port: @TEXT@").replace("port: @TEXT@\n", before.replace("@", "\n")).replace("\n", end)
    expected = complete(AlmSystem, "port: @TEXT@").replace("port: @TEXT@\n", after.replace("@", "\n"))
    (violation,) = lint(linter, text).violations
    assert violation.rule.code == "CALM012"
    assert violation.fix
    assert apply(text, violation.fix) == expected.replace("\n", end)


@pytest.mark.parametrize(
    ("names", "left"),
    [
        ("system-port, service-port", "system-port"),
        ("service-port, system-port", "system-port"),
        ("service-port , system-port , schema", "system-port , schema"),
    ],
)
def test_fix_takes_a_rule_out_of_the_list(linter: Linter, names: str, left: str) -> None:
    text = port(f"# calm-lint: ignore[{names}] why")
    violation = lint(linter, text).violations[0]
    assert violation.fix
    assert apply(text, violation.fix) == port(f"# calm-lint: ignore[{left}] why")


def apply(text: str, fix: TextFix) -> str:
    (edit,) = fix.edits
    lines = text.splitlines(keepends=True)
    start = sum(map(len, lines[: edit.span.line - 1])) + edit.span.column - 1
    end = sum(map(len, lines[: edit.span.end_line - 1])) + edit.span.end_column - 1
    return text[:start] + edit.text + text[end:]
