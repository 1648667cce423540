"""CALM409: a landscape describes each S/4HANA tenant once."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Good, Landscape, Related, Severity, Source, rule, shared_fields


@rule(
    Landscape,
    code="CALM409",
    rung="collects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("landscape.schema.json", "global_tenant_id, host, client"),
    screen="",
    examples=[
        Good(
            """
            s4hana_tenants:
              - id: dev-080
                role: development
                host: my400100.s4hana.cloud.sap
                client: "080"
              - id: dev-100
                role: customizing
                host: my400100.s4hana.cloud.sap
                client: "100"
              - id: test
                role: test
            """
        ),
        Bad(
            """
            s4hana_tenants:
              - id: prod-eu
                role: production
                host: my400300.s4hana.cloud.sap
                client: "100"
              - id: prod-us
                role: production
                host: https://MY400300.s4hana.cloud.sap
                client: "100"
            """,
            at="prod-us",
            message="S/4HANA tenant prod-us is described twice, also as prod-eu with the same Host and Client, "
            "must be described once",
        ),
    ],
)
def duplicate_tenant(landscape: Landscape) -> Iterator[Finding]:
    """Two entries with one Global Tenant ID, or with one Host and Client, are one S/4HANA tenant.

    Nobody knows which of the entries is right. Often one was copied, and an ID or a host was not changed.
    """
    for first, *others in landscape.same_tenants:
        for tenant in others:
            earlier, later = sorted((first, tenant), key=lambda each: each.start)
            name = earlier.id.value or "another entry"
            fields = f" with the same {what}" if (what := shared_fields(earlier, later)) else ""
            beside = f", also as {name}{fields}"
            yield Finding(
                later.id,
                f"S/4HANA tenant{later.named} is described twice{beside}, must be described once",
                related=(Related(earlier.id, "described here first"),),
                hint=beside,
                named=later.named,
            )
