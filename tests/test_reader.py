"""Reading: what scalars mean, where everything stands, and what is said of files that cannot be read."""

from __future__ import annotations

import gc
from collections.abc import Callable

import pytest

from calm_lint.engine.linter import Linter
from calm_lint.engine.results import FileReport
from calm_lint.engine.violation import Violation
from calm_lint.model import AlmSystem, Landscape, OutboundService
from calm_lint.reading.reader import Reading, read
from calm_lint.rulebook.examples import complete
from calm_lint.rulebook.rule import Rule
from calm_lint.schema.check import TYPED_KEYS
from calm_lint.text.limits import Limits
from calm_lint.text.source import Span

Lint = Callable[[str | bytes], FileReport]


def reading(text: str | bytes) -> Reading:
    return read("x", text if isinstance(text, bytes) else text.encode(), TYPED_KEYS)


def value(text: str) -> object:
    (document,) = reading(text).documents
    return document.data


def one(report: FileReport) -> Violation:
    (violation,) = report.violations
    return violation


def marked(text: str, violation: Violation) -> str:
    """Return the text that a violation points at, as an editor would select it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    line, column, end_line, end_column = violation.span
    if line == end_line:
        return lines[line - 1][column - 1 : end_column - 1]
    return "\n".join(
        (lines[line - 1][column - 1 :], *lines[line : end_line - 1], lines[end_line - 1][: end_column - 1])
    )


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("443", 443),
        ("+443", 443),
        ("-1", -1),
        ("0", 0),
        ("443.0", 443.0),
        (".5", 0.5),
        ("true", True),
        ("True", True),
        ("TRUE", True),
        ("false", False),
        ("False", False),
        ("FALSE", False),
        ("~", None),
        ("null", None),
        ("Null", None),
        ("NULL", None),
        ("", None),
        ("!!int 443", 443),
        ("!!int '443'", 443),
        ("!!int 443.5", "443.5"),
        ("!!bool 443", "443"),
        ("!!null ''", None),
        ("12345678901234567890", 12345678901234567890),
        ("0443", "0443"),
        ("080", "080"),
        ("0x1BB", "0x1BB"),
        ("0o673", "0o673"),
        ("1_000", "1_000"),
        ("5:00", "5:00"),
        ("1e3", "1e3"),
        ("yes", "yes"),
        ("on", "on"),
        ("tRUE", "tRUE"),
        ("2023-10-16", "2023-10-16"),
        ("'443'", "443"),
        ('"443"', "443"),
        ("!!str 443", "443"),
        ("|\n  443", "443\n"),
    ],
)
def test_scalar_where_a_number_may_stand(written: str, meant: object) -> None:
    data = value(f"port: {written}\n")
    assert data == {"port": meant}
    assert isinstance(data, dict)
    assert type(data["port"]) is type(meant) or isinstance(meant, float)


@pytest.mark.parametrize("written", ["080", "100", "443.0", "true", "yes", "0x1BB", "1_000", "2023-10-16", "5:00"])
def test_scalar_where_text_stands_is_its_source(written: str) -> None:
    assert value(f"name: {written}\nlist: [{written}]\n") == {"name": written, "list": [written]}


@pytest.mark.parametrize(
    ("client", "codes"), [("080", []), ("100", []), ('"080"', []), ("1", ["CALM003"]), ("+80", ["CALM003"])]
)
def test_client_means_what_it_says(lint: Lint, client: str, codes: list[str]) -> None:
    report = lint(complete(Landscape, "").replace("    role:", f"    client: {client}\n    role:"))
    assert [violation.rule.code for violation in report.violations] == codes


@pytest.mark.parametrize("day", ["2024-01-15", '"2024-01-15"', "2024-01-15T10:00:00Z", "2024-01-15 10:00:00 +02:00"])
def test_a_date_time_counts_by_its_date(lint: Lint, day: str) -> None:
    assert lint(complete(Landscape, "").replace("connected_on: 2024-01-15", f"connected_on: {day}")).violations == []


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("8443", "8443"),
        ("8443   # the old port", "8443"),
        ("&port 8443", "8443"),
        ("!!int 8443", "8443"),
        ("&port !!int 8443", "8443"),
        ("!<tag:yaml.org,2002:int> 8443", "8443"),
        ("&port # why\n          8443", "8443"),
        ('"8443"', '"8443"'),
        ("'8443'", "'8443'"),
        ("[8443, 1]", "[8443, 1]"),
        ("{a: 1 }", "{a: 1 }"),
        ("|\n          84\n          43\n\n", "|\n          84\n          43"),
        ("\n          a: {b: 1}   # c\n          # d\n\n", "a: {b: 1}"),
        ("\n          - a\n          - b: c\n\n", "- a\n          - b: c"),
    ],
)
def test_a_finding_points_at_the_value_alone(lint: Lint, written: str, shown: str) -> None:
    text = complete(AlmSystem, f"port: {written}")
    # The completed example is indented further than it was written.
    assert marked(text, one(lint(text))).split() == shown.split()


@pytest.mark.parametrize("before", ["é", "日本", "😀", "\\t", "a\tb"])
def test_columns_count_code_points(lint: Lint, before: str) -> None:
    flow = f'{{service_status: active, x-note: "{before}", port: 8443, run_every: 5 minutes}}'
    block = "            service_status: active\n            port: 443\n            run_every: 5 minutes\n"
    text = complete(Landscape, "").replace(f"          export:\n{block}", f"          export: {flow}\n")
    assert marked(text, one(lint(text))) == "8443"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark_move_nothing(lint: Lint, line_end: str, mark: str) -> None:
    text = complete(AlmSystem, "port: 8443")
    plain = one(lint(text))
    assert one(lint(mark + text.replace("\n", line_end))).span == plain.span


def test_byte_order_mark_is_no_column(lint: Lint) -> None:
    assert one(lint("\ufeffformat: 1\nformat: 1\n" + complete(Landscape, "")[len("format: 1\n") :])).span == Span(
        2, 1, 2, 7
    )
    assert reading("\ufeffa: [").faults[0].place.offsets == (3, 4)


def test_finding_in_an_alias_points_at_the_anchor_and_is_said_once(lint: Lint) -> None:
    service = "{service_status: inactive, port: 443, run_every: 5 minutes}"
    text = complete(OutboundService, "").partition("        outbound_services:\n")[0] + (
        f"        outbound_services:\n          export: &s {service}\n"
        "          import: *s\n          retry: *s\n          status_change: *s\n"
    )
    violation = one(lint(text))
    assert marked(text, violation) == "inactive"
    assert violation.path.endswith("/outbound_services/export/service_status")


def test_scalar_alias_means_what_stands_at_its_own_place(lint: Lint) -> None:
    text = f"x-port: &p 8443\nx-text: &t 080\n{complete(AlmSystem, 'port: *p')}"
    violation = one(lint(text.replace("    role: production", "    client: *t\n    role: production")))
    assert (violation.rule.code, marked(text, violation)) == ("CALM101", "8443")
    assert violation.path == "/s4hana_tenants/0/communication_systems/0/port"


def test_finding_in_a_merged_entry_points_at_its_text(lint: Lint) -> None:
    text = "x-base: &base {port: 8443}\nx-other: &other {port: 80, system_name: SAP Cloud ALM}\n"
    text += complete(AlmSystem, "<<: [*base, *other]").replace("        port: 443\n        token", "        token")
    violation = one(lint(text))
    assert (violation.rule.code, marked(text, violation)) == ("CALM101", "8443")


def test_finding_at_the_end_of_a_long_chain_of_merges(lint: Lint) -> None:
    chain = "".join(f"x-{n}: &a{n} {{<<: *a{n - 1}}}\n" for n in range(1, 1000))
    text = f"x-0: &a0 {{port: 8443}}\n{chain}{complete(AlmSystem, '<<: *a999')}"
    text = text.replace("        port: 443\n        token", "        token")
    violation = one(lint(text))
    assert (violation.rule.code, marked(text, violation), violation.span.line) == ("CALM101", "8443", 1)


def test_the_nearer_of_merged_entries_counts(lint: Lint) -> None:
    text = "x-a: &a {port: 1}\nx-b: &b {port: 2, <<: *a}\nx-c: &c {port: 3}\n" + complete(AlmSystem, "<<: [*b, *c]")
    violation = one(lint(text.replace("        port: 443\n        token", "        token")))
    assert (violation.message, violation.span) == ("Port is 2, must be 443", Span(2, 16, 2, 17))


def test_own_entries_go_before_merged_ones() -> None:
    assert value("x: &x {port: 1, a: b}\ny: {<<: *x, port: 2}\n") == {
        "x": {"port": 1, "a": "b"},
        "y": {"port": 2, "a": "b"},
    }
    assert value('y: {"<<": text}\n') == {"y": {"<<": "text"}}


def test_documents_are_landscapes_and_empty_ones_are_none(lint: Lint) -> None:
    first, second = complete(AlmSystem, "port: 80"), complete(AlmSystem, "port: 81")
    report = lint(f"{first}---\n# nothing\n---\n{second}")
    assert report.landscapes == 2
    assert [(each.document, each.message) for each in report.violations] == [
        (0, "Port is 80, must be 443"),
        (2, "Port is 81, must be 443"),
    ]


def test_landscapes_before_a_syntax_error_are_checked(lint: Lint) -> None:
    report = lint(f"{complete(AlmSystem, 'port: 80')}---\na: [\n")
    assert [(each.rule.code, each.document) for each in report.violations] == [("CALM101", 0), ("CALM001", 1)]


def test_anchors_end_with_their_document() -> None:
    (fault,) = reading("a: &x 1\n---\nb: *x\n").faults
    assert "alias *x has no anchor" in getattr(fault, "message", "")


# A thousand collections: the mapping of the document, and lists and mappings in turns.
DEEPEST_BLOCK = "x-a:\n" + "".join(f"{' ' * depth}- a:\n" for depth in range(0, 998, 2)) + f"{' ' * 998}- b\n"
DEEPEST_FLOW = f"x-a: {'[' * 999}{']' * 999}\n"
DEEPEST_MIXED = f"x-a:\n{'- ' * 500}{'[' * 499}{']' * 499}\n"


@pytest.mark.parametrize("deep", [DEEPEST_BLOCK, DEEPEST_FLOW, DEEPEST_MIXED], ids=["block", "flow", "mixed"])
def test_deep_nesting_is_read_without_recursion(rules: list[Rule], deep: str) -> None:
    linter = Linter(rules, limits=Limits(depth=1_000))
    assert linter.lint("x", complete(Landscape, f"x-deep: true\n{deep}").encode()).violations == []


# Newer versions of libyaml refuse what is deeper, older ones do not.
@pytest.mark.parametrize("depth", [1_000, 10_000])
@pytest.mark.parametrize(
    "deep",
    [
        DEEPEST_BLOCK.replace("- b", "- [b]"),
        f"x-a: {'[' * 1_000}{']' * 1_000}\n",
        f"x-a:\n{'- ' * 500}{'[' * 500}{']' * 500}\n",
        f"x-a: {'[' * 100_000}",
    ],
    ids=["block", "flow", "mixed", "endless"],
)
def test_nothing_deeper_than_libyaml_reads_is_read(rules: list[Rule], deep: str, depth: int) -> None:
    violation = one(Linter(rules, limits=Limits(depth=depth)).lint("x", deep.encode()))
    assert violation.rule.code == "CALM001"
    assert violation.message == ("there are more than 1,000 mappings and lists in one another: libyaml reads no deeper")


@pytest.mark.parametrize(
    ("text", "limits", "message", "span"),
    [
        ("a: [[1]]", Limits(depth=2), "there are more than 2 mappings and lists in one another", Span(1, 5, 1, 6)),
        ("a:\n  b:\n    c: 1", Limits(depth=2), "there are more than 2 mappings and lists", Span(3, 5, 3, 6)),
        ("--- 1\n--- 2\n--- 3\n", Limits(documents=2), "the file holds more than 2 documents", Span(3, 1, 3, 4)),
        ("a: &a [1, 2]\nb: *a", Limits(aliases=2), "aliases stand for more than 2 values", Span(2, 4, 2, 6)),
    ],
    ids=["flow", "block", "documents", "aliases"],
)
def test_what_is_beyond_a_limit_is_refused(
    rules: list[Rule], text: str, limits: Limits, message: str, span: Span
) -> None:
    refused = [v for v in Linter(rules, limits=limits).lint("x", text.encode()).violations if v.rule.code == "CALM001"]
    assert [violation.span for violation in refused] == [span]
    assert refused[0].message.startswith(message)
    assert "--limit" in refused[0].message
    enough = Limits(**{name: getattr(limits, name) + 2 for name in Limits._fields})
    assert "CALM001" not in [v.rule.code for v in Linter(rules, limits=enough).lint("x", text.encode()).violations]


def test_each_alias_counts_for_what_is_below_its_anchor() -> None:
    """The first two stand for a list of two, the third for that list in another: ten values, eleven with the alias."""
    text = b"a: &a [1, 2]\nx: *a\nb: &b [*a]\nc: *b\n"
    assert read("x", text, TYPED_KEYS, Limits(aliases=11)).complete
    assert not read("x", text, TYPED_KEYS, Limits(aliases=9)).complete


@pytest.mark.parametrize("collects", [True, False])
def test_garbage_collector_is_left_as_it_was(collects: bool) -> None:
    was = gc.isenabled()
    try:
        (gc.enable if collects else gc.disable)()
        for text in ("a: b\n", "a: [\n"):
            reading(text)
            assert gc.isenabled() == collects
    finally:
        (gc.enable if was else gc.disable)()


def test_endless_nesting_ends_at_once(lint: Lint) -> None:
    assert one(lint("x-a: " + "[" * 100_000)).message == (
        "there are more than 100 mappings and lists in one another: --limit depth=NUMBER allows up to 1,000"
    )


@pytest.mark.parametrize(
    "text",
    [
        "x-a: &a0 [1, 2]\n" + "".join(f"x-{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12)),
        "x-a: &a0 {b: c}\n" + "".join(f"x-{n}: &a{n} {{k: *a{n - 1}, l: *a{n - 1}}}\n" for n in range(1, 40)),
        f"x-t: &t\n  - {{id: a, transports: &s [{', '.join(['{request: a, status: released}'] * 1000)}]}}\n"
        f"s4hana_tenants: [{', '.join(['{id: b, role: test, transports: *s}'] * 2000)}]\n",
    ],
    ids=["laughs in lists", "laughs in mappings", "a landscape that is too much"],
)
def test_aliases_that_stand_for_too_much_are_refused(lint: Lint, text: str) -> None:
    (violation,) = (each for each in lint(text).violations if each.rule.code == "CALM001")
    assert violation.message == "aliases stand for more than 2,000,000 values: --limit aliases=NUMBER allows more"


def test_thousands_of_tenants_may_share_their_systems(lint: Lint) -> None:
    first = complete(Landscape, "").replace("communication_systems:", "communication_systems: &s")
    first = first.replace("communication_arrangements:", "communication_arrangements: &a")
    more = "".join(
        f"  - {{id: t{n}, role: production, communication_systems: *s, communication_arrangements: *a}}\n"
        for n in range(2000)
    )
    assert lint(first + more).violations == []


@pytest.mark.parametrize("digits", [20, 4300, 5000, 1_000_000])
@pytest.mark.parametrize("sign", ["", "-"])
def test_integer_may_have_any_number_of_digits(lint: Lint, digits: int, sign: str) -> None:
    violation = one(lint(complete(AlmSystem, f"port: {sign}{'9' * digits}")))
    shown = f"{sign}{'9' * digits}" if digits == 20 else f"{sign}{'9' * (300 - len(sign))}…"
    assert (violation.rule.code, violation.message) == ("CALM101", f"Port is {shown}, must be 443")


def test_byte_order_mark_before_a_later_document_is_no_column(lint: Lint) -> None:
    first, second = complete(Landscape, ""), complete(AlmSystem, "port: 8443")
    joined = one(lint(f"\ufeff{first}\ufeff---\n{second}"))
    assert joined == one(lint(f"{first}---\n{second}"))
