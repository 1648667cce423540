"""What the file refers to and does not hold: secrets."""

from __future__ import annotations

from calm_lint.api import CloudAlmTenant, CommunicationSystem, Entity, variable_name

SECRET_FIELDS = ("client_secret", "clientsecret", "key", "key_store_password")
"""The keys of fields whose values are secrets."""


def reference_for(entity: Entity) -> str:
    """Return a reference to the secret of an entity, named after its communication system or SAP Cloud ALM tenant."""
    owner: Entity | None = entity
    while owner is not None and not isinstance(owner, CommunicationSystem | CloudAlmTenant):
        owner = owner.parent
    name = None
    if owner is not None:
        name = owner.system_id.value if isinstance(owner, CommunicationSystem) else owner.id.value
    return f"${{{variable_name(name or 'CALM', 'SECRET')}}}"
