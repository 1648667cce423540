"""CALM007: values are written without what text processors add, and are not cut at a hash sign."""

from __future__ import annotations

import re
from collections.abc import Iterator

from calm_lint.api import (
    CURLY_QUOTES,
    Bad,
    Entity,
    Finding,
    Fix,
    Good,
    Landscape,
    Scalar,
    Severity,
    Source,
    is_reference,
    rule,
)
from calm_lint_rules._references import SECRET_FIELDS

_SPACES = "\u00a0\u2007\u202f"
_NAMES = ("name", "system_name", "description")
# A number after a hash sign is part of a name more often than a comment.
_CUT = re.compile(r" (#[0-9]+)[ \t]*(?=[\r\n]|\Z)")


@rule(
    Landscape,
    code="CALM007",
    rung="by-the-book",
    since="0.1",
    severity=Severity.WARNING,
    source=Source("YAML 1.2", "7.3.3 Plain Style"),
    screen="",
    examples=[
        Good(
            """
            name: "Acme #1"  # our first landscape
            description: the \u201cold\u201d landscape of Acme
            """
        ),
        Bad(
            "name: \u201cAcme\u201d",
            at="\u201cAcme\u201d",
            message="name is in typographic quotation marks, must be without them",
            fixed="name: Acme",
        ),
        Bad(
            "name: Acme\u00a0Corporation",
            at="Acme\u00a0Corporation",
            message="name holds a no-break space, must hold an ordinary space",
            fixed="name: Acme Corporation",
        ),
        Bad(
            "name: Acme #1",
            at="Acme",
            message="name ends before #1, which YAML takes for a comment: quote the value if #1 belongs to it",
        ),
    ],
)
def curly_quotes(landscape: Landscape) -> Iterator[Finding]:
    """Text processors and chats write typographic quotation marks and no-break spaces, which look right.

    YAML takes them for letters of the value. SAP's systems then look for a host or a client of that name.
    A hash sign after a space begins a comment, so that a name with one in it loses its end.
    """
    text, document = landscape.document.source.text, landscape.document
    cut = _CUT.search(text, document.start, document.finish) is not None
    if text.isascii() and not cut:
        return
    for entity in landscape.walk():
        if isinstance(entity, Entity):
            for scalar in _texts(entity):
                named = cut and scalar.steps[-1] in _NAMES
                if (named or not str(scalar.value).isascii()) and _is_written_here(scalar):
                    yield from _characters(scalar)
                    if named:
                        yield from _comment(scalar)


def _texts(entity: Entity) -> Iterator[Scalar[str]]:
    """Yield the texts of an entity, also those in lists, without those of keys of one's own."""
    for key, value in entity.data.items():
        listed = isinstance(value, list)
        for number, each in enumerate(value if listed else [value]):
            if isinstance(each, str) and each and not key.startswith("x-"):
                yield Scalar(entity, (key, number) if listed else (key,), each, missing=False)


def _is_written_here(scalar: Scalar[str]) -> bool:
    """Check whether a text stands in the landscape file, not in a binding credential that the file names."""
    return scalar.place.document.locate(scalar.place).path == scalar.place.path


def _characters(scalar: Scalar[str]) -> Iterator[Finding]:
    value, key = scalar.value or "", scalar.steps[0]
    plain = re.sub(f"[{_SPACES}]", " ", value).strip()
    if value[0] in CURLY_QUOTES or value[-1] in CURLY_QUOTES:
        bare = plain[1:-1]
        enclosed = plain[0] in CURLY_QUOTES and plain[-1] in CURLY_QUOTES
        paired = enclosed and bare.strip() and set(bare).isdisjoint(CURLY_QUOTES)
        where = "is in" if paired else "begins or ends with"
        message = f"{key} {where} typographic quotation marks, must be without them"
        yield Finding(scalar, message, _fix(scalar, bare.strip()) if paired else None)
    elif re.search(f"[{_SPACES}]", value):
        message = f"{key} holds a no-break space, must hold an ordinary space"
        yield Finding(scalar, message, _fix(scalar, plain))


def _fix(scalar: Scalar[str], plain: str) -> Fix | None:
    """Return the fix that writes the plain text, None if that may be a secret, which no fix shows."""
    key = scalar.steps[0]
    known = any(field.key == key for field in scalar.owner.fields.values())
    if not plain or not known or (key in SECRET_FIELDS and not is_reference(plain)):
        return None
    return Fix.replace(scalar, plain)


def _comment(scalar: Scalar[str]) -> Iterator[Finding]:
    document = scalar.place.document
    location = document.locate(scalar.place)
    text = document.source.text
    if text[location.start] not in "\"'|>" and (cut := _CUT.match(text, location.end)):
        yield Finding(
            scalar,
            f"{scalar.steps[0]} ends before {cut[1]}, which YAML takes for a comment: "
            f"quote the value if {cut[1]} belongs to it",
        )
