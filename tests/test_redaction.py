"""Secrets never come out, wherever they stand and whatever is wrong beside them."""

from __future__ import annotations

from collections.abc import Callable
from string import ascii_letters, digits
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calm_lint.engine.linter import Linter
from calm_lint.engine.results import FileReport, Report
from calm_lint.formats import OF_FINDINGS, render
from calm_lint.model import AlmSystem, Endpoints, Landscape, S4Tenant, Uaa
from calm_lint.reading.nodes import Node
from calm_lint.reading.reader import read
from calm_lint.reading.redaction import redactor
from calm_lint.rulebook.examples import complete
from calm_lint.rulebook.plugins import load_rules
from calm_lint.schema.check import TYPED_KEYS
from calm_lint.text.references import is_reference

LINTER = Linter(load_rules()[0])

# The letters of client secrets; a secret is no reference, no placeholder and no word of a message.
SECRETS = st.text(f"{ascii_letters}{digits}$+/=._-", min_size=8, max_size=40).map(lambda text: f"q7{text}Z")

SYSTEM = (
    "s4hana_tenants: [{id: d, role: x, communication_systems: "
    "[{system_id: A, host_name: a/api, port: 80, outbound_users: [@USER@]}]}]"
)


def user(entries: str) -> str:
    return SYSTEM.replace("@USER@", entries)


PLACES = {
    "plain": user("{client_secret: @SECRET@}"),
    "beside a fault": user("{client_secret: @SECRET@, clinet_id: a}"),
    "single quotes": user("{client_secret: '@SECRET@', bad: a}"),
    "double quotes": user('{"client_secret": "@SECRET@", "bad": "a"}'),
    "escapes": user('{client_secret: "\\x@ESCAPED@", bad: a}'),
    "misspelled key": user("{client_secrt: @SECRET@}"),
    "list": user("{client_secret: [@SECRET@, b]}"),
    "mapping": user("{client_secret: {@SECRET@: @SECRET@}}"),
    "block": "x-a:\n  client_secret: |\n    @SECRET@\n  client_secret: 2",
    "folded": "x-a:\n  password: >-\n    some words @SECRET@\n    more\n  password: 2",
    "own key": "x-a: {x-secret: @SECRET@, a: 1, a: 2}",
    "binding": "cloud_alm_tenants: [{id: a, usage: b, binding: {uaa: {clientsecret: @SECRET@, url: c}}}]",
    "key of binding": "cloud_alm_tenants: [{id: a, usage: b, binding: {uaa: {key: @SECRET@, url: c}}}]",
    "private key": 'x-a: "-----BEGIN RSA PRIVATE KEY----- @SECRET@ -----END RSA PRIVATE KEY-----"\nx-a: 2',
    "two-part secret": "x-a: {b: 0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f$@PLAIN@, b: 1}",
    "user of a URL": user("{}").replace("port: 80", "token_endpoint: 'http://user:@PLAIN@@acme/oauth'"),
    "query of a URL": user("{}").replace("port: 80", "token_endpoint: 'http://acme/t?client_secret=@PLAIN@'"),
    "list on lines of its own": "x-a:\n  client_secret:\n    [@SECRET@, {b: 1, b: 2}]",
    "rejected list": "s4hana_tenants:\n- client_secret:\n  - @SECRET@\n  - {b: 1, b: 2}",
    "dropped list": "x-a: {client_secret: b, client_secret:\n  [@SECRET@], c: 1, c: 2}",
    "dropped mapping": "x-a: {client_secret: {b:\n  @SECRET@}, c: 1, c: 2}\nx-a: 1",
    "key below a secret that is at fault": user("{client_secret: {@SECRET@: {b: 1, b: 2}}}"),
    "key below a secret": "x-a: {password:\n  {@SECRET@: 1}, c: 1, c: 2}",
    "comment": "x-a: {b: 1, b: 2} # client_secret: @SECRET@",
    "syntax error on the line": "x-a: {client_secret: @SECRET@ ]",
    "syntax error below": "client_secret: @SECRET@\nx-a: [",
    "syntax error in a block": "client_secret: |\n  @SECRET@\n x: [",
    "tab before": "x-a:\n\tclient_secret: @SECRET@",
}


