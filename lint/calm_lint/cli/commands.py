"""The group of all commands."""

from __future__ import annotations

import click

from calm_lint import __version__
from calm_lint.cli.group import Group
from calm_lint.errors import show_tracebacks


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
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
