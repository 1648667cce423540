"""What git ignores, as told without git, is what git says."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path
from random import Random

import pytest

from calm_lint.files.exposure import is_exposed
from calm_lint.files.gitignore import Ignored
from calm_lint.files.wildmatch import match, patterns

PATTERNS = [
    "*.json", "keys", "keys/", "/keys", "/keys/", "keys/*", "keys/**", "**/keys", "a/**/b", "a/**", "**", "**/",
    "/**", "!a", "!keys/", "!*.json", "!/a/b", "\\!a", "\\#a", "#a", "a ", "a\\ ", "a\\  ", "\\", "a\\", "!", "/", "",
    " ", "[ab]", "[!ab]", "[^ab]", "[a-c].json", "[z-a]", "[]a]", "[!]a]", "[a", "[[:alpha:]]", "[[:digit:]b]",
    "[[:wrong:]]", "[\\]a]", "[a\\-c]", "[-a]", "[a-]", "[+--]", "?", "??", "a?b", "*a*b*", "**a", "a**", "a**b/c",
    "a//b", "a/", "a/b/", "b/c", "/a/*/c", "*/b", "*/*.json", "k[!e]ys", "k?ys/a", "\\a", "a\\*b", "\\[a]",
    "*.{json,txt}", "A", "ä*", "a\tb",
]  # fmt: skip
NAMES = [
    "a", "b", "c", "keys", "a.json", "ab", "a b", "a ", "!a", "#a", "[a]", "]", "-", "+", "1", "ä", "A", "a*b", "a\\",
    "xayb", "keys.json", "{json,txt}",
]  # fmt: skip


@pytest.fixture(autouse=True)
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home without a configuration of git."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    repository = tmp_path / "repository"
    repository.mkdir()
    monkeypatch.chdir(repository)
    return repository


def git(*arguments: str, **keywords: object) -> bytes:
    return subprocess.run(["git", *arguments], check=True, capture_output=True, **keywords).stdout  # type: ignore[call-overload, no-any-return]


@pytest.mark.parametrize("seed", range(40))
def test_any_pattern_ignores_what_git_ignores(seed: int, surroundings: Path) -> None:
    git("init", "--quiet")
    random = Random(seed)
    files = {"/".join(random.choices(NAMES, k=random.randint(1, 4))) for _ in range(120)}
    for file in sorted(files):
        if not any(each.is_file() for each in Path(file).parents) and not Path(file).exists():
            Path(file).parent.mkdir(parents=True, exist_ok=True)
            Path(file).touch()
    folders = ["", *(str(each) for each in Path().glob("**/") if each.name and ".git" not in each.parts)]
    for folder in [folders[0], *random.sample(folders[1:], k=4)]:
        lines = random.choices(PATTERNS, k=random.randint(1, 5))
        Path(folder, ".gitignore").write_text(random.choice(["\n", "\r\n"]).join(lines), "utf-8", newline="")
    found = [str(each) for each in Path().glob("**/*") if ".git" not in each.parts]
    names = "\0".join(found).encode()
    said = subprocess.run(["git", "check-ignore", "--stdin", "-z", "--no-index"], input=names, capture_output=True)
    assert said.stderr == b""
    ignored = Ignored(str(surroundings))
    for folder in folders:
        ignored.enter(str(surroundings / folder) if folder else str(surroundings))
    ours = [each for each in found if ignored.covers(str(surroundings / each), directory=os.path.isdir(each))]
    assert sorted(ours) == sorted(said.stdout.decode().split("\0")[:-1])


MATCHES = {
    ("archive/", "archive/a/b.yaml"): True,
    ("archive/", "archive/"): True,
    ("archive/", "archive"): False,
    ("archive", "a/archive/b.yaml"): True,
    ("/archive", "a/archive/b.yaml"): False,
    ("a/*.yaml", "a/b.yaml"): True,
    ("a/*.yaml", "a/b/c.yaml"): False,
    ("*.yaml", "../outside/b.yaml"): True,
    ("*.yaml\n!b.yaml", "a/b.yaml"): False,
    ("[z-a]", "z"): False,
    ("gr\u00f6\u00dfe/", "gr\u00f6\u00dfe/a"): True,
}


@pytest.mark.parametrize(("lines", "path"), MATCHES)
def test_patterns_of_a_configuration(lines: str, path: str) -> None:
    assert match(patterns(lines.encode()), path) is MATCHES[lines, path]


def test_pattern_with_many_stars_takes_no_time() -> None:
    start = time.monotonic()
    (pattern,) = patterns(b"*a" * 1000 + b"*b")
    assert not pattern.matches(["a" * 250], directory=False)
    (pattern,) = patterns(b"/" + b"**/a/" * 50 + b"b")
    assert not pattern.matches(["a"] * 500, directory=False)
    assert time.monotonic() - start < 1


@pytest.mark.parametrize("version", ["2", "3", "4"])
@pytest.mark.parametrize("form", ["sha1", "sha256"])
def test_tracked_file_is_exposed_though_it_is_ignored(surroundings: Path, version: str, form: str) -> None:
    git("init", "--quiet", f"--object-format={form}")
    Path("keys").mkdir()
    for name in ("a", "keys/calm.json", "keys/calm.jsonl", "keys/other.json", "z"):
        Path(name).touch()
    git("add", "a", "keys/calm.json", "keys/calm.jsonl", "z")
    if version == "3":
        # What the next commit is to hold needs the longer entries.
        git("add", "--intent-to-add", "keys/other.json")
        git("rm", "--quiet", "--cached", "--force", "keys/other.json")
        Path("later").touch()
        git("add", "--intent-to-add", "later")
    else:
        git("update-index", "--index-version", version)
    assert Path(".git/index").read_bytes()[4:8] == bytes([0, 0, 0, int(version)])
    Path(".gitignore").write_text("keys/\n")
    assert is_exposed(str(surroundings / "keys/calm.json"))
    assert not is_exposed(str(surroundings / "keys/other.json"))


def test_work_tree_has_an_index_of_its_own(surroundings: Path, tmp_path: Path) -> None:
    git("init", "--quiet")
    git("-c", "user.name=a", "-c", "user.email=a", "commit", "--quiet", "--allow-empty", "--message=a")
    tree = tmp_path / "tree"
    git("worktree", "add", "--quiet", str(tree))
    for name in ("tracked.json", "other.json"):
        (tree / name).touch()
    git("add", "tracked.json", cwd=tree)
    assert is_exposed(str(tree / "other.json"))
    (surroundings / ".git/info/exclude").write_text("*.json\n")
    assert not is_exposed(str(tree / "other.json"))
    assert is_exposed(str(tree / "tracked.json"))


CONFIGURATIONS = {
    ".config/git/ignore": "*.json\n",
    ".gitconfig": "[user]\n\tname = a\n[core]\n\tpager = less\n\texcludesFile = ~/ignored # mine\n",
    ".config/git/config": '[Core]\n  ExcludesFile = "~/ignored"\n',
}


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_what_the_user_ignores_everywhere_counts(name: str, surroundings: Path) -> None:
    git("init", "--quiet")
    home = Path(os.environ["HOME"])
    (home / "ignored").write_text("*.json\n")
    assert is_exposed(str(surroundings / "a.json"))
    (home / name).parent.mkdir(parents=True, exist_ok=True)
    (home / name).write_text(CONFIGURATIONS[name])
    assert git("check-ignore", "a.json") == b"a.json\n"
    assert not is_exposed(str(surroundings / "a.json"))


@pytest.mark.parametrize(
    "content",
    [b"", b"DIRC", b"DIRC\0\0\0\2\xff\xff\xff\xff", b"DIRC\0\0\0\4\0\0\0\1" + b"\xff" * 200, b"\0" * 1000],
)
def test_index_that_is_none_tracks_nothing(content: bytes, surroundings: Path) -> None:
    Path(".git").mkdir()
    Path(".git/index").write_bytes(content)
    Path(".gitignore").write_text("*.json\n")
    assert not is_exposed(str(surroundings / "a.json"))


@pytest.mark.parametrize("name", [".gitignore", ".git/info/exclude", ".git/index", "home"])
def test_pipe_is_not_waited_for(name: str, surroundings: Path) -> None:
    git("init", "--quiet")
    path = Path(os.environ["HOME"], ".gitconfig") if name == "home" else Path(name)
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    assert is_exposed(str(surroundings / "a.json"))


def test_link_in_the_place_of_gitignore_is_not_followed(surroundings: Path, tmp_path: Path) -> None:
    git("init", "--quiet")
    (tmp_path / "patterns").write_text("*.json\n")
    Path(".gitignore").symlink_to(tmp_path / "patterns")
    assert subprocess.run(["git", "check-ignore", "a.json"], capture_output=True).returncode == 1
    assert is_exposed(str(surroundings / "a.json"))


def test_names_that_are_no_utf8(surroundings: Path) -> None:
    git("init", "--quiet")
    Path(".gitignore").write_bytes(b"k\xffys/\n*.j?on\n")
    ignored = Ignored(str(surroundings))
    for name, covered in {b"k\xffys/a": True, b"a.j\xffon": True, b"k\xfeys/a": False}.items():
        assert ignored.covers(str(surroundings / os.fsdecode(name))) is covered
