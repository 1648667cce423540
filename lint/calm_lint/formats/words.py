"""Counting in words."""

from __future__ import annotations

from calm_lint.engine.violation import Violation
from calm_lint.rulebook.severity import Severity

# Of more tenants, the rest is not named.
_MOST_TENANTS = 5


def number(count: int, noun: str, plural: str = "") -> str:
    """Return a count with its noun, as in `1 error` and `2 errors`."""
    return f"{count} {noun}" if count == 1 or noun == Severity.INFO else f"{count} {plural or f'{noun}s'}"


def more(count: int, noun: str = "finding", plural: str = "findings") -> str:
    """Say how many findings, or other things, a list leaves out."""
    return f"{count:,} more {noun if count == 1 else plural}: --limit findings=NUMBER lists more"


def more_gone(count: int) -> str:
    """Say how many entries of baselines whose findings are gone a list leaves out."""
    return more(count, "baseline entry whose finding is gone", "baseline entries whose findings are gone")


def also_in(violation: Violation) -> str:
    """Return where else the text of a finding is used, with the same fault: parts of its tenant, then other tenants."""
    own = _tenant(violation.entity)
    parts: dict[str, None] = {}
    tenants: dict[str, None] = {}
    for each in violation.also:
        tenant = _tenant(each)
        if each == violation.entity:
            continue
        if tenant == own:
            parts[_name(each)] = None
        else:
            tenants[_name(tenant)] = None
    found = [", ".join(parts)] if parts else []
    if tenants:
        names = ", ".join(list(tenants)[:_MOST_TENANTS])
        rest = ", …" if len(tenants) > _MOST_TENANTS else ""
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
