"""The arrangements of transport management that the schema would not know for such."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from calm_lint.model.values.facts import SCENARIO
from calm_lint.model.values.scenario import is_alm_scenario


def misspelled_scenarios(data: object) -> Iterator[tuple[dict[str, Any], str, str]]:
    """Yield the arrangements whose Scenario ID is a near miss, each with the key and the ID that is meant.

    Args:
        data: a document as it was read, of whatever form.
    """
    for tenant in _entries(data, "s4hana_tenants"):
        arrangements = list(_entries(tenant, "communication_arrangements"))
        beside = any(arrangement.get("scenario") == SCENARIO for arrangement in arrangements)
        for arrangement in arrangements:
            scenario, services = arrangement.get("scenario"), arrangement.get("outbound_services")
            if scenario == SCENARIO or not isinstance(scenario, str):
                continue
            if is_alm_scenario(scenario, services if isinstance(services, dict) else (), beside=beside):
                yield arrangement, "scenario", SCENARIO


def _entries(data: object, key: str) -> Iterator[dict[str, Any]]:
    entries = data.get(key) if isinstance(data, dict) else None
    return (entry for entry in (entries if isinstance(entries, list) else ()) if isinstance(entry, dict))
