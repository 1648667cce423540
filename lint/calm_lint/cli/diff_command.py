"""The command that tells what differs between two states of a landscape file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from calm_lint.cli.landscape_file import fail, finish, keep, needs_landscape, survey_of
from calm_lint.cli.options import config_option, no_config_option, output_option, trust_paths_option
from calm_lint.errors import RunError
from calm_lint.settings.choices import Choices

if TYPE_CHECKING:
    from calm_lint.engine.survey import Survey


@click.command()
@click.argument("old", type=click.Path())
@click.argument("new", type=click.Path())
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="Print in this format.",
)
@click.option("--worksheet", is_flag=True, help="List only the fields to enter in the systems, tenant by tenant.")
@output_option
@config_option
@no_config_option
@trust_paths_option
def diff(
    old: str,
    new: str,
    form: str,
    worksheet: bool,  # noqa: FBT001
    output: str,
    config: str | None,
    no_config: bool,  # noqa: FBT001
    trust_paths: bool,  # noqa: FBT001
) -> None:
    """List what differs between the landscape files OLD and NEW.

    Each is a file, or REV:FILE for a file at a commit of git, as in HEAD~1:landscape.yaml. Entries are compared by
    their ids, whatever their order. Secrets are masked. The exit code is 0 whether something differs or not.
    """
    from calm_lint.pages import difference_list
    from calm_lint.pages.differences import differences

    choices = Choices(config=config, no_config=no_config, trust_paths=trust_paths)
    keep(old, output)
    keep(new, output)
    before, errors = _read(old, choices)
    after, more = _read(new, choices)
    found = differences(before, after)
    if form == "json":
        text = difference_list.as_json(difference_list.to_enter(found) if worksheet else found)
    else:
        write = difference_list.as_markdown if form == "markdown" else difference_list.as_text
        text = write(found, worksheet=worksheet)
    finish(text, output, list(dict.fromkeys([*errors, *more])))


def _read(name: str, choices: Choices) -> tuple[Survey, list[RunError]]:
    from calm_lint.files.earlier import earlier
    from calm_lint.files.find import shown
    from calm_lint.files.git import GitError
    from calm_lint.reading.nodes import SyntaxFault

    try:
        found = earlier(name)
    except GitError as error:
        fail("usage", str(error), shown(name))
    path, content = found or (name, None)
    survey, _, errors = survey_of(path, choices, content)
    for each in survey.report.violations:
        if issubclass(each.rule.node, SyntaxFault):
            fail("usage", f"cannot be compared: line {each.span.line}: {each.message}", shown(name))
    needs_landscape(survey)
    return survey, errors
