"""Code shared by the rules about the setup in a client."""

from __future__ import annotations

from calm_lint.api import AlmSetup, facts

HTTP_DESTINATION = "/SDF/ALM_SETUP > Maintain HTTP Destination"
"""The screen of the connection."""


def is_set_up_by_sap(setup: AlmSetup) -> bool:
    """Return whether ECP Operations makes a setup: that of client 000 in Employee Central Payroll."""
    return setup.system.is_ecp and setup.client.value in (None, facts.SETUP_CLIENT)
