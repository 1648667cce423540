"""The outbound services of a communication arrangement."""

from __future__ import annotations

from calm_lint.model.entity import Entity, integer, interval, text
from calm_lint.model.values.scenario import SERVICES


class OutboundServices(Entity):
    """The outbound services of an arrangement, by their keys.

    Attributes:
        entries: those of the four services of transport management that are there.
    """

    def _collect(self) -> None:
        services = (self._entry(name, OutboundService) for name in SERVICES)
        self.entries = tuple(service for service in services if service)


class OutboundService(Entity):
    """One of the four outbound services of transport management.

    Attributes:
        run_every_parts: the Run Every where it is a mapping of value and unit.
    """

    service_status = text()
    port = integer()
    path_ = text("path")
    run_every = interval()
    job_status = text()
    package_size = text()

    def _collect(self) -> None:
        self.run_every_parts = self._entry("run_every", RunEvery)

    @property
    def name(self) -> str:
        """Its key: export, import, retry or status_change."""
        return str(self.steps[-1])


class RunEvery(Entity):
    """A Run Every in two fields, as on the screen."""

    value = text()
    unit = text()
