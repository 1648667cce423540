"""The rung about the token: does the authorization server accept the client?"""

from __future__ import annotations

from typing import Final

from calm_lint.probe.answer import Answer
from calm_lint.probe.client_certificates import Keys, NoCertificateError
from calm_lint.probe.connection import Connector
from calm_lint.probe.identity_zone import Zone
from calm_lint.probe.meanings import no_answer, unexpected
from calm_lint.probe.no_answer import NoAnswerError
from calm_lint.probe.rungs import (
    CLIENT_CERTIFICATE,
    CLIENT_ID,
    CLIENT_SECRET,
    MTLS_ENDPOINT,
    TOKEN_ENDPOINT,
    USERS,
    Rung,
    skipped,
)
from calm_lint.probe.secret_references import NoSecretError, Secrets
from calm_lint.probe.targets import Client

# RFC 6749, section 5.2. Nothing else of an error is shown: a server may quote what it was sent.
_ERRORS: Final = frozenset(
    {
        "invalid_request",
        "invalid_client",
        "invalid_grant",
        "unauthorized_client",
        "unsupported_grant_type",
        "invalid_scope",
    }
)


class TokenRequest:
    """Asks for a token.

    Args:
        connector: asks servers.
        secrets: looks secrets up.
        keys: the private keys of client certificates.
        zone: the identity zone, which was asked before.
    """

    def __init__(self, connector: Connector, secrets: Secrets, keys: Keys, zone: Zone) -> None:
        self._connector = connector
        self._secrets = secrets
        self._keys = keys
        self._zone = zone

    def ask(self, client: Client) -> tuple[Rung, str]:
        """Return what came of it, and the token, empty if there is none."""
        field = CLIENT_CERTIFICATE if client.is_mtls else CLIENT_SECRET
        if not client.client_id:
            message = "OAuth 2.0 Client ID is missing"
            return Rung("token", "failed", message, "OAuth 2.0 Client ID has to be filled.", CLIENT_ID), ""
        if client.unusable:
            return skipped("token", client.unusable, field), ""
        form = {"grant_type": "client_credentials", "client_id": client.client_id}
        host, path = self._zone.token_host, self._zone.token_path
        try:
            if client.is_mtls:
                context = self._connector.context()
                self._keys.load(context, client.certificate)
                answer = self._connector.post(host, path, form, context)
            else:
                form["client_secret"] = self._secrets.read(client.secret)
                answer = self._connector.post(host, path, form)
        except (NoSecretError, NoCertificateError) as error:
            return skipped("token", str(error), field), ""
        except NoAnswerError as error:
            return _no_answer(error, client), ""
        return self._judged(answer, client)

    def _judged(self, answer: Answer, client: Client) -> tuple[Rung, str]:
        host, content = self._zone.token_host, answer.json() or {}
        token = content.get("access_token")
        if answer.status == 200 and isinstance(token, str) and token:
            self._secrets.hide(token, *token.split("."))
            way = "client certificate" if client.is_mtls else "client secret"
            proves = f"Client ID and {way} are right, and the binding exists."
            return Rung("token", "passed", f"{host} issues a token", proves, CLIENT_ID), token
        error = content.get("error")
        said = f"{answer.status} {error}" if error in _ERRORS else str(answer.status)
        return (_of_certificate if client.is_mtls else _of_secret)(answer, f"{host} answers {said}", host), ""


def _of_secret(answer: Answer, message: str, host: str) -> Rung:
    if answer.status == 401:
        proves = (
            "Client ID or Client Secret is wrong, or the binding was deleted; the answer does not tell these apart. "
            "Zone and Token Endpoint are right."
        )
        return Rung("token", "failed", message, proves, CLIENT_SECRET)
    if answer.status == 400:
        proves = "The request is malformed: Client ID or Client Secret holds something that does not belong there."
        return Rung("token", "failed", message, proves, CLIENT_ID)
    if answer.status == 404:
        return Rung("token", "failed", message, "Token Endpoint has a path that issues no tokens.", TOKEN_ENDPOINT)
    return unexpected("token", answer, host, USERS, "a token")


def _of_certificate(answer: Answer, message: str, host: str) -> Rung:
    if answer.status in (400, 401):
        proves = (
            "The client ID is not that of the certificate, or the binding was deleted. The certificate came through."
        )
        return Rung("token", "failed", message, proves, CLIENT_ID)
    if answer.status == 403:
        proves = "The certificate is not accepted: it is of another key, or the key was deleted. The host is right."
        return Rung("token", "failed", message, proves, CLIENT_CERTIFICATE)
    if answer.status == 404:
        proves = "The host takes no certificates: uaa.url was taken for uaa.certurl."
        return Rung("token", "failed", message, proves, MTLS_ENDPOINT)
    return unexpected("token", answer, host, USERS, "a token")


def _no_answer(error: NoAnswerError, client: Client) -> Rung:
    if not client.is_mtls:
        return no_answer("token", error, TOKEN_ENDPOINT)
    proves = "The certificate did not come through: the server refuses it, or an inspecting proxy cannot pass it on."
    return no_answer("token", error, CLIENT_CERTIFICATE, proves if error.kind == "tls" else "")
