"""The command that writes a landscape from evidence."""

from __future__ import annotations

import os
from codecs import BOM_UTF8
from typing import TYPE_CHECKING, NoReturn

import click

from calm_lint.cli.check import FAILED, exit_with
from calm_lint.cli.evidence_options import (
    EvidenceCommand,
    Named,
    evidence_options,
    gathered,
    named,
    owned,
    report_unplaced,
    say,
)
from calm_lint.cli.landscape_file import deliver, fail, keep, needs_form, survey_of
from calm_lint.cli.options import STDOUT, config_option, no_config_option, trust_paths_option
from calm_lint.cli.output import print_errors
from calm_lint.settings.choices import Choices

if TYPE_CHECKING:
    from calm_lint.engine.survey import Survey
    from calm_lint.errors import RunError
    from calm_lint.evidence.entries import Entry
    from calm_lint.evidence.gathering import Evidence
    from calm_lint.reading.reader import Reading

_OUTPUT = "landscape.yaml"


@click.command("import", cls=EvidenceCommand)
@evidence_options
@click.option(
    "--output",
    "-o",
    type=click.Path(),
    metavar="FILE",
    help=f"Write to FILE, or to - for standard output.  [default: {_OUTPUT}; with --update, that file]",
)
@click.option("--force", is_flag=True, help="Overwrite the file.")
@click.option("--update", type=click.Path(), metavar="FILE", help="Change only what differs in this landscape.")
@config_option
@no_config_option
@trust_paths_option
def import_evidence(
    output: str | None,
    force: bool,  # noqa: FBT001 - as click passes it
    update: str | None,
    config: str | None,
    no_config: bool,  # noqa: FBT001
    trust_paths: bool,  # noqa: FBT001
) -> None:
    """Write a landscape file from what the systems give out.

    Comments say which file each block came from. Secrets become references. What has no place in a landscape is
    named on the standard error. With --update, comments and the order of the file stay. Nothing is removed then but
    the values of fields that are empty in the system.
    """
    from calm_lint.files.find import shown

    found = named()
    if not found.files:
        raise click.UsageError(
            "there is nothing to import: name files with --s4, --binding, --destinations, --cloud-alm, --ctms or "
            "--terraform"
        )
    if update is None:
        found = owned(found)
        if lacking := [name for name, role in found.tenants.items() if not role]:
            raise click.BadParameter(
                f"{lacking[0]} needs a role, as in {lacking[0]}:development", param_hint="--tenant"
            )
    target = output or update or _OUTPUT
    for _, path, _ in found.files:
        keep(path, target)
    if target not in (STDOUT, update) and os.path.lexists(target) and not force:
        fail("usage", "is there already: name another file with --output, or overwrite it with --force", shown(target))
    if update is None:
        _write_new(_evidence(found), target)
    else:
        _update(found, update, target, Choices(config=config, no_config=no_config, trust_paths=trust_paths))


def _evidence(found: Named) -> Evidence:
    evidence, errors = gathered(found)
    if errors:
        _end(errors)
    return evidence


def _write_new(evidence: Evidence, target: str) -> None:
    from calm_lint.evidence.landscape_text import landscape_text
    from calm_lint.evidence.new_data import new_data
    from calm_lint.files.find import shown

    new = new_data(evidence)
    report_unplaced(new.unplaced)
    deliver(landscape_text(new.data, new.origins), target)
    for note in new.notes:
        say(note)
    if not {"s4hana_tenants", "ctms_services"} & new.data.keys():
        say("no S/4HANA tenant was named, see --tenant and --s4: the landscape describes nothing that is connected")
    if target != STDOUT:
        say(f"{shown(target)} is written, check it with: calm-lint {shown(target)}")


