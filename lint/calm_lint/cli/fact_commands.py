"""The command that lists what SAP fixes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import click

from calm_lint.cli.check import FAILED
from calm_lint.cli.options import today_option
from calm_lint.cli.output import print_errors
from calm_lint.model.values.facts import FACTS
from calm_lint.run.session import Session


@click.command("facts", params=[today_option("Mark the facts that are past their review on this day.")])
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="Print in this format.",
)
@click.pass_context
def list_facts(ctx: click.Context, form: str, today: Callable[[], date] | None) -> None:
    """List what SAP fixes: regions, hosts, days, limits and names.

    Each fact has the page of SAP and the day on which it was read there. One that is past its review is marked.
    `calm-lint check --strict-facts` fails on such a fact.
    """
    from calm_lint.pages import fact_table

    tables = {"text": fact_table.as_text, "json": fact_table.as_json, "markdown": fact_table.as_markdown}
    session = Session(plugins=False, today=today)
    print_errors(session.errors)
    click.echo(tables[form](FACTS, session.today()), nl=False)
    ctx.exit(FAILED if session.errors else 0)
