from __future__ import annotations

import json
import shutil
import ssl
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
import trustme

from calm_lint.probe.client_certificates import Keys
from calm_lint.probe.connection import OTHER_HOST, Connector
from calm_lint.probe.hosts import Hosts
from calm_lint.probe.ladder import Ladder
from calm_lint.probe.rungs import Rung
from calm_lint.probe.secret_references import Secrets
from calm_lint.probe.targets import Client, Target
from probe.faulty_server import API, CLIENT, MTLS, UAA, FaultyServer

SECRET = "aW52ZW50ZWQ+/=$secret-of-acme"
# Where nothing is slow, a machine that is busy may be.
TIMEOUT = 20
SHORT = 1


class Authority(NamedTuple):
    """A certificate authority, and the folder with its files."""

    made: trustme.CA
    folder: Path

    @property
    def file(self) -> str:
        return str(self.folder / "ca.pem")

    def write(self, name: str, *identities: str) -> None:
        """Issue a certificate, and write it and its key."""
        issued = self.made.issue_cert(*identities)
        (self.folder / f"{name}.pem").write_bytes(b"".join(each.bytes() for each in issued.cert_chain_pems))
        issued.private_key_pem.write_to_path(str(self.folder / f"{name}.key"))


class Ports(NamedTuple):
    """The ports of the two authorization servers."""

    acme: int
    beta: int


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    made = Authority(trustme.CA(), tmp_path_factory.mktemp("authority"))
    made.made.cert_pem.write_to_path(made.file)
    made.write("server", f"*.{UAA}", f"*.{MTLS}")
    made.write("calm", "calm.acme.example")
    made.write("other", "other.acme.example")
    return made


@pytest.fixture(autouse=True)
def trusted(authority: Authority) -> Iterator[None]:
    """Let this process trust the authority alone, which it loads in no time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", authority.file)
        patch.setenv("SSL_CERT_DIR", str(authority.folder / "none"))
        for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session")
def faulty(authority: Authority) -> Iterator[FaultyServer]:
    """The server with one fault a host."""

    def context(made: trustme.CA, *identities: str, until: datetime | None = None) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        made.issue_cert(*identities, not_after=until).configure_cert(context)
        return context

    hosts = (f"*.{UAA}", f"*.{MTLS}", f"*.{API}", API)
    contexts = {
        "expired": context(authority.made, *hosts, until=datetime(2026, 3, 1, tzinfo=UTC)),
        "foreign": context(trustme.CA(organization_name="Acme Inspection"), *hosts),
        "two": context(authority.made, "*.eu10.alm.cloud.sap"),
        "other": context(authority.made, "elsewhere.example", "www.elsewhere.example"),
    }
    with FaultyServer(contexts, context(authority.made, *hosts)) as server:
        yield server


@pytest.fixture(scope="session")
def servers(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ports]:
    """The two authorization servers: oidc-provider as zone acme, oauth2-mock-server as zone beta."""
    folder = tmp_path_factory.mktemp("servers")
    shutil.copytree(Path(__file__).parent / "servers", folder, dirs_exist_ok=True)
    npm = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    if not shutil.which("npm") or subprocess.run(npm, cwd=folder, check=False, timeout=120).returncode:
        pytest.skip("npm cannot download the authorization servers")
    files = [str(authority.folder / name) for name in ("server.pem", "server.key", "ca.pem")]
    with subprocess.Popen(
        ["node", "servers.mjs", *files],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdout
        yield Ports(**json.loads(process.stdout.readline()))
        process.terminate()


class Prober:
    """Climbs the ladder to the faulty server, or to other ports, with what is given here."""

    def __init__(self, authority: Authority, ports: dict[str, int]) -> None:
        self.authority = authority
        self.resolve = {host: ("127.0.0.1", port) for host, port in ports.items()}
        self.secrets = Secrets({}, {"CALM_SECRET": SECRET, "OTHER_SECRET": "not-the-secret"})
        self.trusted: tuple[str, ...] = ()
        self.timeout = TIMEOUT
        self.keys: list[str] = []

    def climb(self, target: Target) -> dict[str, Rung]:
        connector = Connector(self.timeout, self.resolve)
        ladder = Ladder(connector, Hosts([*self.trusted]), self.secrets, Keys(self.keys))
        return {rung.name: rung for rung in ladder.climb(target)}


MakeProber = Callable[..., Prober]


@pytest.fixture
def prober(authority: Authority, faulty: FaultyServer) -> MakeProber:
    """Return what makes a prober; the hosts that are named are at the faulty server."""
    faulty.asked.clear()

    def make(*hosts: str, **ports: int) -> Prober:
        known = {**dict.fromkeys(hosts, faulty.port), API: faulty.port, OTHER_HOST: faulty.port, **ports}
        return Prober(authority, known)

    return make


def target(zone: str, **more: object) -> Target:
    """Return a target of an identity zone, with the API host of its region."""
    values: dict[str, object] = {
        "host_name": API,
        "port": 443,
        "token_endpoint": f"https://{zone}.{UAA}/oauth/token",
        "mtls_endpoint": "",
        "is_in_china": False,
        "client": Client(CLIENT, is_mtls=False, secret="${CALM_SECRET}"),
        "uaa_hosts": (),
        "zone_ids": (),
    }
    return Target(**(values | more))  # type: ignore[arg-type]


def states(rungs: dict[str, Rung]) -> dict[str, str]:
    return {name: rung.state for name, rung in rungs.items()}
