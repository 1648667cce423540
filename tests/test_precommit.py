"""The hook, as pre-commit installs and runs it: with real git, and an environment built from this repository."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from calm_lint.api import AlmSystem, Landscape
from calm_lint.rulebook.examples import complete

REPOSITORY = Path(__file__).parents[1]

LOCKED = dict.fromkeys(["PIP_CONSTRAINT", "PIP_BUILD_CONSTRAINT"], (REPOSITORY / "constraints.txt").as_uri())

GOOD = complete(Landscape, "")
BAD = complete(AlmSystem, "port: 8443")

# What a machine needs to reach a package index; all else is not the user's but of this test.
NETWORK = re.compile(r"(?i)(https?|all|no)_proxy|SSL_CERT_(FILE|DIR)|REQUESTS_CA_BUNDLE|PIP_CERT")

# What they install has the locked versions, whatever the tests run with.
pytestmark = pytest.mark.once

PRE_COMMIT = (sys.executable, "-m", "pre_commit")
PREK = (str(Path(sys.executable).with_name("prek")),)


class Workshop(NamedTuple):
    """A clone of this repository with what the work tree holds, and an environment without habits of the user."""

    clone: Path
    env: dict[str, str]

    def git(self, *args: str, folder: Path) -> None:
        subprocess.run(["git", *args], check=True, cwd=folder, env=self.env, capture_output=True, timeout=30)

    def add(self, folder: Path) -> None:
        """Make a folder a repository in which all files are staged."""
        self.git("init", "--quiet", folder=folder)
        self.git("add", "--all", folder=folder)

    def run(self, folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=folder,
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
            check=False,
        )

    def hook(self, folder: Path, name: str = "calm-lint", files: str = "") -> subprocess.CompletedProcess[str]:
        """Run a hook on all files of a folder, or on one, as a configuration names it; it is installed once."""
        config = {"repos": [{"repo": str(self.clone), "rev": "snapshot", "hooks": [{"id": name}]}]}
        (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
        self.add(folder)
        return self.run(folder, *PRE_COMMIT, "run", *(["--files", files] if files else ["--all-files"]))


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    folder = tmp_path_factory.mktemp("pre-commit")
    person = {"NAME": "Test", "EMAIL": "test@example.com"}
    env = {name: value for name, value in os.environ.items() if NETWORK.fullmatch(name)} | {
        "PATH": os.environ["PATH"],
        "LC_ALL": "C.UTF-8",
        "HOME": str(folder / "home"),
        "PRE_COMMIT_HOME": str(folder / "cache"),
        "PREK_HOME": str(folder / "prek"),
        "UV_CONSTRAINT": str(REPOSITORY / "constraints.txt"),
        "PRE_COMMIT_COLOR": "never",
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        **LOCKED,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        **{f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in person.items()},
    }
    clone = folder / "clone"
    for each in (clone, folder / "home"):
        each.mkdir()
    workshop = Workshop(clone, env)
    workshop.git("init", "--quiet", folder=clone)
    # The repository itself is only read, as a foreign work tree: all that is not ignored, committed or not.
    workshop.git(f"--git-dir={clone / '.git'}", f"--work-tree={REPOSITORY}", "add", "--all", folder=clone)
    workshop.git("commit", "--quiet", "--message", "Snapshot", folder=clone)
    workshop.git("reset", "--quiet", "--hard", folder=clone)
    workshop.git("tag", "snapshot", folder=clone)
    return workshop


def test_bad_landscape_is_named_and_nothing_else(workshop: Workshop, tmp_path: Path) -> None:
    (tmp_path / "good.landscape.yaml").write_text(GOOD, "utf-8")
    (tmp_path / "customers").mkdir()
    (tmp_path / "customers" / "landscape.yml").write_text(BAD, "utf-8")
    (tmp_path / "unrelated.yaml").write_text("port: 8443\n", "utf-8")
    done = workshop.hook(tmp_path)
    assert done.returncode == 1, done.stdout
    line = BAD.splitlines().index("        port: 8443") + 1
    assert "error[CALM101] system-port" in done.stdout
    assert f"--> customers/landscape.yml:{line}:15" in done.stdout
    assert "Found 1 error (1 with a safe fix) in 2 files" in done.stdout
    assert "good.landscape.yaml" not in done.stdout
    assert "unrelated.yaml" not in done.stdout


def test_excluded_landscape_is_left_out(workshop: Workshop, tmp_path: Path) -> None:
    (tmp_path / "calm-lint.toml").write_text('exclude = ["archive/"]\n', "utf-8")
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "landscape.yaml").write_text(BAD, "utf-8")
    done = workshop.hook(tmp_path)
    assert done.returncode == 0, done.stdout
    assert re.search(r"calm-lint\.+Passed", done.stdout)


@pytest.mark.parametrize("tool", [PRE_COMMIT, PREK], ids=["pre-commit", "prek"])
def test_both_tools_try_all_hooks_of_the_repository(tool: tuple[str, ...], workshop: Workshop, tmp_path: Path) -> None:
    (tmp_path / "landscape.yaml").write_text(BAD, "utf-8")
    workshop.add(tmp_path)
    done = workshop.run(tmp_path, *tool, "try-repo", str(workshop.clone), "--all-files")
    assert done.returncode == 1, done.stdout
    assert "error[CALM101] system-port" in done.stdout
    assert "files were modified by this hook" in done.stdout
    results = dict(re.findall(r"^(calm-lint.*?)\.{3,}(\w+)$", done.stdout, re.MULTILINE))
    # The tools run them in different orders: the last one may run after the file was mended.
    assert (results.pop("calm-lint"), results.pop("calm-lint --fix")) == ("Failed", "Failed")
    assert results.keys() == {"calm-lint (all landscapes)"}


def test_hook_that_fixes_writes_the_file(workshop: Workshop, tmp_path: Path) -> None:
    path = tmp_path / "landscape.yaml"
    path.write_text(BAD, "utf-8")
    done = workshop.hook(tmp_path, "calm-lint-fix")
    assert done.returncode == 1, done.stdout
    assert "files were modified by this hook" in done.stdout
    assert path.read_text("utf-8") == BAD.replace("port: 8443", "port: 443")


def test_hook_of_all_landscapes_sees_those_that_did_not_change(workshop: Workshop, tmp_path: Path) -> None:
    (tmp_path / "bad.landscape.yaml").write_text(BAD, "utf-8")
    (tmp_path / "good.landscape.yaml").write_text(GOOD, "utf-8")
    done = workshop.hook(tmp_path, "calm-lint-all", files="good.landscape.yaml")
    assert done.returncode == 1, done.stdout
    assert "--> bad.landscape.yaml:" in done.stdout


def test_good_landscape_passes(workshop: Workshop, tmp_path: Path) -> None:
    (tmp_path / "landscape.yaml").write_text(GOOD, "utf-8")
    done = workshop.hook(tmp_path)
    assert done.returncode == 0, done.stdout
    assert re.search(r"calm-lint\.+Passed", done.stdout)


def test_repository_without_landscapes_is_skipped(workshop: Workshop, tmp_path: Path) -> None:
    (tmp_path / "unrelated.yaml").write_text("port: 8443\n", "utf-8")
    done = workshop.hook(tmp_path)
    assert done.returncode == 0, done.stdout
    assert "Skipped" in done.stdout


def test_configuration_in_the_documentation(workshop: Workshop, tmp_path: Path) -> None:
    page = (REPOSITORY / "docs" / "ci.md").read_text("utf-8")
    match = re.search(r"```yaml\n# \.pre-commit-config\.yaml\n(.*?)```", page, re.DOTALL)
    assert match
    # The same text is in the readme.
    assert match[1] in (REPOSITORY / "README.md").read_text("utf-8")
    config = yaml.safe_load(match[1])
    config["repos"][0].update(repo=str(workshop.clone), rev="snapshot")
    (tmp_path / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
    (tmp_path / "landscape.yaml").write_text(BAD, "utf-8")
    workshop.add(tmp_path)
    done = workshop.run(tmp_path, *PRE_COMMIT, "run", "--all-files")
    assert done.returncode == 1, done.stdout
    assert "error[CALM101] system-port" in done.stdout
    assert "Found 1 error (1 with a safe fix) in 1 file" in done.stdout
