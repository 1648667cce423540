"""The commands for people who write rules."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator

import click

from calm_lint.cli.check import FAILED, FOUND, exit_with
from calm_lint.cli.output import print_errors
from calm_lint.errors import RunError
from calm_lint.files.boundary import boundary_of, within
from calm_lint.files.find import read_file, reason
from calm_lint.files.write import write_file
from calm_lint.formats.words import number
from calm_lint.rulebook.plugins import load_rules
from calm_lint.text.escaping import printable

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


_MODULE = """\
\"\"\"ACME001: what the rule wants, in a few words.\"\"\"

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Good, Landscape, Severity, Source, hookimpl, rule


@rule(
    Landscape,
    code="ACME001",
    severity=Severity.WARNING,
    source=Source("where it is written", "section"),
    screen="",
    examples=[Good("name: Acme"), Bad("name: Nobody", at="Nobody", message="name is Nobody, must be given")],
)
def {function}(landscape: Landscape) -> Iterator[Finding]:
    \"\"\"What goes wrong where the rule is broken.\"\"\"
    if landscape.name.missing:
        yield Finding(landscape.name, "name is missing, must be given")


@hookimpl
def calm_lint_rules():
    \"\"\"Return the rules of the plugin; its entry point in the group calm_lint names this module.\"\"\"
    return [{function}]
"""


@click.command("test")
@click.argument("paths", nargs=-1, type=click.Path(exists=True))
@click.pass_context
def run_examples(ctx: click.Context, paths: tuple[str, ...]) -> None:
    """Run the examples of the rules in PATHS, files of declarative rules, and of installed plugins."""
    from calm_lint.rulebook.declarative import load_rule_file
    from calm_lint.testing import problems

    loaded, errors = load_rules()
    rules = [rule for rule in loaded if not rule.built_in]
    for path in _rule_files(paths, errors):
        try:
            more, faults = load_rule_file(path, read_file(path))
        except OSError as error:
            more, faults = [], [RunError("io", f"cannot be read: {reason(error)}", path)]
        rules += more
        errors += faults
    print_errors(errors)
    if not rules and not errors:
        raise click.UsageError("there is no rule to test: name a file of declarative rules, or install a plugin")
    found = [problem for rule in rules for problem in problems(rule)]
    for problem in found:
        click.echo(printable(problem))
    examples = sum(len(rule.examples) for rule in rules)
    click.echo(f"{number(len(rules), 'rule')}, {number(examples, 'example')}, {number(len(found), 'problem')}")
    ctx.exit(FAILED if errors else FOUND if found else 0)


def _rule_files(paths: Iterable[str], errors: list[RunError]) -> Iterator[str]:
    """Yield files as they are, and the YAML files of folders but for links that lead out, which are errors."""
    for path in paths:
        if not os.path.isdir(path):
            yield path
            continue
        limit = boundary_of(path, "the folder")
        for file in (os.path.join(path, name) for name in sorted(os.listdir(path)) if name.endswith(".yaml")):
            if within(file, limit):
                yield file
            else:
                errors.append(RunError("io", f"is a link that leads out of {limit.name}: name the file itself", file))


@click.command()
@click.argument("name")
@click.option("--python", is_flag=True, help="Write a module for a plugin instead.")
def new_rule(name: str, *, python: bool) -> None:
    """Write NAME.yaml, a declarative rule to start from, with an example that fails."""
    if not re.fullmatch("[a-z][a-z0-9]*(-[a-z0-9]+)*", name):
        raise click.UsageError("a rule's name is words in lower case with hyphens, as in system-id-pattern")
    function = name.replace("-", "_")
    path = f"{function}.py" if python else f"{name}.yaml"
    if os.path.lexists(path):
        raise click.UsageError(f"{path} is there already")
    text = _MODULE.format(function=function) if python else _TEMPLATE.format(name=name)
    if failure := write_file(text, path):
        print_errors([failure])
        exit_with(FAILED)
    advice = "install it with a plugin, as docs/plugins.md tells, then: calm-lint test"
    click.echo(f"wrote {path}; next: {advice if python else f'calm-lint test {path}'}")
