"""The tenants of SAP Cloud ALM, their bindings and service instances."""

from __future__ import annotations

from functools import cached_property
from typing import Final, cast

from calm_lint.model.declarations import block, child, credential, day, text
from calm_lint.model.entity import Entity, Scalar
from calm_lint.model.service_json import Endpoints, Parameters, Uaa, XsSecurity
from calm_lint.model.users import MTLS, ClientAuthentication
from calm_lint.model.values.address import Address
from calm_lint.model.values.hosts import certificate_host, identity_host
from calm_lint.reading.credential import Credential
from calm_lint.reading.document import Place
from calm_lint.reading.nodes import Node


class Binding(Entity):
    """The credential JSON of the SAP Cloud ALM API; findings about one in a file point at the path of the file."""

    definition = "binding"

    # Some services put the private key at the top.
    private_key = credential("key")

    endpoints = block(Endpoints)
    uaa = block(Uaa)

    @property
    def secrets(self) -> tuple[Scalar[str], ...]:
        """The fields that hold secrets."""
        return self.uaa.clientsecret, self.uaa.private_key, self.private_key

    @property
    def pasted(self) -> bool:
        """Whether it stands in the landscape itself."""
        return self.steps in (("binding",), ("mtls_binding",))

    @property
    def is_for_mtls(self) -> bool:
        """Whether it is the second binding of a tenant, beside one with a secret."""
        return self.steps[0] in ("mtls_binding", "mtls_binding_file")

    @property
    def tenant(self) -> CloudAlmTenant:
        """The tenant that the binding gives access to."""
        return cast(CloudAlmTenant, self.parent)


class ServiceInstance(Entity):
    """The instance of service SAP Cloud ALM API that was created by hand."""

    definition = "service_instance"

    name = text()
    plan = text()
    binding_name = text()

    parameters = block(Parameters)

    @property
    def xs_security(self) -> XsSecurity:
        """The security settings among its parameters."""
        return self.parameters.xs_security

    @property
    def tenant(self) -> CloudAlmTenant:
        """The tenant that the instance gives access to."""
        return cast(CloudAlmTenant, self.parent)


class CloudAlmTenant(Entity):
    """An SAP Cloud ALM tenant."""

    definition = "cloud_alm_tenant"
    identifier = "id"

    id = text()
    usage = text()
    name = text()
    region = text()
    provisioned_on = day()
    subaccount = text()
    binding_file = text()
    mtls_binding_file = text()

    pasted = child(Binding, "binding")
    pasted_mtls = child(Binding, "mtls_binding")
    service_instance = child(ServiceInstance)

    def inside(self) -> list[Node]:
        """Return the binding files, the bindings and the service instance."""
        files = (self.downloaded, self.downloaded_mtls)
        return [each for each in (*files, *self.bindings, *self.mtls_bindings, self.service_instance) if each]

    @cached_property
    def downloaded(self) -> BindingFile | None:
        """The binding credential that `binding_file` names, None if it names none."""
        return self._downloaded(self.binding_file)

    @cached_property
    def downloaded_mtls(self) -> BindingFile | None:
        """The binding credential that `mtls_binding_file` names, None if it names none."""
        return self._downloaded(self.mtls_binding_file)

    @cached_property
    def bindings(self) -> tuple[Binding, ...]:
        """The binding of the binding file, where it can be used, and the one that was pasted."""
        return self._bindings(self.downloaded, self.pasted)

    @cached_property
    def mtls_bindings(self) -> tuple[Binding, ...]:
        """The same for `mtls_binding_file` and `mtls_binding`."""
        return self._bindings(self.downloaded_mtls, self.pasted_mtls)

    @property
    def has_binding(self) -> bool:
        """Whether a binding is pasted or named, usable or not."""
        return not (self.entry("binding").missing and self.binding_file.missing)

    @property
    def binding(self) -> Binding | None:
        """The binding that its values are compared with, None if there is none."""
        return self.bindings[0] if self.bindings else None

    @property
    def mtls_binding(self) -> Binding | None:
        """The second binding, for mTLS, None if there is none."""
        return self.mtls_bindings[0] if self.mtls_bindings else None

    @cached_property
    def valid_bindings(self) -> tuple[Binding, ...]:
        """The bindings that values are compared with: `binding` and `mtls_binding`, as far as they are given."""
        return tuple(each for each in (self.binding, self.mtls_binding) if each)

    def binding_for(self, kind: ClientAuthentication | None) -> Binding | None:
        """Return the binding of a user of this kind, None if there is none.

        Args:
            kind: how the user proves who it is.
        """
        return self._binding_for[kind == MTLS] if kind else None

    @cached_property
    def _binding_for(self) -> tuple[Binding | None, Binding | None]:
        """The binding of users with a secret, and that of users with a certificate."""
        fitting = [each for each in self.valid_bindings if not each.uaa.credential_type.unknown]
        basic, mtls = (next((each for each in fitting if each.uaa.is_x509 is kind), None) for kind in (False, True))
        return basic, mtls

    @cached_property
    def uaa_url(self) -> Scalar[str] | None:
        """The UAA URL by which the tenant is known, None if it has no binding.

        Its host is the same in every binding of a tenant.
        """
        urls = (binding.uaa.url for binding in self.valid_bindings)
        return next((url for url in urls if host_of(url.value)), None)

    @cached_property
    def uaa_host(self) -> str | None:
        """The host of that URL, in the form in which two of one tenant are equal."""
        host = host_of(self.uaa_url.value) if self.uaa_url else None
        return identity_host(host) if host else None

    @cached_property
    def token_hosts(self) -> tuple[str, ...]:
        """The hosts on which clients with a certificate may get a token: that of the UAA URL, and its twin for them.

        SAP's pages disagree on the field in which the twin belongs.
        """
        return (self.uaa_host, certificate_host(self.uaa_host)) if self.uaa_host else ()

    @cached_property
    def api_host(self) -> str | None:
        """The host of its API URL in lower case, None if it has no binding."""
        return next(iter(self.api_hosts), None)

    @cached_property
    def api_hosts(self) -> tuple[str, ...]:
        """The hosts of the API URLs in all its bindings, in lower case."""
        return tuple(filter(None, (host_of(each.endpoints.api.value) for each in self.valid_bindings)))

    def _downloaded(self, path: Scalar[str]) -> BindingFile | None:
        credential = self.document.credentials.get(path.value or "")
        return BindingFile(self, path, credential) if credential else None

    def _bindings(self, file: BindingFile | None, pasted: Binding | None) -> tuple[Binding, ...]:
        content = file.credential.content if file else None
        read = Binding(self.document, self, file.path.steps, content) if file and content else None
        return tuple(binding for binding in (read, pasted) if binding)


_LABELS: Final = {
    "binding_file": "Binding File",
    "mtls_binding_file": "mTLS Binding File",
    "service_key_file": "Service Key File",
}


class BindingFile(Node):
    """A downloaded binding credential or service key, for findings about the file.

    Attributes:
        owner: the SAP Cloud ALM tenant or the service that names it.
        path: its path, as it stands in the landscape.
        credential: what came of reading it.
    """

    def __init__(self, owner: Entity, path: Scalar[str], credential: Credential) -> None:
        self.owner = owner
        self.path = path
        self.credential = credential

    @property
    def place(self) -> Place:
        """The path of the file, as it stands in the landscape."""
        return self.path.place

    @property
    def label(self) -> str:
        """What the file is called."""
        return _LABELS[str(self.path.steps[0])]


def host_of(url: str | None) -> str | None:
    """Return the host of a URL in lower case, None if there is none."""
    return (Address.parse(url).host.lower() or None) if url else None
