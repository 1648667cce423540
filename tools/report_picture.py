"""Take the picture of the report that the README shows: the shipped example that has faults, in a real browser.

    python tools/report_picture.py
    python tools/report_picture.py FOLDER

With a folder, also look at reports of 2, 12 and 50 tenants: on a phone and on a desktop, light and dark, and printed.
No test compares the pictures, as they depend on the browser and its fonts.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
from playwright.sync_api import Browser, ViewportSize, sync_playwright

ROOT = Path(__file__).parents[1]
CALM_LINT = Path(sys.executable).with_name("calm-lint")
FAULTY = ROOT / "examples" / "faulty.landscape.yaml"
README: ViewportSize = {"width": 1100, "height": 1180}
SCREENS: dict[str, ViewportSize] = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 900}}

sys.path.append(str(ROOT / "benchmarks"))


def main() -> None:
    """Write docs/report.png, and the other pictures if a folder is named."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        found = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        page = browser.new_page(viewport=README)
        page.goto(report(FAULTY, Path(folder)))
        page.screenshot(path=ROOT / "docs" / "report.png")
        if sys.argv[1:]:
            look(browser, Path(sys.argv[1]))
        browser.close()


def look(browser: Browser, folder: Path) -> None:
    """Write pictures of reports to a folder, as screens and as sheets of paper."""
    folder.mkdir(exist_ok=True)
    for tenants in (2, 12, 50):
        file = FAULTY if tenants == 2 else folder / f"{tenants}.landscape.yaml"
        if file is not FAULTY:
            file.write_text(landscape(tenants), "utf-8")
        address = report(file, folder)
        for screen, size in SCREENS.items():
            for scheme in ("light", "dark"):
                page = browser.new_page(viewport=size, color_scheme="dark" if scheme == "dark" else "light")
                page.goto(address)
                page.screenshot(path=folder / f"{tenants}-{screen}-{scheme}.png", full_page=True)
                page.close()
        page = browser.new_page()
        page.goto(address)
        with pypdfium2.PdfDocument(page.pdf(format="A4")) as document:
            for number, sheet in enumerate(document, 1):
                sheet.render(scale=1.5).to_pil().save(folder / f"{tenants}-paper-{number:02d}.png")
        page.close()


def landscape(tenants: int) -> str:
    """Return a landscape in which every seventh tenant has a wrong port."""
    import data

    head, *rest = data.landscape(tenants).split("  - id: tenant-")
    rest[::7] = [tenant.replace("port: 443\n", "port: 8443\n") for tenant in rest[::7]]
    return "  - id: tenant-".join((head, *rest))


def report(landscape: Path, folder: Path) -> str:
    """Write the report on a landscape file, and return its address."""
    page = folder.absolute() / f"{landscape.name}.html"
    name = landscape.relative_to(ROOT) if landscape.is_relative_to(ROOT) else landscape.absolute()
    subprocess.run([str(CALM_LINT), "report", str(name), "--output", str(page)], cwd=ROOT, check=True)  # noqa: S603 - our own command
    return page.as_uri()


if __name__ == "__main__":
    main()
