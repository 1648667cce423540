"""The options of `calm-lint check`, by the headings that `--help` shows them under."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

import click
from click import Option

from calm_lint.cli.options import complete_rules, rule_names, today_option
from calm_lint.cli.output import Output
from calm_lint.errors import show_tracebacks
from calm_lint.files.find import UNNAMED_STDIN
from calm_lint.formats import FORMATS
from calm_lint.rulebook.plugins import load_plugins
from calm_lint.rulebook.rungs import RUNGS
from calm_lint.run.outcome import FAIL_ON
from calm_lint.text.escaping import printable
from calm_lint.text.limits import DEEPEST, Limits
from calm_lint.text.suggestions import did_you_mean


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


# --help, which click adds, is shown here, too.
OTHER: Final = "Other"
_flag = partial(Option, is_flag=True)
_rules = partial(Option, multiple=True, callback=rule_names, metavar="RULES", shell_complete=complete_rules)

# Each has the name of a field of `Choices`, `Display` or `Request`, but for --no-plugins and --today.
OPTIONS: Final[Mapping[str, Sequence[Option]]] = {
    "Rules": [
        _rules(["--select"], help="Apply only these rules."),
        _rules(["--ignore"], help="Do not apply these rules."),
        _rules(["--extend-select"], help="Apply these rules besides."),
        Option(
            ["--profile"],
            metavar="NAME",
            help=f"Apply the rules of this profile: {', '.join(RUNGS)}, or one of a plugin.",
        ),
        _flag(["--no-plugins"], help="Load no plugins."),
    ],
    "Configuration and baseline": [
        Option(["--config"], type=click.Path(dir_okay=False), metavar="FILE", help="Take this configuration file."),
        _flag(["--no-config"], help="Take no configuration file."),
        _flag(
            ["--force-exclude"],
            help="Leave out what the configuration excludes although it is named, and - by its --stdin-filename.",
        ),
        Option(["--baseline"], type=click.Path(), metavar="FILE", help="Leave out the findings in this baseline."),
        Option(
            ["--write-baseline"],
            type=click.Path(),
            metavar="FILE",
            help="Write all findings to this baseline, and say how many entries that adds and removes.",
        ),
        _flag(["--prune-baseline"], help="Take entries whose findings are gone out of the baseline, and add none."),
        _flag(["--baseline-strict"], help="Exit with 1 if the baseline has an entry whose finding is gone."),
        Option(["--since"], metavar="REV", help="Leave out the findings that were there at this commit of git."),
        _flag(["--trust-paths"], help="Follow paths and links that lead out of the repository."),
        today_option("Let suppressions, certificates and facts expire as on this day."),
    ],
    "Fixes": [
        _flag(["--fix"], help="Apply safe fixes, and lint what came out."),
        _flag(["--unsafe-fixes"], help="Apply unsafe fixes too; with --diff, show them."),
        _flag(
            ["--diff"],
            help="Write nothing: print what --fix would change, exit with 1 if it is something or"
            " a file cannot be read.",
        ),
    ],
    "Result": [
        Option(
            ["--fail-on"],
            type=click.Choice(list(FAIL_ON)),
            help="Exit with 1 if there is a finding of this level or a higher one; error if not given.",
        ),
        _flag(
            ["--strict-facts"],
            help="Exit with 2 if a fact about SAP is past its review, as calm-lint may be out of date then.",
        ),
        Option(
            ["--format", "outputs"],
            multiple=True,
            callback=_outputs,
            metavar="F[=FILE]",
            help=f"Write the findings as {', '.join(FORMATS)}, to FILE if one is given. Repeatable.",
        ),
        Option(
            ["--color"],
            type=click.Choice(["auto", "always", "never"]),
            default="auto",
            help="Colour the text format; auto heeds NO_COLOR and FORCE_COLOR, then asks whether it is a terminal.",
        ),
        _flag(["--quiet", "-q"], help="Print findings and errors, and nothing else."),
        _flag(["--show-suppressed"], help="List suppressed findings too."),
        _flag(["--statistics"], help="Print to standard error, and in JSON, what each rule looked at and found."),
    ],
    OTHER: [
        Option(
            ["--jobs"],
            type=click.IntRange(min=1),
            metavar="N",
            help="Lint in so many processes; as many as pay if not given.",
        ),
        _flag(["--no-cache"], help="Lint files again that are known to be clean."),
        Option(
            ["--limit", "limits"],
            multiple=True,
            callback=_limits,
            metavar="NAME=NUMBER",
            help=f"Take more, or less, than usual before giving up: {', '.join(Limits._fields)}. Repeatable.",
        ),
        Option(
            ["--stdin-filename"],
            default=UNNAMED_STDIN,
            metavar="NAME",
            help="Name that findings in standard input get.",
        ),
        Option(
            ["--debug"],
            is_flag=True,
            expose_value=False,
            callback=lambda _, __, value: show_tracebacks(wanted=True) if value else None,
            help="Show tracebacks of crashes, with secrets masked.",
        ),
    ],
}
