"""CALM205: no secret stands in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Fix, Good, Landscape, Replace, Scalar, Severity, Source, is_reference, rule


@rule(
    Landscape,
    code="CALM205",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 1.6"),
    screen="Communication Systems > Users for Outbound Communication > Client Secret",
    protected=True,
    examples=[
        Good(
            """
            s4hana_tenants:
              - id: prod
                role: production
                communication_systems:
                  - system_id: CALM_PROD
                    outbound_users:
                      - authentication_method: OAuth 2.0
                        client_secret: ${CALM_PROD_SECRET}
            """
        ),
        Good(
            """
            s4hana_tenants:
              - id: prod
                role: production
                communication_systems:
                  - system_id: CALM_PROD
                    outbound_users:
                      - authentication_method: OAuth 2.0
                        client_secret: vault://calm/prod
            """
        ),
        Bad(
            """
            s4hana_tenants:
              - id: prod
                role: production
                communication_systems:
                  - system_id: CALM_PROD
                    outbound_users:
                      - authentication_method: OAuth 2.0
                        client_secret: Zx9-invented-Zx9
            """,
            at="Zx9-invented-Zx9",
            message="client_secret is a secret in plain text, must be a reference to it",
            fixed="""
            s4hana_tenants:
              - id: prod
                role: production
                communication_systems:
                  - system_id: CALM_PROD
                    outbound_users:
                      - authentication_method: OAuth 2.0
                        client_secret: "${CALM_PROD_SECRET}"
            """,
            safe=False,
        ),
        Bad(
            'x-note: "-----BEGIN PRIVATE KEY----- MIIBVg -----END PRIVATE KEY-----"',
            at='"-----BEGIN PRIVATE KEY----- MIIBVg -----END PRIVATE KEY-----"',
            message="x-note is a private key, must not stand in the file",
        ),
    ],
)
def plaintext_secret(landscape: Landscape) -> Iterator[Finding]:
    """Whoever can read the file can log on to SAP Cloud ALM, and the history of the repository keeps the secret.

    Take it out of the file, and create new credentials in the SAP BTP cockpit.
    """
    secrets = list(_secrets(landscape))
    for secret, owner in secrets:
        if secret.value and not secret.value.isspace() and not is_reference(secret.value):
            variable = re.sub(r"\W", "_", owner).upper()
            fix = Fix("replace with a reference", (Replace(secret, f"${{{variable}_SECRET}}"),), safe=False)
            yield Finding(secret, f"{secret.steps[-1]} is a secret in plain text, must be a reference to it", fix)
    for key in _private_keys(landscape):
        if all(key.place != secret.place for secret, _ in secrets if secret.value):
            yield Finding(key, f"{key.steps[-1]} is a private key, must not stand in the file")
    for certificate in landscape.certificates:
        if certificate.content and certificate.content.private_key:
            message = f"Certificate File {certificate.file.value} holds a private key, must hold certificates only"
            yield Finding(certificate.file, message)


def _secrets(landscape: Landscape) -> Iterator[tuple[Scalar[str], str]]:
    """Yield the fields that hold secrets, each with the name of what it is the secret of."""
    for alm_tenant in landscape.cloud_alm_tenants:
        # In a downloaded file, the secret is where it belongs.
        for binding in (*alm_tenant.bindings, *alm_tenant.mtls_bindings):
            if binding.pasted:
                yield from ((each, alm_tenant.id.value or "CALM") for each in binding.secrets)
    for tenant in landscape.s4hana_tenants:
        for system in tenant.communication_systems:
            yield from ((user.client_secret, system.system_id.value or "CALM") for user in system.outbound_users)
    for destination in landscape.destinations:
        yield destination.key_store_password, destination.name.value or "CALM_KEY_STORE"


def _private_keys(landscape: Landscape) -> Iterator[Scalar[str]]:
    """Yield the texts of a document that hold a private key; what aliases repeat comes once."""
    if "PRIVATE" not in landscape.document.source.text:
        return
    stack: list[tuple[tuple[str | int, ...], object]] = [((), landscape.data)]
    seen = set()
    while stack:
        steps, value = stack.pop()
        if isinstance(value, str) and "PRIVATE KEY-----" in value:
            yield Scalar(landscape, steps, value, missing=False)
        elif isinstance(value, dict | list) and id(value) not in seen:
            seen.add(id(value))
            entries = value.items() if isinstance(value, dict) else enumerate(value)
            stack += (((*steps, step), each) for step, each in entries)
