"""The extension in Visual Studio Code, as code-server shows it in a browser.

`CODE_SERVER_PICTURES` names a folder for pictures of what is tested, for people to look at.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from command_line import CALM_LINT, run

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[1]
EXTENSION = ROOT / "editors" / "vscode"
FAULTY = ROOT / "examples" / "faulty.landscape.yaml"
NAME = FAULTY.name
SERVER = shutil.which("code-server") or shutil.which(ROOT / ".code-server" / "node_modules" / ".bin" / "code-server")
SETTINGS = {
    "calm-lint.path": CALM_LINT,
    "files.autoSave": "off",
    "security.workspace.trust.enabled": False,
    "workbench.startupEditor": "none",
}
# A page, and a browser that starts, take their time on a busy machine.
SECONDS = 60

pytestmark = [pytest.mark.once, pytest.mark.skipif(not SERVER, reason="there is no code-server")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("landscapes")
    shutil.copy(FAULTY, folder)
    return folder


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, folder: Path) -> Iterator[str]:
    """Start code-server with the extension, and return its address."""
    top = tmp_path_factory.mktemp("code-server")
    if not (EXTENSION / "node_modules").is_dir() and subprocess.run(["npm", "ci"], cwd=EXTENSION).returncode:
        pytest.skip("npm cannot download what builds the extension")
    subprocess.run(["npm", "run", "package"], cwd=EXTENSION, check=True)
    (top / "User").mkdir()
    (top / "User" / "settings.json").write_text(json.dumps(SETTINGS), "utf-8")
    quiet = ["--auth", "none", "--disable-telemetry", "--disable-update-check"]
    command = [str(SERVER), "--user-data-dir", str(top), "--extensions-dir", str(top / "extensions"), *quiet]
    environment = os.environ | {"XDG_CONFIG_HOME": str(top)}
    install = ["--install-extension", str(EXTENSION / "dist" / "calm-lint.vsix")]
    subprocess.run([*command, *install], env=environment, check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
    with subprocess.Popen([*command, "--bind-addr", host, str(folder)], env=environment) as server:
        yield f"http://{host}/?folder={folder}"
        server.terminate()


@pytest.fixture
def page(browser: Browser, address: str, folder: Path) -> Iterator[Page]:
    """The faulty landscape, open in an editor."""
    shutil.copy(FAULTY, folder)
    with browser.new_context(viewport={"width": 1400, "height": 900}) as context:
        page = context.new_page()
        page.set_default_timeout(SECONDS * 1000)
        _wait(lambda: bool(page.goto(address)), but=Exception)
        page.get_by_role("treeitem", name=NAME).dblclick()
        page.wait_for_selector(".squiggly-error")
        page.locator(".view-lines").first.click()
        yield page


def test_findings_are_those_of_the_command_line(page: Page) -> None:
    levels = [each["severity"] for each in json.loads(run("check", "--format", "json", str(FAULTY)).out)["findings"]]
    status = page.locator('[id="status.problems"] a')
    counts = f"Errors: {levels.count('error')}, Warnings: {levels.count('warning')}"
    _wait(lambda: status.get_attribute("aria-label") == counts)
    page.keyboard.press("Control+Shift+M")
    page.get_by_text("Port is 8443, must be 443").wait_for()
    _picture(page, "problems")


def test_hover_and_quick_fixes(page: Page) -> None:
    _go_to(page, "31:16")
    page.keyboard.press("Control+K")
    page.keyboard.press("Control+I")
    hover = page.locator(".monaco-hover-content", has_text="system-port")
    hover.get_by_text("With any other port").wait_for()
    # A paragraph that is indented would be code.
    assert hover.locator("code", has_text="With any other port").count() == 0
    _picture(page, "hover")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+.")
    menu = page.locator(".action-widget")
    menu.get_by_text("CALM101: replace with 443").wait_for()
    _picture(page, "fixes")
    menu.get_by_text("CALM101: suppress system-port, and give a reason").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    menu.wait_for(state="hidden")
    page.wait_for_function("document.querySelector('.view-lines').innerText.includes('[system-port]')")
    # The cursor goes to where the reason belongs, a moment later.
    time.sleep(1)
    reason = "the pilot goes through a proxy"
    page.keyboard.type(reason)
    page.wait_for_function(
        f"document.querySelector('.view-lines').innerText.replaceAll('\\xa0', ' ').includes('{reason}')"
    )
    page.keyboard.press("Control+S")
    _wait(lambda: f"# calm-lint: ignore[system-port] {reason}\n" in _text_of(page))


def test_all_fixes_write_the_bytes_of_the_command_line(page: Page, folder: Path) -> None:
    _command(page, "Fix All")
    page.wait_for_function("!document.querySelector('.view-lines').innerText.includes('8443')")
    page.keyboard.press("Control+S")
    fixed = run("check", "--fix", "-", stdin=FAULTY.read_bytes()).out
    _wait(lambda: (folder / NAME).read_text("utf-8") == fixed)


def test_report_and_worksheet(page: Page) -> None:
    _command(page, "calm-lint: Open Report")
    report = page.frame_locator("iframe.webview").frame_locator("#active-frame")
    report.get_by_role("heading", name="Acme transport landscape").wait_for()
    _picture(page, "report")
    page.locator(".codelens-decoration a", has_text="worksheet").first.click()
    page.get_by_role("tab", name="Preview Worksheet dev-080").wait_for()
    _wait(lambda: _is_shown(page, "dev-080 (development)"), but=Exception)
    # What is shown is no file that somebody would have to save.
    assert page.get_by_role("tab", name="Untitled").count() == 0
    _picture(page, "worksheet")


def _is_shown(page: Page, heading: str) -> bool:
    """Check whether a page within the editor shows a heading."""
    return any(frame.get_by_role("heading", name=heading).first.is_visible() for frame in page.frames)


def _go_to(page: Page, place: str) -> None:
    page.keyboard.press("Control+G")
    _enter(page, f":{place}")


def _command(page: Page, name: str) -> None:
    page.keyboard.press("F1")
    _enter(page, f">{name}")


def _enter(page: Page, text: str) -> None:
    box = page.locator(".quick-input-widget input")
    box.fill(text)
    page.locator(".quick-input-list .monaco-list-row").first.wait_for()
    time.sleep(0.5)
    box.press("Enter")
    box.wait_for(state="hidden")


def _text_of(page: Page) -> str:
    [folder] = page.url.split("folder=")[1:]
    return (Path(folder) / NAME).read_text("utf-8")


def _picture(page: Page, name: str) -> None:
    if pictures := os.environ.get("CODE_SERVER_PICTURES"):
        time.sleep(1)
        page.screenshot(path=Path(pictures) / f"{name}.png")


def _wait(done: Callable[[], bool], *, but: type[Exception] = AssertionError) -> None:
    """Wait until something is so; an exception of the given kind means that it is not so yet."""
    end = time.monotonic() + SECONDS
    while True:
        try:
            if done():
                return
        except but:
            pass
        assert time.monotonic() < end
        time.sleep(0.2)
