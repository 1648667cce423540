"""CALM809 beyond its examples: which connections count as two."""

from __future__ import annotations

from environments import CTMS, at, found, only

SECOND = """\
  - name: CALM_FTR_CTMS_SECOND
    cloud_alm_tenant: calm-test
    url: https://transport-service-app-backend.ts.cfapps.eu10.hana.ondemand.com
    authentication: OAuth2ClientCredentials
    client_id: sb-0a1b2c3d-1111-4222-8333-444455556666!b1234|alm-ts-backend!b1603
    client_secret: ${CTMS_MAIN_SECRET}
    token_service_url: https://acme-admin.authentication.eu10.hana.ondemand.com/oauth/token
"""
END = "  - name: TransportManagementService"


def test_both_ends_are_shown_and_808_is_silent() -> None:
    text, violation = only(CTMS, (END, f"{SECOND}{END}"))
    assert (violation.rule.code, violation.severity, at(text, violation)) == (
        "CALM809",
        "error",
        "CALM_FTR_CTMS_SECOND",
    )
    (related,) = violation.related
    assert text.splitlines()[related.span.line - 1].endswith("CALM_FTR_CTMS_FEATURES")


def test_other_services_may_have_two() -> None:
    text = CTMS.replace("usage: productive\n    subaccount: acme-admin", "usage: test\n    subaccount: acme-admin")
    assert found(text, (END, f"{SECOND}{END}")) == []
