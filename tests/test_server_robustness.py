"""The language server goes on working, whatever a client, a plugin, or the disk does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from editor import Editor, applied

ROOT = Path(__file__).parents[1]
GOOD = (ROOT / "examples/landscape.yaml").read_text("utf-8")
FAULTY = (ROOT / "examples/faulty.landscape.yaml").read_text("utf-8")
EIGHT = GOOD.replace("port: 443\n        token", "port: 8443\n        token")
ALL = {"start": {"line": 0, "character": 0}, "end": {"line": 9999, "character": 0}}
SECRET = "kR7-pQ2-wZ9-invented"
QUESTIONS = ["hover", "definition", "completion", "prepareRename", "documentSymbol", "foldingRange", "codeLens"]
PLUGIN = """
from calm_lint.api import Bad, Good, Landscape, Severity, Source, hookimpl, rule

@rule(Landscape, code="ACME001", severity=Severity.INFO, source=Source("handbook", "1"), screen="",
      examples=[Good("name: Acme"), Bad("name:", at="format", message="name is missing")])
def landscape_name(landscape):
    \"\"\"Reports are filed by name.\"\"\"
    print("this is no message of the protocol")
    raise END

@hookimpl
def calm_lint_rules():
    return [landscape_name]
"""

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    with Editor(tmp_path_factory.mktemp("folder")) as editor:
        yield editor
    assert (editor.code, editor.said) == (0, "")


@pytest.fixture
def at(tmp_path: Path, editor: Editor) -> Iterator[Path]:
    path = tmp_path / "landscape.yaml"
    yield path
    editor.close(path)


def codes(diagnostics: list[dict[str, Any]]) -> list[str]:
    return [each["code"] for each in diagnostics]


def actions(editor: Editor, path: Path) -> list[dict[str, Any]]:
    params = {"textDocument": {"uri": path.as_uri()}, "range": ALL, "context": {"diagnostics": []}}
    found: list[dict[str, Any]] = editor.ask("textDocument/codeAction", params)
    return found


def test_client_without_optional_capabilities(tmp_path: Path) -> None:
    path = tmp_path / "landscape.yaml"
    with Editor(tmp_path, able={}) as editor:
        assert codes(editor.open(path, EIGHT)) == ["CALM101"]
        fix, suppress, _ = actions(editor, path)
        [edit] = fix["edit"]["changes"][path.as_uri()]
        # One that knows versions would be given these.
        assert applied(EIGHT, {"edit": {"documentChanges": [{"edits": [edit]}]}}) == GOOD
        assert "command" not in suppress
        reveal = {"command": "calm-lint.reveal", "arguments": [path.as_uri(), 0, 0]}
        assert editor.ask("workspace/executeCommand", reveal) is None
        assert editor.about("codeLens", path)[0]["command"]["title"] == "4 tenants use this"


def test_client_that_shows_no_markdown(tmp_path: Path) -> None:
    path = tmp_path / "landscape.yaml"
    with Editor(tmp_path, able={"textDocument": {"hover": {"contentFormat": ["plaintext"]}}}) as editor:
        editor.open(path, GOOD)
        assert (
            editor.about(
                "hover", path, *next((n, 1) for n, line in enumerate(GOOD.splitlines()) if line.startswith("name"))
            )["contents"]["kind"]
            == "plaintext"
        )


@pytest.mark.parametrize("end", ["SystemExit(3)", "RecursionError()", "ValueError('" + SECRET + "')"])
def test_plugin_that_crashes_and_prints(tmp_path: Path, end: str) -> None:
    (tmp_path / "acme.py").write_text(PLUGIN.replace("END", end), "utf-8")
    metadata = tmp_path / "acmerules-1.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: acmerules\nVersion: 1\n", "utf-8")
    (metadata / "entry_points.txt").write_text("[calm_lint]\nacme = acme\n", "utf-8")
    path = tmp_path / "landscape.yaml"
    editor = Editor(tmp_path, PYTHONPATH=str(tmp_path))
    with editor:
        assert codes(editor.open(path, EIGHT)) == ["CALM101"]
        message = editor.message()
        assert "ACME001" in message
        assert SECRET not in message
        editor.change(path, GOOD)
        assert editor.diagnostics(path) == []
    assert editor.said.splitlines()[0] == "this is no message of the protocol"


def test_folder_that_is_added_and_files_that_change_on_the_disk(tmp_path: Path) -> None:
    tenant = GOOD.replace('client: "080"', 'host: my1.example\n    client: "080"')
    first, second = tmp_path / "b", tmp_path / "a"
    first.mkdir()
    second.mkdir()
    other = second / "other.landscape.yaml"
    other.write_text(tenant, "utf-8")
    path = first / "a.landscape.yaml"
    able = {"workspace": {"workspaceFolders": True}}
    with Editor(first, able=able) as editor:
        assert editor.open(path, tenant) == []
        added = {"added": [{"uri": second.as_uri(), "name": "second"}], "removed": []}
        editor.notify("workspace/didChangeWorkspaceFolders", {"event": added})
        assert set(codes(editor.diagnostics(path))) == {"CALM410"}
        other.rename(second / "other.txt")
        editor.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": other.as_uri(), "type": 3}]})
        assert editor.diagnostics(path) == []
        (second / "other.txt").rename(second / "new.landscape.yaml")
        editor.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": other.as_uri(), "type": 1}]})
        assert set(codes(editor.diagnostics(path))) == {"CALM410"}
        # What the editor holds of the other one counts, and what is on the disk when it is closed.
        opened = second / "new.landscape.yaml"
        editor.open(opened, GOOD)
        assert editor.diagnostics(path) == []
        editor.close(opened)
        assert set(codes(editor.diagnostics(path))) == {"CALM410"}


def test_folder_that_is_deleted(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    path = folder / "landscape.yaml"
    with Editor(folder) as editor:
        assert codes(editor.open(path, EIGHT)) == ["CALM101"]
        folder.rmdir()
        editor.change(path, GOOD)
        assert editor.diagnostics(path) == []
        assert editor.messages == []


def test_messages_that_are_malformed(tmp_path: Path) -> None:
    path = tmp_path / "landscape.yaml"
    # What this server says of them would wait for other tests.
    with Editor(tmp_path) as editor:
        editor.open(path, GOOD)
        for content in ("{", "null", '{"jsonrpc": "2.0", "id": 1, "method": "textDocument/hover"}'):
            editor.send(content.encode())
            editor.change(path, EIGHT)
            assert codes(editor.diagnostics(path)) == ["CALM101"], content


@pytest.mark.parametrize(
    "uri", ["untitled:Untitled-1", "https://example.org/landscape.yaml", "git:/a/landscape.yaml?x", ""]
)
def test_what_is_no_file_is_left_alone(editor: Editor, uri: str) -> None:
    document = {"uri": uri, "languageId": "yaml", "version": 1, "text": FAULTY}
    editor.notify("textDocument/didOpen", {"textDocument": document})
    editor.notify("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": GOOD}]})
    where = {"line": 3, "character": 4}
    assert editor.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": where}) is None
    editor.notify("textDocument/didClose", {"textDocument": {"uri": uri}})


@pytest.mark.parametrize(
    "text", [FAULTY, "", "\ufeff", "name: \ud83d\n\udc00: 1\n", "name: \x00\n", "a: [\n", "- &a [*a]"]
)
@pytest.mark.parametrize("where", [(0, 1), (30, 99999), (99999, 0), (2**31 - 1, 2**31 - 1)])
def test_questions_about_any_place(editor: Editor, at: Path, text: str, where: tuple[int, int]) -> None:
    editor.open(at, text)
    for question in QUESTIONS:
        editor.about(question, at, *where)
    backwards = {"start": {"line": where[0], "character": where[1]}, "end": {"line": 0, "character": 0}}
    params = {"textDocument": {"uri": at.as_uri()}, "range": backwards, "context": {"diagnostics": []}}
    editor.ask("textDocument/codeAction", params)


def test_messages_that_mean_nothing_to_it(editor: Editor, tmp_path: Path) -> None:
    document = {"uri": (tmp_path / "landscape.yaml").as_uri(), "version": 2}
    editor.notify("textDocument/didClose", {"textDocument": document})
    editor.notify("workspace/didChangeConfiguration", {"settings": {}})
    editor.notify("$/cancelRequest", {"id": 4711})
    where = tmp_path / "landscape.yaml", 0, 0
    assert editor.refused("acme/unknown", *where)["code"] == -32601
    assert editor.about("hover", *where) is None
    assert editor.messages == []


def test_only_the_last_of_several_changes_is_linted(editor: Editor, at: Path) -> None:
    assert editor.open(at, GOOD) == []
    for _ in range(20):
        editor.change(at, EIGHT)
    editor.change(at, GOOD.replace("port: 443\n        token", "port: 9443\n        token"))
    assert [each["message"] for each in editor.diagnostics(at)] == ["Port is 9443, must be 443"]
    assert editor.published(at) == 1


def test_a_request_that_is_cancelled_is_answered(editor: Editor, at: Path) -> None:
    editor.open(at, EIGHT)
    for number in range(1000, 1010):
        params = {"textDocument": {"uri": at.as_uri()}, "position": {"line": 3, "character": 4}}
        editor.notify("$/cancelRequest", {"id": number})
        editor.send_request(number, "textDocument/hover", params)
        editor.notify("$/cancelRequest", {"id": number})
    assert editor.about("documentSymbol", at) != []


def test_message_about_a_configuration_holds_no_secret(editor: Editor, at: Path) -> None:
    configuration = at.with_name("calm-lint.toml")
    configuration.write_text(f'select = ["system-port"]\nclient_secret = "{SECRET}"\n', "utf-8")
    editor.open(at, EIGHT)
    message = editor.message()
    assert "client_secret" in message
    assert SECRET not in message


def test_large_landscape(editor: Editor, at: Path) -> None:
    text = GOOD + "x-own:\n" + "".join(f"  k{number}: b\n" for number in range(20000))
    assert editor.open(at, text) == []
    for question in QUESTIONS:
        assert SECRET not in json.dumps(editor.about(question, at, 10000, 3))
