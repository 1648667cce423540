"""CALM502: the service instance grants both authorities for transport management."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import AUTHORITIES, Append, Bad, Finding, Fix, Good, ServiceInstance, Severity, Source, rule

_PREFIX = "$XSMASTERAPPNAME."

_MANAGE = "      - $XSMASTERAPPNAME.imp-cdm-feature-manage-ui\n"
_RIGHT = f"""\
parameters:
  xs-security:
    xsappname: calm-deploy
    authorities:
      - $XSMASTERAPPNAME.imp-cdm-feature-display-ui
{_MANAGE}"""


@rule(
    ServiceInstance,
    code="CALM502",
    rung="collects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Getting the Binding Credentials", "2025-05-14"),
    screen="SAP BTP cockpit > Services > Instances and Subscriptions > Update > Instance Parameters",
    examples=[
        Good(_RIGHT),
        Bad(
            _RIGHT.replace(_MANAGE, ""),
            at="authorities",
            message="authority $XSMASTERAPPNAME.imp-cdm-feature-manage-ui is missing",
            fixed=_RIGHT,
        ),
        Bad(
            _RIGHT.replace("$XSMASTERAPPNAME.imp-cdm-feature-display-ui", "imp-cdm-feature-display-ui"),
            at="imp-cdm-feature-display-ui",
            message="authority is imp-cdm-feature-display-ui, must be $XSMASTERAPPNAME.imp-cdm-feature-display-ui",
            fixed=_RIGHT,
        ),
        Bad(
            "parameters:",
            at="service_instance",
            message="authorities are missing, must be $XSMASTERAPPNAME.imp-cdm-feature-display-ui and "
            "$XSMASTERAPPNAME.imp-cdm-feature-manage-ui",
        ),
    ],
)
def missing_authorities(instance: ServiceInstance) -> Iterator[Finding]:
    """Without the two authorities, the connection works, but nobody can assign transports to features.

    SAP Cloud ALM answers these calls with 403.
    """
    security = instance.xs_security
    block = security.entry("authorities")
    if block.missing:
        yield Finding(block, f"authorities are missing, must be {' and '.join(AUTHORITIES)}")
        return
    if block.unknown or any(authority.unknown for authority in security.authorities):
        return
    granted = [authority.value for authority in security.authorities]
    for wanted in AUTHORITIES:
        if wanted in granted:
            continue
        name = wanted.removeprefix(_PREFIX)
        close = next((each for each in security.authorities if each.value and each.value.endswith(name)), None)
        if close:
            yield Finding(close, f"authority is {close.value}, must be {wanted}", Fix.replace(close, wanted))
        else:
            fix = Fix(f"add {wanted}", (Append(security, ("authorities",), wanted),))
            at = security.absent("authorities", wanted)
            yield Finding(at, f"authority {wanted} is missing", fix)
