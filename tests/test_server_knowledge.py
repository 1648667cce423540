"""What the language server knows of a landscape: hover, names, outline, completion, lenses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from editor import Editor

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "landscape.yaml"
GOOD = EXAMPLE.read_text("utf-8")

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    # Another folder than those of the landscapes: each is an estate of its own, as for a run of one file.
    with Editor(tmp_path_factory.mktemp("folder"), options={"worksheetCommand": "show.worksheet"}) as editor:
        yield editor
    assert (editor.code, editor.said) == (0, "")


@pytest.fixture
def good(editor: Editor) -> Iterator[Path]:
    assert editor.open(EXAMPLE) == []
    yield EXAMPLE
    editor.close(EXAMPLE)


@pytest.fixture
def at(tmp_path: Path, editor: Editor) -> Iterator[Path]:
    path = tmp_path / "landscape.yaml"
    yield path
    editor.close(path)


def place(needle: str, text: str = GOOD, *, number: int = 0) -> tuple[int, int]:
    """Return the line and the character of the first letter after `|` in a needle."""
    before, after = needle.split("|")
    offset = -1
    for _ in range(number + 1):
        offset = text.index(before + after, offset + 1)
    head = text[: offset + len(before)]
    return head.count("\n"), len(head) - head.rfind("\n") - 1


def hovered(editor: Editor, path: Path, needle: str, text: str = GOOD) -> str:
    found = editor.about("hover", path, *place(needle, text))
    return str(found["contents"]["value"]) if found else ""


def texts(locations: list[dict[str, Any]], text: str = GOOD) -> list[str]:
    """Return the lines that locations are in, with what they mark in brackets."""
    found = []
    for each in locations:
        start, end = each["range"]["start"], each["range"]["end"]
        line = text.split("\n")[start["line"]]
        marked = (
            f"{line[: start['character']]}[{line[start['character'] : end['character']]}]{line[end['character'] :]}"
        )
        found.append(marked.strip())
    return found


@pytest.mark.parametrize("needle", ["host_|name: eu10", "host_name: eu|10"])
def test_hover_says_what_the_schema_says(editor: Editor, good: Path, needle: str) -> None:
    assert hovered(editor, good, needle) == (
        "**Host Name** (Communication Systems > Technical Data - General > Host Name)\n\n"
        "The host of the SAP Cloud ALM API. Use endpoints.Api of the binding without https:// and without /api."
    )


@pytest.mark.parametrize("needle", ["&sys|tems", "*sys|tems"])
def test_hover_on_an_anchor_counts_its_tenants(editor: Editor, good: Path, needle: str) -> None:
    expected = "Anchor `systems`: 4 tenants use this: `dev-080`, `cust-100`, `test`, `prod`"
    assert hovered(editor, good, needle) == expected


def test_hover_on_tenants(editor: Editor, good: Path) -> None:
    assert hovered(editor, good, "id: te|st").endswith("\n\n---\n\nConnected to: `calm-prod`")
    assert hovered(editor, good, "id: calm|-prod").endswith(
        "4 S/4HANA tenants are connected: `dev-080`, `cust-100`, `test`, `prod`"
    )


def test_hover_on_a_finding_says_why(editor: Editor, at: Path) -> None:
    text = GOOD.replace("port: 443\n        token", "port: 8443\n        token")
    editor.open(at, text)
    shown = hovered(editor, at, "port: 84|43", text)
    assert shown.startswith("**[CALM101 system-port](https://github.com/calm-lint/calm-lint/blob/main/docs/rules/")
    # One paragraph is as wide as the next: an indented one would be code. The screen is named once.
    assert "\n\nWith any other port, " in shown
    assert shown.count("Communication Systems > Technical Data - General > Port") == 1


def test_hover_where_nothing_parses(editor: Editor, at: Path) -> None:
    text = "format: 1\nname: [\n"
    editor.open(at, text)
    assert "CALM001" in hovered(editor, at, "name: |[", text)
    assert hovered(editor, at, "|format", text) == ""


def test_below_a_key_of_ones_own_the_first_use_counts(editor: Editor, at: Path) -> None:
    text = GOOD.replace("communication_systems: &systems", "communication_systems: *own").replace("*systems", "*own")
    start = text.index("      - system_id"), text.index("    communication_arrangements: &")
    systems, text = text[start[0] : start[1]], text[: start[0]] + text[start[1] :]
    text = text.replace("cloud_alm_tenants:", f"x-own: &own\n{systems}\ncloud_alm_tenants:", 1)
    assert editor.open(at, text) == []
    assert hovered(editor, at, "host_|name", text).startswith("**Host Name**")


def test_definition_and_references(editor: Editor, good: Path) -> None:
    used = place("communication_system: CALM|_PROD")
    assert texts(editor.about("definition", good, *used)) == ["- system_id: [CALM_PROD]"]
    found = editor.about("references", good, *place("system_id: CALM|_PROD"), context={"includeDeclaration": False})
    assert texts(found) == ["communication_system: [CALM_PROD]"]
    found = editor.about("references", good, *place("&serv|ice"), context={"includeDeclaration": True})
    assert texts(found) == [
        "export: &[service]",
        "import: *[service]",
        "retry: *[service]",
        "status_change: *[service]",
    ]
    assert texts(editor.about("definition", good, *place("retry: *ser|vice"))) == ["export: &[service]"]
    assert editor.about("definition", good, *place("usage: prod|uctive")) == []


def renamed(editor: Editor, path: Path, needle: str, new: str, text: str = GOOD) -> list[str]:
    edit = editor.about("rename", path, *place(needle, text), newName=new)
    [document] = edit["documentChanges"]
    return [each["newText"] for each in document["edits"]]


def test_rename(editor: Editor, good: Path) -> None:
    assert renamed(editor, good, "system_id: CALM|_PROD", "CALM_1") == ["CALM_1"] * 2
    assert renamed(editor, good, "cloud_alm_tenant: calm|-prod", "yes: no") == ['"yes: no"'] * 2
    assert renamed(editor, good, "*sys|tems", "all") == ["all"] * 4
    assert texts([{"range": editor.about("prepareRename", good, *place("*sys|tems"))}]) == [
        "communication_systems: *[systems]"
    ]
    assert editor.about("prepareRename", good, *place("ro|le: test")) is None


@pytest.mark.parametrize(
    ("needle", "new", "message"),
    [
        ("id: te|st", "prod", "the new name is taken already, must be one that nothing else of its kind has"),
        ("id: te|st", " ", "the new name is empty or holds what cannot be printed, must be a name in one line"),
        ("&sys|tems", "service", "another anchor has the new name already"),
        ("&sys|tems", "a b", "the new name of an anchor must be one word without commas, brackets and the signs & * !"),
    ],
)
def test_new_name_that_cannot_be_used(editor: Editor, good: Path, needle: str, new: str, message: str) -> None:
    error = editor.refused("textDocument/rename", good, *place(needle), newName=new)
    assert (error["code"], error["message"]) == (-32803, message)


def test_system_id_that_other_tenants_name_is_renamed_there_too(editor: Editor, at: Path) -> None:
    arrangement = (
        "\n      - arrangement_name: A\n        scenario: SAP_COM_0001\n        communication_system: CALM_PROD"
    )
    text = f"{arrangement}".join(GOOD.rsplit(" *arrangements", 1))
    editor.open(at, text)
    assert renamed(editor, at, "system_id: CALM|_PROD", "CALM_1", text) == ["CALM_1"] * 3


def test_outline(editor: Editor, good: Path) -> None:
    found = editor.about("documentSymbol", good)
    assert [(each["name"], each["detail"]) for each in found] == [
        ("calm-prod", "SAP Cloud ALM tenant: productive, Acme Cloud ALM, eu10"),
        ("dev-080", "S/4HANA tenant: development, client 080"),
        ("cust-100", "S/4HANA tenant: customizing, client 100"),
        ("test", "S/4HANA tenant: test, client 100"),
        ("prod", "S/4HANA tenant: production, client 100"),
    ]
    assert [each["name"] for each in found[1]["children"]] == ["CALM_PROD", "SAP_COM_0690_CALM_ATO"]
    assert texts([{"range": found[1]["selectionRange"]}]) == ["- id: [dev-080]"]


def test_folds(editor: Editor, at: Path) -> None:
    editor.open(at, "a:\n- b: 1\n  c: 2\n\n- d:\n    e: {\nf: 1\n")
    found = [(each["startLine"], each["endLine"]) for each in editor.about("foldingRange", at)]
    assert found == [(0, 5), (1, 2), (4, 5)]


UNUSED = ["job_status: ", "package_size: ", "application_protocol: ", "service_url: ", "additional_properties: "]
TENANT = ["id: ", "role: ", "client: ", "host: ", "global_tenant_id: ", "connected_on: ", "first_import_on: "]
ROLES = ["development", "customizing", "test", "production", "starter", "sandbox"]
LISTS = ["communication_systems:", "communication_arrangements:", "transports:"]
TOKEN = "https://acme.authentication.eu10.hana.ondemand.com/oauth/token"
CLIENT = "sb-calm-deploy!b123456|sapcloudalm!b456789"
OTHER_LISTS = ["ctms_services:", "cts_domains:", "certificates:", "destinations:"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("role: development", "role: ^", ["development", "customizing", "test", "production", "starter", "sandbox"]),
        (
            "    role: dev",
            "    ro^\n    x: dev",
            ["role: ", "host: ", "global_tenant_id: ", "first_import_on: ", LISTS[2]],
        ),
        ("cloud_alm_tenant: calm-prod", "cloud_alm_tenant: ca^", ["calm-prod"]),
        ("communication_system: CALM_PROD", "communication_system: ^", ["CALM_PROD"]),
        ("host_name: eu10.alm.cloud.sap", "host_name: ^", ["eu10.alm.cloud.sap"]),
        (f"token_endpoint: {TOKEN}", "token_endpoint: ^", [TOKEN]),
        (f"client_id: {CLIENT}", "client_id: ^", [CLIENT]),
        ("            path: /\n", "            p^\n", ["path: ", *UNUSED]),
        ("s4hana_tenants:", "^\ns4hana_tenants:", ["description: ", *OTHER_LISTS]),
        ("  - id: test\n", "  - ^\n  - id: test\n", [*TENANT, *LISTS]),
    ],
    ids=["values", "keys", "alm", "system", "host", "token", "client", "service", "landscape", "item"],
)
def test_completion(editor: Editor, at: Path, old: str, new: str, expected: list[str]) -> None:
    assert old in GOOD
    text = GOOD.replace(old, new, 1)
    before = text[: text.index("^")]
    editor.open(at, text.replace("^", "", 1))
    found = editor.about("completion", at, before.count("\n"), len(before) - before.rfind("\n") - 1)
    assert [
        each["textEdit"]["newText"] for each in sorted(found, key=lambda each: each.get("sortText", ""))
    ] == expected


def test_lenses(editor: Editor, good: Path) -> None:
    found = editor.about("codeLens", good)
    titles = [each["command"]["title"] for each in found]
    assert titles == ["4 tenants use this"] * 3 + ["worksheet"] * 4
    assert found[3]["command"]["command"] == "show.worksheet"
    arguments = found[3]["command"]["arguments"]
    sheet = editor.ask("workspace/executeCommand", {"command": "calm-lint.worksheet", "arguments": arguments})
    assert "dev-080" in sheet
    assert "cust-100" not in sheet
    page = editor.ask("workspace/executeCommand", {"command": "calm-lint.report", "arguments": arguments[:1]})
    assert page.startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("broken", ["", "\nbroken: [\n"], ids=["read", "broken"])
def test_no_answer_holds_a_secret(editor: Editor, at: Path, broken: str) -> None:
    secret = "kR7-pQ2-wZ9-invented"
    text = GOOD.replace("${CALM_PROD_SECRET}", secret).replace("id: test", f"id: {secret}")
    text = text.replace("&systems", f"&{secret}").replace("*systems", f"*{secret}")
    text = text.replace("system_id: CALM_PROD", f"system_id: {secret}") + broken
    answers = [editor.open(at, text), editor.about("documentSymbol", at), editor.about("codeLens", at)]
    lines = text.splitlines()
    for number, line in enumerate(lines):
        answers.append(editor.about("completion", at, number, len(line)))
        if secret in line or "id:" in line:
            answers.append(editor.about("hover", at, number, line.rindex(":") + 3))
            answers.append(editor.about("definition", at, number, line.rindex(":") + 3))
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": len(lines), "character": 0}}
    about = {"textDocument": {"uri": at.as_uri()}, "range": whole, "context": {"diagnostics": []}}
    answers.append(editor.ask("textDocument/codeAction", about))
    for command in ("worksheet", "report"):
        arguments = [at.as_uri(), "dev-080"][: 2 if command == "worksheet" else 1]
        answers.append(
            editor.ask("workspace/executeCommand", {"command": f"calm-lint.{command}", "arguments": arguments})
        )
    assert len(answers) > 60
    assert secret not in json.dumps(answers)
