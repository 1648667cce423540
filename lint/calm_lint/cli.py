"""The command line: the only part that reads options, prints and sets the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from io import TextIOWrapper
from typing import NamedTuple

import click
from calm_lint_schemas import schema_text

from calm_lint import __version__
from calm_lint.engine import Linter
from calm_lint.errors import UsageError
from calm_lint.escaping import printable
from calm_lint.files import STDIN, find, shown
from calm_lint.formats import FORMATS, render
from calm_lint.plugins import load_rules
from calm_lint.report import Report, RunError
from calm_lint.rule import Severity
from calm_lint.selection import choose

FOUND = 1
FAILED = 2

# The levels at which a run counts as failed.
_LEVELS = {
    "error": [Severity.ERROR],
    "warning": [Severity.ERROR, Severity.WARNING],
    "info": list(Severity),
    "never": [],
}


class _Output(NamedTuple):
    """A format, and the file that gets it; None is the standard output."""

    format: str
    file: str | None


class _Main(click.Group):
    """Takes `calm-lint PATHS` for `calm-lint check PATHS`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] not in ("--help", "--version")):
            args = ["check", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_Main, context_settings={"help_option_names": ["--help"]})
@click.version_option(__version__, prog_name="calm-lint", message="%(prog)s %(version)s")
def main() -> None:
    """Check how SAP S/4HANA Cloud tenants are connected to SAP Cloud ALM.

    `calm-lint PATHS` is short for `calm-lint check PATHS`.
    """


def _outputs(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> list[_Output]:
    outputs = []
    for value in values or ("text",):
        name, equals, file = value.partition("=")
        if name not in FORMATS:
            raise click.BadParameter(f"there is no format {name}, choose from {', '.join(FORMATS)}")
        if equals and not file:
            raise click.BadParameter(f"{value} names no file")
        outputs.append(_Output(name, file or None))
    targets = [output.file for output in outputs]
    if len(set(targets)) < len(targets):
        raise click.BadParameter("two formats go to one place: give one of them a file, as in json=report.json")
    return outputs


def _names(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> list[str]:
    return [name.strip() for value in values for name in value.split(",") if name.strip()]


@main.command()
@click.argument("paths", nargs=-1)
@click.option("--select", multiple=True, callback=_names, metavar="RULES", help="Apply only these rules.")
@click.option("--ignore", multiple=True, callback=_names, metavar="RULES", help="Do not apply these rules.")
@click.option(
    "--fail-on",
    type=click.Choice([*_LEVELS]),
    default=str(Severity.ERROR),
    show_default=True,
    help="Exit with 1 if there is a finding of this level or a higher one.",
)
@click.option(
    "--format",
    "outputs",
    multiple=True,
    callback=_outputs,
    metavar="F[=FILE]",
    help=f"Write the findings as {', '.join(FORMATS)}, to FILE if one is given. Repeatable.",
)
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Colour the text format; auto heeds NO_COLOR and FORCE_COLOR, then asks whether it is a terminal.",
)
@click.option("--stdin-filename", default="<stdin>", metavar="NAME", help="Name that findings in standard input get.")
@click.pass_context
def check(
    ctx: click.Context,
    paths: tuple[str, ...],
    select: list[str],
    ignore: list[str],
    fail_on: str,
    outputs: list[_Output],
    color: str,
    stdin_filename: str,
) -> None:
    """Lint landscape files.

    PATHS are files, directories, or - for standard input; without any, the current directory is
    searched. RULES are codes (CALM101), names (system-port), families (CALM1) or ALL, with commas.

    Exit code: 0 if nothing was found, 1 if something was, 2 if the run itself failed.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    rules, errors = load_rules()
    failed = False
    try:
        rules = choose(rules, select, ignore)
    except UsageError as error:
        raise click.UsageError(str(error)) from None
    report = _run(Linter(rules), paths or (os.curdir,), stdin_filename, errors)
    for error in report.errors:
        where = f"{printable(error.file)}: " if error.file else ""
        click.echo(f"calm-lint: {where}{printable(error.message)}", err=True)
    for output in outputs:
        text = render(report, output.format, color=output.file is None and _wants_color(color))
        failed = not _write(text, output.file) or failed
    if failed or report.errors:
        ctx.exit(FAILED)
    ctx.exit(FOUND if any(report.count()[each] for each in _LEVELS[fail_on]) else 0)


def _run(linter: Linter, paths: Iterable[str], stdin_filename: str, errors: list[RunError]) -> Report:
    """Lint every file that can be read; what goes wrong with one does not keep the others from it."""
    found, unusable = find(paths)
    errors += unusable
    files = []
    for path in found:
        name = stdin_filename if path == STDIN else shown(path)
        try:
            files.append(linter.lint(name, _read(path)))
        except OSError as error:
            errors.append(RunError("io", f"cannot be read: {(error.strerror or 'unknown reason').lower()}", name))
        except Exception as error:  # noqa: BLE001 - a fault of ours in one file; it is named, without its content
            message = f"calm-lint failed with {type(error).__name__}; please report it"
            errors.append(RunError("internal", message, name))
    files.sort(key=lambda file: file.name)
    errors += (error for file in files for error in file.errors)
    return Report(files, errors, linter.rules)


def _read(path: str) -> bytes:
    if path == STDIN:
        return sys.stdin.buffer.read()
    with open(path, "rb") as file:
        return file.read()


def _write(text: str, path: str | None) -> bool:
    """Write an output, a file at once or not at all; tell whether it could be written."""
    if path is None:
        click.echo(text, nl=False, color=True)
        return True
    try:
        with click.open_file(path, "w", encoding="utf-8", atomic=True) as file:
            file.write(text)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        click.echo(f"calm-lint: {shown(path)}: cannot be written: {reason}", err=True)
        return False
    return True


def _wants_color(choice: str) -> bool:
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")


@main.command()
def schema() -> None:
    """Print the JSON Schema of the landscape file."""
    click.echo(schema_text(), nl=False)
