"""Reading the landscape file that a command names, and delivering what the command makes of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NoReturn

import click

from calm_lint.cli.check import FAILED, exit_with
from calm_lint.cli.options import STDOUT
from calm_lint.cli.output import print_errors, print_result
from calm_lint.errors import RunError, UsageError
from calm_lint.files.write import write_file
from calm_lint.settings.choices import Choices
from calm_lint.text.escaping import printable

if TYPE_CHECKING:
    from calm_lint.engine.survey import Survey
    from calm_lint.rulebook.rule import Rule


def survey_of(
    path: str, choices: Choices, content: bytes | None = None, today: Callable[[], date] | None = None
) -> tuple[Survey, Sequence[Rule], list[RunError]]:
    """Lint a file as `check` does, and return what was read of it, too.

    Args:
        path: the file.
        choices: what overrides its configuration.
        content: what it held at an earlier commit; None for what it holds now.
        today: returns the day that dates are compared with, as for `Session`.
    """
    from calm_lint.files.find import reason, shown
    from calm_lint.run.session import Session

    try:
        session = Session(choices, today=today)
    except UsageError as error:
        raise click.UsageError(printable(str(error))) from None
    session.policy(os.path.dirname(path))
    if any(error.kind == "config" for error in session.errors):
        print_errors(session.errors)
        exit_with(FAILED)
    try:
        survey, rules = session.survey(path, content)
    except OSError as error:
        fail("io", f"cannot be read: {reason(error)}", shown(path))
    return survey, rules, [*session.errors, *survey.report.errors]


def keep(file: str, output: str) -> None:
    """Refuse to write to the file that is read."""
    from calm_lint.files.find import shown

    if output != STDOUT and os.path.exists(file) and os.path.exists(output) and os.path.samefile(file, output):
        fail("usage", "is the file that is read: name another one with --output", shown(output))


def needs_landscape(survey: Survey) -> None:
    """End the command if a file holds no landscape."""
    if not survey.landscapes:
        message = "holds no landscape that can be read: calm-lint check tells why"
        fail("usage", message, survey.report.name)


def needs_form(survey: Survey) -> None:
    """End the command if a file has faults of its form, or holds no landscape: it could not be changed then."""
    from calm_lint.reading.nodes import DuplicateKey, SchemaFault, SyntaxFault

    name = survey.report.name
    for each in survey.report.violations:
        if issubclass(each.rule.node, SyntaxFault | SchemaFault | DuplicateKey):
            fail("usage", f"has a fault in line {each.span.line}: calm-lint check says why", name)
    needs_landscape(survey)
    if any(each.document.rejected for each in survey.landscapes):
        fail("usage", "has a fault of its form: calm-lint check --no-config says why", name)


def finish(text: str, output: str, errors: list[RunError]) -> NoReturn:
    """Print errors, write the result of a command, and end it."""
    print_errors(errors)
    deliver(text, output)
    exit_with(FAILED if errors else 0)


def deliver(text: str, output: str) -> None:
    """Write the result of a command to a file or to the standard output."""
    # In UTF-8 wherever it goes, as pages and pictures say that they are.
    printed = output == STDOUT
    if failure := print_result(text.encode(errors="backslashreplace")) if printed else write_file(text, output):
        print_errors([failure])
        exit_with(FAILED)


def fail(kind: str, message: str, file: str) -> NoReturn:
    """Print an error, and end the command."""
    print_errors([RunError(kind, message, file)])
    exit_with(FAILED)
