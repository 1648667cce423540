"""The worksheets of the other transport environments."""

from __future__ import annotations

from calm_lint.api import Linter
from calm_lint.engine.survey import Survey
from calm_lint.pages.html import report
from calm_lint.pages.plain import as_text
from calm_lint.pages.worksheet import Worksheet, worksheets
from calm_lint.rulebook.rule import Rule
from environments import CTMS, CTS
from mtls import changed


def surveyed(rules: list[Rule], text: str) -> Survey:
    return Linter(rules).survey("landscape.yaml", text.encode())


def sheets(rules: list[Rule], text: str) -> Worksheet:
    (worksheet,) = worksheets(surveyed(rules, text))
    return worksheet


def test_service_has_its_steps_in_the_order_of_the_page(rules: list[Rule]) -> None:
    main, sandbox, products = sheets(rules, CTMS).ctms
    assert [step.section for step in main.steps] == [
        "Services > Instances and Subscriptions",
        "Connectivity > Destinations",
        *["Transport Nodes"] * 3,
        *["Transport Routes"] * 2,
        "Features > Transports",
    ]
    labels = [entry.label for entry in main.steps[1].entries]
    assert labels[:4] == ["Name", "Type", "Description", "URL"]
    assert labels[-3:] == ["Client Secret", "Token Service URL Type", "Token Service URL"]
    assert main.steps[-1].entries[0].notes == ("wait up to 5 minutes for the first transports",)
    assert (sandbox.title, products.title) == ("ctms-sandbox", "Products")


def test_routes_lead_from_source_to_target_and_circles_end(rules: list[Rule]) -> None:
    second = "      - {name: TEST_TO_PROD, source: TEST_NODE, target: PROD_NODE}\n"
    first = "      - {name: DEV_TO_TEST, source: DEV_NODE, target: TEST_NODE}\n"
    text = changed((first + second, second + first), text=CTMS)
    names = [step.entries[0].value for step in sheets(rules, text).ctms[0].steps if step.section == "Transport Routes"]
    assert names == ["DEV_TO_TEST", "TEST_TO_PROD"]
    text = changed((first, first + first.replace("DEV_TO_TEST", "BACK").replace("DEV_NODE", "PROD_NODE")), text=CTMS)
    assert len([step for step in sheets(rules, text).ctms[0].steps if step.section == "Transport Routes"]) == 3


def test_systems_follow_their_track_client_by_client(rules: list[Rule]) -> None:
    titles = [sheet.title for sheet in sheets(rules, CTS).cts]
    assert titles == ["DOMAIN_PRD", "DEV", "QUA", "PRD", "DOMAIN_ECP", "ECD", "ECP"]
    text = changed(("[DEV:100, QUA:200, PRD:300]", "[QUA:100, DEV:200, PRD:300]"), text=CTS)
    assert [sheet.title for sheet in sheets(rules, text).cts][:3] == ["DOMAIN_PRD", "QUA", "DEV"]
    _, dev, *_ = sheets(rules, CTS).cts
    assert [step.number for step in dev.steps] == ["3", "4", "5", "6", "", "3", "4", "5", "6"]
    payroll = sheets(rules, CTS).of_tenant("ECD").sheets
    assert next(step.app for sheet in payroll for step in sheet.steps) == "Landscape Management"


def test_findings_are_marked_and_secrets_are_not_shown(rules: list[Rule]) -> None:
    text = changed(
        ("${CTMS_MAIN_SECRET}", "an-invented-secret-7c41"), ("proxy_type: Internet", "proxy_type: OnPremise"), text=CTMS
    )
    shown = as_text(worksheets(surveyed(rules, text)))
    assert "an-invented-secret" not in shown
    assert "(CALM205 plaintext-secret)" in shown
    assert "(CALM802 ctms-destination-settings)" in shown
    text = changed(
        ("proxy_port: 3128\n            background", "proxy_port: 8080\n            background"),
        ("QUA:200, ", ""),
        ("PRD:300]", "PRX:300]"),
        text=CTS,
    )
    shown = as_text(worksheets(surveyed(rules, text)))
    assert "[!] Proxy Port" in shown
    assert "system PRX is not declared in this domain (CALM005 unknown-reference)" in shown


def test_secrets_that_are_not_in_the_file_are_the_users(rules: list[Rule]) -> None:
    assert "your secret" in as_text(
        worksheets(surveyed(rules, changed(("    client_secret: ${CTMS_MAIN_SECRET}\n", ""), text=CTMS)))
    )
    text = changed(
        ("            client_secret: ${CALM_PROD_SECRET}\n            root_url", "            root_url"), text=CTS
    )
    assert "your secret" in as_text(worksheets(surveyed(rules, text)))


def test_report_counts_the_environments(rules: list[Rule]) -> None:
    page = report(surveyed(rules, CTS), [], [])
    assert "5 CTS systems" in page
    assert "S/4HANA tenants," not in page
    assert "2 transport management services" in report(surveyed(rules, CTMS), [], [])
