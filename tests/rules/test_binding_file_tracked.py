"""CALM511 beyond its examples: which files git ignores, and which hold a secret."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from binding_files import COLUMN, LINE, OTHER, SHAPES, codes, credential, run, vcap

pytestmark = pytest.mark.usefixtures("folder")


@pytest.fixture
def repository(folder: Path) -> Path:
    git("init", "--quiet")
    (folder / "keys").mkdir()
    (folder / "keys" / "calm.json").write_text(credential())
    return folder


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True)


def is_exposed() -> bool:
    found = codes("keys/calm.json")
    assert found in ([], ["CALM511"])
    return bool(found)


@pytest.mark.usefixtures("repository")
class TestGit:
    def test_secret_that_git_does_not_ignore(self) -> None:
        assert is_exposed()
        assert run("keys/calm.json", "--format", "concise")[1] == (
            f"landscape.yaml:{LINE}:{COLUMN}: warning CALM511 binding-file-tracked "
            "Binding File keys/calm.json holds a secret, should be ignored by git\n"
        )

    @pytest.mark.parametrize("pattern", ["keys/", "*.json", "/keys/calm.json"])
    @pytest.mark.parametrize("place", [".gitignore", ".git/info/exclude"])
    def test_ignored(self, pattern: str, place: str) -> None:
        Path(place).write_text(f"{pattern}\n")
        assert not is_exposed()

    def test_ignored_but_tracked_already(self) -> None:
        git("add", "keys/calm.json")
        Path(".gitignore").write_text("keys/\n")
        assert is_exposed()

    def test_without_git_the_gitignore_files_tell(self) -> None:
        # A .git that is no repository, as git sees it.
        Path(".git/HEAD").unlink()
        assert is_exposed()
        for pattern in ("keys/", "*.json"):
            Path(".gitignore").write_text(f"{pattern}\n")
            assert not is_exposed()

    def test_variables_of_a_hook_do_not_mislead(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        git("init", "--quiet", str(tmp_path / "other"))
        monkeypatch.setenv("GIT_DIR", str(tmp_path / "other" / ".git"))
        Path(".gitignore").write_text("keys/\n")
        assert not is_exposed()

    def test_credential_without_a_secret(self) -> None:
        for secret in (None, "${CALM_PROD_SECRET}", ""):
            Path("keys/calm.json").write_text(credential(clientsecret=secret))
            assert not is_exposed()

    @pytest.mark.parametrize("name", SHAPES)
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
    def test_secret_as_tools_save_it(self, name: str, encoding: str) -> None:
        Path("keys/calm.json").write_bytes(SHAPES[name].encode(encoding))
        assert is_exposed()

    def test_secret_of_another_service_in_the_file(self) -> None:
        shown = json.loads(credential(clientsecret=None))
        Path("keys/calm.json").write_text(json.dumps(vcap(shown)))
        assert not is_exposed()
        Path("keys/calm.json").write_text(json.dumps(vcap(shown, OTHER)))
        assert is_exposed()

    def test_secret_in_a_file_of_two_credentials(self) -> None:
        Path("keys/calm.json").write_bytes(f"{credential()}{credential()}".encode("utf-16"))
        assert codes("keys/calm.json") == ["CALM006", "CALM511"]

    def test_secret_in_what_is_not_valid_json(self) -> None:
        Path("keys/calm.json").write_text(credential()[:-1])
        assert codes("keys/calm.json") == ["CALM006", "CALM511"]


def test_outside_of_a_repository_nothing_is_exposed() -> None:
    Path("calm.json").write_text(credential())
    assert codes("calm.json") == []
