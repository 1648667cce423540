"""CALM504: Instance Name has a form that the cockpit accepts."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Good, ServiceInstance, Severity, Source, facts, rule


@rule(
    ServiceInstance,
    code="CALM504",
    rung="by-the-book",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("Enabling SAP Cloud ALM API (704b5dc)", "Create or Update an Instance"),
    screen="SAP BTP cockpit > Services > Instances and Subscriptions > Create > Instance Name",
    examples=[
        Good("name: calm-deploy"),
        Bad(
            "name: Cloud ALM deployment",
            at="Cloud ALM deployment",
            message="Instance Name is Cloud ALM deployment, must be at most 32 letters, digits, periods, hyphens "
            "and underscores",
        ),
    ],
)
def instance_name_format(instance: ServiceInstance) -> Iterator[Finding]:
    """The SAP BTP cockpit rejects any other name, so no instance can have this name."""
    name = instance.name
    if name.value is not None and not is_instance_name(name.value):
        allowed = f"at most {facts.INSTANCE_NAME.longest} letters, digits, periods, hyphens and underscores"
        yield Finding(name, f"Instance Name is {name.value}, must be {allowed}")


def is_instance_name(text: str) -> bool:
    """Return whether the cockpit accepts a text as an instance name."""
    return facts.INSTANCE_NAME.allows(text)
