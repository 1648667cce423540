"""The commands and their options."""

from __future__ import annotations

import os
from typing import Any

import click

from calm_lint import __version__, catalogue
from calm_lint.cli.run import FAIL_ON, FAILED, Options, Output, complain, leave, run
from calm_lint.errors import UsageError
from calm_lint.escaping import printable
from calm_lint.formats import FORMATS
from calm_lint.plugins import load_rules
from calm_lint.selection import named
from calm_lint.suggestions import did_you_mean
from calm_lint_schemas import schema_text

_CATALOGUE = {"text": catalogue.as_text, "json": catalogue.as_json, "markdown": catalogue.as_markdown}


class _Group(click.Group):
    """Takes `calm-lint PATHS` for `calm-lint check PATHS`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] not in ("--help", "--version")):
            args = ["check", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_Group)
@click.version_option(__version__, message="%(prog)s %(version)s")
def calm_lint() -> None:
    """Check how SAP S/4HANA Cloud tenants are connected to SAP Cloud ALM.

    `calm-lint PATHS` is short for `calm-lint check PATHS`, and `calm-lint` alone searches the current
    directory.
    """


def _outputs(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[Output, ...]:
    outputs = []
    for value in values or ("text",):
        name, equals, file = value.partition("=")
        if name not in FORMATS:
            meant = did_you_mean(name, FORMATS)
            advice = f", did you mean {meant}?" if meant else f", choose from {', '.join(FORMATS)}"
            raise click.BadParameter(printable(f"there is no format {name}{advice}"))
        if equals and not file:
            raise click.BadParameter(f"{name}= names no file")
        outputs.append(Output(name, None if file in ("", "-") else file))
    if len({output.file and os.path.realpath(output.file) for output in outputs}) < len(outputs):
        raise click.BadParameter("two formats go to one place: give one of them a file, as in json=report.json")
    return tuple(outputs)


def _names(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


@calm_lint.command()
@click.argument("paths", nargs=-1)
@click.option("--select", multiple=True, callback=_names, metavar="RULES", help="Apply only these rules.")
@click.option("--ignore", multiple=True, callback=_names, metavar="RULES", help="Do not apply these rules.")
@click.option(
    "--fail-on",
    type=click.Choice(list(FAIL_ON)),
    default="error",
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
@click.option("--fix", is_flag=True, help="Apply safe fixes, and lint what came out.")
@click.option("--unsafe-fixes", is_flag=True, help="Apply unsafe fixes too; with --diff, show them.")
@click.option(
    "--diff", is_flag=True, help="Write nothing: print what --fix would change, exit with 1 if it is something."
)
@click.option("--stdin-filename", default="<stdin>", metavar="NAME", help="Name that findings in standard input get.")
@click.option("--statistics", is_flag=True, help="Tell to standard error what each rule looked at and found.")
def check(paths: tuple[str, ...], **options: Any) -> None:
    """Lint landscape files.

    PATHS are files, directories, or - for standard input; without any, the current directory is
    searched. RULES are codes (CALM101), names (system-port), families (CALM1) or ALL, with commas.

    With --fix, `-` prints the fixed text to standard output and findings to standard error.

    Exit code: 0 if nothing was found, 1 if something was, 2 if the run itself failed.
    """
    try:
        leave(run(Options(paths=paths or (os.curdir,), **options)))
    except UsageError as error:
        raise click.UsageError(printable(str(error))) from None


@calm_lint.command("rules")
@click.option("--format", "form", type=click.Choice(list(_CATALOGUE)), default="text", show_default=True)
@click.pass_context
def list_rules(ctx: click.Context, form: str) -> None:
    """List all rules, built in and of plugins."""
    rules, errors = load_rules()
    complain(errors)
    click.echo(_CATALOGUE[form](rules), nl=False)
    ctx.exit(FAILED if errors else 0)


@calm_lint.command()
@click.argument("rule")
@click.pass_context
def explain(ctx: click.Context, rule: str) -> None:
    """Explain RULE, a code or a name: what, why, where on which screen, with examples."""
    rules, errors = load_rules()
    complain(errors)
    try:
        for each in named(rules, rule):
            click.echo(catalogue.explain(each), nl=False)
    except UsageError as error:
        raise click.UsageError(printable(str(error))) from None
    ctx.exit(FAILED if errors else 0)


@calm_lint.command()
def schema() -> None:
    """Print the JSON Schema of the landscape file, for editors."""
    click.echo(schema_text(), nl=False)
