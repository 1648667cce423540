"""CALM507: the binding authenticates with a secret."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Good, Severity, Source, Uaa, rule


@rule(
    Uaa,
    code="CALM507",
    severity=Severity.ERROR,
    source=Source("Managing Your Service Credentials", "Uploading Service Credentials"),
    screen="SAP BTP cockpit > Services > Instances and Subscriptions > binding JSON > uaa.credential-type",
    examples=[
        Good("credential-type: binding-secret"),
        Bad(
            "credential-type: x509",
            at="x509",
            message="credential-type is x509, must be binding-secret or instance-secret",
        ),
    ],
)
def binding_credential_type(uaa: Uaa) -> Iterator[Finding]:
    """The outbound user of this setup logs on with a client ID and a client secret.

    A certificate (x509) belongs to the newer setup with mTLS, which has different screens.
    """
    kind = uaa.credential_type
    if kind.value and kind.value not in ("binding-secret", "instance-secret"):
        yield Finding(kind, f"credential-type is {kind.value}, must be binding-secret or instance-secret")
