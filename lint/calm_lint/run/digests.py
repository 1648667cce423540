"""Digests of the files that a run has read, and of the code that looked at them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Protocol, TypeVar

from calm_lint.files.find import read_file, shown
from calm_lint.reading.named_files import NamedFiles
from calm_lint.run.code_state import OURS
from calm_lint.run.job import Job
from calm_lint.settings.configuration import resolved
from calm_lint.settings.policy import Policy
from calm_lint.text.urls import without_users

Inputs = dict[tuple[str, str], str | None]
"""The files by kind and name, each with its digest, None if it could not be read."""


class _Read(Protocol):
    """What came of reading a file that a landscape names."""

    @property
    def fault(self) -> str: ...


R = TypeVar("R", bound=_Read)


def digest(content: bytes) -> str:
    """Return the SHA-256 digest of what was read."""
    return sha256(content).hexdigest()


def watched(job: Job, inputs: Inputs) -> NamedFiles:
    """Return the readers of the files that a landscape names, which add each to the inputs.

    Of one that cannot be used nothing is said but that, so that it has no digest. Nor has one that changed meanwhile.
    """
    files, folder = job.named_files, os.path.dirname(job.name)

    def watch(kind: str, read: Callable[[str], R]) -> Callable[[str], R]:
        def reader(path: str) -> R:
            file = os.path.normpath(os.path.join(folder, path))
            before = _of_file(file)
            found = read(path)
            is_certain = not found.fault and before == _of_file(file)
            inputs[kind, without_users(shown(file))] = before if is_certain else None
            return found

        return reader

    return NamedFiles(
        watch("binding", files.credential), watch("binding", files.service_key), watch("certificate", files.certificate)
    )


def add_settings(policy: Policy, inputs: Inputs) -> None:
    """Add the files that decide how files are linted: configurations, declarative rules, the baseline."""
    for kind, path in _settings(policy):
        # Somebody may have named a URL with a password.
        inputs.setdefault((kind, without_users(shown(path))), _of_file(path))


def of_code(modules: Iterable[str]) -> Mapping[str, str]:
    """Return the digests of the packages that made a result, by their names.

    Each is that of the lines which `sha256sum` writes about the files of a package, sorted by their paths.

    Args:
        modules: the modules that the checks of rules come from.
    """
    packages = {name.partition(".")[0] for name in (*OURS, *modules)}
    return {name: _of_package(name) for name in sorted(packages & sys.modules.keys())}


def _of_package(name: str) -> str:
    module = sys.modules[name]
    files = [
        (os.path.join(folder, file), top)
        for top in getattr(module, "__path__", ())
        for folder, _, names in os.walk(top)
        if os.path.basename(folder) != "__pycache__"
        for file in names
    ]
    file = getattr(module, "__file__", None)
    if not files and file:
        files = [(file, file)]
    named = {os.path.relpath(path, os.path.dirname(top)).replace(os.sep, "/"): path for path, top in files}
    lines = (f"{_of_file(path)}  {name}\n" for name, path in sorted(named.items()))
    return digest("".join(lines).encode("utf-8", "surrogateescape"))


def _settings(policy: Policy) -> Iterator[tuple[str, str]]:
    above: Policy | None = policy
    while above:
        for layer in above.configuration.layers:
            if layer.file:
                yield "configuration", layer.file
                yield from (("rules", resolved(layer.file, rules)) for rules in layer.rules)
        above = above.outer
    if policy.baseline:
        yield "baseline", policy.baseline


def _of_file(path: str) -> str | None:
    try:
        return digest(read_file(path))
    except (OSError, ValueError):
        return None
