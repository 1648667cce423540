"""CALM813: products do not export through SAP Cloud ALM."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Good, Landscape, Severity, Source, rule
from calm_lint_rules.ctms._legacy import is_legacy


@rule(
    Landscape,
    code="CALM813",
    rung="by-the-book",
    since="0.1",
    severity=Severity.WARNING,
    source=Source(
        "SAP Cloud Transport Management Service (8b4af2f)",
        "Legacy Procedure: We strongly advise you against using the existing integration",
    ),
    screen="SAP BTP cockpit > Connectivity > Destinations > URL",
    examples=[
        Good("""
            destinations:
              - name: CALM_FTR_CTMS_FEATURES
              - name: TransportManagementService
                url: https://transport-service-app-backend.ts.cfapps.eu10.hana.ondemand.com
                additional_properties: {sourceSystemId: DEV_NODE}
            """),
        Bad(
            """
            destinations:
              - name: CALM_FTR_CTMS_FEATURES
              - name: TransportManagementService
                url: https://eu10.alm.cloud.sap/api/imp-cdm-transport-management-api/v1
                additional_properties: {sourceSystemId: DEV_NODE}
            """,
            at="https://eu10.alm.cloud.sap/api/imp-cdm-transport-management-api/v1",
            message="URL leads to SAP Cloud ALM, the legacy integration, should lead to SAP Cloud Transport Management",
        ),
    ],
)
def legacy_ctms_destination(landscape: Landscape) -> Iterator[Finding]:
    """SAP advises against this integration and will no longer offer it.

    A destination CALM_FTR_CTMS_ in the subaccount of SAP Cloud ALM replaces it and supports more types of content.
    """
    for destination in landscape.destinations:
        if is_legacy(destination):
            leads = "URL leads to SAP Cloud ALM, the legacy integration"
            yield Finding(destination.url, f"{leads}, should lead to SAP Cloud Transport Management")
