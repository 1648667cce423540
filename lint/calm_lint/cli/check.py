"""Linting as the command line does it: find the files, lint each, print, and return the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from io import TextIOWrapper
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from calm_lint import collector
from calm_lint.cli.output import Output, complain, masked, print_result, remark, suitable, wants_color
from calm_lint.engine.results import Gone, Report
from calm_lint.errors import PluginError, RunError, UsageError
from calm_lint.files.find import STDIN, UNNAMED_STDIN
from calm_lint.files.write import append_file, write_file
from calm_lint.formats import render
from calm_lint.rulebook.plugins import Formatter, load_plugins
from calm_lint.rulebook.severity import Severity
from calm_lint.run.jobs import jobs_of, lint_all
from calm_lint.settings.policy import Choices, Policies

if TYPE_CHECKING:
    from datetime import date

    from calm_lint.run.fix_files import Mender

FOUND = 1
FAILED = 2

# The levels at which a run counts as failed.
FAIL_ON = {
    "error": [Severity.ERROR],
    "warning": [Severity.ERROR, Severity.WARNING],
    "info": list(Severity),
    "never": [],
}


class Options(NamedTuple):
    """What a run is asked to do.

    Attributes:
        paths: files, directories, and `-` for the standard input.
        choices: what takes the place of the configuration, or comes to it.
        no_plugins: whether to apply no rules but the built-in ones and declarative ones.
        write_baseline: the file to write a baseline to.
        prune_baseline: whether to take out of baselines what is gone.
        baseline_strict: whether an entry of a baseline whose finding is gone fails the run.
        outputs: what to write, and where to; the format that suits the place where nothing is given.
        color: auto, always or never.
        stdin_filename: the name that findings in the standard input get.
        statistics: whether to tell what each rule looked at.
        show_suppressed: whether to list findings that are suppressed.
        quiet: whether to print nothing but findings and errors.
        today: returns the day on which suppressions and certificates may have expired.
        fix: whether to apply safe fixes.
        unsafe_fixes: whether to apply all fixes.
        diff: whether to print what fixing would change, and write nothing.
        jobs: how many processes lint at once, None for as many as pay.
        no_cache: whether to lint files again that are known to be clean.
    """

    paths: tuple[str, ...]
    choices: Choices = Choices()
    no_plugins: bool = False
    write_baseline: str | None = None
    prune_baseline: bool = False
    baseline_strict: bool = False
    outputs: tuple[Output, ...] = ()
    color: str = "auto"
    stdin_filename: str = UNNAMED_STDIN
    statistics: bool = False
    show_suppressed: bool = False
    quiet: bool = False
    today: Callable[[], date] | None = None
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    jobs: int | None = None
    no_cache: bool = False


def leave(code: int) -> NoReturn:
    """End the process with an exit code, without a last search for garbage."""
    collector.finish()
    sys.exit(code)


def run(options: Options) -> int:
    """Lint and print.

    Returns:
        0 where nothing was found (with diffs: nothing to fix), 1 where something was or, if that is strict, an
        entry of a baseline is gone, 2 where the run itself failed.

    Raises:
        UsageError: if a rule is named that does not exist, or a baseline is to be written and pruned.
    """
    if options.write_baseline and options.prune_baseline:
        raise UsageError("--write-baseline prunes too, and adds what is new: choose it or --prune-baseline")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    loaded = load_plugins(plugins=not options.no_plugins)
    errors = loaded.errors
    policies = Policies(loaded.rules, options.choices, options.today or source_date(errors), loaded.profiles)
    mender = _mender(options) if options.fix or options.unsafe_fixes or options.diff else None
    jobs, unusable = jobs_of(options.paths, options.stdin_filename, policies)
    use_cache = not (options.no_cache or os.environ.get("CALM_LINT_NO_CACHE"))
    linted, unread = lint_all(jobs, mender, options.jobs, use_cache=use_cache)
    errors += (*policies.errors, *unusable, *unread, *(error for _, file in linted for error in file.errors))
    errors += mender.errors if mender else []
    gone: Sequence[Gone] = ()
    if options.write_baseline or options.prune_baseline or any(policy.baseline for policy, _ in linted):
        from calm_lint.run.baselines import set_aside

        linted, gone = set_aside(linted, options, errors)
    linters = dict.fromkeys(policy.linter(file.name) for policy, file in linted)
    applied = {rule.code: rule for linter in linters for rule in linter.rules}
    rules = sorted(applied.values(), key=lambda rule: rule.code)
    most = options.choices.limits.findings
    files = [file for _, file in linted]
    errors = [masked(error) for error in errors]
    strict = options.baseline_strict
    report = Report(files, errors, rules, options.show_suppressed, options.quiet, most, gone, strict)
    if not _write_all(report, options, mender, loaded.formatters):
        return FAILED
    if gone and strict:
        return FOUND
    if mender and options.diff:
        return FOUND if mender.applied else 0
    failing = (
        violation.severity in FAIL_ON[policy.fail_on] for policy, file in linted for violation in file.violations
    )
    return FOUND if any(failing) else 0


def source_date(errors: list[RunError]) -> Callable[[], date] | None:
    """Return what tells the day that SOURCE_DATE_EPOCH names, None where it names none."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return None
    from datetime import UTC, datetime

    try:
        day = datetime.fromtimestamp(int(epoch), UTC).date()
    except (OSError, OverflowError, ValueError):
        errors.append(RunError("usage", f"SOURCE_DATE_EPOCH is {epoch}, must be a number of seconds since 1970"))
        return None
    return lambda: day


def _mender(options: Options) -> Mender:
    from calm_lint.run.fix_files import Mender

    return Mender(unsafe=options.unsafe_fixes, dry=options.diff)


def _write_all(report: Report, options: Options, mender: Mender | None, formatters: Mapping[str, Formatter]) -> bool:
    """Write what was asked for, and tell whether all went well."""
    complain(report.errors)
    failures: list[RunError | None] = []
    # A diff, or the fixed standard input, has the standard output for itself.
    taken = mender is not None and (options.diff or STDIN in options.paths)
    if mender and taken:
        failures.append(print_result(mender.output))
    for output in options.outputs or (suitable(),):
        if output.file is None and options.diff:
            continue
        color = output.file is None and not taken and wants_color(options.color)
        try:
            text = render(report, output.format, color=color, others=formatters)
        except PluginError as error:
            failures.append(RunError("plugin", str(error)))
            continue
        failures.append(write_file(text, output.file) if output.file else print_result(text, to_error=taken))
        if output.format == "github" and (summary := os.environ.get("GITHUB_STEP_SUMMARY")):
            failures.append(append_file(render(report, "markdown"), summary))
    complain(filter(None, failures))
    if mender and not options.quiet:
        remark(mender.account(len(report.violations)))
    if options.statistics:
        from calm_lint.formats.statistics import render_statistics

        # Not among the findings, which other programs read.
        remark(render_statistics(report))
    return not report.errors and not any(failures)
