"""A landscape in which one tenant is taken to mTLS: what changes, what does not, and what is found then."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from calm_lint.api import Linter
from calm_lint.engine.survey import Survey
from calm_lint.errors import CalmLintError
from calm_lint.files.binding_file import credential_of
from calm_lint.model.landscape import IDENTIFIERS
from calm_lint.pages.credential_values import Values, alm_tenants
from calm_lint.pages.migration import Migration, WrongKeyError, migration
from calm_lint.pages.new_landscape import new_landscape
from calm_lint.pages.x509_key import X509Key, x509_key_of
from calm_lint.reading.reader import Reading, read
from calm_lint.reading.rewrite import rewrite
from calm_lint.rulebook.plugins import load_rules
from calm_lint.schema.check import TYPED_KEYS
from x509_keys import CLIENT_ID, PEM, as_json, x509_key

ROOT = Path(__file__).parents[1]
EXAMPLE = (ROOT / "examples" / "landscape.yaml").read_text("utf-8")
MIXED = (ROOT / "tests" / "rules" / "migration.landscape.yaml").read_text("utf-8")
MTLS = (ROOT / "tests" / "rules" / "mtls.landscape.yaml").read_text("utf-8")
LINTER = Linter(load_rules()[0], today=lambda: date(2026, 11, 24))
KEY = x509_key_of(credential_of(as_json(x509_key()), lambda: False))

# What may differ: the x509 binding, certificates and destinations, and what the users of the tenant log on with.
INTENDED = (
    r"/cloud_alm_tenants/\d+/mtls_binding|/certificates|/destinations|/s4hana_tenants/TENANT/communication_systems/\d+"
    r"/(?:mtls_endpoint|inbound_users|outbound_users/\d+/client_(?:authentication|id|secret|certificate))"
)


def read_text(text: str) -> Reading:
    return read("a.yaml", text.encode(), TYPED_KEYS, identifiers=IDENTIFIERS)


def shapes() -> Iterator[tuple[str, str]]:
    """Yield landscapes of several tenants, with the ways in which files share text."""
    binding = {
        "endpoints": {"Api": "https://eu10.alm.cloud.sap/api"},
        "uaa": {"url": "https://acme.authentication.eu10.hana.ondemand.com", "clientid": "sb-calm!b1|sapcloudalm!b2"},
    }
    yield "example", EXAMPLE
    yield "init", new_landscape(alm_tenants([Values()]))
    host, token = "eu10.alm.cloud.sap", "https://acme.authentication.eu10.hana.ondemand.com/oauth/token"
    yield (
        "init with a key",
        new_landscape(alm_tenants([Values(host, token, "sb-calm!b1|sapcloudalm!b2", binding, "eu10")])),
    )
    yield "migration", MIXED
    yield "CRLF", EXAMPLE.replace("\n", "\r\n")
    data = json.loads(json.dumps(read_text(EXAMPLE).documents[0].data))
    yield "JSON", json.dumps(data, indent=2)
    yield "JSON in a line", json.dumps(data)
    systems = EXAMPLE[EXAMPLE.index("      - system_id") : EXAMPLE.index("    communication_arr")]
    alone = EXAMPLE.replace(f"&systems\n{systems}", "*systems\n")
    above = "x-systems: &systems\n" + re.sub("(?m)^    ", "", systems)
    yield "systems above", alone.replace("\ns4hana_tenants:", f"\n{above}\ns4hana_tenants:")
    one = EXAMPLE.replace("*systems", "[*system]").replace("&systems", "")
    yield "a system", one.replace("      - system_id", "      - &system\n        system_id")
    users = EXAMPLE.replace(
        "*systems", "&more\n" + systems.replace("outbound_users:", "outbound_users: *users")[:-1], 1
    )
    users = re.sub(r"(?ms)(outbound_users: \*users)\n.*?(?=    communication_arr)", r"\1\n", users)
    yield (
        "users",
        users.replace("outbound_users:\n", "outbound_users: &users  # shared\n", 1).replace("*systems", "*more"),
    )
    merged = "  - <<: *tenant\n    id: more\n    client: '200'\n  - {<<: *tenant, id: most, client: '300'}\n"
    yield "a tenant", EXAMPLE.replace("- id: prod", "- &tenant\n    id: prod") + merged
    yield "a first tenant", EXAMPLE.replace("- id: dev-080", "- &tenant  # first\n    id: dev-080") + merged


SHAPES = dict(shapes())


def survey(text: str) -> Survey:
    return LINTER.survey("a.yaml", text.encode())


def migrated(text: str, tenant: str, key: X509Key | None = None, certificate: str = "") -> Migration:
    landscape = survey(text).landscapes[0]
    found = next(each for each in landscape.s4hana_tenants if each.id.value == tenant)
    return migration(landscape, found, key, certificate)


def paths(old: Any, new: Any, path: str = "") -> Iterator[str]:
    """Yield where two values differ."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in {**old, **new}:
            yield from paths(old.get(key), new.get(key), f"{path}/{key}")
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, pair in enumerate(zip(old, new, strict=True)):
            yield from paths(*pair, f"{path}/{index}")
    elif old != new:
        yield path


