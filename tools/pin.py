"""Write the commit that documents install calm-lint from into all files that name it.

    python tools/pin.py REVISION

A commit cannot name itself, so the files name an earlier one.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from calm_lint.pages.pipelines import REVISION

ROOT = Path(__file__).parents[1]
# Whatever names the commit. tests/test_pin.py finds it in no other file.
FILES = (
    "README.md",
    "docs/ci.md",
    "docs/editor.md",
    "docs/probe.md",
    "lint/calm_lint/pages/pipelines.py",
    "templates/calm-lint.yml",
)


def main(revision: str) -> None:
    """Replace the commit that the files name."""
    command = ["git", "rev-parse", "--verify", f"{revision}^{{commit}}"]
    # git verifies the revision.
    new = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()  # noqa: S603
    for name in FILES:
        path = ROOT / name
        path.write_text(path.read_text("utf-8").replace(REVISION, new), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
