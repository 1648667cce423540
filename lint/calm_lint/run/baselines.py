"""Setting aside what baselines hold, and writing them."""

from __future__ import annotations

from calm_lint.cli.check import Options
from calm_lint.cli.output import remark
from calm_lint.errors import ConfigurationError, RunError
from calm_lint.files.find import shown
from calm_lint.files.write import write_file
from calm_lint.reading.redaction import without_users
from calm_lint.run.baseline import Baseline
from calm_lint.run.jobs import Linted
from calm_lint.text.escaping import printable


def set_aside(linted: list[Linted], options: Options, errors: list[RunError]) -> list[Linted]:
    """Return what was linted without the findings that the baseline of each file holds.

    Where a baseline is to be written, it holds all findings. Errors are added to those of the run.
    """
    done = []
    paths = {options.write_baseline or policy.baseline for policy, _ in linted}
    for path in sorted(paths, key=str):
        mine = [each for each in linted if path == (options.write_baseline or each[0].baseline)]
        done += _set_aside(path, mine, options, errors) if path else mine
    return sorted(done, key=lambda each: each[1].name)


def _set_aside(path: str, linted: list[Linted], options: Options, errors: list[RunError]) -> list[Linted]:
    protected = frozenset(code for policy, file in linted for code in policy.linter(file.name).protected)
    reports = [file for _, file in linted]
    try:
        baseline = Baseline.read(path, or_new=path == options.write_baseline)
    except ConfigurationError as error:
        errors.append(RunError("config", str(error), shown(path)))
        return linted
    if options.write_baseline:
        if errors:
            message = "is not written, as the run did not see everything"
            errors.append(RunError("config", message, shown(path)))
            return linted
        baseline = baseline.renewed(reports, protected)
        if failure := write_file(baseline.text(), path):
            errors.append(failure)
            return linted
    applied, gone = baseline.apply(reports, protected)
    for entry in gone if not options.quiet else ():
        note = f"{shown(path)}: gone, take it out with --write-baseline: {entry}"
        remark(f"calm-lint: {printable(without_users(note))}\n")
    return [(policy, file) for (policy, _), file in zip(linted, applied, strict=True)]
