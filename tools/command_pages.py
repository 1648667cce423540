"""Write docs/commands.md, the reference of all commands and options, from the command line itself.

    python tools/command_pages.py [--check]

`--check` writes nothing and fails if the page is not what the commands give.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from calm_lint.cli import COMMANDS
from calm_lint.cli.commands import calm_lint

PAGE = Path(__file__).parents[1] / "docs" / "commands.md"

HEAD = """# Commands and options

`calm-lint COMMAND --help` prints the same. `calm-lint PATHS` is short for `calm-lint check PATHS`.
"""

EXIT_CODES = """
## Exit codes

| exit code | means |
| --- | --- |
| 0 | no finding has the level of `--fail-on` or a higher one |
| 1 | at least one has; with `--diff`, `--fix` would change something |
| 2 | the run itself failed: a wrong option, an unreadable file, nothing to lint, a plugin that crashed |

An exit code of 2 overrides 1. calm-lint prints all findings in each case.
"""


def page() -> str:
    """Return the text of the page."""
    return HEAD + "".join(f"\n{section}" for section in map(command, COMMANDS)) + EXIT_CODES


def command(name: str) -> str:
    """Return the section about a command."""
    each = calm_lint.get_command(click.Context(calm_lint), name)
    assert each
    context = click.Context(each, info_name=f"calm-lint {name}")
    usage = " ".join([f"calm-lint {name}", *each.collect_usage_pieces(context)])
    text = "\n\n".join(" ".join(part.split()) for part in (each.help or "").split("\n\n"))
    options = [param for param in each.get_params(context) if isinstance(param, click.Option)]
    rows = "".join(f"| {names} | {about} |\n" for option in options for names, about in row(option, context))
    return f"## {name}\n\n```text\n{usage}\n```\n\n{text}\n\n| option | does |\n| --- | --- |\n{rows}"


def row(option: click.Option, context: click.Context) -> Iterator[tuple[str, str]]:
    """Yield the names of an option as they are typed, and its help."""
    record = option.get_help_record(context)
    if record:
        names, about = (part.replace("|", "\\|") for part in record)
        yield ", ".join(f"`{name}`" for name in names.split(", ")), about


def main() -> None:
    """Write the page, or compare it with what the commands give."""
    if "--check" not in sys.argv:
        PAGE.write_text(page(), "utf-8")
    elif not PAGE.exists() or PAGE.read_text("utf-8") != page():
        sys.exit(f"docs/{PAGE.name} is stale: run `make generate`")


if __name__ == "__main__":
    main()
