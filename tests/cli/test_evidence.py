"""`import` and `compare` as an administrator runs them."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft7Validator

from calm_lint.cli.commands import calm_lint
from command_line import Done, put
from environments import CTMS, CTS, mixed
from evidence_files import (
    EVERYTHING,
    LANDSCAPE,
    SECRET,
    answers_of,
    credential,
    destination,
    landscape_object,
    nodes,
    packed,
    routes,
    service_key,
)

DATA = Path(__file__).parents[1] / "data"

pytestmark = pytest.mark.once


def run(*args: str) -> Done:
    """Run a command in this process, as there are many."""
    result = CliRunner().invoke(calm_lint, args, prog_name="calm-lint")
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return Done(result.exit_code, result.stdout, result.stderr)


def write_evidence(**changes: Any) -> None:
    """Write the evidence of the landscape, with changed values in the communication system of its first tenant."""
    data = yaml.safe_load(LANDSCAPE)
    for number, tenant in enumerate(data["s4hana_tenants"]):
        tenant = json.loads(json.dumps(tenant))
        tenant["communication_systems"][0] |= {} if number else changes
        for name, answer in zip(("systems", "arrangements"), answers_of(tenant), strict=True):
            put(f"{tenant['id']}-{name}.json", answer)
    put("key.json", json.dumps(credential(data["cloud_alm_tenants"][0]["binding"])))


DEV = ("--tenant", "dev:development", "--s4", "dev-systems.json", "dev-arrangements.json")
ALL = (
    *DEV,
    "--tenant",
    "test:test",
    "--s4",
    "test-systems.json",
    "--s4=test-arrangements.json",
    "--binding",
    "key.json",
)


def compared(*options: str, text: str = LANDSCAPE) -> dict[str, Any]:
    put("landscape.yaml", text)
    done = run("compare", "landscape.yaml", *ALL, *options, "--format", "json")
    found: dict[str, Any] = json.loads(done.out)
    assert done.code == (1 if found["summary"]["different"] else 0)
    return found


def different(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [each for each in found["entries"] if each["state"] not in ("same", "not-seen")]


def test_landscape_is_written_and_lints() -> None:
    write_evidence()
    done = run("import", *ALL)
    assert (done.code, done.out) == (0, "")
    assert done.err.splitlines() == [
        "calm-lint: calm-prod is taken to be productive, as no file says what it is used for",
        "calm-lint: landscape.yaml is written, check it with: calm-lint landscape.yaml",
    ]
    text = Path("landscape.yaml").read_text("utf-8")
    assert yaml.safe_load(text) == yaml.safe_load(LANDSCAPE)
    assert "      # dev-systems.json, last changed 2026-10-02T07:15:00Z\n      - system_id: ALM_UMBRELLA\n" in text
    assert "    # test-systems.json, last changed 2026-10-02T07:15:00Z\n    communication_systems: *systems\n" in text
    assert run("check", "landscape.yaml", "--fail-on", "warning").code == 0
    assert run("compare", "landscape.yaml", *ALL).code == 0
    again = run("import", *ALL)
    assert (again.code, "is there already" in again.err) == (2, True)


def test_both_ends_of_a_difference() -> None:
    write_evidence(port=8443)
    found = compared()
    assert found["summary"] == {"same": 56, "different": 1, "not-seen": 0, "older": 0, "waived": 0}
    (entry,) = different(found)
    assert {
        key: entry[key] for key in ("state", "path", "entity", "screen", "expected", "seen", "file", "line", "source")
    } == {
        "state": "different",
        "path": "/s4hana_tenants/0/communication_systems/0/port",
        "entity": "s4hana_tenants[dev].communication_systems[ALM_UMBRELLA]",
        "screen": "Communication Systems > Technical Data - General > Port",
        "expected": 443,
        "seen": 8443,
        "file": "landscape.yaml",
        "line": 22,
        "source": {"file": "dev-systems.json", "pointer": "/value/0/TCPPort"},
    }
    done = run("compare", "landscape.yaml", *ALL)
    assert done.code == 1
    assert (
        "    ! Port of ALM_UMBRELLA: the file says 443, the system says 8443\n"
        "        landscape.yaml:22:15 and dev-systems.json /value/0/TCPPort (last changed 2026-10-02T07:15:00Z)\n"
    ) in done.out
    assert done.out.endswith("1 different, 56 same, 0 not seen\n")


def test_formats() -> None:
    write_evidence(port=8443)
    put("landscape.yaml", LANDSCAPE)
    log = json.loads(run("compare", "landscape.yaml", *ALL, "--format", "sarif").out)
    assert not list(Draft7Validator(json.loads((DATA / "sarif-schema-2.1.0.json").read_text())).iter_errors(log))
    (result,) = log["runs"][0]["results"]
    assert result["message"]["text"] == "Port of ALM_UMBRELLA: the file says 443, the system says 8443"
    assert result["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "dev-systems.json"
    markdown = run("compare", "landscape.yaml", *ALL, "--format", "markdown").out
    assert markdown.startswith("## calm-lint compare: 1 different, 56 same, 0 not seen\n")
    assert "| `443` | `8443` | landscape.yaml:22:15 and dev-systems.json /value/0/TCPPort" in markdown
    page = run("compare", "landscape.yaml", *ALL, "--format", "html").out
    assert "<code>443</code><small>landscape.yaml:22</small></td><td><code>8443</code>" in page


WAIVER = "# calm-lint: differs until=2027-01-31 the proxy of the pilot"
NOTES = {
    WAIVER: ("waived", ""),
    WAIVER.replace("2027", "2026"): ("different", "it ended on 2026-01-31"),
    "# calm-lint: differs the proxy": ("different", "it must give a date and a reason"),
    "# calm-lint: differs until=2027-01-31": ("different", "it must give a date and a reason"),
    "# calm-lint: differs until=soon the proxy": ("different", "it has a date that is none"),
}


@pytest.mark.parametrize("comment", NOTES)
def test_comment_waives_a_difference(comment: str) -> None:
    state, note = NOTES[comment]
    write_evidence(port=8443)
    text = LANDSCAPE.replace("port: 443\n", f"port: 443  {comment}\n", 1)
    (entry,) = different(compared("--today", "2026-11-30", text=text))
    assert (entry["state"], entry.get("reason", "")) == (state, "" if note else "the proxy of the pilot")
    assert note in run("compare", "landscape.yaml", *ALL, "--today", "2026-11-30").err
    assert run("check", "landscape.yaml", "--fail-on", "warning").code == 0


def test_comment_that_waives_nothing_is_named() -> None:
    write_evidence()
    put("landscape.yaml", LANDSCAPE.replace("        port: 443\n", f"        {WAIVER}\n        port: 443\n", 1))
    done = run("compare", "landscape.yaml", *ALL, "--today", "2026-11-30")
    note = "landscape.yaml:22: the comment waives nothing, as nothing differs there: remove it"
    assert (done.code, note in done.err) == (0, True)


def test_update_keeps_comments_and_order() -> None:
    write_evidence(port=8443, system_name="Another name")
    text = LANDSCAPE.replace("        port: 443\n", "        port: 443  # as everywhere\n", 1).replace(
        "\n  - id: test", "\n\n  - id: test"
    )
    put("landscape.yaml", text)
    done = run("import", *ALL, "--update", "landscape.yaml")
    assert done.code == 0
    assert "landscape.yaml:22: Port of s4hana_tenants[dev].communication_systems[ALM_UMBRELLA]: 443 → 8443" in done.err
    new = Path("landscape.yaml").read_text("utf-8")
    data = yaml.safe_load(new)
    assert data["s4hana_tenants"][0]["communication_systems"][0]["port"] == 8443
    assert data["s4hana_tenants"][1] == yaml.safe_load(LANDSCAPE)["s4hana_tenants"][1]
    assert "# as everywhere" in new
    assert run("import", *ALL, "--update", "landscape.yaml").err.splitlines()[-1].endswith("says what the systems say")
    assert Path("landscape.yaml").read_text("utf-8") == new


def test_text_behind_an_anchor_is_changed_once() -> None:
    write_evidence()
    put("landscape.yaml", LANDSCAPE.replace("port: 443", "port: 8443"))
    done = run("import", *ALL, "--update", "landscape.yaml")
    assert (
        "Port of s4hana_tenants[dev].communication_systems[ALM_UMBRELLA]: 8443 → 443 (and in 1 more places)" in done.err
    )
    assert Path("landscape.yaml").read_text("utf-8") == LANDSCAPE


def test_new_tenant_is_added() -> None:
    write_evidence()
    put("landscape.yaml", LANDSCAPE[: LANDSCAPE.index("  - id: test\n")])
    assert run("import", *ALL, "--update", "landscape.yaml").code == 0
    assert yaml.safe_load(Path("landscape.yaml").read_text("utf-8")) == yaml.safe_load(LANDSCAPE)


def test_what_people_saw() -> None:
    put("landscape.yaml", LANDSCAPE)
    rows = list(csv.reader(io.StringIO(run("worksheet", "landscape.yaml", "--format", "csv").out)))
    for row, seen in ((rows[4], "8443"), (rows[3], "ok")):
        row[10:] = [seen, "Jane Roe", "2026-10-01"]
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(rows)
    put("seen.csv", "\ufeff" + text.getvalue())
    done = run("compare", "landscape.yaml", "--seen", "seen.csv")
    assert done.code == 1
    assert "    ! Port of ALM_UMBRELLA: the file says 443, Jane Roe saw 8443\n" in done.out
    assert "seen.csv /5/Seen Value (seen by Jane Roe on 2026-10-01)" in done.out
    assert "test: nothing seen, " in done.out
    old = run("compare", "--seen", "seen.csv", "landscape.yaml", "--max-age", "30", "--today", "2026-11-30")
    assert "    ~ Host Name of ALM_UMBRELLA: eu10.alm.cloud.sap was last seen on 2026-10-01\n" in old.out
    page = run("compare", "landscape.yaml", "--seen", "seen.csv", "--format", "html").out
    assert '<tr><th scope="row">Jane Roe</th><td>2026-10-01</td><td>1 field</td><td>1</td></tr>' in page
    put("seen.csv", text.getvalue().replace("8443", "=8443"))
    refused = run("compare", "landscape.yaml", "--seen", "seen.csv")
    assert (refused.code, "takes for a formula" in refused.err) == (2, True)


def test_worksheet_of_two_landscapes_of_one_name() -> None:
    put("landscape.yaml", f"{LANDSCAPE}name: Umbrella\n---\n{LANDSCAPE.replace('443', '8443')}name: Umbrella\n")
    put("seen.csv", run("worksheet", "landscape.yaml", "--format", "csv").out)
    done = run("compare", "landscape.yaml", "--seen", "seen.csv")
    assert (done.code, "has several landscapes of one name: give each its own" in done.err) == (2, True)


def test_long_age_is_none() -> None:
    write_evidence()
    assert compared("--max-age", "99999999")["summary"]["older"] == 0


def test_tenants_and_files_go_together() -> None:
    write_evidence(port=8443)
    put("landscape.yaml", LANDSCAPE)
    swapped = ("--tenant", "test", "--s4", "dev-systems.json", "--tenant", "dev", "--s4", "test-systems.json")
    found = json.loads(run("compare", "landscape.yaml", *swapped, "--format", "json").out)
    assert [each["path"].split("/")[2] for each in different(found)] == ["1"]
    one = LANDSCAPE[: LANDSCAPE.index("  - id: test\n")]
    put("one.yaml", one)
    assert run("compare", "--s4", "dev-systems.json", "dev-arrangements.json", "one.yaml").code == 1


REFUSED = {
    "no evidence": (("compare", "landscape.yaml"), "there is nothing to compare with"),
    "nothing to import": (("import",), "there is nothing to import"),
    "no tenant": (
        ("import", "--s4", "dev-systems.json"),
        "dev-systems.json belongs to no tenant: put --tenant ID:ROLE",
    ),
    "no role": (("import", "--tenant", "dev", "--s4", "dev-systems.json"), "dev needs a role, as in dev:development"),
    "unknown role": (
        ("import", "--tenant", "dev:devlopment", "--s4", "x"),
        "there is no role devlopment, did you mean development?",
    ),
    "unknown tenant": (
        ("compare", "landscape.yaml", "--tenant", "dve", "--s4", "dev-systems.json"),
        "has no S/4HANA tenant dve, choose from dev, test",
    ),
    "other role": (
        ("compare", "landscape.yaml", "--tenant", "dev:test", "--s4", "dev-systems.json"),
        "says that dev is of role development, and --tenant says test",
    ),
    "missing file": (
        ("compare", "landscape.yaml", "--tenant", "dev", "--s4", "no.json"),
        "no.json: cannot be read: no such file or directory",
    ),
    "wrong option": (
        ("compare", "landscape.yaml", "--terraform", "key.json"),
        "key.json: is a binding credential: name it with --binding",
    ),
    "output over evidence": (
        ("import", *ALL, "-o", "key.json", "--force"),
        "key.json: is the file that is read",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_run_that_fails(name: str) -> None:
    args, message = REFUSED[name]
    write_evidence()
    put("landscape.yaml", LANDSCAPE)
    done = run(*args)
    assert (done.code, message in done.err) == (2, True), done.err
    assert Path("landscape.yaml").read_text("utf-8") == LANDSCAPE


def test_what_has_nothing_to_do_with_it_is_named() -> None:
    write_evidence()
    answer = json.loads(Path("dev-systems.json").read_text())
    other = {"CommunicationSystemID": "PRINTER", "HostName": "print.example.com", "TCPPort": "8080"}
    put("dev-systems.json", json.dumps({**answer, "value": [*answer["value"], other]}))
    note = "dev-systems.json: not placed: /value/1 has nothing to do with SAP Cloud ALM (communication system)"
    done = run("import", *ALL)
    assert note in done.err
    assert "PRINTER" not in Path("landscape.yaml").read_text("utf-8")
    done = run("compare", "landscape.yaml", *ALL)
    assert (done.code, note in done.err) == (0, True)


def test_destinations_come_back() -> None:
    write_evidence()
    destination = {
        "Name": "CALM_FTR_ATO_4711",
        "Type": "HTTP",
        "URL": "https://my1-api.s4hana.cloud.sap/x",
        "ProxyType": "Internet",
        "Authentication": "ClientCertificateAuthentication",
        "KeyStoreLocation": "umbrella.pfx",
        "KeyStorePassword": SECRET,
    }
    other = {"Name": "PRINTER", "Type": "HTTP", "URL": "https://print.example.com"}
    put("dest.json", json.dumps([destination, other]))
    done = run("import", *ALL, "--destinations", "dest.json")
    assert "dest.json: not placed: /1 is no destination of SAP Cloud ALM" in done.err
    (written,) = yaml.safe_load(Path("landscape.yaml").read_text("utf-8"))["destinations"]
    assert written["key_store_password"] == "${UMBRELLA_CALM_PROD_PFX_PASSWORD}"
    assert run("compare", "landscape.yaml", "--destinations", "dest.json").code == 0
    put("dest.json", json.dumps([{**destination, "URL": "https://my2-api.s4hana.cloud.sap/x"}]))
    found = json.loads(run("compare", "landscape.yaml", "--destinations", "dest.json", "--format", "json").out)
    assert [(each["path"], each["source"]["pointer"]) for each in different(found)] == [
        ("/destinations/0/url", "/0/URL")
    ]
    # Without it, the landscape lacks a destination, and an update adds it.
    put("landscape.yaml", LANDSCAPE)
    found = json.loads(run("compare", "landscape.yaml", "--destinations", "dest.json", "--format", "json").out)
    assert [(each["expected"], each["seen"]) for each in different(found)] == [(None, "CALM_FTR_ATO_4711")]
    run("import", "--destinations", "dest.json", "--update", "landscape.yaml")
    assert run("compare", "landscape.yaml", "--destinations", "dest.json").code == 0


def test_secret_comes_out_nowhere() -> None:
    """The secret stands where credentials have it, and in fields where nobody takes it for one."""
    write_evidence(host_name=f"https://a:{SECRET}@eu10.alm.cloud.sap")
    key = json.loads(Path("key.json").read_text())
    put("key.json", json.dumps({**key, "key": SECRET, "password": {"a": SECRET}, "x": f"Bearer {SECRET}abcdefgh"}))
    put(
        "dest.json",
        json.dumps({"Name": "CALM_FTR_ATO_1", "Type": "HTTP", "Password": SECRET, "x.Authorization": SECRET}),
    )
    put("landscape.yaml", LANDSCAPE.replace("${UMBRELLA_CALM_PROD_SECRET}", SECRET))
    options = (*ALL, "--destinations", "dest.json")
    runs = [run("import", *options, "-o", "-"), run("import", *options, "--update", "landscape.yaml", "-o", "-")]
    runs += [
        run("compare", "landscape.yaml", *options, "--format", each)
        for each in ("text", "json", "sarif", "markdown", "html")
    ]
    # The file that is updated holds the secret itself.
    assert all(part not in runs[1].err for part in SECRET.split("/"))
    for done in runs[:1] + runs[2:]:
        assert done.code in (0, 1)
        for part in SECRET.split("/"):
            assert part not in done.out
            assert part not in done.err


PAGE = (Path(__file__).parents[2] / "docs" / "evidence.md").read_text("utf-8")
COMMANDS = [
    each.replace("\\\n", " ").split()
    for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    for each in re.split(r"\n(?=\S)", block)
    if each.startswith("calm-lint ")
]


def write_lists(**changes: Any) -> None:
    """Write the evidence that the page names: users and services in lists of their own, and the other services."""
    data = yaml.safe_load(EVERYTHING)
    tenants = dict(zip(("dev-100", "test-100"), data["s4hana_tenants"], strict=True))
    for name, tenant in tenants.items():
        systems, arrangements = (json.loads(each) for each in answers_of(tenant))
        systems["value"][0] |= changes
        users = [
            {"CommunicationSystemID": each["CommunicationSystemID"], **user}
            for each in systems["value"]
            for user in each.pop("_OutboundUsers")
        ]
        services = [
            {"CommunicationArrangementUUID": each["CommunicationArrangementUUID"], **service}
            for each in arrangements["value"]
            for service in each.pop("_OutboundServices")
        ]
        files = {"systems": systems, "users": {"value": users}, "arrangements": arrangements}
        for kind, content in {**files, "services": {"value": services}}.items():
            put(f"{name.partition('-')[0]}-{kind}.json", json.dumps(content))
    service = data["ctms_services"][0]
    contents = {
        "key.json": credential(data["cloud_alm_tenants"][0]["binding"]),
        "objects.json": [landscape_object({**tenant, "id": name}) for name, tenant in tenants.items()],
        "ctms-key.json": service_key(service["service_key"]),
        "nodes.json": nodes(service),
    }
    for name, content in contents.items():
        put(name, json.dumps(content))
    Path("landscape.zip").write_bytes(packed({"routes.json": json.dumps(routes(service)).encode()}))
    exported = {f"{each['name']}.json": json.dumps(destination(each)).encode() for each in data["destinations"]}
    Path("destinations.zip").write_bytes(packed(exported))


def test_commands_of_the_page() -> None:
    write_lists()
    (first, compare, everything, *worksheet) = COMMANDS
    assert run(*first[1:]).code == 0
    done = run(*compare[1:])
    assert (done.code, "0 different" in done.out) == (0, True)
    write_lists(TCPPort="8443")
    done = run(*compare[1:])
    assert done.code == 1
    shown = next(each for each in re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL) if each.startswith("dev-100"))
    assert shown in done.out
    write_lists()
    done = run(*everything[1:])
    assert (done.code, "not placed: /1 is an S/4HANA tenant that is not named" in done.err) == (0, True)
    data = yaml.safe_load(Path("landscape.yaml").read_text("utf-8"))
    assert data["ctms_services"] == yaml.safe_load(EVERYTHING)["ctms_services"]
    assert data["s4hana_tenants"][0]["global_tenant_id"] == "74558820099"
    make, sign_off, *report = worksheet
    assert run(*make[1:]).code == 0
    unread = run(*sign_off[1:])
    assert (unread.code, "nothing of it was compared" in unread.err) == (2, True)
    text = Path("worksheet.csv").read_text("utf-8")
    Path("worksheet.csv").write_text(
        re.sub(r",,,$", ",ok,Jane Roe,2026-10-01", text, count=1, flags=re.MULTILINE), "utf-8"
    )
    for command in (sign_off, *report):
        assert run(*command[1:]).code == 0
    assert "<h2>dev-100</h2>" in Path("sign-off.html").read_text("utf-8")


def signed(text: str) -> Done:
    """Compare a landscape with its worksheet, all of which somebody has confirmed."""
    put("landscape.yaml", text)
    rows = list(csv.reader(io.StringIO(run("worksheet", "landscape.yaml", "--format", "csv").out)))
    for row in rows[1:]:
        row[10:] = ["ok", "Jane Roe", "2026-10-01"] if row[7] in ("enter", "leave") else row[10:]
    stream = io.StringIO()
    csv.writer(stream, delimiter=";", lineterminator="\r\n").writerows(rows)
    put("seen.csv", "\ufeff" + stream.getvalue())
    return run("compare", "landscape.yaml", "--seen", "seen.csv")


@pytest.mark.parametrize("text", [CTS, CTMS, mixed()], ids=["CTS", "CTMS", "all"])
def test_people_confirm_everything(text: str) -> None:
    done = signed(text)
    assert done.code == 0, done.out
    assert "has no Place: there is no field to compare it with" in done.err


def test_person_and_file_are_both_shown() -> None:
    write_evidence()
    put("landscape.yaml", LANDSCAPE)
    rows = list(csv.reader(io.StringIO(run("worksheet", "landscape.yaml", "--format", "csv").out)))
    rows[4][10:] = ["8443", "Jane Roe", "2026-10-01"]
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    put("seen.csv", stream.getvalue())
    done = run("compare", "landscape.yaml", *ALL, "--seen", "seen.csv")
    assert done.out.endswith("1 different, 57 same, 0 not seen\n")
    assert "Port of ALM_UMBRELLA: the file says 443, Jane Roe saw 8443" in done.out


def test_update_names_what_the_file_does_not_describe() -> None:
    write_lists()
    put("landscape.yaml", LANDSCAPE)
    done = run("import", "--update", "landscape.yaml", "--ctms", "ctms-key.json", "nodes.json")
    assert done.code == 0
    assert "ctms-key.json: not placed: the file is the service key of no service in the file\n" in done.err
    assert (
        "nodes.json: not placed: /nodes/0 is a node of no service in the file (and 2 more of this kind)\n" in done.err
    )


def test_tenant_is_added_to_a_landscape_of_services() -> None:
    write_lists()
    assert run("import", "--ctms", "ctms-key.json", "nodes.json").code == 0
    tenant = ("--tenant", "dev-100:customizing")
    done = run("import", "--update", "landscape.yaml", *tenant, "--cloud-alm", "objects.json")
    assert done.code == 0, done.err
    assert "objects.json: not placed: /1 is no S/4HANA tenant of the file\n" in done.err
    data = yaml.safe_load(Path("landscape.yaml").read_text("utf-8"))
    assert [*data] == ["format", "cloud_alm_tenants", "s4hana_tenants", "ctms_services"]
    assert data["s4hana_tenants"] == [
        {
            "id": "dev-100",
            "role": "customizing",
            "host": "my400100.s4hana.cloud.sap",
            "global_tenant_id": "74558820099",
        }
    ]


class TestReport:
    def test_who_confirmed_what_of_each_tenant_is_part_of_it(self) -> None:
        put("landscape.yaml", LANDSCAPE)
        rows = list(csv.reader(io.StringIO(run("worksheet", "landscape.yaml", "--format", "csv").out)))
        for row in rows[1:]:
            row[10:] = ["ok", "<b>Jane</b>", "2026-11-30"] if row[1] == "dev" and row[9] else row[10:]
        next(row for row in rows if row[5] == "Port" and row[10])[10] = "8443"
        text = io.StringIO()
        csv.writer(text).writerows(rows)
        put("seen.csv", text.getvalue())
        compared = run("compare", "landscape.yaml", "--seen", "seen.csv", "--format", "json", "-o", "seen.json")
        assert compared.code == 1, compared.err
        page = run("report", "landscape.yaml", "--compare", "seen.json")
        assert page.code == 0, page.err
        table = re.search(r'id="seen">.*?<tbody>(.*?)</tbody>', page.out, re.DOTALL)
        assert table
        cells = [re.sub(r"<[^>]+>", "|", row).split("|") for row in table[1].strip().split("\n")]
        found = [[cell for cell in row if cell] for row in cells]
        dev = [row for row in found if row[0] == "dev"]
        assert dev[0][:3] == ["dev", "&lt;b&gt;Jane&lt;/b&gt;", "2026-11-30"]
        assert dev[0][3].endswith(" same, 1 different")
        assert [row[:2] for row in found if row[0] == "test"] == [["test", "nobody"]]
        assert 'class="failure">' in table[1]

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (None, "seen.json: cannot be read: no such file or directory"),
            ("[]", "seen.json: is not what calm-lint compare --format json writes"),
            ('{"version": 1, "entries": [{"state": "new"}]}', "is not what calm-lint compare"),
            ('{"version": 2}', "seen.json: has version 2, and only version 1 is known"),
        ],
        ids=["none", "list", "other", "version"],
    )
    def test_other_files(self, content: str | None, message: str) -> None:
        put("landscape.yaml", LANDSCAPE)
        if content:
            put("seen.json", content)
        done = run("report", "landscape.yaml", "--compare", "seen.json")
        assert (done.code, message in done.err) == (2, True), done.err
