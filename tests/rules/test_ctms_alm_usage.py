"""CALM808 beyond its examples: which usages belong together, and where it is silent."""

from __future__ import annotations

import pytest

from environments import CTMS, at, found, only

SANDBOX = "    cloud_alm_tenant: calm-test\n"
MAIN = "CALM_FTR_CTMS_FEATURES\n    cloud_alm_tenant: calm-prod\n"


@pytest.mark.parametrize("usage", ["sandbox", "demo"])
def test_sandbox_and_demo(usage: str) -> None:
    text, violation = only(CTMS, (SANDBOX, "    cloud_alm_tenant: calm-prod\n"), ("usage: sandbox", f"usage: {usage}"))
    assert (violation.rule.code, violation.severity, at(text, violation)) == ("CALM808", "warning", "calm-prod")
    assert violation.path == "/destinations/1/cloud_alm_tenant"


@pytest.mark.parametrize("usage", ["test", "development", "training"])
@pytest.mark.parametrize("alm", ["calm-prod", "calm-test"])
def test_other_usages_may_lead_anywhere(usage: str, alm: str) -> None:
    assert found(CTMS, (SANDBOX, f"    cloud_alm_tenant: {alm}\n"), ("usage: sandbox", f"usage: {usage}")) == []


def test_without_a_better_tenant() -> None:
    assert found(CTMS, ("usage: test\n", "usage: development\n"), (SANDBOX, "    cloud_alm_tenant: calm-prod\n")) == []
    assert found(CTMS, ("    usage: productive\n    region", "    usage: test\n    region")) == ["CALM403"]


def test_406_is_silent_where_it_speaks() -> None:
    assert found(CTMS, (MAIN, MAIN.replace("prod", "test"))) == ["CALM808"]


def test_silent_where_the_tenant_is_unknown() -> None:
    assert found(CTMS, (MAIN, "CALM_FTR_CTMS_FEATURES\n")) == ["CALM116"]
    assert found(CTMS, (MAIN, MAIN.replace("calm-prod", "calm-prdo"))) == ["CALM005"]
