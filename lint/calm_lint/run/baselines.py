"""Setting aside what baselines hold, writing and pruning them."""

from __future__ import annotations

import os

from calm_lint.cli.check import Options
from calm_lint.cli.output import remark
from calm_lint.engine.results import Gone
from calm_lint.errors import ConfigurationError, RunError
from calm_lint.files.find import shown
from calm_lint.files.write import write_file
from calm_lint.formats.words import number
from calm_lint.reading.redaction import without_users
from calm_lint.run.baseline import Applied, Baseline, Entry
from calm_lint.run.jobs import Linted
from calm_lint.text.escaping import printable


def set_aside(linted: list[Linted], options: Options, errors: list[RunError]) -> tuple[list[Linted], list[Gone]]:
    """Set aside the findings that the baseline of each file holds; one that is to be written holds them all.

    Errors are added to those of the run.

    Returns:
        What was linted without these findings, and the entries of baselines whose findings are gone.
    """
    done: list[Linted] = []
    gone: list[Gone] = []
    by_baseline: dict[str, list[Linted]] = {}
    for policy, file in linted:
        path = options.write_baseline or policy.baseline
        # Several configurations may name one baseline, each in its own way.
        by_baseline.setdefault(os.path.realpath(path) if path else "", []).append((policy, file))
    if options.prune_baseline and by_baseline.keys() == {""}:
        message = "--prune-baseline finds no baseline: name one with --baseline or in the configuration"
        errors.append(RunError("usage", message))
    for _, mine in sorted(by_baseline.items()):
        path = options.write_baseline or mine[0][0].baseline
        applied = _applied(path, mine, options, errors) if path else None
        if path and applied:
            done += ((policy, file) for (policy, _), file in zip(mine, applied.reports, strict=True))
            gone += (_gone(path, entry) for entry in applied.gone)
        else:
            done += mine
    return sorted(done, key=lambda each: each[1].name), gone


def _applied(path: str, linted: list[Linted], options: Options, errors: list[RunError]) -> Applied | None:
    """Apply a baseline, the changed one where it is to be changed; return None where that is not possible."""
    try:
        baseline = Baseline.read(path, or_new=path == options.write_baseline)
    except ConfigurationError as error:
        errors.append(RunError("config", str(error), shown(path)))
        return None
    reports = [(policy.linter(file.name), file) for policy, file in linted]
    applied = baseline.apply(reports)
    if not options.write_baseline and not options.prune_baseline:
        return applied
    if errors:
        errors.append(RunError("config", "is not written, as the run did not see everything", shown(path)))
        return None if options.write_baseline else applied
    new = applied.new if options.write_baseline else []
    changed = Baseline(path, (*applied.kept, *new))
    changes = changed.entries != baseline.entries or not os.path.exists(path)
    if changes and (failure := write_file(changed.text(), path)):
        errors.append(failure)
        return None if options.write_baseline else applied
    if not options.quiet:
        removed = f"{len(baseline.entries) - len(applied.kept)} removed"
        done = f"{number(len(new), 'entry', 'entries')} added, {removed}"
        remark(f"calm-lint: {printable(without_users(shown(path)))}: {done}\n")
    return changed.apply(reports)


def _gone(path: str, entry: Entry) -> Gone:
    file = os.path.join(os.path.dirname(path), entry.file)
    names = (_from_here(shown(each)) for each in (path, file))
    return Gone(*(printable(without_users(text)) for text in (*names, *entry.key)))


def _from_here(name: str) -> str:
    """Return the name of a file as seen from the current folder, the name itself if it is not below it."""
    if not os.path.isabs(name):
        return name
    seen = os.path.relpath(name).replace(os.sep, "/")
    return name if seen.startswith("../") else seen
