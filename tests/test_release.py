"""The tool that prepares a release, on a copy of the files that it writes."""

from __future__ import annotations

import json
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


def test_assets_have_checksums_and_notes(copy: Path) -> None:
    new, old = "- New, [there](docs/new.md#it).", "- Old."
    changes = f"# Changelog\n\n## {__version__} (unreleased)\n\n{new}\n\n## 0.0.1 (2020-01-01)\n\n{old}\n"
    (copy / "CHANGELOG.md").write_text(changes, "utf-8")
    (copy / "dist").mkdir()
    (copy / ".release").mkdir()
    wheel = copy / "dist" / "calm_lint-0.1.0-py3-none-any.whl"
    wheel.write_bytes(b"wheel")
    (copy / ".release" / "sbom.cdx.json").write_text("{}")
    done = release(copy, "--assets")
    assert (done.returncode, done.stderr) == (0, "")
    assets = copy / ".release" / "assets"
    assert {path.name for path in assets.iterdir()} == {wheel.name, "sbom.cdx.json", "SHA256SUMS"}
    subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=assets, check=True, capture_output=True)
    assert (copy / ".release" / "notes.md").read_text("utf-8") == (
        f"- New, [there](https://github.com/calm-lint/calm-lint/blob/v{__version__}/docs/new.md#it).\n\n"
    )


PACKAGES = [{"name": "good", "version": "1", "vulns": []}]
SKIPPED = {"name": "gone", "skip_reason": "Dependency not found on PyPI and could not be audited: gone (1)"}
BAD = {"name": "bad", "version": "2", "vulns": [{"id": "CVE-2020-1", "fix_versions": ["2.1"]}]}


@pytest.mark.parametrize(
    ("packages", "code", "last"),
    [
        (PACKAGES, (0, 0), "audit: packages looked up: 1, known vulnerabilities: 0"),
        ([*PACKAGES, SKIPPED], (0, 1), "audit: skipped, as the index says nothing of them: gone"),
        ([*PACKAGES, BAD], (1, 1), "audit: packages looked up: 2, known vulnerabilities: 1"),
        ([SKIPPED], (0, 1), "audit: skipped, as there is no network, or no index that knows of vulnerabilities"),
        (None, (0, 1), "audit: skipped, as there is no network, or no index that knows of vulnerabilities"),
    ],
    ids=["good", "some skipped", "bad", "all skipped", "no network"],
)
def test_an_audit_that_could_not_look_says_so(packages: list[object] | None, code: tuple[int, int], last: str) -> None:
    # In the place of pip-audit: a real run depends on the day and on the network.
    answer = "" if packages is None else json.dumps({"dependencies": packages, "fixes": []})
    for required in (False, True):
        call = f"import audit; audit.main({answer!r}, required={required})"
        command = [sys.executable, "-c", call]
        env = {"PYTHONPATH": str(ROOT / "tools"), "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=env, timeout=30)
        assert (done.returncode, done.stdout.splitlines()[-1]) == (code[required], last), done.stderr
