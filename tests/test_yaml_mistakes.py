"""The mistakes that people make in YAML: each is found where it was made, and the message says what to write."""

from __future__ import annotations

import pytest

from calm_lint.api import Landscape
from calm_lint.rulebook.examples import complete
from invariants import check

GOOD = complete(Landscape, "")
SYSTEM = "      - system_id: CALM_PROD\n"
PORT = "\n        port: 443\n"
HOST = "host_name: eu10.alm.cloud.sap"
SECRET = "${CALM_PROD_SECRET}"
SPACE = "a no-break space stands here, must be an ordinary space"
COLON = "must follow a colon and a space: port: 443"
LINK = "the value is a link as chats and web pages write it: write the address alone, without [ ] and ( )"

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


def test_comment_that_yaml_takes_for_a_key() -> None:
    (violation,) = check(f"{GOOD}// note: as on the screen\n".encode()).violations
    assert violation.message == "unknown key // note: a comment begins with #"


@pytest.mark.parametrize("line", ["[" * 200_000, "a:" * 100_000, "[a](" * 50_000, "-" * 200_000, "%A" * 100_000])
def test_long_line_takes_no_time(line: str) -> None:
    check(f"a: b\n{line}\nc: d\n".encode())
