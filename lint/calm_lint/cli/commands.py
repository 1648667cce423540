"""The commands and their options."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial
from typing import Any

import click
from click.shell_completion import CompletionItem

from calm_lint import __version__
from calm_lint.cli import mistyped, reported_interrupts
from calm_lint.cli.author_commands import new_rule, run_examples
from calm_lint.cli.check import Display, exit_with, run
from calm_lint.cli.diff_command import diff
from calm_lint.cli.landscape_commands import graph, init, report, worksheet
from calm_lint.cli.output import Output, print_note
from calm_lint.cli.rule_commands import complete_rules, config, explain, list_rules, rule_names, schema
from calm_lint.errors import UsageError, show_tracebacks
from calm_lint.files.find import UNNAMED_STDIN, find
from calm_lint.formats import FORMATS
from calm_lint.rulebook.plugins import load_plugins
from calm_lint.run.session import FAIL_ON, Request, Session
from calm_lint.settings.choices import Choices
from calm_lint.text.escaping import printable
from calm_lint.text.limits import DEEPEST, Limits
from calm_lint.text.suggestions import did_you_mean


@contextmanager
def _escaped_options() -> Iterator[None]:
    """Keep control characters in an unknown option from the terminal, as not every version of click does."""
    try:
        yield
    except click.NoSuchOption as error:
        if error.option_name.isprintable():
            raise
        name = printable(error.option_name)
        raise click.NoSuchOption(name, possibilities=error.possibilities, ctx=error.ctx) from None


class _Group(click.Group):
    """Takes `calm-lint PATHS` for `calm-lint check PATHS`, and lets no interrupt come to click, which exits with 1."""

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        with reported_interrupts(), _escaped_options():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        with reported_interrupts(), _escaped_options():
            return super().invoke(ctx)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        # While a shell completes the first word, it may still become a command.
        first = next((index for index, each in enumerate(args) if each != "--debug"), len(args))
        options, args = args[:first], args[first:]
        completing = ctx.resilient_parsing and not args
        if not completing and (not args or args[0] not in (*self.commands, *ctx.help_option_names, "--version")):
            if args and not ctx.resilient_parsing and (meant := mistyped(args[0])):
                raise click.UsageError(printable(f"there is no command or file {args[0]}, did you mean {meant}?"), ctx)
            args = ["check", *args]
        elif len(args) == 1 and args[0] != "check" and not ctx.resilient_parsing:
            _name_folder(args[0])
        return super().parse_args(ctx, [*options, *args])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete the first word: a command, or an option or a path of `check`."""
        commands = super().shell_complete(ctx, incomplete)
        if incomplete.startswith("-"):
            return commands + check.shell_complete(click.Context(check, parent=ctx), incomplete)
        return commands or [CompletionItem(incomplete, type="file")]


def _name_folder(command: str) -> None:
    """Say how to lint a folder that is named like a command: the run would pass without having looked at it."""
    if os.path.isdir(command) and find([command])[0]:
        print_note(f"calm-lint: {command} is a command; to lint the folder of that name: calm-lint ./{command}\n")


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--debug",
    is_flag=True,
    expose_value=False,
    callback=lambda _, __, value: show_tracebacks(wanted=value),
    help="Show tracebacks of crashes, with secrets masked.",
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def calm_lint() -> None:
    """Check how SAP S/4HANA Cloud tenants are connected to SAP Cloud ALM.

    `calm-lint PATHS` is short for `calm-lint check PATHS`, and `calm-lint` alone searches the current
    directory.
    """


