"""The date format of the schemas."""

from __future__ import annotations

from calm_lint.text.days import parse_day

DATE_FORMAT = "iso-date-or-date-time"


def is_day(value: object) -> bool:
    """Return whether a value is an ISO date or date-time; the type is for the schema to judge."""
    return not isinstance(value, str) or parse_day(value) is not None
