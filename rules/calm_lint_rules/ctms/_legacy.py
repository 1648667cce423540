"""Code shared by the rules about the legacy integration of SAP Cloud Transport Management."""

from __future__ import annotations

from calm_lint.api import Address, Destination, facts


def is_legacy(destination: Destination) -> bool:
    """Return whether a destination in the subaccount of a product leads to SAP Cloud ALM instead of the service."""
    url = destination.url.value
    path = Address.parse(url).path.rstrip("/").lower() if url else ""
    return destination.is_application_side and path.endswith(facts.CTMS_LEGACY_PATH)
