"""CALM409 beyond its examples: which entries are one S/4HANA tenant, and where both are shown."""

from __future__ import annotations

import pytest

from calm_lint.model import Landscape
from calm_lint.rulebook.examples import complete
from findings import Lint, of_rule, span_of

HOST = "my400300.s4hana.cloud.sap"


def landscape(*entries: str) -> str:
    tenants = "".join(f"  - id: t{number}\n    role: starter\n{entry}" for number, entry in enumerate(entries))
    return complete(Landscape, f"s4hana_tenants:\n{tenants}")


def tenant(**fields: str) -> str:
    return "".join(f"    {name}: {value}\n" for name, value in fields.items())


def paths(lint: Lint, *entries: str) -> list[str]:
    return [each.path for each in of_rule(lint(landscape(*entries)), "CALM409")]


def test_both_ids_are_shown(lint: Lint) -> None:
    text = landscape(tenant(global_tenant_id="745588200"), tenant(global_tenant_id="745588200"))
    (violation,) = of_rule(lint(text), "CALM409")
    assert violation.message == (
        "S/4HANA tenant t1 is described twice, also as t0 with the same Global Tenant ID, must be described once"
    )
    assert (violation.span, violation.path) == (span_of(text, "t1"), "/s4hana_tenants/1/id")
    assert [related.span for related in violation.related] == [span_of(text, "t0")]


def test_four_entries_with_one_id(lint: Lint) -> None:
    found = paths(lint, *[tenant(global_tenant_id="745588200")] * 4)
    assert found == ["/s4hana_tenants/1/id", "/s4hana_tenants/2/id", "/s4hana_tenants/3/id"]


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        pytest.param(tenant(host=HOST, client="100"), tenant(host=HOST, client="100"), 1, id="host and client"),
        pytest.param(tenant(host=HOST, client="100"), tenant(host=HOST, client="080"), 0, id="two clients"),
        pytest.param(tenant(host=HOST), tenant(host=HOST), 0, id="no client"),
        pytest.param(tenant(client="100"), tenant(client="100"), 0, id="no host"),
        pytest.param(tenant(host=HOST, client="100"), tenant(host=HOST), 0, id="client of one is missing"),
        pytest.param(
            tenant(host=f"https://{HOST.upper()}/ui", client="100"), tenant(host=HOST, client='"100"'), 1, id="spelling"
        ),
        pytest.param(
            tenant(host="<host>", client="100"), tenant(host="<host>", client="100"), 0, id="host is a placeholder"
        ),
        pytest.param(
            tenant(host="${HOST}", client="100"), tenant(host="${HOST}", client="100"), 0, id="host is a variable"
        ),
        pytest.param(
            tenant(global_tenant_id="1", host=HOST, client="100"),
            tenant(global_tenant_id="1", host="my400301.s4hana.cloud.sap", client="100"),
            1,
            id="one ID and two hosts",
        ),
        pytest.param(
            tenant(global_tenant_id="1", host=HOST, client="100"),
            tenant(global_tenant_id="2", host=HOST, client="100"),
            1,
            id="two IDs and one host",
        ),
        pytest.param(tenant(global_tenant_id="[1]"), tenant(global_tenant_id="[1]"), 0, id="rejected by the schema"),
        pytest.param(tenant(global_tenant_id=""), tenant(global_tenant_id=""), 0, id="no value"),
        pytest.param("", "", 0, id="nothing"),
    ],
)
def test_identity(lint: Lint, one: str, other: str, count: int) -> None:
    assert len(paths(lint, one, other)) == count


def test_third_entry_joins_two(lint: Lint) -> None:
    entries = (
        tenant(global_tenant_id="1"),
        tenant(host=HOST, client="100"),
        tenant(global_tenant_id="1", host=HOST, client="100"),
    )
    text = landscape(*entries)
    found = of_rule(lint(text), "CALM409")
    assert [each.path for each in found] == ["/s4hana_tenants/1/id", "/s4hana_tenants/2/id"]
    assert found[0].message == "S/4HANA tenant t1 is described twice, also as t0, must be described once"
