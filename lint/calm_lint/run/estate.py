"""The estate of a run: what its landscapes, over files and documents, have to do with one another.

Every file is linted by itself first, or known to be clean, and says by what its landscapes are compared with others.
Only the files that have something in common with others are read again, and shown to the rules about the estate. The
files with findings of these rules are linted once more, so that comments and levels hold for them as for all others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from calm_lint.engine.beyond import ALONE, Beyond
from calm_lint.engine.linter import Linter
from calm_lint.engine.recording import crash
from calm_lint.engine.results import FileReport
from calm_lint.errors import PluginError, RunError
from calm_lint.files.find import reason
from calm_lint.model import Estate, Landscape
from calm_lint.reading.named_files import NamedFiles
from calm_lint.reading.reader import Reading
from calm_lint.reading.redaction import Redactor, redactor
from calm_lint.rulebook.finding import Finding
from calm_lint.rulebook.rule import Rule
from calm_lint.run.job import Done, Job


class EstateFile(NamedTuple):
    """A file that takes part in the estate.

    Attributes:
        linter: what lints it.
        name: the name that findings show.
        content: its bytes.
        landscapes: what it describes.
        reading: what was read of it.
        before: the report on it before it was fixed, whose secrets are still masked; None if it was not fixed.
    """

    linter: Linter
    name: str
    content: bytes
    landscapes: Sequence[Landscape]
    reading: Reading
    before: FileReport | None = None

    @classmethod
    def read(
        cls, linter: Linter, name: str, content: bytes, files: NamedFiles, before: FileReport | None = None
    ) -> EstateFile:
        """Read the landscapes of a file; `files` reads the files that it names."""
        return cls(linter, name, content, *linter.read(name, content, files), before)


class EstateFindings(NamedTuple):
    """What the rules about the estate find.

    Attributes:
        found: the findings in each file that has some, by its name.
        errors: an error for each rule that crashed.
    """

    found: Mapping[str, Beyond]
    errors: Sequence[RunError]


def over_estate(done: Sequence[Done], numbers: Sequence[int]) -> tuple[list[Done], list[RunError]]:
    """Return what came of files with the findings of the rules about the estate, and what kept these from their work.

    Args:
        done: the files in the order of their names, each linted without the others.
        numbers: the numbers of those that the rules have to see.
    """
    files, errors = _read(done, numbers)
    found, crashes = findings_beyond([*files.values()])
    results = []
    for number, each in enumerate(done):
        beyond = found.get(each.job.name) if number in files else None
        if beyond is None and not each.report.undecided:
            results.append(each)
            continue
        try:
            content = files[number].content if number in files else _content(each)
        except OSError as error:
            errors.append(_unread(each.job, error))
            results.append(each)
            continue
        report = each.job.report(content, beyond or ALONE)
        if each.before:
            report = report.without_secrets_of(each.before)
        results.append(each._replace(report=report))
    if errors := [*errors, *crashes]:
        # What was not looked at is not known to hold a rung.
        results = [each._replace(report=each.report._replace(judged=None)) for each in results]
    return results, errors


def findings_beyond(files: Sequence[EstateFile]) -> EstateFindings:
    """Apply the rules about the estate.

    Args:
        files: the files of the estate, in the order of their names.
    """
    estate = Estate(landscape for file in files for landscape in file.landscapes)
    file_of = {id(file.reading.source): file for file in files}
    found: defaultdict[str, list[tuple[Rule, Finding]]] = defaultdict(list)
    errors = []
    for rule in _rules(files) if estate.landscapes else ():
        try:
            for finding in rule.findings(estate):
                file = file_of.get(id(finding.at.place.document.source))
                if file is None:
                    raise PluginError("the finding is in no landscape of the estate")
                # The configuration of the file decides whether the rule is applied, and with which options.
                own = file.linter.estate_rules.get(rule.code)
                if own and own.settings == rule.settings:
                    found[file.name].append((own, finding))
        except (Exception, SystemExit) as error:  # noqa: BLE001 - a rule may raise anything; the others still run
            errors.append(crash(rule, "the estate", error))
    if not found:
        return EstateFindings({}, errors)
    lines = {file.name: _redactor(file) for file in files}
    one, *others = lines.values()
    # A finding in one file may quote another one.
    show = one.with_secrets_of(*others).text
    beyond = {
        name: Beyond(estate=estate, findings=[(rule, _masked(each, show)) for rule, each in findings], line=lines.get)
        for name, findings in found.items()
    }
    return EstateFindings(beyond, errors)


def _read(done: Sequence[Done], numbers: Sequence[int]) -> tuple[dict[int, EstateFile], list[RunError]]:
    files, errors = {}, []
    for number in numbers:
        each = done[number]
        job = each.job
        try:
            files[number] = EstateFile.read(job.linter, job.name, _content(each), job.named_files, each.before)
        except OSError as error:
            errors.append(_unread(job, error))
    return files, errors


def _rules(files: Sequence[EstateFile]) -> Iterable[Rule]:
    """Return the rules about the estate, once with each of the options that configurations set."""
    linters = dict.fromkeys(file.linter for file in files)
    return {(rule.code, rule.settings): rule for linter in linters for rule in linter.estate_rules.values()}.values()


def _masked(finding: Finding, show: Callable[[str], str]) -> Finding:
    related = tuple(each._replace(message=show(each.message)) for each in finding.related)
    message, hint, named = show(finding.message), show(finding.hint), show(finding.named)
    return finding._replace(message=message, hint=hint, named=named, related=related)


def _redactor(file: EstateFile) -> Redactor:
    own = redactor(file.reading)
    before = file.before.line if file.before else None
    return own.with_secrets_of(before) if isinstance(before, Redactor) else own


def _content(each: Done) -> bytes:
    return each.job.read() if each.content is None else each.content


def _unread(job: Job, error: OSError) -> RunError:
    return RunError("io", f"cannot be read again: {reason(error)}", job.name)
