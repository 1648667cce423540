"""CALM515: xsappname has a form that the service accepts."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Good, ServiceInstance, Severity, Source, facts, is_placeholder, rule
from calm_lint_rules._xsappname import is_xsappname
from calm_lint_rules.cloud_alm.instance_name_format import is_instance_name


@rule(
    ServiceInstance,
    code="CALM515",
    rung="by-the-book",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("Application Security Descriptor Configuration Syntax (517895a)", "Naming Conventions"),
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
            name: calm.deploy
            parameters:
              xs-security:
                xsappname: calm.deploy
                authorities:
                  - $XSMASTERAPPNAME.imp-cdm-feature-display-ui
                  - $XSMASTERAPPNAME.imp-cdm-feature-manage-ui
            """,
            at="calm.deploy",
            message="xsappname is calm.deploy, must be 1 to 100 letters, digits, hyphens, underscores and slashes",
        ),
    ],
)
def xsappname_format(instance: ServiceInstance) -> Iterator[Finding]:
    """The service rejects any other application name. An instance name may have a period, an application name may not.

    The application name is part of the client ID.
    """
    application, name = instance.xs_security.xsappname, instance.name.value or ""
    if application.value is None or is_xsappname(application.value):
        return
    # xsappname-mismatch reports a placeholder, and says which name is meant.
    if is_placeholder(application.value) and is_instance_name(name) and is_xsappname(name):
        return
    fault = f"is {application.value}" if application.value else "is empty"
    allowed = f"1 to {facts.XSAPPNAME.longest} letters, digits, hyphens, underscores and slashes"
    yield Finding(application, f"xsappname {fault}, must be {allowed}")
