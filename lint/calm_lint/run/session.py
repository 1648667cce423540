"""The use case: from paths and choices to results. Nothing here prints or ends the process.

The command line does what it does through a session, and so can any other program:

    session = Session(Choices(select=["CALM1"]))
    outcome = session.check(Request(paths=["customers/"]))
    for violation in outcome.report.violations:
        ...
"""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from calm_lint.engine.results import Gone, Report
from calm_lint.errors import RunError, UsageError
from calm_lint.files.find import STDIN, UNNAMED_STDIN, shown
from calm_lint.model.values.facts import FACTS
from calm_lint.rulebook.contributions import Formatter
from calm_lint.rulebook.plugins import load_plugins
from calm_lint.rulebook.rule import Rule
from calm_lint.run.early import Early, Show
from calm_lint.run.job import Job
from calm_lint.run.jobs import Linted, Progress, jobs_of, lint_all, take_out_excluded
from calm_lint.run.outcome import Outcome, applied_rules, had_work, is_failing
from calm_lint.run.request import Request
from calm_lint.settings.choices import Choices
from calm_lint.settings.policies import Policies
from calm_lint.settings.policy import Policy

if TYPE_CHECKING:
    from calm_lint.engine.survey import Survey
    from calm_lint.run.fix_files import Fixer
    from calm_lint.run.proving import Proving
    from calm_lint.run.since import Before
    from calm_lint.run.surveys import Surveys

_IDLE = (
    "nothing was checked: no selected rule had anything to look at; select other rules with --select or in the "
    "configuration, or lint other files"
)
_ALTERED = (
    "--format evidence is about the files as they are and all findings in them: run it without --since, --fix, "
    "--unsafe-fixes, --diff, --write-baseline and --prune-baseline"
)

_NO_CHOICES = Choices()
_HERE = Request()


