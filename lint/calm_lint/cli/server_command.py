"""The command that serves an editor."""

from __future__ import annotations

from typing import Final

import click

from calm_lint.cli.check import FAILED, exit_with
from calm_lint.cli.output import print_errors
from calm_lint.errors import RunError

_INSTALL: Final = (
    "calm-lint server needs packages that are not installed: install calm-lint with its extra, calm-lint[server]"
)


@click.command()
def server() -> None:
    """Serve an editor: a language server.

    It speaks the Language Server Protocol over standard input and output; an editor starts it. It needs
    the extra `calm-lint[server]`.
    """
    try:
        from calm_lint.server.features import serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        print_errors([RunError("usage", _INSTALL)])
        exit_with(FAILED)
    serve()
