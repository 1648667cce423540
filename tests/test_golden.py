"""What the commands print about the shipped examples, compared with the files in tests/golden.

`make golden` writes the files anew. Read what has changed in them as the administrator who gets it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from shutil import copy

import pytest

from calm_lint.cli import COMMANDS
from calm_lint.formats import FORMATS
from command_line import run
from environments import mixed

GOLDEN = Path(__file__).with_name("golden")
EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.yaml"))
ENDINGS = {
    "text": "txt",
    "concise": "concise.txt",
    "github": "github.txt",
    "gitlab": "gitlab.json",
    "junit": "xml",
    "markdown": "md",
    "evidence": "evidence.json",
}

# Each file, and the command that prints what is in it.
OUTPUTS = {
    "help/calm-lint.txt": "--help",
    **{f"help/{command}.txt": f"{command} --help" for command in COMMANDS},
    "diff/landscape-faulty.txt": "diff landscape.yaml faulty.landscape.yaml",
    "diff/landscape-faulty.worksheet.txt": "diff --worksheet landscape.yaml faulty.landscape.yaml",
}
for form in ("text", "markdown"):
    OUTPUTS[f"migrate/landscape.{ENDINGS[form]}"] = f"migrate --tenant dev-080 --format {form} landscape.yaml"
for form in ("text", "markdown", "json"):
    command = f"diff --format {form} faulty.landscape.yaml fixed.landscape.yaml"
    OUTPUTS[f"diff/faulty-fixed.{ENDINGS.get(form, form)}"] = command
    if form != "json":
        OUTPUTS[f"diff/faulty-fixed.worksheet.{ENDINGS.get(form, form)}"] = f"{command} --worksheet"
for example in EXAMPLES:
    OUTPUTS[f"report/{example.stem}.txt"] = f"report {example.name}"
    for form in FORMATS:
        # SARIF describes every rule that is selected.
        options = f"--today 2026-01-31 --format {form}{' --select system-port' if form == 'sarif' else ''}"
        OUTPUTS[f"check/{example.stem}.{ENDINGS.get(form, form)}"] = f"check {options} {example.name}"
    for form in ("text", "csv", "markdown"):
        name = f"worksheet/{example.stem}.{ENDINGS.get(form, form)}"
        OUTPUTS[name] = f"worksheet --format {form} {example.name}"
for name, command in {
    "report/mixed.txt": "report",
    "graph/mixed.svg": "graph",
    "graph/mixed.mmd": "graph --format mermaid",
}.items():
    OUTPUTS[name] = f"{command} --today 2026-11-24 mixed.landscape.yaml"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples, what --fix makes of the faulty one, and a landscape with all environments."""
    folder = tmp_path_factory.mktemp("examples")
    for example in EXAMPLES:
        copy(example, folder)
    copy(folder / "faulty.landscape.yaml", folder / "fixed.landscape.yaml")
    (folder / "mixed.landscape.yaml").write_text(mixed(), "utf-8")
    run("--fix", "fixed.landscape.yaml", folder=folder)
    return folder


@pytest.mark.parametrize("name", OUTPUTS)
def test_output(name: str, folder: Path, golden: Callable[[str, str], None]) -> None:
    done = run(*OUTPUTS[name].split(), folder=folder, NO_COLOR="1")
    assert (done.code, done.err) == (int(name.startswith("check/faulty")), "")
    # Evidence says which Python wrote it.
    out = re.sub(r'"python": "[^"]*"', '"python": "CPython 3"', done.out)
    out = re.sub(r'("package": "\w+", "sha256": )"[0-9a-f]{64}"', r'\1"SHA256"', out)
    golden(name, text_of(out) if name.startswith("report/") else out)


def test_every_file_has_a_command() -> None:
    files = {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.glob("*/*")}
    assert {name for name in files if not name.startswith("frames/")} == OUTPUTS.keys()


def text_of(page: str) -> str:
    """Return the text of a page, a line for each element."""
    lines: list[str] = []

    class Reader(HTMLParser):
        def handle_data(self, data: str) -> None:
            if self.lasttag not in ("style", "script") and data.strip():
                lines.append(f"{' '.join(data.split())}\n")

    Reader().feed(page)
    return "".join(lines)
