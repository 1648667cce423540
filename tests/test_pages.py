"""The pages, and the pages in a real browser: small, large and broken landscapes."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from calm_lint.api import Linter
from calm_lint.pages import html
from calm_lint.rulebook.examples import complete
from calm_lint.rulebook.rule import Bad, Rule

ROOT = Path(__file__).parents[1]
EXAMPLE = (ROOT / "examples" / "landscape.yaml").read_text("utf-8")
FAULTY = (ROOT / "examples" / "faulty.landscape.yaml").read_text("utf-8")
MTLS = (ROOT / "tests" / "rules" / "mtls.landscape.yaml").read_text("utf-8")
MIGRATION = (ROOT / "tests" / "rules" / "migration.landscape.yaml").read_text("utf-8")
EVERY_MTLS_FAULT = (ROOT / "tests" / "rules" / "every_mtls_fault.landscape.yaml").read_text("utf-8")
EVERY_FAULT = (ROOT / "tests" / "rules" / "every_fault.landscape.yaml").read_text("utf-8")
BROKEN = "format: 1\nname: [\n"
MARKUP = "</title></style><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
SECRET = "not-a-real-secret-7c41"

Write = Callable[[str], str]
Open = Callable[..., Page]


def large() -> str:
    """Return a landscape of fifty tenants, some of which have findings."""
    head, first, *_ = re.split(r"(?m)^  - id: (?=dev-080|cust-100)", EXAMPLE)
    roles = ("development", "customizing", "test", "production", "sandbox")
    tenants = []
    for number in range(50):
        tenant = re.sub(r"[&*](\w+)", rf"\g<0>_{number}", first.removeprefix("dev-080"))
        tenant = tenant.replace("role: development", f"role: {roles[number % 5]}")
        tenants.append(f"{number:03d}{tenant.replace('port: 443', 'port: 8443') if number % 7 == 3 else tenant}")
    return "  - id: ".join((head, *tenants))


@pytest.fixture(scope="session")
def write(rules: list[Rule]) -> Write:
    """Write the report on a file."""

    def write(text: str) -> str:
        linter = Linter(rules, today=lambda: date(2026, 11, 24))
        return html.report(linter.survey("landscape.yaml", text.encode()), rules, [])

    return write


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("there is no Chromium: install the package chromium")
    with sync_playwright() as playwright:
        # Chromium wants no sandbox where it runs as root, and is not to call home.
        quiet = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=quiet)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, write: Write, tmp_path: Path) -> Iterator[Open]:
    """Open the report on a file; what it says to the console, and asks of the network, fails the test."""
    pages: list[Page] = []
    trouble: list[str] = []
    file = tmp_path / "report.html"

    def note_request(request: Request) -> None:
        if request.url.partition("#")[0] != file.as_uri():
            trouble.append(request.url)

    def note_message(message: ConsoleMessage) -> None:
        trouble.append(message.text)

    def open_page(text: str, scheme: str = "light") -> Page:
        file.write_text(write(text), "utf-8")
        page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
        page.on("console", note_message)
        page.on("request", note_request)
        page.goto(file.as_uri())
        pages.append(page)
        return page

    yield open_page
    for page in pages:
        page.close()
    assert trouble == []


def test_the_page_needs_no_other(write: Write) -> None:
    page = write(FAULTY)
    assert "<script" not in page
    assert "<link" not in page
    assert not re.search(r"""(?:src|url\(|@import|srcset)\s*[=(]?\s*["']?http""", page)


def test_the_same_file_gives_the_same_page(write: Write) -> None:
    assert write(FAULTY) == write(FAULTY)


def test_fifty_tenants_are_well_under_a_megabyte(write: Write) -> None:
    assert len(write(large()).encode()) < 800_000


def test_findings_with_frames_by_tenant(write: Write) -> None:
    page = write(FAULTY)
    assert page.count('<article class="finding') == 18
    assert '<pre class="frame" tabindex="0">31 |         port: 8443 # CALM101\n   |               ^^^^</pre>' in page
    assert "Fix</dt><dd>replace with 443</dd>" in page


def test_a_finding_in_shared_text_names_all_tenants(write: Write) -> None:
    page = write(EXAMPLE.replace("        port: 443\n", "        port: 8443\n", 1))
    assert page.count("Port is 8443, must be 443</h4>") == 1
    assert "concerns cust-100, test, prod, too" in page


def test_what_was_checked(write: Write) -> None:
    rows = re.findall(r"CALM(\d{3}) [\w-]+</a></th><td>\w+</td><td>(\w+)</td><td>(\d+)</td>", write(FAULTY))
    assert ("101", "2", "1") in rows
    assert ("601", "nothing", "0") in rows


def test_certificates_with_what_uses_them(write: Write) -> None:
    rows = re.findall(r'<tr[^>]*><th scope="row">(calm-mtls[^<]*)</th>(.*?)</tr>', write(MIGRATION))
    cells = {name: re.findall(r"<td>(.*?)</td>", row) for name, row in rows}
    assert cells == {
        "calm-mtls-2025": ["not known", "2026-09-01", '<span class="failure">expired</span>', "nothing"],
        "calm-mtls": [
            "not known",
            "2027-08-15",
            "264",
            "dev-100: outbound user, dev-100: inbound user, destination CALM_FTR_ATO_74558820099",
        ],
    }
    assert "<td>CN=calm-deploy,O=SAP SE,C=DE</td><td>2027-09-01</td><td>281</td>" in write(MTLS)


def test_no_certificates_no_table(write: Write) -> None:
    assert "certificates-1" not in write(EXAMPLE)
    assert "Certificates" not in write(EXAMPLE)


def test_a_secret_does_not_come_out(write: Write) -> None:
    assert SECRET not in write(EXAMPLE.replace("${CALM_PROD_SECRET}", SECRET))
    assert SECRET not in write(MTLS.replace("${CALM_PFX_PASSWORD}", SECRET))
    assert SECRET not in write(f"name: [\nclient_secret: {SECRET}\n")


def test_every_fault_can_be_written(rules: list[Rule], write: Write) -> None:
    for text in (EVERY_FAULT, EVERY_MTLS_FAULT, "", "[]", "format: 1\n", "- a\n---\nformat: 1\n"):
        assert "What was checked" in write(text)
    for rule in rules:
        for example in rule.examples:
            if isinstance(example, Bad):
                assert "What was checked" in write(complete(rule.node, example.yaml))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "text",
    [EXAMPLE, FAULTY, BROKEN, f"{EXAMPLE}---\n{FAULTY}", EVERY_MTLS_FAULT],
    ids=["clean", "faulty", "broken", "two", "mtls"],
)
def test_axe_finds_nothing(open_page: Open, text: str, scheme: str) -> None:
    results = Axe().run(open_page(text, scheme))
    assert results.violations_count == 0, results.generate_report()


def test_axe_finds_nothing_on_the_worksheet_alone(rules: list[Rule], browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(html.worksheet(Linter(rules).survey("landscape.yaml", FAULTY.encode())))
    results = Axe().run(page)
    page.close()
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("text", [EXAMPLE, large(), FAULTY, MTLS], ids=["small", "large", "faulty", "mtls"])
def test_links_lead_to_what_the_page_holds(open_page: Open, text: str) -> None:
    page = open_page(text)
    links = page.eval_on_selector_all("a[href^='#']", "links => links.map(a => a.getAttribute('href').slice(1))")
    ids = page.eval_on_selector_all("[id]", "all => all.map(each => each.id)")
    assert len(ids) == len(set(ids))
    assert set(links) <= set(ids)
    assert {"picture-1", "findings-1", "worksheet-1", "checked"} <= set(links)


def test_the_picture_leads_to_the_sheet_of_a_tenant(open_page: Open) -> None:
    page = open_page(EXAMPLE)
    page.click("svg a:has-text('cust-100')")
    assert page.url.endswith("#tenant-1-1")
    assert page.locator("#tenant-1-1").inner_text().startswith("cust-100")


def test_the_picture_is_there(open_page: Open) -> None:
    page = open_page(large())
    assert page.locator("svg .box").count() == 51
    box = page.locator("svg").bounding_box()
    assert box
    assert box["height"] > 2000
    texts = page.locator("svg .box text").all()[:30]
    frame = page.locator("svg .box .face").first.bounding_box()
    assert frame
    assert all((place := text.bounding_box()) and place["width"] < frame["width"] for text in texts)


def test_no_page_is_wider_than_a_small_screen(open_page: Open) -> None:
    page = open_page(FAULTY)
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_keyboard_reaches_the_content(open_page: Open) -> None:
    page = open_page(EXAMPLE)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.locator("tbody input").first.focus()
    page.keyboard.press("Space")
    assert page.locator("tbody input").first.is_checked()


def test_markup_in_names_is_text(open_page: Open) -> None:
    name = json.dumps(MARKUP)
    page = open_page(EXAMPLE.replace("Acme transport landscape", name).replace("dev-080", name))
    assert page.title().startswith("</title></style><script>")
    assert page.locator("img, script").count() == 0


def test_print_shows_all_in_light_colours(open_page: Open) -> None:
    page = open_page(FAULTY, "dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.locator("nav").is_visible()
    assert page.locator("article.finding").last.is_visible()
