"""The command about the configuration of a file, and the names of rules that it knows."""

from __future__ import annotations

import os
from functools import partial
from typing import Any

import click

from calm_lint.cli.check import FAILED
from calm_lint.cli.output import complain
from calm_lint.errors import RunError, UsageError
from calm_lint.rulebook.plugins import load_plugins
from calm_lint.settings.policy import Choices, Policies, Policy
from calm_lint.text.escaping import printable


def rule_names(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Take the values of an option apart at their commas."""
    # An empty name, as of a variable that is not set, is an error like each name of no rule.
    return tuple(name.strip() for value in values for name in value.split(","))


def policy_here(*, plugins: bool = True) -> tuple[Policy, list[RunError]]:
    """Return the policy of the current folder, whose rules are all that can be named, and what is wrong with it."""
    loaded = load_plugins(plugins=plugins)
    policies = Policies(loaded.rules, Choices(), profiles=loaded.profiles)
    policy = policies.of(os.getcwd())
    return policy, [*loaded.errors, *policies.errors]


def complete_rules(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    """Complete the name or code of a rule in a shell."""
    words = [word for rule in policy_here()[0].rules for word in (rule.name, rule.code)]
    return sorted(word for word in words if word.startswith(incomplete))


_rules_option = partial(
    click.option, multiple=True, callback=rule_names, metavar="RULES", shell_complete=complete_rules
)


@click.command()
@click.argument("file", type=click.Path(dir_okay=False))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
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

    loaded = load_plugins(plugins=not no_plugins)
    try:
        policies = Policies(loaded.rules, Choices(**choices), profiles=loaded.profiles)
    except UsageError as error:
        raise click.UsageError(printable(str(error))) from None
    policy = policies.of(os.path.dirname(os.path.abspath(file)))
    if errors := [*loaded.errors, *policies.errors]:
        complain(errors)
        ctx.exit(FAILED)
    found = effective.effective(policy, file)
    click.echo(effective.as_json(found) if form == "json" else _printable_lines(effective.as_text(found)), nl=False)


def _printable_lines(text: str) -> str:
    """Keep control characters in names and paths from the terminal."""
    return "".join(f"{printable(line)}\n" for line in text.splitlines())
