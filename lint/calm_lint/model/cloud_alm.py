"""The SAP Cloud ALM side of a landscape: tenants, their credentials and service instances."""

from __future__ import annotations

from functools import cached_property
from typing import cast

from calm_lint.model.entity import Entity, credential, day, text
from calm_lint.model.values.address import Address
from calm_lint.reading.credential import Credential
from calm_lint.reading.document import Place
from calm_lint.reading.nodes import Node


class CloudAlmTenant(Entity):
    """An SAP Cloud ALM tenant.

    Attributes:
        downloaded: the binding credential that `binding_file` names.
        bindings: that credential, where it can be used, and the one that was pasted.
    """

    id = text()
    usage = text()
    name = text()
    region = text()
    provisioned_on = day()
    binding_file = text()

    def _collect(self) -> None:
        self.downloaded = self._downloaded()
        content = self.downloaded.credential.content if self.downloaded else None
        read = Binding(self.document, self, ("binding_file",), content) if content else None
        pasted = self._entry("binding", Binding)
        self.bindings = tuple(binding for binding in (read, pasted) if binding)
        self.service_instance = self._entry("service_instance", ServiceInstance)

    def _downloaded(self) -> BindingFile | None:
        credential = self.document.credentials.get(self.binding_file.value or "")
        return BindingFile(self, credential) if credential else None

    @property
    def binding(self) -> Binding | None:
        """The binding that its values are compared with, None where there is none."""
        return self.bindings[0] if self.bindings else None

    @cached_property
    def uaa_host(self) -> str | None:
        """The host of its UAA URL in lower case, None where it has no binding."""
        url = self.binding.uaa.url.value if self.binding else None
        return _host(url)

    @cached_property
    def api_host(self) -> str | None:
        """The host of its API URL in lower case, None where it has no binding."""
        url = self.binding.endpoints.api.value if self.binding else None
        return _host(url)


class BindingFile(Node):
    """A downloaded binding credential, for findings about the file.

    Attributes:
        tenant: the tenant that names it.
        credential: what came of reading it.
    """

    def __init__(self, tenant: CloudAlmTenant, credential: Credential) -> None:
        self.tenant = tenant
        self.credential = credential

    @property
    def place(self) -> Place:
        """The path of the file, as it stands in the landscape."""
        return self.tenant.binding_file.place


class Binding(Entity):
    """The credential JSON of the SAP Cloud ALM API; findings about one in a file point at the path of the file."""

    @property
    def pasted(self) -> bool:
        """Whether it stands in the landscape itself."""
        return self.steps == ("binding",)

    def _collect(self) -> None:
        self.endpoints = self._part("endpoints", Endpoints)
        self.uaa = self._part("uaa", Uaa)


class Endpoints(Entity):
    """The URLs of a binding."""

    api = credential("Api")


class Uaa(Entity):
    """The authorization server of a binding, and its client."""

    url = credential()
    clientid = credential()
    identityzone = credential()
    credential_type = text("credential-type")
    clientsecret = credential()
    private_key = credential("key")


class ServiceInstance(Entity):
    """The instance of service SAP Cloud ALM API that was created by hand."""

    name = text()
    plan = text()
    binding_name = text()

    def _collect(self) -> None:
        self.xs_security = self._part("parameters", Parameters).xs_security

    @property
    def tenant(self) -> CloudAlmTenant:
        """The tenant that the instance gives access to."""
        return cast(CloudAlmTenant, self.parent)


class Parameters(Entity):
    """The JSON that was pasted into the cockpit."""

    def _collect(self) -> None:
        self.xs_security = self._part("xs-security", XsSecurity)


class XsSecurity(Entity):
    """The security settings of a service instance."""

    xsappname = text()

    def _collect(self) -> None:
        self.authorities = self._texts("authorities")


def _host(url: str | None) -> str | None:
    return (Address.parse(url).host.lower() or None) if url else None
