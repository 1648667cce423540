"""How the first word of a command line is understood: as a command, or as a path to check."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, cast

import click
from click.shell_completion import CompletionItem

from calm_lint.cli import COMMANDS, mistyped, reported_interrupts
from calm_lint.cli.output import print_note
from calm_lint.text.escaping import printable


@contextmanager
def _escaped_options() -> Iterator[None]:
    """Keep control characters in an unknown option from the terminal, as not every version of click does."""
    try:
        yield
    except click.NoSuchOption as error:
        if error.option_name.isprintable():
            raise
        name = printable(error.option_name)
        raise click.NoSuchOption(name, possibilities=error.possibilities, ctx=error.ctx) from None


class Group(click.Group):
    """Takes `calm-lint PATHS` for `calm-lint check PATHS`, and keeps interrupts from click, which exits with 1."""

    def list_commands(self, _: click.Context) -> list[str]:
        """Return the names of the commands."""
        return list(COMMANDS)

    def get_command(self, _: click.Context, name: str) -> click.Command | None:
        """Import a command; None if there is none of this name."""
        if name not in COMMANDS:
            return None
        module, _colon, function = COMMANDS[name][0].partition(":")
        return cast(click.Command, getattr(import_module(f"calm_lint.cli.{module}"), function))

    def format_commands(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """Take the options of the group."""
        with reported_interrupts(), _escaped_options():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        with reported_interrupts(), _escaped_options():
            return super().invoke(ctx)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `check` before a first word that is no command."""
        # While a shell completes the first word, it may still become a command.
        first = next((index for index, each in enumerate(args) if each != "--debug"), len(args))
        options, args = args[:first], args[first:]
        completing = ctx.resilient_parsing and not args
        if not completing and (not args or args[0] not in (*COMMANDS, *ctx.help_option_names, "--version")):
            if args and not ctx.resilient_parsing and (meant := mistyped(args[0])):
                raise click.UsageError(printable(f"there is no command or file {args[0]}, did you mean {meant}?"), ctx)
            args = ["check", *args]
        elif len(args) == 1 and args[0] != "check" and not ctx.resilient_parsing:
            _name_folder(args[0])
        return super().parse_args(ctx, [*options, *args])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete the first word: a command, or an option or a path of `check`."""
        if incomplete.startswith("-"):
            from calm_lint.cli.check_command import check

            options = click.Command.shell_complete(self, ctx, incomplete)
            return options + check.shell_complete(click.Context(check, parent=ctx), incomplete)
        found = [(name, summary) for name, (_, summary) in COMMANDS.items() if name.startswith(incomplete)]
        commands = [CompletionItem(name, help=summary) for name, summary in found]
        return commands or [CompletionItem(incomplete, type="file")]


def _name_folder(command: str) -> None:
    """Say how to lint a folder that is named like a command: the run would pass without having looked at it."""
    if not os.path.isdir(command):
        return
    from calm_lint.files.find import find

    if find([command])[0]:
        print_note(f"calm-lint: {command} is a command; to lint the folder of that name: calm-lint ./{command}\n")
