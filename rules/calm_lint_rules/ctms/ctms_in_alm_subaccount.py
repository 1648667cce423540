"""CALM807: a service is in a subaccount of its own."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Good, Landscape, Related, Scalar, Severity, Source, rule


@rule(
    Landscape,
    code="CALM807",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("SAP Cloud Transport Management Service (8b4af2f)", "Prerequisites; f449560"),
    screen="SAP BTP cockpit > Services > Instances and Subscriptions",
    examples=[
        Good("""
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
                subaccount: acme-calm
            ctms_services:
              - id: ctms-main
                subaccount: acme-admin
            """),
        Bad(
            """
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
                subaccount: acme-calm
            ctms_services:
              - id: ctms-main
                subaccount: acme-calm
            """,
            at="acme-calm",
            message="service is in acme-calm, the subaccount of calm-prod, must be in another one",
        ),
        Bad(
            """
            ctms_services:
              - id: ctms-main
                service_key:
                  uaa:
                    url: https://acme.authentication.eu10.hana.ondemand.com
            destinations:
              - name: CALM_FTR_CTMS_FEATURES
                token_service_url: https://acme.authentication.eu10.hana.ondemand.com/oauth/token
            """,
            at="https://acme.authentication.eu10.hana.ondemand.com",
            message="service is in the subaccount of calm-prod, whose uaa.url is on "
            "acme.authentication.eu10.hana.ondemand.com, must be in another one",
        ),
    ],
)
def ctms_in_alm_subaccount(landscape: Landscape) -> Iterator[Finding]:
    """SAP Cloud Transport Management cannot be used in the subaccount of an SAP Cloud ALM tenant.

    A subaccount has one identity zone, so the host of uaa.url tells two of them apart.
    """
    tenants = [(_plain(each.subaccount), each) for each in landscape.cloud_alm_tenants]
    by_subaccount = {name: each for name, each in reversed(tenants) if name}
    for service in landscape.ctms_services:
        alm = by_subaccount.get(_plain(service.subaccount))
        if alm:
            message = f"service is in {service.subaccount.value}, the subaccount of {alm.id.value}"
            related = Related(alm.subaccount, "the subaccount of the SAP Cloud ALM tenant")
            yield Finding(service.subaccount, f"{message}, must be in another one", related=(related,))
        elif service.key_given and (host := service.uaa_host) and (found := landscape.cloud_alm_tenants_at(host)):
            message = f"service is in the subaccount of {found[0].id.value}, whose uaa.url is on {host}"
            related = Related(found[0].uaa_url or found[0], "the uaa.url of the SAP Cloud ALM tenant")
            yield Finding(service.key_given.uaa.url, f"{message}, must be in another one", related=(related,))


def _plain(subaccount: Scalar[str]) -> str:
    return (subaccount.value or "").strip().casefold()
