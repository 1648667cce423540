"""What a plain YAML scalar means: the YAML 1.2 core schema, less what YAML 1.1 and 1.2 read differently.

PyYAML alone follows YAML 1.1, in which `0443` is 291, `5:00` is 300 and `yes` is true. Nobody who copies
a value from an SAP screen means that, so all of these are text here.
"""

from __future__ import annotations

import re

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEAN = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
# Python refuses to read and to write more than 4,300 digits; a number that long is wrong by its beginning.
_DIGITS = 4000
# Floats are rare: these are compiled when the first one comes.
_FLOAT = r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+][0-9]+)?"
_SPECIAL_FLOAT = r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"


class Float(float):
    """A YAML float. JSON Schema would take `443.0` for an integer; the file format does not."""

    def is_integer(self) -> bool:
        """Tell a schema validator that this is no integer."""
        return False


_KINDS = {"bool": bool, "float": Float, "int": int, "null": type(None)}


def plain_text(text: str) -> str | None:
    """Read a plain scalar where text stands: itself, or None for a null."""
    return None if text in _NULL else text


def plain_value(text: str) -> str | int | float | bool | None:
    """Read a plain scalar where a number or a truth value may stand."""
    if text in _NULL:
        return None
    if text in _BOOLEAN:
        return _BOOLEAN[text]
    if _INTEGER.fullmatch(text):
        return int(text[:_DIGITS])
    if "." not in text:
        return text
    if re.fullmatch(_FLOAT, text):
        return Float(text)
    return Float(text.replace(".", "", 1)) if re.fullmatch(_SPECIAL_FLOAT, text) else text


def tagged_value(text: str, kind: str) -> str | int | float | bool | None:
    """Read a scalar that is tagged as bool, float, int or null; where it is none, it is text."""
    value = plain_value(text)
    if kind == "float" and type(value) is int:
        return Float(text)
    return value if type(value) is _KINDS[kind] else text
