"""The connection with mTLS: whole landscapes, where its rules are silent, and the hosts that no fix may touch."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from calm_lint.api import Address, FileReport
from calm_lint.model import AlmSystem, AlmUser, Landscape
from calm_lint.model.values.hosts import identity_host
from calm_lint.reading.nodes import Node
from calm_lint.rulebook.examples import complete
from calm_lint.rulebook.rule import Bad, Good
from calm_lint.run.fixing import fix
from calm_lint_rules.cloud_alm._credential import CREDENTIAL
from findings import codes
from mtls import (
    AUTHENTICATION,
    CLIENT_CERTIFICATE,
    INBOUND_CERTIFICATE,
    MIGRATION,
    MTLS,
    MTLS_HOST,
    TODAY,
    found,
    linted,
)

Lint = Callable[[str], FileReport]
LintExample = Callable[[Good | Bad, str], FileReport]


@pytest.mark.parametrize("text", [MTLS, MIGRATION], ids=["mtls", "migration"])
def test_landscape_is_clean(text: str) -> None:
    assert codes(linted(text)) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param(
            [("client_authentication: mTLS", "client_authentication: m-TLS")], ["CALM202"], id="spelled otherwise"
        ),
        pytest.param([(AUTHENTICATION, "")], ["CALM202"], id="mTLS by its certificate alone"),
        pytest.param([(AUTHENTICATION, ""), ("OAuth 2.0\n", "OAuth 2.0 mTLS\n")], ["CALM202"], id="method of 2025"),
        pytest.param(
            [("client_authentication: mTLS", "client_authentication: JWT"), ("inbound_users:", "x-none:")],
            ["CALM202"],
            id="unknown kind silences its system",
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
            [(f"mtls_endpoint: {MTLS_HOST}", "mtls_endpoint: acme.authentication.eu10.hana.ondemand.com")],
            ["CALM704", "CALM705"],
            id="no host for certificates",
        ),
        pytest.param(
            [(f"mtls_endpoint: {MTLS_HOST}", f"mtls_endpoint: http://{MTLS_HOST}")], ["CALM106"], id="106, so not 704"
        ),
        pytest.param([("    inbound_users:\n", "    x-inbound:\n")], ["CALM706"], id="706, so not 710 and 715"),
        pytest.param([("            certificate: calm-mtls\n", "")], ["CALM708"], id="708, so not 715"),
        pytest.param(
            [("name: CALM_FTR_ATO_74558820100", "name: CALM_FTR_ATO_74558820101")],
            ["CALM711"],
            id="711 names it, so not 710",
        ),
        pytest.param(
            [("name: CALM_FTR_ATO_74558820100", 'name: "CALM_FTR_ATO_<global-tenant-id>"')],
            ["CALM206"],
            id="placeholder, so not 710 and 711",
        ),
        pytest.param(
            [('    global_tenant_id: "74558820100"\n', "")], [], id="an ID is missing, so neither 710 nor 711"
        ),
    ],
)
def test_one_fault_one_finding(changes: list[tuple[str, str]], expected: list[str]) -> None:
    assert found(*changes) == expected


FAULTS = [
    (CLIENT_CERTIFICATE, ""),
    (CLIENT_CERTIFICATE, f"{CLIENT_CERTIFICATE}            client_secret: ${{CALM_PROD_SECRET}}\n"),
    ("credential-type: x509", "credential-type: binding-secret"),
    (f"mtls_endpoint: {MTLS_HOST}", f"mtls_endpoint: {MTLS_HOST.replace('acme', 'beta')}"),
    (f"mtls_endpoint: {MTLS_HOST}/oauth/token", "mtls_endpoint:"),
    ("        inbound_users:\n", "        x-inbound:\n"),
    ("SSL Client Certificate", "Password"),
    (INBOUND_CERTIFICATE, ""),
    ("password_deactivated: true", "password_deactivated: false"),
    ("name: CALM_FTR_ATO_74558820100", "name: OTHER"),
]
UNUSED = ("        communication_system: CALM_PROD\n", "        communication_system: OTHER\n")


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: " ".join(fault[0].split()))
def test_system_that_transport_management_does_not_use_is_left_alone(fault: tuple[str, str]) -> None:
    assert [code for code in found(fault) if code.startswith("CALM7")] != []
    assert [code for code in found(fault, UNUSED) if code.startswith("CALM7")] == []


def test_typed_end_needs_its_beginning() -> None:
    text = MTLS.replace("    issued_on: 2026-09-01\n", "")
    (fault,) = (each for each in linted(text).violations if each.rule.code == "CALM003")
    assert fault.message == "issued_on is missing"
    assert "CALM003" not in codes(linted(text.replace("expires_on: 2027-09-01", "expires_on:")))


@pytest.mark.parametrize(
    "line", ["key_store_password: Zx9-invented-Zx9", 'x-pem: "-----BEGIN PRIVATE KEY----- Zx9-invented-Zx9"']
)
def test_secret_of_a_destination_does_not_come_out(line: str) -> None:
    report = linted(MTLS.replace("key_store_password: ${CALM_PFX_PASSWORD}", line))
    assert "CALM205" in {each.rule.code for each in report.violations}
    assert "Zx9" not in repr([each.message for each in report.violations])


def test_word_of_a_deactivated_password_is_no_secret() -> None:
    report = linted(MTLS.replace("password_deactivated: true", "password_deactivated: [true]"))
    (fault,) = (each for each in report.violations if each.rule.code == "CALM003")
    assert fault.message == "password_deactivated is a list, must be true or false"
    assert "***" not in report.line(fault.span.line)[0]


def paths(data: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Return where the scalars of a landscape stand."""
    if isinstance(data, dict | list):
        entries = data.items() if isinstance(data, dict) else enumerate(data)
        return [found for key, each in entries for found in paths(each, (*path, key))]
    return [path]


