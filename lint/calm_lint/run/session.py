"""The use case: from paths and choices to results. Nothing here prints or ends the process.

The command line does what it does through a session, and so can any other program:

    session = Session(Choices(select=["CALM1"]))
    outcome = session.check(Request(paths=["customers/"]))
    for violation in outcome.report.violations:
        ...
"""

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from calm_lint.engine.results import FileReport, Gone, Report
from calm_lint.errors import RunError, UsageError
from calm_lint.files.find import STDIN, UNNAMED_STDIN, shown
from calm_lint.model.values.facts import FACTS
from calm_lint.rulebook.contributions import Formatter
from calm_lint.rulebook.plugins import load_plugins
from calm_lint.rulebook.rule import Rule
from calm_lint.rulebook.severity import Severity
from calm_lint.run.job import Job
from calm_lint.run.jobs import Linted, Progress, jobs_of, lint_all, take_out_excluded
from calm_lint.settings.choices import Choices
from calm_lint.settings.policies import Policies
from calm_lint.settings.policy import Policy

if TYPE_CHECKING:
    from calm_lint.engine.survey import Survey
    from calm_lint.run.fix_files import Fixer
    from calm_lint.run.since import Before
    from calm_lint.run.surveys import Surveys

# The levels at which a run counts as failed.
FAIL_ON: Mapping[str, Sequence[Severity]] = {
    "error": [Severity.ERROR],
    "warning": [Severity.ERROR, Severity.WARNING],
    "info": list(Severity),
    "never": [],
}

_IDLE = (
    "nothing was checked: no selected rule had anything to look at; select other rules with --select or in the "
    "configuration, or lint other files"
)


class Request(NamedTuple):
    """The files of a run, and what to do with them.

    Attributes:
        paths: files, directories, and `-` for the standard input.
        stdin_filename: the name that findings in the standard input get.
        force_exclude: whether to leave out files that are excluded although they are named.
        write_baseline: the file to write a baseline to.
        prune_baseline: whether to take out of baselines what is gone.
        baseline_strict: whether an entry of a baseline whose finding is gone fails the run.
        fix: whether to apply safe fixes.
        unsafe_fixes: whether to apply all fixes.
        diff: whether to collect what fixing would change, and write nothing.
        since: the commit whose findings do not count, None if all count.
        strict_facts: whether a fact that is past its review fails the run.
        jobs: how many processes lint at once, None for as many as pay.
        no_cache: whether to lint files again that are known to be clean.
        texts: what an editor holds of files, by their absolute paths: it is linted in the place of what is on the disk.
    """

    paths: Sequence[str] = (os.curdir,)
    stdin_filename: str = UNNAMED_STDIN
    force_exclude: bool = False
    write_baseline: str | None = None
    prune_baseline: bool = False
    baseline_strict: bool = False
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    since: str | None = None
    strict_facts: bool = False
    jobs: int | None = None
    no_cache: bool = False
    texts: Mapping[str, bytes] = MappingProxyType({})


_NO_CHOICES = Choices()
_HERE = Request()


class Outcome(NamedTuple):
    """The result of a run.

    Attributes:
        report: the findings, and the errors that kept the run from its work.
        failing: whether a finding has a level that fails the run.
        fixer: the fixes that were applied or would be, None if none were asked for.
        notes: sentences about baselines that were written, and about rules that are left out as newer.
        all_excluded: whether the configuration excludes every file that was named.
    """

    report: Report
    failing: bool = False
    fixer: "Fixer | None" = None
    notes: Sequence[str] = ()
    all_excluded: bool = False


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

    def check(self, request: Request = _HERE, progress: Progress | None = None) -> Outcome:
        """Lint files, and fix them or change their baseline if that is asked for.

        Args:
            request: the files, and what to do with them.
            progress: passes results on as they come, given how many there will be.

        Raises:
            UsageError: if a baseline is to be written and pruned, or fixes are asked for with `since`.
        """
        if request.write_baseline and request.prune_baseline:
            raise UsageError("--write-baseline prunes too, and adds what is new: choose it or --prune-baseline")
        fixer = _fixer(request)
        if fixer and request.since is not None:
            raise UsageError("--since compares what is in the files: fix them first, in a run without it")
        paths, excluded = self._named(request)
        if fixer and not request.diff and STDIN in excluded:
            # An editor puts what comes out in the place of what it sent.
            fixer.output += sys.stdin.buffer.read()
        stale = self._stale_facts() if request.strict_facts else []
        if excluded and not paths:
            return Outcome(Report([], [*self.errors, *stale], []), fixer=fixer, all_excluded=True)
        jobs, unusable = jobs_of(paths, request.stdin_filename, self._policies, request.texts)
        use_cache = not (request.no_cache or os.environ.get("CALM_LINT_NO_CACHE"))
        linted, unread = lint_all(jobs, fixer, request.jobs, use_cache=use_cache, progress=progress)
        errors = [*self.errors, *stale, *unusable, *unread, *(error for _, file in linted for error in file.errors)]
        errors += fixer.errors if fixer else []
        before = self._before(paths, request, errors, use_cache=use_cache)
        idle = bool(linted) and not any(_had_work(policy, file) for policy, file in linted)
        if idle:
            errors.append(RunError("usage", _IDLE))
        linted, gone, notes = _without_baselined(linted, request, errors)
        if before:
            linted = before.set_aside(linted)
        report = Report(
            [file for _, file in linted],
            errors,
            _applied(linted),
            most=self._choices.limits.findings,
            gone=gone,
            strict=request.baseline_strict,
            idle=idle,
        )
        left_out = dict.fromkeys(policy.note for policy in {id(each): each for each, _ in linted}.values())
        return Outcome(report, _failing(linted), fixer, [*filter(None, left_out), *notes])

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


def _had_work(policy: Policy, file: FileReport) -> bool:
    """Check whether anything was found in a file, or a selected rule had something to look at."""
    found = bool(file.violations or file.suppressed)
    return found or any(file.applied(rule) for rule in policy.selected(file.name))


def _applied(linted: Iterable[Linted]) -> list[Rule]:
    linters = dict.fromkeys(policy.linter(file.name) for policy, file in linted)
    rules = {rule.code: rule for linter in linters for rule in linter.rules}
    return sorted(rules.values(), key=lambda rule: rule.code)


def _failing(linted: Iterable[Linted]) -> bool:
    return any(each.severity in FAIL_ON[policy.fail_on] for policy, file in linted for each in file.violations)
