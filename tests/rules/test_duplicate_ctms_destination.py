"""CALM806 beyond its examples: which destinations lead to one service."""

from __future__ import annotations

from environments import CTMS, at, found, only

SECOND = """\
  - name: CALM_FTR_CTMS_SECOND
    cloud_alm_tenant: calm-prod
    url: https://transport-service-app-backend.ts.cfapps.eu10.hana.ondemand.com
    authentication: OAuth2ClientCredentials
    client_id: sb-0a1b2c3d-1111-4222-8333-444455556666!b1234|alm-ts-backend!b1603
    client_secret: ${CTMS_MAIN_SECRET}
    token_service_url: https://acme-admin.authentication.eu10.hana.ondemand.com/oauth/token
"""
END = "  - name: TransportManagementService"
KEY = CTMS[CTMS.index("    service_key:") : CTMS.index("    nodes:")]


def test_later_name_is_reported_with_the_earlier_one() -> None:
    text, violation = only(CTMS, (END, f"{SECOND}{END}"))
    assert (violation.rule.code, violation.severity, at(text, violation)) == (
        "CALM806",
        "error",
        "CALM_FTR_CTMS_SECOND",
    )
    (related,) = violation.related
    assert text.splitlines()[related.span.line - 1].endswith("CALM_FTR_CTMS_FEATURES")


def test_another_tenant_may_have_one() -> None:
    text = CTMS.replace("usage: productive\n    subaccount: acme-admin", "usage: test\n    subaccount: acme-admin")
    assert found(text, (END, f"{SECOND.replace('calm-prod', 'calm-test')}{END}")) == []


def test_one_client_id_is_one_service_without_a_key() -> None:
    # Both lead to no declared service, which silences CALM810.
    assert found(CTMS, (KEY, ""), (END, f"{SECOND}{END}")) == ["CALM806"]
    second = SECOND.replace("client_id: sb", "client_id: sc").replace("sc-0a1b2c3d", "sb-ffffffff")
    assert found(CTMS, (KEY, ""), (END, f"{second}{END}")) == []
