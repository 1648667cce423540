"""The state of the code that makes results, by which one notices that earlier results may be wrong.

Files are compared by name, size and time of change: reading them would take longer than linting.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from functools import partial

from calm_lint.rulebook.entry_points import distributions, entry_points
from calm_lint.rulebook.rule import Rule

OURS = ("calm_lint", "calm_lint_rules", "calm_lint_schemas")
_MODULES = (".py", ".pyd", ".so")
# Where pip puts packages of many projects beside each other.
_SHARED = ("site-packages", "dist-packages")
_NO_SOURCES = frozenset({"__pycache__", "node_modules"})

_File = tuple[str, int, int]


def code_state(modules: Iterable[str]) -> str:
    """Return what changes with Python, any installed distribution, calm-lint, or the code of a plugin.

    Args:
        modules: the modules that the checks of rules come from.

    Raises:
        OSError: if a file or folder of the code cannot be looked at.
    """
    targets = (point.target.partition(":")[0] for point in entry_points())
    packages = {name.partition(".")[0] for name in (*OURS, *modules, *targets)}
    files = [each for package in sorted(packages & sys.modules.keys()) for each in _files_of(package)]
    archives = [_file(path) for path in sys.path if os.path.isfile(path)]
    return repr((sys.version, distributions(), archives, files))


def module_of(rule: Rule) -> str:
    """Return the name of the module that the check of a rule comes from."""
    check: object = rule.check
    while isinstance(check, partial):
        check = check.func
    return str(getattr(check, "__module__", None) or type(check).__module__)


def _files_of(package: str) -> Iterator[_File]:
    """Yield the files of a package and, of a plugin that is developed, the modules beside it."""
    module = sys.modules[package]
    tops = list(getattr(module, "__path__", ()))
    for top in tops:
        yield from _below(top, set())
    file = getattr(module, "__file__", None)
    if not tops and file:
        yield _file(file)
    for home in {os.path.dirname(each) for each in tops or ([file] if file else [])}:
        if package not in OURS and os.path.basename(home) not in _SHARED:
            yield from _below(home, set(), modules_only=True)


def _below(folder: str, entered: set[str], *, modules_only: bool = False) -> Iterator[_File]:
    """Yield the files below a folder, sorted; links are followed, each folder is entered once."""
    real = os.path.realpath(folder)
    if real in entered:
        return
    entered.add(real)
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda each: each.name)
    # A virtual environment is not part of a project.
    if modules_only and any(each.name == "pyvenv.cfg" for each in found):
        return
    for entry in found:
        if entry.is_dir():
            hidden = modules_only and entry.name.startswith(".")
            if entry.name not in _NO_SOURCES and not hidden:
                yield from _below(entry.path, entered, modules_only=modules_only)
        elif not modules_only or entry.name.endswith(_MODULES):
            yield _file(entry.path)


def _file(path: str) -> _File:
    status = os.stat(path)
    return path, status.st_size, status.st_mtime_ns
