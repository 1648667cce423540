"""CALM202: the outbound user authenticates with OAuth 2.0, and its Client Authentication is mTLS or Basic."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import BASIC, MTLS, AlmUser, Bad, Finding, Fix, Good, Severity, Source, facts, rule

_LABEL = "Client Authentication"
_SCREEN = f"Communication Systems > Users for Outbound Communication > {_LABEL}"


@rule(
    AlmUser,
    code="CALM202",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 1.6", "2025-05-14"),
    screen="Communication Systems > Users for Outbound Communication > Authentication Method",
    examples=[
        Good("authentication_method: OAuth 2.0"),
        Bad(
            "authentication_method: oauth2.0",
            at="oauth2.0",
            message="Authentication Method is oauth2.0, must be OAuth 2.0",
            fixed="authentication_method: OAuth 2.0",
        ),
        Bad(
            "authentication_method: User Name and Password",
            at="User Name and Password",
            message="Authentication Method is User Name and Password, must be OAuth 2.0",
        ),
        Bad(
            "authentication_method:",
            at="sb-calm-deploy!b123456|sapcloudalm!b456789",
            message="Authentication Method is missing, must be OAuth 2.0",
        ),
        Bad(
            "client_authentication: basic",
            at="basic",
            message="Client Authentication is basic, must be Basic",
            fixed="client_authentication: Basic",
        ),
        Bad(
            "client_authentication: JWT",
            at="JWT",
            message="Client Authentication is JWT, must be mTLS or Basic",
        ),
    ],
)
def authentication_method(user: AlmUser) -> Iterator[Finding]:
    """The API of SAP Cloud ALM accepts only OAuth 2.0 tokens.

    The dialog New Outbound User proposes user name and password. With that method, SAP Cloud ALM rejects every call.
    Client Authentication says how the client proves who it is: mTLS with a certificate, Basic with a secret.
    """
    method = user.authentication_method
    if method.missing or not (method.value or "").strip():
        yield Finding(method, f"Authentication Method is missing, must be {facts.OUTBOUND_METHOD}")
    elif user.has_method_of_2025:
        yield Finding(
            method, f"Authentication Method is {method.value}, must be {facts.OUTBOUND_METHOD} with {_LABEL} {MTLS}"
        )
    elif method.value != facts.OUTBOUND_METHOD:
        fix = Fix.replace(method, facts.OUTBOUND_METHOD) if user.uses_oauth else None
        yield Finding(method, f"Authentication Method is {method.value}, must be {facts.OUTBOUND_METHOD}", fix)
    if user.uses_oauth:
        yield from _client_authentication(user)


def _client_authentication(user: AlmUser) -> Iterator[Finding]:
    authentication = user.client_authentication
    if authentication.blank:
        if user.kind == MTLS:
            message = f"{_LABEL} of a user with a certificate is missing, must be {MTLS}"
            yield Finding(user.client_certificate, message, screen=_SCREEN)
    elif authentication.value and authentication.value not in (MTLS, BASIC):
        fix = Fix.replace(authentication, user.kind) if user.kind else None
        wanted = user.kind or f"{MTLS} or {BASIC}"
        message = f"{_LABEL} is {authentication.value}, must be {wanted}"
        yield Finding(authentication, message, fix, screen=_SCREEN)
