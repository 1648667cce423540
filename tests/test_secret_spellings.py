"""No piece of a secret comes out, however key and value are spelled, and without a secret nothing is masked."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from string import ascii_letters, digits
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calm_lint.engine.linter import Linter
from calm_lint.engine.results import FileReport, Report
from calm_lint.formats import OF_FINDINGS, render
from calm_lint.pages import html, plain
from calm_lint.pages.graph import graphs
from calm_lint.pages.mermaid import as_mermaid
from calm_lint.pages.picture import svg
from calm_lint.pages.worksheet import worksheets
from calm_lint.rulebook.plugins import load_rules
from calm_lint.rulebook.rule import Rule
from calm_lint.run.diffs import diff
from calm_lint.run.fixing import fix

EXAMPLES = Path(__file__).parents[1] / "examples"
FAULTY = (EXAMPLES / "faulty.landscape.yaml").read_text("utf-8")
LINTER = Linter(load_rules()[0])
REFERENCE = "client_secret: ${CALM_PROD_SECRET}"
# What a line below the key of the outbound user is indented by.
BELOW = "\n" + " " * 14
PIECE = 6


def double(secret: str) -> str:
    return json.dumps(secret, ensure_ascii=False)


def single(secret: str) -> str:
    return "'" + secret.replace("'", "''") + "'"


def escaped(form: str) -> Callable[[str], str]:
    """Return how a text is quoted with each other character as an escape, the last ones included."""
    return lambda secret: '"' + "".join(
        form.format(ord(char)) if n % 2 or not char.isalnum() else char for n, char in enumerate(secret)
    ) + '"'  # fmt: skip


hexadecimal = escaped("\\x{:02x}")


def halves(secret: str, between: str) -> str:
    """Return a text in double quotes with a line end in the middle."""
    middle = len(secret) // 2
    return double(secret[:middle])[:-1] + between + double(secret[middle:])[1:]


# How a value that is a secret is written behind its key.
VALUES: dict[str, Callable[[str], str]] = {
    "single quotes": single,
    "double quotes": double,
    "\\x": hexadecimal,
    "\\u": escaped("\\u{:04X}"),
    "\\U": escaped("\\U{:08x}"),
    "continued": lambda secret: halves(secret, f"\\{BELOW}"),
    "continued, with blanks": lambda secret: halves(secret, f" \\{BELOW}  \\  "),
    "two lines in double quotes": lambda secret: halves(secret, BELOW),
    "two lines in single quotes": lambda secret: f"{single(secret)[:-1]}{BELOW}{single(secret)[1:]}",
    "next line": lambda secret: BELOW + single(secret),
    "next line, behind a comment": lambda secret: f"# here{BELOW}{double(secret)}",
    "literal": lambda secret: f"|{BELOW}{secret}",
    "literal of two lines": lambda secret: f"|-{BELOW}{secret}{BELOW}{secret[::-1]}",
    "literal, indent given": lambda secret: f"|2-{BELOW}{secret}",
    "folded": lambda secret: f">{BELOW}some words{BELOW}{secret}",
    "folded, with a blank line": lambda secret: f">+{BELOW}{secret}\n{BELOW}{secret}",
    "anchor": lambda secret: f"&a-1 {single(secret)}",
    "anchor, next line": lambda secret: f"&a # one{BELOW}{single(secret)}",
    "tag": lambda secret: f"!!str {single(secret)}",
    "verbatim tag": lambda secret: f"!<tag:yaml.org,2002:str> {double(secret)}",
    "anchor and tag": lambda secret: f"&a !!str{BELOW}{double(secret)}",
    "tag and anchor": lambda secret: f"! &a {double(secret)}",
    "unknown tag with a comma": lambda secret: f"!a,b[c] {double(secret)}",
    "default of a reference": lambda secret: single(f"${{NAME:-{secret}}}"),
    "reference with more": lambda secret: single(f"${{NAME}}{secret}"),
    "address with a user": lambda secret: single(f"vault://bob:{quote(secret, safe='')}@calm/prod"),
    "address with an escaped user": lambda secret: single(f"VAULT://bob:{quote(secret, safe='')}%40calm/prod"),
    "list": lambda secret: f"[{single(secret)}, b]",
    "mapping": lambda secret: f"{{a: {double(secret)}}}",
    "key of a mapping": lambda secret: f"{{{single(secret)}: 1}}",
    "repeated in a comment": lambda secret: f"{single(secret)} # {secret}",
    "repeated in a comment, percent-encoded": lambda secret: f"{single(secret)} # {quote(secret, safe='')}",
    "repeated in a comment, escaped": lambda secret: f"{single(secret)} # {hexadecimal(secret)} {double(secret)}",
    "private key": lambda secret: double(f"-----BEGIN PRIVATE KEY-----\n{secret}\n-----END PRIVATE KEY-----\n"),
    "private key, escaped header": lambda secret: f'"-----BEGIN\\x20\\u0050RIVATE KEY-----\\n{double(secret)[1:-1]}"',
}
# How the key is written, for a secret in single quotes and one with escapes.
KEYS = {
    "plain": "client_secret:",
    "single quotes": "'client_secret':",
    "double quotes": '"client_secret":',
    "\\x": '"client\\x5fsecret":',
    "\\u": '"\\u0063lient_secret":',
    "blank before the colon": "client_secret :",
    "misspelled": "clientsecrt:",
    "hyphen": "client-secret:",
    "tag": "!!str client_secret:",
    "anchor": "&key client_secret:",
    "explicit": "? client_secret\n            :",
    "explicit, in a block": "? |-\n              client_secret\n            :",
    "own": "x-password:",
    "of a proxy": "proxy_password:",
    "of a key store": "key_store_password:",
}


def put(old: str, new: str, text: str = FAULTY) -> str:
    assert old in text
    return text.replace(old, new, 1)


def user(entry: str) -> str:
    return put(REFERENCE, entry)


def extra(entries: str) -> str:
    return put("name: Acme transport landscape", f"name: Acme\n{entries}")


def in_json(secret: str) -> str:
    return json.dumps({"uaa": {"clientid": "sb-x", "clientsecret": secret, "key": secret}, "b": 2})


def repeated(old: str, new: Callable[[str], str]) -> Callable[[str], str]:
    """Return a landscape with the secret in its place and, spelled anew, in another one."""
    return lambda secret: put(old, new(secret), user(f"client_secret: {single(secret)}"))


def aliased(entry: str, value: Callable[[str], str]) -> Callable[[str], str]:
    return lambda secret: put(REFERENCE, entry, extra(f"x-a: {value(secret)}"))


def host(end: str) -> Callable[[str], str]:
    return lambda secret: put("host_name:", f"host_name: https://bob:{quote(secret, safe='')}{end} #")


def with_key(key: str, value: Callable[[str], str]) -> Callable[[str], str]:
    return lambda secret: user(f"{key} {value(secret)}")


# Where else a secret stands.
ELSEWHERE: dict[str, Callable[[str], str]] = {
    "flow": lambda secret: user(f"x-a: {{client_secret: {double(secret)}, b: 1, b: 2}}"),
    "flow over lines": lambda secret: user(f"x-a: {{client_secret:{BELOW}{single(secret)},{BELOW}b: 1, b: 2}}"),
    "JSON": lambda secret: user(f'x-a: {{"client_secret":{double(secret)},"b": 1, "b": 2}}'),
    "key of a binding": lambda secret: put("        clientid:", f"        key: {double(secret)}\n        clientid:"),
    "key beside a binding": lambda secret: put("      uaa:", f"      key: {double(secret)}\n      uaa:"),
    "JSON in single quotes": lambda secret: extra(f"x-a: {{v: {single(in_json(secret))}, b: 1, b: 2}}"),
    "JSON in double quotes": lambda secret: extra(f"x-a: {{v: {double(in_json(secret))}, b: 1, b: 2}}"),
    "JSON in a block": lambda secret: extra(f"x-a:\n  v: |\n    {in_json(secret)}\n  v: 2"),
    "JSON as a name": lambda secret: put("id: dev-080", f"id: {single(in_json(secret))}"),
    "comment": lambda secret: put("# CALM101", f"# client_secret: {secret}"),
    "suppression": lambda secret: put("# CALM101", f"# calm-lint: ignore[system-port] password={secret}"),
    "broken below": lambda secret: user(f"client_secret: {single(secret)}") + "\n  ] x",
    "broken, escaped key": lambda secret: user(f'"client\\x5fsecret": {single(secret)} ]'),
    "broken beside": lambda secret: user(f"client_secret: {double(secret)} x"),
    "broken, next line": lambda secret: user(f"client_secret:{BELOW}{double(secret)} x"),
    "two documents": lambda secret: f"{FAULTY}---\n{user(f'client_secret: {double(secret)}')}",
    "private key in a comment": lambda secret: put("# CALM101", f"# -----BEGIN PRIVATE KEY----- {secret}"),
    "repeated as a name": repeated("id: dev-080", lambda secret: f"id: {double(secret)}"),
    "repeated as a key": repeated("role: development", lambda secret: f"{double(secret)}: development"),
    "repeated as a host": repeated("host_name:", lambda secret: f"host_name: {double(f'https://{secret}/api')} #"),
    "password of a URL": host("@eu10.alm.cloud.sap/api"),
    "password of a URL, escaped": host("%40eu10.alm.cloud.sap/api"),
    "alias": aliased("client_secret: *a", lambda secret: f"{{v: &a {single(secret)}, b: 1, b: 2}}"),
    "alias of a mapping": aliased("client_secret: *a", lambda secret: f"{{v: &a {{w: {single(secret)}}}, b: 1, b: 2}}"),
    "merged": aliased("<<: *a", lambda secret: f"&a {{client_secret: {single(secret)}, b: 1, b: 2}}"),
    "merged into a credential": lambda secret: extra(
        f"x-a: &a {{key: {single(secret)}, b: 1, b: 2}}\nx-uaa: {{<<: *a}}"
    ),
}  # fmt: skip

PLACES = {
    **{f"key: {name}": with_key(key, single) for name, key in KEYS.items()},
    **{f"key: {name}, escaped value": with_key(key, hexadecimal) for name, key in KEYS.items()},
    **{f"value: {name}": with_key("client_secret:", value) for name, value in VALUES.items()},
    **ELSEWHERE,
}

# Any character that a keyboard has; letters enough that no piece of it is found by chance.
SECRETS = st.text(f"{ascii_letters}{digits}'\"\\!@%#:,[]{{}}/+-_=.$&*?|>", min_size=14, max_size=30).map(
    lambda text: f"Zq{text}7W"
)


def broken(report: FileReport) -> list[Rule]:
    """Return the rules that found something: describing the others would take longest."""
    codes = {violation.rule.code for violation in (*report.violations, *report.suppressed)}
    return [rule for rule in LINTER.rules if rule.code in codes]


def outputs(text: str) -> Iterator[tuple[str, str]]:
    """Yield all that is printed of a file, by what prints it."""
    content = text.encode()
    survey = LINTER.survey("landscape.yaml", content)
    report = survey.report
    assert report.errors == []
    for name in OF_FINDINGS:
        yield name, render(Report([report], [], broken(report), show_suppressed=True), name)
    yield "report", html.report(survey, LINTER.rules, [])
    if survey.landscapes:
        sheets = worksheets(survey)
        yield from (("worksheet", plain.as_text(sheets)), ("worksheet", plain.as_markdown(sheets)))
        yield from (("graph", svg(graphs(survey))), ("graph", "".join(map(as_mermaid, graphs(survey)))))
    for unsafe in (False, True):
        fixed = fix(lambda each: LINTER.lint("landscape.yaml", each), report, content, unsafe=unsafe)
        if fixed.applied:
            yield "diff", diff("landscape.yaml", content.decode(), fixed.changes, report.line)
        yield from (
            ("fixed", render(Report([fixed.report], [], broken(fixed.report)), name)) for name in ("text", "json")
        )


def pieces(secret: str) -> set[str]:
    """Return the pieces of a secret that nothing may show, less those that could be anything, as a line is."""
    found = {secret[n : n + PIECE].lower() for n in range(len(secret) - PIECE + 1)}
    return {piece for piece in found if sum(map(str.isalnum, piece)) > 3}


@cache
def innocent(place: str) -> str:
    """Return all that is printed with another secret there."""
    return "".join(output.lower() for _, output in outputs(PLACES[place]("Vj3xVj4xVj5xVj6x")))


@pytest.mark.once
@pytest.mark.parametrize("place", PLACES)
@settings(max_examples=2, deadline=None)
@given(SECRETS)
def test_no_piece_of_a_secret_comes_out(place: str, secret: str) -> None:
    text = PLACES[place](secret)
    assert text != FAULTY
    wanted = {piece for piece in pieces(secret) if piece not in innocent(place)}
    for name, output in outputs(text):
        assert [piece for piece in wanted if piece in output.lower()] == [], name


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.name)
def test_nothing_is_masked_in_an_example(file: Path) -> None:
    assert not any("***" in output for _, output in outputs(file.read_text("utf-8")))
