"""Secrets never come out: everything that is shown of a file passes through here.

What counts as a secret: the values of keys that are named like one (or like a misspelled one), unless
they are references such as ${NAME}; private keys in PEM form; bearer tokens; the two-part secrets of
SAP's authorization server; and user and password in a URL. They are looked for in the text as well as
in the data, since a file that does not parse has no data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from calm_lint.reading.document import Document
from calm_lint.text.references import REFERENCE, is_reference
from calm_lint.text.source import Source
from calm_lint.text.suggestions import did_you_mean

if TYPE_CHECKING:
    from calm_lint.reading.reader import Reading

MASK = "***"

_STARTS_WITH_REFERENCE = re.compile(rf"\s*[\"']?(?:{REFERENCE})[\"']?(?=[\s,\]}}]|$)")
# A key `token` holds one; `token_endpoint` and the like do not.
_SECRET_NAME = re.compile(
    r"secr|pwd|pass(?:wor[dt](?![_.-]?deactivated)|wd|phrase|code)|(?:^|[_.-])pass$|kennwort|^key$|tokens?$"
    r"|(?:api|access|account|client|encryption|private|shared|signing)[_.-]?keys?$|^authorization$",
    re.IGNORECASE,
)
# Anchored at the beginning of a word, and never giving back: a word of a megabyte is looked at once.
_KEY = re.compile(r"(?<![\w.-])([\w.-]++)[\"']?[ \t]*+[:=][ \t]*+")
_KEY_OVER_LINES = re.compile(r"(?<![\w.-])([\w.-]++)[\"']?\s*+[:=]")
_ANYWHERE = (
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*-----|\Z)",
    r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\$[A-Za-z0-9+/=_-]+",
    r"(?<!\w)[Bb]earer[ \t]++[\w.~+/=-]{16,}+",
    r"(?<![\w-])eyJ[\w-]++\.[\w-]++\.[\w-]*+",
)
_QUOTED = r"\"(?:[^\"\\]|\\.)*+\"?|'(?:[^']|'')*+'?"
_VALUE = re.compile(rf"{_QUOTED}|\$\{{[^{{}}]*+\}}|[^\s,\]}}][^\r\n,\]}}]*")
_VALUE_TO_LINE_END = re.compile(rf"{_QUOTED}|[^\s][^\r\n]*")
_COMMENT = re.compile(r"(?:^|\s)#")
# The user of a URL; a normalized path has one of its slashes only. A letter and a colon are a drive of Windows.
_USER_OF_URL = re.compile(r"(\w\w:/+)\S*@")
# A word that holds an @, and the user of one that holds no //.
_WORD_WITH_AT = re.compile(r"(?<!\S)[^\s@]*+@\S*+")
_USER = re.compile(r"(?<![^\"',=\[\]{}()])[^@\"':/,=\[\]{}()]++:")
_USER_WITH_BLANKS = re.compile(r"//([^\s:/?#@]*+:(?![0-9]*(?:[/?#\s]|$)).*)", re.DOTALL)
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
# A shorter secret would blot out half of every message; on its own line it is masked all the same.
_SHORTEST = 4
_COMPARED = 200


def redactor(reading: Reading) -> Redactor:
    """Return what masks the secrets of a file that was read."""
    return Redactor(reading.source, reading.documents, complete=reading.complete)


def without_users(text: str) -> str:
    """Return what a run says that is not about a text that was read, with users and passwords in URLs masked."""
    return _USER_OF_URL.sub(rf"\1{MASK}@", text)


class Redactor:
    """Masks the secrets of one file in whatever is shown of it.

    Args:
        source: the text of the file.
        documents: what could be read of it.
        complete: whether that is all of it, so that the data tell every secret exactly.
    """

    def __init__(self, source: Source, documents: Iterable[Document], *, complete: bool) -> None:
        self._value = _VALUE if complete else _VALUE_TO_LINE_END
        # Where a broken file may hold a secret on any line, none is shown.
        self._hidden = not complete and ("\0" in source.text or _holds_plain_secret(source.text))
        secrets = {*self._in_text(source), *(each for document in documents for each in _in_document(document))}
        parts = sorted(each for each in secrets if len(each) >= _SHORTEST)
        self._secret = re.compile("|".join((*_ANYWHERE, *_alternatives(parts))))

    def text(self, text: str) -> str:
        """Return a text with every secret of the file masked."""
        return _masked(text, self._spans(text), ())[0]

    def line(self, line: str, *offsets: int) -> tuple[str, list[int]]:
        """Return a line of the file with its secrets masked, and where offsets into it have moved to."""
        if self._hidden:
            return MASK, [min(offset, len(MASK)) for offset in offsets]
        return _masked(line, [*self._spans(line), *(value.span() for _, value in self._entries(line))], offsets)

    def _spans(self, text: str) -> list[tuple[int, int]]:
        return [*(match.span() for match in self._secret.finditer(text)), *_users(text)]

    def _entries(self, text: str) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
        """Yield keys that are named like secrets, each with its value, less the references."""
        end, commented = 0, False
        while key := _KEY.search(text, end):
            _, new_line, before = text[end : key.start()].rpartition("\n")
            commented = (commented and not new_line) or _COMMENT.search(before) is not None
            end = key.end()
            # In a comment, a comma or a bracket ends nothing.
            kind = _VALUE_TO_LINE_END if commented else self._value
            if _is_secret_name(key[1]) and (value := kind.match(text, end)):
                end = value.end()
                if not _STARTS_WITH_REFERENCE.match(value[0]):
                    yield key, value

    def _in_text(self, source: Source) -> Iterator[str]:
        """Yield what stands behind secret names: the value, each line of it, or the block below."""
        for private_key in re.finditer(_ANYWHERE[0], source.text):
            yield from map(str.strip, private_key[0].splitlines())
        for start, end in _users(source.text):
            yield from _user_parts(source.text[start:end])
        for key, match in self._entries(source.text):
            value = match[0].strip("\"'")
            if value[0:1] in ("|", ">"):
                yield from _block(source, key.start(), match.end())
            first = re.split(r"[,}\]#\s]", value)[0]
            # The name of an anchor, an alias or a tag is shown without its sign.
            yield from (value.strip(), *map(str.strip, value.splitlines()), first, first.lstrip("&*!"))


class MaskedLines:
    """Shows lines of a file; other than a function, it can be sent to another process.

    Args:
        source: the text of the file.
        redactor: masks its secrets.
    """

    def __init__(self, source: Source, redactor: Redactor) -> None:
        self._source = source
        self._redactor = redactor

    def __call__(self, line: int | str, *offsets: int) -> tuple[str, list[int]]:
        """Return a line, given by its number or as it will be, masked, and where offsets into it have moved to."""
        return self._redactor.line(self._source.line(line) if isinstance(line, int) else line, *offsets)


def _masked(text: str, spans: Iterable[tuple[int, int]], offsets: Sequence[int]) -> tuple[str, list[int]]:
    """Return a text with stretches of it masked, and where offsets into it have moved to."""
    masked, moved, done = "", list(offsets), 0
    for start, end in sorted(spans):
        start = max(start, done)
        if end <= start:
            continue
        masked += text[done:start] + MASK
        for index, offset in enumerate(offsets):
            if offset > start:
                moved[index] = len(masked) + max(offset - end, 0)
        done = end
    return masked + text[done:], moved


def _holds_plain_secret(text: str) -> bool:
    """Tell whether a key that is named like a secret has anything but a reference behind it, if on the next line."""
    keys = (match for match in _KEY_OVER_LINES.finditer(text) if _is_secret_name(match[1]))
    return any(not _STARTS_WITH_REFERENCE.match(text, key.end()) for key in keys)


def _users(text: str) -> Iterator[tuple[int, int]]:
    """Yield where user and password stand in URLs, and in hosts without scheme: up to the last @ of a word.

    A password may hold any character, also those that would end it by the rules for URLs.
    """
    for word in _WORD_WITH_AT.finditer(text):
        end = word[0].rindex("@")
        slashes = word[0].find("//", 0, end)
        user = None if slashes >= 0 else _USER.search(word[0], 0, end)
        start = slashes + 2 if slashes >= 0 else user.start() if user else end
        if start < end:
            yield word.start() + start, word.start() + end


def _user_parts(user: str) -> Iterator[str]:
    """Yield what may be shown of user and password where the URL is taken apart; a user name alone is no secret."""
    name, colon, password = user.partition(":")
    if not re.search(r"[/?#\s]", user):
        yield from (user, password) if colon else ()
        return
    secret = password if colon else name
    # The first is the path, which begins at the first slash. There is no end to what a file may hold.
    for part in (secret, re.split(r"[/?#]", secret, maxsplit=1)[-1], *re.split(r"[:/?#@\s,]", secret, maxsplit=20)):
        if not _HOST.fullmatch(part):
            yield from (part, part.lower())


def _block(source: Source, start: int, end: int) -> Iterator[str]:
    """Yield the lines below a key that are indented more than it is."""
    indent = max(start - source.line_start(start), 1)
    for line in re.compile(r"(?:\r\n?|\n)([ \t]*)([^\r\n]*)").finditer(source.text, end):
        if line[2] and len(line[1]) < indent:
            return
        yield line[2].strip()


def _in_document(document: Document) -> Iterator[str]:
    """Yield the secrets of a document, and of the binding credentials that it names."""
    yield from _in_data(document.data)
    for path, value in document.rejected:
        yield from _in_data(value, secret=any(isinstance(step, str) and _is_secret_name(step) for step in path))
    for credential in document.credentials.values():
        yield from _in_data(credential.content)


def _in_data(data: object, *, secret: bool = False) -> Iterator[str]:
    """Yield the texts below secret names, whole and line by line, and users of URLs; what an alias repeats comes once.

    Args:
        data: what was read.
        secret: whether it stands below a secret name itself.
    """
    stack, seen = [(data, secret)], set()
    while stack:
        value, secret = stack.pop()
        if isinstance(value, dict | list):
            if (id(value), secret) in seen:
                continue
            seen.add((id(value), secret))
            pairs = value.items() if isinstance(value, dict) else enumerate(value)
            stack += ((each, secret or (isinstance(key, str) and _is_secret_name(key))) for key, each in pairs)
            stack += ((key, True) for key in value if secret and isinstance(value, dict))
        elif isinstance(value, str | int | float) and not isinstance(value, bool):
            value = str(value)
            if secret and not is_reference(value):
                yield from (value.strip(), *value.split())
            if "@" in value:
                yield from _in_address(value)


def _in_address(text: str) -> Iterator[str]:
    for start, end in _users(text):
        yield from _user_parts(text[start:end])
    if match := _USER_WITH_BLANKS.search(text, 0, text.rindex("@")):
        yield from _user_parts(match[1])


@cache
def _is_secret_name(name: str) -> bool:
    # A few letters, as `client`, resemble a longer name by being its beginning.
    misspelled = len(name) > len("client_id") and did_you_mean(name, ["client_secret"]) is not None
    return misspelled or _SECRET_NAME.search(name) is not None


def _alternatives(secrets: Iterable[str], depth: int = _SHORTEST - 1) -> Iterator[str]:
    """Yield patterns for secrets, which are sorted: of thousands, those that begin alike are tried at a place."""
    if not depth:
        yield from map(_literally, sorted(secrets, key=len, reverse=True))
        return
    for first, group in groupby(secrets, lambda secret: secret[0]):
        yield f"{re.escape(first)}(?:{'|'.join(_alternatives((secret[1:] for secret in group), depth - 1))})"


def _literally(secret: str) -> str:
    """Return a pattern for a secret; of a long one, the beginning and the length tell enough."""
    return f"{re.escape(secret[:_COMPARED])}[\\s\\S]{{0,{max(len(secret) - _COMPARED, 0)}}}"
