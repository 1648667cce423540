"""Naming the reference that stands for a secret in the file."""

from __future__ import annotations

import re

from calm_lint.api import CloudAlmTenant, CommunicationSystem, Entity


def reference_for(entity: Entity) -> str:
    """Return a reference to the secret of an entity, named after its communication system or SAP Cloud ALM tenant."""
    owner: Entity | None = entity
    while owner is not None and not isinstance(owner, CommunicationSystem | CloudAlmTenant):
        owner = owner.parent
    name = None
    if owner is not None:
        name = owner.system_id.value if isinstance(owner, CommunicationSystem) else owner.id.value
    variable = re.sub(r"[^A-Za-z0-9_]", "_", name or "CALM").upper()
    return f"${{{'_' if variable[:1].isdigit() else ''}{variable}_SECRET}}"