class NoAliases(yaml.CSafeDumper):
    def ignore_aliases(self, _: object) -> bool:
        return True


def data_of(text: str) -> Any:
    return yaml.load(text, yaml.CSafeLoader)


# Without aliases, so that each place can be changed alone.
DATA = data_of(yaml.dump(data_of(MTLS), Dumper=NoAliases))
PLACES = paths(DATA)


def mistyped(*changes: tuple[tuple[str | int, ...], object]) -> str:
    """Return the landscape with other values in some places."""
    data = deepcopy(DATA)
    for path, value in changes:
        place = data
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value
    return yaml.dump(data, Dumper=NoAliases, sort_keys=False)


NEW = [path for path in PLACES if {"certificates", "destinations", "inbound_users", "inbound_services"} & set(path)]
NEW += [path for path in PLACES if path[-1] in ("subaccount", "mtls_endpoint", "client_authentication", "certurl")]


@pytest.mark.parametrize("path", NEW, ids=lambda path: "-".join(map(str, path)))
def test_value_of_the_wrong_kind_is_said_once(path: tuple[str | int, ...]) -> None:
    # Only what certurl holds is open, as all of a binding that calm-lint does not need.
    assert codes(linted(mistyped((path, [["wrong"]])))) == ["CALM003"]


VALUES = st.sampled_from(
    [
        f"https://{MTLS_HOST}",
        f"https://{MTLS_HOST}/oauth/token/",
        f"http://{MTLS_HOST}/oauth/token",
        f"{MTLS_HOST}:443",
        "https://beta.authentication.cert.eu10.hana.ondemand.com/oauth",
        "https://eu10.alm.cloud.sap/api",
        "eu10.alm.cloud.sap/api",
        "acme.authentication.eu10.hana.ondemand.com",
        "Basic",
        "ssl client certificate",
    ]
)
HOST = re.compile(r"[\w.-]+\.authentication\.cert\.[\w.-]+")


@pytest.mark.once
@settings(deadline=None, max_examples=300)
@given(st.sampled_from(PLACES), VALUES, st.sampled_from(PLACES), VALUES)
def test_no_fix_writes_or_removes_a_host_for_certificates(
    path: tuple[str | int, ...], value: str, other_path: tuple[str | int, ...], other: str
) -> None:
    text = mistyped((path, value), (other_path, other))
    report = linted(text)
    lines = text.splitlines(keepends=True)
    starts = [sum(map(len, lines[:number])) for number in range(len(lines) + 1)]
    for violation in report.violations:
        for (line, column, end_line, end_column), new in violation.fix.edits if violation.fix else ():
            old = text[starts[line - 1] + column - 1 : starts[end_line - 1] + end_column - 1]
            assert HOST.findall(new) == HOST.findall(old)


LINES = {text: text.splitlines(keepends=True) for text in (MTLS, MIGRATION)}
VALUE = re.compile(r"(\s*(?:- )?[\w-]+: +)(?!&)([^\s#][^#\n]*?)(\s*(?:#.*)?\n)")
TYPOS: list[Callable[[str], str]] = [
    str.upper,
    str.lower,
    str.title,
    lambda value: f"https://{value}",
    lambda value: f"http://{value}",
    lambda value: value.removesuffix("/oauth/token"),
    lambda value: f"{value}/",
    lambda value: f"{value}/api",
    lambda value: value.replace("acme", "beta"),
    lambda value: value.replace("eu10", "us10"),
    lambda value: value.replace(".cert.", "."),
    lambda value: value.replace(".authentication.eu", ".authentication.cert.eu"),
    lambda value: value.replace(" ", ""),
    lambda value: value.replace("-", ""),
    lambda value: value.replace("_", "-"),
    lambda value: value[1:],
    lambda value: value[:-1],
    lambda value: f"{value[:5]} {value[5:]}",
    lambda value: value[:0],
]


