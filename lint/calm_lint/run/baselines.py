"""The baselines of a run: setting aside the findings that they hold, writing and pruning them."""

from __future__ import annotations

import os

from calm_lint.engine.results import Gone
from calm_lint.errors import ConfigurationError, RunError
from calm_lint.files.find import shown
from calm_lint.files.write import write_file
from calm_lint.formats.words import number
from calm_lint.run.baseline import Applied, Baseline, Entry
from calm_lint.run.jobs import Linted
from calm_lint.text.escaping import printable
from calm_lint.text.urls import without_users


class Baselines:
    """The baselines of the files of one run.

    Args:
        write: the file to write a baseline to; it then holds all findings.
        prune: whether to take out what is gone.
        errors: the errors of the run so far; more are added to them.

    Attributes:
        gone: the entries whose findings are gone.
        notes: a sentence for each baseline that was written.
    """

    def __init__(self, *, write: str | None, prune: bool, errors: list[RunError]) -> None:
        self._write = write
        self._prune = prune
        self._errors = errors
        self.gone: list[Gone] = []
        self.notes: list[str] = []

    def set_aside(self, linted: list[Linted]) -> list[Linted]:
        """Return what was linted without the findings that the baseline of each file holds."""
        done: list[Linted] = []
        by_baseline: dict[str, list[Linted]] = {}
        for policy, file in linted:
            path = self._write or policy.baseline
            # Several configurations may name one baseline, each in its own way.
            by_baseline.setdefault(os.path.realpath(path) if path else "", []).append((policy, file))
        if self._prune and by_baseline.keys() == {""}:
            message = "--prune-baseline finds no baseline: name one with --baseline or in the configuration"
            self._errors.append(RunError("usage", message))
        for _, mine in sorted(by_baseline.items()):
            path = self._write or mine[0][0].baseline
            applied = self._applied(path, mine) if path else None
            if path and applied:
                done += ((policy, file) for (policy, _), file in zip(mine, applied.reports, strict=True))
                self.gone += (_gone(path, entry) for entry in applied.gone)
            else:
                done += mine
        return sorted(done, key=lambda each: each[1].name)

    def _applied(self, path: str, linted: list[Linted]) -> Applied | None:
        """Apply a baseline, the changed one where it is to be changed; return None if that is not possible."""
        try:
            baseline = Baseline.read(path, or_new=path == self._write)
        except ConfigurationError as error:
            self._errors.append(RunError("config", str(error), shown(path)))
            return None
        reports = [(policy.linter(file.name), file) for policy, file in linted]
        applied = baseline.apply(reports)
        if not self._write and not self._prune:
            return applied
        unchanged = None if self._write else applied
        if self._errors:
            self._errors.append(RunError("config", "is not written, as the run did not see everything", shown(path)))
            return unchanged
        new = applied.new if self._write else []
        changed = Baseline(path, (*applied.kept, *new))
        changes = changed.entries != baseline.entries or not os.path.exists(path)
        if changes and (failure := write_file(changed.text(), path)):
            self._errors.append(failure)
            return unchanged
        removed = f"{len(baseline.entries) - len(applied.kept)} removed"
        done = f"{number(len(new), 'entry', 'entries')} added, {removed}"
        self.notes.append(f"{printable(without_users(shown(path)))}: {done}")
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
