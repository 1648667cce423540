"""CALM917: a system that SAP hosts reaches SAP Cloud ALM through the proxy."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import AlmSetup, Bad, CtsSystem, Finding, Fix, Good, Insert, Scalar, Severity, Source, facts, rule
from calm_lint_rules.cts._setups import is_set_up_by_sap


@rule(
    CtsSystem,
    code="CALM917",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source(
        "Setting Up the Managed Systems (21e0843)",
        "Configuring the PUSH Data Provider: If your system is hosted by SAP",
    ),
    screen="/SDF/ALM_SETUP > Maintain HTTP Destination > Proxy Host, Proxy Port",
    examples=[
        Good("""
            hosted_by_sap: true
            alm_setup:
              - client: "000"
                proxy_host: proxy
                proxy_port: 3128
            """),
        Bad(
            """
            hosted_by_sap: true
            alm_setup:
              - client: "000"
                proxy_host: proxy
                proxy_port: 8080
            """,
            at="8080",
            message="Proxy Port is 8080, must be 3128",
            fixed="""
            hosted_by_sap: true
            alm_setup:
              - client: "000"
                proxy_host: proxy
                proxy_port: 3128
            """,
        ),
        Bad(
            """
            hosted_by_sap: true
            alm_setup:
              - client: "000"
                proxy_port: 3128
            """,
            at='"000"',
            message="Proxy Host is missing, must be proxy",
            fixed="""
            hosted_by_sap: true
            alm_setup:
              - client: "000"
                proxy_port: 3128
                proxy_host: proxy
            """,
        ),
    ],
)
def setup_proxy(system: CtsSystem) -> Iterator[Finding]:
    """A system that SAP hosts has no other way to the internet, so that no call gets out without the proxy."""
    for setup in system.alm_setup if system.hosted_by_sap.value else ():
        if not is_set_up_by_sap(setup):
            yield from _differs("Proxy Host", setup, setup.proxy_host, facts.PROXY_HOST)
            yield from _differs("Proxy Port", setup, setup.proxy_port, str(facts.PROXY_PORT))


def _differs(label: str, setup: AlmSetup, field: Scalar[str] | Scalar[int], wanted: str) -> Iterator[Finding]:
    key = str(field.steps[-1])
    if field.missing:
        add = Fix(f"add {key}: {wanted}", (Insert(setup, key, wanted),))
        yield Finding(field, f"{label} is missing, must be {wanted}", add)
    elif field.value is not None and str(field.value) != wanted:
        yield Finding(field, f"{label} is {field.value}, must be {wanted}", Fix.replace(field, wanted))
