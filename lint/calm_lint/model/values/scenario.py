"""Telling the scenario of transport management also where it is misspelled."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from calm_lint.model.values.facts import SCENARIO, SERVICES

_SHAPE = r"SAPC[O0]M([O0-9]*)"
# One digit left out or more, or two neighbours swapped: what happens when a number is typed.
_SHORT_NUMBERS: Final = frozenset({"0690", "690", "090", "060", "069", "69", "06", "09", "90", "60"})
_SWAPPED_NUMBERS: Final = frozenset({"6090", "0960", "0609"})


def is_alm_scenario(scenario: str, services: Collection[str], *, beside: bool) -> bool:
    """Return whether an arrangement is meant for transport management.

    Its scenario is SAP_COM_0690 or a near miss of it (case, blanks, the letter O, swapped or missing digits), or it has
    the deployment services under another scenario. Swapped digits give the ID of another scenario, too: they are no
    near miss beside an arrangement of SAP_COM_0690, unless the arrangement has a deployment service.

    Args:
        scenario: the Scenario ID as it was written.
        services: the keys of its outbound services.
        beside: whether the tenant has an arrangement of SAP_COM_0690.
    """
    if scenario == SCENARIO:
        return True
    match = re.fullmatch(_SHAPE, re.sub(r"[\W_]", "", scenario).upper())
    number = match[1].replace("O", "0") if match else ""
    deployment = sum(service in services for service in SERVICES)
    if number in _SWAPPED_NUMBERS:
        return deployment > 0 or not beside
    return number in _SHORT_NUMBERS or deployment > len(SERVICES) // 2
