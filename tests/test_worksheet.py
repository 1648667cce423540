"""What the worksheet offers, what it marks, and that its labels are those of the screens."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from datetime import date
from io import StringIO
from pathlib import Path
from textwrap import dedent

import pytest
from markdown_it import MarkdownIt

from calm_lint.api import Linter
from calm_lint.model import AlmSystem, Landscape, OutboundService
from calm_lint.pages.fields import Entry
from calm_lint.pages.plain import as_markdown, as_text
from calm_lint.pages.spreadsheet import COLUMNS, as_csv
from calm_lint.pages.worksheet import Sheet, Worksheet, worksheets
from calm_lint.rulebook.examples import complete
from calm_lint.rulebook.rule import Rule

Sheets = Callable[[str], Worksheet]

EXAMPLE = (Path(__file__).parents[1] / "examples" / "landscape.yaml").read_text("utf-8")
MTLS = (Path(__file__).parent / "rules" / "mtls.landscape.yaml").read_text("utf-8")
MIGRATION = (Path(__file__).parent / "rules" / "migration.landscape.yaml").read_text("utf-8")
TODAY = date(2026, 11, 24)
SERVICE = "Outbound Services > SAP Cloud ALM for implementation - Deployment Management"


@pytest.fixture(scope="session")
def sheets(rules: list[Rule]) -> Sheets:
    """Write the worksheet of a landscape."""

    def sheets(text: str) -> Worksheet:
        (worksheet,) = worksheets(Linter(rules, today=lambda: TODAY).survey("landscape.yaml", text.encode()))
        return worksheet

    return sheets


def entries(sheet: Sheet) -> Iterator[tuple[str, Entry]]:
    for step in sheet.steps:
        for entry in step.entries:
            yield f"{step.app} > {step.section} > {entry.label}", entry


def field(sheet: Sheet, end: str) -> Entry:
    (entry,) = [entry for path, entry in entries(sheet) if path.endswith(end)]
    return entry


def test_landscape_by_the_book_in_the_order_of_the_guide(sheets: Sheets) -> None:
    worksheet = sheets(EXAMPLE)
    assert (worksheet.title, worksheet.cloud_alm) == ("Acme transport landscape", ())
    assert [sheet.title for sheet in worksheet.s4hana] == ["dev-080", "cust-100", "test", "prod"]
    sheet = worksheet.s4hana[0]
    assert (sheet.facts, sheet.notes) == ("development, client 080", ())
    told = [(path, entry.value) for path, entry in entries(sheet) if entry.state == "enter"]
    services = ("Export", "Import", "Retry", "Status Change")
    export = [
        (f"Communication Arrangements > {SERVICE} Export > Service Status", "Active"),
        (f"Communication Arrangements > {SERVICE} Export > Port", "443"),
        (f"Communication Arrangements > {SERVICE} Export > Job Execution Details > Run Every", "05 Minute(s)"),
    ]
    assert told == [
        ("Communication Systems > New > System ID", "CALM_PROD"),
        ("Communication Systems > New > System Name", "SAP Cloud ALM of Acme"),
        ("Communication Systems > Technical Data - General > Host Name", "eu10.alm.cloud.sap"),
        ("Communication Systems > Technical Data - General > Port", "443"),
        (
            "Communication Systems > OAuth 2.0 Settings > Token Endpoint",
            "https://acme.authentication.eu10.hana.ondemand.com/oauth/token",
        ),
        ("Communication Systems > Users for Outbound Communication > Authentication Method", "OAuth 2.0"),
        (
            "Communication Systems > Users for Outbound Communication > OAuth 2.0 Client ID",
            "sb-calm-deploy!b123456|sapcloudalm!b456789",
        ),
        ("Communication Systems > Users for Outbound Communication > Client Secret", "${CALM_PROD_SECRET}"),
        ("Communication Arrangements > New > Scenario ID", "SAP_COM_0690"),
        ("Communication Arrangements > Common Data > Arrangement Name", "SAP_COM_0690_CALM_ATO"),
        ("Communication Arrangements > Common Data > Communication System", "CALM_PROD"),
        *((path.replace("Export", name), value) for name in services for path, value in export),
    ]


def test_what_the_guide_leaves_alone_is_left_alone(sheets: Sheets) -> None:
    left = {path.rpartition(" > ")[2] for path, entry in entries(sheets(EXAMPLE).s4hana[0]) if entry.state == "leave"}
    assert left == {"Inbound Only", "Path", "Job Status", "Package Size"}


def test_every_tenant_has_a_sheet_of_its_own(sheets: Sheets) -> None:
    first, *others = sheets(EXAMPLE).s4hana
    assert [sheet.steps for sheet in others] == [first.steps] * 3


def test_a_value_with_a_finding_is_not_offered(sheets: Sheets) -> None:
    sheet = sheets(complete(AlmSystem, "port: 8443")).s4hana[0]
    port = field(sheet, "General > Port")
    assert port == Entry("Port", "8443", "wrong", ("Port is 8443, must be 443 (CALM101 system-port)",))


def test_a_value_that_aliases_repeat_is_marked_wherever_it_is_used(sheets: Sheets) -> None:
    worksheet = sheets(EXAMPLE.replace("run_every: 5 minutes", "run_every: 5 hours"))
    states = [entry.state for sheet in worksheet.s4hana for path, entry in entries(sheet) if path.endswith("Run Every")]
    assert states == ["wrong"] * 4 * 4


def test_a_value_that_a_merge_key_brings_is_marked(sheets: Sheets) -> None:
    text = EXAMPLE.replace("          import: *service\n", "          import: {<<: *service, port: 443}\n")
    sheet = sheets(text.replace("run_every: 5 minutes", "run_every: 5 hours")).s4hana[0]
    assert field(sheet, "Import > Job Execution Details > Run Every").state == "wrong"
    assert field(sheet, "Import > Port").state == "enter"


def test_a_suppressed_finding_does_not_keep_a_value_back(sheets: Sheets) -> None:
    text = complete(AlmSystem, "port: 8443").replace("8443", "8443  # calm-lint: ignore[system-port] a proxy")
    assert field(sheets(text).s4hana[0], "General > Port") == Entry("Port", "8443")


def test_what_is_missing_is_said_to_be(sheets: Sheets) -> None:
    sheet = sheets(complete(AlmSystem, "port:")).s4hana[0]
    assert field(sheet, "General > Port") == Entry("Port", "", "missing", ("not in the file",))
    assert sheet.steps[0].notes == ("Port is missing, must be 443 (CALM101 system-port)",)


def test_a_tenant_without_an_arrangement_has_every_field_missing(sheets: Sheets) -> None:
    text = "format: 1\ncloud_alm_tenants: [{id: a, usage: test}]\ns4hana_tenants: [{id: dev, role: development}]\n"
    (sheet,) = sheets(text).s4hana
    assert {entry.state for _, entry in entries(sheet)} == {"missing", "leave"}
    assert "CALM301 arrangement-missing" in sheet.notes[0]


def test_a_value_of_the_wrong_type_is_not_offered(sheets: Sheets) -> None:
    sheet = sheets(complete(AlmSystem, "port: yes")).s4hana[0]
    assert field(sheet, "General > Port").state == "wrong"


def test_a_reference_is_shown_with_what_it_stands_for(sheets: Sheets) -> None:
    secret = field(sheets(EXAMPLE).s4hana[0], "Client Secret")
    assert secret.notes == ("stands for the value of the environment variable CALM_PROD_SECRET",)
    vault = sheets(EXAMPLE.replace("${CALM_PROD_SECRET}", "vault://calm/prod")).s4hana[0]
    assert field(vault, "Client Secret").notes == ("stands for the secret that is kept there",)


def test_a_secret_in_plain_text_is_not_shown(sheets: Sheets) -> None:
    worksheet = sheets(EXAMPLE.replace("${CALM_PROD_SECRET}", "pa55-w0rd-of-acme"))
    secret = field(worksheet.s4hana[0], "Client Secret")
    assert (secret.value, secret.state) == ("***", "wrong")
    assert "pa55" not in as_text([worksheet]) + as_markdown([worksheet])


@pytest.mark.parametrize(("day", "wanted"), [("2023-06-11", 1), ("2023-10-15", 1), ("2023-10-16", 0)])
def test_an_instance_is_created_where_the_tenant_came_before_its_credentials(
    sheets: Sheets, day: str, wanted: int
) -> None:
    instance = "provisioned_on: " + day + "\n    service_instance: {name: calm-deploy}"
    worksheet = sheets(EXAMPLE.replace("provisioned_on: 2023-11-20", instance))
    assert len(worksheet.cloud_alm) == wanted


def test_the_json_to_paste_names_the_instance(sheets: Sheets) -> None:
    instance = "provisioned_on: 2023-07-01\n    service_instance: {name: calm-deploy}"
    (sheet,) = sheets(EXAMPLE.replace("provisioned_on: 2023-11-20", instance)).cloud_alm
    assert field(sheet, "Instance Parameters").value == dedent(
        """\
        {
            "xs-security": {
                "xsappname": "calm-deploy",
                "authorities": [
                    "$XSMASTERAPPNAME.imp-cdm-feature-display-ui",
                    "$XSMASTERAPPNAME.imp-cdm-feature-manage-ui"
                ]
            }
        }"""
    )
    values = [entry.value for _, entry in entries(sheet)][:-1]
    assert values == ["SAP Cloud ALM API", "standard", "Other", "calm-deploy"]


def test_no_json_is_given_for_a_name_that_the_cockpit_refuses(sheets: Sheets) -> None:
    instance = "provisioned_on: 2023-07-01\n    service_instance: {name: Cloud ALM}"
    (sheet,) = sheets(EXAMPLE.replace("provisioned_on: 2023-11-20", instance)).cloud_alm
    assert field(sheet, "Instance Name").state == "wrong"
    assert field(sheet, "Instance Parameters").state == "missing"


def test_two_connections_are_two_sets_of_steps(sheets: Sheets) -> None:
    faulty = (Path(__file__).parents[1] / "examples" / "faulty.landscape.yaml").read_text("utf-8")
    sheet = sheets(faulty).s4hana[0]
    assert [entry.value for path, entry in entries(sheet) if path.endswith("System ID")] == ["CALM_PROD", "CALM_TEST"]
    name = [entry for path, entry in entries(sheet) if path.endswith("Arrangement Name")][1]
    assert name.state == "wrong"
    assert "CALM401" in name.notes[0]


def test_labels_are_those_that_the_rules_give(rules: list[Rule], sheets: Sheets) -> None:
    paths = {path for text in (EXAMPLE, MTLS) for path, _ in entries(sheets(text).s4hana[0])}
    shortened = {
        path.replace("SAP Cloud ALM for implementation - Deployment Management Export > ", "") for path in paths
    }
    apps = ("Communication Systems > ", "Communication Arrangements > ")
    fields = ("Technical Data", "OAuth 2.0 Settings", "Users for Outbound Communication", "Common Data", "Outbound")
    screens = {rule.screen for rule in rules if rule.screen.startswith(apps) and rule.screen.count(" > ") > 1}
    told = {screen for screen in screens if any(name in screen for name in fields) and "," not in screen}
    assert len(told) > 10
    assert told <= shortened


def test_text_has_boxes_to_tick(sheets: Sheets) -> None:
    text = as_text([sheets(complete(OutboundService, "run_every: 5 hours"))])
    assert "1.3 Communication Systems > Technical Data - General\n  [ ] Host Name     eu10.alm.cloud.sap\n" in text
    assert (
        "  [!] Run Every     5 hours\n"
        "                    = Run Every is 5 hours, must be 5 minutes (CALM306 run-every)\n"
    ) in text
    assert text.endswith("\n")


def test_markdown_shows_markup_as_text(sheets: Sheets) -> None:
    name = "<b>`x`</b> | **y** [z](http://example.org)"
    text = as_markdown([sheets(complete(Landscape, f"name: '{name}'").replace("SAP Cloud ALM of Acme", f"'{name}'"))])
    html = MarkdownIt("commonmark").render(text)
    assert "<code>&lt;b&gt;`x`&lt;/b&gt; | **y** [z](http://example.org)</code>" in html
    assert "<b>" not in html
    assert "<a " not in html


def test_no_value_is_cut(sheets: Sheets) -> None:
    # SAP BTP allows a subdomain of 63 characters, and DNS a host of 253.
    for subdomain in ("a" * 63, ".".join(["a" * 60] * 3)):
        endpoint = f"https://{subdomain}.authentication.eu10.hana.ondemand.com/oauth/token"
        name = "N" * 1000
        text = EXAMPLE.replace("https://acme.authentication.eu10.hana.ondemand.com/oauth/token", endpoint)
        sheet = sheets(text.replace("system_name: SAP Cloud ALM of Acme", f"system_name: {name}")).s4hana[0]
        assert field(sheet, "Token Endpoint").value == endpoint
        assert field(sheet, "System Name").value == name


def test_csv_has_a_line_for_each_field(sheets: Sheets) -> None:
    worksheet = sheets(EXAMPLE)
    rows = list(csv.DictReader(StringIO(as_csv([worksheet]))))
    assert tuple(rows[0]) == COLUMNS
    told = [(row["Tenant"], f"{row['App']} > {row['Section']} > {row['Field']}", row["Value"]) for row in rows]
    assert told == [(each.title, path, entry.value) for each in worksheet.s4hana for path, entry in entries(each)]


def test_csv_holds_no_formula(sheets: Sheets) -> None:
    # An attacker who may edit a landscape is not to run commands on the machine of who opens the worksheet.
    formulas = ["=cmd|' /C calc'!A0", "+1", "-1+1", "@SUM(1)", "\t=1"]
    for formula in formulas:
        text = EXAMPLE.replace("system_name: SAP Cloud ALM of Acme", f"system_name: {json.dumps(formula)}")
        rows = list(csv.reader(StringIO(as_csv([sheets(text)]))))
        assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@", "\t")]
        assert any(cell.startswith("'") for row in rows for cell in row) == (not formula.startswith("\t"))


def headings(sheet: Sheet) -> list[str]:
    return [f"{step.number} {step.app} > {step.section}".strip() for step in sheet.steps]


def test_mtls_in_the_order_of_the_guide(sheets: Sheets) -> None:
    worksheet = sheets(MTLS)
    (key,), (dev, test), (subaccount,) = worksheet.cloud_alm, worksheet.s4hana, worksheet.subaccounts
    assert [(sheet.title, sheet.facts) for sheet in (key, subaccount)] == [
        ("calm-prod", "productive, eu10"),
        ("calm-prod", "subaccount acme-calm: destinations and certificates"),
    ]
    assert headings(key) == ["1 SAP BTP cockpit > Services > Instances and Subscriptions > Service Binding"]
    assert headings(dev)[:9] == [
        "2.1 Communication Systems > New",
        "2.3 Communication Systems > Technical Data - General",
        "2.4 Communication Systems > OAuth 2.0 Settings",
        "3.1 Communication Systems > Users for Inbound Communication",
        "3.4 Maintain Communication Users > CALM_ATO_INBOUND",
        "4.1 Communication Systems > Users for Outbound Communication",
        "5 Communication Arrangements > New",
        "5 Communication Arrangements > Common Data",
        "5 Communication Arrangements > Inbound Services > Create Transports",
    ]
    assert all(heading.startswith(f"5 Communication Arrangements > {SERVICE}") for heading in headings(dev)[9:])
    assert len(headings(dev)) == len(headings(test)) == 9 + 4 * 2
    assert headings(subaccount) == [
        "6.1 SAP BTP cockpit > Connectivity > Destination Certificates",
        "6.3 SAP BTP cockpit > Connectivity > Destinations",
        "6.3 SAP BTP cockpit > Connectivity > Destinations",
        "Manage Client Certificates > calm-mtls",
    ]
    assert {entry.state for sheet in worksheet.sheets for _, entry in entries(sheet)} == {"enter", "leave"}


def test_values_of_mtls(sheets: Sheets) -> None:
    worksheet = sheets(MTLS)
    told = [(path, entry.value) for path, entry in entries(worksheet.s4hana[0]) if entry.state == "enter"]
    assert told[4:14] == [
        (
            "Communication Systems > OAuth 2.0 Settings > Token Endpoint",
            "acme.authentication.eu10.hana.ondemand.com/oauth/token",
        ),
        (
            "Communication Systems > OAuth 2.0 Settings > mTLS Endpoint",
            "acme.authentication.cert.eu10.hana.ondemand.com/oauth/token",
        ),
        ("Communication Systems > Users for Inbound Communication > Authentication Method", "SSL Client Certificate"),
        ("Communication Systems > Users for Inbound Communication > User Name/Client ID", "CALM_ATO_INBOUND"),
        ("Maintain Communication Users > CALM_ATO_INBOUND > Upload Certificate", "calm-mtls"),
        ("Maintain Communication Users > CALM_ATO_INBOUND > Deactivate Password", "yes"),
        ("Communication Systems > Users for Outbound Communication > Authentication Method", "OAuth 2.0"),
        (
            "Communication Systems > Users for Outbound Communication > OAuth 2.0 Client ID",
            "sb-calm-deploy!b123456|sapcloudalm!b456789",
        ),
        ("Communication Systems > Users for Outbound Communication > Client Authentication", "mTLS"),
        ("Communication Systems > Users for Outbound Communication > SSL Client Certificate", "calm-mtls"),
    ]
    url = field(worksheet.s4hana[0], "Inbound Services > Create Transports > Service URL/Service Interface")
    assert (url.state, url.value) == ("leave", "https://my400100-api.s4hana.cloud.sap/sap/opu/odata4/sap/a_transport")


def test_destination_in_the_order_of_the_cockpit(sheets: Sheets) -> None:
    destination = sheets(MTLS).subaccounts[0].steps[1]
    assert [(entry.label, entry.value) for entry in destination.entries] == [
        ("Name", "CALM_FTR_ATO_74558820099"),
        ("Type", "HTTP"),
        ("Description", "DEV"),
        ("URL", "https://my400100-api.s4hana.cloud.sap/sap/opu/odata4/sap/a_transport"),
        ("Proxy Type", "Internet"),
        ("Authentication", "ClientCertificateAuthentication"),
        ("Key Store Location", "calm-mtls.pfx"),
        ("Key Store Password", "${CALM_PFX_PASSWORD}"),
    ]
    assert destination.entries[0].notes == ("leads to dev-100",)
    assert destination.entries[-1].notes == ("stands for the value of the environment variable CALM_PFX_PASSWORD",)


def test_what_the_cockpit_proposes_may_be_left_out(sheets: Sheets) -> None:
    lines = ("    type: HTTP\n", "    proxy_type: Internet\n", "    key_store_password: ${CALM_PFX_PASSWORD}\n")
    text = MTLS
    for line in lines:
        text = text.replace(line, "")
    shown = {entry.label: (entry.state, entry.value) for entry in sheets(text).subaccounts[0].steps[1].entries}
    assert (shown["Type"], shown["Proxy Type"]) == (("leave", "HTTP"), ("leave", "Internet"))
    assert shown["Key Store Password"] == ("enter", "your secret")


def test_files_of_a_key(sheets: Sheets) -> None:
    text = MTLS.replace(
        "    key_store: calm-mtls.pfx\n", "    key_store: calm-mtls.pfx\n    file: certs/calm-mtls.pem\n"
    )
    files = [(entry.label, entry.value) for entry in sheets(text).cloud_alm[0].steps[0].entries][2:]
    assert files == [("Certificate (.pem)", "certs/calm-mtls.pem"), ("Key Store (.pfx)", "calm-mtls.pfx")]


def test_days_that_a_certificate_has_left(sheets: Sheets) -> None:
    end = field(sheets(MTLS).subaccounts[0], "Manage Client Certificates > calm-mtls > Valid To")
    assert end == Entry(
        "Valid To",
        "2027-09-01",
        notes=("281 days left: replace it at each inbound user, outbound user and destination",),
    )
    soon = sheets(MTLS.replace("2026-09-01", "2025-12-01").replace("2027-09-01", "2026-12-01")).subaccounts[0]
    assert field(soon, "Valid To").state == "wrong"
    assert "in 7 days" in field(soon, "Valid To").notes[0]


def test_key_store_is_imported_once_per_subaccount(sheets: Sheets) -> None:
    imported = [step for step in sheets(MTLS).subaccounts[0].steps if step.number == "6.1"]
    assert [[entry.value for entry in step.entries] for step in imported] == [["calm-mtls.pfx"]]


def test_system_with_both_kinds_of_users_shows_both(sheets: Sheets) -> None:
    users = [step for step in sheets(MIGRATION).s4hana[0].steps if step.number == "4.1"]
    assert [[(entry.label, entry.value) for entry in step.entries[2:]] for step in users] == [
        [("Client Authentication", "mTLS"), ("SSL Client Certificate", "calm-mtls")],
        [("Client Authentication", "Basic"), ("Client Secret", "${CALM_PROD_SECRET}")],
    ]
    assert [step.action for step in users] == ["Create", "Create, then Save"]


def test_tenant_of_basic_users_is_as_in_the_setup_with_secrets(sheets: Sheets) -> None:
    basic, example = sheets(MIGRATION).s4hana[1], sheets(EXAMPLE).s4hana[0]
    assert headings(basic) == headings(example)
    assert [path for path, _ in entries(basic)] == [path for path, _ in entries(example)]


def test_findings_about_mtls_stand_at_their_fields(sheets: Sheets) -> None:
    text = MTLS.replace("ClientCertificateAuthentication", "BasicAuthentication")
    text = text.replace("password_deactivated: true", "password_deactivated: false")
    worksheet = sheets(text.replace("cert.eu10.hana.ondemand.com/oauth", "cert.us10.hana.ondemand.com/oauth"))
    authentication = worksheet.subaccounts[0].steps[1].entries[5]
    assert "CALM712" in authentication.notes[0]
    assert "CALM709" in field(worksheet.s4hana[0], "Deactivate Password").notes[0]
    endpoint = field(worksheet.s4hana[0], "mTLS Endpoint")
    assert endpoint.state == "wrong"
    assert any("CALM704" in note for note in endpoint.notes)


def test_missing_destination_has_its_fields_missing(sheets: Sheets) -> None:
    worksheet = sheets(MTLS.partition("destinations:\n")[0])
    assert "CALM710" in worksheet.s4hana[0].notes[0]
    name = worksheet.subaccounts[0].steps[1].entries[0]
    assert name == Entry("Name", "", "missing", ("not in the file", "leads to dev-100"))


def test_endpoint_that_the_file_leaves_out_is_left_empty(sheets: Sheets) -> None:
    endpoint = "        mtls_endpoint: acme.authentication.cert.eu10.hana.ondemand.com/oauth/token\n"
    text = MTLS.replace(endpoint, "").replace("acme.authentication.eu10.hana.ondemand.com/oauth", endpoint.split()[1])
    shown = field(sheets(text).s4hana[0], "mTLS Endpoint")
    assert shown == Entry("mTLS Endpoint", "empty, the file gives none", "leave")


def test_subaccount_that_is_not_known(sheets: Sheets) -> None:
    text = MTLS.replace("  - id: calm-prod\n", "  - {id: calm-test, usage: test}\n  - id: calm-prod\n")
    worksheet = sheets(text)
    assert [sheet.title for sheet in worksheet.subaccounts] == ["calm-prod", "SAP Cloud ALM tenant not known"]
    assert [step.number for step in worksheet.subaccounts[0].steps] == [""]
    assert "CALM116" in worksheet.subaccounts[1].steps[1].notes[0]


def test_password_of_a_key_store_is_not_shown(sheets: Sheets) -> None:
    worksheet = sheets(MTLS.replace("${CALM_PFX_PASSWORD}", "pa55-w0rd-of-acme"))
    password = worksheet.subaccounts[0].steps[1].entries[-1]
    assert (password.value, password.state) == ("***", "wrong")
    assert "pa55" not in as_text([worksheet]) + as_markdown([worksheet]) + as_csv([worksheet])


def test_one_tenant_has_its_destination_too(sheets: Sheets) -> None:
    worksheet = sheets(MTLS)
    chosen = worksheet.of_tenant("test")
    assert [sheet.title for sheet in chosen.sheets] == ["test", "calm-prod"]
    assert [step.entries[0].value for step in chosen.subaccounts[0].steps] == ["CALM_FTR_ATO_74558820100"]
    assert worksheet.of_tenant("calm-prod").subaccounts == worksheet.subaccounts
