"""The command that compares a landscape with evidence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import click

from calm_lint.cli.check import FAILED, FOUND, exit_with
from calm_lint.cli.evidence_options import (
    EvidenceCommand,
    Named,
    evidence_options,
    gathered,
    named,
    origin_of,
    owned,
    report_unplaced,
    say,
)
from calm_lint.cli.landscape_file import deliver, fail, keep, needs_landscape, survey_of
from calm_lint.cli.options import config_option, no_config_option, output_option, page_today_option, trust_paths_option
from calm_lint.cli.output import print_errors
from calm_lint.errors import RunError
from calm_lint.settings.choices import Choices

if TYPE_CHECKING:
    from calm_lint.engine.survey import Survey
    from calm_lint.evidence.comparison import Comparison
    from calm_lint.evidence.gathering import Evidence
    from calm_lint.evidence.records import Unplaced
    from calm_lint.evidence.rows import Row
    from calm_lint.evidence.seen import Rows
    from calm_lint.evidence.waivers import Waiver


@click.command(cls=EvidenceCommand)
@click.argument("file", type=click.Path())
@evidence_options
@click.option(
    "--seen",
    multiple=True,
    type=click.Path(),
    metavar="FILE",
    help="Take a worksheet that people filled in: the CSV of calm-lint worksheet --format csv. Repeatable.",
)
@click.option("--max-age", type=click.IntRange(0), metavar="DAYS", help="Mark evidence that is older.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "markdown", "html"]),
    default="text",
    show_default=True,
    help="Print in this format.",
)
@output_option
@config_option
@no_config_option
@trust_paths_option
@page_today_option
def compare(
    file: str,
    seen: tuple[str, ...],
    max_age: int | None,
    form: str,
    output: str,
    config: str | None,
    no_config: bool,  # noqa: FBT001 - as click passes it
    trust_paths: bool,  # noqa: FBT001
    today: Callable[[], date] | None,
) -> None:
    """Compare the landscape FILE with what the systems show.

    The exit code is 1 where something differs. A comment `# calm-lint: differs until=2027-01-31 reason` waives a
    difference on its line. Nothing is written but the result.
    """
    from calm_lint.evidence.comparison import Comparison
    from calm_lint.evidence.rows import rows
    from calm_lint.evidence.waivers import waivers
    from calm_lint.reading.nodes import SyntaxFault

    found = named()
    if not found.files and not seen:
        raise click.UsageError(
            "there is nothing to compare with: name files with --s4, --binding, --destinations, --cloud-alm, --ctms, "
            "--terraform or --seen"
        )
    for path in (file, *seen, *(path for _, path, _ in found.files)):
        keep(path, output)
    choices = Choices(config=config, no_config=no_config, trust_paths=trust_paths)
    survey, _, errors = survey_of(file, choices, today=today)
    for each in survey.report.violations:
        if issubclass(each.rule.node, SyntaxFault):
            fail("usage", f"cannot be compared: line {each.span.line}: {each.message}", survey.report.name)
    needs_landscape(survey)
    evidence, more = gathered(_with_tenants(found, survey))
    day = survey.landscapes[0].document.today()
    people = _people(seen, survey, day, more, evidence.unplaced)
    comments = waivers([each.document for each in survey.landscapes], day)
    oldest = None if max_age is None else date.fromordinal(max(day.toordinal() - max_age, 1))
    comparison = Comparison(evidence, people, comments, oldest)
    entries = [entry for landscape in survey.landscapes for entry in comparison.entries(landscape)]
    _tell(evidence, comparison, comments, survey)
    if not more and all(each.state == "not-seen" for each in entries):
        message = "nothing of it was compared: the files say nothing about any of its fields"
        more.append(RunError("usage", message, survey.report.name))
    failures = list(dict.fromkeys([*errors, *more]))
    print_errors(failures)
    deliver(_written(form, rows(survey, entries), failures, survey), output)
    differs = any(each.state == "different" for each in entries)
    exit_with(FAILED if failures else FOUND if differs else 0)


def _written(form: str, found: list[Row], errors: list[RunError], survey: Survey) -> str:
    from calm_lint.evidence import reports

    if form == "sarif":
        from calm_lint.evidence.sarif import as_sarif

        return as_sarif(found, errors)
    if form == "html":
        title = survey.title(survey.landscapes[0]) if len(survey.landscapes) == 1 else survey.report.name
        return reports.as_html(found, errors, title)
    if form == "markdown":
        return reports.as_markdown(found, errors)
    return reports.as_json(found) if form == "json" else reports.as_text(found)


def _with_tenants(found: Named, survey: Survey) -> Named:
    """Return what is named with a tenant for each file; end the command if a tenant is not that of the landscape."""
    from calm_lint.text.suggestions import did_you_mean

    tenants = [each for landscape in survey.landscapes for each in landscape.s4hana_tenants]
    roles = {str(each.id.value): each.role.value for each in tenants}
    for name, role in found.tenants.items():
        if name not in roles:
            ids = [survey.show(each) for each in roles]
            meant = did_you_mean(name, ids)
            advice = f"did you mean {meant}?" if meant else f"choose from {', '.join(ids[:20])}"
            fail("usage", f"has no S/4HANA tenant {name}, {advice}", survey.report.name)
        if role and roles[name] and role != roles[name]:
            fail("usage", f"says that {name} is of role {roles[name]}, and --tenant says {role}", survey.report.name)
    return owned(found, next(iter(roles)) if len(roles) == 1 and not found.tenants else "")


def _people(
    seen: tuple[str, ...], survey: Survey, today: date, errors: list[RunError], unplaced: list[Unplaced]
) -> Rows:
    """Return what people read from screens."""
    from calm_lint.errors import CalmLintError
    from calm_lint.evidence.admission import MOST_BYTES
    from calm_lint.evidence.seen import add, read_worksheet
    from calm_lint.files.find import read_file, reason, shown

    titles = {survey.title(each): each.document.index for each in survey.landscapes}
    people: Rows = {}
    if seen and len(titles) < len(survey.landscapes):
        message = "has several landscapes of one name: give each its own, which the rows of a worksheet begin with"
        errors.append(RunError("usage", message, survey.report.name))
        return people
    for path in seen:
        try:
            rows, faults, others = read_worksheet(read_file(path, MOST_BYTES), origin_of(path).file, titles, today)
        except OSError as error:
            errors.append(RunError("io", f"cannot be read: {reason(error)}", shown(path)))
            continue
        except CalmLintError as error:
            errors.append(RunError("usage", str(error), shown(path)))
            continue
        errors += (RunError("usage", fault, shown(path)) for fault in faults)
        unplaced += others
        for place, each in ((place, each) for place, several in rows.items() for each in several.values()):
            add(people, place, each)
    return people


def _tell(
    evidence: Evidence,
    comparison: Comparison,
    comments: dict[int, Waiver],
    survey: Survey,
) -> None:
    """Say what has no place in the file, and which comments waive nothing."""
    from calm_lint.evidence.new_data import unrelated
    from calm_lint.evidence.records import Unplaced

    unplaced = list(evidence.unplaced)
    names = {
        "communication_systems": {
            str(each.system_id.value)
            for landscape in survey.landscapes
            for tenant in landscape.s4hana_tenants
            for each in tenant.communication_systems
        },
        "communication_arrangements": {
            str(each.arrangement_name.value)
            for landscape in survey.landscapes
            for tenant in landscape.s4hana_tenants
            for each in tenant.communication_arrangements
        },
    }
    for tenant in evidence.tenants.values():
        unplaced += unrelated(tenant, names)
    unplaced += comparison.unused()
    reason = "is about a field that the file does not have"
    unplaced += (Unplaced(seen.origin.file, seen.pointer, reason) for seen in comparison.unread())
    report_unplaced(unplaced)
    name = survey.report.name
    for line, waiver in comments.items():
        if waiver.fault:
            say(f"{name}:{waiver.line}: the comment waives nothing: it {waiver.fault}")
        elif line not in comparison.used_waivers:
            say(f"{name}:{waiver.line}: the comment waives nothing, as nothing differs there: remove it")
