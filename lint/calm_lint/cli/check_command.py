"""The command `calm-lint check`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from datetime import date
from itertools import chain
from typing import Any

import click

from calm_lint.cli.check import Display, exit_with, run
from calm_lint.cli.check_options import OPTIONS, OTHER
from calm_lint.errors import UsageError
from calm_lint.run.request import Request
from calm_lint.run.session import Session
from calm_lint.settings.choices import Choices
from calm_lint.text.escaping import printable


class _Check(click.Command):
    """Shows its options under their headings."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        help_option = self.get_help_option(ctx)
        for heading, options in OPTIONS.items():
            shown = [*options, help_option] if heading == OTHER and help_option else options
            records = [option.get_help_record(ctx) for option in shown]
            with formatter.section(heading):
                formatter.write_dl([record for record in records if record])


_PATHS = click.Argument(["paths"], nargs=-1, type=click.Path())


@click.command(cls=_Check, params=[_PATHS, *chain(*OPTIONS.values())])
def check(paths: tuple[str, ...], *, no_plugins: bool, today: Callable[[], date] | None, **options: Any) -> None:
    """Lint landscape files.

    PATHS are files, directories, or - for standard input; without any, the current directory is
    searched. RULES are codes (CALM101), names (system-port), families (CALM1) or ALL, with commas.

    With --fix, `-` prints the fixed text to standard output and findings to standard error.

    Exit code: 0 if nothing was found, 1 if something was, 2 if the run itself failed.
    """
    choices = Choices(**_take(options, Choices._fields))
    display = Display(**_take(options, Display._fields))
    evidence = any(output.format == "evidence" for output in display.outputs)
    request = Request(paths or (os.curdir,), evidence=evidence, **options)
    try:
        exit_with(run(Session(choices, plugins=not no_plugins, today=today), request, display))
    except UsageError as error:
        raise click.UsageError(printable(str(error))) from None


def _take(options: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: options.pop(name) for name in names}
