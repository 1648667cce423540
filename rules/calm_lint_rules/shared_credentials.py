"""CALM207: SAP Cloud ALM tenants do not share credentials."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import (
    AlmSystem,
    AlmTarget,
    Bad,
    Finding,
    Good,
    Landscape,
    Related,
    Scalar,
    Severity,
    Source,
    is_reference,
    rule,
)


@rule(
    Landscape,
    code="CALM207",
    rung="by-the-book",
    since="0.1",
    severity=Severity.WARNING,
    source=Source("Managing Your Service Credentials (87b7851)", "Uploading Service Credentials"),
    screen="Communication Systems > Users for Outbound Communication",
    examples=[
        Good(
            """
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
                binding:
                  uaa:
                    url: https://acme.authentication.eu10.hana.ondemand.com
                    clientid: sb-calm-deploy!b123456|sapcloudalm!b456789
              - id: calm-test
                usage: test
                binding:
                  uaa:
                    url: https://beta.authentication.eu10.hana.ondemand.com
                    clientid: sb-calm-deploy!b123457|sapcloudalm!b456789
            """
        ),
        Bad(
            """
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
                binding:
                  uaa:
                    url: https://acme.authentication.eu10.hana.ondemand.com
                    clientid: sb-calm-deploy!b123456|sapcloudalm!b456789
              - id: calm-test
                usage: test
                binding:
                  uaa:
                    url: https://beta.authentication.eu10.hana.ondemand.com
                    clientid: sb-calm-deploy!b123456|sapcloudalm!b456789
            """,
            at="sb-calm-deploy!b123456|sapcloudalm!b456789",
            message="client ID of calm-test is that of calm-prod, should be its own",
        ),
    ],
)
def shared_credentials(landscape: Landscape) -> Iterator[Finding]:
    """A credential belongs to one SAP Cloud ALM tenant.

    If a second tenant has the same values, someone copied them from the first.
    """
    first: dict[tuple[str, str], tuple[Scalar[str], AlmTarget]] = {}
    for what, scalar, target in _credentials(landscape):
        if not scalar.value:
            continue
        earlier, owner = first.setdefault((what, scalar.value), (scalar, target))
        if target.differs(owner):
            shared = f" is that of {owner.name_beside(target)}"
            yield Finding(
                scalar,
                f"{what} of {target.name_beside(owner)}{shared}, should be its own",
                related=(Related(earlier, "the same value"),),
                hint=shared,
            )


def _credentials(landscape: Landscape) -> Iterator[tuple[str, Scalar[str], AlmTarget]]:
    """Yield client IDs, secret references and client certificates, with the SAP Cloud ALM tenants they belong to."""
    for tenant in landscape.cloud_alm_tenants:
        for binding in tenant.valid_bindings:
            yield "client ID", binding.uaa.clientid, AlmTarget(tenant, tenant.uaa_host, referred=True)
    for s4_tenant in landscape.s4hana_tenants:
        for system in s4_tenant.communication_systems:
            target = system.target if isinstance(system, AlmSystem) and not system.misreferred else None
            if target is None or target.tenant is None:
                continue
            for user in system.outbound_users:
                own = target.tenant.binding_for(user.kind)
                meant = own.uaa.clientid.value if own else None
                # If the binding has another client ID, client-id-binding-mismatch reports this one.
                if meant in (None, user.client_id.value):
                    yield "client ID", user.client_id, target
                if is_reference(user.client_secret.value or ""):
                    yield "secret reference", user.client_secret, target
                if not user.client_certificate.blank:
                    yield "client certificate", user.client_certificate, target