def faults(text: str) -> list[str]:
    return [
        f"{each.rule.code} {each.message}" for each in survey(text).report.violations if str(each.severity) != "info"
    ]


def with_secret() -> Iterator[tuple[str, str]]:
    for shape, text in SHAPES.items():
        for tenant in read_text(text).documents[0].data["s4hana_tenants"]:  # type: ignore[index]
            if (shape, tenant["id"]) != ("migration", "dev-100"):
                yield shape, tenant["id"]


@pytest.mark.parametrize("key", [None, KEY], ids=["unknown", "known"])
@pytest.mark.parametrize(("shape", "tenant"), list(with_secret()))
def test_only_the_intended_changes(shape: str, tenant: str, key: X509Key | None) -> None:
    text = SHAPES[shape]
    before = read_text(text).documents[0].data
    assert isinstance(before, dict)
    old = [each for each in faults(text) if "CALM206" not in each]
    assert old == []
    result = migrated(text, tenant, key)
    after = rewrite(read_text, text, 0, result.data)
    assert after is not None
    number = [each["id"] for each in before["s4hana_tenants"]].index(tenant)
    changed = list(paths(before, read_text(after).documents[0].data))
    intended = INTENDED.replace("TENANT", str(number))
    assert changed
    assert [each for each in changed if not re.fullmatch(intended, each)] == []
    assert len(result.data["destinations"]) == len(before.get("destinations", ())) + 1
    assert [each for each in faults(after) if "CALM206" not in each] == []
    assert "PRIVATE KEY" not in after
    # Other readers refuse two anchors of one name.
    assert len(yaml.safe_load(after)["s4hana_tenants"]) == len(before["s4hana_tenants"])
    # All other comments stay, but where a flow collection or a secret was.
    assert [each for each in re.findall("# .*", text) if each not in after] in (
        [],
        ["# a reference, never the secret itself"],
    )


def test_values_come_from_the_key() -> None:
    result = migrated(EXAMPLE, "test", KEY).data
    system = result["s4hana_tenants"][2]["communication_systems"][0]
    assert system["outbound_users"] == [
        {
            "authentication_method": "OAuth 2.0",
            "client_authentication": "mTLS",
            "client_id": CLIENT_ID,
            "client_certificate": "calm-mtls",
        }
    ]
    assert result["certificates"] == [
        {
            "id": "calm-mtls",
            "subject": "CN=calm-deploy,O=SAP SE,C=DE",
            "issued_on": "2026-08-15",
            "expires_on": "2027-08-15",
            "key_store": "calm-mtls.pfx",
        }
    ]
    assert result["cloud_alm_tenants"][0]["mtls_binding"] == {
        "endpoints": {"Api": "https://eu10.alm.cloud.sap/api"},
        "uaa": {
            "url": "https://acme.authentication.eu10.hana.ondemand.com",
            "certurl": "https://acme.authentication.cert.eu10.hana.ondemand.com",
            "clientid": CLIENT_ID,
            "identityzone": "acme",
            "credential-type": "x509",
        },
    }


def test_all_tenants_one_after_the_other() -> None:
    text = EXAMPLE
    for tenant, number in (("prod", 1), ("dev-080", 2), ("test", 3), ("cust-100", 4)):
        written = rewrite(read_text, text, 0, migrated(text, tenant, KEY).data)
        assert written is not None
        text = written
        assert len(migrated_data(text)["destinations"]) == number
        assert len(migrated_data(text)["certificates"]) == 1
        assert text.count("mtls_binding:") == 1
    assert "client_secret" not in text
    assert {each.partition(" ")[0] for each in faults(text)} <= {"CALM206"}


def migrated_data(text: str) -> dict[str, Any]:
    data = read_text(text).documents[0].data
    assert isinstance(data, dict)
    return data


def test_service_url_of_the_arrangement_is_the_url_of_the_destination() -> None:
    url = "https://my400100-api.s4hana.cloud.sap/sap/opu/odata4/sap/a_transport"
    inbound = f"        inbound_services:\n          create_transports:\n            service_url: {url}\n"
    text = EXAMPLE.replace("        outbound_services:\n", f"{inbound}        outbound_services:\n")
    text = text.replace('client: "080"', 'client: "080"\n    global_tenant_id: "745588200"')
    destination = migrated(text, "dev-080").data["destinations"][0]
    assert (destination["name"], destination["url"]) == ("CALM_FTR_ATO_745588200", url)
    assert migrated(text, "dev-080", KEY).data["destinations"][0] == destination


