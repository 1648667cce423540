"""What the tests of the command line share: they run calm-lint as a user does, in the current folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from jsonschema import Draft7Validator

from calm_lint.cli import COMMANDS
from calm_lint_schemas import OUTPUTS, schema
from warm_start import warm_start

CALM_LINT = str(Path(sys.executable).with_name("calm-lint"))
# It says nothing about terminals and colours.
ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C.UTF-8"}
# Without these, coverage does not see what runs in another process.
COVERAGE = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")}
ENVIRONMENT |= COVERAGE


class Done(NamedTuple):
    code: int
    out: str
    err: str

    def findings(self) -> list[tuple[str, str]]:
        """Return file and code of each line of the concise format."""
        return [(line.split(":")[0], line.split()[2]) for line in self.out.splitlines()]

    def files(self) -> list[str]:
        return [file for file, _ in self.findings()]


def run(*args: str, stdin: str | bytes = "", folder: str | Path = ".", prefix: Iterable[str] = (), **env: str) -> Done:
    """Run calm-lint; a prefix is a command that runs the console script in its turn."""
    content = stdin.encode() if isinstance(stdin, str) else stdin
    # A fork ends without writing what coverage has seen.
    if not (prefix or COVERAGE) and (warm := warm_start(CALM_LINT, **ENVIRONMENT)).takes(args, env):
        done = warm.run(args, content, folder, ENVIRONMENT | env)
    else:
        done = subprocess.run(
            [*prefix, CALM_LINT, *args],
            input=content,
            capture_output=True,
            cwd=folder,
            env=ENVIRONMENT | env,
            check=False,
            timeout=60,
        )
    assert b"Traceback" not in done.stderr or "--debug" in args
    _follow_their_schemas(args, done.stdout, Path(folder))
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def put(name: str, content: str | bytes) -> None:
    """Write a file, and the folders above it."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def _follow_their_schemas(args: tuple[str, ...], out: bytes, folder: Path) -> None:
    """Compare what a command wrote as JSON, and a baseline that it wrote, with the schemas of its output."""
    command = next((each for each in args if each in COMMANDS), "check")
    written = {(command, out)} if {"json", "--format=json"} & set(args) else set()
    if command == "check" and {"evidence", "--format=evidence"} & set(args):
        written.add(("evidence", out))
    for option, value in pairwise(args):
        name, _, file = value.removeprefix("--format=").partition("json=")
        if not name and file:
            written.add((command, _content(folder / file)))
        if option in ("-o", "--output") and "json" in args:
            written.add((command, _content(folder / value)))
        if option == "--write-baseline":
            written.add(("baseline", _content(folder / value)))
    for name, content in written:
        if name in OUTPUTS and content.startswith(b"{"):
            _validator(name).validate(json.loads(content))


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


@cache
def _validator(name: str) -> Draft7Validator:
    return Draft7Validator(schema(f"output-{name}"))
