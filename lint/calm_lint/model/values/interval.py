"""The intervals of Run Every, in all their spellings."""

import re
from functools import lru_cache
from typing import NamedTuple

_SECONDS = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400}
_SPELLINGS = {
    spelling: unit
    for unit, short in {
        "seconds": ("s", "sec", "secs"),
        "minutes": ("m", "min", "mins"),
        "hours": ("h", "hr", "hrs"),
        "days": ("d",),
    }.items()
    for spelling in (unit, unit[:-1], f"{unit[:-1]}(s)", *short)
}
_AMOUNT = r"[-+]?[0-9]+(?:[.,][0-9]+)?"
_AMOUNT_AND_UNIT = re.compile(rf"({_AMOUNT})\s*([A-Za-z]+(?:\([sS]\))?)?\.?")
_NUMBER = r"([0-9]+(?:[.,][0-9]+)?)"
# ISO 8601, section 5.5.2, without years and months, which have no fixed length.
_ISO_8601 = rf"P(?:{_NUMBER}W)?(?:{_NUMBER}D)?(?:T(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}S)?)?"
_ISO_SECONDS = (604800, 86400, 3600, 60, 1)


class Interval(NamedTuple):
    """How often a job runs.

    Attributes:
        text: as it was written; of a mapping, its value and unit.
        seconds: its length, None if that is unknown.
        unit: seconds, minutes, hours or days; None if the text does not name one.
    """

    text: str
    seconds: float | None
    unit: str | None

    @property
    def is_bare_number(self) -> bool:
        """Whether it is a number alone, which counts minutes."""
        return re.fullmatch(_AMOUNT, self.text.strip()) is not None

    @classmethod
    def parse(cls, raw: object) -> "Interval | None":
        """Read a Run Every: text, a number of minutes, or a mapping of value and unit; else None."""
        if isinstance(raw, bool):
            return None
        if isinstance(raw, int | float):
            return cls(str(raw), raw * 60, None)
        if isinstance(raw, str):
            return cls._parse_text(raw)
        if isinstance(raw, dict):
            value, unit = raw.get("value"), raw.get("unit")
            if isinstance(value, str) and isinstance(unit, str):
                return cls._parse_text(f"{value} {unit}")
        return None

    @classmethod
    @lru_cache(maxsize=64)
    def _parse_text(cls, text: str) -> "Interval":
        stripped = text.strip()
        if match := _AMOUNT_AND_UNIT.fullmatch(stripped):
            amount = float(match[1].replace(",", "."))
            if match[2] is None:
                return cls(text, amount * 60, None)
            unit = _SPELLINGS.get(match[2].lower())
            return cls(text, amount * _SECONDS[unit] if unit else None, unit)
        match = re.fullmatch(_ISO_8601, stripped, re.IGNORECASE)
        if match and any(match.groups()):
            parts = (float((part or "0").replace(",", ".")) for part in match.groups())
            return cls(text, sum(n * s for n, s in zip(parts, _ISO_SECONDS, strict=True)), None)
        return cls(text, None, None)
