"""The side of SAP Cloud Transport Management: its services, their keys, nodes and routes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from calm_lint.model.cloud_alm import BindingFile, host_of
from calm_lint.model.declarations import block, child, children, credential, flag, text
from calm_lint.model.entity import Entity, Scalar
from calm_lint.model.tenants import Transport
from calm_lint.model.values.hosts import identity_host
from calm_lint.reading.nodes import Node
from calm_lint.text.suggestions import Names


class ServiceKeyUaa(Entity):
    """The authorization server of a service key, and its client."""

    url = credential()
    clientid = credential()
    clientsecret = credential()
    private_key = credential("key")


class ServiceKey(Entity):
    """The service key of SAP Cloud Transport Management; findings about one in a file point at the path of the file."""

    definition = "service_key"

    # Some services put the private key at the top.
    private_key = credential("key")
    uri = credential()

    uaa = block(ServiceKeyUaa)

    @property
    def secrets(self) -> tuple[Scalar[str], ...]:
        """The fields that hold secrets."""
        return self.uaa.clientsecret, self.uaa.private_key, self.private_key

    @property
    def pasted(self) -> bool:
        """Whether it stands in the landscape itself."""
        return self.steps == ("service_key",)


class TransportNode(Entity):
    """A transport node, which stands for a system."""

    definition = "transport_node"
    identifier = "name"

    name = text()
    role = text()
    allow_upload_to_node = flag()
    controlled_by_sap_solution_manager = flag()
    virtual_node = flag()
    content_type = text()


class TransportRoute(Entity):
    """A transport route from a node to another one."""

    definition = "transport_route"
    identifier = "name"

    name = text()
    source = text()
    target = text()


class CtmsService(Entity):
    """An instance of SAP Cloud Transport Management."""

    definition = "ctms_service"
    identifier = "id"

    id = text()
    usage = text()
    subaccount = text()
    service_key_file = text()

    pasted = child(ServiceKey, "service_key")
    nodes = children(TransportNode)
    routes = children(TransportRoute)
    transports = children(Transport)

    def inside(self) -> list[Node]:
        """Return the file of the service key, the keys, the nodes, the routes and the transports."""
        keys = (self.downloaded, *self.keys)
        return [*(each for each in keys if each), *self.nodes, *self.routes, *self.transports]

    @cached_property
    def downloaded(self) -> BindingFile | None:
        """The service key that `service_key_file` names, None if it names none."""
        path = self.service_key_file
        credential = self.document.service_keys.get(path.value or "")
        return BindingFile(self, path, credential) if credential else None

    @cached_property
    def keys(self) -> tuple[ServiceKey, ...]:
        """The key of the file, where it can be used, and the one that was pasted."""
        file = self.downloaded
        content = file.credential.content if file else None
        read = ServiceKey(self.document, self, file.path.steps, content) if file and content else None
        return tuple(key for key in (read, self.pasted) if key)

    @property
    def key_given(self) -> ServiceKey | None:
        """The key that its values are compared with, None if there is none."""
        return self.keys[0] if self.keys else None

    @property
    def has_key(self) -> bool:
        """Whether a key is pasted or named, usable or not."""
        return not (self.entry("service_key").missing and self.service_key_file.missing)

    @cached_property
    def client_id(self) -> str | None:
        """The client ID of its key, None if there is none."""
        return self.key_given.uaa.clientid.value if self.key_given else None

    @cached_property
    def uaa_host(self) -> str | None:
        """The host of the UAA URL in its key, in the form in which two of one identity zone are equal."""
        host = host_of(self.key_given.uaa.url.value) if self.key_given else None
        return identity_host(host) if host else None

    @cached_property
    def node_names(self) -> Names:
        """The names of its nodes."""
        return Names(node.name.value for node in self.nodes)

    @cached_property
    def knows_landscape(self) -> bool:
        """Whether the form of all nodes and routes is right, and all routes lead from a node to a node."""
        ends = [end for route in self.routes for end in (route.source, route.target)]
        known = self.knows("nodes") and self.knows("routes") and self.node_names.complete
        return known and all(end.value in self.node_names for end in ends)


class Services:
    """The services of a landscape, as destinations find them.

    Attributes:
        by_id: the services by their ids; of two with one id, the first.
        by_client_id: the services by the client IDs of their keys.
    """

    def __init__(self, services: Sequence[CtmsService]) -> None:
        self.by_id = {each.id.value: each for each in reversed(services)}
        self.by_client_id = {each.client_id: each for each in reversed(services) if each.client_id}
