"""CALM919 beyond its examples: which roles belong to which usage, and where it is silent."""

from __future__ import annotations

import pytest

from environments import CTS, at, found, only

TEST_TENANT = """\
  - id: calm-test
    usage: test
    provisioned_on: 2023-11-20
    binding:
      endpoints: {Api: https://eu10.alm.cloud.sap/api}
      uaa:
        url: https://beta.authentication.eu10.hana.ondemand.com
        clientid: sb-calm-test!b123458|sapcloudalm!b456789

"""
TENANT = ("cts_domains:\n", f"{TEST_TENANT}cts_domains:\n")
PRD = CTS[CTS.index("      - sid: PRD") : CTS.index("    tracks:")]
SETUP = PRD[PRD.index("          - client") :]
TO_TEST = SETUP.replace("acme.authentication", "beta.authentication").replace(
    "sb-calm-deploy!b123456", "sb-calm-test!b123458"
)


def test_production() -> None:
    text, violation = only(CTS, TENANT, (SETUP, TO_TEST))
    assert (violation.rule.code, violation.severity) == ("CALM919", "warning")
    assert at(text, violation) == "https://beta.authentication.eu10.hana.ondemand.com/oauth/token"
    reference = "            token_endpoint: https://beta"
    referred = TO_TEST.replace(reference, f"            cloud_alm_tenant: calm-test\n{reference}")
    text, violation = only(CTS, TENANT, (SETUP, referred))
    assert (violation.rule.code, at(text, violation)) == ("CALM919", "calm-test")


@pytest.mark.parametrize(("role", "codes"), [("sandbox", ["CALM919"]), ("demo", ["CALM919"]), ("test", [])])
def test_roles(role: str, codes: list[str]) -> None:
    text = CTS.replace("sid: QUA\n        role: test", f"sid: QUA\n        role: {role}")
    assert found(text, TENANT) == codes
    assert found(text) == []


def test_one_finding_for_a_system() -> None:
    text, violation = only(CTS, TENANT, (SETUP, TO_TEST + TO_TEST.replace('"000"', '"300"')))
    assert violation.rule.code == "CALM919"
    assert violation.span.line < text[: text.index('"300"')].count("\n") + 1


def test_silent_without_a_productive_tenant() -> None:
    text = CTS.replace("usage: productive", "usage: development")
    assert found(text, TENANT, (SETUP, TO_TEST)) == ["CALM403"]
