"""CALM002 beyond its examples: where the two keys are, and what is made of their values."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmSystem, Landscape
from calm_lint.rulebook.examples import complete
from calm_lint.text.source import Span
from findings import Lint
from invariants import check


def duplicates(lint: Lint, text: str) -> list[tuple[str, Span, Span]]:
    report = lint(text)
    found = [each for each in report.violations if each.rule.code == "CALM002"]
    return [(each.path, each.span, each.related[0].span) for each in found]


def test_duplicate_key_shows_both_places(lint: Lint) -> None:
    text = "format: 1\nname: a\nx-b: {c: 1, c: 2, 'c': 3}\nname: b\n"
    first = Span(3, 7, 3, 8)
    assert duplicates(lint, text) == [
        ("/x-b/c", Span(3, 13, 3, 14), first),
        ("/x-b/c", Span(3, 19, 3, 22), first),
        ("/name", Span(4, 1, 4, 5), Span(2, 1, 2, 5)),
    ]


def test_duplicate_merge_key_is_one(lint: Lint) -> None:
    text = "x-a: &a {b: 1}\nx-c:\n  <<: *a\n  <<: *a\n"
    first = Span(3, 3, 3, 5)
    assert duplicates(lint, text) == [("/x-c/<<", Span(4, 3, 4, 5), first)]
    text += "  <<: *a\n"
    assert duplicates(lint, text) == [("/x-c/<<", Span(line, 3, line, 5), first) for line in (4, 5)]


def test_value_of_a_duplicate_key_is_not_handed_to_rules(lint: Lint) -> None:
    """Neither the wrong port, nor the missing port, nor a missing required key is another finding."""
    text = complete(AlmSystem, "").replace(
        "        port: 443\n        token", "        port: 80\n        port: 81\n        token"
    )
    assert [violation.rule.code for violation in lint(text).violations] == ["CALM002"]
    text = complete(AlmSystem, "host_name: a/api\nx-a: 1").replace(
        "        host_name: a", "        host_name: b\n        host_name: a"
    )
    assert [violation.rule.code for violation in lint(text).violations] == ["CALM002"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('x-a: {"a\\x62": 1, ab: 2}\n', [("/x-a/ab", Span(1, 19, 1, 21), Span(1, 7, 1, 14))]),
        ("x-k: &k ab\nx-a: {ab: 1, *k : 2}\n", [("/x-a/ab", Span(2, 14, 2, 16), Span(2, 7, 2, 9))]),
        ("x-a: {c: {d: 1}, ab: [1, 2], ab: 3}\n", [("/x-a/ab", Span(1, 30, 1, 32), Span(1, 18, 1, 20))]),
        ("x-a: {---: 1, ---: 2}\n", [("/x-a/---", Span(1, 15, 1, 18), Span(1, 7, 1, 10))]),
        *(
            (f"{key}: 1\n{key}: 2\n", [(f"/{key}", Span(2, 1, 2, len(key) + 1), Span(1, 1, 1, len(key) + 1))])
            for key in (":", "?", "-", "::", "-a", "a:b", "=", "...")
        ),
        (
            "x-a: {b: 1, b: 2}\nx-a: {c: 1, c: 2}\n",
            [
                ("/x-a/b", Span(1, 13, 1, 14), Span(1, 7, 1, 8)),
                ("/x-a", Span(2, 1, 2, 4), Span(1, 1, 1, 4)),
                ("/x-a/c", Span(2, 13, 2, 14), Span(2, 7, 2, 8)),
            ],
        ),
        ("name: a\nname: b\nx-c: [\n", [("/name", Span(2, 1, 2, 5), Span(1, 1, 1, 5))]),
        ("x-a: [{b: 1, b: 2}, {c: [}]\n", [("/x-a/0/b", Span(1, 14, 1, 15), Span(1, 8, 1, 9))]),
    ],
)
def test_first_of_two_keys_is_found_whatever_stands_around(
    lint: Lint, text: str, found: list[tuple[str, Span, Span]]
) -> None:
    assert duplicates(lint, text) == found


@pytest.mark.once
def test_key_that_is_there_ten_thousand_times(lint: Lint) -> None:
    text = "".join(f"k{number}: 1\n" for number in range(10_000))
    assert {first.line for _, __, first in duplicates(lint, f"{text}{text}")} == set(range(1, 10_001))


def test_empty_key_that_is_there_twice_is_named() -> None:
    (violation,) = check(f"{complete(Landscape, '')}x-a: {{'': 1, '': 2}}\n".encode()).violations
    assert violation.message == "key '' is used twice, must be unique in the mapping"
