"""What SAP's pages on the other transport environments say and no rule checks, so that nobody takes it for checked.

The pages of the documentation about SAP's guide have the same sentences; a test compares them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from calm_lint.model import Landscape


class Unchecked(NamedTuple):
    """A statement that no rule checks: the section of SAP's page, the statement in our words, and the reason."""

    section: str
    statement: str
    reason: str


CTMS: Final[Mapping[str, Sequence[Unchecked]]] = {
    "SAP Cloud Transport Management Service": (
        Unchecked("Introduction", "a transport that was deleted stays in app Features", "an action"),
        Unchecked("Introduction", "transports of BTP ABAP are imported with ImportUpTo only", "an action"),
        Unchecked("Prerequisites", "the product is set up", "other products are not in the file"),
        Unchecked("Prerequisites", "the user has the roles Viewer and Operator", "users are not in the file"),
        Unchecked(
            "Procedure 1.1, caution", "never change the name of a destination", "it needs an earlier state of the file"
        ),
        Unchecked("Procedure 1.2, Description", "is optional", "it is free"),
        Unchecked("Procedure 2", "it takes up to 5 minutes until the transports appear", "the worksheet says it"),
        Unchecked("BTP ABAP Environment", "scenario SAP_COM_0599", "another product's tenant"),
    ),
}
"""The statements about SAP Cloud Transport Management, by page."""

CTS: Final[Mapping[str, Sequence[Unchecked]]] = {
    "SAP S/4HANA Cloud Private Edition and On-Premise Systems": (
        Unchecked("Note", "transports hold data of their owners", "a notice"),
        Unchecked("Note", "CTS+ is not supported", "the file cannot express it"),
        Unchecked(
            "Not supported",
            "replace systems, switch client-specific routes, manipulate buffers, copy clients",
            "actions",
        ),
        Unchecked("Partially supported", "change routes, delete a system from a track", "actions"),
        Unchecked("Virtual Systems", "SAP Note 3532762 is implemented", "notes are not in the file"),
        Unchecked("Reporting Incidents", "where to ask for help", "it is no part of the setup"),
    ),
    "Configuring your Transport Management System": (
        Unchecked("Configuration", "use a transport target group as consolidation target", "the file has no groups"),
        Unchecked("Configuration", "packages, and settings of the clients", "shown as pictures only"),
    ),
    "Setting Up the Managed Systems": (
        Unchecked("Technical Prerequisites", "SAP_UI, STRUST, profile parameters, notes", "they are not in the file"),
        Unchecked("Network Prerequisites", "the URLs can be reached", "it needs the network"),
        Unchecked("Required Authorizations", "roles of the background user", "users are not in the file"),
        Unchecked("PUSH Data Provider", "the Cloud Connector is not used", "the file cannot express it"),
        Unchecked("Step 5", "background user, Register", "a click leaves nothing to describe"),
        Unchecked("Generated Jobs", "three jobs have run in client 000", "the worksheet lists them"),
        Unchecked(
            "Monitoring, Transport Checks, Retrofit 1 to 7",
            "jobs, RFC destinations, tables",
            "no part of this connection",
        ),
        Unchecked("Transport Organizer Web UI", "its service is active", "no part of this connection"),
    ),
    "Employee Central Payroll": (
        Unchecked("Raising a Request", "a ticket for ECP Operations, who set up client 000", "an action"),
    ),
}
"""The statements about private edition and on-premise systems, by page."""

_PAYROLL: Final = "Employee Central Payroll"


def unchecked(landscapes: Sequence[Landscape]) -> dict[str, Sequence[Unchecked]]:
    """Return by page what no rule checks of the environments that landscapes have."""
    found: dict[str, Sequence[Unchecked]] = {}
    if any(landscape.ctms_services for landscape in landscapes):
        found |= CTMS
    systems = [system for landscape in landscapes for domain in landscape.cts_domains for system in domain.systems]
    if systems:
        found |= CTS
    if not any(system.is_ecp for system in systems):
        found.pop(_PAYROLL, None)
    return found
