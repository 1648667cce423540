"""Whether git keeps a file out of a repository, found out without git.

Git is not asked: it obeys the configuration of the repository that it is asked about, which may name programs to run.
"""

from __future__ import annotations

import os
import re

from calm_lint.files.git_index import tracked
from calm_lint.files.gitignore import Ignored
from calm_lint.files.regular import read_regular
from calm_lint.files.repository import GIT_FOLDER, root_of


def is_exposed(file: str) -> bool:
    """Check whether a file is in a git repository that tracks it, or would at the next `git add`.

    Args:
        file: its real path.
    """
    folder = os.path.dirname(file)
    root = root_of(folder)
    if root is None:
        return False
    own, common = _git_folders(root)
    further = [read_regular(os.path.join(common, "info", "exclude"))]
    further += [read_regular(path, follow=True) for path in _excludes_of_user()]
    if not Ignored(folder, [content for content in further if content]).covers(file):
        return True
    return os.fsencode(os.path.relpath(file, root).replace(os.sep, "/")) in tracked(os.path.join(own, "index"))


def _git_folders(root: str) -> tuple[str, str]:
    """Return where git keeps what belongs to a work tree, and what it has in common with others."""
    own = os.path.join(root, GIT_FOLDER)
    if os.path.isfile(own):
        own = os.path.join(root, _text(read_regular(own)).removeprefix("gitdir:").strip())
    common = _text(read_regular(os.path.join(own, "commondir"))).strip()
    return own, os.path.join(own, common)


def _excludes_of_user() -> list[str]:
    """Return the files of patterns that the configuration of the user names for all repositories."""
    home = os.path.expanduser("~")
    git = os.path.join(os.environ.get("XDG_CONFIG_HOME") or os.path.join(home, ".config"), "git")
    configurations = ["/etc/gitconfig", os.path.join(git, "config"), os.path.join(home, ".gitconfig")]
    if "GIT_CONFIG_GLOBAL" in os.environ:
        configurations[1:] = [os.environ["GIT_CONFIG_GLOBAL"]]
    named = os.path.join(git, "ignore")
    for path in configurations:
        text = _text(read_regular(path, follow=True))
        for match in re.finditer(r"(?im)^\s*\[core\](?:[^\[]*\n)?\s*excludesfile\s*=\s*(.*)$", text):
            named = os.path.expanduser(re.split(r"\s[#;]", match[1])[0].strip().strip('"'))
    return [named] if named else []


def _text(content: bytes | None) -> str:
    return (content or b"").decode("utf-8-sig", errors="replace")
