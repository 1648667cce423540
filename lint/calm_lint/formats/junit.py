"""The report as JUnit XML, which nearly every CI server shows: a suite per file, a case per finding."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from calm_lint.engine.results import Report
from calm_lint.engine.violation import Violation
from calm_lint.errors import RunError
from calm_lint.formats.places import relative
from calm_lint.text.escaping import printable

# What XML 1.0 does not allow, not even escaped (section 2.2, Characters).
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(report: Report) -> str:
    """Write a report as XML; a file without findings has one case that passed."""
    root = ET.Element("testsuites", name="calm-lint")
    suites = {name: ET.SubElement(root, "testsuite", name=_text(name)) for name in _names(report)}
    for file in report.files:
        for violation in report.shown(file):
            _case(suites[relative(file.name)], violation)
    for gone in report.gone:
        name = relative(gone.baseline)
        if name not in suites:
            suites[name] = ET.SubElement(root, "testsuite", name=_text(name))
        title = _text(f"{gone.code} {gone.file}, {gone.entity}")
        case = ET.SubElement(suites[name], "testcase", name=title, classname=_text(name))
        if report.strict:
            ET.SubElement(case, "failure", type="gone", message=_text(str(gone))).text = _text(str(gone))
        else:
            ET.SubElement(case, "skipped", message=_text(str(gone)))
    for error in report.errors:
        name = _name(error)
        case = ET.SubElement(suites[name], "testcase", name=error.kind, classname=_text(name))
        ET.SubElement(case, "error", type=error.kind, message=_text(error.message))
    # Of a run that failed, nobody knows what it would have found.
    passed = "was read" if report.errors else "no findings"
    for name, suite in suites.items():
        if not len(suite):
            ET.SubElement(suite, "testcase", name=passed, classname=_text(name))
        _count(suite)
    _count(root)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _names(report: Report) -> dict[str, None]:
    """Return the names of the suites, each once, in their order."""
    return dict.fromkeys((*(relative(file.name) for file in report.files), *map(_name, report.errors)))


def _name(error: RunError) -> str:
    """Return the name of the suite that an error belongs to."""
    return relative(error.file) if error.file else "calm-lint"


def _case(suite: ET.Element, violation: Violation) -> None:
    rule, span = violation.rule, violation.span
    file = relative(violation.file)
    place = f"{file}:{span.line}:{span.column}"
    name = f"{rule.code} {rule.name} {span.line}:{span.column}"
    case = ET.SubElement(suite, "testcase", name=name, classname=_text(file))
    if violation.suppression:
        ET.SubElement(case, "skipped", message=_text(str(violation.suppression)))
        return
    failure = ET.SubElement(case, "failure", type=str(violation.severity), message=_text(violation.message))
    screen = f"\nscreen: {violation.screen}" if violation.screen else ""
    failure.text = _text(f"{printable(place)}: {violation.severity}: {violation.message}") + screen


def _count(element: ET.Element) -> None:
    for attribute, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        element.set(attribute, str(len(element.findall(f".//{tag}"))))


def _text(text: str) -> str:
    return _FORBIDDEN.sub("", printable(text))
