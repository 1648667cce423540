from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from calm_lint import __version__, testing
from calm_lint.engine.linter import Linter
from calm_lint.engine.results import FileReport
from calm_lint.rulebook.plugins import load_rules
from calm_lint.rulebook.rule import Bad, Good, Rule

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Lint = Callable[[str | bytes], FileReport]
LintExample = Callable[[Good | Bad, str], FileReport]
Golden = Callable[[str, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the files in tests/golden anew")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--update-golden") and os.environ.get("CI"):
        raise pytest.UsageError("CI compares the files in tests/golden, and does not write them")


@pytest.fixture(scope="session", autouse=True)
def at_a_desk() -> Iterator[None]:
    """Hide from calm-lint that the tests themselves run on a CI server."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session")
def rules() -> list[Rule]:
    """All rules, loaded as the command line loads them."""
    rules, errors = load_rules()
    assert errors == []
    return rules


@pytest.fixture(scope="session")
def lint(rules: list[Rule]) -> Lint:
    """Lint a text with all rules."""
    linter = Linter(rules)

    def lint(text: str | bytes) -> FileReport:
        report = linter.lint("landscape.yaml", text if isinstance(text, bytes) else text.encode())
        assert report.errors == []
        return report

    return lint


@pytest.fixture
def lint_example(rules: list[Rule]) -> LintExample:
    """Lint an example of a rule, or another text in its place, beside its files in a git repository."""

    def lint(example: Good | Bad, text: str) -> FileReport:
        report = testing.lint_example(Linter(rules), example, text)
        assert report.errors == []
        return report

    return lint


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the current one, in one that is empty otherwise."""
    folder = tmp_path / "landscapes"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def golden(pytestconfig: pytest.Config) -> Golden:
    """Compare a text with a file in tests/golden, less what is not the same everywhere."""

    def compare(name: str, text: str) -> None:
        text = re.sub('"file:///[^"]*"', '"file:///FOLDER/"', text.replace(__version__, "VERSION"))
        path = Path(__file__).parent / "golden" / name
        if pytestconfig.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        assert text == path.read_bytes().decode()

    return compare


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, which all tests of pages share: Playwright starts once in a process."""
    # Most tests need no browser.
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("there is no Chromium: install the package chromium")
    with sync_playwright() as playwright:
        # Chromium wants no sandbox where it runs as root, and is not to call home.
        quiet = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
        browser = playwright.chromium.launch(executable_path=chromium, args=quiet)
        yield browser
        browser.close()
