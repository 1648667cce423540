"""CALM510: the binding name differs from the names of automatic credentials."""

from __future__ import annotations

import re
from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Good, ServiceInstance, Severity, Source, facts, rule


@rule(
    ServiceInstance,
    code="CALM510",
    rung="by-the-book",
    since="0.1",
    severity=Severity.WARNING,
    source=Source("Enabling SAP Cloud ALM API (704b5dc)", "Create a Binding"),
    screen="SAP BTP cockpit > Services > Instances and Subscriptions > Create Binding",
    examples=[
        Good("binding_name: ato-transport"),
        Bad(
            "binding_name: ABC_100_000123",
            at="ABC_100_000123",
            message="binding name is ABC_100_000123, should not look like <system ID>_<client>_<system number>",
        ),
    ],
)
def binding_name_collision(instance: ServiceInstance) -> Iterator[Finding]:
    """Automatically created credentials have names of this form.

    The name of such a credential can collide with the name of this binding.
    """
    name = instance.binding_name
    if name.value is not None and re.fullmatch(r"[A-Za-z0-9]{3}_[0-9]{3}_[0-9]+", name.value):
        yield Finding(name, f"binding name is {name.value}, should not look like {facts.AUTOMATIC_BINDING_NAME}")
