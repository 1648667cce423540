"""CALM508: provisioned_on is given for each SAP Cloud ALM tenant."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, CloudAlmTenant, Finding, Good, Severity, Source, rule


@rule(
    CloudAlmTenant,
    code="CALM508",
    rung="by-the-book",
    since="0.1",
    severity=Severity.INFO,
    source=Source("guide", "Getting the Binding Credentials", "2025-05-14"),
    screen="SAP for Me > Systems & Provisioning",
    examples=[
        Good("provisioned_on: 2023-11-20"),
        Bad(
            "provisioned_on:",
            at="calm-prod",
            message="provisioned_on is missing: it decides where the credentials come from",
        ),
    ],
)
def provisioning_date_missing(tenant: CloudAlmTenant) -> Iterator[Finding]:
    """Without this date, calm-lint cannot check whether the credentials allow transport management."""
    if tenant.provisioned_on.missing:
        yield Finding(tenant.provisioned_on, "provisioned_on is missing: it decides where the credentials come from")
