"""What git ignores."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


GITIGNORE = ".gitignore"


def is_exposed(file: str) -> bool:
    """Tell whether a file is in a git repository that tracks it, or would at the next `git add`.

    Git itself is asked, as it knows of tracked files and of patterns outside of the repository. Where there
    is no git, the .gitignore files tell.
    """
    folder = os.path.dirname(file)
    if not any(os.path.exists(os.path.join(above, ".git")) for above in (folder, *_above(folder))):
        return False
    import subprocess

    # A hook of git sets variables that name its own repository; fsmonitor would run a command of the repository.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = ("git", "-c", "core.fsmonitor=false", "-C", folder, "check-ignore", "--quiet", "--", file)
    try:
        answer = subprocess.run(command, env=environment, capture_output=True, timeout=10, check=False).returncode  # noqa: S603 - no shell
    except (OSError, subprocess.TimeoutExpired):
        answer = None
    if answer in (0, 1):
        return answer == 1
    ignored = Ignored(folder)
    return not (
        ignored.covers(file) or any(ignored.covers(above, directory=True) for above in (folder, *_above(folder)))
    )


class Ignored:
    """The patterns of .gitignore files, each for the directory that it stands in."""

    def __init__(self, top: str) -> None:
        self._specs: dict[str, GitIgnoreSpec] = {}
        for directory in reversed(list(_above(top))):
            self.enter(directory)

    def enter(self, directory: str) -> None:
        """Read the .gitignore file of a directory, if there is one."""
        path = os.path.join(directory, GITIGNORE)
        # A pipe would make us wait.
        if not os.path.isfile(path):
            return
        try:
            # The bytes of a name that is no UTF-8 are kept. Only line feeds end a line, as in git.
            with open(path, encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
                lines = [line.removesuffix("\r") for line in file.read().split("\n")]
        except OSError:
            return
        from pathspec import GitIgnoreSpec

        try:
            self._specs[directory] = GitIgnoreSpec.from_lines(lines)
        except ValueError:
            # Git passes over a line that is no pattern, such as a lone exclamation mark.
            self._specs[directory] = GitIgnoreSpec.from_lines(filter(_is_pattern, lines))

    def covers(self, path: str, *, directory: bool = False) -> bool:
        """Tell whether git ignores a path; the patterns of the nearest directory decide."""
        above = os.path.dirname(path)
        while self._specs:
            if above in self._specs:
                relative = os.path.relpath(path, above).replace(os.sep, "/")
                verdict = self._specs[above].check_file(f"{relative}/" if directory else relative).include
                if verdict is not None:
                    return verdict
            if above == os.path.dirname(above):
                break
            above = os.path.dirname(above)
        return False


def _is_pattern(line: str) -> bool:
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True


def _above(directory: str) -> Iterator[str]:
    """Yield the directories above one up to the root of its repository, none outside of one."""
    above = [directory]
    while not os.path.exists(os.path.join(above[-1], ".git")):
        if above[-1] == os.path.dirname(above[-1]):
            return
        above.append(os.path.dirname(above[-1]))
    yield from above[1:]
