"""Reading configuration files: calm-lint.toml, .calm-lint.toml or pyproject.toml, and those that they extend.

Only imported where there is one.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Sequence
from typing import Any

from calm_lint.errors import ConfigurationError, RunError
from calm_lint.files.boundary import Boundary, boundary_of_configuration, within
from calm_lint.files.find import read_file, reason
from calm_lint.rulebook.rule import Rule
from calm_lint.rulebook.severity import Severity
from calm_lint.settings.configuration import Configuration, resolved
from calm_lint.settings.declared_rules import DeclaredRules
from calm_lint.settings.faults import faults_of
from calm_lint.settings.search import NAMES, PYPROJECT, TABLE, mentions_us
from calm_lint.settings.toml_lines import Keys, line_of, lines_of

# More files are a mistake, or an attack on those who have to read them.
_LONGEST_CHAIN = 16


class Configurations:
    """The configuration files of a run, each read once.

    Args:
        rules: the rules of plugins, whose names all of them may use.
        errors: where to add what is wrong with a file, once however often it is asked for.
        named: the file that a person has named, which may be a link to anywhere.
        trust_paths: whether all links and paths may lead anywhere.
    """

    def __init__(
        self, rules: Sequence[Rule], errors: list[RunError], named: str | None = None, *, trust_paths: bool = False
    ) -> None:
        self._errors = errors
        self._named = named
        self._trust_paths = trust_paths
        self._rules = rules
        self._declared_rules = DeclaredRules(rules, errors)
        self._read: dict[str, Configuration | None] = {}

    def read(self, path: str) -> Configuration:
        """Read a configuration file and those that it extends; if anything in them is wrong, it says nothing."""
        return self._file(path, ()) or Configuration(file=path)

    def _file(self, path: str, children: tuple[str, ...]) -> Configuration | None:
        """Read a configuration file.

        Args:
            path: the file; of a pyproject.toml, our table.
            children: the real paths of the files that led here by `extend`.
        """
        real = os.path.realpath(path)
        if real not in self._read:
            try:
                self._read[real] = self._parse(path, (*children, real))
            except ConfigurationError as error:
                self._errors.append(RunError("config", str(error), path))
                self._read[real] = None
        return self._read[real]

    def _parse(self, path: str, chain: tuple[str, ...]) -> Configuration | None:
        """Return what a file says, None if something in it is wrong, which is reported.

        Raises:
            ConfigurationError: if it cannot be read, or is no TOML.
        """
        limit = None if self._trust_paths else boundary_of_configuration(path)
        if limit and path != self._named and not within(path, limit):
            raise ConfigurationError(limit.refusal("the link"))
        text = _decoded(path)
        table = TABLE if os.path.basename(path) == PYPROJECT else ()
        content = _content(text, table)
        base: Configuration | None = None
        declared: list[Rule] = []
        # What leads out is not opened, so that rules in it cannot be known.
        faults = list(_leading_out(content, path, limit)) if limit else []
        if not faults:
            if extended := _text(content, "extend"):
                try:
                    base = self._base(path, extended, chain)
                except ConfigurationError as error:
                    faults.append((("extend",), str(error)))
                else:
                    if base is None:
                        return None
            declared = self._declared_rules.of(path, content, base.declared if base else ())
            faults += faults_of(content, [*self._rules, *declared])
        if faults:
            lines = lines_of(text)
            found = [(line_of(lines, (*table, *place)), message) for place, message in faults]
            found.sort(key=lambda each: each[0])
            self._errors += (RunError("config", f"line {line}: {message}", path) for line, message in found)
            return None
        values = {key.replace("-", "_"): value for key, value in content.items()}
        values["severity"] = {name: Severity(level) for name, level in content.get("severity", {}).items()}
        return Configuration(file=path, declared=declared, base=base, **values)

    def _base(self, path: str, extended: str, chain: tuple[str, ...]) -> Configuration | None:
        """Return the configuration that a file extends, None if something in it is wrong, which is reported.

        Raises:
            ConfigurationError: if there is none that can be extended.
        """
        base = resolved(path, extended)
        real = os.path.realpath(base)
        if real in chain:
            names = [*chain[chain.index(real) :], real]
            raise ConfigurationError(f"extend goes round in a circle: {' > '.join(map(os.path.relpath, names))}")
        if not os.path.isfile(base):
            why = "is no file" if os.path.exists(base) else "does not exist"
            raise ConfigurationError(f"extend is {extended}, which {why}: name a configuration file")
        if os.path.basename(base) == PYPROJECT and not mentions_us(base):
            raise ConfigurationError(f"extend is {extended}, which has no table [{'.'.join(TABLE)}]")
        if len(chain) < _LONGEST_CHAIN:
            read = self._file(base, chain)
            if read is None or len(read.layers) < _LONGEST_CHAIN:
                return read
        raise ConfigurationError(f"extend leads through more than {_LONGEST_CHAIN} files")


def _content(text: str, table: Sequence[str]) -> Any:
    """Return a table of a TOML file, the whole of it without keys; what is not there is empty."""
    try:
        content: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"is not valid TOML: {error}") from None
    except (RecursionError, ValueError):
        message = "is no configuration: it is nested too deep, or holds a number of thousands of digits"
        raise ConfigurationError(message) from None
    for key in table:
        content = content.get(key, {}) if isinstance(content, dict) else {}
    return content


def _leading_out(content: Any, path: str, limit: Boundary) -> Iterator[tuple[Keys, str]]:
    """Yield the paths in a table, which may be anything, that lead out of a boundary; none of these files is opened."""
    files = content.get("rules") if isinstance(content, dict) else None
    named: list[tuple[Keys, object]] = [((key,), _text(content, key)) for key in ("extend", "baseline")]
    named += ((("rules", index), file) for index, file in enumerate(files if isinstance(files, list) else ()))
    for place, value in named:
        if not isinstance(value, str) or within(resolved(path, value), limit):
            continue
        # Outside of a repository, a search would find the configurations above, too.
        if place == ("extend",) and not limit.is_repository and _stands_above(resolved(path, value), path):
            continue
        yield place, limit.refusal(value)


def _stands_above(base: str, path: str) -> bool:
    """Check whether a file is a configuration, and no link, in a folder above that of another one."""
    outer, inner = (os.path.join(os.path.realpath(os.path.dirname(each)), "") for each in (base, path))
    return inner.startswith(outer) and os.path.basename(base) in NAMES and not os.path.islink(base)


def _decoded(path: str) -> str:
    try:
        return read_file(path).decode("utf-8-sig")
    except OSError as error:
        raise ConfigurationError(f"cannot be read: {reason(error)}") from None
    except UnicodeDecodeError:
        raise ConfigurationError("is not UTF-8") from None


def _text(content: Any, key: str) -> str | None:
    """Return a text of a table that may be anything; what else stands there is reported by the schema."""
    value = content.get(key) if isinstance(content, dict) else None
    return value if isinstance(value, str) and value else None
