"""Writing plain data as YAML that reads as the same data."""

from __future__ import annotations

import json
import re

from calm_lint.reading.scalars import plain_value

# What needs no quotes: also other readers of YAML take it for text.
_PLAIN = re.compile(r"(?=.*[A-Za-z])[\w./$](?:[\w ./$!|@+{}()=-]|:(?=[^\s,\[\]{}]))*(?<!\s)", re.ASCII)
_FLOW = re.compile(r"[{}]")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}


def block(value: object) -> list[str]:
    """Return the lines of a value in block style; of a scalar or an empty collection there is one."""
    if isinstance(value, dict) and value:
        return [line for key, each in value.items() for line in entry(key, each)]
    if isinstance(value, list) and value:
        return [line for each in value for line in item(each)]
    return [flow(value, inside=False)]


def entry(key: str, value: object) -> list[str]:
    """Return the lines of an entry of a mapping."""
    lines = block(value)
    if value and isinstance(value, dict | list):
        return [f"{_text(key)}:", *(f"  {line}" for line in lines)]
    return [f"{_text(key)}: {lines[0]}".rstrip()]


def item(value: object) -> list[str]:
    """Return the lines of an item of a list."""
    first, *others = block(value)
    return [f"- {first}".rstrip(), *(f"  {line}" for line in others)]


def flow(value: object, *, inside: bool = True) -> str:
    """Return a value in flow style.

    Args:
        value: the value.
        inside: whether it stands in a collection in flow style.
    """
    if isinstance(value, dict):
        return (
            "{" + ", ".join(f"{_text(key, inside=True)}: {flow(each) or 'null'}" for key, each in value.items()) + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(flow(each) or "null" for each in value) + "]"
    if isinstance(value, str):
        return _text(value, inside=inside)
    return "" if value is None else json.dumps(value)


def _text(text: str, *, inside: bool = False) -> str:
    is_plain = _PLAIN.fullmatch(text) and not (inside and _FLOW.search(text)) and plain_value(text) == text
    if (is_plain and text.lower() not in _WORDS) or _DATE.fullmatch(text):
        return text
    # JSON strings are YAML, too; YAML does not take every character as it is.
    return json.dumps(text, ensure_ascii=not text.isprintable())
