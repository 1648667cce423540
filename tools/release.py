"""Prepare a release, or check that a tag belongs to what is here.

    python tools/release.py VERSION
    python tools/release.py --check-tag TAG

The first writes the version and its day into the package and the changelog.
"""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path

from calm_lint import __version__

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "lint" / "calm_lint" / "__init__.py"
CHANGELOG = ROOT / "CHANGELOG.md"


def prepare(version: str, today: date) -> None:
    """Write a version and the day of its release."""
    if not re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+", version):
        sys.exit(f"{version} is not a version, such as 1.2.0")
    changes = CHANGELOG.read_text("utf-8")
    head = f"## {version} (unreleased)\n"
    if head not in changes:
        sys.exit(f"CHANGELOG.md has no section '{head.strip()}'")
    CHANGELOG.write_text(changes.replace(head, f"## {version} ({today})\n"), "utf-8")
    package = PACKAGE.read_text("utf-8")
    PACKAGE.write_text(package.replace(f'"{__version__}"', f'"{version}"'), "utf-8")


def check_tag(tag: str) -> None:
    """Exit with a sentence if a tag is not that of the version here, or the changelog has no day for it."""
    if tag != f"v{__version__}":
        sys.exit(f"the tag is {tag}, but the package is version {__version__}")
    if not re.search(rf"^## {re.escape(__version__)} \([0-9-]+\)$", CHANGELOG.read_text("utf-8"), re.MULTILINE):
        sys.exit(f"CHANGELOG.md has no section with a day for {__version__}")


if __name__ == "__main__":
    if sys.argv[1] == "--check-tag":
        check_tag(sys.argv[2])
    else:
        prepare(sys.argv[1], date.today())
