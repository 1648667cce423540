"""What holds whatever the file: no crash, valid output, positions inside the file, the same twice, no secret."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree as ET

from calm_lint.engine.linter import Linter
from calm_lint.engine.results import FileReport, Report
from calm_lint.formats import OF_FINDINGS, render
from calm_lint.rulebook.plugins import load_rules
from calm_lint.run.fixing import fix

SECRET = "q7Rk2vXw9ZtLm4"

_LINTER = Linter(load_rules()[0])
# JUnit's own declaration and the colours of a terminal apart, nothing but text and line ends comes out.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def check(content: bytes) -> FileReport:
    """Lint the content of a file, and assert what holds for every file."""
    report = _lint(content)
    assert report.errors == [], report.errors
    outputs = _outputs(report)
    assert outputs == _outputs(_lint(content))
    for name, output in outputs.items():
        assert not _CONTROL.search(output), (name, _CONTROL.search(output))
    lines = re.split(r"\r\n|\r|\n", content.removeprefix(b"\xef\xbb\xbf").decode(errors="replace"))
    for finding in json.loads(outputs["json"])["findings"]:
        _assert_inside(lines, finding)
    for name in ("sarif", "gitlab"):
        json.loads(outputs[name])
    ET.fromstring(outputs["junit"])  # noqa: S314 - our own output
    fixed = fix(_lint, report, content, unsafe=True)
    # Mending a Scenario ID may bring to light what was no fault before: then nothing is fixed.
    assert bool(fixed.applied) == (fixed.content != content)
    assert not fix(_lint, fixed.report, fixed.content, unsafe=True).applied
    return report


def check_secret(content: bytes) -> None:
    """Assert that the secret, which stands behind a key that says so, is in no output."""
    for name, output in _outputs(check(content)).items():
        assert SECRET not in output, name


def _lint(content: bytes) -> FileReport:
    return _LINTER.lint("landscape.yaml", content)


def _outputs(report: FileReport) -> dict[str, str]:
    """Return the report in each format, less the rules that found nothing: describing them all takes longest."""
    found = {violation.rule.code for violation in report.violations}
    rules = [rule for rule in _LINTER.rules if rule.code in found]
    return {name: render(Report([report], [], rules), name) for name in OF_FINDINGS}


def _assert_inside(lines: list[str], finding: dict[str, int]) -> None:
    start, end = (finding["line"], finding["column"]), (finding["end_line"], finding["end_column"])
    assert start <= end
    # The end of an empty or unfinished file is shown as one character.
    for line, column in (start, end):
        assert 1 <= line <= len(lines), finding
        assert 1 <= column <= len(lines[line - 1]) + 2, finding
