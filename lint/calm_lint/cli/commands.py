"""All commands."""

from __future__ import annotations

import click

from calm_lint import __version__
from calm_lint.cli.author_commands import new_rule, run_examples
from calm_lint.cli.check_command import check
from calm_lint.cli.compare_command import compare
from calm_lint.cli.diff_command import diff
from calm_lint.cli.fact_commands import list_facts
from calm_lint.cli.group import Group
from calm_lint.cli.import_command import import_evidence
from calm_lint.cli.landscape_commands import graph, init, report, worksheet
from calm_lint.cli.migrate_command import migrate
from calm_lint.cli.pipeline_commands import init_ci
from calm_lint.cli.probe_command import probe
from calm_lint.cli.rule_commands import config, explain, list_rules, schema
from calm_lint.cli.server_command import server
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


for command in (
    check,
    compare,
    config,
    diff,
    explain,
    graph,
    import_evidence,
    init,
    init_ci,
    list_facts,
    list_rules,
    migrate,
    new_rule,
    probe,
    report,
    run_examples,
    schema,
    server,
    worksheet,
):
    calm_lint.add_command(command)
