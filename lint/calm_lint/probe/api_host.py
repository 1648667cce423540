"""The rungs about the API host: its name, its certificate, and whether it accepts the token."""

from __future__ import annotations

from typing import Final

from calm_lint.model.values.address import Address
from calm_lint.model.values.facts import API_DOMAIN, API_HOST
from calm_lint.model.values.facts import PORT as RIGHT_PORT
from calm_lint.probe.connection import Connector
from calm_lint.probe.hosts import Hosts
from calm_lint.probe.meanings import no_answer, unexpected
from calm_lint.probe.no_answer import NoAnswerError
from calm_lint.probe.rungs import HOST_NAME, PORT, TOKEN_ENDPOINT, Rung, skipped
from calm_lint.probe.targets import Target

PATH: Final = "/api/calm-landscape/v1/landscapeObjects?limit=1"
"""A route that every tenant has; whether the token may read it does not matter."""

_KNOWN: Final = "The region and the label before it in Host Name are those of a host that exists."
_VALID: Final = "The host in Host Name is that of SAP Cloud ALM, and nothing between here and it reads along."
# A wildcard in a certificate stands for one label (RFC 9525, section 6.3).
_TWO_LABELS: Final = f"Host Name has more labels than {API_HOST}, and no certificate of {API_DOMAIN} covers them."


def host_of(target: Target) -> str:
    """Return the host in Host Name, whatever stands around it."""
    return Address.parse(target.host_name).host.lower()


def name_and_tls(connector: Connector, hosts: Hosts, target: Target) -> tuple[Rung, Rung]:
    """Look the API host up, connect to it, and verify its certificate; nothing is sent."""
    host = host_of(target)
    if not host:
        rung = Rung("name", "failed", "Host Name is missing", "Host Name has to be filled.", HOST_NAME)
        return rung, skipped("tls", "Host Name is missing", HOST_NAME)
    if not hosts.is_api(host):
        return _other_host(host, target)
    try:
        connector.connect(host)
    except NoAnswerError as error:
        if error.kind in ("name", "lookup"):
            rung = no_answer("name", error, HOST_NAME)
            why = f"{host} was not found" if error.kind == "name" else str(error)
            return rung, skipped("tls", why, HOST_NAME)
        proves = _TWO_LABELS if error.kind == "certificate" and _has_two_labels(host) else ""
        return _found(host), no_answer("tls", error, HOST_NAME, proves)
    if target.port not in (None, RIGHT_PORT):
        message = f"{host} answers at port {RIGHT_PORT}, but Port is {target.port}"
        return _found(host), Rung("tls", "failed", message, f"Port must be {RIGHT_PORT}. Host Name is right.", PORT)
    return _found(host), Rung("tls", "passed", f"the certificate of {host} is valid", _VALID, HOST_NAME)


def api(connector: Connector, target: Target, token: str) -> Rung:
    """Ask the API with the token."""
    host, path = host_of(target), Address.parse(target.host_name).path.rstrip("/")
    try:
        answer = connector.get(host, f"{path}{PATH}", token)
    except NoAnswerError as error:
        return no_answer("api", error, HOST_NAME)
    if answer.status == 200 and answer.is_json:
        return Rung(
            "api", "passed", f"{host} answers 200", "The API accepts the token: all fields are right.", HOST_NAME
        )
    if answer.status == 403:
        proves = (
            "The API accepts the token. Reading the landscape needs another authority, which transports do not need."
        )
        return Rung("api", "passed", f"{host} answers 403, as it does to a key for transports only", proves, HOST_NAME)
    if answer.status == 401:
        proves = "The token is of another region than Host Name: both have to be of one SAP Cloud ALM tenant."
        return Rung("api", "failed", f"{host} answers 401 to a token that was just issued", proves, TOKEN_ENDPOINT)
    if answer.status == 404:
        if path:
            message = f"{host} answers 404 below {path}, which Host Name ends in"
            return Rung("api", "failed", message, "Host Name must be the host alone.", HOST_NAME)
        proves = (
            f"What answers at Host Name has no API of SAP Cloud ALM at /api, or no longer has {PATH.partition('?')[0]}."
        )
        return Rung("api", "failed", f"{host} answers 404", proves, HOST_NAME)
    return unexpected("api", answer, host, HOST_NAME, "what the API answers")


def _found(host: str) -> Rung:
    return Rung("name", "passed", f"there is a host {host}", _KNOWN, HOST_NAME)


def _other_host(host: str, target: Target) -> tuple[Rung, Rung]:
    why = f"{host} is no host of SAP Cloud ALM that calm-lint knows"
    advice = "Only known hosts are asked, and those that --trust-host or --resolve names."
    if target.is_in_china:
        return skipped("name", why, HOST_NAME).shown(f"not asked: {why}", advice), skipped("tls", why, HOST_NAME)
    proves = f"Host Name has to be {API_HOST}. {advice}"
    return Rung("name", "failed", why, proves, HOST_NAME), skipped("tls", why, HOST_NAME)


def _has_two_labels(host: str) -> bool:
    return host.removesuffix(f".{API_DOMAIN}").count(".") > 1
