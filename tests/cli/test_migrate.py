"""The command `migrate`: what it prints and writes, and what it refuses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from command_line import Done, run
from x509_keys import PEM, as_json, x509_key

ROOT = Path(__file__).parents[2]
EXAMPLE = (ROOT / "examples" / "landscape.yaml").read_text("utf-8")
MIXED = (ROOT / "tests" / "rules" / "migration.landscape.yaml").read_text("utf-8")


@pytest.fixture(autouse=True)
def files(folder: Path) -> Iterator[None]:
    """Put a landscape and an x509 key into the current folder."""
    Path("a.yaml").write_text(EXAMPLE, "utf-8")
    Path("mixed.yaml").write_text(MIXED, "utf-8")
    Path("key.json").write_bytes(as_json(x509_key()))
    yield
    # Nothing is left of what was written.
    assert [each.name for each in folder.iterdir() if each.name.startswith(".")] == []


def test_worksheet_in_the_order_of_the_work() -> None:
    assert run("migrate", "mixed.yaml", "--tenant", "test") == Done(
        0,
        """\
Acme transport landscape, on the way to mTLS: test from a client secret to mTLS
===============================================================================

1 Key and certificate
---------------------
SAP BTP cockpit > Services > Instances and Subscriptions
  [ ] Save the certificate of the key as calm-mtls.pem, and with its private key as calm-mtls.pfx

2 Communication system
----------------------
Communication Systems > CALM_PROD > OAuth 2.0 Settings
  [ ] mTLS Endpoint: acme.authentication.cert.eu10.hana.ondemand.com/oauth/token

3 Inbound user
--------------
Communication Systems > CALM_PROD > Users for Inbound Communication > CALM_ATO_INBOUND
  [ ] Authentication Method: SSL Client Certificate
  [ ] User Name: CALM_ATO_INBOUND
Maintain Communication Users > CALM_ATO_INBOUND
  [ ] Certificate: calm-mtls
  [ ] Password Deactivated: true

4 Outbound user
---------------
Communication Systems > CALM_PROD > Users for Outbound Communication > sb-calm-mtls!b123457|sapcloudalm!b456789
  [ ] Create a user of method OAuth 2.0 beside the old one, which stays until the new one works
  [ ] Client Authentication: mTLS
  [ ] OAuth 2.0 Client ID: sb-calm-mtls!b123457|sapcloudalm!b456789
  [ ] SSL Client Certificate: calm-mtls

5 Key store and destination
---------------------------
SAP BTP cockpit > Connectivity > Destination Certificates
  [ ] Import calm-mtls.pfx
SAP BTP cockpit > Connectivity > Destinations > CALM_FTR_ATO_74558820100
  [ ] Name: CALM_FTR_ATO_74558820100
  [ ] Type: HTTP
  [ ] URL: <Service URL/Service Interface of the arrangement>
  [ ] Proxy Type: Internet
  [ ] Authentication: ClientCertificateAuthentication
  [ ] Key Store Location: calm-mtls.pfx
  [ ] Key Store Password: vault://calm/pfx
  [ ] Description: test