def outputs(report: FileReport) -> list[str]:
    # Describing the rules that found nothing would take longest.
    found = {violation.rule.code for violation in report.violations}
    rules = [rule for rule in LINTER.rules if rule.code in found]
    return [render(Report([report], report.errors, rules), name) for name in OF_FINDINGS]


@pytest.mark.parametrize("place", PLACES)
@settings(max_examples=40, deadline=None)
@given(SECRETS)
def test_secret_never_comes_out(place: str, secret: str) -> None:
    plain = "".join(filter(str.isalnum, secret))
    text = PLACES[place].replace("@PLAIN@", plain).replace("@ESCAPED@", f"{ord(secret[0]):02x}{secret[1:]}")
    text = "format: 1\n" + text.replace("@SECRET@", secret)
    report = LINTER.lint("landscape.yaml", text.encode())
    assert report.violations
    assert report.errors == []
    for output in outputs(report):
        assert secret not in output
        assert plain not in output
        # Not even a part of it: the first ten characters are none of the words around it.
        assert secret[:10] not in output


@pytest.mark.parametrize(
    "reference", ["${CALM_PROD_SECRET}", "${env:CALM}", "vault://calm/prod", "op://calm/prod/secret"]
)
def test_reference_is_shown(reference: str) -> None:
    text = f'x-a: {{client_secret: "{reference}", a: 1, a: 2}}\n'
    assert reference in outputs(LINTER.lint("landscape.yaml", text.encode()))[0]


@pytest.mark.parametrize("secret", ["hunter2hunter2", "x", "a-very-long-secret-that-is-longer-than-its-mask"])
def test_mark_stays_below_its_text_behind_a_masked_secret(secret: str) -> None:
    lint: Callable[[str, bytes], FileReport] = LINTER.lint
    text = f"x-a: {{client_secret: {secret}, aa: 1, aa: 2}}\n"
    lines = outputs(lint("landscape.yaml", text.encode()))[0].splitlines()
    mark = next(index for index, line in enumerate(lines) if "first used here" in line)
    shown = lines[mark - 1]
    assert shown.endswith("x-a: {client_secret: ***, aa: 1, aa: 2}")
    assert lines[mark].index("--") == shown.index("aa: 1")
    assert lines[mark + 1].index("^^") == shown.index("aa: 2")


@pytest.mark.parametrize(
    ("node", "key"),
    [
        (AlmSystem, "host_name"),
        (AlmSystem, "token_endpoint"),
        (AlmSystem, "port"),
        (AlmSystem, "unknown"),
        (Endpoints, "Api"),
        (Uaa, "url"),
        (S4Tenant, "role"),
        (Landscape, "x-a"),
    ],
)
@pytest.mark.parametrize(
    "user",
    [
        "bob:Zq7Wx9",
        "//bob:Zq7Wx9/y",
        "bob:x/Zq7Wx9",
        "https://bob:x/Zq7Wx9",
        "https://bob:x?Zq7Wx9",
        "https://bob:x#Zq7Wx9",
        "https://bob:x@Zq7Wx9",
        "https://bob:443/Zq7Wx9",
        "https://x/Zq7Wx9",
        "https://bob:x Zq7Wx9/y",
        f"https://bob:{'x' * 50}Zq7Wx9{'x' * 100}",
    ],
)
def test_password_before_a_host_never_comes_out(node: type[Node], key: str, user: str) -> None:
    url = f"{user}@beta.authentication.eu10.hana.ondemand.com/oauth/token"
    entry = f"x-a: {{b: '{url}', b: 2}}" if node is Landscape else f"{key}: '{url}'"
    report = LINTER.lint("landscape.yaml", complete(node, entry).encode())
    # A part of it in lower case would be one too.
    assert not any("zq7wx9" in output.lower() for output in outputs(report))


def test_password_with_a_slash_is_the_password_of_a_user() -> None:
    url = "https://bob:a/Zx9Zx9@acme.authentication.eu10.hana.ondemand.com/oauth/token"
    report = LINTER.lint("landscape.yaml", complete(AlmSystem, f"token_endpoint: {url}").encode())
    assert [each.rule.code for each in report.violations] == ["CALM106"]


