"""Completion in shells, asked of a real bash; zsh and fish get scripts that ask the same questions."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

BIN = Path(sys.executable).parent
ENV = {"PATH": f"{BIN}{os.pathsep}{os.defpath}", "LC_ALL": "C.UTF-8"}

SCRIPT = """
eval "$(_CALM_LINT_COMPLETE=bash_source calm-lint)"
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_calm_lint_completion calm-lint
printf '%s\\n' "${COMPREPLY[@]}"
"""


def complete(*words: str, folder: Path = Path()) -> set[str]:
    command = ["bash", "-c", SCRIPT, "bash", "calm-lint", *words]
    done = subprocess.run(command, env=ENV, cwd=folder, capture_output=True, text=True, check=True, timeout=60)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["sch"], {"schema"}),
        (["--sel"], {"--select"}),
        (["--vers"], {"--version"}),
        (["check", "--write"], {"--write-baseline"}),
        (["check", "--fail-on", "w"], {"warning"}),
        (["--select", "system-"], {"system-field-filled", "system-name", "system-port"}),
        (["explain", "CALM10"], {f"CALM10{number}" for number in range(1, 10)}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_words_in_bash(words: list[str], expected: set[str]) -> None:
    assert complete(*words) == expected


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_scripts_for_other_shells(shell: str) -> None:
    script = subprocess.run(
        ["calm-lint"], env=ENV | {"_CALM_LINT_COMPLETE": f"{shell}_source"}, capture_output=True, text=True, check=True
    ).stdout
    assert f"_CALM_LINT_COMPLETE={shell}_complete" in script
