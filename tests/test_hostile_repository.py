"""A repository is hostile: linting it runs none of the programs that it names."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from calm_lint.api import CloudAlmTenant
from calm_lint.rulebook.examples import complete
from command_line import CALM_LINT

# It depends on git, and on no library.
pytestmark = pytest.mark.once

LANDSCAPE = complete(CloudAlmTenant, "binding_file: keys/calm.json")
CREDENTIAL = """{
  "endpoints": {"Api": "https://eu10.alm.cloud.sap/api"},
  "uaa": {
    "url": "https://acme.authentication.eu10.hana.ondemand.com",
    "clientid": "sb-calm-deploy!b123456|sapcloudalm!b456789",
    "clientsecret": "Xk93vQm2LpTz8"
  }
}"""


@pytest.fixture
def mark(tmp_path: Path) -> Path:
    """A file that only a program of the repository makes."""
    return tmp_path / "mark"


@pytest.fixture
def program(tmp_path: Path, mark: Path) -> Path:
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch '{mark}'\n")
    program.chmod(0o755)
    return program


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    repository = tmp_path / "repository"
    (repository / "keys").mkdir(parents=True)
    (repository / "landscape.yaml").write_text(LANDSCAPE)
    (repository / "keys" / "calm.json").write_text(CREDENTIAL)
    monkeypatch.chdir(repository)
    return repository


def git(*arguments: str, folder: str = ".") -> str:
    return subprocess.run(["git", "-C", folder, *arguments], check=True, capture_output=True, text=True).stdout.strip()


def configure(program: Path, folder: str) -> None:
    """Name the program wherever git may run one."""
    for name, value in {
        "core.fsmonitor": str(program),
        "core.sshCommand": str(program),
        "core.gitProxy": str(program),
        "core.pager": str(program),
        "core.hooksPath": str(program.parent / "hooks"),
        "credential.helper": str(program),
        "filter.x.smudge": str(program),
        "filter.x.clean": str(program),
        "filter.x.process": str(program),
        "protocol.allow": "always",
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.url": ".",
        "remote.origin.uploadpack": str(program),
        "core.repositoryFormatVersion": "1",
    }.items():
        git("config", name, value, folder=folder)
    hooks = program.parent / "hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("post-index-change", "fsmonitor-watchman", "pre-auto-gc", "reference-transaction"):
        (hooks / name).write_bytes(program.read_bytes())
        (hooks / name).chmod(0o755)


def lose_gitignore(folder: str) -> None:
    """Track a .gitignore file that is not in the work tree, and whose content git would have to fetch."""
    Path(".gitattributes").write_text("* filter=x\n")
    git("update-index", "--add", "--cacheinfo", f"100644,{'1' * 40},.gitignore", folder=folder)
    git("update-index", "--skip-worktree", ".gitignore", folder=folder)


def lint(*options: str) -> None:
    for arguments in (["check", *options], ["check", "landscape.yaml", *options], ["report", "landscape.yaml"]):
        done = subprocess.run([CALM_LINT, *arguments], capture_output=True, text=True, timeout=5)
        assert done.returncode in (0, 1), done.stderr


@pytest.mark.usefixtures("repository")
def test_folder_that_is_a_bare_repository_runs_nothing(program: Path, mark: Path) -> None:
    git("init", "--quiet")
    git("init", "--quiet", "--bare", "keys")
    git("config", "core.bare", "false", folder="keys")
    git("config", "core.worktree", ".", folder="keys")
    lose_gitignore("keys")
    configure(program, "keys")
    # The attack is one: git runs the program.
    subprocess.run(["git", "-C", "keys", "check-ignore", "--quiet", "calm.json"], capture_output=True)
    assert mark.exists()
    mark.unlink()
    lint()
    lint("--no-plugins", "--no-config")
    assert not mark.exists()


@pytest.mark.usefixtures("repository")
def test_git_folder_of_an_archive_runs_nothing(program: Path, mark: Path) -> None:
    git("init", "--quiet")
    lose_gitignore(".")
    configure(program, ".")
    subprocess.run(["git", "check-ignore", "--quiet", "keys/calm.json"], capture_output=True)
    assert mark.exists()
    mark.unlink()
    lint()
    lint("--no-plugins", "--no-config")
    assert not mark.exists()


@pytest.mark.parametrize("setting", ["core.excludesFile", "include.path", "core.attributesFile"])
def test_pipe_that_the_configuration_of_git_names_is_not_waited_for(setting: str, repository: Path) -> None:
    git("init", "--quiet")
    os.mkfifo("pipe")
    git("config", setting, str(repository / "pipe"))
    lint()


@pytest.mark.parametrize("name", ["objects/info/alternates", "commondir", "worktree"])
@pytest.mark.usefixtures("repository")
def test_git_folder_that_leads_elsewhere(name: str, tmp_path: Path, program: Path, mark: Path) -> None:
    git("init", "--quiet", str(tmp_path / "other"))
    configure(program, str(tmp_path / "other"))
    git("init", "--quiet")
    if name == "worktree":
        git("config", "core.worktree", str(tmp_path / "other"))
    else:
        Path(".git", name).write_text(f"{tmp_path / 'other' / '.git'}\n")
    lint()
    assert not mark.exists()


@pytest.mark.usefixtures("repository")
def test_no_program_is_started_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: Path, mark: Path
) -> None:
    """Not even one by the name of git that is found on the path."""
    git("init", "--quiet")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "git").write_bytes(program.read_bytes())
    (tmp_path / "bin" / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    lint()
    assert not mark.exists()
