"""The command that prints files for CI and for pre-commit."""

from __future__ import annotations

import click

from calm_lint.cli.output import print_note
from calm_lint.pages.pipelines import PIPELINES


@click.command()
@click.argument("where", type=click.Choice(list(PIPELINES)))
def init_ci(where: str) -> None:
    """Print the file that runs calm-lint on GitHub, on GitLab, or before each commit."""
    pipeline = PIPELINES[where]
    click.echo(pipeline.text(), nl=False)
    print_note(f"calm-lint: save this as {pipeline.path}, or add it to the file that is there\n")
