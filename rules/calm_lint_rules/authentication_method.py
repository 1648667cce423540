"""CALM202: the outbound user authenticates with OAuth 2.0."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import AlmUser, Bad, Finding, Fix, Good, Severity, Source, rule


@rule(
    AlmUser,
    code="CALM202",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 1.6"),
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
    ],
)
def authentication_method(user: AlmUser) -> Iterator[Finding]:
    """The API of SAP Cloud ALM accepts only OAuth 2.0 tokens.

    The dialog New Outbound User proposes user name and password. With that method, SAP Cloud ALM rejects every call.
    """
    method = user.authentication_method
    if method.missing or not (method.value or "").strip():
        yield Finding(method, "Authentication Method is missing, must be OAuth 2.0")
    elif method.value != "OAuth 2.0":
        fix = Fix.replace(method, "OAuth 2.0") if user.uses_oauth else None
        yield Finding(method, f"Authentication Method is {method.value}, must be OAuth 2.0", fix)
