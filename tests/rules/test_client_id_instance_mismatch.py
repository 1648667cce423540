"""CALM512 beyond its examples: whose client ID is looked at, and where other rules speak."""

from __future__ import annotations

import pytest

from calm_lint.api import ServiceInstance
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, of_rule

OTHER = "sb-calm-monitoring!b123456|sapcloudalm!b456789"
RIGHT = "sb-calm-deploy!b123456|sapcloudalm!b456789"


def test_it_is_said_at_the_binding(lint: Lint) -> None:
    text = complete(ServiceInstance, "").replace(RIGHT, OTHER)
    (violation,) = lint(text).violations
    assert (violation.rule.code, violation.path) == ("CALM512", "/cloud_alm_tenants/0/binding/uaa/clientid")
    assert [text.splitlines()[each.span.line - 1].strip() for each in violation.related] == ["xsappname: calm-deploy"]
    assert violation.fix is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("sb-calm-deploy!", "calm-deploy!", id="without sb-"),
        pytest.param("provisioned_on: 2023-06-01", "provisioned_on: 2023-10-16", id="tenant with credentials"),
        pytest.param("xsappname: calm-deploy", "xsappname: calm", id="503"),
        pytest.param("xsappname: calm-deploy", "xsappname: calm.deploy", id="515"),
        pytest.param("name: calm-deploy", "name: calm.deploy", id="name that no application can have"),
        pytest.param(RIGHT, "sb-calm-monitoring!b1", id="203"),
        pytest.param(RIGHT, "<client-id>", id="206"),
        pytest.param("        xsappname: calm-deploy\n", "", id="no xsappname"),
    ],
)
def test_silences(lint: Lint, old: str, new: str) -> None:
    text = complete(ServiceInstance, "")
    assert old in text
    assert of_rule(lint(text.replace(old, new)), "CALM512") == []


def test_case_counts(lint: Lint) -> None:
    assert codes(lint(complete(ServiceInstance, "").replace("sb-calm-deploy!", "sb-CALM-deploy!"))) == ["CALM512"]


def test_users_are_compared_where_there_is_no_binding(lint: Lint) -> None:
    text = complete(ServiceInstance, "")
    start, end = text.index("    binding:"), text.index("    provisioned_on:")
    text = (text[:start] + text[end:]).replace(RIGHT, OTHER)
    (violation,) = lint(text).violations
    assert violation.rule.code == "CALM512"
    assert violation.path.endswith("/outbound_users/0/client_id")


def test_instance_may_be_that_of_the_second_binding(lint: Lint) -> None:
    second = """\
    mtls_binding:
      endpoints: {Api: https://eu10.alm.cloud.sap/api}
      uaa:
        url: https://acme.authentication.eu10.hana.ondemand.com
        clientid: sb-calm-deploy!b123456|sapcloudalm!b456789
        credential-type: x509
"""
    text = complete(ServiceInstance, "").replace(RIGHT, OTHER)
    text = text.replace("    service_instance:\n", f"{second}    service_instance:\n")
    assert of_rule(lint(text), "CALM512") == []
