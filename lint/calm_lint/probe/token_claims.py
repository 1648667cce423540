"""The rung about authorities: what a token says of its client, verified by the keys of the identity zone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import jwt

from calm_lint.model.values import facts
from calm_lint.probe.connection import Connector
from calm_lint.probe.identity_zone import Zone
from calm_lint.probe.meanings import no_answer, unexpected
from calm_lint.probe.no_answer import NoAnswerError
from calm_lint.probe.rungs import AUTHORITIES, CLIENT_ID, TOKEN_ENDPOINT, Rung
from calm_lint.probe.targets import Target

NAMES: Final = tuple(name.partition(".")[2] for name in facts.AUTHORITIES)
"""The authorities of transport management, less the application that they belong to."""

# Signatures that need the private key of the server. HS256 would take its public key for a password.
_ALGORITHMS: Final = ["RS256", "RS384", "RS512", "PS256", "ES256"]
_LEEWAY: Final = 60
_NAME: Final = re.compile(r"[\w.-]{1,100}", re.ASCII)


class UnverifiedError(Exception):
    """A token cannot be verified; the text says why."""


def authorities(connector: Connector, zone: Zone, target: Target, token: str) -> tuple[Rung, bool]:
    """Verify a token, and look for the authorities in it.

    Returns:
        What came of it, and whether the token is one of this zone and client, so that the API may have it.
    """
    try:
        answer = connector.get(zone.host, zone.keys)
    except NoAnswerError as error:
        return no_answer("authorities", error, TOKEN_ENDPOINT), False
    content = answer.json() if answer.status == 200 else None
    if content is None or not isinstance(content.get("keys"), list):
        return unexpected("authorities", answer, zone.host, TOKEN_ENDPOINT, "the keys of its tokens"), False
    try:
        claims = _verified(token, content)
    except UnverifiedError as error:
        return _untrue(f"the token {error}", "The token is not used."), False
    if rung := _foreign(claims, zone, target):
        return rung, False
    return _granted(claims), True


def _verified(token: str, keys: dict[str, Any]) -> dict[str, Any]:
    """Return the claims of a token.

    Raises:
        UnverifiedError: if it is not signed by one of the keys, or no longer valid.
    """
    try:
        kid = jwt.get_unverified_header(token).get("kid")
        known = jwt.PyJWKSet.from_dict(keys).keys
    except jwt.PyJWTError:
        raise UnverifiedError("is no JWT, or the keys of the zone are none") from None
    fitting = [key for key in known if key.key_id == kid] if kid else known
    if not fitting:
        raise UnverifiedError("is signed with a key that the zone does not have")
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            fitting[0].key,
            algorithms=_ALGORITHMS,
            leeway=_LEEWAY,
            options={"require": ["exp"], "verify_aud": False},
        )
    except jwt.ExpiredSignatureError:
        raise UnverifiedError("has expired already, or the clock here is wrong") from None
    except jwt.ImmatureSignatureError:
        raise UnverifiedError("is not valid yet, or the clock here is wrong") from None
    except (jwt.PyJWTError, ValueError, TypeError):
        raise UnverifiedError("is not signed by the zone") from None
    return claims


def _foreign(claims: dict[str, Any], zone: Zone, target: Target) -> Rung | None:
    """Return what is wrong with a token of another zone or client, None if it is the right one."""
    attributes = claims.get("ext_attr")
    name = attributes.get("zdn") if isinstance(attributes, dict) else None
    if isinstance(name, str) and name.lower() != zone.name:
        of = f"of the identity zone {name}" if _NAME.fullmatch(name) else "of another identity zone"
        return _untrue(
            f"the token is {of}, and not of {zone.name}", "Token Endpoint leads to another zone than it names."
        )
    zone_id = claims.get("zid")
    if isinstance(zone_id, str) and target.zone_ids and zone_id not in target.zone_ids:
        proves = "Token Endpoint leads to another SAP Cloud ALM tenant than the binding in the file is of."
        return _untrue("the token has another zone ID than the binding", proves)
    client, own = claims.get("cid", claims.get("client_id")), target.client.client_id if target.client else ""
    if isinstance(client, str) and client != own:
        message = "the token is of another client ID"
        return Rung("authorities", "failed", message, "The server knows the client by another name.", CLIENT_ID)
    return None


def _granted(claims: dict[str, Any]) -> Rung:
    granted = set(_listed(claims.get("scope"))) | set(_listed(claims.get("authorities")))
    missing = [name for name in NAMES if not any(each == name or each.endswith(f".{name}") for each in granted)]
    if missing:
        proves = "Client ID and secret are right, but the service instance does not grant what transports need."
        message = f"the token lacks {' and '.join(missing)}"
        return Rung("authorities", "failed", message, proves, AUTHORITIES)
    proves = "The service instance grants what transports need, and the token is of this zone and client."
    return Rung("authorities", "passed", f"the token holds {' and '.join(NAMES)}", proves, AUTHORITIES)


def _listed(claim: object) -> Iterator[str]:
    """Yield what a claim lists: a list, or a text with blanks between (RFC 9068, section 2.2.3)."""
    if isinstance(claim, str):
        yield from claim.split()
    elif isinstance(claim, list):
        yield from (each for each in claim if isinstance(each, str))


def _untrue(message: str, proves: str) -> Rung:
    return Rung("authorities", "failed", message, proves, TOKEN_ENDPOINT)
