"""Secrets never come out: everything that is shown of a file passes through here.

What counts as a secret: the values of keys that are named like one (or like a misspelled one), unless
they are references such as ${NAME}; private keys in PEM form; the two-part secrets of SAP's
authorization server; and user and password in a URL. They are looked for in the text as well as in
the data, since a file that does not parse has no data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from calm_lint.credentials import REFERENCE, is_reference
from calm_lint.document import Document
from calm_lint.node import SyntaxFault
from calm_lint.source import Source
from calm_lint.suggestions import did_you_mean

if TYPE_CHECKING:
    from calm_lint.reader import Reading

MASK = "***"

_STARTS_WITH_REFERENCE = re.compile(rf"\s*[\"']?(?:{REFERENCE})[\"']?(?=[\s,\]}}]|$)")
_SECRET_NAME = re.compile(r"secr|pass(?:word|wd|phrase|code)|^key$|private_?key", re.IGNORECASE)
_NAME = re.compile(r"[\w.-]+(?=[\"']?[ \t]*[:=])")
_ANYWHERE = (
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*-----|\Z)",
    r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\$[A-Za-z0-9+/=_-]+",
    r"(?<=://)[^\s@]+(?=@)",
    r"(?<![\w/:.@])[^\s@\"':/]+:(?!//)[^\s@]+(?=@)",
)
_QUOTED = r"\"(?:[^\"\\]|\\.)*\"?|'(?:[^']|'')*'?"
# A shorter secret would blot out half of every message; on its own line it is masked all the same.
_SHORTEST = 4


def redactor(reading: Reading) -> Redactor:
    """Return what masks the secrets of a file that was read."""
    complete = not any(isinstance(fault, SyntaxFault) for fault in reading.faults)
    return Redactor(reading.source, reading.documents, complete=complete)


class Redactor:
    """Masks the secrets of one file in whatever is shown of it.

    Args:
        source: the text of the file.
        documents: what could be read of it.
        complete: whether that is all of it, so that the data tell every secret exactly.
    """

    def __init__(self, source: Source, documents: Iterable[Document], *, complete: bool) -> None:
        names = {name for name in set(_NAME.findall(source.text)) if _is_secret_name(name)}
        keys = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
        plain = r"\$\{[^{}]*\}|[^\s,\]}][^\r\n,\]}]*" if complete else r"[^\s][^\r\n]*"
        entry = rf"(?<![\w.-])(?:{keys})[\"']?[ \t]*[:=][ \t]*(?P<value>{_QUOTED}|{plain})"
        self._entry = re.compile(entry) if names else None
        # Where a broken file may hold a secret on any line, none is shown.
        written = re.finditer(rf"(?<![\w.-])(?:{keys})[\"']?\s*[:=]", source.text) if names else ()
        plain_secret = any(not _STARTS_WITH_REFERENCE.match(source.text, match.end()) for match in written)
        self._hidden = not complete and (plain_secret or "\0" in source.text)
        secrets = {*self._in_text(source), *(each for document in documents for each in _in_data(document.data))}
        parts = sorted((each for each in secrets if len(each) >= _SHORTEST), key=len, reverse=True)
        self._secret = re.compile("|".join((*_ANYWHERE, *map(re.escape, parts))))

    def text(self, text: str) -> str:
        """Return a text with every secret of the file masked."""
        return self._secret.sub(MASK, text)

    def line(self, line: str, *offsets: int) -> tuple[str, list[int]]:
        """Return a line of the file with its secrets masked, and where offsets into it have moved to."""
        if self._hidden:
            return MASK, [min(offset, len(MASK)) for offset in offsets]
        ranges = [match.span() for match in self._secret.finditer(line)]
        ranges += (match.span("value") for match in self._entries(line))
        masked, moved, done = "", list(offsets), 0
        for start, end in sorted(ranges):
            start = max(start, done)
            if end <= start:
                continue
            masked += line[done:start] + MASK
            for index, offset in enumerate(offsets):
                if offset > start:
                    moved[index] = len(masked) + max(offset - end, 0)
            done = end
        return masked + line[done:], moved

    def _entries(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the entries of a text whose keys are named like secrets, less the references."""
        for match in self._entry.finditer(text) if self._entry else ():
            if not _STARTS_WITH_REFERENCE.match(match["value"]):
                yield match

    def _in_text(self, source: Source) -> Iterator[str]:
        """Yield what stands behind secret names: the value, each line of it, or the block below."""
        for private_key in re.finditer(_ANYWHERE[0], source.text):
            yield from map(str.strip, private_key[0].splitlines())
        for match in self._entries(source.text):
            value = match["value"].strip("\"'")
            if value[0:1] in ("|", ">"):
                yield from _block(source, match.start(), match.end())
            yield from (value.strip(), *map(str.strip, value.splitlines()), re.split(r"[,}\]#\s]", value)[0])


def _block(source: Source, start: int, end: int) -> Iterator[str]:
    """Yield the lines below a key that are indented more than it is."""
    line_start = source.line_start(start)
    indent = start - line_start
    for line in source.text[end:].splitlines()[1:]:
        if line.strip() and len(line) - len(line.lstrip()) < max(indent, 1):
            return
        yield line.strip()


def _in_data(data: object) -> Iterator[str]:
    """Yield the texts below secret names, whole and line by line; what an alias repeats comes once."""
    stack, seen = [(data, False)], set()
    while stack:
        value, secret = stack.pop()
        if isinstance(value, dict | list):
            if (id(value), secret) in seen:
                continue
            seen.add((id(value), secret))
            pairs = value.items() if isinstance(value, dict) else enumerate(value)
            stack += ((each, secret or (isinstance(key, str) and _is_secret_name(key))) for key, each in pairs)
        elif secret and isinstance(value, str) and not is_reference(value):
            yield from (value.strip(), *value.split())


@cache
def _is_secret_name(name: str) -> bool:
    return bool(_SECRET_NAME.search(name)) or did_you_mean(name, ["client_secret"]) is not None