def _update(found: Named, file: str, target: str, choices: Choices) -> None:
    from calm_lint.evidence.comparison import Comparison, line_of
    from calm_lint.evidence.update import add_tenant, edited, update
    from calm_lint.evidence.waivers import waivers
    from calm_lint.files.find import read_file, reason, shown
    from calm_lint.reading.rewrite import rewrite

    try:
        content = read_file(file)
    except OSError as error:
        fail("io", f"cannot be read: {reason(error)}", shown(file))
    survey, _, errors = survey_of(file, choices, content)
    needs_form(survey)
    documents = [each.document for each in survey.landscapes]
    known = {str(each.id.value) for landscape in survey.landscapes for each in landscape.s4hana_tenants}
    found = owned(found, next(iter(known)) if len(known) == 1 and not found.tenants else "")
    new = [name for name in found.tenants if name not in known]
    if new and len(documents) > 1:
        fail(
            "usage",
            f"has no S/4HANA tenant {new[0]}, and several landscapes: add the tenant to one of them",
            shown(file),
        )
    if lacking := [name for name in new if not found.tenants[name]]:
        fail(
            "usage",
            f"has no S/4HANA tenant {lacking[0]}: to add it, give its role, as in {lacking[0]}:test",
            shown(file),
        )
    evidence = _evidence(found)
    comparison = Comparison(evidence, waivers=waivers(documents, documents[0].today()))
    results = [update(each, comparison.entries(each)) for each in survey.landscapes]
    for name in new:
        add_tenant(evidence, name, results[0].data)
        say(f"{shown(file)}: {name} is new")
    done = [entry for result in results for entry in result.done]
    _say_changes(done, shown(file), survey)
    for entry in (entry for result in results for entry in result.left):
        say(f"{shown(file)}:{line_of(entry)}: {_change(entry, survey)}; the file keeps it")
    text: str | None = edited(documents[0].source.text, done)
    for document, result in zip(documents, results, strict=True):
        text = None if text is None else rewrite(_read, text, document.index, result.data)
    changes = len(done) + len(new)
    report_unplaced([*evidence.unplaced, *comparison.unused()])
    if text is None:
        message = "cannot be changed with certainty, as its anchors or merge keys are too entangled: change it by hand"
        fail("usage", message, shown(file))
    mark = BOM_UTF8.decode() if content.startswith(BOM_UTF8) else ""
    if changes or target != file:
        deliver(mark + text, target)
    if not changes:
        say(f"{shown(file)} says what the systems say")
    elif target != STDOUT:
        say(f"{shown(target)} is written, check it with: calm-lint {shown(target)}")
    if errors:
        _end(errors)


def _say_changes(done: list[Entry], file: str, survey: Survey) -> None:
    """Say what changes; of values that change in the same way on one line, the first."""
    from calm_lint.evidence.comparison import line_of

    groups: dict[tuple[int, str, str, str], list[Entry]] = {}
    for entry in done:
        key = (line_of(entry), entry.label, repr(entry.expected), repr(entry.seen))
        groups.setdefault(key, []).append(entry)
    for (line, *_), group in groups.items():
        also = f" (and in {len(group) - 1} more places)" if len(group) > 1 else ""
        say(f"{file}:{line}: {_change(group[0], survey)}{also}")


def _change(entry: Entry, survey: Survey) -> str:
    from calm_lint.evidence.rows import value_text

    name = survey.show(entry.landscape.document.entity_name(entry.path[:-1]))
    if entry.addition is not None:
        return f"{entry.label} {value_text(entry.seen, survey.show)} is new in {name}"
    if entry.gone:
        return f"{entry.label} {value_text(entry.expected, survey.show)} of {name} is not in the system"
    old, new = value_text(entry.expected, survey.show), value_text(entry.seen, survey.show)
    return f"{entry.label} of {name}: {old or '(not set)'} → {new or '(not set)'}"


def _read(text: str) -> Reading:
    from calm_lint.model.landscape import IDENTIFIERS
    from calm_lint.reading.reader import read
    from calm_lint.schema.check import TYPED_KEYS

    return read("", text.encode(), TYPED_KEYS, identifiers=IDENTIFIERS)


def _end(errors: list[RunError]) -> NoReturn:
    print_errors(errors)
    exit_with(FAILED)
