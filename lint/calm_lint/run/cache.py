"""Remembering which files were clean, so that they need not be linted again.

Kept are a hash and a few counts of each clean file, hashes of what its landscapes may have in common with others, and
nothing else: what has a finding is linted anew, so that no text of a landscape is ever stored. A line is added at once,
so that runs beside each other may share the file; a line that was torn all the same is none.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256

from calm_lint import __version__, model
from calm_lint.engine.linter import Linter
from calm_lint.engine.results import FileReport, clean_report
from calm_lint.reading import nodes
from calm_lint.reading.nodes import Node
from calm_lint.run.code_state import code_state, module_of
from calm_lint.run.job import Result

# A hundred thousand files; then it is begun anew.
_LARGEST = 20_000_000
_LINE = re.compile(r"[0-9a-f]{64} (\d+) (\d+) ((?:\w+=\d+,?)*) ([0-9a-f:! ]*)")
_KEY_LENGTH = 64
# With one of them, a result depends on more than the content: on another file, or on the day. A backslash may spell
# any key, `"binding\x5ffile"` too.
_DEPENDENT = (b"binding_file", b"service_key_file", b"certificates", b"calm-lint:", b"\\")
# The types of the nodes that a file is made of, by their names. A plugin adds none, whatever it calls its classes.
_TYPES = {
    name: kind
    for module in (model, nodes)
    for name, kind in vars(module).items()
    if isinstance(kind, type) and issubclass(kind, Node)
}


class Cache:
    """The clean files of earlier runs.

    Args:
        folder: where the cache is kept.
    """

    def __init__(self, folder: str) -> None:
        self._path = os.path.join(folder, "clean-files-1.txt")
        self._known = self._load()
        self._new: dict[str, str] = {}
        self._settings: dict[Linter, bytes] = {}
        self._states: dict[frozenset[str], str] = {}

    def key(self, linter: Linter, content: bytes) -> str | None:
        """Return what a file is known by: a hash of its content and of all that decides what is found in it.

        It is None if that is not known.
        """
        if any(word in content for word in _DEPENDENT):
            return None
        if linter not in self._settings:
            self._settings[linter] = self._settings_of(linter)
        settings = self._settings[linter]
        return sha256(settings + content).hexdigest() if settings else None

    def get(self, key: str | None, name: str, linter: Linter) -> Result | None:
        """Return what came of a file that was clean, None if that is not known.

        Args:
            key: the key of its content.
            name: the name that the report is to have.
            linter: what lints it.
        """
        found = _LINE.fullmatch(self._known.get(key or "", ""))
        if found is None:
            return None
        report = clean_report(name, int(found[1]), int(found[2]), _counts(found[3]), linter.judged)
        return Result(report, identities=found[4])

    def add(self, result: Result) -> None:
        """Remember a file, if nothing was found in it."""
        key, report = result.key, result.outcome
        if key and isinstance(report, FileReport) and not (report.violations or report.suppressed or report.errors):
            counts = ",".join(f"{kind.__name__}={n}" for kind, n in report.nodes.items())
            self._new[key] = f"{key} {report.landscapes} {report.tenants} {counts} {result.identities}\n"

    def save(self) -> None:
        """Write what was added. Where that is not possible, the next run takes longer, and that is all."""
        if not self._new:
            return
        with suppress(OSError):
            os.makedirs(os.path.dirname(self._path), mode=0o700, exist_ok=True)
            if os.path.exists(self._path) and os.path.getsize(self._path) > _LARGEST:
                os.unlink(self._path)
            descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                os.write(descriptor, "".join(self._new.values()).encode())
            finally:
                os.close(descriptor)

    def _settings_of(self, linter: Linter) -> bytes:
        """Return a hash of the rules with their options and levels, the limits, and the code; empty if unknown."""
        modules = frozenset(map(module_of, linter.rules))
        try:
            if modules not in self._states:
                self._states[modules] = code_state(modules)
        except OSError:
            return b""
        facts = (
            __version__,
            [(rule.code, rule.plugin, rule.settings, rule.declaration) for rule in linter.rules],
            sorted(linter.severities.items()),
            sorted(linter.protected),
            linter.limits,
            self._states[modules],
        )
        return sha256(repr(facts).encode(errors="backslashreplace")).digest()

    def _load(self) -> dict[str, str]:
        """Return the lines of the file by their keys."""
        try:
            with open(self._path, encoding="ascii", errors="replace") as file:
                return {line[:_KEY_LENGTH]: line for line in file.read(2 * _LARGEST).splitlines()}
        except OSError:
            return {}


def cache_folder() -> str | None:
    """Return the folder of the platform for what can be made again, None for a user without a home."""
    # Where there are few files, nothing is cached.
    from platformdirs import user_cache_dir

    try:
        folder = user_cache_dir("calm-lint", appauthor=False)
    except RuntimeError:
        return None
    # Some versions of platformdirs raise where there is no home, others leave the tilde that stands for it.
    return folder if os.path.isabs(folder) else None


# Files of one making have equal counts.
@lru_cache(maxsize=1024)
def _counts(text: str) -> Counter[type[Node]]:
    counts = (each.partition("=") for each in text.split(",") if each)
    return Counter({_TYPES[name]: int(count) for name, _, count in counts if name in _TYPES})
