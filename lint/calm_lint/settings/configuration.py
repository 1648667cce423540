"""The configuration: what calm-lint.toml, .calm-lint.toml or pyproject.toml say."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from calm_lint.errors import ConfigurationError, RunError
from calm_lint.files.boundary import Boundary, boundary_of_configuration, within
from calm_lint.files.find import read_file, reason
from calm_lint.rulebook.rule import Rule
from calm_lint.rulebook.severity import Severity
from calm_lint.settings.search import NAMES, PYPROJECT, TABLE, mentions_us

if TYPE_CHECKING:
    from calm_lint.settings.toml_lines import Keys

# More files are a mistake, or an attack on those who have to read them.
_LONGEST_CHAIN = 16


class Configuration(NamedTuple):
    """What a configuration file says; without one, nothing.

    Attributes:
        file: its path, None where there is none.
        extend: the path of the configuration that it extends.
        select: the rules to apply, all where there are none.
        ignore: the rules not to apply.
        extend_select: rules to apply besides those of select.
        severity: the levels of rules, by their names.
        per_file_ignores: rules not to apply to files, by patterns.
        profile: the profile to begin with.
        fail_on: the lowest level that fails the run.
        baseline: the path of the baseline.
        exclude: patterns of what to pass over, None where it does not say.
        protected: the rules that nothing takes away.
        rule_options: the options of rules, by their names.
        rules: the paths of files of declarative rules.
        declared: the rules in these files, and in those of the configurations that it extends.
        base: the configuration that it extends.
    """

    file: str | None = None
    extend: str | None = None
    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    extend_select: Sequence[str] = ()
    severity: Mapping[str, Severity] = {}
    per_file_ignores: Mapping[str, Sequence[str]] = {}
    profile: str | None = None
    fail_on: str | None = None
    baseline: str | None = None
    exclude: Sequence[str] | None = None
    protected: Sequence[str] = ()
    rule_options: Mapping[str, Mapping[str, object]] = {}
    rules: Sequence[str] = ()
    declared: Sequence[Rule] = ()
    base: Configuration | None = None

    @property
    def folder(self) -> str:
        """The folder that its patterns are relative to."""
        return os.path.dirname(os.path.abspath(self.file)) if self.file else os.getcwd()

    @property
    def layers(self) -> Sequence[Configuration]:
        """The configurations that it extends, the first of them first, and itself."""
        return (*(self.base.layers if self.base else ()), self)


def resolved(file: str, path: str) -> str:
    """Return the path that a configuration file names: all of them are relative to its folder."""
    return os.path.normpath(os.path.join(os.path.dirname(file), path))


class Configurations:
    """The configuration files of a run, each read once.

    Args:
        rules: the rules of plugins, whose names all of them may use.
        named: the file that a person has named, which may be a link to anywhere.
        trust_paths: whether all links and paths may lead anywhere.

    Attributes:
        errors: what is wrong with the files that were read so far, each thing once.
    """

    def __init__(self, rules: Sequence[Rule], named: str | None = None, *, trust_paths: bool = False) -> None:
        self.errors: list[RunError] = []
        self._named = named
        self._trust_paths = trust_paths
        self._rules = rules
        self._read: dict[str, Configuration | None] = {}
        self._rule_files: dict[str, list[Rule]] = {}

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
                self.errors.append(RunError("config", str(error), path))
                self._read[real] = None
        return self._read[real]

    def _parse(self, path: str, chain: tuple[str, ...]) -> Configuration | None:
        # Without a configuration file, nobody needs them.
        import tomllib

        from calm_lint.settings.faults import faults_of

        limit = None if self._trust_paths else boundary_of_configuration(path)
        if limit and path != self._named and not within(path, limit):
            raise ConfigurationError(limit.refusal("the link"))
        table = TABLE if os.path.basename(path) == PYPROJECT else ()
        text = _decoded(path)
        try:
            content: Any = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise ConfigurationError(f"is not valid TOML: {error}") from None
        except (RecursionError, ValueError):
            message = "is no configuration: it is nested too deep, or holds a number of thousands of digits"
            raise ConfigurationError(message) from None
        for key in table:
            content = content.get(key, {}) if isinstance(content, dict) else {}
        base: Configuration | None = None
        out = list(_leading_out(content, path, limit)) if limit else []
        faults = [*out]
        extended = _text(content, "extend")
        if extended and not out:
            try:
                base = self._base(path, extended, chain)
            except ConfigurationError as error:
                faults.append((("extend",), str(error)))
            else:
                if base is None:
                    return None
        declared: list[Rule] = []
        # What leads out is not opened, so that rules in it cannot be known.
        if not out:
            declared = self._declared(path, content, base.declared if base else ())
            faults += faults_of(content, [*self._rules, *declared])
        if faults:
            from calm_lint.settings.toml_lines import line_of, lines_of

            lines = lines_of(text)
            found = [(line_of(lines, (*table, *place)), message) for place, message in faults]
            found.sort(key=lambda each: each[0])
            self.errors += (RunError("config", f"line {line}: {message}", path) for line, message in found)
            return None
        values = {key.replace("-", "_"): value for key, value in content.items()}
        values["severity"] = {name: Severity(level) for name, level in content.get("severity", {}).items()}
        return Configuration(file=path, declared=declared, base=base, **values)

    def _base(self, path: str, extended: str, chain: tuple[str, ...]) -> Configuration | None:
        """Return the configuration that a file extends, None where something in it is wrong, which is reported.

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

    def _declared(self, path: str, content: Any, inherited: Sequence[Rule]) -> list[Rule]:
        """Return the declarative rules that a configuration inherits and names; one whose name is taken is left out."""
        files = content.get("rules") if isinstance(content, dict) else None
        found = list(inherited)
        for file in files if isinstance(files, list) else ():
            if not isinstance(file, str) or not file:
                continue
            name = resolved(path, file)
            for rule in self._rule_file(name):
                if any(rule is each for each in found):
                    continue
                if taken := clash(rule, (*self._rules, *found)):
                    message = f"rule {rule.code} {rule.name} is left out: there is {taken.code} {taken.name} already"
                    self.errors.append(RunError("config", message, name))
                else:
                    found.append(rule)
        return found

    def _rule_file(self, path: str) -> list[Rule]:
        """Read a file of declarative rules, once however many configurations name it."""
        real = os.path.realpath(path)
        if real not in self._rule_files:
            # jsonschema is slow to import.
            from calm_lint.rulebook.declarative import load_rule_file

            try:
                rules, faults = load_rule_file(path, read_file(path))
            except OSError as error:
                rules, faults = [], [RunError("config", f"rule file cannot be read: {reason(error)}", path)]
            self.errors += faults
            self._rule_files[real] = rules
        return self._rule_files[real]


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


def clash(rule: Rule, others: Sequence[Rule]) -> Rule | None:
    """Return a rule that has the code or the name of another one, None where there is none."""
    return next((each for each in others if rule.code == each.code or rule.name == each.name), None)


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
