"""The options that several commands about a landscape share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Final

import click

STDOUT = "-"
DAY: Final = click.DateTime(["%Y-%m-%d"])


def day(_: click.Context, __: click.Parameter, value: datetime | None) -> Callable[[], date] | None:
    """Return what returns the day that an option gives, None where it is not given."""
    return (lambda: value.date()) if value else None


output_option = click.option(
    "--output", "-o", type=click.Path(), default=STDOUT, metavar="FILE", help="Write to FILE, not to standard output."
)
config_option = click.option(
    "--config", type=click.Path(dir_okay=False), metavar="FILE", help="Take this configuration."
)
no_config_option = click.option("--no-config", is_flag=True, help="Take no configuration file.")
today_option = click.option(
    "--today", type=DAY, callback=day, metavar="DATE", help="Let suppressions and certificates expire as on this day."
)
trust_paths_option = click.option(
    "--trust-paths", is_flag=True, help="Follow paths and links that lead out of the repository."
)
