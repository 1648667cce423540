"""Every rung passes, and fails once for each cause, at a server that is right but for one fault."""

from __future__ import annotations

import pytest

from calm_lint.api import Rule
from calm_lint.probe import rungs as every_field
from calm_lint.probe.connection import OTHER_HOST
from calm_lint.probe.rungs import RUNGS, Field, Rung
from probe.conftest import SECRET, SHORT, MakeProber, states, target
from probe.faulty_server import API, MTLS, UAA, FaultyServer

pytestmark = pytest.mark.once

STAGES = {"zone": "zone", "token": "token", "keys": "authorities", "api": "api"}
# What every rung that asks may get, with the words of the message.
COMMON = {
    "html": ("failed", "answers an HTML page, and not"),
    "moved": ("failed", "answers 302 and redirects to evil.example, which is not followed"),
    "large": ("failed", "answers more than 1,000,000 bytes, and not"),
    "nohttp": ("failed", "answers something that is no HTTP"),
    "off": ("unreachable", "cut the connection off"),
    "none": ("unreachable", "cut the connection off"),
    "429": ("unreachable", "answers 429, too many requests"),
    "500": ("unreachable", "answers 500"),
    "503": ("unreachable", "answers 503"),
}


def test_all_rungs_pass(prober: MakeProber, faulty: FaultyServer) -> None:
    rungs = prober(f"right.{UAA}").climb(target("right"))
    assert states(rungs) == dict.fromkeys(RUNGS, "passed")
    assert [(each.host, each.method, each.path.partition("?")[0]) for each in faulty.asked] == [
        (f"right.{UAA}", "GET", "/.well-known/openid-configuration"),
        (f"right.{UAA}", "POST", "/oauth/token"),
        (f"right.{UAA}", "GET", "/token_keys"),
        (API, "GET", "/api/calm-landscape/v1/landscapeObjects"),
    ]
    assert faulty.asked[1].form == {
        "grant_type": "client_credentials",
        "client_id": "sb-calm!b1|sapcloudalm!b2",
        "client_secret": SECRET,
    }
    assert all("authorization" not in each.headers for each in faulty.asked[:3])


@pytest.mark.parametrize("fault", COMMON)
@pytest.mark.parametrize("stage", STAGES)
def test_answers_that_no_rung_expects(prober: MakeProber, stage: str, fault: str) -> None:
    label, state = f"{stage}-{fault}", COMMON[fault]
    hosts = (f"{label}.{UAA}", f"{label}.{API}")
    more = {"host_name": f"{label}.{API}"} if stage == "api" else {}
    rungs = prober(*hosts).climb(target(label, **more))
    rung = rungs[STAGES[stage]]
    assert (rung.state, state[1] in rung.message) == (state[0], True), rung
    check_later(rungs, STAGES[stage])


@pytest.mark.parametrize(("stage", "fault"), [("zone", "drip"), ("token", "slow")])
def test_slow_answers(prober: MakeProber, stage: str, fault: str) -> None:
    label = f"{stage}-{fault}"
    made = prober(f"{label}.{UAA}")
    made.timeout = SHORT
    rungs = made.climb(target(label))
    assert (rungs[stage].state, rungs[stage].message) == (
        "unreachable",
        f"{label}.{UAA} did not answer within 1 second",
    )
    check_later(rungs, stage)


def check_later(rungs: dict[str, Rung], name: str) -> None:
    later = RUNGS[RUNGS.index(name) + 1 :]
    assert {rungs[name].state for name in later} <= {"skipped"}
    assert all(rungs[name].message.startswith("not asked: ") for name in later)


