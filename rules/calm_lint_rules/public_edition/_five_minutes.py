"""Code shared by the two rules about Run Every."""

from __future__ import annotations

from calm_lint.api import Fix, OutboundService, Replace, facts

_AMOUNT, _UNIT = facts.RUN_EVERY.split()
FIVE_MINUTES = int(_AMOUNT) * 60
"""The interval that SAP's guide prescribes, in seconds."""


def five_minutes(service: OutboundService) -> Fix:
    """Return the fix that sets five minutes. A mapping of value and unit stays a mapping."""
    parts = service.run_every_parts
    if parts is None:
        return Fix.replace(service.run_every, facts.RUN_EVERY)
    edits = (Replace(parts.value, _AMOUNT), Replace(parts.unit, _UNIT))
    return Fix(f"replace with {facts.RUN_EVERY}", edits)
