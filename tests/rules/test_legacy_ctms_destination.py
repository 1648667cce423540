"""CALM813 beyond its examples: which destinations are legacy ones."""

from __future__ import annotations

import pytest

from environments import CTMS, at, found, only

DIRECT = "url: https://transport-service-app-backend.ts.cfapps.eu10.hana.ondemand.com\n    additional"


@pytest.mark.parametrize("name", ["TransportManagementService", "ctms_destination"])
@pytest.mark.parametrize(
    "url",
    [
        "https://eu10.alm.cloud.sap/api/imp-cdm-transport-management-api/v1",
        "https://acme.eu10.alm.cloud.sap/api/imp-cdm-transport-management-api/v1/",
    ],
)
def test_application_side(name: str, url: str) -> None:
    text, violation = only(CTMS, ("TransportManagementService", name), (DIRECT, f"url: {url}\n    additional"))
    assert (violation.rule.code, violation.severity, at(text, violation)) == ("CALM813", "warning", url)


def test_other_names_are_left_alone() -> None:
    url = "https://eu10.alm.cloud.sap/api/imp-cdm-transport-management-api/v1"
    text = CTMS.replace("TransportManagementService", "ToCloudAlm").replace("    ctms_service: ctms-main\n", "")
    assert found(text, (DIRECT, f"url: {url}\n    additional")) == []


@pytest.mark.parametrize("line", ["", "url:\n    "])
def test_without_a_url(line: str) -> None:
    assert found(CTMS, (DIRECT, f"{line}additional")) == []
