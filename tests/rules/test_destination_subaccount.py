"""CALM719 beyond its examples: where a destination stands, and when that cannot be told."""

from __future__ import annotations

import pytest

from findings import codes, of_rule, span_of
from mtls import MTLS, TOKEN_HOST, changed, linted, with_second_tenant

NAME = "    name: CALM_FTR_ATO_74558820100\n"
FIRST = "  - &destination\n    name: CALM_FTR_ATO_74558820099\n"
# Each tenant has systems of its own, and the first destination stands where it should.
SYSTEMS = MTLS[MTLS.index("      - system_id: CALM_PROD") : MTLS.index("    communication_arrangements:")]
TWO = with_second_tenant(
    changed(
        ("communication_systems: &systems", "communication_systems:"),
        ("communication_systems: *systems\n", f"communication_systems:\n{SYSTEMS}"),
        (FIRST, f"{FIRST}    cloud_alm_tenant: calm-prod\n"),
    )
)


def stands_with(tenant: str, text: str = TWO) -> str:
    return changed((NAME, f"{NAME}    cloud_alm_tenant: {tenant}\n"), text=text)


def in_second_tenant(old: str, new: str) -> str:
    """Change the last of the two S/4HANA tenants alone."""
    first, second = TWO.split("  - id: test\n")
    assert old in second
    return f"{first}  - id: test\n{second.replace(old, new, 1)}"


def test_finding_is_at_the_reference_and_shows_the_system() -> None:
    text = stands_with("calm-test")
    (violation,) = of_rule(linted(text), "CALM719")
    (related,) = violation.related
    assert (violation.severity, violation.fix) == ("error", None)
    assert violation.span == span_of(text, "calm-test", after=NAME)
    assert related.span == span_of(text, "CALM_PROD", after="- id: test\n    role")


def test_destination_stands_with_the_tenant() -> None:
    assert "CALM719" not in codes(linted(stands_with("calm-prod")))


def test_alm_tenant_that_the_system_names() -> None:
    token = f"        token_endpoint: {TOKEN_HOST}/oauth/token\n"
    named = in_second_tenant(token, f"        cloud_alm_tenant: calm-prod\n{token}")
    assert "CALM719" in codes(linted(stands_with("calm-test", named)))
    assert "CALM719" not in codes(linted(stands_with("calm-prod", named)))


def test_only_alm_tenant_is_that_of_every_destination() -> None:
    assert codes(linted(MTLS)) == []


@pytest.mark.parametrize(("tenant", "code"), [("", "CALM116"), ("calm-tset", "CALM005")])
def test_destination_that_stands_nowhere(tenant: str, code: str) -> None:
    found = codes(linted(stands_with(tenant)))
    assert code in found
    assert "CALM719" not in found


def test_tenant_that_reports_to_the_wrong_one_is_402() -> None:
    text = in_second_tenant("acme.authentication.eu10", "beta.authentication.eu10")
    text = text.replace("  - id: test\n    role: test\n", "  - id: test\n    role: production\n")
    found = codes(linted(stands_with("calm-prod", text)))
    assert "CALM402" in found
    assert "CALM719" not in found


def test_tenant_with_two_connections_is_401() -> None:
    system = SYSTEMS.replace("CALM_PROD", "CALM_OTHER").replace("acme.authentication", "beta.authentication")
    text = in_second_tenant("    communication_arrangements:\n", f"{system}    communication_arrangements:\n")
    first, second = text.split("  - id: test\n")
    arrangement = second[second.index("      - arrangement_name:") : second.index("\ndestinations:")]
    again = arrangement.replace("SAP_COM_0690_CALM_ATO", "SAP_COM_0690_OTHER").replace("CALM_PROD", "CALM_OTHER")
    text = f"{first}  - id: test\n{second.replace(arrangement, arrangement + again)}"
    found = codes(linted(stands_with("calm-test", text)))
    assert "CALM401" in found
    assert "CALM719" not in found


def test_destination_of_nobody_is_not_compared() -> None:
    text = changed(("CALM_FTR_ATO_74558820100", "CALM_FTR_ATO_74558820101"), text=stands_with("calm-test"))
    found = codes(linted(text))
    assert "CALM711" in found
    assert "CALM719" not in found


def test_other_destination_is_left_alone() -> None:
    text = changed(("CALM_FTR_ATO_74558820100", "OTHER"), text=stands_with("calm-test"))
    assert "CALM719" not in codes(linted(text))
