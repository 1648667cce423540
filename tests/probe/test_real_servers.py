"""The rungs at real authorization servers: oidc-provider, and oauth2-mock-server with the claims that SAP's has."""

from __future__ import annotations

import pytest

from calm_lint.probe.rungs import RUNGS
from calm_lint.probe.targets import Client, Target
from probe.conftest import Authority, MakeProber, Ports, Prober, states, target
from probe.faulty_server import MTLS, UAA

pytestmark = pytest.mark.once

ACME = "sb-calm-deploy!b123456|sapcloudalm!b456789"
ACME_MTLS = "sb-calm-mtls!b123456|sapcloudalm!b456789"


@pytest.fixture
def made(prober: MakeProber, servers: Ports, authority: Authority) -> Prober:
    hosts = {f"acme.{UAA}": servers.acme, f"acme.{MTLS}": servers.acme, f"zone.{UAA}": servers.acme}
    made = prober(**hosts, **{f"beta.{UAA}": servers.beta, f"beta.{MTLS}": servers.beta})
    made.timeout = 5
    made.keys = [str(authority.folder / f"{name}.key") for name in ("other", "calm")]
    return made


def with_secret(client_id: str = ACME, secret: str = "${CALM_SECRET}") -> Client:
    return Client(client_id, is_mtls=False, secret=secret)


def with_certificate(authority: Authority, name: str = "calm", client_id: str = ACME_MTLS) -> Target:
    file = str(authority.folder / f"{name}.pem")
    endpoint = f"https://acme.{MTLS}/oauth/token"
    return target("acme", mtls_endpoint=endpoint, client=Client(client_id, is_mtls=True, certificate=file))


class TestAcme:
    """oidc-provider."""

    def test_secret(self, made: Prober) -> None:
        ids = ("11111111-2222-4333-8444-555566667777",)
        assert states(made.climb(target("acme", client=with_secret(), zone_ids=ids))) == dict.fromkeys(RUNGS, "passed")

    @pytest.mark.parametrize(
        "client",
        [with_secret(secret="${OTHER_SECRET}"), with_secret("sb-calm-deploy!b123456")],
        ids=["secret", "cut-off"],
    )
    def test_wrong_secret_and_cut_off_client_id(self, made: Prober, client: Client) -> None:
        rungs = made.climb(target("acme", client=client))
        assert rungs["token"].message == f"acme.{UAA} answers 401 invalid_client"
        assert [rungs[name].message for name in ("authorities", "api")] == ["not asked: there is no token"] * 2

    def test_wrong_zone(self, made: Prober) -> None:
        rung = made.climb(target("zone", uaa_hosts=(f"acme.{UAA}",)))["zone"]
        assert rung.message == f"zone.{UAA} answers 404: there is no such identity zone; acme.{UAA} answers"

    def test_certificate(self, made: Prober, authority: Authority) -> None:
        assert states(made.climb(with_certificate(authority))) == dict.fromkeys(RUNGS, "passed")

    def test_certificate_of_another(self, made: Prober, authority: Authority) -> None:
        rung = made.climb(with_certificate(authority, "other"))["token"]
        assert (rung.state, rung.message) == ("failed", f"acme.{MTLS} answers 401 invalid_client")
        assert rung.proves.startswith("The client ID is not that of the certificate")

    def test_another_client_id(self, made: Prober, authority: Authority) -> None:
        rung = made.climb(with_certificate(authority, client_id="sb-other!b1|sapcloudalm!b2"))["token"]
        assert (rung.state, rung.message) == ("failed", f"acme.{MTLS} answers 401 invalid_client")

    def test_token_endpoint_in_the_place_of_the_mtls_endpoint(self, made: Prober, authority: Authority) -> None:
        file = str(authority.folder / "calm.pem")
        client = Client(ACME_MTLS, is_mtls=True, certificate=file)
        rung = made.climb(target("acme", mtls_endpoint=f"https://acme.{UAA}/oauth/token", client=client))["zone"]
        assert (rung.state, rung.field.key) == ("failed", "mtls_endpoint")
        assert rung.proves == (
            "What the file has is the endpoint for clients with a client secret. "
            f"mTLS Endpoint has to be https://acme.{MTLS}/oauth/token."
        )

    def test_mtls_endpoint_in_the_field_token_endpoint(self, made: Prober, authority: Authority) -> None:
        file = str(authority.folder / "calm.pem")
        client = Client(ACME_MTLS, is_mtls=True, certificate=file)
        rungs = made.climb(target("acme", token_endpoint=f"https://acme.{MTLS}/oauth/token", client=client))
        assert states(rungs) == dict.fromkeys(RUNGS, "passed")

    def test_another_token_endpoint_beside_the_mtls_endpoint(self, made: Prober, authority: Authority) -> None:
        file = str(authority.folder / "calm.pem")
        client = Client(ACME_MTLS, is_mtls=True, certificate=file)
        endpoint = f"https://acme.{MTLS}/oauth/token"
        wrong = f"https://zone.{UAA}/oauth/token"
        rung = made.climb(target("acme", token_endpoint=wrong, mtls_endpoint=endpoint, client=client))["zone"]
        assert (rung.state, rung.field.key) == ("failed", "token_endpoint")
        assert rung.message.endswith(f"but Token Endpoint is {wrong}")


class TestBeta:
    """oauth2-mock-server; the client ID says what is wrong."""

    @pytest.mark.parametrize("client_id", ["sb-calm!b1|sapcloudalm!b2", "as-text", "as-authorities"])
    def test_forms_of_scopes(self, made: Prober, client_id: str) -> None:
        assert states(made.climb(target("beta", client=with_secret(client_id)))) == dict.fromkeys(RUNGS, "passed")

    @pytest.mark.parametrize(
        ("client_id", "message"),
        [
            ("no-scope", "the token lacks imp-cdm-feature-display-ui and imp-cdm-feature-manage-ui"),
            ("display-only", "the token lacks imp-cdm-feature-manage-ui"),
            ("another-zone", "the token is of the identity zone gamma, and not of beta"),
            ("another-zone-id", "the token has another zone ID than the binding"),
            ("another-client", "the token is of another client ID"),
            ("expired", "the token has expired already, or the clock here is wrong"),
            ("opaque", "the token is no JWT, or the keys of the zone are none"),
        ],
    )
    def test_claims(self, made: Prober, client_id: str, message: str) -> None:
        ids = ("22222222-2222-4333-8444-555566667777",)
        rungs = made.climb(target("beta", client=with_secret(client_id), zone_ids=ids))
        assert (rungs["authorities"].state, rungs["authorities"].message) == ("failed", message)
        # The API answers a token of this client though it lacks authorities; it never gets another one.
        assert rungs["api"].state == ("passed" if "lacks" in message else "skipped")

    @pytest.mark.parametrize(
        ("client_id", "message"),
        [
            ("bad-credentials", "answers 401 invalid_client"),
            ("malformed", "answers 400 invalid_request"),
            ("no-token", "answers something else, and not a token"),
            ("quotes-the-secret", "answers 401"),
        ],
    )
    def test_refusals(self, made: Prober, client_id: str, message: str) -> None:
        rung = made.climb(target("beta", client=with_secret(client_id)))["token"]
        assert (rung.state, rung.message) == ("failed", f"beta.{UAA} {message}")
