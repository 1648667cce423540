"""Code shared by the rules about destinations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from calm_lint.api import Finding, Fix, Scalar

DESTINATIONS = "SAP BTP cockpit > Connectivity > Destinations"
"""The screen of destinations."""


def differs(label: str, field: Scalar[str], wanted: str) -> Iterator[Finding]:
    """Yield a finding if a field has another value than the wanted one; only its spelling has a fix."""
    value = field.value
    if value is not None and value != wanted:
        fix = Fix.replace(field, wanted) if re.sub(r"[\W_]", "", value).lower() == wanted.lower() else None
        yield Finding(field, f"{label} is {value}, must be {wanted}", fix)
