"""The commands about rules: which there are, what they say, and how they are configured."""

from __future__ import annotations

import os
from functools import partial
from typing import Any

import click

from calm_lint.cli.check import FAILED
from calm_lint.cli.options import complete_rules, rule_names
from calm_lint.cli.output import print_errors
from calm_lint.errors import UsageError
from calm_lint.rulebook import catalogue
from calm_lint.rulebook.options import configuration_schema
from calm_lint.rulebook.selection import about_field, field_labels, named
from calm_lint.run.session import Session
from calm_lint.settings.choices import Choices
from calm_lint.settings.policy import Policy
from calm_lint.text.escaping import printable
from calm_lint.text.suggestions import did_you_mean
from calm_lint_schemas import LANDSCAPE, OUTPUTS, RULES, schema_text

_CATALOGUE = {"text": catalogue.as_text, "json": catalogue.as_json, "markdown": catalogue.as_markdown}

_rules_option = partial(
    click.option, multiple=True, callback=rule_names, metavar="RULES", shell_complete=complete_rules
)


@click.command()
@click.argument("file", type=click.Path(dir_okay=False))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Print in this format.",
)
@_rules_option("--select", help="As for check.")
@_rules_option("--ignore", help="As for check.")
@_rules_option("--extend-select", help="As for check.")
@click.option("--profile", metavar="NAME", help="As for check.")
@click.option("--no-plugins", is_flag=True, help="Load no plugins.")
@click.option("--config", type=click.Path(dir_okay=False), metavar="FILE", help="Take this configuration file.")
@click.option("--no-config", is_flag=True, help="Take no configuration file.")
@click.pass_context
def config(ctx: click.Context, /, file: str, form: str, *, no_plugins: bool, **choices: Any) -> None:
    """Show the configuration of FILE: rules, levels, and where they come from.

    FILE need not exist. Exit code: 0, or 2 if the configuration has an error.
    """
    from calm_lint.settings import effective

    try:
        session = Session(Choices(**choices), plugins=not no_plugins)
    except UsageError as error:
        raise click.UsageError(printable(str(error))) from None
    policy = session.policy(os.path.dirname(file))
    if session.errors:
        print_errors(session.errors)
        ctx.exit(FAILED)
    found = effective.effective(policy, file)
    click.echo(effective.as_json(found) if form == "json" else _printable_lines(effective.as_text(found)), nl=False)


def _printable_lines(text: str) -> str:
    """Keep control characters in names and paths from the terminal."""
    return "".join(f"{printable(line)}\n" for line in text.splitlines())


def _here(policy: Policy) -> catalogue.Here:
    return catalogue.Here(policy.configuration.file, policy.level)


@click.command("rules")
@click.option("--no-plugins", is_flag=True, help="List no rules of plugins.")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(_CATALOGUE)),
    default="text",
    show_default=True,
    help="Print in this format.",
)
@click.pass_context
def list_rules(ctx: click.Context, form: str, *, no_plugins: bool) -> None:
    """List all rules, built in and of plugins, and their levels here where these differ."""
    session = Session(plugins=not no_plugins)
    policy = session.policy()
    print_errors(session.errors)
    click.echo(_CATALOGUE[form](policy.rules, _here(policy)), nl=False)
    ctx.exit(FAILED if session.errors else 0)


@click.command()
@click.argument("rule", shell_complete=complete_rules)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Print in this format.",
)
@click.pass_context
def explain(ctx: click.Context, rule: str, form: str) -> None:
    """Explain RULE, a code or a name: what, why, where on which screen, with examples.

    The label of a field, such as Port, lists the rules about the field, and where they come from.
    """
    session = Session()
    policy = session.policy()
    print_errors(session.errors)
    try:
        explained, listed = named(policy.rules, rule), False
    except UsageError as error:
        explained, listed = about_field(policy.rules, rule), True
        if not explained:
            meant = did_you_mean(rule, field_labels(policy.rules))
            advice = f", did you mean {meant}?" if meant and "did you mean" not in str(error) else ""
            raise click.UsageError(printable(f"{error}{advice}")) from None
    here = _here(policy)
    if form == "text" and listed:
        click.echo(catalogue.as_text(explained, here, sources=True), nl=False)
    elif form == "json":
        click.echo(catalogue.explain_as_json(explained, here), nl=False)
    else:
        click.echo("".join(catalogue.explain(each, here) for each in explained), nl=False)
    ctx.exit(FAILED if session.errors else 0)


@click.command()
@click.option("--config", is_flag=True, help="Print that of the configuration.")
@click.option("--rules", "of_rules", is_flag=True, help="Print that of files of declarative rules.")
@click.option(
    "--output", type=click.Choice(OUTPUTS), help="Print that of a baseline, or of what a command writes as JSON."
)
@click.pass_context
def schema(ctx: click.Context, config: bool, of_rules: bool, output: str | None) -> None:  # noqa: FBT001 - as click passes it
    """Print the JSON Schema of the landscape file, for editors."""
    if config + of_rules + bool(output) > 1:
        raise click.UsageError("--config, --rules and --output are schemas of their own: choose one")
    if not config:
        click.echo(schema_text(f"output-{output}" if output else RULES if of_rules else LANDSCAPE), nl=False)
        return
    session = Session()
    print_errors(session.errors)
    click.echo(configuration_schema(session.rules), nl=False)
    ctx.exit(FAILED if session.errors else 0)