def test_inbound_user_with_a_certificate_is_kept_and_filled_in() -> None:
    user = "        inbound_users:\n          - {authentication_method: SSL Client Certificate, user_name: MINE}\n"
    text = EXAMPLE.replace("        outbound_users:\n", f"{user}        outbound_users:\n")
    system = migrated(text, "dev-080").data["s4hana_tenants"][0]["communication_systems"][0]
    assert system["inbound_users"] == [
        {"authentication_method": "SSL Client Certificate", "user_name": "MINE", "certificate": "calm-mtls"}
    ]
    text = EXAMPLE.replace(
        "        outbound_users:\n", f"{user.replace('SSL Client ', 'No ')}        outbound_users:\n"
    )
    system = migrated(text, "dev-080").data["s4hana_tenants"][0]["communication_systems"][0]
    assert [each["user_name"] for each in system["inbound_users"]] == ["MINE", "CALM_ATO_INBOUND"]


def test_instance_has_to_allow_x509() -> None:
    instance = """\
    service_instance:
      name: calm-mtls
      parameters:
        xs-security:
          xsappname: calm-mtls
          oauth2-configuration:
            credential-types: [binding-secret]  # for now
          authorities:
            - $XSMASTERAPPNAME.imp-cdm-feature-display-ui
            - $XSMASTERAPPNAME.imp-cdm-feature-manage-ui
"""
    text = EXAMPLE.replace("\ns4hana_tenants:", f"{instance}\ns4hana_tenants:")
    written = rewrite(read_text, text, 0, migrated(text, "test", KEY).data)
    assert written is not None
    assert "credential-types: [binding-secret, x509]  # for now\n" in written
    assert [each for each in faults(written) if "CALM206" not in each] == faults(text)
    other = text.replace("calm-mtls", "calm-deploy")
    written = rewrite(read_text, other, 0, migrated(other, "test", KEY).data)
    assert "credential-types: [binding-secret]" in (written or "")


def test_two_users_with_secrets_become_one() -> None:
    start, end = EXAMPLE.index("          - authentication_method"), EXAMPLE.index("    communication_arr")
    user = EXAMPLE[start:end]
    text = EXAMPLE.replace(user, user + user.replace("_SECRET", "_SECRET_2"))
    system = migrated(text, "dev-080", KEY).data["s4hana_tenants"][0]["communication_systems"][0]
    assert [each["client_id"] for each in system["outbound_users"]] == [CLIENT_ID]


@pytest.mark.parametrize(
    ("text", "tenant", "message"),
    [
        (MTLS, "test", "tenant test logs on with mTLS already"),
        (MIXED, "dev-100", "tenant dev-100 logs on with mTLS already"),
        (
            EXAMPLE.replace("communication_system: CALM_PROD", "communication_system: CALM"),
            "test",
            "tenant test has no arrangement of SAP_COM_0690 with a communication system",
        ),
        (
            EXAMPLE.replace("OAuth 2.0", "User Name and Password"),
            "test",
            "CALM_PROD of tenant test has no outbound user with a client secret",
        ),
        (
            EXAMPLE.replace("\ns4hana_tenants:", "\ncertificates: [{id: a}, {id: b}]\ns4hana_tenants:"),
            "test",
            "name the certificate with --certificate, one of a, b or a new one",
        ),
        (
            EXAMPLE.replace("id: cust-100", "id: calm-mtls"),
            "test",
            "the id calm-mtls is that of a tenant: name the certificate with --certificate",
        ),
    ],
)
def test_refused(text: str, tenant: str, message: str) -> None:
    with pytest.raises(CalmLintError) as error:
        migrated(text, tenant)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("text", "key", "message"),
    [
        (
            EXAMPLE,
            x509_key("beta"),
            "is a key on beta.authentication.eu10.hana.ondemand.com, "
            "but tenant test reports to acme.authentication.eu10.hana.ondemand.com",
        ),
        (
            MIXED,
            x509_key(clientid="sb-calm!b9|sapcloudalm!b9"),
            f"has another client ID than the x509 binding of calm-prod in the landscape, {CLIENT_ID}",
        ),
        (
            MIXED.replace("expires_on: 2027-08-15", "expires_on: 2027-08-16"),
            x509_key(),
            "holds a certificate that expires on 2027-08-15, but calm-mtls in the landscape expires on 2027-08-16: "
            "name a new one with --certificate",
        ),
    ],
)
def test_key_of_something_else_is_refused(text: str, key: dict[str, Any], message: str) -> None:
    with pytest.raises(WrongKeyError) as error:
        migrated(text, "test", x509_key_of(credential_of(as_json(key), lambda: False)))
    assert str(error.value) == message


def test_certificate_at_the_top_of_a_key_is_read() -> None:
    key = x509_key()
    key["certificate"], key["key"] = key["uaa"].pop("certificate"), key["uaa"].pop("key")
    read = x509_key_of(credential_of(as_json(key), lambda: False))
    assert read.certificate.expires_on == date(2027, 8, 15)
    assert "PRIVATE" not in str(read)
    assert PEM not in str(read)


def test_free_names_of_certificates_stay_free() -> None:
    # With a list, each name would have to be in it.
    text = re.sub(r"(?s)\ncertificates:.*?\n\n", "\n", MIXED)
    result = migrated(text, "test", KEY, "calm-new").data
    assert "certificates" not in result
    assert (
        result["s4hana_tenants"][1]["communication_systems"][0]["outbound_users"][0]["client_certificate"] == "calm-new"
    )
