"""CALM205: the file contains no secret."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Fix, Good, Landscape, Replace, Scalar, Severity, Source, is_reference, rule
from calm_lint_rules._references import reference_for


@rule(
    Landscape,
    code="CALM205",
    rung="by-the-book",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 1.6", "2025-05-14"),
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
            message="client_secret is a secret in plain text, must be a reference to it, such as ${CALM_PROD_SECRET}",
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
            message="x-note is a private key, must not be in the file",
        ),
    ],
)
def plaintext_secret(landscape: Landscape) -> Iterator[Finding]:
    """Anyone who can read the file can log on to SAP Cloud ALM. The history of the repository keeps the secret.

    Remove the secret from the file and create new credentials in the SAP BTP cockpit.
    """
    secrets = list(_secrets(landscape))
    for secret in secrets:
        if secret.value and not secret.value.isspace() and not is_reference(secret.value):
            reference = reference_for(secret.owner)
            fix = Fix("replace with a reference", (Replace(secret, reference),), safe=False)
            hint = f", such as {reference}"
            fault = f"{secret.steps[-1]} is a secret in plain text, must be a reference to it"
            yield Finding(secret, f"{fault}{hint}", fix, hint=hint)
    said = {secret.place for secret in secrets if secret.value}
    for key in _private_keys(landscape):
        if key.place not in said:
            yield Finding(key, f"{key.steps[-1]} is a private key, must not be in the file")
    for certificate in landscape.certificates:
        if certificate.content and certificate.content.private_key:
            message = f"Certificate File {certificate.file.value} holds a private key, must hold certificates only"
            yield Finding(certificate.file, message)


def _secrets(landscape: Landscape) -> Iterator[Scalar[str]]:
    """Yield the fields that hold secrets."""
    for alm_tenant in landscape.cloud_alm_tenants:
        for binding in (*alm_tenant.bindings, *alm_tenant.mtls_bindings):
            # A downloaded binding file is the right place for the secret.
            if binding.pasted:
                yield from binding.secrets
    for service in landscape.ctms_services:
        for key in service.keys:
            if key.pasted:
                yield from key.secrets
    for tenant in landscape.s4hana_tenants:
        for system in tenant.communication_systems:
            yield from (user.client_secret for user in system.outbound_users)
    for setup in (setup for domain in landscape.cts_domains for each in domain.systems for setup in each.alm_setup):
        yield from (setup.client_secret, setup.proxy_password)
    for destination in landscape.destinations:
        yield from (destination.key_store_password, destination.client_secret)


def _private_keys(landscape: Landscape) -> Iterator[Scalar[str]]:
    """Yield the texts of a document that contain a private key. Text that aliases repeat comes once."""
    document = landscape.document
    text, span = document.source.text, (document.start, document.finish)
    # In a quoted text, any letter may be an escape.
    if text.find("PRIVATE", *span) < 0 and text.find("\\", *span) < 0:
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
