"""The files of an earlier commit that a run has to lint: those that its paths would have led to there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from tempfile import TemporaryDirectory

from calm_lint.files.binding_file import MISSING, credential_of
from calm_lint.files.certificate_file import MISSING as NO_CERTIFICATE
from calm_lint.files.certificate_file import certificate_of
from calm_lint.files.find import STDIN, find, is_landscape, shown
from calm_lint.files.git import Git, GitError, Revision
from calm_lint.files.gitignore import GITIGNORE
from calm_lint.files.named_files import named_files
from calm_lint.files.repository import GIT_FOLDER, root_of
from calm_lint.reading.certificate import CertificateFile
from calm_lint.reading.credential import Credential
from calm_lint.reading.named_files import NamedFiles
from calm_lint.run.job import Job
from calm_lint.settings.policies import Policies


def jobs_before(paths: Sequence[str], stdin_filename: str, policies: Policies, rev: str) -> list[Job]:
    """Return a job for each file that the paths led to at an earlier commit; it is linted as it would be now.

    A file that is named and was not there may have been renamed: then the landscapes that are gone count, too.

    Raises:
        GitError: if there is no such commit, or a path is in no repository.
    """
    by_root: dict[str, list[str]] = {}
    for path in paths:
        name = stdin_filename if path == STDIN else path
        root = root_of(os.path.realpath(name if os.path.isdir(name) else os.path.dirname(name)))
        if root is None:
            raise GitError(f"{shown(name)} is in no git repository, so that there is no {rev} to compare it with")
        by_root.setdefault(root, []).append(name)
    git = Git()
    jobs = {
        os.path.realpath(job.name): job
        for root, names in by_root.items()
        for job in _jobs(Revision(git, root, rev), root, names, policies)
    }
    return sorted(jobs.values(), key=lambda job: job.name)


def _jobs(revision: Revision, root: str, names: Sequence[str], policies: Policies) -> Iterator[Job]:
    files = _files(revision, root, names, policies)
    contents = revision.contents(dict.fromkeys(files.values()))
    for path, file in files.items():
        folder = os.path.dirname(path)
        earlier = _EarlierFiles(revision, root, folder, named_files(folder, policies.boundary))
        if file in contents:
            policy = policies.of(os.path.abspath(folder))
            yield Job(path, shown(path), policy, policies.boundary, contents[file], earlier.readers)


def _files(revision: Revision, root: str, names: Sequence[str], policies: Policies) -> dict[str, str]:
    """Return the files of an earlier commit, by the paths that lead to them now.

    They are laid out in a folder, empty, and searched there as the files of today are.
    """
    named = {name: _relative(os.path.realpath(os.path.dirname(name)), root, name) for name in names}
    found: dict[str, str] = {}
    with TemporaryDirectory() as folder:
        top = os.path.realpath(folder)
        links = _lay_out(revision, top, named.values())

        def search(name: str, path: str) -> None:
            start = os.path.normpath(os.path.join(top, path))
            for each in find([start], lambda _, other: _excludes(policies, _moved(other, start, name)))[0]:
                inside = os.path.relpath(each, top).replace(os.sep, "/")
                found[_moved(each, start, name)] = links.get(inside, inside)

        lacking = False
        for name, path in named.items():
            if os.path.isdir(name):
                path = _relative(os.path.realpath(name), root)
                if os.path.isdir(os.path.join(top, path)):
                    search(name, path)
            elif os.path.isfile(os.path.join(top, path)):
                search(name, path)
            else:
                lacking = True
        if lacking:
            there = set(found)
            search(os.path.relpath(root), "")
            found = {path: file for path, file in found.items() if path in there or not os.path.lexists(path)}
    return found


def _lay_out(revision: Revision, top: str, named: Iterable[str]) -> dict[str, str]:
    """Write what a search looks at into a folder, and return the files that links lead to."""
    os.mkdir(os.path.join(top, GIT_FOLDER))
    # Git follows no link in the place of a .gitignore file.
    ignoring = [p for p in revision.paths if os.path.basename(p) == GITIGNORE and revision.file(p) == p]
    landscapes = [path for path in revision.paths if is_landscape(os.path.basename(path))]
    wanted = dict.fromkeys((*landscapes, *(path for path in named if path in revision.paths)))
    files = {path: file for path in wanted if (file := revision.file(path))}
    for path, content in (*revision.contents(ignoring).items(), *((file, b"") for file in files.values())):
        target = os.path.join(top, path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "wb") as stream:
            stream.write(content)
    links = {path: file for path, file in files.items() if path != file}
    # Last, so that nothing is written through a link.
    for path, file in links.items():
        os.makedirs(os.path.dirname(os.path.join(top, path)), exist_ok=True)
        os.symlink(os.path.join(top, file), os.path.join(top, path))
    return links


def _moved(path: str, start: str, name: str) -> str:
    """Return the path that something has now."""
    moved = os.path.normpath(os.path.join(name, os.path.relpath(path, start)))
    return os.path.join(moved, "") if path.endswith(os.sep) else moved


def _relative(folder: str, root: str, name: str = "") -> str:
    return os.path.relpath(os.path.join(folder, os.path.basename(name)), root).replace(os.sep, "/")


def _excludes(policies: Policies, path: str) -> bool:
    absolute = os.path.abspath(path)
    name = os.path.join(absolute, "") if path.endswith(os.sep) else absolute
    return policies.of(os.path.dirname(absolute)).excludes(name)


class _EarlierFiles:
    """Reads the files that a landscape named at an earlier commit.

    Args:
        revision: the commit.
        root: the folder of the repository.
        folder: the folder of the landscape.
        now: reads the files of today: one that git does not track has no earlier content.
    """

    def __init__(self, revision: Revision, root: str, folder: str, now: NamedFiles) -> None:
        self._revision = revision
        self._root = root
        self._folder = os.path.realpath(folder)
        self._now = now
        self.readers = NamedFiles(self._credential, self._service_key, self._certificate)

    def _credential(self, path: str) -> Credential:
        if self._is_untracked(path):
            return self._now.credential(path)
        raw = self._content(path)
        return MISSING if raw is None else credential_of(raw, lambda: True)

    def _service_key(self, path: str) -> Credential:
        if self._is_untracked(path):
            return self._now.service_key(path)
        raw = self._content(path)
        return MISSING if raw is None else credential_of(raw, lambda: True, of_ctms=True)

    def _certificate(self, path: str) -> CertificateFile:
        if self._is_untracked(path):
            return self._now.certificate(path)
        raw = self._content(path)
        return NO_CERTIFICATE if raw is None else certificate_of(raw)

    def _is_untracked(self, path: str) -> bool:
        inside = self._inside(path)
        return self._revision.file(inside) is None and inside not in self._revision.tracked_now

    def _content(self, path: str) -> bytes | None:
        file = self._revision.file(self._inside(path))
        return None if file is None else self._revision.contents([file]).get(file)

    def _inside(self, path: str) -> str:
        return os.path.relpath(os.path.join(self._folder, path), self._root).replace(os.sep, "/")
