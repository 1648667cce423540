"""The language server finds what the command line finds."""

from __future__ import annotations

import json
import os
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from command_line import run
from editor import Editor

ROOT = Path(__file__).parents[1]
LANDSCAPES = sorted([*ROOT.glob("examples/*landscape.yaml"), *ROOT.glob("tests/rules/*.landscape.yaml")])
LEVELS = {"error": 1, "warning": 2, "info": 3}
FAULTY = ROOT / "examples" / "faulty.landscape.yaml"

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    # Another folder than those of the landscapes: each is an estate of its own, as for a run of one file.
    with Editor(tmp_path_factory.mktemp("folder")) as editor:
        yield editor
    assert (editor.code, editor.said) == (0, "")


def findings(path: Path, text: str | None = None) -> list[dict[str, Any]]:
    """Return what the command line finds in a file, or in a text of that name."""
    named = ["--stdin-filename", str(path), "-"] if text is not None else [str(path)]
    done = run("check", "--format", "json", *named, stdin=(text or "").encode(errors="surrogatepass"))
    found: list[dict[str, Any]] = json.loads(done.out)["findings"]
    return found


def units(text: str, line: int, column: int) -> dict[str, int]:
    """Return the position of a line and a column in UTF-16, worked out letter by letter."""
    before = re.split("\r\n|\r|\n", text)[line - 1][: column - 1]
    return {"line": line - 1, "character": sum(2 if letter > "\uffff" else 1 for letter in before)}


def expected(finding: dict[str, Any], text: str) -> tuple[Any, ...]:
    start = units(text, finding["line"], finding["column"])
    end = units(text, finding["end_line"], finding["end_column"])
    related = [(each["message"], units(text, each["line"], each["column"])) for each in finding["related"]]
    level = LEVELS[finding["severity"]]
    return finding["code"], finding["message"], level, start, end, finding["url"], related, finding["path"]


def shown(diagnostic: dict[str, Any]) -> tuple[Any, ...]:
    where = diagnostic["range"]
    places = diagnostic.get("relatedInformation", [])
    related = [(each["message"], each["location"]["range"]["start"]) for each in places]
    code, page = diagnostic["code"], diagnostic["codeDescription"]["href"]
    level, path = diagnostic["severity"], diagnostic["data"]["path"]
    return code, diagnostic["message"], level, where["start"], where["end"], page, related, path


@pytest.mark.parametrize("path", LANDSCAPES, ids=lambda path: path.name)
def test_diagnostics_are_the_findings_of_the_command_line(editor: Editor, path: Path) -> None:
    text = path.read_bytes().decode()
    found = editor.open(path)
    editor.close(path)
    assert [shown(each) for each in found] == [expected(each, text) for each in findings(path)]


def test_text_in_the_editor_counts_and_not_that_on_the_disk(editor: Editor, tmp_path: Path) -> None:
    path = tmp_path / "landscape.yaml"
    assert editor.open(path, FAULTY.read_text("utf-8")) != []
    editor.change(path, (ROOT / "examples/landscape.yaml").read_text("utf-8"))
    assert editor.diagnostics(path) == []
    editor.close(path)
    assert not path.exists()


def test_characters_outside_of_the_basic_plane(editor: Editor, tmp_path: Path) -> None:
    path = tmp_path / "landscape.yaml"
    text = "# \U0001f680\nformat: 1\nname: \U0001f680 {}\n\U0001f680: {\U0001f511: 1, prot: 8443}\n"
    found = editor.open(path, text)
    editor.close(path)
    assert [shown(each) for each in found] == [expected(each, text) for each in findings(path, text)]
    key = {"start": {"line": 3, "character": 0}, "end": {"line": 3, "character": 2}}
    assert [each["message"][:13] for each in found if each["range"] == key] == ["unknown key \U0001f680"]


def test_random_edits_end_in_the_findings_of_a_fresh_run(tmp_path: Path) -> None:
    type_at_random(tmp_path, edits=200)


@pytest.mark.skipif(not os.environ.get("CALM_LINT_EDITS"), reason="takes minutes; CALM_LINT_EDITS=10000 runs it")
def test_thousands_of_random_edits(tmp_path: Path) -> None:
    type_at_random(tmp_path, edits=int(os.environ["CALM_LINT_EDITS"]))


