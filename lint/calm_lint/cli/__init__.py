"""The command line: the only part that reads options, prints and sets the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from calm_lint import collector

# The commands: where each is defined, as a module of this package and a function, and what `--help` says of it in one
# line. A command is imported when it runs, and for no other.
COMMANDS = {
    "check": ("check_command:check", "Lint landscape files."),
    "compare": ("compare_command:compare", "Compare a landscape file with what the systems show."),
    "config": ("rule_commands:config", "Show which rules apply to a file, at which level, and why."),
    "diff": ("diff_command:diff", "List what differs between two landscape files."),
    "explain": ("rule_commands:explain", "Explain a rule, or list the rules about a field."),
    "facts": ("fact_commands:list_facts", "List what SAP fixes: regions, hosts, days, limits and names."),
    "graph": ("landscape_commands:graph", "Draw a landscape file: what is connected to which tenant."),
    "import": ("import_command:import_evidence", "Write a landscape file from what the systems give out."),
    "init": ("init_command:init", "Write a landscape file to begin with."),
    "init-ci": ("pipeline_commands:init_ci", "Print the file that runs calm-lint in CI or as a hook."),
    "migrate": ("migrate_command:migrate", "List what takes a tenant from a client secret to mTLS."),
    "new-rule": ("author_commands:new_rule", "Write a declarative rule to start from."),
    "probe": ("probe_command:probe", "Ask the real systems whether the connections work."),
    "report": ("landscape_commands:report", "Write a page about a landscape file, or a site about many."),
    "rules": ("rule_commands:list_rules", "List all rules."),
    "schema": ("rule_commands:schema", "Print the JSON Schema of the landscape file, for editors."),
    "server": ("server_command:server", "Serve an editor: a language server."),
    "test": ("author_commands:run_examples", "Run the examples of declarative rules."),
    "worksheet": ("landscape_commands:worksheet", "List what to enter in which field of which app."),
}


def main() -> None:
    """Run the console script `calm-lint`."""
    collector.start()
    with reported_interrupts():
        try:
            _main()
        except Exception as error:  # noqa: BLE001 - a fault of ours; a traceback may show what is in a file
            from calm_lint.cli.output import print_errors
            from calm_lint.errors import InstallationError, RunError, crashed, traceback_of

            message = str(error) if isinstance(error, InstallationError) else crashed(error)
            print_errors([RunError("internal", message, traceback=traceback_of(error))])
            sys.exit(2)


@contextmanager
def reported_interrupts() -> Iterator[None]:
    """End the process on Ctrl-C with a word about it."""
    try:
        yield
    except KeyboardInterrupt:
        if sys.stderr is not None:
            sys.stderr.write("calm-lint: interrupted\n")
        sys.exit(2)


def mistyped(word: str) -> str | None:
    """Return the command that a first argument resembles, None if it is one, an option, or may be a path."""
    if word in COMMANDS or word.startswith("-") or not word.replace("-", "").replace("_", "").isalpha():
        return None
    if os.path.lexists(word):
        return None
    from calm_lint.text.suggestions import did_you_mean

    return did_you_mean(word, COMMANDS)


def _main() -> None:
    # What a hook and a person type most, paths alone, needs no option parser, whose import is a third of
    # such a run.
    if paths := _paths_alone(sys.argv[1:]):
        from calm_lint.cli.check import exit_with, run
        from calm_lint.run.request import Request
        from calm_lint.run.session import Session

        force_exclude = sys.argv[1] == "--force-exclude"
        exit_with(run(Session(), Request(tuple(paths), force_exclude=force_exclude)))
    from calm_lint.cli.commands import calm_lint

    calm_lint(prog_name="calm-lint")


def _paths_alone(words: list[str]) -> list[str]:
    """Return the paths of a command line that has nothing but paths, else none.

    Before them may stand `check`, or the option that the hook passes.
    """
    first, paths = words[:1], words[1:]
    if first not in (["check"], ["--force-exclude"]):
        paths = words
    plain = not any(path.startswith("-") for path in paths)
    # After `check`, each word is a path.
    known = first == ["check"] or not paths or not (paths[0] in COMMANDS or mistyped(paths[0]))
    return paths if plain and known else []
