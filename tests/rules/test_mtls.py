"""The connection with mTLS: whole landscapes, where its rules are silent, and the hosts that no fix may touch."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from calm_lint.engine.linter import Linter
from calm_lint.engine.results import FileReport
from calm_lint.model import AlmSystem, AlmUser, Landscape
from calm_lint.model.values.hosts import identity_host
from calm_lint.reading.nodes import Node
from calm_lint.rulebook.examples import complete
from calm_lint.rulebook.plugins import load_rules
from calm_lint.rulebook.rule import Bad, Good
from calm_lint_rules._credential import CREDENTIAL

Lint = Callable[[str], FileReport]
LintExample = Callable[[Good | Bad, str], FileReport]

HERE = Path(__file__).parent
MTLS = (HERE / "mtls.landscape.yaml").read_text("utf-8")
MIGRATION = (HERE / "migration.landscape.yaml").read_text("utf-8")
RULES = load_rules()[0]
TODAY = date(2026, 11, 24)

ACME = "acme.authentication.cert.eu10.hana.ondemand.com"


def on(day: date, text: str) -> list[str]:
    report = Linter(RULES, today=lambda: day).lint("landscape.yaml", text.encode())
    assert report.errors == []
    return [each.rule.code for each in report.violations]


def changed(*changes: tuple[str, str], text: str = MTLS) -> list[str]:
    for old, new in changes:
        assert text.count(old) >= 1, old
        text = text.replace(old, new)
    return on(TODAY, text)


@pytest.mark.parametrize("text", [MTLS, MIGRATION], ids=["mtls", "migration"])
def test_landscape_is_clean(text: str) -> None:
    assert on(TODAY, text) == []


MTLS_USER = "client_authentication: mTLS\n"
OUTBOUND = "            client_authentication: mTLS\n"


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        pytest.param(
            [("client_authentication: mTLS", "client_authentication: m-TLS")], ["CALM202"], id="spelled otherwise"
        ),
        pytest.param([(OUTBOUND, "")], ["CALM202"], id="mTLS by its certificate alone"),
        pytest.param([(OUTBOUND, ""), ("OAuth 2.0\n", "OAuth 2.0 mTLS\n")], ["CALM202"], id="method of 2025"),
        pytest.param(
            [("client_authentication: mTLS", "client_authentication: JWT"), ("inbound_users:", "x-none:")],
            ["CALM202"],
            id="unknown kind silences its system",
        ),
        pytest.param(
            [("            client_certificate: calm-mtls\n", "")], ["CALM701"], id="certificate of a user is missing"
        ),
        pytest.param(
            [("            client_certificate: calm-mtls\n", "            client_certificate: calm-mlts\n")],
            ["CALM005"],
            id="certificate that is not declared",
        ),
        pytest.param([("key_store_location: calm-mtls.pfx", "key_store_location: calm-mlts.pfx")], ["CALM005"]),
        pytest.param(
            [("client_authentication: mTLS", "client_authentication: Basic"), ("client_cert", "x-cert")],
            ["CALM208", "CALM507"],
            id="x509 with Basic users only is 507, so not 703, and no rule looks for destinations of no mTLS tenant",
        ),
        pytest.param(
            [(f"mtls_endpoint: {ACME}", "mtls_endpoint: acme.authentication.cert.us10.hana.ondemand.com")],
            ["CALM704"],
            id="other region",
        ),
        pytest.param(
            [(f"mtls_endpoint: {ACME}", "mtls_endpoint: acme.authentication.eu10.hana.ondemand.com")],
            ["CALM704", "CALM705"],
            id="no host for certificates",
        ),
        pytest.param([(f"mtls_endpoint: {ACME}", f"mtls_endpoint: http://{ACME}")], ["CALM106"], id="106, so not 704"),
        pytest.param([(f"mtls_endpoint: {ACME}/oauth/token", "mtls_endpoint:")], ["CALM705"], id="no mTLS Endpoint"),
        pytest.param([("    inbound_users:\n", "    x-inbound:\n")], ["CALM706"], id="706, so not 710 and 715"),
        pytest.param([("method: SSL Client Certificate", "method: Password")], ["CALM707"], id="other method"),
        pytest.param([("            certificate: calm-mtls\n", "")], ["CALM708"], id="708, so not 715"),
        pytest.param([("            user_name: CALM_ATO_INBOUND\n", "")], ["CALM708"], id="no user name"),
        pytest.param([("user_name: CALM", "client_id: CALM")], [], id="client ID in the place of a user name"),
        pytest.param([("password_deactivated: true", "password_deactivated:")], [], id="password not told"),
        pytest.param([("name: CALM_FTR_ATO_74558820100", "name: OTHER")], ["CALM710"], id="destination is missing"),
        pytest.param(
            [("name: CALM_FTR_ATO_74558820100", "name: CALM_FTR_ATO_74558820101")],
            ["CALM711"],
            id="711 names it, so not 710",
        ),
        pytest.param(
            [("name: CALM_FTR_ATO_74558820100", "name: Calm-Ftr-Ato-74558820100")], ["CALM711"], id="wrong spelling"
        ),
        pytest.param(
            [("name: CALM_FTR_ATO_74558820100", 'name: "CALM_FTR_ATO_<global-tenant-id>"')],
            ["CALM206"],
            id="placeholder, so not 710 and 711",
        ),
        pytest.param(
            [('    global_tenant_id: "74558820100"\n', "")], [], id="an ID is missing, so neither 710 nor 711"
        ),
        pytest.param([("key_store_location: calm-mtls.pfx\n", "x-none: 1\n")], ["CALM713"], id="no key store"),
        pytest.param(
            [("    url: https://my400200-api", "    url: https://my400200")], ["CALM714"], id="host to log on to"
        ),
        pytest.param([("    url: https://my400200-api", "    url: https://MY400200-api")], [], id="case of the host"),
    ],
)
def test_one_fault_one_finding(changes: list[tuple[str, str]], found: list[str]) -> None:
    assert sorted(set(changed(*changes))) == found


@pytest.mark.parametrize(
    ("key_store", "certificate", "found"),
    [("calm-mtls-2025.pfx", "calm-mtls", ["CALM715", "CALM716"]), ("calm-mtls.pfx", "calm-mtls-2025", ["CALM715"])],
)
def test_certificate_of_the_destination_is_that_of_an_inbound_user(
    key_store: str, certificate: str, found: list[str]
) -> None:
    text = MIGRATION.replace("location: calm-mtls.pfx", f"location: {key_store}")
    text = text.replace("            certificate: calm-mtls\n", f"            certificate: {certificate}\n")
    codes = sorted(set(on(TODAY, text)))
    assert codes == sorted({*found, "CALM716"})


@pytest.mark.parametrize(
    ("issued", "day", "found"),
    [
        ("2026-09-01", date(2027, 8, 1), []),
        ("2026-09-01", date(2027, 8, 2), ["CALM717"]),
        ("2026-09-01", date(2027, 9, 1), ["CALM717"]),
        ("2026-09-01", date(2027, 9, 2), ["CALM716"]),
        ("2027-08-02", date(2027, 8, 21), []),
        ("2027-08-02", date(2027, 8, 22), ["CALM717"]),
        ("2027-08-25", date(2027, 8, 29), []),
        ("2027-08-25", date(2027, 8, 30), ["CALM717"]),
        ("2027-08-31", date(2027, 8, 31), []),
        ("2027-08-31", date(2027, 9, 1), ["CALM717"]),
    ],
)
def test_certificate_expires_in_the_last_third_of_its_life_or_in_thirty_days(
    issued: str, day: date, found: list[str]
) -> None:
    assert on(day, MTLS.replace("issued_on: 2026-09-01", f"issued_on: {issued}")) == found


def test_certificate_that_nobody_uses_may_expire() -> None:
    assert "calm-mtls-2025" in MIGRATION
    assert on(date(2026, 9, 2), MIGRATION) == []


def test_typed_end_needs_its_beginning(lint: Lint) -> None:
    text = MTLS.replace("    issued_on: 2026-09-01\n", "")
    (fault,) = (each for each in lint(text).violations if each.rule.code == "CALM003")
    assert fault.message == "issued_on is missing"
    assert "CALM003" not in on(TODAY, text.replace("expires_on: 2027-09-01", "expires_on:"))


@pytest.mark.parametrize(
    "line", ["key_store_password: Zx9-invented-Zx9", 'x-pem: "-----BEGIN PRIVATE KEY----- Zx9-invented-Zx9"']
)
def test_secret_of_a_destination_does_not_come_out(lint: Lint, line: str) -> None:
    report = lint(MTLS.replace("key_store_password: ${CALM_PFX_PASSWORD}", line))
    assert "CALM205" in {each.rule.code for each in report.violations}
    assert "Zx9" not in repr([each.message for each in report.violations])


def test_word_of_a_deactivated_password_is_no_secret(lint: Lint) -> None:
    report = lint(MTLS.replace("password_deactivated: true", "password_deactivated: [true]"))
    (fault,) = (each for each in report.violations if each.rule.code == "CALM003")
    assert fault.message == "password_deactivated is a list, must be true or false"
    assert "***" not in report.line(fault.span.line)[0]


def paths(data: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Return where the scalars of a landscape stand."""
    if isinstance(data, dict | list):
        entries = data.items() if isinstance(data, dict) else enumerate(data)
        return [found for key, each in entries for found in paths(each, (*path, key))]
    return [path]


