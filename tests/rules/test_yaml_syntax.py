"""CALM001 beyond its examples: mistakes in YAML are found where they were made, and what is no YAML is refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from calm_lint.api import FileReport, Landscape
from calm_lint.rulebook.examples import complete
from calm_lint.text.source import Span
from findings import Lint
from invariants import check

GOOD = complete(Landscape, "")
LINES = GOOD.count("\n")


SYSTEM = "      - system_id: CALM_PROD\n"
PORT = "\n        port: 443\n"
HOST = "host_name: eu10.alm.cloud.sap"
SECRET = "${CALM_PROD_SECRET}"


SPACE = "a no-break space stands here, must be an ordinary space"
COLON = "must follow a colon and a space: port: 443"
LINK = "the value is a link as chats and web pages write it: write the address alone, without [ ] and ( )"


Found = list[tuple[str, int]]


def found(report: FileReport) -> Found:
    """Return the rule and the line of each finding."""
    return [(violation.rule.code, violation.span.line) for violation in report.violations]


# The text that is right, the one in its place, the part at fault, and the message.
MISTAKES = {
    "no space after the colon": (
        PORT,
        "\n        port:443\n",
        "port:",
        "a space is missing after the colon: write port: 443, not port:443",
    ),
    "equals sign": (PORT, "\n        port = 443\n", "=", f"a value follows an equals sign, {COLON}"),
    "semicolon": (PORT, "\n        port; 443\n", ";", f"a value follows a semicolon, {COLON}"),
    "no colon": (
        PORT,
        "\n        port 443\n",
        "port 443",
        "a colon and a space are missing between key and value: port: 443",
    ),
    "no-break space before a value": (PORT, "\n        port:\u00a0443\n", "\u00a0", SPACE),
    "no-break space before a key": (PORT, "\n\u00a0       port: 443\n", "\u00a0", SPACE),
    "no-break space after a hyphen": (SYSTEM, "      -\u00a0system_id: CALM_PROD\n", "\u00a0", SPACE),
    "one space too few": (
        PORT,
        "\n       port: 443\n",
        "port: 443",
        "the line is indented by 7 spaces, must be by 6 or 8 as the lines above it",
    ),
    "one space too many": (
        PORT,
        "\n         port: 443\n",
        "port: 443",
        "the line is indented by 9 spaces, must be by 8 as the lines above it",
    ),
    "no space after the hyphen": (
        SYSTEM,
        "      -system_id: CALM_PROD\n",
        "-",
        "a space is missing after the hyphen: write - system_id, not -system_id",
    ),
    "bullet": (
        SYSTEM,
        "      \u2022 system_id: CALM_PROD\n",
        "\u2022",
        "a list entry begins with a bullet or a dash, must begin with a hyphen and a space",
    ),
    "comment": (
        PORT,
        "\n        // as on the screen\n        port: 443\n",
        "//",
        "a comment begins with //, must begin with #",
    ),
    "percent signs": (
        SECRET,
        "%CALM_PROD_SECRET%",
        "%CALM_PROD_SECRET%",
        "a reference is written with percent signs: write ${NAME}, not %NAME%",
    ),
    "link": (
        HOST,
        "host_name: [eu10.alm.cloud.sap](https://eu10.alm.cloud.sap)",
        "[eu10.alm.cloud.sap](https://eu10.alm.cloud.sap)",
        LINK,
    ),
    "link with an ellipsis": (
        HOST,
        "host_name: [eu10\u2026](https://eu10.alm.cloud.sap)",
        "[eu10\u2026](https://eu10.alm.cloud.sap)",
        LINK,
    ),
    "curly quote at the end": (
        HOST,
        'host_name: "eu10.alm.cloud.sap\u201d',
        "\u201d",
        "the value ends with a curly quotation mark, must end with the straight one that it begins with",
    ),
    "curly quotes around a colon": (
        "system_name: SAP Cloud ALM of Acme",
        "system_name: \u201cSAP: Acme\u201d",
        "\u201c",
        "the value begins with a curly quotation mark, must begin with a straight one",
    ),
    "half of a value in quotes": (
        HOST,
        'host_name: "eu10".alm.cloud.sap',
        ".",
        "text follows the closing quotation mark: quote all of the value, or nothing",
    ),
    "JSON at the margin": (
        "    binding:\n",
        '    binding:\n{\n  "endpoints": {\n    "Api": "https://eu10.alm.cloud.sap/api"\n  }\n}\n',
        "{",
        "JSON is pasted at the beginning of a line: indent each line of it more than the key above it",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_mistake_is_found_where_it_was_made(name: str, end: str) -> None:
    right, wrong, at, message = MISTAKES[name]
    assert GOOD.count(right) == 1
    text = GOOD.replace(right, wrong)
    place = GOOD.index(right) + wrong.index(at)
    (violation,) = [each for each in check(text.replace("\n", end).encode()).violations if each.rule.code == "CALM001"]
    assert violation.message == message
    line = text[:place].count("\n") + 1
    column = place - text.rfind("\n", 0, place)
    assert violation.span == (line, column, line, column + len(at))


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("*.alm.cloud.sap", "a value that begins with * must be quoted"),
        ("> eu10.alm.cloud.sap", "a value that begins with | or > must be quoted"),
        ("'eu10.alm.cloud.sap", "a quotation mark is never closed"),
        ("eu10: alm", "quote a value that contains a colon and a space, or align the line with the lines around it"),
    ],
)
def test_other_mistakes_get_a_hint(value: str, hint: str) -> None:
    (violation,) = check(GOOD.replace(HOST, f"host_name: {value}").encode()).violations
    assert violation.message.endswith(f": {hint}")


@pytest.mark.parametrize("separator", [":", " = ", " ", ";"])
def test_no_message_quotes_what_may_be_a_secret(separator: str) -> None:
    secret = "Xk93vQm2LpTz8"
    text = GOOD.replace(f"client_secret: {SECRET}", f"client_secret{separator}{secret}\n            x-a: b")
    (violation,) = check(text.encode()).violations
    assert violation.rule.code == "CALM001"
    assert secret not in violation.message


@pytest.mark.parametrize("line", ["[" * 200_000, "a:" * 100_000, "[a](" * 50_000, "-" * 200_000, "%A" * 100_000])
def test_long_line_takes_no_time(line: str) -> None:
    check(f"a: b\n{line}\nc: d\n".encode())


@pytest.mark.parametrize(
    ("text", "span", "words", "began"),
    [
        ("a: [1\nb: 2\n", Span(2, 2, 2, 3), "while parsing a flow sequence", Span(1, 4, 1, 5)),
        ("a: {b: ${X}}\n", Span(1, 9, 1, 10), "a reference such as ${NAME} must be quoted", Span(1, 4, 1, 5)),
        ("a: [${X}]\n", Span(1, 6, 1, 7), "a reference such as ${NAME} must be quoted", Span(1, 4, 1, 5)),
        ("a:\n\t- b\n", Span(2, 1, 2, 2), "not with tabs", None),
        ('a: "x\n  y\n', Span(2, 3, 2, 4), "while scanning a quoted scalar", Span(1, 4, 1, 5)),
        ("a: b: c\n", Span(1, 5, 1, 6), "quote a value that contains a colon", None),
        ("a: @b\n", Span(1, 4, 1, 5), "a value that begins with @ must be quoted", None),
        ("- a\nb: 1\n", Span(2, 1, 2, 2), "while parsing a block collection", Span(1, 1, 1, 2)),
        ("a: *b\n", Span(1, 4, 1, 6), "alias *b has no anchor &b before it", None),
        ("a: &b [*b]\n", Span(1, 8, 1, 10), "alias *b stands inside its own anchor", None),
        ("? [a]\n: b\n", Span(1, 3, 1, 4), "a key has to be text", None),
        ("? - a\n: b\n", Span(1, 3, 1, 4), "a key has to be text", None),
        ("a: !!python/object:os.system x\n", Span(1, 4, 1, 31), "is not supported", None),
        ("a: !mine {b: c}\n", Span(1, 4, 1, 11), "tag !mine is not supported", None),
        ("x: {<<: 1}\n", Span(1, 5, 1, 7), "the merge key << takes a mapping", None),
        ("é: \x07\n", Span(1, 4, 1, 5), "control character U+0007", None),
    ],
)
def test_syntax_error_names_the_construct_and_where_it_began(
    lint: Lint, text: str, span: Span, words: str, began: Span | None
) -> None:
    (violation,) = lint(text).violations
    assert (violation.rule.code, violation.span) == ("CALM001", span)
    assert words in violation.message
    assert [related.span for related in violation.related] == ([began] if began else [])


@pytest.mark.parametrize(
    ("content", "span", "words"),
    [
        ("name: Caf\xe9\n".encode("latin-1"), Span(1, 10, 1, 11), "byte 0xE9 is not UTF-8"),
        ("é: 1\nb: \xe9\n".encode() + b"\xff", Span(3, 1, 3, 2), "byte 0xFF is not UTF-8"),
        (b"\xef\xbb\xbfa: \xff", Span(1, 4, 1, 5), "byte 0xFF is not UTF-8"),
        ("format: 1\n".encode("utf-16"), Span(1, 1, 1, 2), "the file is UTF-16, not UTF-8"),
    ],
)
def test_bytes_that_are_not_utf8(lint: Lint, content: bytes, span: Span, words: str) -> None:
    (violation,) = lint(content).violations
    assert (violation.rule.code, violation.span) == ("CALM001", span)
    assert words in violation.message


def test_wrong_directive_is_not_said_to_need_quotes(lint: Lint) -> None:
    assert "quoted" not in lint("%YAML 9.9\n---\nformat: 1\n").violations[0].message
    assert "quoted" in lint("name: %a\n").violations[0].message


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


def test_alias_of_a_collection_is_no_key() -> None:
    assert found(check(f"{GOOD}x-a: &a [b]\n*a : c\n".encode())) == [("CALM001", LINES + 2)]


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


def test_directive_at_fault_is_said_once_and_what_follows_is_read(lint: Lint) -> None:
    report = lint("%YAML 3.0\n---\nformat: 2\n")
    assert [each.rule.code for each in report.violations].count("CALM001") == 1
    assert any(each.rule.code == "CALM003" and each.span.line == 3 for each in report.violations)
