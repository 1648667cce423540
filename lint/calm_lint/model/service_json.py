"""The JSON of SAP BTP, as far as it counts: what a binding holds, and the parameters of a service instance."""

from __future__ import annotations

from functools import cached_property

from calm_lint.model.declarations import block, credential, text
from calm_lint.model.entity import Entity, Scalar


class Endpoints(Entity):
    """The URLs of a binding."""

    api = credential("Api")


class Uaa(Entity):
    """The authorization server of a binding, and its client."""

    url = credential()
    certurl = credential()
    clientid = credential()
    identityzone = credential()
    credential_type = text("credential-type")
    clientsecret = credential()
    private_key = credential("key")

    @property
    def is_x509(self) -> bool:
        """Whether the binding is for mTLS."""
        return (self.credential_type.value or "").strip().lower() == "x509"


class Oauth2Configuration(Entity):
    """The OAuth 2.0 settings of a service instance."""

    @cached_property
    def credential_types(self) -> tuple[Scalar[str], ...]:
        """The credential types that its bindings may have."""
        return self._texts("credential-types")


class XsSecurity(Entity):
    """The security settings of a service instance."""

    xsappname = text()

    oauth2_configuration = block(Oauth2Configuration, "oauth2-configuration")

    @cached_property
    def authorities(self) -> tuple[Scalar[str], ...]:
        """The authorities that it asks for."""
        return self._texts("authorities")


class Parameters(Entity):
    """The JSON that was pasted into the cockpit."""

    xs_security = block(XsSecurity, "xs-security")
