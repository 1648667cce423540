"""CALM203: OAuth 2.0 Client ID has the form of a client ID in a binding."""

from __future__ import annotations

import re
from collections.abc import Iterator

from calm_lint.api import AlmUser, Bad, Finding, Good, Severity, Source, is_reference, rule


@rule(
    AlmUser,
    code="CALM203",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 1.6"),
    screen="Communication Systems > Users for Outbound Communication > OAuth 2.0 Client ID",
    examples=[
        Good("client_id: sb-calm-deploy!b123456|sapcloudalm!b456789"),
        Good("client_id: ${CALM_PROD_CLIENT_ID}"),
        Bad(
            "client_id: sb-calm-deploy!b123456",
            at="sb-calm-deploy!b123456",
            message="OAuth 2.0 Client ID must be of the form instance-name!b123456|sapcloudalm!b456789",
        ),
    ],
)
def client_id_format(user: AlmUser) -> Iterator[Finding]:
    """The client ID is long and contains a vertical bar. Copying it often cuts it off at the bar.

    The authorization server then answers with 401, and no transport reaches SAP Cloud ALM.
    """
    client_id = user.client_id.value
    if not client_id or client_id.isspace() or not user.uses_oauth:
        return
    if not is_reference(client_id) and not is_client_id(client_id):
        yield Finding(
            user.client_id, "OAuth 2.0 Client ID must be of the form instance-name!b123456|sapcloudalm!b456789"
        )


def is_client_id(text: str) -> bool:
    """Return whether a text has the form of a client ID in a binding."""
    return re.fullmatch(r"(?!sb-!)(?:sb-)?[\w.-]+!b[0-9]+\|sapcloudalm!b[0-9]+", text) is not None
