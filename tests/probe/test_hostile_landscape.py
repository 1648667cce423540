"""A landscape file names the hosts that are asked, and the variables that are read: it may not lead a secret away."""

from __future__ import annotations

import pytest

from calm_lint.errors import UsageError
from calm_lint.probe.connection import Connector
from calm_lint.probe.hosts import Hosts, is_host
from calm_lint.probe.secret_references import NoSecretError, Secrets
from calm_lint.probe.targets import Client
from calm_lint.rulebook.contributions import SecretStore
from probe.conftest import SECRET, MakeProber, states, target
from probe.faulty_server import API, CLIENT, UAA, FaultyServer

pytestmark = pytest.mark.once

EVIL = (
    "evil.example",
    f"{UAA}.evil.example",
    f"acme.{UAA}.evil.example",
    f"evil.acme.{UAA}",
    "acme.authentication.evil.hana.ondemand.com",
    "acme-authentication.eu10.hana.ondemand.com",
    "evil.cfapps.eu10.hana.ondemand.com",
    "evil.authentication.cfapps.eu10.hana.ondemand.com",
    "authentication.eu10.hana.ondemand.com",
    f"acme.{UAA}.",
    f"acme\N{IDEOGRAPHIC FULL STOP}{UAA}",
    f"acme.{UAA}\n",
    f"\N{CYRILLIC SMALL LETTER A}cme.{UAA}",
    "127.0.0.1",
    "[::1]",
    "169.254.169.254",
    "localhost",
    "",
    f"{'a' * 64}.{UAA}",
    f"{'a' * 64}.{API}",
)


@pytest.mark.parametrize("host", EVIL, ids=range(len(EVIL)))
def test_hosts_of_others(host: str) -> None:
    assert not Hosts().is_uaa(host)
    assert not Hosts().is_api(host)


@pytest.mark.parametrize(
    "host",
    [
        f"acme.{UAA}",
        "Acme-Cloudalm.Authentication.EU10.hana.ondemand.com",
        "acme.authentication.cert.eu10.hana.ondemand.com",
        "acme.authentication.eu10-004.hana.ondemand.com",
        "acme.authentication.cn40.platform.sapcloud.cn",
    ],
)
def test_hosts_of_the_authorization_server(host: str) -> None:
    assert Hosts().is_uaa(host)
    assert not Hosts().is_api(host)


@pytest.mark.parametrize("host", [API, "acme-cloudalm.jp10.alm.cloud.sap", "a.b.eu10.alm.cloud.sap"])
def test_hosts_of_the_api(host: str) -> None:
    assert Hosts().is_api(host)
    assert not Hosts().is_uaa(host)


def test_only_hosts_are_trusted() -> None:
    assert Hosts(["UAA.acme.example"]).is_uaa("uaa.acme.example")
    assert not Hosts(["a/b"]).is_uaa("a/b")
    assert not is_host("a" * 300)


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://evil.example/oauth/token",
        f"https://evil.example/?https://right.{UAA}/oauth/token",
        f"https://right.{UAA}@evil.example/oauth/token",
        f"https://right.{UAA}:443@evil.example/oauth/token",
        f"http://right.{UAA}/oauth/token",
        f"ftp://right.{UAA}/oauth/token",
        f"https://user:pass@right.{UAA}/oauth/token",
        f"https://right.{UAA}\\@evil.example/oauth/token",
    ],
)
def test_nothing_is_sent_to_other_hosts(prober: MakeProber, faulty: FaultyServer, endpoint: str) -> None:
    made = prober(f"right.{UAA}", "evil.example")
    rungs = made.climb(target("right", token_endpoint=endpoint))
    assert (rungs["zone"].state, rungs["token"].state) == ("failed", "skipped")
    assert faulty.asked == []
    assert "user:pass" not in rungs["zone"].message


def test_host_that_was_trusted(prober: MakeProber) -> None:
    made = prober("right.acme.example")
    made.trusted = ("right.acme.example",)
    # It is asked, and names other endpoints than its own.
    assert (
        made.climb(target("right", token_endpoint="https://right.acme.example/oauth/token"))["zone"].state == "failed"
    )


def test_token_is_sent_to_the_api_only(prober: MakeProber, faulty: FaultyServer) -> None:
    rungs = prober(f"right.{UAA}", "evil.example").climb(target("right", host_name="evil.example"))
    assert (rungs["name"].state, rungs["authorities"].state, rungs["api"].state) == ("failed", "passed", "skipped")
    assert {each.host for each in faulty.asked} == {f"right.{UAA}"}
    # Nor are the keys fetched from where the configuration says they are.
    assert [each.path for each in faulty.asked][-1] == "/token_keys"


def test_hosts_in_china_are_not_asked_unless_they_are_trusted(prober: MakeProber) -> None:
    host = "cn20.alm.platform.sapcloud.cn"
    made = prober(f"right.{UAA}", host)
    rungs = made.climb(target("right", host_name=host, is_in_china=True))
    assert (rungs["name"].state, "--trust-host" in rungs["name"].proves) == ("skipped", True)


def test_header_injection(prober: MakeProber, faulty: FaultyServer) -> None:
    client = Client("sb-x!b1\r\nX-Evil: 1&client_id=other", is_mtls=False, secret="${CALM_SECRET}")
    prober(f"right.{UAA}").climb(target("right", client=client))
    (post,) = (each for each in faulty.asked if each.method == "POST")
    assert post.form["client_id"] == "sb-x!b1\r\nX-Evil: 1&client_id=other"
    assert "x-evil" not in post.headers
    path = f"https://right.{UAA}/oauth/token HTTP/1.1\r\nX-Evil: 1"
    assert prober(f"right.{UAA}").climb(target("right", token_endpoint=path))["zone"].state == "failed"
    assert "x-evil" not in faulty.asked[-1].headers


