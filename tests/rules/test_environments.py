"""Landscapes with other environments than the Public Edition: what they need, and all three of them together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from calm_lint.api import Linter, Rule
from calm_lint.files.named_files import named_files
from environments import CTMS, CTS, found, mixed, only
from mtls import linted

KEY = {
    "uri": "https://transport-service-app-backend.ts.cfapps.eu10.hana.ondemand.com",
    "uaa": {
        "url": "https://acme-admin.authentication.eu10.hana.ondemand.com",
        "clientid": "sb-0a1b2c3d-1111-4222-8333-444455556666!b1234|alm-ts-backend!b1603",
        "clientsecret": "an-invented-secret-7c41",
    },
}
PASTED = CTMS[CTMS.index("    service_key:") : CTMS.index("    nodes:")]


@pytest.mark.parametrize("text", [CTMS, CTS, mixed()], ids=["ctms", "cts", "mixed"])
def test_right_landscape_has_no_finding(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("key", ["ctms_services", "cts_domains", "s4hana_tenants"])
def test_one_environment_is_needed(key: str) -> None:
    text = "format: 1\ncloud_alm_tenants:\n  - {id: a, usage: test, provisioned_on: 2024-01-01}\n"
    (violation,) = linted(text).violations
    assert (violation.rule.code, violation.span[:2], violation.path) == ("CALM003", (1, 1), "")
    (violation,) = linted(f"{text}{key}: []\n").violations
    assert (violation.rule.code, violation.message) == ("CALM003", f"{key} is empty, must have at least one entry")
    (violation,) = linted(f"{text}{key[:-1]}: []\n").violations
    assert violation.message == f"unknown key {key[:-1]}: did you mean {key}?"


def test_instance_is_not_needed_for_ctms_alone() -> None:
    assert found(CTMS, ("provisioned_on: 2023-11-20", "provisioned_on: 2023-01-20")) == []
    assert found(CTS, ("provisioned_on: 2023-11-20", "provisioned_on: 2023-01-20")) == ["CALM501"]


def test_ids_are_unique_together() -> None:
    _, violation = only(
        CTMS, ("  - id: ctms-sandbox", "  - id: calm-test"), ("service: ctms-sandbox", "service: calm-test")
    )
    assert violation.message == "service id calm-test is used twice, must be unique in the landscape"


def test_application_side_destinations_stand_in_several_subaccounts() -> None:
    product = CTMS[CTMS.index("  - name: TransportManagementService") :]
    assert found(CTMS + product) == []


def test_connections_of_all_environments_count() -> None:
    second = CTS.replace(
        "cts_domains:", "  - {id: calm-two, usage: productive, provisioned_on: 2024-01-01}\ncts_domains:"
    )
    assert found(second) == ["CALM406"]
    qua = "sid: QUA\n        role: test"
    assert found(second, (qua, qua)) == ["CALM406"]
    setup = second.replace("target_alm: CALM\n            token", "cloud_alm_tenant: calm-two\n            token")
    assert found(setup) == []


def test_transport_of_a_service_is_released() -> None:
    assert found(CTMS, ("status: released", "status: modifiable")) == ["CALM602"]


def test_setup_that_leads_nowhere_known() -> None:
    text = CTS.replace("cts_domains:", "  - {id: calm-two, usage: test, provisioned_on: 2024-01-01}\ncts_domains:")
    text = text.replace(
        "cloud_alm_tenant: calm-prod\n            token_endpoint: https://acme", "token_endpoint: https://gamma"
    )
    assert found(text) == ["CALM116"]


def test_service_key_file(rules: list[Rule], tmp_path: Path) -> None:
    text = CTMS.replace(PASTED, "    service_key_file: ctms.json\n").encode()

    def messages() -> list[str]:
        report = Linter(rules).lint("landscape.yaml", text, named_files(str(tmp_path)))
        return [each.message for each in report.violations]

    (missing,) = messages()
    assert missing == "Service Key File ctms.json does not exist, so nothing is compared with it"
    (tmp_path / "ctms.json").write_text(json.dumps(KEY), "utf-8")
    assert messages() == []
    (tmp_path / "ctms.json").write_text(json.dumps({**KEY, "uri": "https://other.example"}), "utf-8")
    (other,) = messages()
    assert other.endswith("must be https://other.example as in the service key of ctms-main")
    (tmp_path / "ctms.json").write_text('{"uaa": {"url": "https://a", "clientid": "b"}}', "utf-8")
    (lacking,) = messages()
    assert lacking == "Service Key File ctms.json lacks uri, must be the JSON of a service key"


def test_secret_of_a_service_key_file_is_never_shown(rules: list[Rule], tmp_path: Path) -> None:
    (tmp_path / "ctms.json").write_text(json.dumps(KEY), "utf-8")
    text = CTMS.replace(PASTED, "    service_key_file: ctms.json\n").replace(
        "usage: sandbox", "usage: an-invented-secret-7c41"
    )
    report = Linter(rules).lint("landscape.yaml", text.encode(), named_files(str(tmp_path)))
    assert report.violations
    assert not any("an-invented-secret" in each.message for each in report.violations)
