"""Code shared by the two rules about Run Every."""

from __future__ import annotations

from calm_lint.api import Fix, OutboundService, Replace

FIVE_MINUTES = 5 * 60
"""The interval that SAP's guide prescribes, in seconds."""


def five_minutes(service: OutboundService) -> Fix:
    """Return the fix that sets five minutes. A mapping of value and unit stays a mapping."""
    parts = service.run_every_parts
    if parts is None:
        return Fix.replace(service.run_every, "5 minutes")
    edits = (Replace(parts.value, "5"), Replace(parts.unit, "minutes"))
    return Fix("replace with 5 minutes", edits)
