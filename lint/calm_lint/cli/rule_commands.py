"""The commands for people who write rules."""

from __future__ import annotations

import os
import re

import click

from calm_lint.cli.output import complain
from calm_lint.cli.run import FAILED, FOUND
from calm_lint.escaping import printable
from calm_lint.plugins import load_rules

_TEMPLATE = """\
# Name this file in calm-lint.toml: rules = ["{name}.yaml"]. Then change the rule until
# `calm-lint test {name}.yaml` has nothing to say: its bad example is not found yet.
rules:
  - code: ACME001
    name: {name}
    level: warning
    message: "name of {{id}} is {{value}}, must be given"
    why: What goes wrong where the rule is broken.
    for: landscape
    must:
      properties:
        name: {{minLength: 1}}
    examples:
      good:
        - "name: Acme"
      bad:
        - yaml: "name: Nobody"
          at: Nobody
"""


@click.command("test")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, dir_okay=False))
@click.pass_context
def run_examples(ctx: click.Context, paths: tuple[str, ...]) -> None:
    """Run the examples of the rules in PATHS, files of declarative rules, and of installed plugins."""
    from calm_lint.declarative import load_rule_file
    from calm_lint.testing import problems

    loaded, errors = load_rules()
    rules = [rule for rule in loaded if not rule.built_in]
    for path in paths:
        with open(path, "rb") as file:
            more, faults = load_rule_file(path, file.read())
        rules += more
        errors += faults
    complain(errors)
    if not rules and not errors:
        raise click.UsageError("there is no rule to test: name a file of declarative rules, or install a plugin")
    found = [problem for rule in rules for problem in problems(rule)]
    for problem in found:
        click.echo(printable(problem))
    click.echo(f"{len(rules)} rules, {sum(len(rule.examples) for rule in rules)} examples, {len(found)} problems")
    ctx.exit(FAILED if errors else FOUND if found else 0)


@click.command()
@click.argument("name")
def new_rule(name: str) -> None:
    """Write NAME.yaml, a declarative rule to start from, with an example that fails."""
    if not re.fullmatch("[a-z][a-z0-9]*(-[a-z0-9]+)*", name):
        raise click.UsageError("a rule's name is words in lower case with hyphens, as in system-id-pattern")
    path = f"{name}.yaml"
    if os.path.exists(path):
        raise click.UsageError(f"{path} is there already")
    with open(path, "w", encoding="utf-8") as file:
        file.write(_TEMPLATE.format(name=name))
    click.echo(f"wrote {path}; next: calm-lint test {path}")
