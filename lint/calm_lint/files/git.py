"""Asking git for the files of an earlier commit.

Git obeys the configuration of the repository that it is asked about, and such a configuration may name programs. So git
is asked for names and contents of objects only, which run no hooks and no filters, and all protocols are forbidden:
nothing is fetched from the remote of a partial clone, as the program at its other end would be one of them.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterable, Iterator, KeysView
from contextlib import contextmanager
from functools import cached_property
from tempfile import TemporaryFile
from threading import Timer
from time import monotonic
from typing import IO, NamedTuple

from calm_lint.errors import CalmLintError
from calm_lint.files.repository import GIT_FOLDER
from calm_lint.text.limits import USUAL

# For all that is asked in one run.
LONGEST = 30.0

_LINK = "120000"
_FILES = ("100644", "100755", "100664")
_MOST_FILES = 1_000_000
# A chain of links that is longer is a circle, as for the operating system.
_MOST_LINKS = 40
_CHUNK = 1 << 20
_OPTIONS = (
    "--no-pager",
    "--no-replace-objects",
    "-c",
    "core.fsmonitor=false",
    "-c",
    f"core.hooksPath={os.devnull}",
    "-c",
    "protocol.allow=never",
)
_SURROUNDINGS = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_ATTR_NOSYSTEM": "1",
    # It overrides what the configuration of the repository allows; none is named.
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "LC_ALL": "C",
}


class GitError(CalmLintError):
    """Git does not know what was asked for, or could not be asked."""


class Git:
    """Git, with one time limit for all that it is asked.

    Args:
        seconds: how long all answers together may take.
    """

    def __init__(self, seconds: float = LONGEST) -> None:
        self._seconds = seconds
        self._end = monotonic() + seconds

    def ask(self, root: str, *arguments: str, text: str = "") -> bytes:
        """Return the answer to a question, a short one.

        Args:
            root: the root of the repository.
            arguments: the command and its options.
            text: the standard input of the command.

        Raises:
            GitError: if git fails, or is not found.
        """
        with self.answer(root, *arguments, text=text) as stream:
            return stream.read()

    @contextmanager
    def answer(self, root: str, *arguments: str, text: str = "") -> Iterator[IO[bytes]]:
        """Return the answer to a question as a stream.

        Raises:
            GitError: if git fails, or is not found.
        """
        with TemporaryFile() as questions, TemporaryFile() as complaints:
            questions.write(os.fsencode(text))
            questions.seek(0)
            # The folder is named, so that git does not check who owns it: in a container that is often another user,
            # and only the configuration of the user, which is not read, could allow it.
            folder = f"--git-dir={os.path.join(root, GIT_FOLDER)}"
            process = subprocess.Popen(  # noqa: S603 - no shell
                (_program(), *_OPTIONS, folder, f"--work-tree={root}", *arguments),
                cwd=root,
                env=_environment(),
                stdin=questions,
                stdout=subprocess.PIPE,
                stderr=complaints,
                start_new_session=True,
            )
            timer = Timer(max(self._end - monotonic(), 0.0), _kill, [process])
            timer.start()
            try:
                with process:
                    assert process.stdout
                    yield process.stdout
            except GitError:
                # An answer that was cut off proves nothing.
                self._check_time()
                raise
            finally:
                timer.cancel()
                _kill(process)
            self._check_time()
            if process.returncode:
                complaints.seek(0)
                lines = complaints.read(_CHUNK).decode(errors="replace").strip().splitlines()
                raise GitError(f"git could not be asked: {lines[-1] if lines else 'it gave no reason'}")

    def _check_time(self) -> None:
        if monotonic() >= self._end:
            raise GitError(f"git did not answer within {self._seconds:g} seconds")


class _Entry(NamedTuple):
    mode: str
    object: str


class Revision:
    """The files of a repository at an earlier commit.

    Args:
        git: git, as it is asked in this run.
        root: the root of the repository.
        rev: the commit, however git lets it be named.

    Raises:
        GitError: if there is no such commit, or the clone is shallow.
    """

    def __init__(self, git: Git, root: str, rev: str) -> None:
        self._git = git
        self._root = root
        if git.ask(root, "rev-parse", "--is-shallow-repository").strip() == b"true":
            advice = "fetch the whole history, with fetch-depth: 0 in GitHub Actions, GIT_DEPTH: 0 in GitLab CI"
            raise GitError(f"{rev} cannot be compared with in a shallow clone: {advice}, or git fetch --unshallow")
        self._commit = self._resolve(rev)

    @property
    def paths(self) -> KeysView[str]:
        """The paths of all files and links, relative to the root, with forward slashes."""
        return self._entries.keys()

    @cached_property
    def tracked_now(self) -> frozenset[str]:
        """The paths that git tracks now."""
        with self._git.answer(self._root, "ls-files", "-z", "--full-name") as stream:
            return frozenset(map(os.fsdecode, _split(stream)))

    def file(self, path: str) -> str | None:
        """Return the path of the file that a path leads to, through links, None if it leads to none."""
        for _ in range(_MOST_LINKS):
            entry = self._entries.get(path)
            if entry is None or entry.mode != _LINK:
                return path if entry else None
            target = os.fsdecode(self.contents([path]).get(path, b""))
            path = os.path.normpath(os.path.join(os.path.dirname(path), target)).replace(os.sep, "/")
        return None

    def contents(self, paths: Iterable[str], most: int = USUAL.size) -> dict[str, bytes]:
        """Return the contents of files; that of a link is the path that it leads to.

        Args:
            paths: their paths, relative to the root.
            most: how many bytes one may have; larger ones are left out.

        Raises:
            GitError: if one is not in the clone, as it is a partial one.
        """
        wanted = [(path, self._entries[path].object) for path in paths]
        if not wanted:
            return {}
        found = {}
        questions = "".join(f"{object_id}\n" for _, object_id in wanted)
        with self._git.answer(self._root, "cat-file", "--batch", text=questions) as stream:
            for path, _ in wanted:
                head = stream.readline().split()
                if len(head) != 3:
                    raise GitError(f"{path} is not in this clone: it is a partial one, clone without --filter")
                size = int(head[2])
                if size <= most:
                    found[path] = stream.read(size)
                else:
                    _skip(stream, size)
                stream.read(1)
        return found

    @cached_property
    def _entries(self) -> dict[str, _Entry]:
        entries: dict[str, _Entry] = {}
        with self._git.answer(self._root, "ls-tree", "-r", "-z", "--full-tree", self._commit) as stream:
            for line in _split(stream):
                head, _, name = line.partition(b"\t")
                mode, _, object_id = head.decode("ascii").split(" ")
                path = os.fsdecode(name)
                # A tree that git itself did not write may name folders outside of the repository.
                if mode in (*_FILES, _LINK) and not {"", ".", "..", GIT_FOLDER} & set(path.split("/")):
                    entries[path] = _Entry(mode, object_id)
                if len(entries) > _MOST_FILES:
                    raise GitError(f"the commit has more than {_MOST_FILES:,} files")
        return entries

    def _resolve(self, rev: str) -> str:
        """Return the object of the commit; it is asked for on the standard input, where nothing is an option."""
        unknown = f"there is no commit {rev} in this repository: name one that git log shows, or fetch it first"
        if not rev or "\n" in rev or "\0" in rev:
            raise GitError(unknown)
        head = self._git.ask(self._root, "cat-file", "--batch-check", text=f"{rev}^{{commit}}\n").split()
        if len(head) != 3 or head[1] != b"commit":
            raise GitError(unknown)
        return head[0].decode("ascii")


def _program() -> str:
    """Return where git is; a folder of the path that is relative may be one of the repository."""
    folders = [folder for folder in os.get_exec_path() if os.path.isabs(folder)]
    program = shutil.which("git", path=os.pathsep.join(folders))
    if program is None or not os.path.isabs(program):
        raise GitError("git is needed to compare with an earlier commit, and is not found: install it")
    return program


def _environment() -> dict[str, str]:
    # A hook of git sets variables that name its own repository.
    rest = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {**rest, **_SURROUNDINGS}


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End git and what it has started."""
    if process.poll() is not None:
        return
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (AttributeError, ProcessLookupError):
        # Windows has no groups of processes.
        process.kill()


def _split(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield what null characters end."""
    rest = b""
    while chunk := stream.read(_CHUNK):
        *lines, rest = (rest + chunk).split(b"\0")
        yield from lines


def _skip(stream: IO[bytes], size: int) -> None:
    while size > 0 and (chunk := stream.read(min(size, _CHUNK))):
        size -= len(chunk)
