"""The options that several commands about a landscape share."""

from __future__ import annotations

import click

STDOUT = "-"

output_option = click.option(
    "--output", "-o", type=click.Path(), default=STDOUT, metavar="FILE", help="Write to FILE, not to standard output."
)
config_option = click.option(
    "--config", type=click.Path(dir_okay=False), metavar="FILE", help="Take this configuration."
)
no_config_option = click.option("--no-config", is_flag=True, help="Take no configuration file.")
trust_paths_option = click.option(
    "--trust-paths", is_flag=True, help="Follow paths and links that lead out of the repository."
)
