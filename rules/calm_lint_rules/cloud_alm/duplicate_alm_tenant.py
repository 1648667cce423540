"""CALM407: the file describes each SAP Cloud ALM tenant once."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, CloudAlmTenant, Finding, Good, Landscape, Related, Severity, Source, rule


@rule(
    Landscape,
    code="CALM407",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Note 3", "2025-05-14"),
    screen="SAP BTP cockpit > Services > Instances and Subscriptions > binding JSON > uaa.url",
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
                    url: https://acme.authentication.eu10.hana.ondemand.com
                    clientid: sb-calm-deploy!b123457|sapcloudalm!b456789
            """,
            at="https://acme.authentication.eu10.hana.ondemand.com",
            message="uaa.url is that of calm-prod, must be that of another SAP Cloud ALM tenant",
        ),
    ],
)
def duplicate_alm_tenant(landscape: Landscape) -> Iterator[Finding]:
    """The URL of the authorization server (uaa.url) identifies an SAP Cloud ALM tenant.

    Two entries with the same URL describe the same tenant, and they can contradict each other.
    """
    first: dict[str, CloudAlmTenant] = {}
    for tenant in landscape.cloud_alm_tenants:
        if tenant.uaa_host is None:
            continue
        other = first.setdefault(tenant.uaa_host, tenant)
        if other is tenant:
            continue
        earlier, later = sorted((other, tenant), key=lambda each: each.start)
        if earlier.uaa_url and later.uaa_url:
            name = earlier.id.value or "another entry"
            yield Finding(
                later.uaa_url,
                f"uaa.url is that of {name}, must be that of another SAP Cloud ALM tenant",
                related=(Related(earlier.uaa_url, "the same URL"),),
                hint=f" is that of {name},",
            )