@pytest.mark.parametrize(
    ("key", "masked"),
    [
        *((key, True) for key in ("pwd", "db_pwd", "api_token", "accessToken", "x-token", "apikey", "API-Key")),
        *((key, True) for key in ("pass", "passwort", "access_key", "apiKey1", "client_sceret", "Authorization")),
        *((key, False) for key in ("token_endpoint", "token_host", "tokenUrl", "key_date", "credential-type")),
        *((key, False) for key in ("key", "token", "password_deactivated", "secret_expires_on", "x-secretary")),
        *((key, False) for key in ("client", "client_id", "clients", "authorities", "bypass", "sort_key")),
    ],
)
def test_names_of_secrets(key: str, masked: bool) -> None:
    text = f"x-a: {{{key}: Zx9Zx9Zx9, b: 1, b: 2}}\n"
    text_format, *others = outputs(LINTER.lint("landscape.yaml", text.encode()))
    assert ("Zx9Zx9Zx9" in text_format) is not masked
    assert not any("Zx9Zx9Zx9" in output for output in others)


@pytest.mark.parametrize(
    ("secrets", "fixes"),
    [
        (["hunter2hunter2"], ["CALM_PROD_SECRET"]),
        (["hunter2hunter2", "${CALM_PROD_SECRET}"], ["CALM_PROD_SECRET"]),
        (["hunter2hunter2", '"${CALM_PROD_SECRET}"'], ["CALM_PROD_SECRET"]),
        (["$CALM_PROD_SECRET"], ["CALM_PROD_SECRET"]),
        (["CALM_PROD_SECRET"], []),
        (["hunter2hunter2", "CALM_PROD_SECRET"], []),
    ],
)
def test_fix_comes_out_unless_it_would_show_a_secret(secrets: list[str], fixes: list[str]) -> None:
    users = "outbound_users:" + "".join(f"\n  - client_secret: {secret}" for secret in secrets)
    report = LINTER.lint("landscape.yaml", complete(AlmSystem, users).encode())
    found = [each.fix.edits[0].text for each in report.violations if each.rule.code == "CALM205" and each.fix]
    assert [text.strip('"') for text in found] == [f"${{{name}}}" for name in fixes]


@pytest.mark.once
@pytest.mark.parametrize(
    "word",
    ["secret", "secret=", "secret='", "a:", "a@", "://", "/a", "abc,", "!", "-----BEGIN ", "0a1b2c3d-", "1", "${"],
)
@pytest.mark.parametrize("text", ["x-a: {{b: 1, b: 2}} # {}\n", "format: '{}'\n", "client_secret: '{}'\nx-b: [1\n"])
def test_word_of_a_megabyte_does_not_hang(word: str, text: str) -> None:
    report = LINTER.lint("landscape.yaml", text.format((word * 1_000_000)[:1_000_000].replace("'", "''")).encode())
    assert report.violations
    # No output holds the word.
    assert all(len(output) < 500_000 for output in outputs(report))


def test_secrets_that_begin_alike_are_masked_whole() -> None:
    secrets = ["abcd", "abcdef", "abce", "abcd-efgh", "bcde", "x.y*z", "x.y*"]
    text = "".join(f"x-{number}:\n  client_secret: {secret}\n" for number, secret in enumerate(secrets))
    masks = redactor(read("x", text.encode(), TYPED_KEYS))
    assert [masks.text(f"<{secret}>") for secret in secrets] == ["<***>"] * len(secrets)
    assert masks.text("abc, xay*z and abcdeg") == "abc, xay*z and abcdeg"


def test_number_below_a_secret_name_is_masked() -> None:
    report = LINTER.lint("landscape.yaml", b"x-passwords:\n- [97412997, {b: 1, b: 2}]\n")
    assert "- [***, {b: ***, b: ***}]" in outputs(report)[0]


