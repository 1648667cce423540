"""The users of a communication system: those with which it calls, and those with which it is called."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, Final, Literal

from calm_lint.model.declarations import credential, flag, text
from calm_lint.model.entity import Entity, Scalar
from calm_lint.model.values.facts import INBOUND_METHOD, OUTBOUND_METHOD
from calm_lint.reading.nodes import Node
from calm_lint.text.suggestions import certainly_meant

ClientAuthentication = Literal["mTLS", "Basic"]

MTLS: Final = "mTLS"
BASIC: Final = "Basic"


class AlmClient(Node):
    """A client that logs on to SAP Cloud ALM: an outbound user, or the setup in a client of an ABAP system."""

    __slots__ = ()

    # Declared by the fields and properties of the subclasses.
    client_id: Any
    uses_oauth: Any
    alm_tenant: Any


class OutboundUser(Entity):
    """A user for outbound communication."""

    definition = "outbound_user"
    identifier = "client_id"

    authentication_method = text()
    client_authentication = text()
    client_id = credential()
    client_secret = credential()
    client_certificate = credential()

    @cached_property
    def uses_oauth(self) -> bool:
        """Whether its method is OAuth 2.0, however it is spelled, or missing."""
        method = self.authentication_method
        return method.missing or method.value == OUTBOUND_METHOD or _letters(method) in ("oauth20", "oauth2")

    @property
    def has_method_of_2025(self) -> bool:
        """Whether its method is OAuth 2.0 mTLS, as the screen called it in 2025, however that is spelled."""
        return _letters(self.authentication_method) == "oauth20mtls"

    @cached_property
    def kind(self) -> ClientAuthentication | None:
        """How it proves who it is, by its own keys; None if Client Authentication is something else, or unknown."""
        authentication, method = self.client_authentication, self.authentication_method
        if method.value != OUTBOUND_METHOD and self.has_method_of_2025:
            return MTLS
        if not authentication.blank:
            word = re.sub(r"[\s-]", "", authentication.value or "").lower()
            return {"mtls": MTLS, "basic": BASIC}.get(word)  # type: ignore[return-value]
        return MTLS if self.client_secret.blank and not self.client_certificate.blank else BASIC


class InboundUser(Entity):
    """A user for inbound communication."""

    definition = "inbound_user"
    identifier = "user_name"

    authentication_method = text()
    user_name = credential()
    client_id = credential()
    certificate = credential()
    password_deactivated = flag()

    @property
    def uses_certificate(self) -> bool:
        """Whether its method is SSL Client Certificate, however that is spelled."""
        return certainly_meant(self.authentication_method.value or "", (INBOUND_METHOD,)) is not None


def _letters(field: Scalar[str]) -> str:
    return re.sub(r"[\W_]", "", field.value or "").lower()
