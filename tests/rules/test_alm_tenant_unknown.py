"""CALM116 beyond its examples: what identifies the SAP Cloud ALM tenant of a communication system."""

from __future__ import annotations

import pytest

from findings import Lint, codes, of_rule, span_of
from landscapes import ACME, BETA, alm, landscape, s4

REFERENCE = ", cloud_alm_tenant: calm-two"


def test_finding_is_at_the_system_id(lint: Lint) -> None:
    text = landscape((ACME, BETA), (s4("acme"), s4("delta")))
    (violation,) = of_rule(lint(text), "CALM116")
    assert violation.span == span_of(text, "CALM", after="tenant-1")
    assert violation.path == "/s4hana_tenants/1/communication_systems/0"
    assert violation.fix is None


@pytest.mark.parametrize(
    ("alm_tenants", "system"),
    [
        pytest.param((ACME,), s4("delta"), id="there is one tenant only"),
        pytest.param((ACME, BETA), s4("beta"), id="a binding has the URL"),
        pytest.param((ACME, BETA), s4("beta", host="BETA.authentication.eu10.hana.ondemand.com"), id="in upper case"),
        pytest.param((ACME, alm("calm-two")), s4("delta", reference=REFERENCE), id="a reference names the tenant"),
        pytest.param((ACME, BETA), s4("delta", reference=REFERENCE), id="a reference goes before the URL"),
        pytest.param((ACME, BETA), s4("delta", reference=", cloud_alm_tenant: calm-tow"), id="another rule speaks"),
    ],
)
def test_tenant_is_known(lint: Lint, alm_tenants: tuple[str, ...], system: str) -> None:
    assert "CALM116" not in codes(lint(landscape(alm_tenants, (system,))))
