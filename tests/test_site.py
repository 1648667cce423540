"""The site of the documentation, built as `make site` builds it, in a real browser."""

from __future__ import annotations

import functools
import http.server
import json
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser

from printed import BIN, ROOT

pytestmark = pytest.mark.once

PAGES = ["", "first-hour/", "ci/", "landscape/", "rules/", "rules/system-port/"]


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Print nothing."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    for name in ("docs", "schemas"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("Makefile", "zensical.toml"):
        shutil.copy(ROOT / name, folder)
    # It fails for a link that leads to no page. The environment is ready: it is the one of the tests.
    command = ["make", "--old-file=.venv/ready", f"BIN={BIN}", "site"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    handler = functools.partial(Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_each_rule_has_a_page_that_the_search_finds(site: Path) -> None:
    places = {each["location"].partition("#")[0] for each in json.loads((site / "search.json").read_text())["items"]}
    rules = [path.stem for path in (ROOT / "docs" / "rules").glob("*.md") if path.stem != "index"]
    assert len(rules) > 90
    assert {f"rules/{name}/" for name in rules} <= places


def test_llms_txt_names_pages_that_are_there(site: Path) -> None:
    text = (site / "llms.txt").read_text("utf-8")
    links = [urlsplit(link).path.removeprefix("/calm-lint/") for link in re.findall(r"\]\((\S+)\)", text)]
    assert len(links) > 100
    assert [link for link in links if not (site / link / "index.html").exists()] == []


def test_schemas_are_at_their_addresses(site: Path) -> None:
    schemas = list((site / "schemas").iterdir())
    assert {path.name for path in schemas} >= {
        "landscape.schema.json",
        "config.schema.json",
        "output-check.schema.json",
    }
    for path in schemas:
        address = json.loads(path.read_text("utf-8"))["$id"]
        assert site / urlsplit(address).path.removeprefix("/calm-lint/") == path


def test_search_finds_a_rule_by_what_a_person_types(address: str, browser: Browser) -> None:
    page = browser.new_page()
    # The key does nothing before the scripts of the page have run.
    page.goto(address, wait_until="networkidle")
    page.keyboard.press("/")
    page.keyboard.type("system-port")
    page.locator("a[href*='rules/system-port']").first.wait_for()
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible_and_ask_no_other_server(scheme: str, address: str, browser: Browser) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1280, "height": 900})  # type: ignore[arg-type]
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for name in PAGES:
        page.goto(address + name)
        found = Axe().run(page).response["violations"]
        told = [(each["id"], [node["html"][:120] for node in each["nodes"]][:3]) for each in found]
        assert told == [], name
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
    context.close()
