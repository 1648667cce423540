"""The configuration: what calm-lint.toml, .calm-lint.toml or pyproject.toml say."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from calm_lint.errors import RunError, UsageError
from calm_lint.files.find import read_file, reason
from calm_lint.rulebook.rule import Rule
from calm_lint.rulebook.selection import named
from calm_lint.rulebook.severity import Severity

_PYPROJECT = "pyproject.toml"
# In one folder, the first of them counts.
NAMES = ("calm-lint.toml", ".calm-lint.toml", _PYPROJECT)
_TABLE = ("tool", "calm-lint")
_OUR_TABLE = rb"\btool\b[^\r\n]*calm-lint|\[\s*tool\s*\]"


_Keys = tuple[str | int, ...]


class Configuration(NamedTuple):
    """What a configuration file says; without one, nothing.

    Attributes:
        file: its path, None where there is none.
        select: the rules to apply, all where there are none.
        ignore: the rules not to apply.
        extend_select: rules to apply besides those of select.
        severity: the levels of rules, by their names.
        per_file_ignores: rules not to apply to files, by patterns.
        profile: the profile to begin with.
        fail_on: the lowest level that fails the run.
        baseline: the path of the baseline.
        exclude: patterns of what to pass over.
        protected: the rules that nothing suppresses.
        rule_options: the options of rules, by their names.
        rules: the paths of files of declarative rules.
        declared: the rules in these files.
    """

    file: str | None = None
    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    extend_select: Sequence[str] = ()
    severity: Mapping[str, Severity] = {}
    per_file_ignores: Mapping[str, Sequence[str]] = {}
    profile: str | None = None
    fail_on: str | None = None
    baseline: str | None = None
    exclude: Sequence[str] = ()
    protected: Sequence[str] = ()
    rule_options: Mapping[str, Mapping[str, object]] = {}
    rules: Sequence[str] = ()
    declared: Sequence[Rule] = ()

    @property
    def folder(self) -> str:
        """The folder that its paths and patterns are relative to."""
        return os.path.dirname(os.path.abspath(self.file)) if self.file else os.getcwd()


def in_folder(folder: str) -> str | None:
    """Return the configuration file that stands in a folder, None where there is none.

    The path is relative to the current folder, as messages show it.
    """
    for name in NAMES:
        path = os.path.join(folder, name)
        if os.path.isfile(path) and (name != _PYPROJECT or _mentions_us(path)):
            return os.path.relpath(path)
    return None


def load(path: str, rules: Sequence[Rule]) -> tuple[Configuration, list[RunError]]:
    """Read a configuration file.

    Args:
        path: the file; of a pyproject.toml, our table.
        rules: all rules, whose names it may use.

    Returns:
        What it says, and an error with its line for each thing that has no meaning; then it says nothing.
    """
    # Without a configuration file, nobody needs it.
    import tomllib

    declared: list[Rule] = []
    errors: list[RunError] = []
    table = _TABLE if os.path.basename(path) == _PYPROJECT else ()
    try:
        text = read_file(path).decode("utf-8-sig")
        content: Any = tomllib.loads(text)
        for key in table:
            content = content.get(key, {}) if isinstance(content, dict) else {}
        declared, errors = _declared(content, path, rules)
        known = [*rules, *declared]
        faults = [f"line {_line(text, (*table, *place))}: {message}" for place, message in _faults(content, known)]
    except OSError as error:
        faults = [f"cannot be read: {reason(error)}"]
    except UnicodeDecodeError:
        faults = ["is not UTF-8"]
    except tomllib.TOMLDecodeError as error:
        faults = [f"is not valid TOML: {error}"]
    except (RecursionError, ValueError):
        faults = ["is no configuration: it is nested too deep, or holds a number of thousands of digits"]
    if faults:
        return Configuration(file=path), [*errors, *(RunError("config", fault, path) for fault in faults)]
    values = {key.replace("-", "_"): value for key, value in content.items()}
    values["severity"] = {name: Severity(level) for name, level in content.get("severity", {}).items()}
    return Configuration(file=path, declared=declared, **values), errors


def _declared(content: Any, path: str, rules: Sequence[Rule]) -> tuple[list[Rule], list[RunError]]:
    """Read the declarative rules that a configuration names; one whose code or name is taken is left out."""
    files = content.get("rules") if isinstance(content, dict) else None
    found: list[Rule] = []
    errors: list[RunError] = []
    for file in files if isinstance(files, list) else ():
        if not isinstance(file, str):
            continue
        # jsonschema is slow to import.
        from calm_lint.rulebook.declarative import load_rule_file

        name = os.path.join(os.path.dirname(path), file)
        try:
            more, faults = load_rule_file(name, read_file(name))
        except OSError as error:
            more, faults = [], [RunError("config", f"rule file cannot be read: {reason(error)}", name)]
        errors += faults
        for rule in more:
            taken = next((each for each in (*rules, *found) if rule.code == each.code or rule.name == each.name), None)
            if taken:
                message = f"rule {rule.code} {rule.name} is left out: there is {taken.code} {taken.name} already"
                errors.append(RunError("config", message, name))
            else:
                found.append(rule)
    return found, errors


def _mentions_us(pyproject: str) -> bool:
    """Tell whether a pyproject.toml has our table; one that others broke is not ours to complain about."""
    try:
        content = read_file(pyproject)
        # Most have not, and do without the parser.
        if not re.search(_OUR_TABLE, content):
            return False
        import tomllib

        return _TABLE[1] in (tomllib.loads(content.decode("utf-8-sig")).get(_TABLE[0]) or ())
    except (OSError, RecursionError, TypeError, ValueError):
        return False


def _faults(content: Any, rules: Sequence[Rule]) -> Iterator[tuple[_Keys, str]]:
    """Yield what is wrong, with the keys that lead there."""
    from calm_lint_schemas import config_gate

    validate: Callable[..., object] = config_gate.validate
    try:
        validate(content)
    except config_gate.Invalid:
        from calm_lint.schema.explain import rejections, validator
        from calm_lint_schemas import CONFIG

        for error in validator(CONFIG).iter_errors(content):
            yield from ((each.at, each.message) for each in rejections(error))
        return
    for place, name in _rule_names(content):
        try:
            named(rules, name)
        except UsageError as error:
            yield place, str(error)
    yield from _option_faults(content.get("rule-options", {}), rules)
    yield from _pattern_faults(content)


def _rule_names(content: dict[str, Any]) -> Iterator[tuple[_Keys, str]]:
    """Yield each name of rules, with the keys that lead to it."""
    lists: dict[_Keys, Iterable[str]] = {
        (key,): content.get(key, ()) for key in ("select", "ignore", "extend-select", "protected")
    }
    lists.update({("per-file-ignores", glob): names for glob, names in content.get("per-file-ignores", {}).items()})
    for place, names in lists.items():
        yield from (((*place, index), name) for index, name in enumerate(names))
    for key in ("severity", "rule-options"):
        yield from (((key, name), name) for name in content.get(key, {}))


def _option_faults(tables: Mapping[str, Mapping[str, object]], rules: Sequence[Rule]) -> Iterator[tuple[_Keys, str]]:
    if not tables:
        return
    from calm_lint.rulebook.options import with_options

    for name, table in tables.items():
        try:
            takers = named(rules, name)
        except UsageError:
            # Said already.
            continue
        for rule in takers:
            for key, value in table.items():
                try:
                    with_options(rule, {key: value})
                except UsageError as error:
                    yield ("rule-options", name, key), str(error)


def _pattern_faults(content: dict[str, Any]) -> Iterator[tuple[_Keys, str]]:
    patterns: list[tuple[_Keys, str]] = [
        (("per-file-ignores", each), each) for each in content.get("per-file-ignores", ())
    ]
    patterns += ((("exclude", index), each) for index, each in enumerate(content.get("exclude", ())))
    if not patterns:
        return
    from pathspec import GitIgnoreSpec

    for place, pattern in patterns:
        try:
            GitIgnoreSpec.from_lines([pattern])
        except ValueError:
            yield place, f"{pattern} is no pattern as in .gitignore"


def _line(text: str, place: _Keys) -> int:
    """Return the line of a key or an item in a TOML text, which tomllib does not tell.

    The text is read up to one line after the other, until the key is there.
    """
    import tomllib

    keys = [key for key in place if isinstance(key, str)]
    lines = text.splitlines(keepends=True)
    start = 0
    for end in range(1, len(lines) + 1):
        try:
            content: Any = tomllib.loads("".join(lines[:end]))
        except tomllib.TOMLDecodeError:
            continue
        for key in keys:
            content = content.get(key) if isinstance(content, dict) else None
        if content is not None:
            return _line_of_item(lines, start, end, content[place[-1]] if isinstance(place[-1], int) else None)
        start = end
    return 1


def _line_of_item(lines: Sequence[str], start: int, end: int, item: object) -> int:
    """Return where an item of a list stands among the lines of a statement; without one, where that begins."""
    meant = (
        n for n in range(start, end) if isinstance(item, str) and (f'"{item}"' in lines[n] or f"'{item}'" in lines[n])
    )
    first = (n for n in range(start, end) if lines[n].strip() and not lines[n].lstrip().startswith("#"))
    return next(meant, next(first, start)) + 1
