"""The other transport environments in the picture of a landscape and at the end of its report."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from time import perf_counter
from xml.etree import ElementTree

import pytest

from calm_lint.api import Linter
from calm_lint.pages.bands import lane_bands
from calm_lint.pages.graph import Box, Graph, graphs
from calm_lint.pages.html import report
from calm_lint.pages.lane import Chain, Lane, Member, Port, Section, Stop
from calm_lint.pages.mermaid import as_mermaid
from calm_lint.pages.picture import figure, svg
from calm_lint.pages.unchecked import CTMS as UNCHECKED_CTMS
from calm_lint.pages.unchecked import CTS as UNCHECKED_CTS
from calm_lint.pages.unchecked import Unchecked
from calm_lint.rulebook.rule import Rule
from environments import CTMS, CTS, mixed
from mtls import changed

Draw = Callable[[str], Graph]

ROOT = Path(__file__).parents[1]
EXAMPLE = (ROOT / "examples" / "landscape.yaml").read_text("utf-8")


@pytest.fixture(scope="session")
def draw(rules: list[Rule]) -> Draw:
    """Return the graph of the landscape in a file."""

    def draw(text: str) -> Graph:
        linter = Linter(rules, today=lambda: date(2026, 11, 24))
        (graph,) = graphs(linter.survey("landscape.yaml", text.encode()))
        return graph

    return draw


def texts(drawn: str) -> list[str]:
    """Return the texts of a picture, in their order."""
    root = ElementTree.fromstring(drawn)  # noqa: S314 - we wrote it ourselves
    return [element.text for element in root.iter() if element.tag.endswith("}text") and element.text]


def large() -> Graph:
    """Return a graph of 50 S/4HANA tenants, 20 nodes and 30 systems."""
    tenants = tuple(Box(f"tenant-{n}", "", "test", place=n) for n in range(50))
    stops = [Stop(f"LANDSCAPE_{n:02}_QUALITY") for n in range(20)]
    chains = tuple(Chain("", tuple(stops[n : n + 4])) for n in range(0, 20, 4))
    service = Member("ctms-main", "productive", ports=(Port("CALM_FTR_CTMS_FEATURES", "clean", 0),))
    systems = [
        Member(f"S{n:02}", "test, SAP S/4HANA Cloud Private Edition", ports=(Port("client 000", "clean", n % 2),))
        for n in range(30)
    ]
    domains = tuple(Section(Member(f"DOMAIN_{n}"), (), tuple(systems[n * 15 : n * 15 + 15])) for n in range(2))
    alm = (Box("calm-prod", ""), Box("calm-test", ""), Box("idle", ""))
    lanes = (Lane("Cloud Transport Management", (Section(service, chains),)), Lane("On-premise", domains))
    return Graph("many", tenants, alm, (), lanes)


def test_all_services_nodes_and_systems_are_drawn(draw: Draw) -> None:
    graph = draw(mixed())
    shown = texts(svg([graph]))
    names = ["ctms-main", "ctms-sandbox", "CALM_FTR_CTMS_FEATURES", "DEV_NODE", "TEST_NODE", "PROD_NODE"]
    names += ["DOMAIN_PRD", "DOMAIN_ECP", "DEV", "QUA", "PRD", "ECD", "ECP", "DEV:100", "client 000", "client 100"]
    assert set(names) <= set(shown)
    assert [shown.count(each) for each in ("S/4HANA tenants", "SAP Cloud ALM")] == [1, 3]
    mermaid = as_mermaid(graph)
    assert all(f'"{name}' in mermaid for name in names)


def test_each_environment_is_drawn_only_where_a_file_has_it(draw: Draw) -> None:
    assert [lane.title for lane in draw(CTMS).lanes] == ["Cloud Transport Management"]
    assert [lane.title for lane in draw(CTS).lanes] == ["Private edition and on-premise"]
    assert "S/4HANA tenants" not in texts(svg([draw(CTS)]))
    graph = draw(EXAMPLE)
    assert graph.lanes == ()
    assert not re.search(r"\.stop|\.hop|virtual", svg([graph]))


def test_routes_are_chains_with_the_development_node_first(draw: Draw) -> None:
    routes = CTMS[CTMS.index("    routes:\n") : CTMS.index("    transports:")]
    other = """\
    routes:
      - {name: A, source: SOURCE, target: PROD_NODE}
      - {name: B, source: TEST_NODE, target: QA_NODE}
      - {name: C, source: DEV_NODE, target: TEST_NODE}
      - {name: D, source: TEST_NODE, target: SECOND}
