"""An example beside a value that is no mapping or list, as it should be."""

from __future__ import annotations

import pytest
import yaml

from calm_lint.api import Linter, Rule
from calm_lint.engine.results import Report
from calm_lint.formats import render

ALM = "format: 1\ncloud_alm_tenants:\n- id: a\n  usage: productive\n"


@pytest.mark.parametrize(
    ("text", "message", "example"),
    [
        (
            f"{ALM}  binding:\n  - uaa: x\n",
            "binding is a list, must be a mapping: write its entries as key: value, without hyphens",
            ["binding:", "  endpoints:"],
        ),
        (
            f"{ALM}s4hana_tenants:\n- id: b\n  role: test\n  communication_systems: {{system_id: A}}\n",
            "communication_systems is a mapping, must be a list: begin each entry with a hyphen and a space",
            ["communication_systems:", "  - system_id: CALM_PROD"],
        ),
        (
            f"{ALM}s4hana_tenants:\n- id: b\n  role: test\n  transports: [x]\n",
            "entry 1 of transports is the text x, must be a mapping",
            ["transports:", "  - request: ABCK900123"],
        ),
        (
            "- a\n",
            "the file is a list, must be a mapping: write its entries as key: value, without hyphens",
            ["format: 1", "cloud_alm_tenants:"],
        ),
        (f"{ALM}  region: [x]\n", "region is a list, must be text", []),
    ],
)
def test_two_lines(rules: list[Rule], text: str, message: str, example: list[str]) -> None:
    report = Linter(rules).lint("a.yaml", text.encode())
    shown = render(Report([report], [], []), "text").split("\n\n")
    (block,) = [each for each in shown if f"schema: {message}" in each]
    _, _, lines = block.partition("= example:\n")
    found = [line.strip() for line in lines.splitlines()]
    assert found == [line.strip() for line in example]
    if example:
        yaml.safe_load("\n".join(example))