@st.composite
def mistyped_landscapes(draw: st.DrawFn) -> str:
    """One of the two landscapes, with other values in up to four of its lines."""
    lines = list(LINES[draw(st.sampled_from((MTLS, MIGRATION)))])
    for number in draw(st.sets(st.integers(0, len(lines) - 1), min_size=1, max_size=4)):
        if match := VALUE.fullmatch(lines[number]):
            key, value, end = match.groups()
            typo = draw(st.sampled_from(TYPOS))
            value = draw(st.one_of(VALUES, st.just(typo(value))))
            lines[number] = f"{key}{value}{end}"
    return "".join(lines)


def systems(text: str) -> list[dict[str, Any]]:
    return [system for tenant in data_of(text)["s4hana_tenants"] for system in tenant["communication_systems"]]


def is_mtls(user: dict[str, Any]) -> bool:
    """Tell whether a user logs on with a certificate; case, blanks and hyphens do not count."""
    authentication, method = (
        re.sub(r"[\s-]", "", str(user.get(key) or "")).lower()
        for key in ("client_authentication", "authentication_method")
    )
    by_certificate = user.get("client_certificate") and not (authentication or user.get("client_secret"))
    return authentication == "mtls" or method == "oauth2.0mtls" or bool(by_certificate)


def token_hosts(system: dict[str, Any]) -> list[str]:
    """Return the hosts of the two endpoints, blanks aside."""
    urls = ("".join(str(system.get(key) or "").split()) for key in ("token_endpoint", "mtls_endpoint"))
    return [Address.parse(url).host for url in urls]


@pytest.mark.once
@settings(deadline=None, max_examples=300)
@given(mistyped_landscapes(), st.booleans())
def test_fixes_to_the_end_leave_the_hosts_of_mtls_alone(text: str, unsafe: bool) -> None:
    try:
        before = systems(text)
        kinds = [any(map(is_mtls, system["outbound_users"])) for system in before]
    except (yaml.YAMLError, AttributeError, KeyError, TypeError):
        assume(False)  # noqa: FBT003 - what is no landscape is not fixed
    fixed = fix(lambda content: linted(content.decode()), linted(text), text.encode(), unsafe=unsafe)
    mended = fixed.content.decode()
    assert HOST.findall(mended.lower()) == HOST.findall(text.lower())
    for has_mtls, system, after in zip(kinds, before, systems(mended), strict=True):
        if has_mtls:
            assert token_hosts(after) == token_hosts(system)


@pytest.mark.parametrize(
    ("node", "entries"),
    [
        (AlmSystem, f"token_endpoint: https://{MTLS_HOST}/oauth/token\nmtls_endpoint:"),
        (AlmUser, "client_secret: ${CALM_PROD_SECRET}"),
        (Landscape, "name: none"),
    ],
)
def test_examples_of_both_kinds_are_complete(lint: Lint, node: type[Node], entries: str) -> None:
    assert {each.rule.code for each in lint(complete(node, entries)).violations} <= {"CALM114"}


def test_identity_of_a_tenant_is_its_host_without_cert() -> None:
    assert identity_host("ACME.authentication.cert.eu10.hana.ondemand.com") == MTLS_HOST.replace(".cert", "")
    assert identity_host("cert.authentication.eu10.hana.ondemand.com") == "cert.authentication.eu10.hana.ondemand.com"


def test_token_endpoint_for_certificates_is_that_of_the_same_tenant() -> None:
    text = MTLS.replace(
        "token_endpoint: acme.authentication.eu10.hana.ondemand.com", f"token_endpoint: https://{MTLS_HOST}"
    )
    # Neither another tenant nor an unknown one: not CALM116, 117, 401, 406.
    assert codes(linted(text)) == []


def test_binding_file_for_mtls_is_read_beside_the_other(lint_example: LintExample) -> None:
    right = CREDENTIAL.replace('"clientsecret": "an-invented-secret"', '"credential-type": "x509"')
    right = right.replace("sb-calm-deploy!b123456|", "sb-calm-mtls!b123457|")
    files = (("keys/mtls.json", right), ("keys/broken.json", "{}"), (".gitignore", "keys/"))
    text = MIGRATION.replace("    mtls_binding:", "    mtls_binding_file: keys/mtls.json\n    mtls_binding:")
    assert lint_example(Good("", files, TODAY), text).violations == []
    (fault,) = lint_example(Good("", files, TODAY), text.replace("mtls.json", "broken.json")).violations
    assert fault.message.startswith("mTLS Binding File keys/broken.json lacks endpoints.Api")


def test_private_key_at_the_top_of_a_binding_is_a_secret() -> None:
    text = MTLS.replace("      uaa:\n", "      key: Zx9-invented-Zx9\n      uaa:\n")
    (secret,) = (each for each in linted(text).violations if each.rule.code == "CALM205")
    assert secret.message == "key is a secret in plain text, must be a reference to it, such as ${CALM_PROD_SECRET}"
