"""Pages for a browser: the report and the worksheet, each of them one file that needs no other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple, cast

from markupsafe import Markup

from calm_lint import __version__
from calm_lint.engine.results import Report
from calm_lint.engine.survey import Survey
from calm_lint.errors import RunError
from calm_lint.formats.frame import lines_of
from calm_lint.formats.readiness import sentence
from calm_lint.formats.words import environments, number
from calm_lint.model import AlmSystem, Certificate, Destination, InboundUser, Landscape
from calm_lint.model.entity import Scalar
from calm_lint.pages.graph import Graph, graphs
from calm_lint.pages.outputs import Answers, Sighting
from calm_lint.pages.picture import figure
from calm_lint.pages.subaccounts import days_left
from calm_lint.pages.templating import fill
from calm_lint.pages.tenant_findings import Finding, Group, Row, framed, tenant_findings
from calm_lint.pages.unchecked import unchecked
from calm_lint.pages.worksheet import Worksheet, worksheets
from calm_lint.rulebook.rule import Rule
from calm_lint.rulebook.severity import Severity


class CertificateRow(NamedTuple):
    """A certificate: its id, its facts, how many days it has left, and the users and destinations that name it."""

    name: str
    subject: str
    ends_on: str
    days_left: int | None
    used_by: tuple[str, ...]


class Part(NamedTuple):
    """What a report says of one landscape; the rows are those of the table of tenants."""

    title: str
    graph: Graph
    picture: Markup
    rows: list[Row]
    groups: list[Group]
    worksheet: Worksheet
    certificates: list[CertificateRow]


class Checked(NamedTuple):
    """A rule, how much it looked at, and how much it found."""

    rule: Rule
    looked_at: int
    found: int


def report(
    survey: Survey,
    rules: Sequence[Rule],
    errors: Sequence[RunError],
    answers: Sequence[Answers] = (),
    sightings: Sequence[Sighting] = (),
) -> str:
    """Write the report on a file.

    Args:
        survey: the file.
        rules: the rules that were applied.
        errors: what kept the run from doing all of its work.
        answers: what the systems answered to probe.
        sightings: what compare saw of the systems.
    """
    result = Report([survey.report], list(errors), list(rules))
    found = Counter(violation.rule.code for violation in result.violations)
    levels = result.levels()
    sheets, lines = worksheets(survey), lines_of(survey.report, survey.report.violations)
    parts = [
        Part(
            graph.title,
            graph,
            Markup(figure(graph, index)),  # noqa: S704 - the template has escaped it
            *tenant_findings(survey, landscape, graph, lines, index),
            sheet,
            [_certificate(survey, landscape, each) for each in landscape.certificates],
        )
        for index, (graph, landscape, sheet) in enumerate(
            zip(graphs(survey), survey.landscapes, sheets, strict=True), 1
        )
    ]
    return fill(
        "report.html",
        title=parts[0].title if len(parts) == 1 else survey.show(survey.report.name),
        file=survey.show(survey.report.name),
        counts=[(str(severity), number(levels[severity], severity)) for severity in Severity if levels[severity]],
        suppressed=len(result.suppressed),
        readiness=sentence(result),
        parts=parts,
        elsewhere=[Finding(each, framed(each, lines)) for each in survey.elsewhere],
        errors=errors,
        answers=answers,
        sightings=sightings,
        checked=[Checked(rule, result.applied(rule), found[rule.code]) for rule in rules],
        unchecked=unchecked(survey.landscapes),
        extent=", ".join(
            (
                number(survey.report.landscapes, "landscape"),
                *environments([survey.report]),
                number(len(rules), "rule"),
            )
        ),
        version=__version__,
    )


def worksheet(survey: Survey, chosen: list[Worksheet] | None = None) -> str:
    """Write the worksheets of a file.

    Args:
        survey: the file.
        chosen: the worksheets to write, None for all.
    """
    sheets = worksheets(survey) if chosen is None else chosen
    title = sheets[0].title if len(sheets) == 1 else survey.show(survey.report.name)
    return fill("worksheet.html", title=title, worksheets=sheets, version=__version__)


def _certificate(survey: Survey, landscape: Landscape, certificate: Certificate) -> CertificateRow:
    read, last = certificate.content, certificate.last_day
    return CertificateRow(
        survey.show(certificate.id.value or ""),
        survey.show(certificate.subject.value or (read.subject if read else "")),
        str(last or ""),
        days_left(certificate, landscape.today),
        tuple(dict.fromkeys(_user(survey, name) for name in landscape.certificates_used.get(certificate, ()))),
    )


def _user(survey: Survey, name: Scalar[str]) -> str:
    """Return what uses a certificate, by the name that it has for it."""
    owner = name.owner
    if isinstance(owner, Destination):
        return survey.show(f"destination {owner.data.get('name')}")
    tenant = cast(AlmSystem, owner.parent).tenant
    return f"{survey.designation(tenant)}: {'inbound' if isinstance(owner, InboundUser) else 'outbound'} user"