@pytest.mark.parametrize("name", ["/a/../api", "/%2e%2e", "/ä", "/a b\r\nX: 1", "/\ud800"], ids=ascii)
def test_strange_paths_in_host_name(prober: MakeProber, faulty: FaultyServer, name: str) -> None:
    rungs = prober(f"right.{UAA}").climb(target("right", host_name=f"{API}{name}"))
    assert rungs["api"].state == "failed"
    assert faulty.asked[-1].path.isascii()


class TestSecrets:
    @pytest.mark.parametrize(
        "reference", ["${CALM_SECRET}", "${env:CALM_SECRET}", " ${CALM_SECRET} ", "vault://calm/prod"]
    )
    def test_references(self, reference: str) -> None:
        store = SecretStore("vault", lambda each: SECRET if each == "vault://calm/prod" else None)
        secrets = Secrets({"vault": store}, {"CALM_SECRET": SECRET})
        assert secrets.read(reference) == SECRET
        assert secrets.mask(f"x {SECRET} aW52ZW50ZWQ%2B%2F%3D%24secret-of-acme") == "x *** ***"

    @pytest.mark.parametrize(
        ("reference", "message"),
        [
            ("${NO_SUCH}", "the environment variable NO_SUCH is not set"),
            ("${EMPTY}", "the environment variable EMPTY is empty"),
            ("op://calm/prod", "no plugin reads secrets of op://"),
            ("vault://calm/none", "the store of vault:// has no secret there"),
            ("broken://calm", "the plugin that reads broken:// crashed"),
            ("hunter2-hunter2", "the secret stands in the file itself, and only a reference to one is used"),
            ("${CALM_SECRET:-hunter2}", "the secret stands in the file itself, and only a reference to one is used"),
            ("${CALM_SECRET}${EMPTY}", "the secret stands in the file itself, and only a reference to one is used"),
        ],
    )
    def test_no_secret(self, reference: str, message: str) -> None:
        def crash(_: str) -> str:
            raise RuntimeError(SECRET)

        stores = {"vault": SecretStore("vault", lambda _: None), "broken": SecretStore("broken", crash, "acme 1")}
        secrets = Secrets(stores, {"CALM_SECRET": SECRET, "EMPTY": " "})
        with pytest.raises(NoSecretError) as raised:
            secrets.read(reference)
        assert str(raised.value) == message
        crashes = [error.message for error in secrets.errors]
        assert all(each.startswith("secret store broken of plugin acme 1 crashed: RuntimeError in") for each in crashes)
        assert len(crashes) == reference.startswith("broken")
        assert SECRET not in f"{crashes}{raised.value}"

    def test_missing_secret_skips_the_rung(self, prober: MakeProber, faulty: FaultyServer) -> None:
        client = Client(CLIENT, is_mtls=False, secret="${NO_SUCH}")
        rungs = prober(f"right.{UAA}").climb(target("right", client=client))
        assert rungs["token"].message == "not asked: the environment variable NO_SUCH is not set"
        assert states(rungs)["zone"] == "passed"
        assert {each.method for each in faulty.asked} == {"GET"}


class TestProxy:
    def test_all_goes_through_it(
        self, prober: MakeProber, faulty: FaultyServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("https_proxy", f"http://user:p%40ss@127.0.0.1:{faulty.proxy_port}")
        made = prober()
        made.resolve.clear()
        assert set(states(made.climb(target("right"))).values()) == {"passed"}
        assert faulty.tunnelled == [f"{API}:443", *[f"right.{UAA}:443"] * 3, f"{API}:443"]
        # The password is for the proxy alone.
        assert not any("proxy-authorization" in each.headers for each in faulty.asked)

    def test_it_wants_a_password(
        self, prober: MakeProber, faulty: FaultyServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("all_proxy", f"127.0.0.1:{faulty.proxy_port}")
        made = prober()
        made.resolve.clear()
        rungs = made.climb(target("right"))
        message = f"the proxy 127.0.0.1 answers 407 and does not connect to {API}"
        assert (rungs["name"].state, rungs["name"].message) == ("unreachable", message)

    def test_a_proxy_that_refuses(self, prober: MakeProber, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("https_proxy", "http://user:proxy-password@127.0.0.1:1")
        rungs = prober().climb(target("right", host_name="acme.eu10.alm.cloud.sap"))
        assert (rungs["name"].state, rungs["name"].message) == (
            "unreachable",
            "the proxy 127.0.0.1 refuses the connection",
        )
        assert rungs["zone"].state == "unreachable"

    @pytest.mark.parametrize("proxy", ["socks5://proxy:1080", "https://proxy", "http://", "http://proxy:x"])
    def test_other_proxies(self, monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
        monkeypatch.setenv("https_proxy", proxy)
        with pytest.raises(UsageError, match="HTTPS_PROXY must name a proxy as http://host:port"):
            Connector(1)

    def test_what_no_proxy_names_and_what_is_resolved(
        self, prober: MakeProber, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("https_proxy", "http://127.0.0.1:1")
        assert states(prober(f"right.{UAA}").climb(target("right")))["api"] == "passed"
        monkeypatch.setenv("no_proxy", "alm.cloud.sap")
        rung = prober().climb(target("right", host_name="no-such.eu10.alm.cloud.sap"))["name"]
        assert rung.message == "there is no host no-such.eu10.alm.cloud.sap"

    def test_passwords_are_known_to_be_secrets(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("https_proxy", "http://user:p%40ss@127.0.0.1:1")
        assert Connector(1).proxy_secrets == ("p%40ss", "p@ss")
