"""CALM207: SAP Cloud ALM tenants do not share credentials."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import (
    AlmTarget,
    Bad,
    Estate,
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

_BETA = """
cloud_alm_tenants:
  - id: calm-prod
    usage: productive
    binding:
      uaa:
        url: https://beta.authentication.eu10.hana.ondemand.com
        clientid: sb-calm-deploy!b123456|sapcloudalm!b456789
s4hana_tenants:
  - id: beta-prod
    role: production
    communication_systems:
      - system_id: CALM_PROD
        token_endpoint: https://beta.authentication.eu10.hana.ondemand.com/oauth/token
"""


def _over_landscapes(estate: Estate) -> Iterator[Finding]:
    first: dict[str, tuple[Landscape, Scalar[str], AlmTarget]] = {}
    for landscape in estate.landscapes:
        seen: set[str] = set()
        for scalar, target in landscape.client_ids:
            # A reference means what each landscape means by it.
            if not scalar.value or not target.host or is_reference(scalar.value):
                continue
            there, earlier, owner = first.setdefault(scalar.value, (landscape, scalar, target))
            # What else has the same client ID in this landscape is compared with this one.
            is_first = scalar.value not in seen
            seen.add(scalar.value)
            if there is landscape or not is_first or not target.differs_elsewhere(owner):
                continue
            shared = f" is that of {owner.host} in {estate.where(earlier.owner, landscape)}"
            yield Finding(
                scalar,
                f"client ID of {target.host}{shared}, should be its own",
                related=(Related(earlier, "the same value"),),
                hint=shared,
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
        Bad(
            """
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
                binding:
                  uaa:
                    url: https://acme.authentication.eu10.hana.ondemand.com
                    clientid: sb-calm-deploy!b123456|sapcloudalm!b456789
            """,
            files=(("beta.landscape.yaml", _BETA),),
            at="sb-calm-deploy!b123456|sapcloudalm!b456789",
            message="client ID of acme.authentication.eu10.hana.ondemand.com is that of "
            "beta.authentication.eu10.hana.ondemand.com in beta.landscape.yaml, should be its own",
        ),
    ],
    over_estate=_over_landscapes,
)
def shared_credentials(landscape: Landscape) -> Iterator[Finding]:
    """A credential belongs to one SAP Cloud ALM tenant.

    If a second tenant has the same values, someone copied them from the first. Client IDs are compared over all
    landscapes, references to secrets and names of certificates in one landscape only.
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
    for client_id, owner in landscape.client_ids:
        if owner.tenant:
            yield "client ID", client_id, owner
    for system in landscape.alm_systems:
        target = system.certain_target
        if target is None or target.tenant is None:
            continue
        for user in system.outbound_users:
            if is_reference(user.client_secret.value or ""):
                yield "secret reference", user.client_secret, target
            if not user.client_certificate.blank:
                yield "client certificate", user.client_certificate, target
