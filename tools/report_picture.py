"""Take the picture of the report that the README shows: the shipped example that has faults, in a real browser.

    python tools/report_picture.py

No test compares it, as it depends on the browser and its fonts.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
CALM_LINT = Path(sys.executable).with_name("calm-lint")
SIZE = {"width": 1100, "height": 1010}


def main() -> None:
    """Write docs/report.png."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_path = Path(folder, "report.html")
        command = [str(CALM_LINT), "report", "examples/faulty.landscape.yaml", "--output", str(page_path)]
        subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603 - our own command
        found = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE)  # type: ignore[arg-type]
        page.goto(page_path.as_uri())
        page.screenshot(path=ROOT / "docs" / "report.png")
        browser.close()


if __name__ == "__main__":
    main()
