"""The rung about the identity zone: is there one, and where does it issue tokens?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from calm_lint.model.values.address import Address
from calm_lint.model.values.facts import PORT, TOKEN_HOST, TOKEN_PATH
from calm_lint.model.values.hosts import api_region, base_region, certificate_host, identity_host, token_region
from calm_lint.probe.answer import Answer
from calm_lint.probe.api_host import host_of
from calm_lint.probe.connection import Connector
from calm_lint.probe.hosts import Hosts
from calm_lint.probe.meanings import no_answer, unexpected
from calm_lint.probe.no_answer import NoAnswerError
from calm_lint.probe.rungs import MTLS_ENDPOINT, TOKEN_ENDPOINT, Rung, skipped
from calm_lint.probe.targets import Target

# OpenID Connect Discovery 1.0, section 4; the endpoints for mTLS are those of RFC 8705, section 5.
DISCOVERY: Final = "/.well-known/openid-configuration"
KEYS: Final = "/token_keys"
"""Where the authorization server of SAP BTP has the keys of its tokens."""

_MOST_OTHERS: Final = 3


@dataclass(frozen=True, slots=True)
class Zone:
    """An identity zone that answered as the file says.

    Attributes:
        name: its name, the first label of its host.
        host: its host.
        token_host: the host at which the client gets a token.
        token_path: the path there.
        keys: the path of the keys of its tokens, at its host.
    """

    name: str
    host: str
    token_host: str
    token_path: str
    keys: str


class IdentityZone:
    """Asks for the identity zone of a target.

    Args:
        connector: asks servers.
        hosts: the hosts that may be asked.
        target: the values of the file.
    """

    def __init__(self, connector: Connector, hosts: Hosts, target: Target) -> None:
        self._connector = connector
        self._hosts = hosts
        self._target = target
        self._is_mtls = target.client is not None and target.client.is_mtls
        own = self._is_mtls and target.mtls_endpoint
        self._field = MTLS_ENDPOINT if own else TOKEN_ENDPOINT
        self._label = "mTLS Endpoint" if own else "Token Endpoint"
        self._endpoint = target.mtls_endpoint if own else target.token_endpoint

    def ask(self) -> tuple[Rung, Zone | None]:
        """Return what came of it, and the zone if it is that of the file."""
        if rung := self._refused():
            return rung, None
        typed = Address.parse(self._endpoint)
        host = identity_host(typed.host)
        host = host if self._hosts.is_uaa(host) else typed.host.lower()
        try:
            answer = self._connector.get(host, DISCOVERY)
        except NoAnswerError as error:
            rung = no_answer("zone", error, self._field)
            return (self._with_others(rung, host) if error.kind == "name" else rung), None
        if answer.status == 404:
            proves = f"The zone, the first label in {self._label}, or the region is wrong. Nothing about the client."
            rung = Rung("zone", "failed", f"{host} answers 404: there is no such identity zone", proves, self._field)
            return self._with_others(rung, host), None
        configuration = answer.json() if answer.status == 200 else None
        if configuration is None or not isinstance(configuration.get("token_endpoint"), str):
            return unexpected("zone", answer, host, self._field, "its OpenID configuration"), None
        zone = Zone(host.partition(".")[0], host, typed.host.lower(), typed.path, _keys(configuration, host))
        return self._compared(configuration, zone)

    def _refused(self) -> Rung | None:
        """Return why the host of the endpoint is not asked, None if it is."""
        if not self._endpoint:
            return self._wrong(f"{self._label} is missing", f"{self._label} has to be filled.")
        typed = Address.parse(self._endpoint)
        if (typed.scheme or "https").lower() != "https":
            return self._wrong(
                f"{self._label} does not begin with https://",
                "Nothing is sent without TLS, and SAP takes nothing without.",
            )
        if typed.user is not None:
            return self._wrong(f"{self._label} holds a user", f"{self._label} has to be the URL alone.")
        if self._hosts.is_uaa(typed.host):
            return None
        why = f"{typed.host} is no host of an authorization server that calm-lint knows"
        advice = "Only known hosts are asked, and those that --trust-host or --resolve names."
        if self._target.is_in_china:
            return skipped("zone", why, self._field).shown(f"not asked: {why}", advice)
        return self._wrong(why, f"{self._label} has to be https://{TOKEN_HOST}{TOKEN_PATH}. {advice}")

    def _compared(self, configuration: dict[str, Any], zone: Zone) -> tuple[Rung, Zone | None]:
        """Compare what the zone says of itself with the file."""
        issues = configuration["token_endpoint"]
        aliases = configuration.get("mtls_endpoint_aliases")
        mtls = aliases.get("token_endpoint") if isinstance(aliases, dict) else None
        mtls = mtls if isinstance(mtls, str) else _for_mtls(issues)
        right = mtls if self._is_mtls else issues
        if not _same(self._endpoint, right):
            way = " with a client certificate" if self._is_mtls else ""
            other = "with a client certificate" if not self._is_mtls else "with a client secret"
            elsewhere = _same(self._endpoint, issues if self._is_mtls else mtls)
            proves = f"{self._label} has to be {_shown(right)}."
            if elsewhere:
                proves = f"What the file has is the endpoint for clients {other}. {proves}"
            message = f"{zone.name} issues tokens{way} at {_shown(right)}, but {self._label} is {self._endpoint}"
            return self._wrong(message, proves), None
        own = self._target.token_endpoint
        if self._field is MTLS_ENDPOINT and own and not (_same(own, issues) or _same(own, mtls)):
            message = f"{zone.name} issues tokens at {_shown(issues)}, but Token Endpoint is {own}"
            return Rung("zone", "failed", message, f"Token Endpoint has to be {_shown(issues)}.", TOKEN_ENDPOINT), None
        message = f"there is an identity zone {zone.name}, and it issues tokens at {_shown(right)}"
        return Rung("zone", "passed", message, f"{self._label} is right: zone, region and path.", self._field), zone

    def _with_others(self, rung: Rung, asked: str) -> Rung:
        """Add to a rung which zone answers in the place of the one that does not."""
        answering = [host for host in self._others(asked) if self._answers(host)]
        if not answering:
            return rung
        return rung.shown(f"{rung.message}; {' and '.join(answering)} answers", rung.proves)

    def _others(self, asked: str) -> list[str]:
        """Return the hosts of zones that may be meant: those in bindings, and the same one in the region of the API."""
        region, found = api_region(host_of(self._target)), list(self._target.uaa_hosts)
        if region and (typed := token_region(asked)):
            found.append(asked.replace(f".{typed}.", f".{base_region(region)}.", 1))
        others = [host for host in dict.fromkeys(found) if host != asked and self._hosts.is_uaa(host)]
        return others[:_MOST_OTHERS]

    def _answers(self, host: str) -> bool:
        try:
            answer: Answer = self._connector.get(host, DISCOVERY)
        except NoAnswerError:
            return False
        configuration = answer.json() if answer.status == 200 else None
        return configuration is not None and isinstance(configuration.get("token_endpoint"), str)

    def _wrong(self, message: str, proves: str) -> Rung:
        return Rung("zone", "failed", message, proves, self._field)


def _same(typed: str, named: str) -> bool:
    """Return whether two URLs are one; both fields are documented without a scheme, too."""
    one, other = Address.parse(typed), Address.parse(named)
    plain = all(each.user is None and each.query is None and each.fragment is None for each in (one, other))
    ports = {each.port or str(PORT) for each in (one, other)}
    schemes = all(each.scheme is None or each.scheme.lower() == "https" for each in (one, other))
    return (
        plain and schemes and ports == {str(PORT)} and (one.host.lower(), one.path) == (other.host.lower(), other.path)
    )


def _for_mtls(endpoint: str) -> str:
    """Return the endpoint for mTLS where a zone does not name it."""
    address = Address.parse(endpoint)
    return str(address._replace(host=certificate_host(address.host)))


def _shown(url: str) -> str:
    """Return a URL of a server, in so far as it has the form of one."""
    address = Address.parse(url)
    plain = url.isascii() and url.isprintable() and " " not in url and address.user is None
    return url if plain and len(url) <= 300 else "another place"


def _keys(configuration: dict[str, Any], host: str) -> str:
    named = configuration.get("jwks_uri")
    address = Address.parse(named) if isinstance(named, str) else None
    # Keys of another host would verify the tokens of that host.
    own = address and address.scheme == "https" and address.host.lower() == host and address.user is None
    return address.path if address and own and not address.query else KEYS
