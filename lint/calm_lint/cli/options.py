"""The options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Final

import click

from calm_lint.run.session import Session

STDOUT = "-"


def today_option(about: str) -> click.Option:
    """Return the option that sets the day of today, as a function that returns it.

    Args:
        about: its help.
    """
    return click.Option(["--today"], **_TODAY, help=about)


def rule_names(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Take the values of an option apart at their commas."""
    # An empty name, as of a variable that is not set, is an error like each name of no rule.
    return tuple(name.strip() for value in values for name in value.split(","))


def complete_rules(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    """Complete the name or code of a rule in a shell."""
    words = [word for rule in Session().policy().rules for word in (rule.name, rule.code)]
    return sorted(word for word in words if word.startswith(incomplete))


def _day(_: click.Context, __: click.Parameter, value: datetime | None) -> Callable[[], date] | None:
    return (lambda: value.date()) if value else None


_TODAY: Final[dict[str, Any]] = {"type": click.DateTime(["%Y-%m-%d"]), "callback": _day, "metavar": "DATE"}
output_option = click.option(
    "--output", "-o", type=click.Path(), default=STDOUT, metavar="FILE", help="Write to FILE, not to standard output."
)
config_option = click.option(
    "--config", type=click.Path(dir_okay=False), metavar="FILE", help="Take this configuration."
)
no_config_option = click.option("--no-config", is_flag=True, help="Take no configuration file.")
page_today_option = click.option("--today", **_TODAY, help="Let suppressions and certificates expire as on this day.")
trust_paths_option = click.option(
    "--trust-paths", is_flag=True, help="Follow paths and links that lead out of the repository."
)
