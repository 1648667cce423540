"""The graph of a landscape, and how it is drawn."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from calm_lint.api import Linter
from calm_lint.model import AlmSystem, Landscape
from calm_lint.pages.bands import bands
from calm_lint.pages.graph import Box, Graph, Line, graphs
from calm_lint.pages.mermaid import as_mermaid
from calm_lint.pages.picture import svg
from calm_lint.rulebook.examples import complete
from calm_lint.rulebook.rule import Rule

Draw = Callable[[str], list[Graph]]

EXAMPLES = Path(__file__).parents[1] / "examples"
EXAMPLE = (EXAMPLES / "landscape.yaml").read_text("utf-8")
MTLS = (Path(__file__).parent / "rules" / "mtls.landscape.yaml").read_text("utf-8")
MIGRATION = (Path(__file__).parent / "rules" / "migration.landscape.yaml").read_text("utf-8")
FAULTY = (EXAMPLES / "faulty.landscape.yaml").read_text("utf-8")


@pytest.fixture(scope="session")
def draw(rules: list[Rule]) -> Draw:
    """Return the graphs of the landscapes in a file."""

    def draw(text: str) -> list[Graph]:
        linter = Linter(rules, today=lambda: date(2026, 11, 24))
        return graphs(linter.survey("landscape.yaml", text.encode()))

    return draw


def parsed(drawn: str) -> ElementTree.Element:
    return ElementTree.fromstring(drawn)  # noqa: S314 - we wrote it ourselves


def test_tenants_in_the_order_of_their_roles(draw: Draw) -> None:
    swapped = EXAMPLE.replace("role: production", "role: x").replace("role: development", "role: production")
    (graph,) = draw(swapped.replace("role: x", "role: development"))
    assert [(box.name, box.group, box.place) for box in graph.s4hana] == [
        ("prod", "development", 3),
        ("cust-100", "customizing", 1),
        ("test", "test", 2),
        ("dev-080", "production", 0),
    ]


def test_a_clean_landscape(draw: Draw) -> None:
    (graph,) = draw(EXAMPLE)
    assert graph.title == "Acme transport landscape"
    assert [(box.name, box.facts, box.level) for box in graph.cloud_alm] == [
        ("calm-prod", "productive, Acme Cloud ALM, eu10", "clean")
    ]
    assert graph.lines == tuple(Line(number, 0, "clean") for number in range(4))
    assert next(graph.sentences()) == "dev-080 (development): connected to calm-prod (no findings)"


def test_a_finding_colours_its_connection_and_its_tenant_alone(draw: Draw) -> None:
    (graph,) = draw(complete(AlmSystem, "port: 8443"))
    assert [line.level for line in graph.lines] == ["error"]
    assert [(box.level, box.findings) for box in graph.s4hana] == [("error", 1)]
    assert [box.level for box in graph.cloud_alm] == ["clean"]


def test_a_fault_that_aliases_repeat_colours_all_that_use_it(draw: Draw) -> None:
    (graph,) = draw(EXAMPLE.replace("        port: 443\n", "        port: 8443\n", 1))
    assert [line.level for line in graph.lines] == ["error"] * 4


def test_a_double_connection(draw: Draw) -> None:
    (graph,) = draw(FAULTY)
    assert [box.double for box in graph.s4hana] == [True, False]
    assert [(line.s4hana, graph.cloud_alm[line.cloud_alm].name) for line in graph.lines] == [
        (0, "calm-prod"),
        (0, "calm-test"),
        (1, "not known"),
    ]
    assert "a double connection" in next(graph.sentences())


def test_a_tenant_of_cloud_alm_that_is_not_declared_is_shown_by_its_host(draw: Draw) -> None:
    other = EXAMPLE.replace("        cloud_alm_tenant: calm-prod\n", "").replace(
        "token_endpoint: https://acme.", "token_endpoint: https://other."
    )
    (graph,) = draw(other)
    assert [box.name for box in graph.cloud_alm] == ["calm-prod", "other.authentication.eu10.hana.ondemand.com"]
    assert {line.cloud_alm for line in graph.lines} == {1}


def test_a_tenant_that_is_not_connected(draw: Draw) -> None:
    text = "format: 1\ncloud_alm_tenants: [{id: a, usage: test}]\ns4hana_tenants: [{id: dev, role: development}]\n"
    (graph,) = draw(text)
    assert graph.lines == ()
    assert list(graph.sentences()) == ["dev (development): not connected to SAP Cloud ALM"]


def test_several_landscapes_make_one_picture(draw: Draw) -> None:
    drawn = svg(draw(f"{EXAMPLE}---\n{FAULTY}"))
    ids = re.findall(r' id="([^"]+)"', drawn)
    assert len(ids) == len(set(ids)) == 4
    # They come below each other.
    tops = re.findall(r'<g role="img" transform="translate\(0 (\d+)\)"', drawn)
    assert tops[0] == "0"
    assert int(tops[1]) > 400


def test_the_picture_is_xml_with_a_title_and_a_text(draw: Draw) -> None:
    root = parsed(svg(draw(EXAMPLE)))
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert {"title", "desc", "path", "text"} <= names
    assert "script" not in names
    described = next(element.text or "" for element in root.iter() if element.tag.endswith("desc"))
    assert described.count("connected to calm-prod (no findings)") == 4


def test_lines_differ_by_more_than_their_colour(draw: Draw) -> None:
    drawn = svg(draw(FAULTY))
    assert drawn.count('class="connection error rail" d="M324') == 2
    assert "double connection</text>" in drawn
    assert ".connection.warning{stroke-dasharray" in drawn


def test_markup_in_names_is_text(draw: Draw) -> None:
    name = '<script>alert(1)</script>"]--> a0'
    graph = draw(complete(Landscape, f"name: '{name}'").replace("id: prod", f"id: '{name}'"))
    drawn = svg(graph)
    assert "<script" not in drawn
    assert any(element.text == name for element in parsed(drawn).iter())
    mermaid = as_mermaid(graph[0])
    assert "<script" not in mermaid
    assert "#60;script#62;alert(1)#60;/script#62;#34;#93;--#62; a0" in mermaid


def test_mermaid(draw: Draw) -> None:
    lines = as_mermaid(draw(FAULTY)[0]).splitlines()
    assert lines[0] == "flowchart LR"
    assert '    s0["dev-080"]' in lines
    assert '    a0["calm-prod<br>productive, eu10"]' in lines
    assert '  s0 ==>|"double connection, error found"| a1' in lines
    assert '  s1 -->|"error found"| a2' in lines
    assert lines[-1] == "  linkStyle 0,1,2 stroke:#c3202f"


def test_a_landscape_with_mtls_has_a_way_there_and_one_back(draw: Draw) -> None:
    (graph,) = draw(MTLS)
    assert graph.lines == (
        Line(0, 0, "clean", "mTLS"),
        Line(0, 0, "clean", "CALM_FTR_ATO_74558820099", "back"),
        Line(1, 0, "clean", "mTLS"),
        Line(1, 0, "clean", "CALM_FTR_ATO_74558820100", "back"),
    )
    assert next(graph.sentences()) == (
        "dev-100 (customizing): connected to calm-prod with mTLS (no findings),"
        " called by calm-prod through CALM_FTR_ATO_74558820099 (no findings)"
    )


def test_how_each_tenant_logs_on_is_said_as_soon_as_one_has_mtls(draw: Draw) -> None:
    (graph,) = draw(MIGRATION)
    assert [(line.s4hana, line.label) for line in graph.lines if line.direction == "out"] == [
        (0, "mTLS and Basic"),
        (1, "Basic"),
    ]
    without = MIGRATION.replace("client_authentication: mTLS", "client_authentication: Basic")
    assert {(line.label, line.direction) for line in draw(without)[0].lines} == {("", "out")}


def test_a_missing_destination_is_red(draw: Draw) -> None:
    (graph,) = draw(MTLS.partition("destinations:\n")[0])
    assert graph.lines[1] == Line(0, 0, "error", "", "missing")
    assert "not called by calm-prod, as the destination is missing" in next(graph.sentences())
    assert svg([graph]).count('class="connection error missing"') == 2
    lines = as_mermaid(graph).splitlines()
    assert '  a0 -.->|"destination is missing"| s0' in lines
    assert "  linkStyle 1,3 stroke:#c3202f" in lines


def test_a_destination_that_may_be_that_of_the_tenant_is_not_missing(draw: Draw) -> None:
    (graph,) = draw(MTLS.replace("    name: CALM_FTR_ATO_74558820100", "    name: CALM_FTR_ATO_7455882010"))
    assert [(line.s4hana, line.direction) for line in graph.lines] == [(0, "out"), (0, "back"), (1, "out")]


def test_a_finding_about_a_destination_colours_the_way_back_alone(draw: Draw) -> None:
    (graph,) = draw(
        MTLS.replace("    proxy_type: Internet\n", "").replace("authentication: ClientCert", "authentication: Cert")
    )
    assert [line.level for line in graph.lines] == ["clean", "error", "clean", "error"]


def test_lines_with_a_direction_have_heads_and_labels(draw: Draw) -> None:
    drawn = svg(draw(MTLS))
    assert drawn.count('class="connection head clean"') == 4
    assert drawn.count('class="label"') == 4
    assert "<title>CALM_FTR_ATO_74558820099</title>" in drawn
    assert "halo" not in svg(draw(EXAMPLE))


def test_mermaid_with_a_way_back(draw: Draw) -> None:
    lines = as_mermaid(draw(MTLS)[0]).splitlines()
    assert '  s0 -->|"mTLS, no findings"| a0' in lines
    assert '  a0 -->|"CALM_FTR_ATO_74558820099, no findings"| s0' in lines


def test_a_small_graph_is_one_band(draw: Draw) -> None:
    (graph,) = draw(FAULTY)
    assert bands(graph) == [graph]


@pytest.mark.parametrize(
    ("roles", "sizes"),
    [
        ({"development": 3, "customizing": 3, "test": 2, "production": 4}, [6, 6]),
        ({"development": 10, "test": 10, "production": 10}, [10, 10, 10]),
        ({"development": 23}, [7, 8, 8]),
        ({"development": 1, "production": 11}, [6, 6]),
    ],
    ids=["roles", "full", "one-role", "uneven"],
)
def test_a_large_graph_is_cut_into_bands(roles: dict[str, int], sizes: list[int]) -> None:
    tenants = tuple(Box(f"{role}-{n}", "", role, place=n) for role, size in roles.items() for n in range(size))
    alm = (Box("even", ""), Box("idle", ""), Box("odd", ""))
    lines = tuple(Line(n, n % 2 * 2, "clean") for n in range(len(tenants)))
    found = bands(Graph("many", tenants, alm, lines))
    assert [len(band.s4hana) for band in found] == sizes
    assert tuple(box for band in found for box in band.s4hana) == tenants
    ends = [(band.s4hana[line.s4hana], band.cloud_alm[line.cloud_alm]) for band in found for line in band.lines]
    assert ends == [(tenants[line.s4hana], alm[line.cloud_alm]) for line in lines]
    assert [alm[1] in band.cloud_alm for band in found] == [False] * (len(found) - 1) + [True]
