"""CALM810 beyond its examples: when another destination may be the missing one."""

from __future__ import annotations

import pytest

from environments import CTMS, at, found, only

SANDBOX = CTMS[CTMS.index("  - name: CALM_FTR_CTMS_SANDBOX") : CTMS.index("  - name: TransportManagementService")]
LEGACY = "url: https://eu10.alm.cloud.sap/api/imp-cdm-transport-management-api/v1\n    additional"
DIRECT = "url: https://transport-service-app-backend.ts.cfapps.eu10.hana.ondemand.com\n    additional"
MAIN = CTMS[CTMS.index("  - name: CALM_FTR_CTMS_FEATURES") : CTMS.index("  - name: CALM_FTR_CTMS_SANDBOX")]


def test_finding_is_at_the_id() -> None:
    text, violation = only(CTMS, (SANDBOX, ""))
    assert (violation.rule.code, violation.severity, at(text, violation)) == ("CALM810", "error", "ctms-sandbox")


@pytest.mark.parametrize("rest", ["", "destinations: []\n", "destinations:\n"])
def test_without_destinations(rest: str) -> None:
    assert found(f"{CTMS[: CTMS.index('destinations:')]}{rest}") == ["CALM810"]


def test_destination_that_leads_nowhere_may_be_the_one() -> None:
    assert found(CTMS, ("ctms_service: ctms-sandbox", "ctms_service: ctms-gone")) == ["CALM005"]
    assert found(CTMS, ("    ctms_service: ctms-sandbox\n", "")) == []


def test_application_side_is_no_connection_but_813_speaks_for_its_service() -> None:
    assert found(CTMS, (MAIN, "")) == ["CALM810"]
    assert found(CTMS, (MAIN, ""), (DIRECT, LEGACY)) == ["CALM813"]
    service = (
        "TransportManagementService         # in the subaccount of SAP Integration Suite\n    ctms_service: ctms-main\n"
    )
    plain = (service, "TransportManagementService\n")
    assert found(CTMS, (MAIN, ""), (DIRECT, LEGACY), plain) == ["CALM813"]
    assert found(CTMS, (MAIN, ""), (DIRECT, LEGACY), plain, ("Id: DEV_NODE", "Id: X")) == ["CALM813", "CALM814"]


def test_only_service_is_that_of_the_legacy_destination() -> None:
    text = CTMS.replace("  - id: ctms-sandbox\n    usage: sandbox\n", "")
    service = (
        "TransportManagementService         # in the subaccount of SAP Integration Suite\n    ctms_service: ctms-main\n"
    )
    assert found(text, (MAIN, ""), (SANDBOX, ""), (DIRECT, LEGACY), (service, "ctms_destination\n")) == ["CALM813"]


def test_destinations_of_another_form_are_not_missing() -> None:
    assert found(f"{CTMS[: CTMS.index('destinations:')]}destinations: wrong\n") == ["CALM003"]
    assert found(CTMS, ("name: CALM_FTR_CTMS_SANDBOX", "name: [wrong]")) == ["CALM003"]