class TestNameAndTls:
    def test_no_such_host(self, prober: MakeProber) -> None:
        rungs = prober(f"right.{UAA}").climb(target("right", host_name="no-such.eu10.alm.cloud.sap"))
        assert (rungs["name"].state, rungs["name"].message) == ("failed", "there is no host no-such.eu10.alm.cloud.sap")
        assert rungs["tls"].message == "not asked: no-such.eu10.alm.cloud.sap was not found"
        # The others do not depend on it, but for the API.
        assert [rungs[name].state for name in RUNGS[2:]] == ["passed", "passed", "passed", "skipped"]

    def test_no_name_is_found_from_here(self, prober: MakeProber) -> None:
        made = prober(f"right.{UAA}")
        # Neither this host nor any other: it says nothing about the file.
        del made.resolve[OTHER_HOST]
        rung = made.climb(target("right", host_name="no-such.eu10.alm.cloud.sap"))["name"]
        assert rung.state == "unreachable"
        assert rung.proves.startswith("Nothing about the file.")

    @pytest.mark.parametrize(
        ("label", "message", "proves"),
        [
            ("expired", "expired on 2026-03-01", "something stands in between"),
            ("foreign", "is issued by Acme Inspection, which is not trusted here", "an inspecting proxy; --ca FILE"),
            ("other", "is for elsewhere.example, www.elsewhere.example, and not for", "is mistyped"),
        ],
    )
    def test_wrong_certificates(self, prober: MakeProber, label: str, message: str, proves: str) -> None:
        rungs = prober(f"right.{UAA}", f"{label}.{API}").climb(target("right", host_name=f"{label}.{API}"))
        assert (rungs["name"].state, rungs["tls"].state) == ("passed", "failed")
        assert message in rungs["tls"].message
        assert proves in rungs["tls"].proves
        assert rungs["api"].message == "not asked: Host Name did not answer, and only a verified host gets the token"

    def test_two_labels_before_the_region(self, prober: MakeProber) -> None:
        host = f"two.labels.{API}"
        rung = prober(f"right.{UAA}", host).climb(target("right", host_name=host))["tls"]
        assert rung.message == f"the certificate of {host} is for *.eu10.alm.cloud.sap, and not for {host}"
        assert rung.proves.startswith("Host Name has more labels than")

    @pytest.mark.parametrize(
        ("port", "state", "message"),
        [
            ("plain_port", "failed", "TLS with eu10.alm.cloud.sap fails: "),
            ("closing_port", "unreachable", "eu10.alm.cloud.sap cut the connection off"),
            ("silent_port", "unreachable", "eu10.alm.cloud.sap did not answer within 1 second"),
        ],
    )
    def test_no_tls(self, prober: MakeProber, faulty: FaultyServer, port: str, state: str, message: str) -> None:
        made = prober(f"right.{UAA}", **{API: getattr(faulty, port)})
        made.timeout = SHORT if port == "silent_port" else made.timeout
        rungs = made.climb(target("right"))
        assert (rungs["name"].state, rungs["tls"].state) == ("passed", state)
        assert message in rungs["tls"].message

    def test_refused(self, prober: MakeProber) -> None:
        rungs = prober(f"right.{UAA}", **{API: 1}).climb(target("right"))
        assert (rungs["tls"].state, rungs["tls"].message) == ("unreachable", f"{API} refuses the connection")

    def test_port_is_another_one(self, prober: MakeProber) -> None:
        rungs = prober(f"right.{UAA}").climb(target("right", port=8443))
        assert rungs["tls"].message == f"{API} answers at port 443, but Port is 8443"
        assert rungs["tls"].field.screen.endswith("> Port")
        assert rungs["api"].state == "passed"

    def test_host_name_is_missing(self, prober: MakeProber) -> None:
        rung = prober(f"right.{UAA}").climb(target("right", host_name=""))["name"]
        assert (rung.state, rung.message) == ("failed", "Host Name is missing")


class TestZone:
    def test_wrong_zone_and_which_one_answers(self, prober: MakeProber, faulty: FaultyServer) -> None:
        made = prober(f"zone-404.{UAA}", f"right.{UAA}")
        rungs = made.climb(target("zone-404", uaa_hosts=(f"right.{UAA}", f"zone-404.{UAA}")))
        message = f"zone-404.{UAA} answers 404: there is no such identity zone; right.{UAA} answers"
        assert (rungs["zone"].state, rungs["zone"].message) == ("failed", message)
        assert [rungs[name].state for name in ("token", "authorities", "api")] == ["skipped"] * 3
        # No secret was sent, and none was looked up.
        assert [each.method for each in faulty.asked] == ["GET", "GET"]
        assert made.secrets.mask(SECRET) == SECRET

    def test_wrong_region_and_which_one_answers(self, prober: MakeProber) -> None:
        endpoint = "https://right.authentication.eu20.hana.ondemand.com/oauth/token"
        rung = prober(f"right.{UAA}").climb(target("right", token_endpoint=endpoint))["zone"]
        host = "right.authentication.eu20.hana.ondemand.com"
        assert (rung.state, rung.message) == ("failed", f"there is no host {host}; right.{UAA} answers")

    def test_zone_issues_tokens_elsewhere(self, prober: MakeProber, faulty: FaultyServer) -> None:
        rung = prober(f"zone-elsewhere.{UAA}").climb(target("zone-elsewhere"))["zone"]
        assert rung.state == "failed"
        assert f"issues tokens at https://other.{UAA}/oauth/token, but Token Endpoint is https://zone-" in rung.message
        assert {each.method for each in faulty.asked} == {"GET"}

    @pytest.mark.parametrize(
        "path", ["", "/", "/oauth", "/oauth/token/", "/oauth/token?grant_type=x", ":8443/oauth/token"]
    )
    def test_another_path(self, prober: MakeProber, path: str) -> None:
        rung = prober(f"right.{UAA}").climb(target("right", token_endpoint=f"https://right.{UAA}{path}"))["zone"]
        assert (rung.state, rung.proves) == ("failed", f"Token Endpoint has to be https://right.{UAA}/oauth/token.")

    @pytest.mark.parametrize("endpoint", [f"right.{UAA}/oauth/token", f"HTTPS://Right.{UAA}:443/oauth/token"])
    def test_other_spellings(self, prober: MakeProber, endpoint: str) -> None:
        assert states(prober(f"right.{UAA}").climb(target("right", token_endpoint=endpoint)))["api"] == "passed"

    def test_endpoint_of_mtls_with_a_secret(self, prober: MakeProber) -> None:
        endpoint = f"https://right.{MTLS}/oauth/token"
        rung = prober(f"right.{UAA}").climb(target("right", token_endpoint=endpoint))["zone"]
        assert rung.state == "failed"
        assert rung.proves.startswith("What the file has is the endpoint for clients with a client certificate.")

    def test_configuration_without_a_token_endpoint(self, prober: MakeProber) -> None:
        rung = prober(f"zone-empty.{UAA}").climb(target("zone-empty"))["zone"]
        assert rung.message == f"zone-empty.{UAA} answers something else, and not its OpenID configuration"

    @pytest.mark.parametrize("label", ["expired", "foreign", "other"])
    def test_wrong_certificates(self, prober: MakeProber, faulty: FaultyServer, label: str) -> None:
        rung = prober(f"{label}.{UAA}").climb(target(label))["zone"]
        assert (rung.state, "the certificate of" in rung.message) == ("failed", True)
        assert faulty.asked == []

    def test_token_endpoint_is_missing(self, prober: MakeProber) -> None:
        rung = prober().climb(target("right", token_endpoint=""))["zone"]
        assert (rung.state, rung.message) == ("failed", "Token Endpoint is missing")


