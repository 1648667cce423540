"""Documents install calm-lint from a commit that exists, until there is a release."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import yaml

from calm_lint.pages.pipelines import REVISION
from printed import ROOT

# What may follow the address of the repository in a document that installs something from it.
PINS = re.compile(r"calm-lint/calm-lint(?:/calm-lint)?@(\S+?)[\"`]?(?:\s|$)|rev: (\S+)")
# What takes whatever has the name on an index.
INSTALLS_BY_NAME = re.compile(r"pip install (--upgrade )?['\"]?calm-lint(?!(\[\w+\])? @ git)")


def documents() -> list[Path]:
    """Return what people read and copy."""
    return [ROOT / "README.md", ROOT / "templates" / "calm-lint.yml", *sorted((ROOT / "docs").glob("*.md"))]


def git(*args: str) -> str:
    # CI may check out as somebody else.
    command = ["git", "-c", "safe.directory=*", *args]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def test_all_documents_name_one_commit() -> None:
    found = [pin for path in documents() for pair in PINS.findall(path.read_text("utf-8")) for pin in pair if pin]
    assert len(found) >= 7
    assert set(found) == {REVISION}


def test_no_document_installs_what_is_not_there() -> None:
    released = re.search(r"^## [0-9.]+ \([0-9-]+\)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    # Messages are copied as well.
    for path in [*documents(), *(ROOT / "lint").rglob("*.py")]:
        assert released or not INSTALLS_BY_NAME.search(path.read_text("utf-8")), path


def test_the_commit_has_what_the_documents_use() -> None:
    if (
        not (ROOT / ".git").exists()
        or git("rev-parse", "--is-shallow-repository").strip() == "true"
        or git("rev-list", "--count", "HEAD").strip() == "1"
    ):
        pytest.skip("the history is not here")
    git("merge-base", "--is-ancestor", REVISION, "HEAD")
    hooks = {each["id"] for each in yaml.safe_load(git("show", f"{REVISION}:.pre-commit-hooks.yaml"))}
    assert hooks == {each["id"] for each in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    inputs = yaml.safe_load(git("show", f"{REVISION}:action.yml"))["inputs"]
    assert inputs == yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["inputs"]
