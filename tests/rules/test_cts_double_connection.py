"""CALM918 beyond its examples: which systems may be connected once."""

from __future__ import annotations

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
BOTH = SETUP + TO_TEST.replace('"000"', '"300"')


def test_later_client_is_reported_and_919_is_silent() -> None:
    text, violation = only(CTS, TENANT, (SETUP, BOTH))
    assert (violation.rule.code, violation.severity, at(text, violation)) == ("CALM918", "error", '"300"')
    assert violation.related


def test_tenant_that_is_not_declared_counts() -> None:
    assert found(CTS, (SETUP, BOTH)) == ["CALM918"]


def test_other_roles_may_have_two() -> None:
    assert found(
        CTS, TENANT, (SETUP, BOTH), ("sid: PRD\n        role: production", "sid: PRD\n        role: test")
    ) == ["CALM920"]


def test_host_for_certificates_is_the_same_tenant() -> None:
    text = CTS.replace(
        SETUP, SETUP + SETUP.replace('"000"', '"300"').replace("acme.authentication", "acme.authentication.cert")
    )
    assert found(text) == ["CALM914"]