@pytest.mark.parametrize(
    ("fault", "message", "proves", "screen"),
    [
        ("401", "answers 401 invalid_client", "Client ID or Client Secret is wrong, or the binding", "Client Secret"),
        ("400", "answers 400 invalid_request", "malformed", "OAuth 2.0 Client ID"),
        ("403", "answers 403, and not a token", "does not say which field", "Outbound Communication"),
        ("404", "answers 404", "a path that issues no tokens", "Token Endpoint"),
        ("empty", "answers something else, and not a token", "such as a proxy", "Outbound Communication"),
    ],
)
def test_token_is_refused(prober: MakeProber, fault: str, message: str, proves: str, screen: str) -> None:
    rung = prober(f"token-{fault}.{UAA}").climb(target(f"token-{fault}"))["token"]
    assert (rung.state, message in rung.message, proves in rung.proves) == ("failed", True, True), rung
    assert rung.field.screen.endswith(screen)


@pytest.mark.parametrize("fault", ["unsigned", "forged", "foreign"])
def test_tokens_that_the_zone_has_not_signed(prober: MakeProber, faulty: FaultyServer, fault: str) -> None:
    rungs = prober(f"token-{fault}.{UAA}").climb(target(f"token-{fault}"))
    assert (rungs["authorities"].state, rungs["authorities"].message) == (
        "failed",
        "the token is not signed by the zone",
    )
    assert rungs["api"].message == "not asked: the token is not certainly one of this zone and client"
    assert API not in {each.host for each in faulty.asked}


@pytest.mark.parametrize(
    ("fault", "state", "message", "proves"),
    [
        ("401", "failed", "answers 401 to a token that was just issued", "of another region"),
        ("403", "passed", "answers 403", "accepts the token"),
        ("404", "failed", "answers 404", "no API of SAP Cloud ALM"),
        ("400", "failed", "answers 400, and not what the API answers", "does not say which field"),
    ],
)
def test_api_refuses(prober: MakeProber, fault: str, state: str, message: str, proves: str) -> None:
    host = f"api-{fault}.{API}"
    rung = prober(f"right.{UAA}", host).climb(target("right", host_name=host))["api"]
    assert (rung.state, message in rung.message, proves in rung.proves) == (state, True, True), rung


def test_fields_belong_to_rules(rules: list[Rule]) -> None:
    by_code = {rule.code: rule for rule in rules}
    fields = [each for each in vars(every_field).values() if isinstance(each, Field)]
    assert len(fields) == 9
    for field in fields:
        assert by_code[field.rule].screen.split(" > ")[:2] == field.screen.split(" > ")[:2], field


def test_host_name_with_a_path(prober: MakeProber, faulty: FaultyServer) -> None:
    rung = prober(f"right.{UAA}").climb(target("right", host_name=f"{API}/api"))["api"]
    assert (rung.state, rung.message) == ("failed", f"{API} answers 404 below /api, which Host Name ends in")
    assert faulty.asked[-1].path.startswith("/api/api/")


def test_the_system_has_no_user(prober: MakeProber) -> None:
    rung = prober(f"right.{UAA}").climb(target("right", client=None))["token"]
    assert (rung.state, rung.message) == ("skipped", "not asked: the system has no outbound user")
