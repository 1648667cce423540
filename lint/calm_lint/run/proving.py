"""Linting for the evidence of a check: each file is read once and looked at in this process, without the cache."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from calm_lint import collector
from calm_lint.engine.proof import AppliedRule, Decided, Input, Proof, Subject, Verdict
from calm_lint.engine.results import FileReport
from calm_lint.engine.verdicts import FileVerdicts
from calm_lint.engine.violation import Violation
from calm_lint.errors import RunError, UsageError
from calm_lint.files.find import STDIN, reason
from calm_lint.rulebook.rule import Rule
from calm_lint.rulebook.sentences import FILE, Sentence, sentences
from calm_lint.run.code_state import module_of
from calm_lint.run.digests import Inputs, add_settings, digest, of_code, watched
from calm_lint.run.estate import over_estate
from calm_lint.run.job import Job
from calm_lint.run.jobs import Linted, Progress, taking_part
from calm_lint.run.surveys import Surveyed, survey_each
from calm_lint.settings.effective import left_out

_UNREAD = Verdict("not-checkable", "the file could not be linted")


class Proving:
    """The files of a run whose check is to be proved.

    Args:
        jobs: the files.
        rules: all rules but those that configurations declare.
        progress: passes results on as they come, given how many there will be.

    Attributes:
        errors: what kept the run from its work, without what crashed on a file that was read.

    Raises:
        UsageError: if a file is given, and the standard input in its place, too.
    """

    def __init__(self, jobs: Sequence[Job], rules: Sequence[Rule], progress: Progress | None = None) -> None:
        if sent := _twice(jobs):
            raise UsageError(
                f"--format evidence is about one content of a file: give {sent} or the standard input, not both"
            )
        if len(jobs) > 1:
            collector.expect_garbage()
        self.errors: list[RunError] = []
        self._inputs: Inputs = {}
        self._rules = {rule.code: rule for policy in (job.policy for job in jobs) for rule in policy.rules}
        self._rules |= {rule.code: rule for rule in rules}
        self._files: list[Surveyed] = []
        self._unread: list[str] = []
        self._survey(jobs, progress)
        self._estate_failed = not self._look_at_estate()
        for policy in {id(job.policy): job.policy for job in jobs}.values():
            add_settings(policy, self._inputs)

    @property
    def linted(self) -> list[Linted]:
        """The files with what came of them, as `lint_all` returns them."""
        return [(file.policy, file.survey.report) for file in self._files]

    def proof(self, reports: Sequence[FileReport], today: date) -> Proof:
        """Return the evidence.

        Args:
            reports: what came of the files after baselines have set findings aside.
            today: the day that dates were compared with.
        """
        known = [*sentences(self._rules[code] for code in sorted(self._rules))]
        subjects: list[Subject] = []
        findings: list[Violation] = []
        decided: list[dict[Verdict, list[int]]] = [{} for _ in known]
        for file, report in zip(self._files, reports, strict=True):
            file.survey.report = report
            first = len(findings), len(subjects)
            about = self._verdicts(file, known, first)
            subjects += about.subjects
            findings += about.findings
            for sentence, subject, verdict in about.verdicts():
                decided[sentence].setdefault(verdict, []).append(subject)
        for name in self._unread:
            for each, verdicts in zip(known, decided, strict=True):
                if FILE in each.about:
                    verdicts.setdefault(_UNREAD, []).append(len(subjects))
            subjects.append(Subject(name, None, FILE, name, ""))
        return Proof(
            today.isoformat(),
            of_code(map(module_of, self._rules.values())),
            [Input(*key, sha256) for key, sha256 in sorted(self._inputs.items())],
            [*self._applied()],
            subjects,
            findings,
            [Decided(sentence, verdicts) for sentence, verdicts in zip(known, decided, strict=True)],
        )

    def _survey(self, jobs: Sequence[Job], progress: Progress | None) -> None:
        """Lint each file by itself."""
        read = []
        for job in jobs:
            try:
                content = job.read()
            except OSError as error:
                self.errors.append(RunError("io", f"cannot be read: {reason(error)}", job.name))
                self._unread.append(job.name)
                self._inputs["landscape", job.name] = None
                continue
            self._inputs["landscape", job.name] = digest(content)
            # What is linted again for the estate is what the digest is of.
            read.append(job._replace(content=content, files=watched(job, self._inputs)))
        results = survey_each(read)
        done = [*(progress(results, len(read)) if progress else results)]
        for job, result in zip(read, done, strict=True):
            if isinstance(result, RunError):
                self.errors.append(result)
                self._unread.append(job.name)
            else:
                self._files.append(result)

    def _look_at_estate(self) -> bool:
        """Apply the rules about the estate to all files; return whether they came to their end."""
        before = [file.done for file in self._files]
        done, errors = over_estate(before, taking_part(before))
        for file, after in zip(self._files, done, strict=True):
            file.survey.report = after.report
        self.errors += errors
        return not errors

    def _verdicts(self, file: Surveyed, known: Sequence[Sentence], first: tuple[int, int]) -> FileVerdicts:
        linter = file.done.job.linter
        applied = {rule.code: rule for rule in linter.rules}
        off: Mapping[str, str] = {}
        if len(applied) < len(self._rules):
            off = left_out(file.policy, file.done.job.name)
        return FileVerdicts(file.survey, applied, off, known, first, estate_failed=self._estate_failed)

    def _applied(self) -> Iterator[AppliedRule]:
        """Yield the rules that were applied, once with each level and each of the options that they had."""
        linters = Counter(file.done.job.linter for file in self._files)
        counts: Counter[tuple[str, str, tuple[object, ...] | None]] = Counter()
        found = {}
        for linter, files in linters.items():
            for rule in linter.rules:
                severity = linter.severities.get(rule.code, rule.severity)
                key = rule.code, str(severity), rule.settings
                counts[key] += files
                found[key] = rule, severity
        for key in sorted(found, key=repr):
            yield AppliedRule(*found[key], counts[key])


def _twice(jobs: Sequence[Job]) -> str:
    """Return the name of a file that is given, and the standard input in its place, too; empty if there is none."""
    sent = {os.path.realpath(job.name) for job in jobs if job.path == STDIN}
    return next((job.name for job in jobs if job.path != STDIN and os.path.realpath(job.path) in sent), "")