class _GroupedOption(click.Option):
    """An option that `--help` shows under a heading."""

    def __init__(self, *args: Any, group: str, **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.group = group


class _GroupedCommand(click.Command):
    """Shows its options under their headings."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        for group in (_RULES, _CONFIGURATION, _FIXES, _RESULT, _OTHER):
            records = [option.get_help_record(ctx) for option in options if getattr(option, "group", _OTHER) == group]
            with formatter.section(group):
                formatter.write_dl([record for record in records if record])


_RULES, _CONFIGURATION, _FIXES = "Rules", "Configuration and baseline", "Fixes"
_RESULT, _OTHER = "Result", "Other"
_option = partial(click.option, cls=_GroupedOption)


def _outputs(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[Output, ...]:
    outputs = []
    for value in values:
        name, equals, file = value.partition("=")
        if name not in FORMATS and name not in (others := load_plugins().formatters):
            known = (*FORMATS, *others)
            meant = did_you_mean(name, known)
            advice = f", did you mean {meant}?" if meant else f", choose from {', '.join(known)}"
            raise click.BadParameter(printable(f"there is no format {name}{advice}"))
        if equals and not file:
            raise click.BadParameter(f"{name}= names no file")
        outputs.append(Output(name, None if file in ("", "-") else file))
    if len({output.file and os.path.realpath(output.file) for output in outputs}) < len(outputs):
        raise click.BadParameter("two formats go to one place: give one of them a file, as in json=report.json")
    return tuple(outputs)


def _limits(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> Limits:
    limits = {}
    for value in values:
        name, number = value.partition("=")[::2]
        if name not in Limits._fields:
            raise click.BadParameter(printable(f"there is no limit {name}, choose from {', '.join(Limits._fields)}"))
        if not re.fullmatch("[1-9][0-9]{0,17}", number):
            raise click.BadParameter(f"{name} must be a number above 0, as in {name}=1000")
        if name == "depth" and int(number) > DEEPEST:
            raise click.BadParameter(f"depth is {int(number):,}, must be {DEEPEST:,} at most: libyaml reads no deeper")
        limits[name] = int(number)
    return Limits(**limits)


_rules_option = partial(_option, multiple=True, callback=rule_names, metavar="RULES", shell_complete=complete_rules)


def _day(_: click.Context, __: click.Parameter, value: datetime | None) -> Callable[[], date] | None:
    return (lambda: value.date()) if value else None


@calm_lint.command(cls=_GroupedCommand)
@click.argument("paths", nargs=-1, type=click.Path())
@_rules_option("--select", group=_RULES, help="Apply only these rules.")
@_rules_option("--ignore", group=_RULES, help="Do not apply these rules.")
@_rules_option("--extend-select", group=_RULES, help="Apply these rules besides.")
@_option("--profile", group=_RULES, metavar="NAME", help="Begin with this profile of a plugin.")
@_option("--no-plugins", group=_RULES, is_flag=True, help="Load no plugins.")
@_option(
    "--fail-on",
    group=_RESULT,
    type=click.Choice(list(FAIL_ON)),
    help="Exit with 1 if there is a finding of this level or a higher one; error if not given.",
)
@_option(
    "--config",
    group=_CONFIGURATION,
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Take this configuration file.",
)
@_option("--no-config", group=_CONFIGURATION, is_flag=True, help="Take no configuration file.")
@_option(
    "--force-exclude",
    group=_CONFIGURATION,
    is_flag=True,
    help="Leave out what the configuration excludes although it is named, and - by its --stdin-filename.",
)
@_option(
    "--baseline",
    group=_CONFIGURATION,
    type=click.Path(),
    metavar="FILE",
    help="Leave out the findings in this baseline.",
)
@_option(
    "--write-baseline",
    group=_CONFIGURATION,
    type=click.Path(),
    metavar="FILE",
    help="Write all findings to this baseline, and say how many entries that adds and removes.",
)
@_option(
    "--prune-baseline",
    group=_CONFIGURATION,
    is_flag=True,
    help="Take entries whose findings are gone out of the baseline, and add none.",
)
@_option(
    "--baseline-strict",
    group=_CONFIGURATION,
    is_flag=True,
    help="Exit with 1 if the baseline has an entry whose finding is gone.",
)
@_option(
    "--since",
    group=_CONFIGURATION,
    metavar="REV",
    help="Leave out the findings that were there at this commit of git.",
)
@_option(
    "--trust-paths",
    group=_CONFIGURATION,
    is_flag=True,
    help="Follow paths and links that lead out of the repository.",
)
@_option(
    "--today",
    group=_CONFIGURATION,
    type=click.DateTime(["%Y-%m-%d"]),
    callback=_day,
    metavar="DATE",
    help="Let suppressions expire as on this day.",
)
@_option("--fix", group=_FIXES, is_flag=True, help="Apply safe fixes, and lint what came out.")
@_option("--unsafe-fixes", group=_FIXES, is_flag=True, help="Apply unsafe fixes too; with --diff, show them.")
@_option(
    "--diff",
    group=_FIXES,
    is_flag=True,
    help="Write nothing: print what --fix would change, exit with 1 if it is something or a file cannot be read.",
)
@_option(
    "--format",
    "outputs",
    group=_RESULT,
    multiple=True,
    callback=_outputs,
    metavar="F[=FILE]",
    help=f"Write the findings as {', '.join(FORMATS)}, to FILE if one is given. Repeatable.",
)
@_option(
    "--color",
    group=_RESULT,
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help="Colour the text format; auto heeds NO_COLOR and FORCE_COLOR, then asks whether it is a terminal.",
)
@_option("--quiet", "-q", group=_RESULT, is_flag=True, help="Print findings and errors, and nothing else.")
@_option("--show-suppressed", group=_RESULT, is_flag=True, help="List suppressed findings too.")
@_option(
    "--statistics",
    group=_RESULT,
    is_flag=True,
    help="Print to standard error, and in JSON, what each rule looked at and found.",
)
@_option(
    "--jobs",
    group=_OTHER,
    type=click.IntRange(min=1),
    metavar="N",
    help="Lint in so many processes; as many as pay if not given.",
)
@_option("--no-cache", group=_OTHER, is_flag=True, help="Lint files again that are known to be clean.")
@_option(
    "--limit",
    "limits",
    group=_OTHER,
    multiple=True,
    callback=_limits,
    metavar="NAME=NUMBER",
    help=f"Take more, or less, than usual before giving up: {', '.join(Limits._fields)}. Repeatable.",
)
@_option(
    "--stdin-filename",
    group=_OTHER,
    default=UNNAMED_STDIN,
    metavar="NAME",
    help="Name that findings in standard input get.",
)
@_option(
    "--debug",
    group=_OTHER,
    is_flag=True,
    expose_value=False,
    callback=lambda _, __, value: show_tracebacks(wanted=True) if value else None,
    help="Show tracebacks of crashes, with secrets masked.",
)
def check(paths: tuple[str, ...], **options: Any) -> None:
    """Lint landscape files.

    PATHS are files, directories, or - for standard input; without any, the current directory is
    searched. RULES are codes (CALM101), names (system-port), families (CALM1) or ALL, with commas.

    With --fix, `-` prints the fixed text to standard output and findings to standard error.

    Exit code: 0 if nothing was found, 1 if something was, 2 if the run itself failed.
    """
    choices = Choices(**_take(options, Choices._fields))
    display = Display(**_take(options, Display._fields))
    plugins, today = not options.pop("no_plugins"), options.pop("today")
    request = Request(paths or (os.curdir,), **options)
    try:
        exit_with(run(Session(choices, plugins=plugins, today=today), request, display))
    except UsageError as error:
        raise click.UsageError(printable(str(error))) from None


def _take(options: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: options.pop(name) for name in names}


for command in (config, diff, explain, graph, init, list_rules, new_rule, report, run_examples, schema, worksheet):
    calm_lint.add_command(command)
