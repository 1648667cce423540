"""Which landscape object of SAP Cloud ALM is which S/4HANA tenant."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from calm_lint.evidence.equality import is_same_role
from calm_lint.evidence.records import Record, Unplaced, plain, text


class TenantObjects:
    """The landscape objects that are S/4HANA tenants, by what tells them apart.

    Args:
        records: the landscape objects.
    """

    def __init__(self, records: Sequence[Record]) -> None:
        self._records = records
        self._found: list[dict[str, list[Record]]] = [{}, {}, {}]
        for each in records:
            number, host = text(each.fields, "global_tenant_id").lstrip("0"), text(each.fields, "host")
            for index, value in zip(self._found, (number, host, each.links["name"].casefold()), strict=True):
                if value:
                    index.setdefault(value, []).append(each)

    def find(self, name: str, number: str = "", host: str = "") -> Record | None:
        """Return the object of a tenant, None if there is not exactly one.

        Args:
            name: the id of the tenant, which may be its name in SAP Cloud ALM.
            number: its Global Tenant ID, empty if that is not known.
            host: its host, empty if that is not known.
        """
        for index, value in zip(self._found, (number.lstrip("0"), host.lower(), name.casefold()), strict=True):
            found = index.get(value, ()) if value else ()
            if found:
                return found[0] if len(found) == 1 else None
        return None


def add_objects(
    tenants: list[dict[str, Any]], records: Sequence[Record], unplaced: list[Unplaced]
) -> Iterator[tuple[int, Record]]:
    """Add what SAP Cloud ALM says about S/4HANA tenants; where there is none, those that it describes.

    Args:
        tenants: the tenants as data.
        records: the landscape objects.
        unplaced: gets the objects that are of no tenant.

    Yields:
        The number of each tenant that was changed or added, and its object.
    """
    objects, used, alone = TenantObjects(records), set[int](), not tenants
    for number, tenant in enumerate(tenants):
        if record := objects.find(tenant["id"]):
            used.add(id(record))
            tenants[number] = tenant_data(tenant, record, unplaced)
            yield number, record
    for record in records:
        if alone and text(record.fields, "role") and record.links["name"]:
            name = _id_of(record.links["name"], {each["id"] for each in tenants})
            tenants.append({"id": name, **plain(record.fields)})
            yield len(tenants) - 1, record
        elif id(record) not in used:
            reason = "is an S/4HANA tenant that is not named: give its name in SAP Cloud ALM with --tenant ID:ROLE"
            unplaced.append(Unplaced(record.origin.file, record.pointer, reason))


def tenant_data(tenant: Mapping[str, Any], record: Record, unplaced: list[Unplaced]) -> dict[str, Any]:
    """Return an S/4HANA tenant with what SAP Cloud ALM says about it; a role that was named counts.

    Args:
        tenant: the tenant.
        record: the landscape object.
        unplaced: gets a role that contradicts the tenant's.
    """
    shown = plain(record.fields)
    role = shown.pop("role", "")
    if role and not is_same_role(tenant["role"], role):
        place = record.fields["role"].pointer
        unplaced.append(Unplaced(record.origin.file, place, f"contradicts the role of {tenant['id']}"))
    return {**tenant, **shown}


def _id_of(name: str, taken: set[str]) -> str:
    """Return an id for a tenant by its name, in small letters; a number tells it from others."""
    word = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "tenant"
    numbered = (f"{word}-{number}" for number in itertools.count(2))
    return next(each for each in itertools.chain([word], numbered) if each not in taken)
