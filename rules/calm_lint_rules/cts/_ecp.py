"""Code shared by the rules about Employee Central Payroll."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import CtsDomain, CtsSystem


def ecp_systems(domain: CtsDomain) -> Iterator[CtsSystem]:
    """Yield the physical systems of Employee Central Payroll that are in a track, all where there are no tracks."""
    systems = domain.tracked_systems if domain.tracks else domain.systems
    yield from (system for system in systems if system.is_ecp and system.is_physical)
