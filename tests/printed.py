"""The files in docs/ci.md, and the action as a runner would run it, for the tests of both."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from calm_lint.api import AlmSystem, Landscape
from calm_lint.rulebook.examples import complete

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent

# Each block begins with the name of its file in a comment.
FILES: dict[str, str] = dict(
    re.findall(r"```yaml\n# ([^\n]+)\n(.*?)```", (ROOT / "docs" / "ci.md").read_text("utf-8"), re.DOTALL)
)
WORKFLOWS = [name for name in FILES if name.startswith(".github/")]

GOOD = complete(Landscape, "")
BAD = complete(AlmSystem, "port: 8443")


def action() -> dict[str, Any]:
    """Return the action of this repository."""
    content: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    return content


def expression(text: str, values: dict[str, str]) -> str:
    """Fill in expressions of GitHub, each by its text."""
    return re.sub(r"\$\{\{ (.*?) \}\}", lambda match: values[match[1]], text)


def run_action(folder: Path, inputs: dict[str, str], cache: Path, **event: str) -> tuple[int, str, dict[str, str]]:
    """Run the step of the action that lints, in a repository; return exit code, what was printed, and its outputs.

    Args:
        folder: the repository, in which the outputs are written, too.
        inputs: what a workflow gives to the action.
        cache: the folder in which uv keeps what it downloads and builds.
        event: values of `github.event`, with __ for the period.
    """
    definition = action()
    (step,) = [each for each in definition["runs"]["steps"] if each.get("id") == "lint"]
    values = {f"inputs.{name}": inputs.get(name, each["default"]) for name, each in definition["inputs"].items()}
    values |= {"github.event.repository.private": "", "github.event.pull_request.head.repo.fork": ""}
    values |= {f"github.event.{name.replace('__', '.')}": value for name, value in event.items()}
    done = subprocess.run(
        ["bash", "-c", step["run"]],
        cwd=folder,
        env={
            **os.environ,
            "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
            "UV_CACHE_DIR": str(cache),
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_OUTPUT": str(folder / "output"),
            "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
            "GITHUB_WORKSPACE": str(folder),
            "RUNNER_TEMP": str(folder),
            **{name: expression(value, values) for name, value in step["env"].items()},
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    path = folder / "output"
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return done.returncode, done.stdout, dict(line.split("=", 1) for line in lines)
