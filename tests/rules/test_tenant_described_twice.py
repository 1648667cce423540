"""CALM410 and what CALM401 and CALM207 say over landscapes, beyond their examples."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from calm_lint.api import Choices, Request, Session, Violation
from command_line import put
from estates import landscape

pytestmark = pytest.mark.usefixtures("folder")
CODES = ("CALM207", "CALM401", "CALM410")


def found(**files: str) -> list[Violation]:
    for path in Path.cwd().iterdir():
        path.unlink()
    for name, text in files.items():
        put(f"{name}.landscape.yaml", text)
    report = Session(Choices(no_config=True), plugins=False).check(Request([os.curdir], no_cache=True)).report
    assert report.errors == []
    assert {each.rule.code for each in report.violations} <= set(CODES)
    return report.violations


def codes(**files: str) -> list[tuple[str, str]]:
    return [(each.file[0], each.rule.code) for each in found(**files)]


def test_both_ids_are_shown() -> None:
    (violation,) = found(a=landscape(name="prod-a"), b=landscape(name="prod-b"))
    assert violation.message == (
        "S/4HANA tenant prod-b is described twice, also in a.landscape.yaml as prod-a with the same Global Tenant ID, "
        "should be described in one landscape"
    )
    assert (violation.file, violation.path) == ("b.landscape.yaml", "/s4hana_tenants/0/id")
    (related,) = violation.related
    assert (related.file, related.message) == ("a.landscape.yaml", "described here first")
    assert related.line
    assert related.line(related.span.line)[0] == "    id: prod-a"


def test_documents_of_one_file_are_compared() -> None:
    (violation,) = found(a=f"{landscape()}---\n{landscape(zone='beta')}")
    assert (violation.rule.code, violation.document) == ("CALM401", 1)
    assert "in another document of this file" in violation.message


def test_two_connections_of_one_tenant_are_one_finding() -> None:
    assert codes(a=landscape(), b=landscape(zone="beta")) == [("b", "CALM401")]


def test_third_landscape_is_compared_with_all_before() -> None:
    acme, beta = landscape(), landscape(zone="beta")
    assert codes(a=acme, b=acme, c=beta) == [("b", "CALM410"), ("c", "CALM401")]
    assert codes(a=acme, b=beta, c=beta) == [("b", "CALM401"), ("c", "CALM410")]
    assert codes(a=acme, b=beta, c=landscape(zone="gamma")) == [("b", "CALM401"), ("c", "CALM401")]


def test_host_for_mtls_is_that_of_the_same_tenant() -> None:
    put("a.landscape.yaml", landscape())
    put("b.landscape.yaml", landscape().replace("/acme.authentication.", "/acme.authentication.cert."))
    report = Session(Choices(no_config=True), plugins=False).check(Request([os.curdir], no_cache=True)).report
    assert {each.rule.code for each in report.violations}.intersection(CODES) == {"CALM410"}


def test_mistyped_token_endpoint_is_no_second_connection() -> None:
    text = landscape().replace("endpoint: https://acme.", "endpoint: https://amce.")
    for name, each in (("a", landscape()), ("b", text)):
        put(f"{name}.landscape.yaml", each)
    report = Session(Choices(no_config=True), plugins=False).check(Request([os.curdir], no_cache=True)).report
    assert [each.rule.code for each in report.violations] == ["CALM410", "CALM107"]


def test_tenant_without_identity_is_its_own() -> None:
    assert codes(a=landscape(""), b=landscape("", zone="beta")) == []


def test_client_id_of_another_tenant() -> None:
    first = landscape("1", zone="acme", client=7)
    violation, *others = found(a=first, b=landscape("2", zone="beta", client=7), c=landscape("3", client=7))
    assert others == []
    assert (violation.rule.code, violation.file) == ("CALM207", "b.landscape.yaml")
    assert violation.path == "/cloud_alm_tenants/0/binding/uaa/clientid"
    assert violation.message == (
        "client ID of beta.authentication.eu10.hana.ondemand.com is that of "
        "acme.authentication.eu10.hana.ondemand.com in a.landscape.yaml, should be its own"
    )


def test_client_id_that_is_a_reference_is_not_compared() -> None:
    reference = "client_id: ${CLIENT}"
    texts = [
        landscape(tenant, zone=zone, client=7)
        .replace("client_id: sb-calm-deploy!b123457|sapcloudalm!b456789", reference)
        .replace("clientid: sb-calm-deploy!b123457|sapcloudalm!b456789", "clientid: ${CLIENT}")
        for tenant, zone in (("1", "acme"), ("2", "beta"))
    ]
    for name, text in zip("ab", texts, strict=True):
        put(f"{name}.landscape.yaml", text)
    report = Session(Choices(no_config=True), plugins=False).check(Request([os.curdir], no_cache=True)).report
    assert "CALM207" not in {each.rule.code for each in report.violations}


def test_order_on_the_command_line_does_not_count() -> None:
    for name, zone in (("a", "acme"), ("b", "beta")):
        put(f"{name}.landscape.yaml", landscape(zone=zone))
    session = Session(Choices(no_config=True), plugins=False)
    one, other = (
        session.check(Request(paths)).report.violations
        for paths in (["a.landscape.yaml", "b.landscape.yaml"], ["b.landscape.yaml", "a.landscape.yaml"])
    )
    assert [each._replace(related=()) for each in one] == [each._replace(related=()) for each in other]
    assert [each.file for each in one] == ["b.landscape.yaml"]


def test_file_and_a_link_to_it_are_one() -> None:
    put("a.landscape.yaml", landscape())
    os.symlink("a.landscape.yaml", "b.landscape.yaml")
    assert Session(plugins=False).check(Request([os.curdir])).report.violations == []
