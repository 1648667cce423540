"""The landscape file to begin with, for the other transport environments."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from calm_lint.api import Linter, Rule
from calm_lint.pages.credential_values import Values, alm_tenants, values_of
from calm_lint.pages.new_environments import Service, System, service_of
from calm_lint.pages.new_landscape import new_landscape
from calm_lint.reading.credential import Credential
from command_line import run

KEY: dict[str, Any] = {
    "uri": "https://transport-service-app-backend.ts.cfapps.eu10.hana.ondemand.com",
    "uaa": {
        "url": "https://acme-admin.authentication.eu10.hana.ondemand.com",
        "clientid": "sb-0a1b2c3d-1111-4222-8333-444455556666!b1234|alm-ts-backend!b1603",
        "clientsecret": "not-a-real-secret-7c41",
    },
}
BINDING: dict[str, Any] = {
    "endpoints": {"Api": "https://eu10.alm.cloud.sap/api"},
    "uaa": {
        "url": "https://acme.authentication.eu10.hana.ondemand.com",
        "clientid": "sb-calm-deploy!b123456|sapcloudalm!b456789",
        "clientsecret": "not-a-real-secret-7c41",
    },
}
TRACK = [System("DEV", "development"), System("QUA", "test", "200"), System("PRD", "production", "300")]


def found(rules: list[Rule], text: str) -> list[str]:
    report = Linter(rules).lint("landscape.yaml", text.encode())
    return sorted({each.rule.code for each in report.violations})


def test_with_keys_only_information_is_found(rules: list[Rule]) -> None:
    alm = alm_tenants([values_of(Credential(BINDING))])
    services = [service_of("ctms-main", Credential(KEY)), Service("ctms-second")]
    text = new_landscape(alm, [("dev", "development"), ("test", "test")], services[:1], TRACK)
    assert found(rules, text) == ["CALM508"]
    assert "not-a-real-secret" not in text
    assert found(rules, new_landscape(alm, (), services)) == ["CALM206", "CALM508"]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_track_of_any_length(rules: list[Rule], number: int) -> None:
    alm = alm_tenants([values_of(Credential(BINDING))])
    assert found(rules, new_landscape(alm, (), (), TRACK[-number:])) == ["CALM508"]


def test_with_a_certificate_setups_have_no_secret(rules: list[Rule]) -> None:
    uaa = {**BINDING["uaa"], "credential-type": "x509"}
    alm = alm_tenants([values_of(Credential({**BINDING, "uaa": uaa}))])
    text = new_landscape(alm, (), (), TRACK)
    assert found(rules, text) == ["CALM508"]
    assert "client_authentication: mTLS" in text


def test_without_keys_placeholders_are_left(rules: list[Rule]) -> None:
    text = new_landscape(alm_tenants([Values()]), (), [Service("sandbox")], TRACK)
    assert found(rules, text) == ["CALM206", "CALM508"]
    assert "CALM_FTR_CTMS_SANDBOX" in text


def test_options_go_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ctms.json").write_text(json.dumps(KEY), "utf-8")
    Path("calm.json").write_text(json.dumps(BINDING), "utf-8")
    options = ("--binding", "calm.json", "--ctms", "ctms-main=ctms.json", "--cts", "DEV:development", "-o", "-")
    done = run("init", *options)
    assert done.code == 0
    assert "s4hana_tenants" not in done.out
    assert "systems: [DEV:100]" in done.out
    assert "which is to hold the client secret in ctms.json" in done.err
    assert "s4hana_tenants" in run("init", *options, "--tenant", "dev:development").out


def test_other_keys_are_refused_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ctms.json").write_text(json.dumps(KEY), "utf-8")
    Path("calm.json").write_text(json.dumps(BINDING), "utf-8")
    done = run("init", "--binding", "ctms.json", "-o", "-")
    assert (done.code, "use --ctms" in done.err) == (2, True)
    done = run("init", "--ctms", "a=calm.json", "-o", "-")
    assert (done.code, "must be a service key of SAP Cloud Transport Management" in done.err) == (2, True)
    Path("ctms.json").write_text(json.dumps({**KEY, "uri": "<uri>"}), "utf-8")
    assert "holds placeholders" in run("init", "--ctms", "a=ctms.json", "-o", "-").err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--ctms", "=key.json"], "must be an id"),
        (["--ctms", "a="], "must be an id"),
        (["--ctms", "a=gone.json"], "there is no such file"),
        (["--ctms", "a", "--tenant", "a:test"], "the id a is taken"),
        (["--ctms", "calm-prod"], "the id calm-prod is taken"),
        (["--cts", "dev:development"], "must be a SID in capitals and a role"),
        (["--cts", "DEV"], "must be a SID in capitals and a role"),
        (["--cts", "DEV:dev"], "did you mean development?"),
        (["--cts", "DEV:xyz"], "choose from development"),
        (["--cts", "DEV:development:000"], "must be three digits, and not 000"),
        (["--cts", "DEV:development", "--cts", "DEV:test"], "the SID DEV is taken"),
    ],
)
def test_options_that_are_refused(options: list[str], words: str) -> None:
    done = run("init", *options, "-o", "-")
    assert done.code == 2
    assert words in " ".join(done.err.split())
