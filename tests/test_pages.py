"""The pages, and the pages in a real browser: small, large and broken landscapes."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, ViewportSize

from calm_lint.api import Linter
from calm_lint.pages import html
from calm_lint.rulebook.examples import complete
from calm_lint.rulebook.rule import Bad, Rule
from environments import CTMS, CTS, mixed

ROOT = Path(__file__).parents[1]
EXAMPLE = (ROOT / "examples" / "landscape.yaml").read_text("utf-8")
FAULTY = (ROOT / "examples" / "faulty.landscape.yaml").read_text("utf-8")
MTLS = (ROOT / "tests" / "rules" / "mtls.landscape.yaml").read_text("utf-8")
MIGRATION = (ROOT / "tests" / "rules" / "migration.landscape.yaml").read_text("utf-8")
EVERY_MTLS_FAULT = (ROOT / "tests" / "rules" / "every_mtls_fault.landscape.yaml").read_text("utf-8")
EVERY_FAULT = (ROOT / "tests" / "rules" / "every_fault.landscape.yaml").read_text("utf-8")
BROKEN = "format: 1\nname: [\n"
MARKUP = "</title></style><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
PHONE: ViewportSize = {"width": 390, "height": 844}
# The texts in pictures that another text covers, or that leave their box.
COVERED = """() => {
    const found = []
    for (const picture of document.querySelectorAll("svg.landscape-picture")) {
        const places = [...picture.querySelectorAll("text:not(.halo)")]
            .filter(it => it.textContent.trim()).map(it => [it.textContent, it.getBoundingClientRect()])
            .filter(([, it]) => it.width)
        for (const [n, [text, a]] of places.entries()) {
            const beside = b => a.left >= b.right - 1 || b.left >= a.right - 1
            const covers = ([, b]) => !beside(b) && a.top < b.bottom - 3 && b.top < a.bottom - 3
            if (places.slice(n + 1).some(covers)) found.push(text)
        }
        for (const box of picture.querySelectorAll(".box,.stop")) {
            const frame = box.querySelector("rect").getBoundingClientRect()
            for (const text of box.querySelectorAll("text")) {
                const place = text.getBoundingClientRect()
                if (place.width && (place.left < frame.left || place.right > frame.right)) found.push(text.textContent)
            }
        }
    }
    return found
}"""
SECRET = "not-a-real-secret-7c41"

Write = Callable[[str], str]
Open = Callable[..., Page]


def large(number_of_tenants: int = 50) -> str:
    """Return a landscape of many tenants, some of which have findings."""
    head, first, *_ = re.split(r"(?m)^  - id: (?=dev-080|cust-100)", EXAMPLE)
    roles = ("development", "customizing", "test", "production", "sandbox")
    tenants = []
    for number in range(number_of_tenants):
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


@pytest.fixture(scope="module")
def printed(browser: Browser) -> Callable[[str], list[str]]:
    """Print a page, and return the text of each sheet of paper."""

    def printed(text: str) -> list[str]:
        page = browser.new_page()
        page.set_content(text)
        with pypdfium2.PdfDocument(page.pdf(format="A4")) as document:
            sheets = [sheet.get_textpage().get_text_bounded() for sheet in document]
        page.close()
        return sheets

    return printed


def test_the_page_needs_no_other(write: Write) -> None:
    page = write(FAULTY)
    (script,) = re.findall("<script>(.*?)</script>", page, re.DOTALL)
    digest = b64encode(sha256(script.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}';" in page
    assert page.count("<script") == 1
    assert "<link" not in page
    assert not re.search(r"""(?:src|url\(|@import|srcset)\s*[=(]?\s*["']?http""", page)


def test_the_same_file_gives_the_same_page(write: Write) -> None:
    assert write(FAULTY) == write(FAULTY)


def test_fifty_tenants_are_well_under_a_megabyte(write: Write) -> None:
    assert len(write(large()).encode()) < 800_000


def test_findings_with_frames_by_tenant(write: Write) -> None:
    page = write(FAULTY)
    assert page.count('<article class="finding') == 18
    assert '<pre class="frame" tabindex="0">31 | port: 8443 # CALM101\n   |       ^^^^</pre>' in page
    # Of lines with different indents, the difference stays.
    assert "73 |   - id: dev-080" not in page
    assert "74 |   role: customizing\n   |   ---- first used here\n75 |   role: test" not in page
    assert "65 | - arrangement_name: SAP_COM_0690_CALM_TEST" in page
    assert "Fix</dt><dd>replace with 443</dd>" in page


def test_a_finding_in_shared_text_names_all_tenants(write: Write) -> None:
    page = write(EXAMPLE.replace("        port: 443\n", "        port: 8443\n", 1))
    assert page.count("Port is 8443, must be 443</h4>") == 1
    assert "concerns cust-100, test, prod, too" in page


def test_faulty_tenants_come_first_and_causes_before_consequences(write: Write) -> None:
    page = write(FAULTY)
    assert re.findall(r'<th scope="row" role="rowheader">(.*?)</th>', page) == [
        "calm-test",
        "dev-080",
        "dev-080",
        "calm-prod",
    ]
    assert re.findall(r'<h3 id="findings-1-\d">(.*?)[ <]', page) == ["calm-test", "dev-080", "dev-080"]
    codes = re.findall(r">(CALM\d+) [\w-]+</a> in line", page)
    assert codes[1:-3] == [
        *("CALM003", "CALM102", "CALM101", "CALM105", "CALM106", "CALM103", "CALM304", "CALM305", "CALM306"),
        *("CALM303", "CALM303", "CALM112", "CALM311", "CALM401"),
    ]


def connected_to(page: str) -> dict[str, str]:
    rows = re.findall(r'rowheader">(.*?)</th>\n<td.*?</td>\n<td role="cell">(.*?)</td>', page)
    return {name: re.sub("<.*?>", "", cell) for name, cell in rows}


def test_the_table_says_what_each_environment_is_connected_to(write: Write) -> None:
    found = connected_to(write(mixed()))
    assert found["dev-100"] == found["DEV"] == found["ctms-main"] == "connected to calm-prod"
    assert found["ctms-sandbox"] == "connected to calm-test"
    assert found["calm-prod"] == ""


def test_the_table_says_what_is_not_connected(write: Write) -> None:
    services = CTMS[: CTMS.index("destinations:")]
    assert connected_to(write(services))["ctms-main"] == "not connected"
    before, _, after = CTS.partition("        alm_setup:\n")
    without = before + after[after.index("      - sid: QUA") :]
    assert connected_to(write(without))["DEV"] == "not connected"
    # Without tracks, nothing tells whether a system has to be connected.
    untracked = re.sub(r"(?m)^    tracks:\n(?:      .*\n)+", "", without)
    assert connected_to(write(untracked))["DEV"] == ""


def test_the_table_says_of_shared_text_in_each_tenant_that_it_is_wrong(write: Write) -> None:
    page = write(EXAMPLE.replace("        port: 443\n", "        port: 8443\n", 1))
    rows = re.findall(r'<tr role="row" class="(\w+)">\n(.*?)</tr>', page, re.DOTALL)
    assert [level for level, _ in rows] == ["error"] * 4 + ["clean"]
    assert all('<a href="#finding-1-0"><span class="level">error</span> Port is 8443' in row for _, row in rows[:4])
    assert page.count('id="finding-1-0"') == 1


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


@pytest.mark.once
def test_axe_finds_nothing_on_a_phone(open_page: Open) -> None:
    page = open_page(FAULTY)
    page.set_viewport_size(PHONE)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize(
    "text",
    [EXAMPLE, large(), FAULTY, MTLS, EXAMPLE.replace("s4hana_tenants:\n", "s4hana_tenants:\n  - 17\n")],
    ids=["small", "large", "faulty", "mtls", "unreadable"],
)
def test_links_lead_to_what_the_page_holds(open_page: Open, text: str) -> None:
    page = open_page(text)
    links = page.eval_on_selector_all("a[href^='#']", "links => links.map(a => a.getAttribute('href').slice(1))")
    ids = page.eval_on_selector_all("[id]", "all => all.map(each => each.id)")
    assert len(ids) == len(set(ids))
    assert set(links) <= set(ids)
    assert {"tenants-1", "picture-1", "findings-1", "worksheet-1", "checked"} <= set(links)


def test_the_picture_leads_to_the_sheet_of_a_tenant(open_page: Open) -> None:
    page = open_page(EXAMPLE)
    page.click("svg a:has-text('cust-100')")
    assert page.url.endswith("#tenant-1-1")
    assert page.locator("#tenant-1-1").inner_text().startswith("cust-100")


def test_the_picture_is_there(open_page: Open) -> None:
    page = open_page(large())
    # Of ten tenants, all are on the screen together with the SAP Cloud ALM tenant that they are connected to.
    assert page.locator("svg.broad").count() == 5
    assert page.locator("svg.broad .box").count() == 50 + 5
    box = page.locator("svg.broad").nth(1).bounding_box()
    assert box
    assert box["height"] < 740
    assert not page.locator("svg.narrow").first.is_visible()
    texts = page.locator("svg.broad .box text").all()[:30]
    frame = page.locator("svg.broad .box .face").first.bounding_box()
    assert frame
    assert all((place := text.bounding_box()) and place["width"] < frame["width"] for text in texts)


@pytest.mark.once
def test_no_text_of_a_picture_covers_another(open_page: Open) -> None:
    page = open_page((ROOT / "tests" / "rules" / "every_cts_fault.landscape.yaml").read_text("utf-8"))
    for width in (1280, PHONE["width"]):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(COVERED) == []


@pytest.mark.once
@pytest.mark.parametrize("text", [large(), FAULTY, MTLS, mixed()], ids=["large", "faulty", "mtls", "mixed"])
def test_no_page_is_wider_than_a_phone(open_page: Open, text: str) -> None:
    page = open_page(text)
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    for part in (".tenants", ".canvas"):
        assert page.locator(part).evaluate("it => it.scrollWidth <= it.clientWidth")
    assert not page.locator("svg.broad").first.is_visible()
    faces = page.locator("svg.narrow .box").first
    name, frame = faces.locator(".name").bounding_box(), faces.locator(".face").bounding_box()
    assert name
    assert frame
    # Letters of twelve pixels, in a box that they do not leave.
    assert name["height"] >= 12
    assert name["x"] + name["width"] < frame["x"] + frame["width"]


@pytest.mark.once
def test_ticks_survive_a_reload_until_the_value_changes(open_page: Open, tmp_path: Path, write: Write) -> None:
    page = open_page(EXAMPLE)
    sheet = page.locator("section.sheet").nth(2)
    sheet.get_by_label("Port is entered").first.check()
    sheet.get_by_label("Choose Create").first.check()
    page.reload()
    assert page.locator("input:checked").count() == 2
    assert sheet.get_by_label("Port is entered").first.is_checked()
    assert page.get_by_text("Ticks are kept in this browser").is_visible()
    # What is ticked stays with its tenant and its field, wherever they stand in the file, until the value is another.
    head, *tenants = re.split(r"(?m)^(?=  - id: (?:dev-080|cust-100|test|prod)$)", EXAMPLE)
    moved = "".join((head, tenants[0], *reversed(tenants[1:])))
    (tmp_path / "report.html").write_text(write(moved), "utf-8")
    page.reload()
    assert page.locator("section.sheet").nth(2).inner_text().startswith("test")
    assert page.locator("input:checked").count() == 2
    (tmp_path / "report.html").write_text(write(moved.replace("443", "8443")), "utf-8")
    page.reload()
    assert page.locator("input:checked").count() == 1
    sheet.get_by_label("Choose Create").first.uncheck()
    page.reload()
    assert page.locator("input:checked").count() == 0


def test_two_equal_fields_have_ticks_of_their_own(write: Write) -> None:
    for text in (FAULTY, large(12), MTLS, MIGRATION, f"{EXAMPLE}---\n{EXAMPLE.replace('Acme', 'Other')}"):
        keys = re.findall(r' data-tick="([^"]+)"', write(text))
        assert len(keys) == len(set(keys)) > 20


@pytest.mark.once
def test_the_page_works_where_storage_is_forbidden(browser: Browser, write: Write) -> None:
    page = browser.new_page()
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    # A page without an address may store nothing.
    page.set_content(write(EXAMPLE))
    box = page.locator("tbody input").first
    box.check()
    assert box.is_checked()
    assert not page.get_by_text("Ticks are kept in this browser").is_visible()
    page.close()
    assert trouble == []


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
    assert page.locator("img").count() == 0
    assert page.locator("script").count() == 1


def test_print_shows_all_in_light_colours(open_page: Open) -> None:
    page = open_page(FAULTY, "dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.locator("nav").is_visible()
    assert page.locator("article.finding").last.is_visible()


@pytest.mark.once
def test_twelve_tenants_are_on_at_most_twenty_sheets_of_paper(
    printed: Callable[[str], list[str]], write: Write
) -> None:
    sheets = printed(write(large(12)))
    assert 12 < len(sheets) <= 20
    assert "calm-lint report" in sheets[0]
    assert "Port is 8443" in sheets[0]
    for number, sheet in enumerate(sheets, 1):
        assert f"Page {number} of {len(sheets)}" in sheet
        assert "Acme transport landscape" in sheet
        # The head and the foot are 80 letters.
        assert len(sheet) > 300
    signed = [sheet for sheet in sheets if "Signature" in sheet]
    assert [re.search(r"\d{3}", sheet) and re.findall(r"0\d\d · ", sheet) for sheet in signed] == [
        [f"{number:03d} · "] for number in range(12)
    ]


@pytest.mark.once
def test_each_sheet_of_paper_carries_the_name_of_its_tenant(printed: Callable[[str], list[str]], write: Write) -> None:
    sheets = printed(write(FAULTY))
    heads = [sheet.split("\r\n")[0] for sheet in sheets]
    # The worksheet of the first tenant is too long for one.
    assert [head for head in heads if head != "Acme transport landscape"] == [
        "dev-080 · development Acme transport landscape",
        "dev-080 · development Acme transport landscape",
        "dev-080 Acme transport landscape",
    ]
    assert [sheet.count("Signature") for sheet in sheets if sheet.startswith("dev-080")] == [0, 1, 1]


@pytest.mark.once
def test_the_worksheet_alone_has_no_empty_sheet(rules: list[Rule], printed: Callable[[str], list[str]]) -> None:
    text = html.worksheet(Linter(rules).survey("landscape.yaml", EXAMPLE.encode()))
    heads = [sheet.split("\r\n")[0] for sheet in printed(text)]
    assert [head.partition(" ")[0] for head in heads] == ["dev-080", "cust-100", "test", "prod"]


@pytest.mark.once
def test_names_do_not_leave_the_style_sheet(printed: Callable[[str], list[str]], write: Write) -> None:
    name = '"}</style><b>é {\\'
    sheets = printed(write(EXAMPLE.replace("id: dev-080", f"id: {json.dumps(name)}")))
    assert any(sheet.startswith(name) for sheet in sheets)
