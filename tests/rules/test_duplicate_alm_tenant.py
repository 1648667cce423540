"""CALM407 beyond its examples: which URLs are the same, and where both are shown."""

from __future__ import annotations

import pytest

from findings import Lint, codes, of_rule, span_of
from landscapes import ACME, BETA, alm, landscape, s4

URL = '"https://acme.authentication.eu10.hana.ondemand.com"'


def test_both_urls_are_shown(lint: Lint) -> None:
    text = landscape((ACME, alm("calm-two", "test", zone="acme")), (s4("acme"),))
    (violation,) = of_rule(lint(text), "CALM407")
    (related,) = violation.related
    assert (violation.span, violation.path) == (
        span_of(text, URL, after="calm-two"),
        "/cloud_alm_tenants/1/binding/uaa/url",
    )
    assert related.span == span_of(text, URL)


def test_each_further_tenant_is_found(lint: Lint) -> None:
    tenants = (ACME, alm("calm-two", zone="acme"), BETA, alm("calm-four", zone="acme"))
    found = of_rule(lint(landscape(tenants, (s4("acme"),))), "CALM407")
    assert [violation.path.partition("/binding")[0] for violation in found] == [
        "/cloud_alm_tenants/1",
        "/cloud_alm_tenants/3",
    ]


@pytest.mark.parametrize(
    ("second", "count"),
    [
        pytest.param(alm("calm-two", zone="ACME"), 1, id="in upper case"),
        pytest.param(BETA, 0, id="another zone"),
        pytest.param(
            alm("calm-two", zone="acme").replace("acme.authentication.eu10", "acme.authentication.us10"),
            0,
            id="another region",
        ),
        pytest.param(alm("calm-two", "test"), 0, id="no binding"),
    ],
)
def test_host_of_the_url_counts(lint: Lint, second: str, count: int) -> None:
    assert codes(lint(landscape((ACME, second), (s4("acme"),)))).count("CALM407") == count
