"""Positions in the encodings of the protocol, and as calm-lint counts."""

from __future__ import annotations

import pytest

pytest.importorskip("lsprotocol")

from lsprotocol.types import Position

from calm_lint.server.positions import Positions
from calm_lint.text.source import Span

TEXT = "a\U0001f680b\r\n\u00e9\u20ac\rc\n"


@pytest.mark.parametrize(
    ("encoding", "after"), [("utf-8", [0, 1, 5, 6]), ("utf-16", [0, 1, 3, 4]), ("utf-32", [0, 1, 2, 3])]
)
def test_there_and_back(encoding: str, after: list[int]) -> None:
    positions = Positions(TEXT, encoding)
    for column, character in enumerate(after, 1):
        assert positions.position(1, column) == Position(0, character)
        assert positions.column(Position(0, character)) == (1, column)


def test_lines_end_as_the_protocol_says() -> None:
    positions = Positions("a\u2028\x0b\x85b\rc\r\nd\n")
    assert positions.position(2, 1) == Position(1, 0)
    assert positions.whole.end == Position(3, 0)


def test_position_inside_a_character_is_before_it() -> None:
    assert Positions(TEXT).column(Position(0, 2)) == (1, 2)


def test_beyond_the_end() -> None:
    positions = Positions(TEXT)
    assert positions.column(Position(9, 9)) == (4, 1)
    assert positions.column(Position(1, 99)) == (2, 3)
    assert positions.range(Span(1, 4, 9, 1)).end == Position(3, 0)


def test_byte_order_marks_are_no_part_of_what_is_linted() -> None:
    positions = Positions("\ufeff---\na: \ufeff\n\ufeff---\n")
    assert positions.position(1, 1) == Position(0, 1)
    assert positions.position(2, 5) == Position(1, 4)
    assert positions.column(Position(2, 1)) == (3, 1)