DATA = yaml.safe_load(MTLS)
PLACES = paths(DATA)


def mistyped(path: tuple[str | int, ...], value: object) -> str:
    """Return the landscape with another value in one place."""
    data = yaml.safe_load(yaml.dump(DATA, Dumper=NoAliases))
    place = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return yaml.dump(data, Dumper=NoAliases, sort_keys=False)


class NoAliases(yaml.SafeDumper):
    def ignore_aliases(self, _: object) -> bool:
        return True


NEW = [path for path in PLACES if {"certificates", "destinations", "inbound_users", "inbound_services"} & set(path)]
NEW += [path for path in PLACES if path[-1] in ("subaccount", "mtls_endpoint", "client_authentication", "certurl")]


@pytest.mark.parametrize("path", NEW, ids=lambda path: "-".join(map(str, path)))
def test_value_of_the_wrong_kind_is_said_once(path: tuple[str | int, ...]) -> None:
    # Only what certurl holds is open, as all of a binding that calm-lint does not need.
    assert on(TODAY, mistyped(path, [["wrong"]])) == ["CALM003"]


VALUES = st.sampled_from(
    [
        f"https://{ACME}",
        f"https://{ACME}/oauth/token/",
        f"http://{ACME}/oauth/token",
        f"{ACME}:443",
        "https://beta.authentication.cert.eu10.hana.ondemand.com/oauth",
        "https://eu10.alm.cloud.sap/api",
        "eu10.alm.cloud.sap/api",
        "acme.authentication.eu10.hana.ondemand.com",
        "Basic",
        "ssl client certificate",
    ]
)
HOST = re.compile(r"[\w.-]+\.authentication\.cert\.[\w.-]+")


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(PLACES), VALUES, st.sampled_from(PLACES), VALUES)
def test_no_fix_writes_or_removes_a_host_for_certificates(
    path: tuple[str | int, ...], value: str, other_path: tuple[str | int, ...], other: str
) -> None:
    data = mistyped(path, value)
    twice = yaml.safe_load(data)
    place = twice
    for step in other_path[:-1]:
        place = place[step]
    place[other_path[-1]] = other
    text = yaml.dump(twice, Dumper=NoAliases, sort_keys=False)
    report = Linter(RULES).lint("landscape.yaml", text.encode())
    assert report.errors == []
    lines = text.splitlines(keepends=True)
    starts = [sum(map(len, lines[:number])) for number in range(len(lines) + 1)]
    for violation in report.violations:
        for (line, column, end_line, end_column), new in violation.fix.edits if violation.fix else ():
            old = text[starts[line - 1] + column - 1 : starts[end_line - 1] + end_column - 1]
            assert HOST.findall(new) == HOST.findall(old)


