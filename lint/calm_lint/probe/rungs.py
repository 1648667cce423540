"""The rungs of the ladder: what was asked, what was answered, and what the answer proves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal, Self

State = Literal["passed", "failed", "skipped", "unreachable"]
Name = Literal["name", "tls", "zone", "token", "authorities", "api"]

STATES: Final[tuple[State, ...]] = ("passed", "failed", "skipped", "unreachable")
RUNGS: Final[tuple[Name, ...]] = ("name", "tls", "zone", "token", "authorities", "api")


@dataclass(frozen=True, slots=True)
class Field:
    """A field that a rung is about.

    Attributes:
        key: its key in the landscape file.
        screen: where it is on the screens.
        rule: the code of the rule about it.
    """

    key: str
    screen: str
    rule: str


_SYSTEMS: Final = "Communication Systems"
_USERS: Final = f"{_SYSTEMS} > Users for Outbound Communication"

HOST_NAME: Final = Field("host_name", f"{_SYSTEMS} > Technical Data - General > Host Name", "CALM113")
PORT: Final = Field("port", f"{_SYSTEMS} > Technical Data - General > Port", "CALM101")
TOKEN_ENDPOINT: Final = Field("token_endpoint", f"{_SYSTEMS} > OAuth 2.0 Settings > Token Endpoint", "CALM107")
MTLS_ENDPOINT: Final = Field("mtls_endpoint", f"{_SYSTEMS} > OAuth 2.0 Settings > mTLS Endpoint", "CALM704")
USERS: Final = Field("outbound_users", _USERS, "CALM201")
CLIENT_ID: Final = Field("client_id", f"{_USERS} > OAuth 2.0 Client ID", "CALM204")
CLIENT_SECRET: Final = Field("client_secret", f"{_USERS} > OAuth 2.0 Client ID, Client Secret", "CALM204")
CLIENT_CERTIFICATE: Final = Field("client_certificate", f"{_USERS} > SSL Client Certificate", "CALM701")
AUTHORITIES: Final = Field(
    "client_id",
    "SAP BTP cockpit > Services > Instances and Subscriptions > Update > Instance Parameters",
    "CALM502",
)


@dataclass(frozen=True, slots=True)
class Rung:
    """What came of one rung.

    Attributes:
        name: which one.
        state: whether it passed, failed, was skipped, or could not be reached.
        message: what was answered, or why nothing was asked.
        proves: what the answer proves, and what it does not.
        field: the field that it is about.
    """

    name: Name
    state: State
    message: str
    proves: str
    field: Field

    def shown(self, message: str, proves: str) -> Self:
        """Return the same with other texts."""
        return replace(self, message=message, proves=proves)


def skipped(name: Name, why: str, field: Field) -> Rung:
    """Return a rung that was not asked.

    Args:
        name: which one.
        why: what goes on after "not asked:".
        field: the field that it is about.
    """
    return Rung(name, "skipped", f"not asked: {why}", "Nothing, as nothing was asked.", field)