"""
    service = draw(changed((routes, other), text=CTMS)).lanes[0].sections[0]
    assert [[stop.text for stop in chain.stops] for chain in service.chains] == [
        ["DEV_NODE", "TEST_NODE", "QA_NODE"],
        ["TEST_NODE", "SECOND"],
        ["SOURCE", "PROD_NODE"],
    ]
    first = service.chains[0].stops
    assert (first[0].virtual, first[1].route, first[2].level) == (True, "C", "error")
    circle = (
        other.replace("SOURCE", "SECOND").replace("PROD_NODE", "TEST_NODE").replace("C, source: DEV", "C, source: X")
    )
    assert draw(changed((routes, circle), text=CTMS)).lanes[0].sections[0].chains


def test_a_missing_destination_is_red(draw: Draw) -> None:
    graph = draw(CTMS[: CTMS.index("destinations:")])
    ports = [section.head.ports for section in graph.lanes[0].sections]
    assert ports == [(Port("no destination", "error", None, missing=True),)] * 2
    assert '<text class="port error"' in svg([graph])
    assert 'c0h["ctms-main<br>productive, acme-admin<br>no destination"]' in as_mermaid(graph)
    assert "ctms-main (productive, acme-admin): no destination" in list(graph.sentences())


def test_a_missing_setup_is_red(draw: Draw) -> None:
    start = CTS.index('          - client: "100"')
    source = CTS[start : CTS.index("      - sid: QUA")]
    graph = draw(CTS.replace(source, ""))
    domain = graph.lanes[0].sections[0]
    assert domain.members[0].ports == (
        Port("client 000", "clean", 0),
        Port("no setup in client 100", "error", 0, missing=True),
    )
    assert [stop.level for stop in domain.chains[0].stops] == ["error", "clean", "clean"]
    assert svg([graph]).count('class="connection error missing"') == 1
    assert 'c0m0 -.->|"no setup in client 100"| a0' in as_mermaid(graph)
    target = CTS[CTS.index("        alm_setup:", CTS.index("      - sid: QUA")) : CTS.index("      - sid: PRD")]
    ports = draw(CTS.replace(target, "")).lanes[0].sections[0].members[1].ports
    assert ports == (Port("no setup in client 000", "error", 0, missing=True),)


def test_virtual_systems_are_dashed_and_the_controller_is_marked(draw: Draw) -> None:
    graph = draw(changed(("      - sid: QUA\n", "      - sid: QUA\n        virtual: true\n"), text=CTS))
    domain = graph.lanes[0].sections[0]
    assert [member.virtual for member in domain.members] == [False, True, False]
    assert domain.members[2].facts.startswith("domain controller, ")
    assert svg([graph]).count('class="inner virtual"') == 2
    graph = draw(changed(("domain_controller: PRD", "domain_controller: PRX"), text=CTS))
    assert graph.lanes[0].sections[0].head.facts == "3 systems, domain controller PRX is none of them"


def test_a_destination_to_no_service_and_a_setup_to_no_tenant_end_where_nothing_is_known(draw: Draw) -> None:
    graph = draw(changed(("ctms_service: ctms-sandbox", "ctms_service: ctms-sandbix"), text=CTMS))
    head = graph.lanes[0].sections[-1].head
    assert (head.name, head.ports[0].text, head.ports[0].level) == ("not known", "CALM_FTR_CTMS_SANDBOX", "error")
    graph = draw(changed(("cloud_alm_tenant: calm-prod", "cloud_alm_tenant: calm-prdo"), text=CTS))
    port = graph.lanes[0].sections[0].members[0].ports[0]
    assert port.end is not None
    assert graph.cloud_alm[port.end].name == "not known"


def test_markup_in_names_is_text(draw: Draw) -> None:
    name = "<script>alert(1)</script>"
    text = mixed().replace("DEV_NODE", f"'{name}'").replace("ctms-main", f"'{name}'").replace("DOMAIN_PRD", f"'{name}'")
    graph = draw(text.replace("name: main,", f"name: '{name}',"))
    for drawn in (svg([graph]), figure(graph, 1), as_mermaid(graph)):
        assert "<script" not in drawn
    assert "#60;script#62;alert(1)#60;/script#62;" in as_mermaid(graph)


def test_a_large_landscape_is_cut_into_bands() -> None:
    graph = large()
    found = lane_bands(graph)
    assert [len(section.members) for band in found[1:] for section in band.sections] == [7, 8, 7, 8]
    assert [band.title for band in found] == ["Cloud Transport Management", "On-premise", "", "", ""]
    # What nothing leads to is in the last band.
    assert [band.cloud_alm for band in found] == [(0,), (0, 1), (0, 1), (0, 1), (0, 1, 2)]
    assert svg([graph]) == svg([graph])


def test_boxes_of_a_large_landscape_do_not_overlap() -> None:
    for drawn in (svg([large()]), figure(large(), 1)):
        for group in re.split(r'<svg |<g role="img"', drawn)[1:]:
            stops = re.findall(
                r'class="stop \w+" transform="translate\(([\d.]+) ([\d.]+)\)">.*?width="([\d.]+)"', group, re.DOTALL
            )
            edges = [tuple(map(float, each)) for each in stops]
            for (x, y, width), (other_x, other_y, _) in pairwise(edges):
                assert other_y >= y + 26 or (other_y == y and other_x >= x + width)
            members = re.findall(
                r'translate\(([\d.]+) ([\d.]+)\)">\s*<title>S\d\d.*?height="([\d.]+)"', group, re.DOTALL
            )
            tops = [float(y) for _, y, _ in members]
            assert all(
                y + float(height) < below for (_, _, height), y, below in zip(members, tops, tops[1:], strict=False)
            )


def test_a_long_chain_is_drawn_in_time() -> None:
    stops = tuple(Stop(f"N{n}") for n in range(20_000))
    graph = Graph("long", (), (), (), (Lane("lane", (Section(Member("a"), (Chain("", stops),)),)),))
    start = perf_counter()
    assert svg([graph]).count('class="stop clean"') == len(stops)
    assert perf_counter() - start < 10


@pytest.mark.parametrize(
    ("guide", "known"), [("guide-ctms", UNCHECKED_CTMS), ("guide-cts", UNCHECKED_CTS)], ids=["ctms", "cts"]
)
def test_the_report_says_what_the_guides_say_is_not_checked(
    guide: str, known: dict[str, tuple[Unchecked, ...]]
) -> None:
    found: dict[str, list[Unchecked]] = {}
    for page in (ROOT / "docs" / f"{guide}.md").read_text("utf-8").split("\n## ")[1:]:
        for row in re.findall(r"^\| (.*) \| (.*) \| not checked: (.*) \|$", page, re.MULTILINE):
            found.setdefault(page.splitlines()[0], []).append(Unchecked(*row))
    assert {page: list(statements) for page, statements in known.items()} == found


def test_what_no_rule_checks_is_at_the_end_of_the_report(rules: list[Rule]) -> None:
    def pages(text: str) -> list[str]:
        page = report(Linter(rules).survey("landscape.yaml", text.encode()), rules, [])
        return re.findall("<h3>(.*)</h3>", page.partition('<h2 id="unchecked">')[2])

    assert pages(EXAMPLE) == []
    assert pages(CTMS) == list(UNCHECKED_CTMS)
    assert pages(CTS) == list(UNCHECKED_CTS)
    without = CTS[: CTS.index("  - domain_name: DOMAIN_ECP")]
    assert pages(without) == [page for page in UNCHECKED_CTS if page != "Employee Central Payroll"]
