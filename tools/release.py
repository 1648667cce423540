"""Prepare a release, collect what it consists of, or check that a tag belongs to what is here.

    python tools/release.py VERSION
    python tools/release.py --assets
    python tools/release.py --check-tag TAG

The first writes the version and its day into the package and the changelog. The second collects what `make dist` has
built in `.release/assets`, with its checksums, and writes the notes of the release to `.release/notes.md`.
"""

from __future__ import annotations

import re
import shutil
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path

from calm_lint import __version__

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "lint" / "calm_lint" / "__init__.py"
CHANGELOG = ROOT / "CHANGELOG.md"
REPOSITORY = "https://github.com/calm-lint/calm-lint"


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


def collect() -> None:
    """Copy the packages and the SBOM to one directory, and write their checksums as `sha256sum --check` reads them."""
    folder = ROOT / ".release" / "assets"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    built = [*sorted((ROOT / "dist").glob("calm_lint-*")), ROOT / ".release" / "sbom.cdx.json"]
    for path in built:
        shutil.copy(path, folder)
    sums = [f"{sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in built]
    (folder / "SHA256SUMS").write_text("".join(sums), "utf-8")
    (ROOT / ".release" / "notes.md").write_text(notes(CHANGELOG.read_text("utf-8")), "utf-8")


def notes(changes: str) -> str:
    """Return what the changelog says of the version here, without the heading; links lead to the files of the tag."""
    section = re.search(rf"^## {re.escape(__version__)} \(.*?\)\n+(.*?)(?=^## |\Z)", changes, re.MULTILINE | re.DOTALL)
    if not section:
        sys.exit(f"CHANGELOG.md has no section for {__version__}")
    return re.sub(r"(?<=\]\()(?![a-z]+:|#)", f"{REPOSITORY}/blob/v{__version__}/", section[1])


def check_tag(tag: str) -> None:
    """Exit with a sentence if a tag is not that of the version here, or the changelog has no day for it."""
    if tag != f"v{__version__}":
        sys.exit(f"the tag is {tag}, but the package is version {__version__}")
    if not re.search(rf"^## {re.escape(__version__)} \([0-9-]+\)$", CHANGELOG.read_text("utf-8"), re.MULTILINE):
        sys.exit(f"CHANGELOG.md has no section with a day for {__version__}")


if __name__ == "__main__":
    if sys.argv[1] == "--check-tag":
        check_tag(sys.argv[2])
    elif sys.argv[1] == "--assets":
        collect()
    else:
        prepare(sys.argv[1], date.today())
