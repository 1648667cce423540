"""Linting files for those who show more of them than findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from calm_lint import collector
from calm_lint.engine.survey import Survey
from calm_lint.engine.violation import Violation
from calm_lint.errors import RunError, crashed, traceback_of
from calm_lint.files.find import STDIN, reason
from calm_lint.rulebook.rule import Rule
from calm_lint.run.identities import hashed
from calm_lint.run.job import Done, Job
from calm_lint.run.jobs import Progress, as_estate
from calm_lint.run.since import Before
from calm_lint.settings.policy import Policy


class Surveyed(NamedTuple):
    """A file, and what was read of it.

    Attributes:
        done: how it was linted, and what came of it.
        survey: the file with its findings.
        new: the findings that were not there at an earlier commit; None if there is none to compare with.
    """

    done: Done
    survey: Survey
    new: Sequence[Violation] | None = None

    @property
    def policy(self) -> Policy:
        """What decides how it is linted."""
        return self.done.job.policy

    @property
    def rules(self) -> Sequence[Rule]:
        """The rules that were applied."""
        return self.policy.linter(self.survey.report.name).rules


class Surveys(NamedTuple):
    """The files of a run.

    Attributes:
        files: one entry per file that was read, in the order of their names.
        errors: what kept the run from doing all of its work, without what crashed on a file that was read.
    """

    files: Sequence[Surveyed]
    errors: Sequence[RunError]

    def since(self, before: Before | None) -> Surveys:
        """Return the files with the findings that are new since an earlier commit."""
        if before is None:
            return self
        rest = before.set_aside([(file.policy, file.survey.report) for file in self.files])
        files = [file._replace(new=left.violations) for file, (_, left) in zip(self.files, rest, strict=True)]
        return self._replace(files=files)


def survey_all(jobs: Sequence[Job], progress: Progress | None = None) -> Surveys:
    """Lint every file that can be read; what goes wrong with one does not keep the others from it.

    Args:
        jobs: the files.
        progress: passes results on as they come, given how many there will be.
    """
    if len(jobs) > 1:
        collector.expect_garbage()
    results: Iterable[Surveyed | RunError] = survey_each(jobs)
    done = [*(progress(results, len(jobs)) if progress else results)]
    files, crashes = _as_estate([each for each in done if isinstance(each, Surveyed)])
    return Surveys(files, [*(each for each in done if isinstance(each, RunError)), *crashes])


def survey_file(job: Job) -> Surveyed:
    """Lint one file, whose documents are an estate.

    Raises:
        OSError: if it cannot be read, or is too large.
    """
    (file,), crashes = _as_estate([_surveyed(job)])
    file.survey.report.errors.extend(crashes)
    return file


def _as_estate(files: Sequence[Surveyed]) -> tuple[Sequence[Surveyed], Sequence[RunError]]:
    """Return files with the findings of the rules about the estate, and what kept these from their work."""
    done, errors = as_estate([file.done for file in files])
    for file, after in zip(files, done, strict=True):
        file.survey.report = after.report
    return files, errors


def _surveyed(job: Job) -> Surveyed:
    content = job.read()
    survey = job.survey(content, job.open)
    # The standard input cannot be read again.
    kept = content if job.path == STDIN else None
    return Surveyed(Done(job, survey.report, hashed(survey.report.identities), kept), survey)


def survey_each(jobs: Iterable[Job]) -> Iterator[Surveyed | RunError]:
    """Lint files one by one, without the rules about the estate; yield an error for one that cannot be linted."""
    for job in jobs:
        try:
            yield _surveyed(job)
        except OSError as error:
            yield RunError("io", f"cannot be read: {reason(error)}", job.name)
        except Exception as error:  # noqa: BLE001 - a fault of ours; it is named, without the file's content
            yield RunError("internal", crashed(error), job.name, traceback_of(error))
