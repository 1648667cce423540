"""The landscape file to begin with."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from calm_lint.api import CalmLintError, Linter
from calm_lint.engine.results import FileReport
from calm_lint.files.binding_file import read_credential
from calm_lint.pages.credential_values import Values, alm_tenants, values_of
from calm_lint.pages.new_landscape import TENANTS, new_landscape
from calm_lint.reading.credential import Credential
from calm_lint.rulebook.rule import Rule
from certificates import PEM, PRIVATE

SECRET = "not-a-real-secret-7c41"
UAA = {
    "url": "https://acme.authentication.eu10.hana.ondemand.com",
    "clientid": "sb-calm-deploy!b123456|sapcloudalm!b456789",
    "clientsecret": SECRET,
    "identityzone": "acme",
    "credential-type": "binding-secret",
    "verificationkey": "-----BEGIN PUBLIC KEY-----",
}
BINDING: dict[str, Any] = {"endpoints": {"Api": "https://eu10.alm.cloud.sap/api"}, "uaa": UAA}


def lint(rules: list[Rule], text: str) -> FileReport:
    return Linter(rules).lint("landscape.yaml", text.encode())


def written(values: Values, tenants: Sequence[tuple[str, str]] = TENANTS) -> str:
    return new_landscape(alm_tenants([values]), tenants)


def test_without_a_credential_only_what_the_user_has_to_know_is_found(rules: list[Rule]) -> None:
    text = written(Values())
    found = lint(rules, text).violations
    assert [(each.rule.code, each.path.rpartition("/")[2]) for each in found] == [
        ("CALM508", "0"),
        ("CALM206", "host_name"),
        ("CALM206", "token_endpoint"),
        ("CALM206", "client_id"),
    ]
    lines = text.splitlines()
    for each in found[1:]:
        assert "# in the binding credential: " in lines[each.span.line - 1]
    # The day of provisioning has no value that could stand for one not known: a comment holds its place.
    assert "# provisioned_on: " in text


def test_with_a_credential_nothing_but_the_day_of_provisioning_is_missing(rules: list[Rule]) -> None:
    text = written(values_of(Credential(BINDING)))
    assert [each.rule.code for each in lint(rules, text).violations] == ["CALM508"]
    assert "<" not in text.split("format: 1")[1]


def test_the_values_of_a_credential() -> None:
    data = yaml.safe_load(written(values_of(Credential(BINDING))))
    (alm,) = data["cloud_alm_tenants"]
    assert alm["region"] == "eu10"
    assert alm["binding"] == {
        "endpoints": BINDING["endpoints"],
        "uaa": {name: UAA[name] for name in ("url", "clientid", "identityzone", "credential-type")},
    }
    (system,) = data["s4hana_tenants"][0]["communication_systems"]
    assert system["host_name"] == "eu10.alm.cloud.sap"
    assert system["token_endpoint"] == "https://acme.authentication.eu10.hana.ondemand.com/oauth/token"
    (user,) = system["outbound_users"]
    assert user["client_id"] == UAA["clientid"]
    assert user["client_secret"] == "${ACME_CALM_PROD_SECRET}"


def test_the_secret_is_not_copied() -> None:
    assert SECRET not in written(values_of(Credential(BINDING)))


def test_user_and_password_in_a_url_are_not_copied() -> None:
    url = "https://user:secret-in-url@acme.authentication.eu10.hana.ondemand.com/"
    text = written(values_of(Credential({**BINDING, "uaa": {**UAA, "url": url}})))
    assert "secret-in-url" not in text
    assert "token_endpoint: https://acme.authentication.eu10.hana.ondemand.com/oauth/token" in text


def test_a_numbered_region_counts_as_the_region_itself(rules: list[Rule]) -> None:
    binding = {**BINDING, "endpoints": {"Api": "https://eu10-004.alm.cloud.sap/api"}}
    text = written(values_of(Credential(binding)))
    assert "region: eu10\n" in text
    assert [each.rule.code for each in lint(rules, text).violations] == ["CALM508"]


def test_tenants(rules: list[Rule]) -> None:
    text = written(values_of(Credential(BINDING)), [("0100: é #1", "test"), ("true", "customizing")])
    assert [(each["id"], each["role"]) for each in yaml.safe_load(text)["s4hana_tenants"]] == [
        ("0100: é #1", "test"),
        ("true", "customizing"),
    ]
    assert [each.rule.code for each in lint(rules, text).violations] == ["CALM508"]


@pytest.mark.parametrize(
    ("uaa", "api", "words"),
    [
        ({}, "https://api.cf.eu10.hana.ondemand.com", "is the credential of another service"),
        ({"clientid": "instance-name!b123456|sapcloudalm!b456789"}, "", "placeholders"),
    ],
)
def test_credentials_that_do_not_fit(uaa: dict[str, str], api: str, words: str) -> None:
    binding: dict[str, Any] = {"endpoints": {"Api": api or "https://eu10.alm.cloud.sap/api"}, "uaa": {**UAA, **uaa}}
    with pytest.raises(CalmLintError, match=words) as raised:
        values_of(Credential(binding))
    assert SECRET not in str(raised.value)


def test_a_credential_of_another_service_lacks_keys(tmp_path: Path) -> None:
    (tmp_path / "key.json").write_text(json.dumps({"clientid": "x", "clientsecret": SECRET, "uri": "https://x"}))
    with pytest.raises(CalmLintError, match=r"lacks endpoints\.Api and uaa\.url and uaa\.clientid"):
        values_of(read_credential(str(tmp_path), "key.json"))


def test_a_txt_file_as_it_is_downloaded(tmp_path: Path) -> None:
    (tmp_path / "key.txt").write_bytes(b"\xef\xbb\xbf" + json.dumps(BINDING, indent=2).replace("\n", "\r\n").encode())
    assert values_of(read_credential(str(tmp_path), "key.txt")).identity_zone == "acme"


def of_zone(zone: str) -> Values:
    url = f"https://{zone}.authentication.eu10.hana.ondemand.com"
    return values_of(Credential({**BINDING, "uaa": {**UAA, "url": url, "identityzone": zone}}))


@pytest.mark.parametrize(
    ("zone", "variable"),
    [
        ("acme", "ACME_CALM_PROD_SECRET"),
        ("the-acme-group-cloudalm", "THE_ACME_GROUP_CLOUDALM_CALM_PROD_SECRET"),
        ("4711-acme", "_4711_ACME_CALM_PROD_SECRET"),
    ],
)
def test_secret_has_a_variable_of_its_own(zone: str, variable: str) -> None:
    assert f"client_secret: ${{{variable}}}" in written(of_zone(zone))


def test_several_tenants(rules: list[Rule]) -> None:
    alm = alm_tenants([of_zone("acme"), of_zone("acme-test"), of_zone("acme-dev")])
    text = new_landscape(alm)
    assert [(each.id, each.usage, each.secret) for each in alm] == [
        ("calm-prod", "productive", "ACME_CALM_PROD_SECRET"),
        ("calm-test", "test", "ACME_TEST_CALM_TEST_SECRET"),
        ("calm-test-2", "test", "ACME_DEV_CALM_TEST_2_SECRET"),
    ]
    data = yaml.safe_load(text)
    assert [each["binding"]["uaa"]["identityzone"] for each in data["cloud_alm_tenants"]] == [
        "acme",
        "acme-test",
        "acme-dev",
    ]
    assert {each["communication_systems"][0]["cloud_alm_tenant"] for each in data["s4hana_tenants"]} == {"calm-prod"}
    for each in alm:
        assert f"${{{each.secret}}}" in text
    # One client for several tenants is a fault of the example.
    assert {each.rule.code for each in lint(rules, text).violations} == {"CALM508", "CALM207"}


def test_whether_the_credential_holds_the_secret() -> None:
    assert values_of(Credential(BINDING)).holds_secret
    hidden = {name: value for name, value in UAA.items() if name != "clientsecret"}
    assert not values_of(Credential({**BINDING, "uaa": hidden})).holds_secret


CERTURL = "https://acme.authentication.cert.eu10.hana.ondemand.com"
X509 = {
    **{name: value for name, value in UAA.items() if name != "clientsecret"},
    "clientid": "sb-calm-mtls!b123457|sapcloudalm!b456789",
    "credential-type": "x509",
    "certurl": CERTURL,
    "certificate": PEM.decode(),
    "key": PRIVATE.decode(),
}
KEY_LINES = [line for line in PRIVATE.decode().splitlines() if not line.startswith("-----")]


def x509(**uaa: str) -> Values:
    return values_of(Credential({**BINDING, "uaa": {**X509, **uaa}}))


def test_x509_key_gives_the_connection_with_mtls(rules: list[Rule]) -> None:
    text = written(x509(), [("dev-080", "development"), ("test-100", "test")])
    found = [(each.rule.code, each.path.rpartition("/")[2]) for each in lint(rules, text).violations]
    # What nobody knows but the user: the Global Tenant IDs and Service URLs, and the day of provisioning.
    assert sorted(set(found)) == [("CALM206", "name"), ("CALM206", "url"), ("CALM508", "0")]
    data = yaml.safe_load(text)
    (system,) = data["s4hana_tenants"][1]["communication_systems"]
    assert system["token_endpoint"] == "https://acme.authentication.eu10.hana.ondemand.com/oauth/token"
    assert system["mtls_endpoint"] == f"{CERTURL}/oauth/token"
    assert system["outbound_users"] == [
        {
            "authentication_method": "OAuth 2.0",
            "client_authentication": "mTLS",
            "client_id": X509["clientid"],
            "client_certificate": "calm-prod-mtls",
        }
    ]
    (inbound,) = system["inbound_users"]
    assert (inbound["authentication_method"], inbound["certificate"]) == ("SSL Client Certificate", "calm-prod-mtls")
    (certificate,) = data["certificates"]
    assert certificate["id"] == "calm-prod-mtls"
    assert certificate["subject"] == "CN=calm-deploy,O=SAP SE,C=DE"
    assert (str(certificate["issued_on"]), str(certificate["expires_on"])) == ("2026-09-01", "2027-09-01")
    assert [each["description"] for each in data["destinations"]] == ["dev-080", "test-100"]
    assert {each["key_store_location"] for each in data["destinations"]} == {certificate["key_store"]}


def test_certificate_and_key_are_not_copied() -> None:
    text = written(x509())
    assert "PRIVATE KEY" not in text
    assert "BEGIN CERTIFICATE" not in text
    assert not any(line in text for line in KEY_LINES)


@pytest.mark.parametrize("first_x509", [False, True])
def test_secret_and_x509_key_of_one_tenant(rules: list[Rule], first_x509: bool) -> None:
    both = [values_of(Credential(BINDING)), x509()]
    text = new_landscape(alm_tenants(both[::-1] if first_x509 else both))
    (alm,) = yaml.safe_load(text)["cloud_alm_tenants"]
    assert alm["binding"]["uaa"]["clientid"] == UAA["clientid"]
    assert alm["mtls_binding"]["uaa"]["clientid"] == X509["clientid"]
    assert {each.rule.code for each in lint(rules, text).violations} == {"CALM206", "CALM508"}


@pytest.mark.parametrize("certificate", ["", "-----BEGIN CERTIFICATE-----\nMIIINVENTED\n-----END CERTIFICATE-----\n"])
def test_certificate_that_cannot_be_read_has_no_days(rules: list[Rule], certificate: str) -> None:
    text = written(x509(certificate=certificate))
    (entry,) = yaml.safe_load(text)["certificates"]
    assert sorted(entry) == ["id", "key_store"]
    assert {each.rule.code for each in lint(rules, text).violations} == {"CALM206", "CALM508"}


def test_x509_key_without_certurl() -> None:
    credential = {name: value for name, value in X509.items() if name not in ("certurl", "credential-type")}
    values = values_of(Credential({**BINDING, "uaa": credential}))
    assert values.mtls_endpoint == f"{CERTURL}/oauth/token"
    assert values.binding["uaa"]["credential-type"] == "x509"


def test_host_for_certificates_of_another_zone_is_not_taken() -> None:
    assert x509(certurl="https://evil.example.com").mtls_endpoint == f"{CERTURL}/oauth/token"


def test_certificate_and_key_at_the_top_make_an_x509_key() -> None:
    uaa = {name: UAA[name] for name in ("url", "clientid", "identityzone")}
    values = values_of(Credential({**BINDING, "uaa": uaa, "certificate": PEM.decode(), "key": PRIVATE.decode()}))
    assert values.is_x509
    assert values.certificate
