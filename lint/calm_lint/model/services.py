"""The outbound services of a communication arrangement."""

from __future__ import annotations

from calm_lint.model.entity import Entity, child, integer, interval, text


class RunEvery(Entity):
    """A Run Every in two fields, as on the screen."""

    value = text()
    unit = text()


class OutboundService(Entity):
    """One of the four outbound services of transport management."""

    definition = "outbound_service"

    service_status = text()
    port = integer()
    path_ = text("path")
    run_every = interval()
    job_status = text()
    package_size = text()

    run_every_parts = child(RunEvery, "run_every")

    @property
    def name(self) -> str:
        """Its key: export, import, retry or status_change."""
        return str(self.steps[-1])


class OutboundServices(Entity):
    """The outbound services of an arrangement, by their keys."""

    export = child(OutboundService)
    import_ = child(OutboundService, "import")
    retry = child(OutboundService)
    status_change = child(OutboundService)

    @property
    def entries(self) -> tuple[OutboundService, ...]:
        """Those of the four services of transport management that exist."""
        services = (self.export, self.import_, self.retry, self.status_change)
        return tuple(service for service in services if service)
