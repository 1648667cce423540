"""Naming the entities that a finding in an anchor is also about."""

from __future__ import annotations

from calm_lint.engine.violation import Violation
from calm_lint.formats.words import number

# Of more tenants, the rest is not named.
_MOST_TENANTS = 5


def also_in(violation: Violation, most: int | None = _MOST_TENANTS) -> str:
    """Return where else the text of a finding is used, with the same fault: parts of its tenant, then other tenants.

    Args:
        violation: the finding.
        most: how many other tenants are named, None for all.
    """
    own = _tenant(violation.entity)
    parts: dict[str, None] = {}
    tenants: dict[str, None] = {}
    for each in violation.also:
        tenant = _tenant(each)
        if tenant == own:
            parts[_name(each)] = None
        else:
            tenants[_name(tenant)] = None
    found = [", ".join(parts)] if parts else []
    if tenants:
        names = ", ".join(list(tenants)[:most])
        rest = ", …" if most is not None and len(tenants) > most else ""
        found.append(f"{'and ' if parts else ''}{number(len(tenants), 'more tenant')}: {names}{rest}")
    return "; ".join(found)


def _tenant(entity: str) -> str:
    """Return the first part of the name of an entity, up to the bracket that ends its id."""
    before, bracket, _ = entity.partition("].")
    return before + bracket.rstrip(".") if bracket else entity


def _name(entity: str) -> str:
    """Return the id at the end of the name of an entity, else its last key."""
    if entity.endswith("]"):
        return entity[entity.rfind("[") + 1 : -1]
    return entity.rpartition(".")[2]
