"""ISO dates and date-times, read as days."""

from __future__ import annotations

import re
from datetime import date

# The rest of a date-time (ISO 8601, section 5.4; YAML lets blanks stand in it), compiled when one has it.
_MINUTES = "[0-5][0-9]"
_HOURS = "(?:[01][0-9]|2[0-3])"
_OFFSET = rf"[Zz]|[-+]{_HOURS}(?::?{_MINUTES})?"
_TIME = rf"(?:[Tt]|[ \t]+){_HOURS}:{_MINUTES}(?::(?:{_MINUTES}|60)(?:[.,][0-9]+)?)?[ \t]*(?:{_OFFSET})?"


def parse_day(raw: object) -> date | None:
    """Return the day of an ISO date or date-time, None if it is neither."""
    # Dates with numbers of weeks have their hyphens elsewhere.
    if not isinstance(raw, str) or not raw[4:5] == raw[7:8] == "-":
        return None
    if len(raw) > len("2024-01-31") and not re.fullmatch(_TIME, raw[10:]):
        return None
    try:
        return date.fromisoformat(raw[:10])
    except ValueError:
        return None
