"""The tool that prepares a release, on a copy of the files that it writes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from calm_lint import __version__
from printed import ROOT


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in ("tools/release.py", "lint/calm_lint/__init__.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "CHANGELOG.md").write_text("# Changelog\n\n## 9.8.7 (unreleased)\n\n- What is new.\n", "utf-8")
    return tmp_path


def release(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    # The package comes from the copy, too. Old bytecode would pass for that of a file of the same second and length.
    env = {"PYTHONPATH": str(folder / "lint"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, str(folder / "tools" / "release.py"), *args]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=env, timeout=30)


def test_release_writes_version_and_day_and_the_tag_is_right_then(copy: Path) -> None:
    assert release(copy, "--check-tag", "v9.8.7").stderr == (
        f"the tag is v9.8.7, but the package is version {__version__}\n"
    )
    assert release(copy, "9.8.7").returncode == 0
    assert '__version__ = "9.8.7"\n' in (copy / "lint" / "calm_lint" / "__init__.py").read_text("utf-8")
    changes = (copy / "CHANGELOG.md").read_text("utf-8")
    assert changes.startswith("# Changelog\n\n## 9.8.7 (20")
    assert release(copy, "--check-tag", "v9.8.7").returncode == 0
    assert release(copy, "--check-tag", "9.8.7").returncode == 1


@pytest.mark.parametrize(
    ("version", "message"),
    [
        ("9.8", "9.8 is not a version, such as 1.2.0\n"),
        ("1.0.0", "CHANGELOG.md has no section '## 1.0.0 (unreleased)'\n"),
    ],
)
def test_a_release_that_is_not_prepared_changes_nothing(version: str, message: str, copy: Path) -> None:
    before = (copy / "CHANGELOG.md").read_text("utf-8")
    done = release(copy, version)
    assert (done.returncode, done.stderr) == (1, message)
    assert (copy / "CHANGELOG.md").read_text("utf-8") == before
