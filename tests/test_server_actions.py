"""What the language server offers to do about findings, against what the command line does."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from command_line import run
from editor import Editor, applied

ROOT = Path(__file__).parents[1]
# One with every fault takes as long as all others together.
FILES = sorted([*ROOT.glob("examples/*landscape.yaml"), *ROOT.glob("tests/rules/*.landscape.yaml")])
LANDSCAPES = [path for path in FILES if path.name != "every_fault.landscape.yaml"]
GOOD = (ROOT / "examples" / "landscape.yaml").read_text("utf-8")
ALL = {"start": {"line": 0, "character": 0}, "end": {"line": 9999, "character": 0}}

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    # Another folder than those of the landscapes: each is an estate of its own, as for a run of one file.
    with Editor(tmp_path_factory.mktemp("folder")) as editor:
        yield editor
    assert (editor.code, editor.said) == (0, "")


@pytest.fixture
def at(tmp_path: Path, editor: Editor) -> Iterator[Path]:
    path = tmp_path / "landscape.yaml"
    yield path
    editor.close(path)


def actions(editor: Editor, path: Path, where: dict[str, Any] = ALL, *only: str) -> list[dict[str, Any]]:
    context: dict[str, Any] = {"diagnostics": []} | ({"only": list(only)} if only else {})
    params = {"textDocument": {"uri": path.as_uri()}, "range": where, "context": context}
    found: list[dict[str, Any]] = editor.ask("textDocument/codeAction", params)
    return found


def fixed(text: str, *options: str) -> str:
    return run("check", "--fix", *options, "-", stdin=text).out


@pytest.mark.parametrize("path", LANDSCAPES, ids=lambda path: path.name)
def test_fix_all_writes_the_bytes_of_the_command_line(editor: Editor, path: Path) -> None:
    text = path.read_bytes().decode()
    editor.open(path)
    found = actions(editor, path, ALL, "source.fixAll")
    editor.close(path)
    assert [applied(text, each) for each in found] or [text] == [fixed(text)]


@pytest.mark.parametrize("name", ["faulty", "every_ctms_fault", "every_mtls_fault"])
def test_each_fix_is_that_of_the_command_line(editor: Editor, name: str) -> None:
    [path] = [path for path in FILES if path.name.startswith(name)]
    text = path.read_bytes().decode()
    found = json.loads(run("check", "--format", "json", str(path)).out)["findings"]
    fixes = [(each["code"], each["fix"]) for each in found if each["fix"]]
    wanted = {(f"{code}: {fix['title']}", edited(text, fix["edits"])) for code, fix in fixes}
    offered = [each for one in editor.open(path) for each in actions(editor, path, one["range"], "quickfix")]
    editor.close(path)
    shown = [each for each in offered if "suppress" not in each["title"]]
    assert {(each["title"].partition(" (unsafe")[0], applied(text, each)) for each in shown} == wanted


def edited(text: str, edits: list[dict[str, Any]]) -> str:
    """Make the edits of a fix in a text, whose lines and columns count from 1."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    for each in reversed(edits):
        start = starts[each["line"] - 1] + each["column"] - 1
        end = starts[each["end_line"] - 1] + each["end_column"] - 1
        text = text[:start] + each["text"] + text[end:]
    return text


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_one_fix_writes_the_bytes_of_the_command_line(editor: Editor, at: Path, mark: str) -> None:
    text = mark + GOOD.replace("port: 443\n        token", "port: 8443  # \U0001f680\n        token").replace(
        "\n", "\r\n"
    )
    [diagnostic] = editor.open(at, text)
    first, *_ = found = actions(editor, at, diagnostic["range"], "quickfix")
    assert [each["title"] for each in found if each.get("isPreferred")] == ["CALM101: replace with 443"]
    assert applied(text, first) == fixed(text) != text