@pytest.mark.parametrize(
    "tags",
    ["[{key: port}]", "[{key: active}]", "{token: status}", "[{key: host_name, value: 443}]", "{sort_key: retry}"],
)
def test_harmless_word_loses_no_letters(tags: str) -> None:
    text = complete(AlmSystem, "host_name: eu10.alm.cloud.sap/api\nport: 8443").replace(
        "service_status: active", "service_status: inactive"
    )
    with_tags = LINTER.lint("landscape.yaml", f"{text}\nx-tags: {tags}\n".encode())
    without = LINTER.lint("landscape.yaml", text.encode())
    assert [each[2:] for each in with_tags.violations] == [each[2:] for each in without.violations]
    assert not any("***" in output for output in outputs(with_tags))


@pytest.mark.parametrize("secret", ["port", "active", "client_secret", "secret", "token_end", "production", "443"])
def test_secret_that_is_a_word_of_the_schema_is_masked_in_its_place_only(secret: str) -> None:
    text = complete(AlmSystem, f"port: 8443\noutbound_users: [{{client_secret: {secret}, client_secre: a}}]")
    report = LINTER.lint("landscape.yaml", text.encode())
    assert {each.path for each in report.violations} >= {
        "/s4hana_tenants/0/communication_systems/0/port",
        "/s4hana_tenants/0/communication_systems/0/outbound_users/0/client_secret",
    }
    assert "Port is 8443, must be 443" in [each.message for each in report.violations]
    assert "{client_secret: ***, client_secre: ***}" in outputs(report)[0]


@pytest.mark.parametrize("entry", ["key: {}", "uaa: {{url: c, key: {}}}", "x-a: {{key: {}}}"])
def test_key_of_a_binding_is_a_secret(entry: str) -> None:
    binding = f"binding: {{endpoints: {{Api: a}}, uaa: {{url: b, clientid: c}}, {entry.format('Zx9Zx9Zx9')}}}"
    if "uaa: {{" in entry:
        binding = f"binding: {{endpoints: {{Api: a}}, {entry.format('Zx9Zx9Zx9')}}}"
    text = f"cloud_alm_tenants: [{{id: a, usage: test, {binding}}}]"
    report = LINTER.lint("landscape.yaml", text.encode())
    shown = any("Zx9Zx9Zx9" in output for output in outputs(report))
    assert shown is entry.startswith("x-a")
    assert any(each.rule.code == "CALM205" for each in report.violations) is not shown


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("${NAME}", True),
        (" ${env:CALM_1} ", True),
        ("vault://calm/prod", True),
        ("VAULT://calm/prod", True),
        ("op://calm/someone@example.com/password", True),
        ("${NAME:-hunter2}", False),
        ("${NAME-hunter2}", False),
        ("${}", False),
        ("${env:}", False),
        ("${NAME}x", False),
        ("$NAME", False),
        ("HTTPS://acme/x", False),
        ("vault://bob:hunter2@calm/prod", False),
        ("vault://bob@calm/prod", False),
        ("vault://bob:hunt/er2@calm/prod", False),
        ("vault://bob:hunter2%40calm/prod", False),
        ("vault://calm/prod?password=hunter2", False),
    ],
)
def test_reference_is_exactly_that(text: str, reference: bool) -> None:
    assert is_reference(text) is reference
    report = LINTER.lint(
        "landscape.yaml", complete(AlmSystem, f"outbound_users: [{{client_secret: '{text}'}}]").encode()
    )
    assert any(each.rule.code == "CALM205" for each in report.violations) is not reference
    assert reference or not any("hunt" in output for output in outputs(report))


def test_time_does_not_grow_faster_than_the_secrets() -> None:
    def seconds(tenants: int) -> float:
        entries = "".join(f"  - {{client_secret: Zx9-invented-{n:05}-Zx9, host_name: a}}\n" for n in range(tenants))
        text = complete(AlmSystem, f"outbound_users:\n{entries}")
        start = perf_counter()
        reading = read("x", text.encode(), TYPED_KEYS)
        masks = redactor(reading)
        for line in range(1, text.count("\n")):
            assert "invented" not in masks(line)[0]
            assert "invented" not in masks.text(f"client secret is Zx9-invented-{line:05}-Zx9") or line >= tenants
        return perf_counter() - start

    seconds(100)
    # Twice as many take twice the time; four times would be each compared with each other.
    assert min(seconds(4000) for _ in range(2)) < 3 * max(seconds(2000) for _ in range(2))
