"""Writing a document again with other data: what keeps its text, and how shared text is taken apart."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from calm_lint.model.landscape import IDENTIFIERS
from calm_lint.reading.reader import Reading, read
from calm_lint.reading.rewrite import rewrite
from calm_lint.schema.check import TYPED_KEYS


def read_text(text: str) -> Reading:
    return read("a.yaml", text.encode(), TYPED_KEYS, identifiers=IDENTIFIERS)


def data_of(text: str, number: int = 0) -> Any:
    reading = read_text(text)
    assert reading.faults == []
    return json.loads(json.dumps(reading.documents[number].data))


def rewritten(text: str, wanted: object, number: int = 0) -> str:
    result = rewrite(read_text, text, number, wanted)
    assert result is not None
    assert data_of(result, number) == wanted
    return result


def test_nothing_changes_where_the_data_is_the_same() -> None:
    text = "a: &x [1, 2] # one\n\n\nb: *x"
    assert rewritten(text, data_of(text)) == text


def test_comments_blank_lines_and_order_stay() -> None:
    text = "# head\nb: 1   # one\n\n# two\na:\n  # three\n  - x: 1  # four\n    y: 2  # five\n# foot\n"
    wanted = {"b": "1", "new": "new", "a": [{"x": "3", "z": "0"}, {"x": "9"}]}
    assert rewritten(text, wanted) == (
        '# head\nb: 1   # one\n\nnew: new\n\n# two\na:\n  # three\n  - x: "3"  # four\n    z: "0"\n  - x: "9"\n# foot\n'
    )


def test_anchor_moves_to_its_first_alias() -> None:
    text = "a: &x  # first\n  k: 1  # one\n  l: 2\nb: *x  # second\nc: *x\n"
    wanted = {"a": {"k": "3", "l": "2"}, "b": {"k": "1", "l": "2"}, "c": {"k": "1", "l": "2"}}
    assert rewritten(text, wanted) == (
        'a:  # first\n  k: "3"  # one\n  l: 2\nb: &x  # second\n  k: 1  # one\n  l: 2\nc: *x\n'
    )


def test_copy_leaves_no_blank_where_an_anchor_was() -> None:
    text = "a: &x\n  k: &y\n    l: &z 1\nb: *x\n"
    wanted = {"a": {"k": {"l": "1"}}, "b": {"k": {"l": "1", "m": "2"}}}
    assert rewritten(text, wanted) == 'a: &x\n  k: &y\n    l: &z 1\nb:\n  k:\n    l: 1\n    m: "2"\n'


def test_alias_becomes_a_copy_with_its_comments() -> None:
    text = "a: &x\n  k: 1  # one\n  l: &y {m: 2}\nb: *x\nc: *y\n"
    wanted = {"a": {"k": "1", "l": {"m": "2"}}, "b": {"k": "3", "l": {"m": "2"}}, "c": {"m": "2"}}
    assert rewritten(text, wanted) == ('a: &x\n  k: 1  # one\n  l: &y {m: 2}\nb:\n  k: "3"  # one\n  l: *y\nc: *y\n')


def test_anchor_behind_a_tag_moves_too() -> None:
    text = "a: !!map &x\n  k: 1\nb: !!map &y  # two\n  k: 1\nc: [*x, *y]\n"
    wanted = {"a": {"k": "2"}, "b": {"k": "2"}, "c": [{"k": "1"}, {"k": "1"}]}
    assert rewritten(text, wanted) == ('a: !!map\n  k: "2"\nb: !!map  # two\n  k: "2"\nc: [&x {k: "1"}, &y {k: "1"}]\n')


def test_other_documents_stay() -> None:
    text = "a: &x 1\nb: *x\n---\na: &x 1\nb: *x\n...\n"
    assert rewritten(text, {"a": "2", "b": "1"}, 1) == 'a: &x 1\nb: *x\n---\na: "2"\nb: &x 1\n...\n'


SHARED = [
    "a: &x\n  - k: 1\n    s: ${S}\nb: *x\nc: *x\n",
    "a: &x [{k: 1, s: '${S}'}]\nb: *x\nc: *x\n",
    "x-all: &x\n- k: 1\n  s: ${S}\na: *x\nb: *x\nc: *x\n",
    "a:\n  - &u\n    k: 1\n    s: ${S}\nb: [*u]\nc:\n  - *u\n",
    "a:\n  - &u  # shared\n    k: 1\n    s: ${S}\nb: &b\n  - *u\nc: *b\n",
    "a:\n  - k: 1\n    s: &s ${S}\nb:\n  - k: 1\n    s: *s\nc:\n  - {k: 1, s: *s}\n",
    "a:\n  - &u\n    k: &k 1\n    s: ${S}\nb:\n  - <<: *u\nc:\n  - {<<: *u, k: *k}\n",
    "x-base: &u {k: 1}\na:\n  - <<: *u\n    s: ${S}\nb:\n  - <<: *u\n    s: ${S}\nc: [{<<: *u, s: '${S}'}]\n",
    "x-base: &u\n  s: ${S}\na:\n  - <<: *u\n    k: 1\nb:\n  - k: 1\n    <<: *u\nc: [{<<: *u, k: 1}]\n",
    "a: &x # c\r\n  - k: 1\r\n    s: ${S} # c\r\nb: *x\r\nc: *x",
    '{"a": &x [{"k": "1", "s": "${S}"}], "b": *x, "c": *x}',
    "a: &x\n  -\n    k: 1\n    s: >-\n      ${S}\nb:\n  *x\nc: *x\n",
]


@pytest.mark.parametrize("key", ["a", "b", "c"])
@pytest.mark.parametrize("text", SHARED)
def test_only_what_is_to_change_does(text: str, key: str) -> None:
    wanted = data_of(text)
    wanted[key][0] = {"k": "other", "port": True, "c": "x: y"}
    rewritten(text, wanted)


VALUES: list[Any] = [
    *("", " a", "a ", "yes", "080", "1e5", "0x1f", "2026-01-01", "a: b", "a #b", "a\nb", "<x>", "${A}", "${A}, b"),
    *("-", "- a", "?", "!a", "*a", "&a", "a'b", 'a"b', "\t", "ä", "a:", "{a}", "null", "~", None, True, 7, 0.5),
    *([], {}, [[]], [["a", ["b"]]], {"a": {"b": [{"c": None}]}}, [None], {"": "", "a b": "c", "x:y": "1"}),
]


@pytest.mark.parametrize("value", VALUES)
def test_any_value_is_written_so_that_it_reads_the_same(value: object) -> None:
    for text in ("port: 1\n", "port: [1]\n", "- port: 1\n", "{port: 1}\n", "[{port: [1]}]\n"):
        wanted = data_of(text)
        inner = wanted[0] if isinstance(wanted, list) else wanted
        inner["port"] = value
        inner["new"] = value if not isinstance(value, bool | int | float) else "x"
        rewritten(text, wanted)


@settings(deadline=None, max_examples=200, derandomize=True)
@given(st.data(), st.sampled_from([True, False, None]), st.sampled_from(["\n", "\r\n"]))
def test_any_file_with_shared_text(data: st.DataObject, style: bool | None, newline: str) -> None:
    keys = st.sampled_from(["a", "b c", "080", "x: y"])
    words: st.SearchStrategy[Any] = keys | st.sampled_from(["", "${S}", "two\nlines\n", "<p>"])
    shared = data.draw(st.lists(st.dictionaries(keys, words, min_size=1) | st.lists(words, min_size=1), min_size=1))
    for _ in range(2):
        parts = words | st.sampled_from(shared)
        shared = data.draw(st.lists(parts | st.lists(parts) | st.dictionaries(keys, parts), min_size=1))
    text = yaml.dump({"a": shared, "b": shared[0], "c": [shared[-1]]}, default_flow_style=style, line_break=newline)
    wanted = data_of(text)
    for _ in range(data.draw(st.integers(1, 3))):
        place = wanted
        for _ in range(data.draw(st.integers(0, 4))):
            parts_of_place = place.values() if isinstance(place, dict) else place
            inner = [each for each in parts_of_place if isinstance(each, dict | list)]
            place = data.draw(st.sampled_from(inner)) if inner else place
        new = data.draw(words | st.lists(words) | st.dictionaries(keys, words))
        if isinstance(place, list):
            place.insert(data.draw(st.integers(0, len(place))), new)
        elif place and data.draw(st.booleans()):
            del place[data.draw(st.sampled_from(sorted(place)))]
        else:
            place[data.draw(keys)] = new
    rewritten(text, wanted)
