"""CALM410: one landscape of the estate describes an S/4HANA tenant."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Estate, Finding, Good, Related, Severity, Source, rule, shared_fields
from calm_lint_rules.public_edition._described_again import described_again

_OTHER = """
s4hana_tenants:
  - id: acme-prod
    role: production
    global_tenant_id: 745588200
"""


@rule(
    Estate,
    code="CALM410",
    rung="by-the-book",
    since="0.1",
    severity=Severity.WARNING,
    source=Source("landscape.schema.json", "global_tenant_id, host, client"),
    screen="",
    examples=[
        Good(
            """
            s4hana_tenants:
              - id: prod
                role: production
                global_tenant_id: 745588201
            """,
            files=(("acme.landscape.yaml", _OTHER),),
        ),
        Bad(
            """
            s4hana_tenants:
              - id: prod
                role: production
                global_tenant_id: 745588200
            """,
            files=(("acme.landscape.yaml", _OTHER),),
            at="prod",
            message="S/4HANA tenant prod is described twice, also in acme.landscape.yaml as acme-prod with the same "
            "Global Tenant ID, should be described in one landscape",
        ),
    ],
)
def tenant_described_twice(estate: Estate) -> Iterator[Finding]:
    """Two entries with one Global Tenant ID, or with one Host and Client, are one S/4HANA tenant.

    If two landscapes describe it, they sooner or later contradict each other. Often one landscape was copied from the
    other, and an ID or a host was not changed. If the landscapes connect the tenant to two SAP Cloud ALM tenants,
    double-alm-connection reports it.
    """
    for again in described_again(estate):
        if again.ends:
            continue
        earlier, later = again.earlier, again.later
        name = f" as {earlier.id.value}" if earlier.id.value else ""
        shared = f" with the same {what}" if (what := shared_fields(earlier, later)) else ""
        beside = f", also in {estate.where(earlier, later)}{name}{shared}"
        yield Finding(
            later.id,
            f"S/4HANA tenant{later.named} is described twice{beside}, should be described in one landscape",
            related=(Related(earlier.id, "described here first"),),
            hint=beside,
            named=later.named,
        )
