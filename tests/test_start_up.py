"""A clean run imports nothing that it does not need: most of its time is spent on imports."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from calm_lint.api import AlmSystem, Landscape
from calm_lint.formats import FORMATS
from calm_lint.rulebook.examples import complete

SLOW = (
    "ast",
    "asyncio",
    "click",
    "dataclasses",
    "difflib",
    "email",
    "hashlib",
    "importlib.metadata",
    "inspect",
    "jinja2",
    "json",
    "jsonschema",
    "lsprotocol",
    "pathlib",
    "pluggy",
    "pygls",
    "rich",
)

POLICY = Path(__file__).parents[1] / "examples" / "policy" / "rules.yaml"
NETWORK = ("_socket", "_ssl", "http.client", "jwt", "socket", "ssl", "urllib.request")


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Return what a clean run imports beside what the interpreter, and files such as .pth, import anyway."""
    folder = tmp_path_factory.mktemp("start_up")
    (folder / "landscape.yaml").write_text(complete(Landscape, ""), "utf-8")
    return imports(folder, "-m", "calm_lint", "landscape.yaml") - imports(folder, "-c", "")


@pytest.mark.parametrize("word", ["--force-exclude", "check"])
def test_no_option_parser_is_imported_for_paths_alone(tmp_path: Path, word: str) -> None:
    (tmp_path / "landscape.yaml").write_text(complete(Landscape, ""), "utf-8")
    modules = imports(tmp_path, "-m", "calm_lint", word, "landscape.yaml")
    assert "calm_lint.engine.linter" in modules
    assert "click" not in modules


@pytest.mark.once
def test_linting_imports_no_network(tmp_path: Path) -> None:
    """Only probe uses the network, and none of what it needs is there when a file is linted, whatever the format."""
    (tmp_path / "landscape.yaml").write_text(complete(AlmSystem, "port: 8443"), "utf-8")
    code = "import sys, calm_lint.cli; sys.argv[0] = 'calm-lint'\ntry: calm_lint.cli.main()\nexcept SystemExit: pass\n"
    code += "print(*(name for name in {names} if name in sys.modules), file=sys.stderr)"
    formats = [f"--format={name}={name}.out" for name in FORMATS]
    for args in (["landscape.yaml"], ["check", "landscape.yaml", *formats], ["report", "landscape.yaml"]):
        command = [sys.executable, "-c", code.replace("{names}", repr(NETWORK)), *args]
        done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=True, timeout=30)
        assert done.stderr == "\n", args


@pytest.mark.parametrize("module", SLOW)
def test_clean_run_does_not_import(imported: set[str], module: str) -> None:
    assert [name for name in imported if name == module or name.startswith(f"{module}.")] == []


def test_declarative_rules_do_not_import_jsonschema(tmp_path: Path) -> None:
    (tmp_path / "landscape.yaml").write_text(complete(Landscape, ""), "utf-8")
    (tmp_path / "rules.yaml").write_text(POLICY.read_text("utf-8"), "utf-8")
    (tmp_path / "calm-lint.toml").write_text('rules = ["rules.yaml"]\n', "utf-8")
    modules = imports(tmp_path, "-m", "calm_lint", "landscape.yaml")
    assert "re2" in modules
    assert not {"jsonschema", "importlib.resources", "calm_lint.reading.redaction"} & modules


def test_help_and_version_import_no_command(tmp_path: Path) -> None:
    for option in ("--help", "--version"):
        modules = imports(tmp_path, "-m", "calm_lint", option)
        assert "click" in modules
        assert [name for name in modules if name.endswith(("_command", "_commands", "yaml")) or ".model" in name] == []


def test_clean_run_imports_the_engine(imported: set[str]) -> None:
    assert {"calm_lint.engine.linter", "calm_lint_rules", "yaml"} <= imported


def imports(folder: Path, *args: str) -> set[str]:
    # -X importtime would not show what importlib.import_module() loads, such as the modules of the formats.
    done = subprocess.run(
        [sys.executable, "-v", *args],
        capture_output=True,
        text=True,
        cwd=folder,
        env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
        check=True,
        timeout=30,
    )
    return set(re.findall(r"^import '([\w.]+)' #", done.stderr, re.MULTILINE))
