"""Files that nobody writes on purpose: what is said of each, and that nothing breaks.

`check` asserts what holds for every file. What the reader's own tests show is not shown again here.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from calm_lint.api import AlmSystem, CloudAlmTenant, Landscape, OutboundService, S4Tenant
from calm_lint.cli.check import Display, run
from calm_lint.cli.output import Output
from calm_lint.engine.results import FileReport
from calm_lint.rulebook.examples import complete
from calm_lint.run.session import Request, Session
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


@pytest.mark.parametrize("order", ["le", "be"])
@pytest.mark.parametrize("width", [16, 32])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_wide_encoding_is_to_be_saved_as_utf8(width: int, order: str, mark: str) -> None:
    (violation,) = check(f"{mark}{GOOD}".encode(f"utf-{width}-{order}")).violations
    assert (violation.rule.code, violation.span.line) == ("CALM001", 1)
    assert violation.message.endswith(("save it as UTF-8", "save the file as UTF-8"))
    assert f"UTF-{width}" in violation.message or not mark


BYTES = {
    "latin-1": "Café".encode("latin-1"),
    "nul": b"a\0b",
    "lone surrogate": b"\xed\xa0\x80",
    "overlong": b"\xc0\xaf",
    "beyond Unicode": b"\xf4\x90\x80\x80",
    "torn": "é".encode()[:1],
    "escaped surrogate": rb'"\ud800"',
    "escaped pair of surrogates": rb'"\ud83d\ude00"',
    "escape beyond Unicode": rb'"\U00110000"',
    "delete": b"\x7f",
    "c1": b"\xc2\x84",
    "no character": b"\xef\xbf\xbe",
}


@pytest.mark.parametrize("value", BYTES.values(), ids=BYTES)
def test_bytes_that_are_no_text(value: bytes) -> None:
    assert found(check(GOOD.encode() + b"name: " + value + b"\n")) == [("CALM001", LINES + 1)]


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


HEADS = {
    "%YAML 1.1": [],
    "%YAML 1.2": [],
    "%YAML 1.2 # a comment": [],
    "%YAML 1.3": [("CALM001", 1)],
    "%YAML 2.0": [("CALM001", 1)],
    "%YAML 1.2\n%YAML 1.2": [("CALM001", 2)],
    "%TAG ! tag:example.com,2000:": [],
    "%TAG !e! tag:example.com,2000:\n%TAG !e! tag:example.com,2000:": [("CALM001", 2)],
    "%OTHER directive": [("CALM001", 1)],
}


@pytest.mark.parametrize(("head", "expected"), HEADS.items(), ids=HEADS)
def test_directive(head: str, expected: Found) -> None:
    assert found(check(f"{head}\n---\n{GOOD}".encode())) == expected


@pytest.mark.parametrize(
    ("head", "tag", "known"),
    [
        ("%TAG !e! tag:yaml.org,2002:", "!e!str", True),
        ("%TAG !e! tag:yaml.org,2002:", "!!str", True),
        ("%TAG !e! !", "!e!str", False),
        ("%TAG !! tag:example.com,2000:", "!!str", False),
        ("%TAG !p! tag:yaml.org,2002:python/", "!p!none", False),
        ("%YAML 1.1", "!e!str", False),
    ],
)
def test_tag_means_what_the_directive_says(head: str, tag: str, *, known: bool) -> None:
    expected = [] if known else [("CALM001", LINES + 3)]
    assert found(check(f"{head}\n---\n{GOOD}name: {tag} a\n".encode())) == expected


@pytest.mark.parametrize(
    "entry",
    [
        "name: !!python/object/apply:os.mkdir [constructed]",
        "name: !!python/object/apply:os.mkdir\n  args: [constructed]",
        "name: !<tag:yaml.org,2002:python/object/apply:os.mkdir> [constructed]",
        "name: !!python/object/new:os.mkdir [constructed]",
        "name: !!python/name:os.mkdir ''",
        "name: !!python/module:antigravity ''",
        "!!python/object/apply:os.mkdir constructed: a",
        "? !!python/object/apply:os.mkdir [constructed]\n: a",
        "name: !ruby/object:Gem::Requirement a",
        "name: !!binary aGVsbG8=",
        "x-a: !!set {a, b}",
        "x-a: !!omap [a: b]",
        "x-a: !ENV ${HOME}",
        "x-a: !include /etc/passwd",
        "x-a: !unknown!handle a",
    ],
)
def test_foreign_tag_is_refused_and_never_constructed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entry: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert found(check(f"{GOOD}{entry}\n".encode())) == [("CALM001", LINES + 1)]
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    "key", ["~", "null", "443", "1.5", ".nan", "2024-01-31", "true", "yes", "'443'", "''", "=", ":"]
)
def test_key_that_is_no_word_is_unknown(key: str) -> None:
    (violation,) = check(f"{GOOD}{key}: 1\n".encode()).violations
    assert (violation.rule.code, violation.span.line, violation.span.column) == ("CALM003", LINES + 1, 1)


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


def test_empty_key_that_is_there_twice_is_named() -> None:
    (violation,) = check(f"{GOOD}x-a: {{'': 1, '': 2}}\n".encode()).violations
    assert violation.message == "key '' is used twice, must be unique in the mapping"


def test_alias_of_a_collection_is_no_key() -> None:
    assert found(check(f"{GOOD}x-a: &a [b]\n*a : c\n".encode())) == [("CALM001", LINES + 2)]


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


@pytest.mark.parametrize("day", ["0000-01-01", "10000-01-01", "-0001-01-01", "2024-13-01", "99999999999-01-01"])
def test_day_out_of_range(day: str) -> None:
    assert [code for code, _ in found(check(complete(S4Tenant, f"connected_on: {day}").encode()))] == ["CALM003"]


@pytest.mark.parametrize("day", ["9999-12-31", "9999-12-31T23:59:59-23:59", "9999-12-31T23:59:60Z"])
def test_last_day_there_is(day: str) -> None:
    assert found(check(complete(S4Tenant, f"connected_on: {day}").encode())) == []


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


@pytest.mark.parametrize(
    "text",
    [
        "x-a: &a {b: *a}\n",
        "x-a: &a\n  b: &b\n    c: *a\n",
        "x-a: &a {<<: *a}\n",
        "x-a: &a {<<: [*a]}\n",
        "x-a: &a [*a]\n",
        "&a x-a: *b\n",
        "x-a: *a\nx-b: &a c\n",
    ],
)
def test_alias_that_leads_nowhere(text: str) -> None:
    (violation,) = check(text.encode()).violations
    assert violation.rule.code == "CALM001"
    assert violation.message.startswith("alias *")


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


def test_a_hundred_thousand_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "landscape.yaml"
    file.write_text(GOOD + "".join(f"k{number}: 1\n" for number in range(100_000)), "utf-8")
    assert run(Session(), Request((str(file),)), Display((Output("concise", None),))) == 1
    *listed, more = capsys.readouterr().out.splitlines()
    assert len(listed) == 1000
    assert "99,000 more findings" in more
