"""CALM207 beyond its examples: who may share what, and where both ends are shown."""

from __future__ import annotations

from calm_lint.api import Landscape
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, of_rule, span_of
from landscapes import ACME, BETA, alm, client, landscape, s4

SHARED = BETA.replace(client("beta"), client("acme"))


def test_both_client_ids_are_shown(lint: Lint) -> None:
    text = landscape((ACME, SHARED), (s4("acme"),))
    (violation,) = of_rule(lint(text), "CALM207")
    (related,) = violation.related
    assert violation.span == span_of(text, client("acme"), after="calm-two")
    assert violation.path == "/cloud_alm_tenants/1/binding/uaa/clientid"
    assert related.span == span_of(text, client("acme"))


def test_both_references_to_a_secret_are_shown(lint: Lint) -> None:
    text = landscape((ACME, BETA), (s4("acme"), s4("beta").replace("${beta}", "${acme}")))
    (violation,) = of_rule(lint(text), "CALM207")
    (related,) = violation.related
    assert violation.message == "secret reference of calm-two is that of calm-prod, should be its own"
    assert violation.span == span_of(text, '"${acme}"', after="tenant-1")
    assert related.span == span_of(text, '"${acme}"')


def test_tenants_of_one_landscape_may_share_the_credential_of_one_tenant(lint: Lint) -> None:
    assert codes(lint(landscape((ACME,), (s4("acme"), s4("acme"), s4("acme"))))) == []


def test_references_that_differ_are_not_shared(lint: Lint) -> None:
    found = codes(lint(landscape((ACME, BETA), (s4("acme"), s4("beta").replace("${beta}", "${env:acme}")))))
    assert "CALM207" not in found


def test_two_entries_of_one_tenant_share_its_credential(lint: Lint) -> None:
    assert codes(lint(landscape((ACME, alm("calm-two", zone="acme")), (s4("acme"),)))) == ["CALM407"]


def test_placeholders_and_secrets_in_plain_text_are_not_compared(lint: Lint) -> None:
    placeholder = [tenant.replace(client(zone), '"<client-id>"') for tenant, zone in ((ACME, "acme"), (BETA, "beta"))]
    systems = [
        s4(zone, client_id=f"'${{{zone.upper()}_ID}}'").replace(f"${{{zone}}}", "Zx9Zx9Zx9Zx9")
        for zone in ("acme", "beta")
    ]
    found = codes(lint(landscape(tuple(placeholder), tuple(systems))))
    assert "CALM207" not in found
    assert (found.count("CALM205"), found.count("CALM206")) == (2, 2)


def test_other_landscape_of_the_file_is_not_compared_by_its_references(lint: Lint) -> None:
    first, second = (
        complete(Landscape, ""),
        complete(Landscape, "").replace("acme.authentication", "beta.authentication"),
    )
    second = second.replace("sb-calm-deploy!b123456", "sb-calm-deploy!b123457")
    assert codes(lint(f"{first}---\n{second}")) == []
