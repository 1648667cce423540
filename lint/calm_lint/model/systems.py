"""The values of a communication system, and what they tell without the tenant that it is set up in."""

from __future__ import annotations

from functools import cached_property

from calm_lint.model.declarations import children, credential, flag, integer, text
from calm_lint.model.entity import Entity, Scalar
from calm_lint.model.users import MTLS, InboundUser, OutboundUser
from calm_lint.model.values.address import Address
from calm_lint.model.values.hosts import api_region, identity_host, token_region


class RemoteSystem(Entity):
    """The values of a communication system: the system that it stands for, and how users log on there."""

    definition = "communication_system"
    identifier = "system_id"

    system_id = text()
    system_name = text()
    cloud_alm_tenant = text()
    host_name = credential()
    port = integer()
    token_endpoint = credential()
    mtls_endpoint = credential()
    auth_endpoint = text()
    audience = text()
    inbound_only = flag()
    is_hub_system = flag()
    ui_host_name = text()
    logical_system = text()
    business_system = text()
    notes = text()

    inbound_users = children(InboundUser)
    outbound_users = children(OutboundUser)

    @cached_property
    def swapped(self) -> tuple[Address, Address] | None:
        """Host Name and Token Endpoint as they were meant, if each holds the value of the other; else None."""
        host, token = _address(self.host_name), _address(self.token_endpoint)
        if not host or not token or token_region(identity_host(host.host)) is None or api_region(token.host) is None:
            return None
        return token, host

    @cached_property
    def host_address(self) -> Address | None:
        """The Host Name taken apart, None if it is missing or holds the Token Endpoint."""
        address = Address.parse(self.host_name.value) if self.host_name.value else None
        return None if address and api_region(address.host) is None and self.swapped else address

    @cached_property
    def token_address(self) -> Address | None:
        """The Token Endpoint taken apart, None if it is missing or holds the Host Name."""
        address = _address(self.token_endpoint)
        return None if address and token_region(address.host) is None and self.swapped else address

    @cached_property
    def mtls_address(self) -> Address | None:
        """The mTLS Endpoint taken apart, None if there is none."""
        return _address(self.mtls_endpoint)

    @cached_property
    def is_mtls(self) -> bool:
        """Whether a user of it logs on with a certificate."""
        return any(user.kind == MTLS for user in self.outbound_users)

    @cached_property
    def is_basic(self) -> bool:
        """Whether all of its users are known to log on with a secret."""
        return self.knows_kinds and not self.is_mtls

    @cached_property
    def knows_kinds(self) -> bool:
        """Whether the kind of each of its users is known, so that rules about mTLS can look at it."""
        return self.knows("outbound_users") and all(user.kind for user in self.outbound_users)


def _address(field: Scalar[str]) -> Address | None:
    value = field.value
    return Address.parse(value) if value and not value.isspace() else None
