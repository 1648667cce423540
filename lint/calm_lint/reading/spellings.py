"""Finding texts however they are spelled: in any case, with escapes, percent-encoded, with doubled quotes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator

_BACKSLASH = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|\r?\n[ \t]*|.)")
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_DOUBLED_QUOTE = re.compile("''")
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "0": "\0", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "e": "\x1b"}
_LAST = 0x10FFFF
# JSON in a quoted text is escaped twice, and an address in it three times.
_DEEPEST = 3

# All that is looked for begins with so many characters; anything shorter would blot out half of every message.
SHORTEST = 4
# Longer texts are looked for in parts.
_PART = 100
# A text that may well be a word is found as a whole word only.
_MAY_BE_WORD = 8


class View:
    """A text as it reads when escapes of one kind are resolved.

    Attributes:
        text: the text.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the view stands in the text that it shows."""
        return start, end


class _Resolved(View):
    """A view of another view. Its pieces are by turns what stands there and what an escape means."""

    def __init__(self, text: str, inner: View, offsets: list[int], inner_offsets: list[int]) -> None:
        super().__init__(text)
        self._inner = inner
        self._offsets = offsets
        self._inner_offsets = inner_offsets

    def span(self, start: int, end: int) -> tuple[int, int]:
        offsets, inner_offsets = self._offsets, self._inner_offsets
        first, last = bisect_right(offsets, start) - 1, bisect_right(offsets, end - 1) - 1
        inner_start = inner_offsets[first] + (0 if first % 2 else start - offsets[first])
        inner_end = inner_offsets[last + 1] if last % 2 else inner_offsets[last] + end - offsets[last]
        return self._inner.span(inner_start, inner_end)


def views(text: str) -> Iterator[View]:
    """Yield a text as it stands, and as it reads with escapes of YAML, JSON and URLs resolved."""
    layer, seen = [View(text)], {text}
    for _ in range(_DEEPEST):
        yield from layer
        resolved = (_resolve(view, *kind) for view in layer for kind in _KINDS)
        layer = []
        for view in resolved:
            if view and view.text not in seen:
                seen.add(view.text)
                layer.append(view)
    yield from layer


def _resolve(view: View, escape: re.Pattern[str], meaning: Callable[[str], str]) -> View | None:
    if not escape.search(view.text):
        return None
    parts, offsets, inner_offsets = [], [0], [0]
    length = done = 0
    for match in escape.finditer(view.text):
        for part, begin in ((view.text[done : match.start()], match.start()), (meaning(match[0]), match.end())):
            parts.append(part)
            length += len(part)
            offsets.append(length)
            inner_offsets.append(begin)
        done = match.end()
    return _Resolved("".join((*parts, view.text[done:])), view, offsets, inner_offsets)


def _backslash(escape: str) -> str:
    if len(escape) > 2:
        return "" if escape[1] in "\r\n" else chr(min(int(escape[2:], 16), _LAST))
    return _ESCAPES.get(escape[1], escape[1])


def _percent(escape: str) -> str:
    return bytes.fromhex(escape.replace("%", "")).decode(errors="replace")


_KINDS: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...] = (
    (_BACKSLASH, _backslash),
    (_PERCENT, _percent),
    (_DOUBLED_QUOTE, lambda _: "'"),
)


class Search:
    """Looks for many texts at once, in any case.

    The time does not depend on how many they are: at each place, the first characters tell the lengths to try.

    Args:
        texts: what to look for. What has fewer than `SHORTEST` characters is left out.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._parts = {part for text in texts for part in _parts(lower(text)) if len(part) >= SHORTEST}
        self._lengths: dict[str, list[int]] = {}
        for part in sorted(self._parts, key=len, reverse=True):
            lengths = self._lengths.setdefault(part[:SHORTEST], [])
            if not lengths or lengths[-1] != len(part):
                lengths.append(len(part))

    def __bool__(self) -> bool:
        return bool(self._parts)

    def with_texts_of(self, others: Iterable[Search]) -> Search:
        """Return what looks for the texts of others, too."""
        return Search(self._parts.union(*(other._parts for other in others)))

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where the texts stand; those that overlap are all found."""
        if not (lengths := self._lengths):
            return
        text = lower(text)
        for start in [n for n in range(len(text) - SHORTEST + 1) if text[n : n + SHORTEST] in lengths]:
            for length in lengths[text[start : start + SHORTEST]]:
                end = start + length
                part = text[start:end]
                if part in self._parts and (not _may_be_word(part) or _is_whole(text, start, end)):
                    yield start, end
                    break


def lower(text: str) -> str:
    """Return a text in lower case, in which each character is still at its offset."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def _parts(text: str) -> Iterator[str]:
    if len(text) <= _PART:
        yield text
        return
    yield from (text[start : start + _PART] for start in range(0, len(text) - _PART, _PART))
    yield text[-_PART:]


def _may_be_word(text: str) -> bool:
    return len(text) < _MAY_BE_WORD or text.isalpha()


def _is_whole(text: str, start: int, end: int) -> bool:
    """Return whether a stretch of a text begins and ends where words do."""
    return not (_joins(text, start) or _joins(text, end))


def _joins(text: str, offset: int) -> bool:
    return 0 < offset < len(text) and all(char.isalnum() or char == "_" for char in text[offset - 1 : offset + 1])
