"""Counting in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from calm_lint.engine.results import FileReport
from calm_lint.model import CtmsService, CtsSystem
from calm_lint.rulebook.severity import Severity


def number(count: int, noun: str, plural: str = "") -> str:
    """Return a count with its noun, as in `1 error` and `2 errors`."""
    return f"{count} {noun}" if count == 1 or noun == Severity.INFO else f"{count} {plural or f'{noun}s'}"


def listed(parts: Sequence[str]) -> str:
    """Return parts as a sentence lists them: `a`, `a and b`, or `a, b and c`."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def environments(files: Iterable[FileReport]) -> list[str]:
    """Say how many tenants, services and systems files describe, as far as they describe any."""
    files = list(files)
    tenants = sum(file.tenants for file in files)
    services = sum(file.nodes[CtmsService] for file in files)
    systems = sum(file.nodes[CtsSystem] for file in files)
    counted = ((services, "transport management service"), (systems, "CTS system"))
    found = [number(count, noun) for count, noun in counted if count]
    return [number(tenants, "S/4HANA tenant"), *found] if tenants or not found else found


def more(count: int, noun: str = "finding", plural: str = "findings") -> str:
    """Say how many findings, or other things, a list leaves out."""
    return f"{count:,} more {noun if count == 1 else plural}: --limit findings=NUMBER lists more"


def more_gone(count: int) -> str:
    """Say how many entries of baselines whose findings are gone a list leaves out."""
    return more(count, "baseline entry whose finding is gone", "baseline entries whose findings are gone")