class Session:
    """Rules, configurations and formats, loaded once for a run.

    Args:
        choices: what overrides or extends the configurations.
        plugins: whether to load the plugins besides the built-in rules.
        today: returns the day that dates are compared with; that of SOURCE_DATE_EPOCH or the clock if not given.

    Attributes:
        today: returns the day that dates are compared with.
        rules: all rules of plugins and the built-in ones; configurations may declare more.
        formatters: the formats of plugins, by name.
        most: how many findings the formats for people list.

    Raises:
        UsageError: if a choice names a rule or a profile that does not exist.
    """

    def __init__(
        self, choices: Choices = _NO_CHOICES, *, plugins: bool = True, today: Callable[[], date] | None = None
    ) -> None:
        loaded = load_plugins(plugins=plugins)
        self._errors: list[RunError] = list(loaded.errors)
        self._choices = choices
        self.rules: Sequence[Rule] = loaded.rules
        self.formatters: Mapping[str, Formatter] = loaded.formatters
        self.most = choices.limits.findings
        given = today or self._source_date()
        self.today: Callable[[], date] = given or date.today
        self._policies = Policies(loaded.rules, choices, given, loaded.profiles)

    @property
    def errors(self) -> list[RunError]:
        """The errors of plugins, and of the configurations that were read so far."""
        return [*self._errors, *self._policies.errors]

    def policy(self, folder: str = os.curdir) -> Policy:
        """Return how the files of a folder are linted; its rules include those that its configuration declares."""
        return self._policies.of(os.path.abspath(folder))

    def check(self, request: Request = _HERE, progress: Progress | None = None, show: Show | None = None) -> Outcome:
        """Lint files, and fix them or change their baseline if that is asked for.

        Args:
            request: the files, and what to do with them.
            progress: passes results on as they come, given how many there will be.
            show: takes the report on each file in their order, before the last one is linted where no other file
                can change it; returns the report to keep, which may do without the lines of the file.

        Raises:
            UsageError: if a baseline is to be written and pruned, or fixes are asked for with `since`, or evidence
                with what changes files or leaves findings out.
        """
        if request.write_baseline and request.prune_baseline:
            raise UsageError("--write-baseline prunes too, and adds what is new: choose it or --prune-baseline")
        fixer = _fixer(request)
        if fixer and request.since is not None:
            raise UsageError("--since compares what is in the files: fix them first, in a run without it")
        if request.evidence and (fixer or request.write_baseline or request.prune_baseline or request.since):
            raise UsageError(_ALTERED)
        paths, excluded = self._named(request)
        if fixer and not request.diff and STDIN in excluded:
            # An editor puts what comes out in the place of what it sent.
            fixer.output += sys.stdin.buffer.read()
        stale = self._stale_facts() if request.strict_facts else []
        if excluded and not paths:
            proving = self._proving([]) if request.evidence else None
            proof = proving.proof([], self.today()) if proving else None
            return Outcome(Report([], [*self.errors, *stale], [], proof=proof), fixer=fixer, all_excluded=True)
        jobs, unusable = jobs_of(paths, request.stdin_filename, self._policies, request.texts)
        use_cache = not (request.no_cache or os.environ.get("CALM_LINT_NO_CACHE"))
        # Evidence wants whole reports, and its way of linting has none before the end.
        early = Early(jobs, show) if show and not (request.evidence or _sets_aside(jobs, request)) else None
        proving = self._proving(jobs, progress) if request.evidence else None
        if proving:
            linted, unread = proving.linted, proving.errors
        else:
            linted, unread = lint_all(jobs, fixer, request.jobs, use_cache=use_cache, progress=progress, early=early)
        errors = [*self.errors, *stale, *unusable, *unread, *(error for _, file in linted for error in file.errors)]
        errors += fixer.errors if fixer else []
        before = self._before(paths, request, errors, use_cache=use_cache)
        idle = bool(linted) and not any(had_work(policy, file) for policy, file in linted)
        if idle:
            errors.append(RunError("usage", _IDLE))
        linted, gone, notes = _without_baselined(linted, request, errors)
        if before:
            linted = before.set_aside(linted)
        files, shown = [file for _, file in linted], early.number if early else 0
        report = Report(
            [*files[:shown], *(map(show, files[shown:]) if show else files[shown:])],
            errors,
            applied_rules(linted),
            most=self.most,
            gone=gone,
            strict=request.baseline_strict,
            idle=idle,
            proof=proving.proof([file for _, file in linted], self.today()) if proving else None,
        )
        left_out = dict.fromkeys(policy.note for policy in {id(each): each for each, _ in linted}.values())
        return Outcome(report, is_failing(linted), fixer, [*filter(None, left_out), *notes])

    def survey(self, path: str, content: bytes | None = None) -> "tuple[Survey, Sequence[Rule]]":
        """Lint one file, and return what was read of it with its findings, and the rules that were applied.

        Args:
            path: the file, or `-` for the standard input.
            content: what it held at an earlier commit; None for what it holds now.

        Raises:
            OSError: if it cannot be read.
        """
        from calm_lint.run.surveys import survey_file

        surveyed = survey_file(self.job(path, content))
        return surveyed.survey, surveyed.rules

    def job(self, path: str, content: bytes | None = None) -> Job:
        """Return one file to lint.

        Args:
            path: the file, or `-` for the standard input.
            content: what an editor holds of it, or what it held at an earlier commit; None for what it holds now.
        """
        name = UNNAMED_STDIN if path == STDIN else shown(path)
        policy = self.policy("" if path == STDIN else os.path.dirname(path))
        return Job(path, name, policy, self._policies.boundary, content)

    def surveys(self, request: Request = _HERE, progress: Progress | None = None) -> "Surveys":
        """Find and lint files as `check` does, and return what was read of each with its findings.

        Baselines and an earlier commit set nothing aside.

        Args:
            request: the files, and the earlier commit to compare with.
            progress: passes results on as they come, given how many there will be.
        """
        from calm_lint.run.surveys import survey_all

        jobs, unusable = jobs_of(request.paths, request.stdin_filename, self._policies)
        surveys = survey_all(jobs, progress)
        errors = [*self.errors, *unusable, *surveys.errors]
        before = self._before(request.paths, request, errors, use_cache=not request.no_cache)
        return surveys.since(before)._replace(errors=errors)

    def _proving(self, jobs: Sequence[Job], progress: Progress | None = None) -> "Proving":
        """Lint files as the evidence of a check wants it."""
        # Few runs are proved.
        from calm_lint.run.proving import Proving

        return Proving(jobs, self.rules, progress)

    def _stale_facts(self) -> list[RunError]:
        """Return an error for each fact that is past its review."""
        today, advice = self.today(), "upgrade calm-lint, or run it without --strict-facts"
        return [
            RunError("usage", f"the fact {fact.name!r} was to be reviewed by {fact.review_by}: {advice}")
            for fact in FACTS
            if fact.is_past(today)
        ]

    def _named(self, request: Request) -> tuple[Sequence[str], Sequence[str]]:
        """Return the paths to lint, and those that are named and excluded."""
        if not request.force_exclude:
            return request.paths, ()
        return take_out_excluded(request.paths, request.stdin_filename, self._policies, request.texts)

    def _before(
        self, paths: Sequence[str], request: Request, errors: list[RunError], *, use_cache: bool
    ) -> "Before | None":
        """Return the findings of the earlier commit, None if none is named or it cannot be compared with."""
        if request.since is None:
            return None
        from calm_lint.files.git import GitError
        from calm_lint.run.jobs_before import jobs_before
        from calm_lint.run.since import Before

        try:
            jobs = jobs_before(paths, request.stdin_filename, self._policies, request.since)
        except GitError as error:
            errors.append(RunError("usage", str(error)))
            return None
        linted, _ = lint_all(jobs, None, request.jobs, use_cache=use_cache)
        return Before(request.since, [file for _, file in linted])

    def _source_date(self) -> Callable[[], date] | None:
        """Return what gives the day of SOURCE_DATE_EPOCH, None if that is not set."""
        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        if not epoch:
            return None
        from datetime import UTC, datetime

        try:
            day = datetime.fromtimestamp(int(epoch), UTC).date()
        except (OSError, OverflowError, ValueError):
            message = f"SOURCE_DATE_EPOCH is {epoch}, must be a number of seconds since 1970"
            self._errors.append(RunError("usage", message))
            return None
        return lambda: day


def _fixer(request: Request) -> "Fixer | None":
    if not (request.fix or request.unsafe_fixes or request.diff):
        return None
    from calm_lint.run.fix_files import Fixer

    return Fixer(unsafe=request.unsafe_fixes, dry=request.diff)


def _sets_aside(jobs: Sequence[Job], request: Request) -> bool:
    """Check whether findings are fixed or set aside once all files are linted."""
    changes = request.write_baseline or request.prune_baseline or request.fix or request.unsafe_fixes or request.diff
    return bool(changes) or request.since is not None or any(job.policy.baseline for job in jobs)


def _without_baselined(
    linted: list[Linted], request: Request, errors: list[RunError]
) -> tuple[list[Linted], list[Gone], list[str]]:
    """Set aside the findings that baselines hold; return the rest, the entries that are gone, and notes."""
    changed = request.write_baseline or request.prune_baseline
    if not changed and not any(policy.baseline for policy, _ in linted):
        return linted, [], []
    from calm_lint.run.baselines import Baselines

    baselines = Baselines(write=request.write_baseline, prune=request.prune_baseline, errors=errors)
    rest = baselines.set_aside(linted)
    return rest, baselines.gone, baselines.notes
