"""Values in the form of a landscape: the systems write numbers and truth values as text."""

from __future__ import annotations

import re

from calm_lint.evidence.records import Fields, Seen, Unplaced


def number(fields: Fields, key: str, unplaced: list[Unplaced]) -> None:
    """Make a number of a field that is text; what is no number is taken out.

    Args:
        fields: the fields of an entity.
        key: the field.
        unplaced: gets what is no number.
    """
    seen = fields.get(key)
    if seen is None or seen.value is None or (isinstance(seen.value, int) and not isinstance(seen.value, bool)):
        return
    if isinstance(seen.value, str) and re.fullmatch(r"\s*[0-9]{1,10}\s*", seen.value, re.ASCII):
        fields[key] = Seen(int(seen.value), seen.pointer, seen.origin)
        return
    del fields[key]
    unplaced.append(Unplaced(seen.origin.file, seen.pointer, "is no whole number"))


def flag(fields: Fields, key: str, unplaced: list[Unplaced]) -> None:
    """Make a truth value of a field that is text: true, false, ABAP's X or nothing; what is none is taken out.

    Args:
        fields: the fields of an entity.
        key: the field.
        unplaced: gets what is no truth value.
    """
    seen = fields.get(key)
    if seen is None or isinstance(seen.value, bool):
        return
    word = str(seen.value or "").strip().lower()
    if word in ("true", "x", "false", ""):
        fields[key] = Seen(word in ("true", "x"), seen.pointer, seen.origin)
        return
    del fields[key]
    unplaced.append(Unplaced(seen.origin.file, seen.pointer, "is neither true nor false"))
