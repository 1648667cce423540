"""The lines of keys in a TOML text: those of a text written to be awkward, and the keys that tomllib reads."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from calm_lint.settings.toml_lines import Keys, line_of, lines_of

ROOT = Path(__file__).parents[1]

AWKWARD = '''\
# a = 1
a = 1 # = [
"b c" . 'd' = """
e = 1
""""
list = [ # [
  "x, ]", 'y',
  [1.5, 1979-05-27 07:32:00],
  {p = 1, "q" = [
    2]},
]
[ t . "u\\u0041" ]
v.w = true
v.x = \'\'\'
[no.table]
\'\'\'
[[many]]
a = 1
[[many]]
[many.sub]
a = "\\\\"
b = "\\"" # "
c = ''
'''


def keys_of(content: Any, place: Keys = ()) -> Iterator[Keys]:
    entries = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    for key, value in entries:
        yield (*place, key)
        yield from keys_of(value, (*place, key))


def test_each_key_has_its_line() -> None:
    assert lines_of(AWKWARD) == {
        ("a",): 2,
        ("b c",): 3, ("b c", "d"): 3,
        ("list",): 6, ("list", 0): 7, ("list", 1): 7, ("list", 2): 8, ("list", 2, 0): 8, ("list", 2, 1): 8,
        ("list", 3): 9, ("list", 3, "p"): 9, ("list", 3, "q"): 9, ("list", 3, "q", 0): 10,
        ("t",): 12, ("t", "uA"): 12, ("t", "uA", "v"): 13, ("t", "uA", "v", "w"): 13, ("t", "uA", "v", "x"): 14,
        ("many",): 17, ("many", 0): 17, ("many", 0, "a"): 18, ("many", 1): 19, ("many", 1, "sub"): 20,
        ("many", 1, "sub", "a"): 21, ("many", 1, "sub", "b"): 22, ("many", 1, "sub", "c"): 23,
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        AWKWARD,
        AWKWARD.replace("\n", "\r\n"),
        (ROOT / "pyproject.toml").read_text("utf-8"),
        "",
        "# only",
        "'' = 1",
        "\ta\t=\t1",
        "a = {b.c = 1, 'd' = \"}\"}",
        "a={ }\nb=[]\nc=[ # x ]\n 1 , # ]\n]",
        "a='''''x'''''\nb=1",
        'a="""\\\n  x\\""""\nb=2',
        "a=[[[]],[{}],[{a=[{b=1}]}]]\n[x.y]\n[x]\nz=1\n[[x.l]]\n[[x.l.m]]\nq=1\n[[x.l.m]]\n[x.l.m.n]\nr=1",
    ],
)
def test_the_keys_are_those_that_tomllib_reads(text: str) -> None:
    assert set(lines_of(text)) == set(keys_of(tomllib.loads(text)))


def test_absent_key_has_the_line_of_what_should_hold_it() -> None:
    lines = lines_of("\n[a]\nb = [\n1]")
    assert line_of(lines, ("a", "b", 7)) == 3
    assert line_of(lines, ("a", "c", "d")) == 2
    assert line_of(lines, ("x",)) == 1


def test_a_long_text_takes_no_time() -> None:
    text = "".join(f'k{n} = ["a", "b"]\n' for n in range(30_000))
    begin = perf_counter()
    assert lines_of(text)["k29999", 1] == 30_000
    assert perf_counter() - begin < 5
