"""The services of a communication arrangement: outbound, and inbound."""

from __future__ import annotations

from calm_lint.model.declarations import child, credential, integer, interval, text
from calm_lint.model.entity import Entity


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
    application_protocol = text()
    service_url = text()
    additional_properties = text()

    run_every_parts = child(RunEvery, "run_every")

    @property
    def name(self) -> str:
        """Its key: export, import, retry or status_change."""
        return str(self.steps[-1])

    @property
    def named(self) -> str:
        """What names it in a message about one of its fields, as in ` of service Export`."""
        return f" of service {self.name.replace('_', ' ').title()}"


class InboundService(Entity):
    """The inbound service of transport management."""

    definition = "inbound_service"

    service_url = credential()


class InboundServices(Entity):
    """The inbound services of an arrangement, by their keys."""

    create_transports = child(InboundService)


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
