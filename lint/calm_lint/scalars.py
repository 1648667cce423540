"""What a plain YAML scalar means: the YAML 1.2 core schema, less what YAML 1.1 and 1.2 read differently.

PyYAML alone follows YAML 1.1, in which `0443` is 291, `5:00` is 300 and `yes` is true. Nobody who copies
a value from an SAP screen means that, so all of these are text here.
"""

from __future__ import annotations

import re

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEAN = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
# Eighteen digits are more than any field takes; int() refuses numbers of thousands of digits.
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
# Floats are rare: these are compiled when the first one comes.
_FLOAT = r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+][0-9]+)?"
_SPECIAL_FLOAT = r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"


class Float(float):
    """A YAML float. JSON Schema would take `443.0` for an integer; the file format does not."""

    def is_integer(self) -> bool:
        """Tell a schema validator that this is no integer."""
        return False


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
        return int(text)
    if "." not in text:
        return text
    if re.fullmatch(_FLOAT, text):
        return Float(text)
    return Float(text.replace(".", "", 1)) if re.fullmatch(_SPECIAL_FLOAT, text) else text