""",
        "",
    )


def test_key_has_to_be_created_where_it_is_unknown() -> None:
    line = "- [ ] Create an x509 key of SAP Cloud ALM API and download it\n"
    markdown = ("--tenant", "test", "--format", "markdown")
    assert line in run("migrate", "a.yaml", *markdown).out
    assert line not in run("migrate", "a.yaml", *markdown, "--binding", "key.json").out


def test_landscape_is_written() -> None:
    done = run("migrate", "a.yaml", "--tenant", "dev-080", "--binding", "key.json", "-o", "b.yaml")
    assert (done.code, done.out.splitlines()[0]) == (
        0,
        "Acme transport landscape: dev-080 from a client secret to mTLS",
    )
    assert done.err == (
        "calm-lint: b.yaml is written, check it with: calm-lint b.yaml\n"
        "calm-lint: the certificate and the private key in key.json are not copied\n"
    )
    text = Path("b.yaml").read_text("utf-8")
    assert text.startswith("# The transport landscape of Acme, set up by the book.\n")
    assert PEM.splitlines()[1] not in text
    assert "PRIVATE KEY" not in done.out + done.err + text
    lines = run("check", "b.yaml", "--format", "concise", "--today", "2026-11-24").out.splitlines()
    assert [line.split()[2] for line in lines if line.startswith("b.yaml")] == ["CALM206", "CALM206"]
    assert Path("a.yaml").read_text("utf-8") == EXAMPLE


def test_name_of_the_certificate_may_be_chosen() -> None:
    done = run("migrate", "a.yaml", "--tenant", "test", "--certificate", "mine", "-o", "b.yaml")
    assert "as mine.pem, and with its private key as mine.pfx" in done.out
    text = Path("b.yaml").read_text("utf-8")
    assert "  - id: mine\n    key_store: mine.pfx\n" in text
    assert "key_store_password: ${MINE_PFX_PASSWORD}\n" in text


def test_file_is_overwritten_with_force_only() -> None:
    args = ("migrate", "a.yaml", "--tenant", "test", "-o", "a.yaml")
    done = run(*args)
    assert done == Done(
        2,
        "",
        "calm-lint: a.yaml: is there already: name another file with --output, or overwrite it with --force\n",
    )
    assert Path("a.yaml").read_text("utf-8") == EXAMPLE
    assert run(*args, "--force").code == 0
    assert "mtls_endpoint" in Path("a.yaml").read_text("utf-8")


def test_key_is_never_overwritten() -> None:
    done = run("migrate", "a.yaml", "--tenant", "test", "--binding", "key.json", "-o", "key.json", "--force")
    assert done == Done(2, "", "calm-lint: key.json: is the file that is read: name another one with --output\n")


def test_standard_input_and_output() -> None:
    assert run("migrate", "-", "--tenant", "test", "-o", "b.yaml", stdin=EXAMPLE.encode()).code == 0
    assert "mtls_endpoint" in Path("b.yaml").read_text("utf-8")
    done = run("migrate", "-", "--tenant", "test", "-o", "-", stdin=EXAMPLE.encode())
    assert (done.code, done.out) == (2, "")
    assert "the standard output has the worksheet: name a file with --output" in done.err


def test_byte_order_mark_and_line_ends_stay() -> None:
    content = b"\xef\xbb\xbf" + EXAMPLE.replace("\n", "\r\n").encode()
    Path("a.yaml").write_bytes(content)
    assert run("migrate", "a.yaml", "--tenant", "test", "-o", "b.yaml").code == 0
    written = Path("b.yaml").read_bytes()
    assert written.startswith(b"\xef\xbb\xbf# The transport landscape")
    assert written.count(b"\n") == written.count(b"\r\n")


def test_other_documents_stay() -> None:
    other = EXAMPLE.replace("name: Acme transport", "name: Other").replace("id: test", "id: other")
    Path("a.yaml").write_text(f"{other}---\n{EXAMPLE}", "utf-8")
    assert run("migrate", "a.yaml", "--tenant", "test", "-o", "b.yaml").code == 0
    assert Path("b.yaml").read_text("utf-8").startswith(f"{other}---\n# The")
    done = run("migrate", "a.yaml", "--tenant", "prod", "-o", "c.yaml")
    assert done == Done(2, "", "calm-lint: a.yaml: has several tenants prod, each needs an id of its own\n")


def test_text_that_cannot_be_edited_with_certainty_is_left_alone() -> None:
    # A copy of the system for the tenant would have the users of another anchor of that name.
    text = EXAMPLE.replace("outbound_users:", "outbound_users: &users")
    text = text.replace("  - id: cust-100\n", "  - id: cust-100\n    x-used: *users\n    x-users: &users others\n")
    Path("a.yaml").write_text(text, "utf-8")
    done = run("migrate", "a.yaml", "--tenant", "test", "-o", "b.yaml")
    assert done == Done(
        2,
        "",
        "calm-lint: a.yaml: cannot be changed with certainty, as its anchors or merge keys are too entangled: "
        "change it by hand\n",
    )
    assert not Path("b.yaml").exists()
    done = run("migrate", "a.yaml", "--tenant", "test")
    Path("a.yaml").write_text(EXAMPLE, "utf-8")
    assert done == run("migrate", "a.yaml", "--tenant", "test")


def test_secret_in_plain_text_is_neither_shown_nor_copied() -> None:
    secret = "Zq7Wx9Lm4Rk2vTd8h"
    text = MIXED.replace("${CALM_PROD_SECRET}", secret).replace("vault://calm/pfx", secret)
    Path("a.yaml").write_text(text, "utf-8")
    done = run("migrate", "a.yaml", "--tenant", "test", "-o", "b.yaml")
    assert done.code == 0
    assert secret not in done.out + done.err
    assert text.count(secret) == Path("b.yaml").read_text("utf-8").count(secret) == 2


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("a.yaml", "--tenant", "tset"), "a.yaml: has no S/4HANA tenant tset, did you mean test?"),
        (
            ("a.yaml", "--tenant", "zzz"),
            "a.yaml: has no S/4HANA tenant zzz, choose from dev-080, cust-100, test, prod",
        ),
        (("mixed.yaml", "--tenant", "dev-100"), "mixed.yaml: tenant dev-100 logs on with mTLS already"),
        (("none.yaml", "--tenant", "test"), "none.yaml: cannot be read: no such file or directory"),
        (
            ("a.yaml", "--tenant", "test", "--binding", "none.json"),
            "none.json: cannot be read: there is no such file",
        ),
        (
            ("a.yaml", "--tenant", "test", "--binding", "secret.json"),
            "secret.json: is no x509 key: create a service key or binding of credential type x509",
        ),
        (
            ("a.yaml", "--tenant", "test", "--binding", "empty.json"),
            "empty.json: is not valid JSON in its line 1, column 1: download it once more",
        ),
        (
            ("a.yaml", "--tenant", "test", "--binding", "beta.json"),
            "beta.json: is a key on beta.authentication.eu10.hana.ondemand.com, "
            "but tenant test reports to acme.authentication.eu10.hana.ondemand.com",
        ),
    ],
)
def test_refused(args: tuple[str, ...], message: str) -> None:
    key = x509_key()
    secret = {**key["uaa"], "credential-type": "binding-secret", "clientsecret": "x"}
    del secret["certificate"], secret["key"]
    Path("empty.json").write_bytes(b"")
    Path("secret.json").write_bytes(as_json({**key, "uaa": secret}))
    Path("beta.json").write_bytes(as_json(x509_key("beta")))
    assert run("migrate", *args, "-o", "b.yaml") == Done(2, "", f"calm-lint: {message}\n")
    assert not Path("b.yaml").exists()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("port: 443", "port: [443", "has a fault in line 32: calm-lint check says why"),
        ("port: 443", "port: many", "has a fault in line 31: calm-lint check says why"),
        ("port: 443", "prot: 443", "has a fault in line 31: calm-lint check says why"),
        ("port: 443", "port: 443\n        port: 443", "has a fault in line 32: calm-lint check says why"),
        (EXAMPLE, "", "has a fault in line 1: calm-lint check says why"),
        (EXAMPLE, "- a\n", "has a fault in line 1: calm-lint check says why"),
    ],
)
def test_file_with_a_fault_of_its_form_is_refused(old: str, new: str, message: str) -> None:
    Path("a.yaml").write_text(EXAMPLE.replace(old, new, 1), "utf-8")
    args = ("migrate", "a.yaml", "--tenant", "test", "-o", "b.yaml")
    assert run(*args) == Done(2, "", f"calm-lint: a.yaml: {message}\n")
    # Also where the configuration leaves out the rule that would say so.
    Path("calm-lint.toml").write_text('ignore = ["CALM001", "CALM002", "CALM003"]\n', "utf-8")
    done = run(*args)
    assert (done.code, done.out) == (2, "")
    assert not Path("b.yaml").exists()


def test_new_user_gets_its_client_id_also_where_the_old_one_has_the_same() -> None:
    same = x509_key()
    same["uaa"]["clientid"] = "sb-calm-deploy!b123456|sapcloudalm!b456789"
    Path("same.json").write_bytes(as_json(same))
    out = run("migrate", "a.yaml", "--tenant", "dev-080", "--binding", "same.json").out
    assert out.count("  [ ] OAuth 2.0 Client ID: sb-calm-deploy!b123456|sapcloudalm!b456789\n") == 1
