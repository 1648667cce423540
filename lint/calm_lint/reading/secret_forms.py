"""Secrets that are known by their form: private keys, tokens, passwords in URLs, and what a text assigns to a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from calm_lint.reading.secret_names import is_secret
from calm_lint.text.references import is_reference

PRIVATE_KEY = "PRIVATE KEY-----"
_PRIVATE_KEY = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----")
_END = "-----END "
_LINE_REST = re.compile(r"[^\r\n]*")
_TOKEN = re.compile(
    # The client secrets of SAP's authorization server have two parts.
    r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\$[A-Za-z0-9+/=_-]+"
    r"|(?<!\w)[Bb]earer[ \t]++[\w.~+/=-]{16,}+"
    r"|(?<![\w-])eyJ[\w-]++\.[\w-]++\.[\w-]*+"
)
# Anchored at the beginning of a word, and never giving back: a word of a megabyte is looked at once.
_NAME = re.compile(r"(?<![\w.-])([\w.-]++)[\"']?\s*+[:=]\s*+")
_NAME_IN_LINE = re.compile(r"(?<![\w.-])([\w.-]++)[\"']?[ \t]*+[:=][ \t]*+")
_QUOTED = r"\"(?:[^\"\\]|\\.)*+\"?|'(?:[^']|'')*+'?"
_VALUE = re.compile(rf"{_QUOTED}|\$\{{[^{{}}]*+\}}|[^\s,\]}}][^\r\n,\]}}]*")
_VALUE_TO_LINE_END = re.compile(rf"{_QUOTED}|[^\s][^\r\n]*")
_MAY_BE_REFERENCE = re.compile(r"[\"']?(\$\{[^{}\s]*+\}|[^\s,\]}\"']++)[\"']?(?=[\s,\]}]|$)")
# A word that holds an @, and the user of one that holds no //.
_WORD_WITH_AT = re.compile(r"(?<!\S)(?:[^\s@%]|%(?!40))*+(?:@|%40)\S*+")
_USER = re.compile(r"(?<![^\"',=\[\]{}()])[^@\"':/,=\[\]{}()]++:")
_USER_WITH_BLANKS = re.compile(r"//([^\s:/?#@]*+:(?![0-9]*(?:[/?#\s]|$)).*)", re.DOTALL)
_USER_WITH_PASSWORD = re.compile(r"[^\s:/?#@]*+:(?![0-9]*(?:[/?#]|$))")
_ESCAPED_AT = re.compile(r"(?:[^/?#%]|%(?!40))*+%40")
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")


def spans(text: str, *, of_file: bool = False) -> Iterator[tuple[int, int]]:
    """Yield where private keys, tokens, and user and password of URLs stand in a text.

    Args:
        text: the text.
        of_file: whether it is that of a file, in which a private key without an end need not go on to the end.
    """
    yield from private_keys(text, of_file=of_file)
    yield from (match.span() for match in _TOKEN.finditer(text))
    yield from users(text)


def private_keys(text: str, *, of_file: bool = False) -> Iterator[tuple[int, int]]:
    """Yield where private keys in PEM form stand; one without an end ends with the text, in a file with its line."""
    end, last = 0, 0
    for match in _PRIVATE_KEY.finditer(text):
        if match.start() < end:
            continue
        if last >= 0:
            last = text.find(_END, match.end())
        close = text.find("-----", last + len(_END)) if last >= 0 else -1
        if close >= 0:
            end = close + len("-----")
        else:
            line = _LINE_REST.match(text, match.end()) if of_file else None
            end = line.end() if line else len(text)
        yield match.start(), end


def users(text: str) -> Iterator[tuple[int, int]]:
    """Yield where user and password stand in URLs, and in hosts without scheme: up to the last @ of a word.

    A password may hold any character, also those that would end it by the rules for URLs.
    """
    for word in _WORD_WITH_AT.finditer(text):
        stretch = _user(word[0])
        if stretch and not is_reference(word[0].strip("\"',[]{}")) and not word[0].startswith("mailto:"):
            yield word.start() + stretch[0], word.start() + stretch[1]


def _user(word: str) -> tuple[int, int] | None:
    """Return where user and password stand in a word that holds an @, or an escaped one."""
    end = word.rfind("@")
    escaped = end < 0
    if escaped:
        end = word.rindex("%40")
    slashes = word.find("//", 0, end)
    if slashes < 0:
        user = _USER.search(word, 0, end)
        return (user.start(), end) if user else None
    start = slashes + 2
    # An escaped @ may as well be part of a query.
    if escaped and not _USER_WITH_PASSWORD.match(word, start) and not _ESCAPED_AT.match(word, start):
        return None
    return (start, end) if start < end else None


def assignments(
    text: str, *, to_line_end: bool = False, over_lines: bool = False, anywhere: bool = False
) -> Iterator[tuple[int, int, str]]:
    """Yield what a text assigns to names of secrets, less references: where it stands, and the value without quotes.

    Args:
        text: the text.
        to_line_end: whether a value ends with its line, and no comma or bracket ends it.
        over_lines: whether the value may stand on another line than the name.
        anywhere: whether any part of the text may be a credential, in which `key` and `token` are secrets.
    """
    end = 0
    names = _NAME if over_lines else _NAME_IN_LINE
    kind = _VALUE_TO_LINE_END if to_line_end else _VALUE
    while name := names.search(text, end):
        end = name.end()
        if not is_secret(name[1], in_credential=anywhere):
            continue
        if value := kind.match(text, end):
            if not begins_with_reference(text, end):
                yield *value.span(), value[0].strip("\"'")
            end = value.end()


def begins_with_reference(text: str, offset: int) -> bool:
    """Return whether a reference to a secret, and nothing more of a word, stands at an offset."""
    match = _MAY_BE_REFERENCE.match(text, offset)
    return match is not None and is_reference(match[1])


def user_parts(user: str) -> Iterator[str]:
    """Yield what may be shown of user and password where the URL is taken apart; a user name alone is no secret."""
    name, colon, password = user.partition(":")
    if not re.search(r"[/?#\s]", user):
        yield from (user, password) if colon else ()
        return
    secret = password if colon else name
    # The first is the path, which begins at the first slash. There is no end to what a file may hold.
    for part in (secret, re.split(r"[/?#]", secret, maxsplit=1)[-1], *re.split(r"[:/?#@\s,]", secret, maxsplit=20)):
        if not _HOST.fullmatch(part):
            yield part


def in_text(text: str) -> Iterator[str]:
    """Yield the secrets that a text holds by their form: a value of a file, or all of one that does not parse."""
    for start, end in private_keys(text):
        yield text[start:end]
    yield from (match[0] for match in _TOKEN.finditer(text))
    for start, end in users(text):
        yield from user_parts(text[start:end])
    if "@" in text and (match := _USER_WITH_BLANKS.search(text, 0, text.rindex("@"))):
        yield from user_parts(match[1])
