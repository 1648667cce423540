"""The language server knows SAP Cloud Transport Management and the Change and Transport System, too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from editor import Editor, applied

ROOT = Path(__file__).parents[1]
RULES = ROOT / "tests" / "rules"
CLEAN = [
    ROOT / "examples/landscape.yaml",
    *(RULES / f"{name}.landscape.yaml" for name in ("ctms", "cts", "mtls", "migration")),
]
CTMS, CTS = ((RULES / f"{name}.landscape.yaml").read_text("utf-8") for name in ("ctms", "cts"))
VALUE = re.compile(r"[\w-]+: \"?([A-Za-z][\w-]*)|\[([A-Z]{3}):")

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    with Editor(tmp_path_factory.mktemp("folder"), options={"worksheetCommand": "show.worksheet"}) as editor:
        yield editor
    assert (editor.code, editor.said) == (0, "")


@pytest.fixture
def at(tmp_path: Path, editor: Editor) -> Iterator[Path]:
    path = tmp_path / "landscape.yaml"
    yield path
    editor.close(path)


def names(editor: Editor, path: Path, text: str) -> dict[str, tuple[int, int]]:
    """Return the names of a landscape that can be renamed, each once, with a place where it stands."""
    found: dict[str, tuple[int, int]] = {}
    for number, line in enumerate(text.splitlines()):
        for match in VALUE.finditer(line):
            name = match[1] or match[2]
            where = number, match.start(1 if match[1] else 2) + 1
            if name not in found and editor.about("prepareRename", path, *where):
                found[name] = where
    return found


@pytest.mark.parametrize(
    ("path", "count"), [*zip(CLEAN, (6, 9, 12, 5, 6), strict=True)], ids=lambda each: getattr(each, "name", "")
)
def test_what_is_renamed_is_renamed_everywhere(editor: Editor, at: Path, path: Path, count: int) -> None:
    text = path.read_text("utf-8")
    assert editor.open(at, text) == []
    found = names(editor, at, text)
    assert len(found) == count, found
    for name, where in found.items():
        new = "QX7" if re.fullmatch("[A-Z]{3}(000)?", name) else "another_one"
        edit = editor.about("rename", at, *where, newName=new)
        renamed = applied(text, {"edit": edit})
        assert len(re.findall(rf"\b{new}", renamed)) >= len(edit["documentChanges"][0]["edits"])
        editor.change(at, renamed)
        assert [each["message"] for each in editor.diagnostics(at)] == [], name
        editor.change(at, text)


def place(needle: str, text: str) -> tuple[int, int]:
    before, after = needle.split("|")
    head = text[: text.index(before + after) + len(before)]
    return head.count("\n"), len(head) - head.rfind("\n") - 1


def places(editor: Editor, path: Path, needle: str, text: str) -> list[str]:
    found = editor.about("references", path, *place(needle, text), context={"includeDeclaration": True})
    lines = text.split("\n")
    starts = [(each["range"]["start"]["line"], each["range"]["start"]["character"]) for each in found]
    return [f"{lines[line][:column]}|{lines[line][column:]}".strip() for line, column in starts]


def test_nodes_and_sids_are_found_where_they_are_used(editor: Editor, at: Path) -> None:
    editor.open(at, CTMS)
    assert places(editor, at, "source: DEV|_NODE", CTMS) == [
        "- name: |DEV_NODE",
        "- {name: DEV_TO_TEST, source: |DEV_NODE, target: TEST_NODE}",
        "additional_properties: {sourceSystemId: |DEV_NODE}",
    ]
    editor.change(at, CTS)
    assert places(editor, at, "sid: E|CD", CTS) == [
        "- sid: |ECD",
        'lms_entry: {name: |ECD000, external_id: "000", deployment_model: SAP Public Cloud}',
        "- {name: payroll, systems: [|ECD:100, ECP:300]}",
    ]


@pytest.mark.parametrize(
    ("text", "needle", "expected"),
    [
        (CTMS, "- id: ctms|-sandbox", "Connected to: `calm-test`"),
        (CTMS, "- id: calm|-test", "1 service is connected: `ctms-sandbox`"),
        (CTS, "sid: D|EV", "Connected to: `calm-prod`"),
        (CTS, "- id: calm|-prod", "5 systems are connected: `DEV`, `QUA`, `PRD`, `ECD`, `ECP`"),
    ],
)
def test_hover_says_what_is_connected(editor: Editor, at: Path, text: str, needle: str, expected: str) -> None:
    editor.open(at, text)
    assert editor.about("hover", at, *place(needle, text))["contents"]["value"].endswith(f"\n\n---\n\n{expected}")


def test_outline_and_worksheets(editor: Editor, at: Path) -> None:
    def outline() -> list[tuple[str, list[str]]]:
        found = editor.about("documentSymbol", at)
        return [(each["name"], [inner["name"] for inner in each["children"]]) for each in found]

    def sheets() -> list[str]:
        found = [each["command"] for each in editor.about("codeLens", at) if each["command"]["title"] == "worksheet"]
        for each in found:
            params = {"command": "calm-lint.worksheet", "arguments": each["arguments"]}
            headings = re.findall("^## (.+)$", editor.ask("workspace/executeCommand", params), re.MULTILINE)
            assert [each["arguments"][1]] == [heading.replace("\\", "").partition(" (")[0] for heading in headings]
        return [each["arguments"][1] for each in found]

    editor.open(at, CTMS)
    assert outline()[2] == ("ctms-main", ["DEV_NODE", "TEST_NODE", "PROD_NODE", "DEV_TO_TEST", "TEST_TO_PROD", "4711"])
    assert sheets() == ["ctms-main", "ctms-sandbox"]
    editor.change(at, CTS)
    assert outline()[1] == ("DOMAIN_PRD", ["DEV", "QUA", "PRD", "main"])
    assert sheets() == ["DEV", "QUA", "PRD", "ECD", "ECP", "DOMAIN_PRD", "DOMAIN_ECP"]


def test_lens_of_an_anchor(editor: Editor, at: Path) -> None:
    text = CTS.replace('        tasks: ["Import', '        tasks: &tasks ["Import').replace(
        '            proxy_port: 3128\n            tasks: ["T',
        '            proxy_port: 3128\n            tasks: &own ["T',
    )
    editor.open(at, text)
    assert [each["command"]["title"] for each in editor.about("codeLens", at)][:2] == ["1 system uses this"] * 2


NODES = ["DEV_NODE", "TEST_NODE", "PROD_NODE"]
KEY_CLIENT = "sb-0a1b2c3d-1111-4222-8333-444455556666!b1234|alm-ts-backend!b1603"
TOKEN_SERVICE = "https://acme-admin.authentication.eu10.hana.ondemand.com/oauth/token"
URL = "https://transport-service-app-backend.ts.cfapps.eu10.hana.ondemand.com"
TRACK = "      - {name: main, systems: [DEV:100, QUA:200, PRD:300]}"
STOPS = ["DEV:100", "ECD:100", "ECP:300"]
TASKS = 'tasks: ["Import Transports"]'
IMPORT = '"Transports: Import"'


@pytest.mark.parametrize(
    ("text", "old", "new", "expected"),
    [
        (CTMS, "source: DEV_NODE, target", "source: ^, target", NODES),
        (CTMS, "source: DEV_NODE, target: TEST_NODE}", "source: DEV_NODE, ta^}", ["target: "]),
        (
            CTMS,
            "- {name: DEV_TO_TEST, source: DEV_NODE, target: TEST_NODE}",
            "- {name: X,\n         source: DEV_NODE, # {\n         target: ^}",
            NODES,
        ),
        (CTMS, "sourceSystemId: DEV_NODE", "sourceSystemId: ^", NODES),
        (CTMS, "    ctms_service: ctms-sandbox", "    ctms_service: ^", ["ctms-main", "ctms-sandbox"]),
        (CTMS, f"    client_id: {KEY_CLIENT}", "    client_id: ^", [KEY_CLIENT]),
        (CTMS, f"    token_service_url: {TOKEN_SERVICE}", "    token_service_url: ^", [TOKEN_SERVICE]),
        (CTMS, f"    url: {URL}\n    proxy_type", "    url: ^\n    proxy_type", [URL]),
        (
            CTMS,
            "      - {name: TEST_NODE, role: test}",
            "      - {name: TEST_NODE, role: ^}",
            ["development", "test", "production"],
        ),
        (CTS, TRACK, "      - name: main\n        systems: [^]", STOPS),
        (CTS, TRACK, "      - name: main\n        systems:\n          - ^", STOPS),
        (CTS, "domain_controller: PRD", "domain_controller: ^", ["DEV", "QUA", "PRD", "ECD", "ECP"]),
        (CTS, "root_url: https://eu10.alm.cloud.sap", "root_url: ^", ["https://eu10.alm.cloud.sap"]),
        (CTS, "client_authentication: Basic", "client_authentication: ^", ["Basic", "mTLS"]),
        (CTS, "cloud_alm_tenant: calm-prod", "cloud_alm_tenant: ^", ["calm-prod"]),
        (
            CTS,
            "      - sid: QUA\n",
            "      - sid: QUA\n        lm^\n",
            ["service_type: ", "customer: ", "hosted_by_sap: ", "virtual: ", "lms_entry:"],
        ),
    ],
)
def test_completion(editor: Editor, at: Path, text: str, old: str, new: str, expected: list[str]) -> None:
    assert completed(editor, at, text, old, new) == expected


@pytest.mark.parametrize("new", ["tasks: [^]", "tasks:\n              - ^", 'tasks: ["^"]'])
def test_tasks_are_completed_with_quotes(editor: Editor, at: Path, new: str) -> None:
    assert IMPORT in completed(editor, at, CTS, TASKS, new)


def completed(editor: Editor, path: Path, text: str, old: str, new: str) -> list[str]:
    """Return what the editor would write, and check that it replaces what is begun and the quotes around."""
    assert old in text
    text = text.replace(old, new, 1)
    before, after = text.split("^")
    text = before + after
    editor.open(path, text)
    where: dict[str, Any] = {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}
    found = sorted(editor.about("completion", path, **where), key=lambda each: each.get("sortText", ""))
    for each in found:
        span = each["textEdit"]["range"]
        line = text.split("\n")[where["line"]]
        replaced = line[span["start"]["character"] : span["end"]["character"]]
        assert replaced in ("", "ta", "lm", '""')
    return [each["textEdit"]["newText"] for each in found]