def test_unsafe_fix_is_named_so(editor: Editor, at: Path) -> None:
    [diagnostic] = editor.open(at, GOOD.replace("${CALM_PROD_SECRET}", "kR7-pQ2-wZ9-invented"))
    [fix] = actions(editor, at, ALL, "quickfix")
    assert (diagnostic["code"], fix["isPreferred"]) == ("CALM205", False)
    assert fix["title"] == "CALM205: replace with a reference (unsafe: read it before you take it over)"


def test_suppression_stands_at_the_end_of_the_line(editor: Editor, at: Path) -> None:
    text = GOOD.replace("port: 443\n        token", "port: 8443\n        token")
    [diagnostic] = editor.open(at, text)
    forever, limited = [each for each in actions(editor, at, diagnostic["range"]) if "suppress" in each["title"]]
    assert "port: 8443  # calm-lint: ignore[system-port] \n" in applied(text, forever)
    day = (date.today() + timedelta(90)).isoformat()
    assert f"ignore[system-port] until={day} \n" in applied(text, limited)
    editor.change(at, applied(text, forever))
    assert [each["code"] for each in editor.diagnostics(at)] == ["CALM013"]
    _, line, character = forever["command"]["arguments"]
    assert editor.ask("workspace/executeCommand", {k: forever["command"][k] for k in ("command", "arguments")}) is None
    assert applied(text, forever).splitlines()[line][:character].endswith("ignore[system-port] ")


def test_suppression_of_a_text_over_lines_stands_above_it(editor: Editor, at: Path) -> None:
    text = GOOD.replace("path: /\n", 'path: "/over\n              lines"\n')
    [diagnostic] = editor.open(at, text)
    forever, _ = [each for each in actions(editor, at, diagnostic["range"]) if "suppress" in each["title"]]
    above = f"            # calm-lint: ignore[{name_of(diagnostic)}] \n            path:"
    assert above in applied(text, forever)


def test_finding_over_files_is_suppressed(tmp_path: Path) -> None:
    text = GOOD.replace('client: "080"', 'host: my1.example\n    client: "080"')
    (tmp_path / "a.landscape.yaml").write_text(text, "utf-8")
    path = tmp_path / "b.landscape.yaml"
    with Editor(tmp_path) as editor:
        [diagnostic] = editor.open(path, text)
        forever, _ = actions(editor, path, diagnostic["range"])
        assert forever["title"] == "CALM410: suppress tenant-described-twice, and give a reason"
        suppressed = applied(text, forever).replace("twice] \n", "twice] one moves to the other\n")
        editor.change(path, suppressed)
        assert editor.diagnostics(path) == []
    path.write_text(suppressed, "utf-8")
    assert json.loads(run("check", "--format", "json", str(tmp_path)).out)["findings"] == []


def test_what_is_protected_is_not_suppressed(editor: Editor, at: Path) -> None:
    text = GOOD.replace("${CALM_PROD_SECRET}", "kR7-pQ2-wZ9-invented")
    editor.open(at, text)
    assert [each["title"] for each in actions(editor, at) if "suppress" in each["title"]] == []


def test_all_fixes_are_made_when_chosen(editor: Editor, at: Path) -> None:
    text = GOOD.replace("port: 443\n        token", "port: 8443\n        token")
    editor.open(at, text)
    [chosen] = [each for each in actions(editor, at) if each["kind"] == "source.fixAll.calm-lint"]
    assert "edit" not in chosen
    assert applied(text, editor.ask("codeAction/resolve", chosen)) == GOOD


def test_value_is_taken_from_the_binding(editor: Editor, at: Path) -> None:
    editor.open(at, GOOD.replace("host_name: eu10.", "host_name: us10."))
    [action] = [each for each in actions(editor, at, ALL, "quickfix") if each["title"].startswith("CALM104: replace")]
    assert action["title"] == "CALM104: replace with eu10.alm.cloud.sap"
    assert applied(GOOD.replace("host_name: eu10.", "host_name: us10."), action) == GOOD


def name_of(diagnostic: dict[str, Any]) -> str:
    return str(diagnostic["data"]["name"])
