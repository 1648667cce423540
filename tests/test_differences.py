"""What differs between two states of a landscape, and how that is said."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from calm_lint.api import Linter
from calm_lint.pages.difference_list import as_json, as_markdown, as_text
from calm_lint.pages.differences import Difference, differences
from calm_lint.rulebook.plugins import load_rules

EXAMPLE = (Path(__file__).parents[1] / "examples" / "landscape.yaml").read_text("utf-8")
MTLS = (Path(__file__).parent / "rules" / "mtls.landscape.yaml").read_text("utf-8")
LINTER = Linter(load_rules()[0])


def compared(old: str, new: str) -> list[Difference]:
    return differences(LINTER.survey("old.yaml", old.encode()), LINTER.survey("new.yaml", new.encode()))


def lines(old: str, new: str) -> list[str]:
    return as_text(compared(old, new)).splitlines()


def test_nothing_differs_in_the_same_file() -> None:
    assert lines(EXAMPLE, EXAMPLE) == ["No differences"]
    assert as_text([], worksheet=True) == "Nothing to enter in the systems\n"


def test_order_comments_and_style_do_not_matter() -> None:
    data = yaml.safe_load(EXAMPLE.replace("client: 080", 'client: "080"'))
    data["s4hana_tenants"].reverse()
    assert compared(EXAMPLE, yaml.safe_dump(data, default_flow_style=True, sort_keys=True)) == []
    for same in ("05 Minute(s)", "{value: 300, unit: seconds}"):
        assert compared(EXAMPLE, EXAMPLE.replace("5 minutes", same)) == []
    assert compared(EXAMPLE.replace("5 minutes", "often"), EXAMPLE.replace("5 minutes", "seldom")) != []


def test_anchor_counts_wherever_it_is_used() -> None:
    # One line of the file is the port of four services of four tenants.
    new = EXAMPLE.replace("            port: 443\n", "            port: 8443\n", 1)
    assert lines(EXAMPLE, new) == [
        "Port 443 → 8443 of export, import, retry, status_change in dev-080 and 3 more tenants"
        " (Communication Arrangements > Outbound Services)"
    ]


def test_worksheet_leads_to_each_field() -> None:
    new = EXAMPLE.replace("            run_every: 5 minutes\n", "            run_every: 10 minutes\n", 1)
    new = new.replace("        port: 443\n", "        port: 8443\n", 1).replace("role: test", "role: production")
    text = as_text(compared(EXAMPLE, new), worksheet=True)
    first = text.split("\n\n")[0].splitlines()
    way = "  [ ] Communication Arrangements > SAP_COM_0690_CALM_ATO > Outbound Services"
    assert first == [
        "dev-080",
        "  [ ] Communication Systems > CALM_PROD > Technical Data - General > Port: 443 → 8443",
        f"{way} > export > Job Execution Details > Run Every: 5 minutes → 10 minutes",
        f"{way} > import > Job Execution Details > Run Every: 5 minutes → 10 minutes",
        f"{way} > retry > Job Execution Details > Run Every: 5 minutes → 10 minutes",
        f"{way} > status_change > Job Execution Details > Run Every: 5 minutes → 10 minutes",
    ]
    # A role is on no screen.
    assert "production" not in text


def test_certificate_that_replaces_another_is_entered_at_both_users() -> None:
    new = MTLS.replace("certificate: calm-mtls\n", "certificate: calm-mtls-2027\n", 2)
    client = "sb-calm-deploy!b123456|sapcloudalm!b456789"
    assert lines(MTLS, new) == [
        "Certificate calm-mtls → calm-mtls-2027 of CALM_ATO_INBOUND in dev-100, test (Maintain Communication Users)",
        f"SSL Client Certificate calm-mtls → calm-mtls-2027 of {client} in dev-100, test"
        " (Communication Systems > Users for Outbound Communication)",
    ]
    assert as_text(compared(MTLS, new), worksheet=True).splitlines()[:3] == [
        "dev-100",
        "  [ ] Maintain Communication Users > CALM_ATO_INBOUND > Certificate: calm-mtls → calm-mtls-2027",
        f"  [ ] Communication Systems > CALM_PROD > Users for Outbound Communication > {client}"
        " > SSL Client Certificate: calm-mtls → calm-mtls-2027",
    ]


def test_destination_is_changed_in_the_cockpit() -> None:
    destination = "    name: CALM_FTR_ATO_74558820100\n    url: https://my400200-api.s4hana.cloud.sap/"
    new = MTLS.replace(destination, destination.replace("my400200", "my400300"))
    values = [f"https://my400{n}00-api.s4hana.cloud.sap/sap/opu/odata4/sap/a_transport" for n in (2, 3)]
    assert lines(MTLS, new) == [
        f"URL {' → '.join(values)} of CALM_FTR_ATO_74558820100 (SAP BTP cockpit > Connectivity > Destinations)"
    ]
    assert as_text(compared(MTLS, new), worksheet=True).splitlines() == [
        "landscape",
        "  [ ] SAP BTP cockpit > Connectivity > Destinations > CALM_FTR_ATO_74558820100 > URL: " + " → ".join(values),
    ]


def test_password_of_a_key_store_is_masked() -> None:
    new = MTLS.replace("${CALM_PFX_PASSWORD}", "pa55-w0rd-of-acme")
    assert "pa55" not in as_text(compared(MTLS, new)) + as_json(compared(MTLS, new))


def landscape(**tenants: object) -> str:
    alm = [{"id": "calm-prod", "usage": "productive"}]
    s4hana = [{"id": name, "role": "test", **fields} for name, fields in tenants.items()]  # type: ignore[dict-item]
    return yaml.safe_dump({"format": 1, "cloud_alm_tenants": alm, "s4hana_tenants": s4hana}, sort_keys=False)


def test_new_and_removed_entries_are_one_line() -> None:
    system = {"communication_systems": [{"system_id": "A", "port": 443}]}
    old, new = landscape(dev=system, test=system), landscape(dev={}, prod=system)
    assert lines(old, new) == [
        "Communication System A is removed in dev",
        "SAP S/4HANA Cloud Tenant prod is new",
        "SAP S/4HANA Cloud Tenant test is removed",
    ]
    assert as_text(compared(old, new), worksheet=True).splitlines() == [
        "dev",
        "  [ ] Communication System A: delete",
        "",
        "prod",
        "  [ ] Communication Systems > A > System ID: A",
        "  [ ] Communication Systems > A > Technical Data - General > Port: 443",
    ]


def test_what_a_file_drops_is_not_always_deleted_in_a_system() -> None:
    arrangement = {"arrangement_name": "A", "scenario": "SAP_COM_0690", "communication_system": "CALM"}
    services = {"export": {"service_status": "active", "port": 443}, "retry": {"service_status": "active"}}
    old = landscape(
        dev={
            "communication_arrangements": [{**arrangement, "outbound_services": services}],
            "transports": [{"request": "DEVK900001"}],
        }
    )
    new = landscape(
        dev={"communication_arrangements": [{**arrangement, "outbound_services": {"export": services["export"]}}]}
    )
    assert lines(old, new) == [
        "SAP Cloud ALM for implementation - Deployment Management Retry is removed in A in dev",
        "Transport DEVK900001 is removed in dev",
    ]
    assert as_text(compared(old, new), worksheet=True) == "Nothing to enter in the systems\n"


def test_mapping_without_an_id_is_named_once() -> None:
    old, new = landscape(dev={}), landscape(dev={}).replace("usage: productive", "usage: productive\n  SERVICE")
    instance = "service_instance: {name: calm-deploy}"
    assert lines(old, new.replace("SERVICE", instance)) == ["Service Instance is new in calm-prod"]
    assert lines(new.replace("SERVICE", instance), old) == ["Service Instance is removed in calm-prod"]


def test_json_tells_entries_and_documents() -> None:
    one, two = (f"name: {name}\n{landscape(dev={})}" for name in ("one", "two"))
    found = compared(f"{one}---\n{two}", f"{one}---\n{two.replace('id: dev', 'id: prod')}")
    told = [
        (each["document"], each["kind"], each["entry"], each["path"]) for each in json.loads(as_json(found))["changes"]
    ]
    assert told == [
        (1, "added", True, "/s4hana_tenants/0"),
        (1, "added", False, "/s4hana_tenants/0/id"),
        (1, "added", False, "/s4hana_tenants/0/role"),
        (1, "removed", True, "/s4hana_tenants/0"),
        (1, "removed", False, "/s4hana_tenants/0/id"),
        (1, "removed", False, "/s4hana_tenants/0/role"),
    ]


def test_other_client_id_is_no_other_user() -> None:
    def user(client_id: str) -> dict[str, Any]:
        return {"communication_systems": [{"system_id": "A", "outbound_users": [{"client_id": client_id}]}]}

    assert lines(landscape(dev=user("sb-a!b1|c!b2")), landscape(dev=user("sb-b!b1|c!b2"))) == [
        "OAuth 2.0 Client ID sb-a!b1|c!b2 → sb-b!b1|c!b2 of sb-b!b1|c!b2 in dev"
        " (Communication Systems > Users for Outbound Communication)"
    ]


def test_value_that_the_schema_rejects_is_shown_as_it_stands() -> None:
    old = landscape(dev={"communication_systems": [{"system_id": "A", "port": 443}]})
    assert lines(old, old.replace("443", "often")) == [
        "Port 443 → often of A in dev (Communication Systems > Technical Data - General)"
    ]
    assert lines(old, old.replace("443", "'443'")) == [
        'Port 443 → "443" of A in dev (Communication Systems > Technical Data - General)'
    ]


def test_two_values_that_the_schema_rejects_differ() -> None:
    old = landscape(dev={"communication_systems": [{"system_id": "A", "port": True, "host_name": "a"}]})
    assert lines(old, old.replace("port: true", "port: x")) == [
        "Port true → x of A in dev (Communication Systems > Technical Data - General)"
    ]


@pytest.mark.parametrize("write", [as_text, as_markdown, lambda each, **_: as_json(each)])
def test_secrets_are_masked(write: Callable[..., str]) -> None:
    def text(secret: str, note: str = "") -> str:
        user = {"client_id": "sb-a!b1|c!b2", "client_secret": secret}
        return landscape(dev={"communication_systems": [{"system_id": "A", "outbound_users": [user]}], "x-a": note})

    first, second = "Kx82mVb1QpZt0", "Ym47sNw9LrHd3"
    # What was a secret stays one, also where it stands under another key later.
    found = compared(text(first), text(second, first))
    output = write(found) + write(found, worksheet=True)
    assert first not in output
    assert second not in output
    assert len([each for each in found if each.label == "Client Secret"]) == 1


def test_reference_to_a_secret_is_shown() -> None:
    def user(secret: str) -> dict[str, Any]:
        return {"communication_systems": [{"system_id": "A", "outbound_users": [{"client_secret": secret}]}]}

    (line,) = lines(landscape(dev=user("${OLD}")), landscape(dev=user("${NEW}")))
    assert line.startswith("Client Secret ${OLD} → ${NEW} of entry 1 in dev")


def test_markdown_shows_values_as_they_are() -> None:
    old = landscape(dev={"x-note": "*a* `b` <c>"})
    html = MarkdownIt().render(as_markdown(compared(old, landscape(dev={"x-note": "[d](e)"}))))
    assert html == ("<ul>\n<li>x-note <code>*a* `b` &lt;c&gt;</code> → <code>[d](e)</code> in dev</li>\n</ul>\n")


def test_documents_are_paired_by_name() -> None:
    first, second = (f"name: {name}\n{landscape(dev={})}" for name in ("one", "two"))
    changed = second.replace("role: test", "role: production")
    assert lines(f"{first}---\n{second}", f"{changed}---\n{first}") == ["Role test → production in dev"]


NAMES = st.sampled_from(["a", "b", "c", "d"])
VALUES = st.sampled_from([443, 8443, True, "x", "443", "y z"])
SYSTEM = st.fixed_dictionaries(
    {}, optional={"port": VALUES, "host_name": st.text("ab1", min_size=1), "x-a": st.sampled_from(["x", "y z"])}
)
TENANT = st.fixed_dictionaries(
    {"systems": st.dictionaries(NAMES, SYSTEM, max_size=3), "client": st.sampled_from(["080", "100"])}
)
Estate = dict[str, dict[str, Any]]


def as_file(estate: Estate) -> str:
    return landscape(
        **{
            name: {
                "client": tenant["client"],
                "communication_systems": [{"system_id": each, **rest} for each, rest in tenant["systems"].items()],
            }
            for name, tenant in estate.items()
        }
    )


def leaves(estate: Estate) -> dict[tuple[str, ...], object]:
    """Return all values by the ids that lead to them."""
    found: dict[tuple[str, ...], object] = {}
    for name, tenant in estate.items():
        found |= {(name, "id"): name, (name, "role"): "test", (name, "client"): tenant["client"]}
        for each, rest in tenant["systems"].items():
            found[name, "communication_systems", each, "system_id"] = each
            found |= {(name, "communication_systems", each, key): value for key, value in rest.items()}
    return found


@settings(deadline=None, max_examples=150)
@given(st.dictionaries(NAMES, TENANT, min_size=1), st.dictionaries(NAMES, TENANT, min_size=1))
def test_changes_applied_to_the_old_values_give_the_new_ones(old: Estate, new: Estate) -> None:
    values = leaves(old)
    # If just one system is left on each side, its id has changed, and so have the names of its other values.
    renamed = {name for name in old.keys() & new.keys() if old[name]["systems"].keys() - new[name]["systems"].keys()}
    for each in json.loads(as_json(compared(as_file(old), as_file(new))))["changes"]:
        place = (each["tenant"], *each["place"])
        if each["entry"] or each["tenant"] in renamed:
            # The fields of an entry that came or went follow it.
            continue
        if each["kind"] == "removed":
            del values[place]
        else:
            values[place] = each["new"]
    wanted = leaves(new)
    assert {key: values[key] for key in values if key[0] not in renamed} == {
        key: wanted[key] for key in wanted if key[0] not in renamed
    }
