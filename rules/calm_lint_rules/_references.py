"""What the file refers to and does not hold: secrets."""

from __future__ import annotations

from calm_lint.api import (
    CloudAlmTenant,
    CommunicationSystem,
    CtmsService,
    CtsSystem,
    Destination,
    Entity,
    variable_name,
)

SECRET_FIELDS = ("client_secret", "clientsecret", "key", "key_store_password", "proxy_password")
"""The keys of fields whose values are secrets."""


_OWNERS = (CommunicationSystem, CloudAlmTenant, CtmsService, CtsSystem)


def reference_for(entity: Entity) -> str:
    """Return a reference to the secret of an entity, named after its tenant, system or service."""
    owner: Entity | None = entity
    while owner is not None and not isinstance(owner, _OWNERS):
        owner = owner.parent
    name = owner.data.get(owner.identifier) if owner is not None else None
    if isinstance(entity, Destination) and entity.is_ctms:
        name = entity.ctms_service.value or "CTMS"
    name = name if isinstance(name, str) else None
    return f"${{{variable_name(name or 'CALM', 'SECRET')}}}"
