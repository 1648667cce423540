"""What the two rules about Run Every share."""

from __future__ import annotations

from calm_lint.api import Fix, OutboundService, Replace

FIVE_MINUTES = 5 * 60
"""The interval that SAP's guide asks for, in seconds."""


def five_minutes(service: OutboundService) -> Fix:
    """Return the fix that writes five minutes; a mapping of value and unit keeps its form."""
    parts = service.run_every_parts
    if parts is None:
        return Fix.replace(service.run_every, "5 minutes")
    edits = (Replace(parts.value, "5"), Replace(parts.unit, "minutes"))
    return Fix("replace with 5 minutes", edits)
