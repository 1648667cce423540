"""Which S/4HANA tenants miss a rung, by the findings in a file.

Only imported where there are findings: without any, no tenant misses one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from calm_lint.engine.results import Missed
from calm_lint.engine.violation import Violation
from calm_lint.model import CloudAlmTenant, Landscape, S4Tenant
from calm_lint.model.entity import Entity
from calm_lint.rulebook.rungs import Rung, first
from calm_lint.rulebook.selection import READING

# What a finding tells of: an entry of a list of the landscape, or None for all of it.
_Subject = tuple[str, int] | None

_S4, _ALM, _CERTIFICATES, _DESTINATIONS = "s4hana_tenants", "cloud_alm_tenants", "certificates", "destinations"
# A destination that is nobody's may be that of any tenant with mTLS.
_ASTRAY = (_DESTINATIONS, -1)
# No S/4HANA tenant depends on what connects other systems.
_OTHERS = ("ctms_services", "cts_domains")
_ENTRY = re.compile(rf"/({'|'.join((_S4, _ALM, _CERTIFICATES, _DESTINATIONS, *_OTHERS))})/(\d+)(?:/|$)")
_NAME = re.compile(r"(\w+\[.*?\])(?:\.|$)", re.DOTALL)


def missed_rungs(
    landscapes: Iterable[Landscape], found: Sequence[Violation], show: Callable[[str], str]
) -> Iterator[Missed]:
    """Yield the tenants that miss a rung, with the first that each of them misses, in the order of the file.

    Args:
        landscapes: the landscapes of the file.
        found: all findings in it. Those that are suppressed count: who accepts a fault has not mended the connection.
        show: makes the name of an entity as findings show it.
    """
    for landscape in landscapes:
        index = landscape.document.index
        own = [each for each in found if each.document in (None, index) and each.rule.about_tenants]
        missed = _Missed(landscape, own, show) if own else None
        for tenant in landscape.s4hana_tenants if missed else ():
            if missed and (rung := missed.by(tenant)):
                yield Missed(own[0].document, missed.names[_subject(tenant)], rung)


class _Missed:
    """The rungs that the tenants of one landscape miss.

    Attributes:
        names: the names of the tenants, as findings show them.
    """

    def __init__(self, landscape: Landscape, found: Sequence[Violation], show: Callable[[str], str]) -> None:
        self._landscape = landscape
        self._first: dict[_Subject, Rung] = {}
        entities = (*landscape.s4hana_tenants, *landscape.cloud_alm_tenants)
        self.names = {_subject(each): show(landscape.document.entity_name(each.path)) for each in entities}
        self._named: dict[str, list[tuple[str, int]]] = {}
        for entry, name in self.names.items():
            self._named.setdefault(name, []).append(entry)
        for violation in found:
            for subject in self._subjects(violation):
                self._note(subject, violation.rule.rung)
        self._spread()
        self._any_alm = first(self._first.get(_subject(each)) for each in landscape.cloud_alm_tenants)

    def by(self, tenant: S4Tenant) -> Rung | None:
        """Return the first rung that a tenant misses, None if it misses none."""
        astray = self._first.get(_ASTRAY) if tenant.mtls_systems else None
        return first((self._first.get(None), self._first.get(_subject(tenant)), self._by_alm(tenant), astray))

    def _subjects(self, violation: Violation) -> Iterator[_Subject]:
        entry = _ENTRY.match(violation.path)
        # What cannot be read may belong to the connection of any tenant, unless it stands in one of them.
        apart = entry and (entry[1] == _S4 or violation.rule.code not in READING)
        yield (entry[1], int(entry[2])) if entry and apart else None
        for entity in (each for each in violation.also if not each.startswith(_OTHERS)):
            name = _NAME.match(entity)
            yield from self._named.get(name[1], (None,)) if name else (None,)

    def _note(self, subject: _Subject, rung: Rung) -> None:
        self._first[subject] = first((self._first.get(subject), rung)) or rung

    def _spread(self) -> None:
        """Note what certificates and destinations miss at the tenants that use them."""
        landscape, lists = self._landscape, {subject[0] for subject in self._first if subject}
        if _CERTIFICATES in lists:
            for certificate, names in landscape.certificates_used.items():
                if rung := self._first.get(_subject(certificate)):
                    for name in names:
                        self._note(_subject(name.owner), rung)
        if _CERTIFICATES in lists or _DESTINATIONS in lists:
            for destination in landscape.destinations:
                if destination.is_ctms or destination.is_application_side:
                    continue
                if rung := self._first.get(_subject(destination)):
                    own = landscape.s4hana_tenant_of(destination)
                    self._note(_subject(own) if own else _ASTRAY, rung)

    def _by_alm(self, tenant: S4Tenant) -> Rung | None:
        """Return the first rung that a tenant misses by the SAP Cloud ALM tenants that it is connected to."""
        if not self._any_alm:
            return None
        found: list[CloudAlmTenant] = []
        for arrangement in tenant.alm_arrangements:
            target = arrangement.target
            if target and target.tenant:
                found += (target.tenant, *self._landscape.cloud_alm_tenants_at(target.tenant.uaa_host or ""))
            elif not target or not target.host or not self._landscape.hosts_are_known:
                return self._any_alm
        return first(self._first.get(_subject(each)) for each in found)


def _subject(entity: Entity) -> tuple[str, int]:
    """Return the entry of a list of the landscape that an entity is, or stands in."""
    key, number = entity.path[:2]
    return str(key), int(number)
