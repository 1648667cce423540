"""The ladder, from the name of the API host to the API with a token. What several tenants need is asked once."""

from __future__ import annotations

from dataclasses import replace

from calm_lint.probe.api_host import api, name_and_tls
from calm_lint.probe.client_certificates import Keys
from calm_lint.probe.connection import Connector
from calm_lint.probe.hosts import Hosts
from calm_lint.probe.identity_zone import IdentityZone
from calm_lint.probe.once import Once
from calm_lint.probe.rungs import CLIENT_ID, HOST_NAME, PORT, TOKEN_ENDPOINT, USERS, Field, Rung, skipped
from calm_lint.probe.secret_references import Secrets
from calm_lint.probe.targets import Client, Target
from calm_lint.probe.token import TokenRequest
from calm_lint.probe.token_claims import authorities


class Ladder:
    """Climbs from rung to rung.

    Args:
        connector: asks servers.
        hosts: the hosts that may be asked.
        secrets: looks secrets up.
        keys: the private keys of client certificates.
    """

    def __init__(self, connector: Connector, hosts: Hosts, secrets: Secrets, keys: Keys) -> None:
        self._connector = connector
        self._hosts = hosts
        self._secrets = secrets
        self._keys = keys
        self._once = Once()

    def climb(self, target: Target) -> tuple[Rung, ...]:
        """Return the rungs of a target, all six of them."""
        return self._once(("target", target), lambda: self._climb(target))

    def _climb(self, target: Target) -> tuple[Rung, ...]:
        client = target.client
        host = (target.host_name, target.port, target.is_in_china)
        name, tls = self._once(("host", host), lambda: name_and_tls(self._connector, self._hosts, target))
        # The zone does not depend on who logs on, but on how.
        anybody = replace(target, client=Client("", is_mtls=client.is_mtls) if client else None)
        zone_rung, zone = self._once(("zone", anybody), IdentityZone(self._connector, self._hosts, anybody).ask)
        first = (name, tls, zone_rung)
        if zone is None:
            answer = "was not reached" if zone_rung.state == "unreachable" else "does not answer as the file says"
            return (*first, *_left(f"the identity zone {answer}, and only one that does gets a secret", TOKEN_ENDPOINT))
        if client is None:
            return (*first, *_left("the system has no outbound user", USERS))
        request = TokenRequest(self._connector, self._secrets, self._keys, zone)
        token_rung, token = self._once(("token", zone, client), lambda: request.ask(client))
        if not token:
            return (*first, token_rung, *_left("there is no token", CLIENT_ID)[1:])
        granted, usable = self._once(
            ("authorities", zone, client, target.zone_ids), lambda: authorities(self._connector, zone, target, token)
        )
        return (*first, token_rung, granted, self._api(target, tls, token, usable=usable))

    def _api(self, target: Target, tls: Rung, token: str, *, usable: bool) -> Rung:
        if tls.state != "passed" and tls.field is not PORT:
            return skipped("api", "Host Name did not answer, and only a verified host gets the token", HOST_NAME)
        if not usable:
            return skipped("api", "the token is not certainly one of this zone and client", HOST_NAME)
        return self._once(("api", target.host_name, token), lambda: api(self._connector, target, token))


def _left(why: str, field: Field) -> tuple[Rung, Rung, Rung]:
    return skipped("token", why, field), skipped("authorities", why, field), skipped("api", why, field)