@pytest.mark.parametrize(
    ("node", "entries"),
    [
        (AlmSystem, f"token_endpoint: https://{ACME}/oauth/token\nmtls_endpoint:"),
        (AlmUser, "client_secret: ${CALM_PROD_SECRET}"),
        (Landscape, "name: none"),
    ],
)
def test_examples_of_both_kinds_are_complete(lint: Lint, node: type[Node], entries: str) -> None:
    assert {each.rule.code for each in lint(complete(node, entries)).violations} <= {"CALM114"}


def test_identity_of_a_tenant_is_its_host_without_cert() -> None:
    assert identity_host("ACME.authentication.cert.eu10.hana.ondemand.com") == ACME.replace(".cert", "")
    assert identity_host("cert.authentication.eu10.hana.ondemand.com") == "cert.authentication.eu10.hana.ondemand.com"


def test_token_endpoint_for_certificates_is_that_of_the_same_tenant(lint: Lint) -> None:
    text = MTLS.replace("token_endpoint: acme.authentication.eu10.hana.ondemand.com", f"token_endpoint: https://{ACME}")
    codes = {each.rule.code for each in lint(text).violations}
    # Neither another tenant nor an unknown one: not CALM116, 117, 401, 406.
    assert codes <= {"CALM717", "CALM716"}


def test_binding_file_for_mtls_is_read_beside_the_other(lint_example: LintExample) -> None:
    right = CREDENTIAL.replace('"clientsecret": "an-invented-secret"', '"credential-type": "x509"')
    right = right.replace("sb-calm-deploy!b123456|", "sb-calm-mtls!b123457|")
    files = (("keys/mtls.json", right), ("keys/broken.json", "{}"), (".gitignore", "keys/"))
    text = MIGRATION.replace("    mtls_binding:", "    mtls_binding_file: keys/mtls.json\n    mtls_binding:")
    assert lint_example(Good("", files, TODAY), text).violations == []
    (fault,) = lint_example(Good("", files, TODAY), text.replace("mtls.json", "broken.json")).violations
    assert fault.message.startswith("mTLS Binding File keys/broken.json lacks endpoints.Api")


def test_private_key_at_the_top_of_a_binding_is_a_secret(lint: Lint) -> None:
    text = MTLS.replace("      uaa:\n", "      key: Zx9-invented-Zx9\n      uaa:\n")
    (secret,) = (each for each in lint(text).violations if each.rule.code == "CALM205")
    assert secret.message == "key is a secret in plain text, must be a reference to it, such as ${CALM_PROD_SECRET}"
