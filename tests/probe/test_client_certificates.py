"""What may be wrong with a client certificate, its key, and the answer to both."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from calm_lint.errors import UsageError
from calm_lint.probe.client_certificates import Keys
from calm_lint.probe.targets import Client
from probe.conftest import Authority, MakeProber, states, target
from probe.faulty_server import CLIENT, MTLS, UAA

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("fault", "message", "proves", "key"),
    [
        ("403", "answers 403 invalid_request", "another key, or the key was deleted", "client_certificate"),
        ("404", "answers 404 invalid_request", "uaa.url was taken for uaa.certurl", "mtls_endpoint"),
        ("401", "answers 401 invalid_client", "The client ID is not that of the certificate", "client_id"),
        ("400", "answers 400 invalid_request", "The client ID is not that of the certificate", "client_id"),
        ("503", "answers 503", "Nothing about the file.", "outbound_users"),
    ],
)
def test_answers(prober: MakeProber, authority: Authority, fault: str, message: str, proves: str, key: str) -> None:
    label = f"token-{fault}"
    made = prober(f"{label}.{UAA}", f"{label}.{MTLS}")
    made.keys = [str(authority.folder / "calm.key")]
    client = Client(CLIENT, is_mtls=True, certificate=str(authority.folder / "calm.pem"))
    rung = made.climb(target(label, mtls_endpoint=f"https://{label}.{MTLS}/oauth/token", client=client))["token"]
    assert (message in rung.message, proves in rung.proves, rung.field.key) == (True, True, key), rung


def test_tls_fails_at_the_host_of_mtls(prober: MakeProber, authority: Authority, faulty: object) -> None:
    made = prober(f"right.{UAA}", **{f"right.{MTLS}": faulty.plain_port})  # type: ignore[attr-defined]
    made.keys = [str(authority.folder / "calm.key")]
    client = Client(CLIENT, is_mtls=True, certificate=str(authority.folder / "calm.pem"))
    rung = made.climb(target("right", mtls_endpoint=f"https://right.{MTLS}/oauth/token", client=client))["token"]
    assert (rung.state, rung.field.key) == ("failed", "client_certificate")
    assert rung.proves.endswith("or an inspecting proxy cannot pass it on.")


@pytest.mark.parametrize(
    ("keys", "certificate", "message"),
    [
        ([], "calm.pem", "--key names no file with the private key of the certificate"),
        (["other.key"], "calm.pem", "no file that --key names holds the private key of the certificate"),
        (["calm.key"], "missing.pem", "the file of the certificate cannot be read"),
        (["calm.key"], "calm.key", "the file of the certificate cannot be read"),
    ],
)
def test_no_certificate(
    prober: MakeProber, authority: Authority, keys: list[str], certificate: str, message: str
) -> None:
    made = prober(f"right.{UAA}")
    made.keys = [str(authority.folder / key) for key in keys]
    client = Client(CLIENT, is_mtls=True, certificate=str(authority.folder / certificate))
    rungs = made.climb(target("right", token_endpoint=f"https://right.{MTLS}/oauth/token", client=client))
    assert rungs["token"].message == f"not asked: {message}"
    assert states(rungs)["api"] == "skipped"


def test_a_key_with_a_password(authority: Authority, tmp_path: Path) -> None:
    key = load_pem_private_key((authority.folder / "calm.key").read_bytes(), None)
    locked = tmp_path / "locked.key"
    locked.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"open")))
    with pytest.raises(UsageError, match="has a password, and there is no terminal to ask for it"):
        Keys([str(locked)])
    with pytest.raises(UsageError, match="cannot be read with this password"):
        Keys([str(locked)], lambda _: "wrong")
    Keys([str(locked)], lambda _: "open")


@pytest.mark.parametrize(
    ("content", "message"), [("none", "holds no private key"), (None, "cannot be read: no such file")]
)
def test_no_key(tmp_path: Path, content: str | None, message: str) -> None:
    file = tmp_path / "a.key"
    if content:
        file.write_text(content)
    with pytest.raises(UsageError, match=message):
        Keys([str(file)])
