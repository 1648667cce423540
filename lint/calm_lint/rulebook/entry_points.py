"""Finding plugins: the entry points that installed distributions declare.

importlib.metadata would do, and is asked where packages do not lie in plain folders, but importing it takes a
third of a whole clean run. The format is specified in the Python packaging guide, "Entry points".
"""

import os
import sys
from collections.abc import Iterator
from typing import NamedTuple

GROUP = "calm_lint"
PROJECT = "calm-lint"


class EntryPoint(NamedTuple):
    """An entry point of the group `calm_lint`.

    Attributes:
        name: its name.
        target: what it names, as in `package.module` or `package.module:attribute`.
        project: the name of the distribution that declares it, normalized.
        version: its version.
    """

    name: str
    target: str
    project: str
    version: str


def entry_points() -> list[EntryPoint]:
    """Return the entry points of the group, sorted; of a distribution found twice, the first counts."""
    found: dict[str, list[EntryPoint]] = {}
    for folder in dict.fromkeys(sys.path):
        if os.path.isfile(folder):
            return sorted(_from_metadata())
        for name in _metadata_folders(folder or os.curdir):
            # An .egg-info may name the version of Python as well.
            stem, version = f"{name.rpartition('.')[0]}-".split("-")[:2]
            project = _normalized(stem)
            if project not in found:
                found[project] = list(_read(os.path.join(folder, name), project, version))
    return sorted(point for points in found.values() for point in points)


def distributions() -> list[tuple[str, int]]:
    """Return the metadata folders of all distributions, whose names hold versions, and when each was installed."""
    found = []
    for folder in dict.fromkeys(sys.path):
        for name in _metadata_folders(folder or os.curdir):
            path = os.path.join(folder, name)
            found.append((path, os.stat(path).st_mtime_ns))
    return sorted(found)


def _metadata_folders(folder: str) -> list[str]:
    try:
        names = os.listdir(folder)
    except OSError:
        return []
    return [name for name in names if name.endswith((".dist-info", ".egg-info"))]


def _read(folder: str, project: str, version: str) -> Iterator[EntryPoint]:
    try:
        with open(os.path.join(folder, "entry_points.txt"), encoding="utf-8") as file:
            lines = file.read().splitlines()
    except OSError:
        return
    section = ""
    for line in map(str.strip, lines):
        if line.startswith("["):
            section = line[1:-1].strip()
        elif section == GROUP and "=" in line and not line.startswith(("#", ";")):
            name, _, target = line.partition("=")
            yield EntryPoint(name.strip(), target.partition("[")[0].strip(), project, version)


def _from_metadata() -> Iterator[EntryPoint]:
    from importlib import metadata

    for point in metadata.entry_points(group=GROUP):
        project, version = (point.dist.name, point.dist.version) if point.dist else ("unknown", "")
        yield EntryPoint(point.name, point.value.partition("[")[0].strip(), _normalized(project), version)


def _normalized(project: str) -> str:
    """Return the name of a project as the Python packaging guide normalizes it."""
    return project.lower().replace("_", "-").replace(".", "-")