def type_at_random(folder: Path, edits: int) -> None:
    """Edit landscapes of one estate here and there, now and then compare the findings with those of a fresh run.

    What makes a text unreadable is linted too, and taken back: all that follows would say the same.
    """
    chance = random.Random(24)
    good, host = (ROOT / "examples/landscape.yaml").read_text("utf-8"), 'host: my1.example\n    client: "080"'
    sources = [FAULTY.read_text("utf-8"), *(good.replace('client: "080"', host) for _ in range(2))]
    texts = {folder / f"{number}.landscape.yaml": f"# \U0001f680\n{text}" for number, text in enumerate(sources)}
    lines = [line for text in sources for line in text.splitlines(keepends=True)]
    with Editor(folder) as editor:
        for path, text in texts.items():
            editor.open(path, text)
        for number in range(edits):
            path, text = chance.choice([*texts.items()])
            start = chance.randrange(len(text) + 1)
            end = min(start + chance.choice([0, 0, 1, 2, 30]), len(text))
            typed = chance.choice(["", "x", " ", "\n", ": ", "\U0001f680", "\r\n", "#", *lines])
            texts[path] = text[:start] + typed + text[end:]
            editor.change(path, texts[path])
            if number % 50 == 0:
                editor.diagnostics(path)
            if not is_readable(texts[path]):
                texts[path] = text
                editor.change(path, text)
            if number % (edits // 4) == edits // 4 - 1:
                # A finding may have come or gone because of another file: the last that was published counts.
                compare(folder, texts, {path: editor.last(path) for path in texts})


def is_readable(text: str) -> bool:
    try:
        return bool(yaml.compose(text, Loader=yaml.CBaseLoader))
    except yaml.YAMLError:
        return False


def compare(folder: Path, texts: dict[Path, str], found: dict[Path, list[dict[str, Any]]]) -> None:
    """Compare what was published with what a fresh run finds in the same texts, without leaving them on the disk."""
    for path, text in texts.items():
        path.write_bytes(text.encode())
    fresh = json.loads(run("check", "--format", "json", str(folder)).out)["findings"]
    for path, text in texts.items():
        path.unlink()
        wanted = [expected(each, text) for each in fresh if each["file"] == str(path)]
        assert [shown(each) for each in found[path]] == wanted


def test_a_configuration_that_cannot_be_used_is_said_once(editor: Editor, tmp_path: Path) -> None:
    (tmp_path / "calm-lint.toml").write_text("selct = []\n", "utf-8")
    path = tmp_path / "landscape.yaml"
    found = editor.open(path, FAULTY.read_text("utf-8"))
    assert "calm-lint.toml" in editor.message()
    assert [each["code"] for each in found] == [each["code"] for each in findings(path, FAULTY.read_text("utf-8"))]
    (tmp_path / "calm-lint.toml").write_text('select = ["system-port"]\n', "utf-8")
    changed = {"uri": (tmp_path / "calm-lint.toml").as_uri(), "type": 2}
    editor.change(path, FAULTY.read_text("utf-8"))
    editor.notify("workspace/didChangeWatchedFiles", {"changes": [changed]})
    assert {each["code"] for each in editor.diagnostics(path)} == {"CALM002", "CALM003", "CALM101"}
    editor.close(path)


def test_baseline_and_excluded_files(editor: Editor, tmp_path: Path) -> None:
    path = tmp_path / "landscape.yaml"
    path.write_bytes(FAULTY.read_bytes())
    assert run("check", "--write-baseline", "baseline.json", "landscape.yaml", folder=tmp_path).code == 0
    (tmp_path / "calm-lint.toml").write_text('baseline = "baseline.json"\nexclude = ["old.landscape.yaml"]\n', "utf-8")
    assert editor.open(path) == []
    assert editor.open(tmp_path / "old.landscape.yaml", FAULTY.read_text("utf-8")) == []
    editor.close(tmp_path / "old.landscape.yaml")
    editor.close(path)


def test_no_secret_leaves(editor: Editor, tmp_path: Path) -> None:
    path = tmp_path / "landscape.yaml"
    secret = "kR7-pQ2-wZ9-invented"
    text = (ROOT / "examples/landscape.yaml").read_text("utf-8").replace("${CALM_PROD_SECRET}", secret)
    found = editor.open(path, text.replace("host_name: eu10", f"host_name: {secret}"))
    editor.close(path)
    assert {"CALM205"} < {each["code"] for each in found}
    assert secret not in json.dumps(found)


def test_landscapes_of_the_folder_are_one_estate(tmp_path: Path) -> None:
    good = (ROOT / "examples/landscape.yaml").read_text("utf-8")
    good = good.replace('client: "080"', 'host: my1.example\n    client: "080"')
    (tmp_path / "a.landscape.yaml").write_text(good, "utf-8")
    path = tmp_path / "b.landscape.yaml"
    with Editor(tmp_path) as editor:
        found = editor.open(path, good.replace('"080"', '"081"'))
        assert found == []
        editor.change(path, good)
        found = editor.diagnostics(path)
    path.write_text(good, "utf-8")
    done = run("check", "--format", "json", str(tmp_path))
    wanted = [each for each in json.loads(done.out)["findings"] if each["file"] == str(path)]
    assert [shown(each) for each in found] == [expected(each, good) for each in wanted]
    assert "CALM410" in {each["code"] for each in found}
    [place] = found[0]["relatedInformation"]
    assert place["location"]["uri"] == (tmp_path / "a.landscape.yaml").as_uri()
