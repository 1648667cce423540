"""CALM503: xsappname is the instance name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Fix, Good, ServiceInstance, Severity, Source, is_placeholder, rule
from calm_lint_rules._xsappname import is_xsappname
from calm_lint_rules.cloud_alm.instance_name_format import is_instance_name

_GUID = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"


@rule(
    ServiceInstance,
    code="CALM503",
    rung="by-the-book",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Getting the Binding Credentials", "2025-05-14"),
    screen="SAP BTP cockpit > Services > Instances and Subscriptions > Create > Instance Parameters",
    examples=[
        Good(
            """
            name: calm-deploy
            parameters:
              xs-security:
                xsappname: calm-deploy
                authorities:
                  - $XSMASTERAPPNAME.imp-cdm-feature-display-ui
                  - $XSMASTERAPPNAME.imp-cdm-feature-manage-ui
            """
        ),
        Bad(
            """
            name: calm-deploy
            parameters:
              xs-security:
                xsappname: <your-instance-name>
                authorities:
                  - $XSMASTERAPPNAME.imp-cdm-feature-display-ui
                  - $XSMASTERAPPNAME.imp-cdm-feature-manage-ui
            """,
            at="<your-instance-name>",
            message="xsappname is <your-instance-name>, must be the instance name calm-deploy",
            fixed="""
            name: calm-deploy
            parameters:
              xs-security:
                xsappname: calm-deploy
                authorities:
                  - $XSMASTERAPPNAME.imp-cdm-feature-display-ui
                  - $XSMASTERAPPNAME.imp-cdm-feature-manage-ui
            """,
        ),
    ],
)
def xsappname_mismatch(instance: ServiceInstance) -> Iterator[Finding]:
    """The JSON in SAP's guide contains a placeholder for xsappname.

    Use the instance name when you create the instance, and the GUID of the instance when you update it.
    """
    name, application = instance.name.value, instance.xs_security.xsappname
    if application.missing and not instance.parameters.entry("xs-security").missing:
        wanted = f", must be the instance name {name}" if name and is_xsappname(name) else ""
        yield Finding(instance.parameters.key("xs-security"), f"xsappname is missing in xs-security{wanted}")
    if name and is_mismatch(instance):
        yield Finding(
            application,
            f"xsappname is {application.value}, must be the instance name {name}",
            Fix.replace(application, name),
        )


def is_mismatch(instance: ServiceInstance) -> bool:
    """Return whether xsappname is certainly another name than that of the instance."""
    name, application = instance.name.value, instance.xs_security.xsappname.value
    # An application name cannot have all the characters of an instance name, a period for example.
    if not application or name is None or not is_instance_name(name) or not is_xsappname(name):
        return False
    if not is_xsappname(application) and not is_placeholder(application):
        return False
    return application != name and not re.fullmatch(_GUID, application)
