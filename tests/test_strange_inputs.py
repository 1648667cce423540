"""Files that nobody writes on purpose: what is said of each, and that nothing breaks.

`check` asserts what holds for every file. What the reader's own tests show is not shown again here.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from calm_lint.api import AlmSystem, CloudAlmTenant, Landscape, OutboundService, S4Tenant
from calm_lint.cli.check import Display, run
from calm_lint.cli.output import Output
from calm_lint.engine.results import FileReport
from calm_lint.rulebook.examples import complete
from calm_lint.run.request import Request
from calm_lint.run.session import Session
from invariants import check

GOOD = complete(Landscape, "")
BAD = complete(AlmSystem, "port: 8443")
LINES = GOOD.count("\n")
PORT = BAD.splitlines().index("        port: 8443") + 1

Found = list[tuple[str, int]]


def found(report: FileReport) -> Found:
    """Return the rule and the line of each finding."""
    return [(violation.rule.code, violation.span.line) for violation in report.violations]


def test_usual_landscape_is_clean() -> None:
    assert found(check(GOOD.encode())) == []
    assert found(check(BAD.encode())) == [("CALM101", PORT)]


@pytest.mark.parametrize("value", ["😀", r'"\U0001F600"', "e\u0301", "\u200b", "\u202e", "a\tb", "東京", '"\\0\\x1b"'])
def test_text_that_is_unusual(value: str) -> None:
    assert found(check(f"{GOOD}name: {value}\n".encode())) == []


LONG = "a" * 10_000
LENGTHS = {
    "value": (f"{GOOD}name: {LONG}\n", []),
    "words": (f"{GOOD}name: {'a ' * 5000}\n", []),
    "comment": (f"{GOOD}# {LONG}\n", []),
    "comment behind a fault": (BAD.replace("8443", f"8443 # {LONG}"), [("CALM101", PORT)]),
    "comment before a fault": (f"# {LONG}\n{BAD}", [("CALM101", PORT + 1)]),
    # YAML 1.2.2, section 7.4.2: a key without question mark has 1,024 characters at most.
    "key": (f"{GOOD}{LONG}: 1\n", [("CALM001", LINES + 1)]),
    "key that YAML allows": (f"{GOOD}{LONG[:1000]}: 1\n", [("CALM003", LINES + 1)]),
    "explicit key": (f"{GOOD}? {LONG}\n: 1\n", [("CALM003", LINES + 1)]),
    "own key": (f"{GOOD}? x-{LONG}\n: 1\n", []),
    "anchor": (f"{GOOD}name: &{LONG} a\ndescription: *{LONG}\n", []),
    "tag": (f"{GOOD}name: !{LONG} a\n", [("CALM001", LINES + 1)]),
}


@pytest.mark.parametrize(("text", "expected"), LENGTHS.values(), ids=LENGTHS)
def test_length(text: str, expected: Found) -> None:
    report = check(text.encode())
    assert found(report) == expected
    assert all(len(violation.message) < 500 for violation in report.violations)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GOOD.replace("    id:", "\tid:", 1), []),
        (GOOD.replace("  - id: calm-prod", "\t- id: calm-prod"), [("CALM001", 3)]),
        (BAD.replace("port: 8443", "port:\t8443\t# a\tb"), [("CALM101", PORT)]),
        (f"{GOOD}\t\n", [("CALM001", LINES + 1)]),
        (f"{GOOD}x-a: {{\n\tb: c}}\n", []),
    ],
)
def test_tabs(text: str, expected: Found) -> None:
    assert found(check(text.encode())) == expected


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
@pytest.mark.parametrize("last", [True, False])
def test_line_ends(end: str, *, last: bool) -> None:
    text = f"{BAD}x-a: |\n  b\n\n  c\n{'' if last else 'x-b: c'}"
    assert found(check(text.replace("\n", end).encode())) == [("CALM101", PORT)]


@pytest.mark.parametrize("separator", ["\x85", "\u2028", "\u2029"])
def test_separator_that_only_yaml_1_1_takes_for_a_line_end_is_no_line_for_an_editor(separator: str) -> None:
    assert found(check(f"# a{separator}# b\n{BAD}".encode())) == [("CALM101", PORT + 1)]


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("? ~\n: 1", "CALM003"),
        ("?\n: 1", "CALM003"),
        (": 1", "CALM001"),
        ("? [a, b]\n: 1", "CALM001"),
        ("? {a: b}\n: 1", "CALM001"),
        ("[a, b]: 1", "CALM001"),
        ("{a: b}: 1", "CALM001"),
        ("? |\n  a\n: 1", "CALM003"),
    ],
)
def test_key_that_is_empty_or_complex(entry: str, code: str) -> None:
    assert found(check(f"{GOOD}{entry}\n".encode())) == [(code, LINES + 1)]


DIGITS = "9" * 5000


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (complete(AlmSystem, f"port: {DIGITS}.5"), "CALM003"),
        (complete(AlmSystem, "port: 1.0e+99999"), "CALM003"),
        (complete(AlmSystem, f"port: !!int {DIGITS}"), "CALM101"),
        (complete(OutboundService, f"run_every: {DIGITS}"), "CALM306"),
        (complete(OutboundService, f"run_every: {DIGITS} minutes"), "CALM306"),
        (complete(OutboundService, f"run_every: PT{DIGITS}M"), "CALM306"),
        (complete(OutboundService, f"run_every: {{value: {DIGITS}, unit: minutes}}"), "CALM306"),
        (complete(OutboundService, f"package_size: {DIGITS}"), "CALM308"),
        (complete(S4Tenant, f"client: {DIGITS}"), "CALM003"),
        (complete(CloudAlmTenant, f"region: eu{DIGITS}"), "CALM109"),
        (GOOD.replace("format: 1", f"format: {DIGITS}"), "CALM003"),
        (f"{BAD}# calm-lint: ignore[CALM{DIGITS}] a\n", "CALM101"),
    ],
)
def test_number_of_5000_digits(text: str, code: str) -> None:
    assert code in [violation.rule.code for violation in check(text.encode()).violations]


@pytest.mark.parametrize(
    "number", [".nan", ".NaN", ".NAN", ".inf", "-.Inf", "+.INF", "nan", "Infinity", "1e999", "-0.0"]
)
def test_no_number(number: str) -> None:
    assert [code for code, _ in found(check(complete(AlmSystem, f"port: {number}").encode()))] == ["CALM003"]
    assert [code for code, _ in found(check(complete(OutboundService, f"run_every: {number}").encode()))] == ["CALM306"]


@pytest.mark.parametrize(
    "between", ["---\n", "--- ~\n", "---\n# a\n...\n", "...\n---\n...\n", "--- {}\n...\n%YAML 1.2\n"]
)
def test_empty_document_between_two(between: str) -> None:
    report = check(f"{GOOD}{between}---\n{BAD}".encode())
    lines = LINES + between.count("\n") + 1 + PORT
    empty_mapping = [("CALM003", LINES + 1)] * 3 if "{}" in between else []
    assert found(report) == [*empty_mapping, ("CALM101", lines)]


MANY = ", ".join(["*a{0}"] * 10)


@pytest.mark.parametrize("form", ["[{}]", "{{k: [{}]}}", "{{<<: [{}]}}"], ids=["laughs", "mappings", "merges"])
def test_bomb(form: str) -> None:
    rounds = (f"x-{n}: &a{n} {form.format(MANY.format(n - 1))}\n" for n in range(1, 12))
    (violation,) = check(f"x-0: &a0 {{b: c}}\n{''.join(rounds)}{GOOD}".encode()).violations
    assert "--limit aliases" in violation.message


@pytest.mark.parametrize("form", ["[{}]", "{{k: {}}}", "{{<<: {}}}"], ids=["lists", "mappings", "merges"])
@pytest.mark.parametrize("use", ["name", "x-note", "s4hana_tenants", "<<"])
def test_aliases_in_one_another_are_no_recursion(form: str, use: str) -> None:
    chain = "".join(f"x-{n}: &a{n} {form.format(f'*a{n - 1}')}\n" for n in range(1, 1000))
    check(f"x-0: &a0 {{x-b: c}}\n{chain}{GOOD}{use}: *a999\n".encode())


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{a: " * 50_000,
        "- " * 50_000,
        "".join(f"{' ' * n}a:\n" for n in range(1000)),
        "x-a: [" + "[1]," * 9,
    ],
    ids=["lists", "mappings", "dashes", "block", "open"],
)
def test_nesting(text: str) -> None:
    codes = [each.rule.code for each in check(text.encode()).violations]
    # The outermost key is read before that.
    assert codes in (["CALM001"], ["CALM003", "CALM001"])


@pytest.mark.once
def test_tens_of_thousands_of_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "landscape.yaml"
    file.write_text(GOOD + "".join(f"k{number}: 1\n" for number in range(30_000)), "utf-8")
    assert run(Session(), Request((str(file),)), Display((Output("concise", None),))) == 1
    *listed, more = capsys.readouterr().out.splitlines()
    assert len(listed) == 1000
    assert "29,000 more findings" in more
