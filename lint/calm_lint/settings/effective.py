"""Which configuration applies to a file: its rules and levels, and where each of them comes from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from os.path import basename
from typing import Any, NamedTuple

from calm_lint.files.find import read_file, shown
from calm_lint.rulebook.rule import Rule
from calm_lint.rulebook.selection import named
from calm_lint.rulebook.severity import Severity
from calm_lint.settings.policy import Policy
from calm_lint.settings.precedence import DEFAULT, Named, Origin, option
from calm_lint.settings.search import PYPROJECT, TABLE
from calm_lint.settings.toml_lines import Keys, lines_of

VERSION = 1


class Setting(NamedTuple):
    """A setting that is not about single rules."""

    name: str
    value: str | Sequence[str] | None
    origin: Origin


class EffectiveRule(NamedTuple):
    """What becomes of a rule in a file.

    Attributes:
        rule: the rule.
        state: selected, protected, ignored, not selected, held back as it is in preview, or newer than the rule set.
        origin: where this is decided.
        severity: the level of its findings, if it is applied.
        severity_origin: where the level is set.
        protection: where the rule is protected, None if it is not.
    """

    rule: Rule
    state: str
    origin: Origin
    severity: Severity
    severity_origin: Origin
    protection: Origin | None

    @property
    def applied(self) -> bool:
        """Whether it is applied to the file."""
        return self.state in ("selected", "protected")


class Effective(NamedTuple):
    """The configuration of a file.

    Attributes:
        file: the file.
        configuration: the configuration nearest to it, None if there is none.
        extends: the configurations that this one extends, the nearest first.
        above: the configurations above, whose protected rules count, the nearest first.
        settings: what is not about single rules.
        rules: all rules.
    """

    file: str
    configuration: str | None
    extends: Sequence[str]
    above: Sequence[str]
    settings: Sequence[Setting]
    rules: Sequence[EffectiveRule]


def effective(policy: Policy, path: str) -> Effective:
    """Return how a policy applies to a file."""
    layers = [layer.file for layer in policy.configuration.layers if layer.file]
    above, outer = [], policy.outer
    while outer:
        above.append(outer.configuration.file or "")
        outer = outer.outer
    own = layers.pop() if layers else None
    return Effective(shown(path), own, layers[::-1], above, list(_settings(policy)), list(_rules(policy, path)))


def left_out(policy: Policy, path: str) -> dict[str, str]:
    """Return the rules that are not applied to a file, by their codes, each with why in a few words."""
    places = _Places()
    return {each.rule.code: next(_remarks(each, places)) for each in _rules(policy, path) if not each.applied}


def as_text(found: Effective) -> str:
    """Write it in lines, one for each rule; of what is as usual, only the level is shown."""
    places = _Places()
    extends = "".join(f", which extends {file}" for file in found.extends)
    lines = [f"{found.file}: {found.configuration or 'no configuration'}{extends}"]
    lines += (f"above: {file}, whose protected rules count" for file in found.above)
    for setting in found.settings:
        value = setting.value if isinstance(setting.value, str) else ", ".join(setting.value or ()) or "none"
        lines.append(f"{setting.name}: {value} ({places.words(setting.origin)})")
    lines.append("")
    width = max((len(each.rule.name) for each in found.rules), default=0)
    for each in found.rules:
        level = str(each.severity) if each.applied else "off"
        remarks = ", ".join(_remarks(each, places))
        lines.append(f"{each.rule.code}  {each.rule.name:<{width}}  {level:<7}  {remarks}".rstrip())
    return "\n".join(lines) + "\n"


def as_json(found: Effective) -> str:
    """Write it as JSON."""
    places = _Places()
    rules = [
        {
            "code": each.rule.code,
            "name": each.rule.name,
            "applied": each.applied,
            "applied_origin": places.fields(each.origin),
            "severity": str(each.severity),
            "default_severity": str(each.rule.severity),
            "severity_origin": places.fields(each.severity_origin),
            "protected": each.protection and places.fields(each.protection),
        }
        for each in found.rules
    ]
    settings = {each.name: {"value": each.value, "origin": places.fields(each.origin)} for each in found.settings}
    whole = {"version": VERSION, **found._asdict(), "settings": settings, "rules": rules}
    return json.dumps(whole, indent=2) + "\n"


class _Places:
    """Where origins stand; each file is read once."""

    def __init__(self) -> None:
        self._lines: dict[str, Mapping[Keys, int]] = {}

    def line(self, origin: Origin) -> int | None:
        """Return the line of a key in a configuration, None if it is not known, as of a pipe that was read."""
        if origin.kind != "configuration" or origin.file is None:
            return None
        if origin.file not in self._lines:
            try:
                self._lines[origin.file] = lines_of(read_file(origin.file).decode("utf-8-sig"))
            except (OSError, UnicodeDecodeError):
                self._lines[origin.file] = {}
        table = TABLE if basename(origin.file) == PYPROJECT else ()
        return self._lines[origin.file].get((*table, *origin.keys))

    def words(self, origin: Origin) -> str:
        """Return an origin in a few words."""
        if origin.kind == "option":
            return str(origin.keys[0])
        if origin.kind == "configuration":
            line = self.line(origin)
            return f"{origin.file}:{line}" if line else str(origin.file)
        return f"profile {origin.file}" if origin.kind == "profile" else "default"

    def fields(self, origin: Origin) -> dict[str, Any]:
        """Return an origin as JSON has it."""
        configured = origin.kind == "configuration"
        return {
            "kind": origin.kind,
            "profile": origin.file if origin.kind == "profile" else None,
            "file": origin.file if configured else None,
            "key": origin.keys[0] if configured else None,
            "line": self.line(origin),
            "option": origin.keys[0] if origin.kind == "option" else None,
        }


def _remarks(each: EffectiveRule, places: _Places) -> Iterator[str]:
    if not each.applied:
        yield f"{each.state} by {places.words(each.origin)}"
        return
    if each.state == "selected" and each.origin != DEFAULT:
        yield f"selected by {places.words(each.origin)}"
    if each.severity_origin not in (DEFAULT, each.protection):
        yield f"level from {places.words(each.severity_origin)}"
    if each.protection:
        yield "protected always" if each.protection == DEFAULT else f"protected by {places.words(each.protection)}"


def _settings(policy: Policy) -> Iterator[Setting]:
    layer = policy.saying("exclude")
    as_of, required = policy.saying("rules_as_of"), policy.saying("required_version")
    baseline = policy.baseline and shown(policy.baseline)
    yield Setting("profile", policy.profile.name or None, _origin(policy, "profile"))
    yield Setting("fail-on", policy.fail_on, _origin(policy, "fail_on"))
    yield Setting("baseline", baseline, _origin(policy, "baseline"))
    yield Setting("rules-as-of", as_of and as_of.rules_as_of, _origin(policy, "rules_as_of"))
    yield Setting("required-version", required and required.required_version, _origin(policy, "required_version"))
    yield Setting("exclude", list(layer.exclude or ()) if layer else [], _origin(policy, "exclude"))


def _origin(policy: Policy, setting: str) -> Origin:
    key = setting.replace("_", "-")
    if getattr(policy.choices, setting, None):
        return option(f"--{key}")
    layer = policy.saying(setting)
    return Origin("configuration", layer.file, (key,)) if layer else DEFAULT


def _rules(policy: Policy, path: str) -> Iterator[EffectiveRule]:
    linter = policy.linter(path)
    applied = {rule.code for rule in linter.rules}
    selects, ignores = policy.names
    selected, ignored = _most_exact(policy.rules, selects), _most_exact(policy.rules, ignores)
    ignored_here = _most_exact(policy.rules, policy.per_file_ignores(path))
    # Of what is not selected, one name is as good a reason as the others.
    otherwise = selects[0].origin._replace(keys=selects[0].origin.keys[:1])
    for rule in policy.rules:
        code = rule.code
        protection, level = policy.protection.get(code), policy.levels.get(code)
        by, against = selected.get(code), ignored_here.get(code) or ignored.get(code)
        held_back = policy.held_back.get(code)
        chosen = by and code not in ignored_here and (not against or by[0] < against[0]) and not held_back
        if code in applied:
            state, origin = ("selected", by[1]) if by and chosen else ("protected", DEFAULT)
            origin = protection.origin if protection and not chosen else origin
        elif by and not against and held_back:
            state, origin = ("preview, left out" if held_back == DEFAULT else "newer, left out"), held_back
        else:
            state, origin = ("ignored", against[1]) if by and against else ("not selected", otherwise)
        severity = linter.severities.get(code, rule.severity)
        severity_origin = DEFAULT
        if level and level.severity == severity:
            severity_origin = level.origin
        elif protection and (level or protection.level):
            severity_origin = protection.origin
        yield EffectiveRule(rule, state, origin, severity, severity_origin, protection and protection.origin)


def _most_exact(rules: Sequence[Rule], names: Iterable[Named]) -> dict[str, tuple[int, Origin]]:
    """Return of each rule that is named, by its code, how many rules the most exact of its names names, and where."""
    found: dict[str, tuple[int, Origin]] = {}
    for name, origin in names:
        chosen = named(rules, name)
        for rule in chosen:
            if rule.code not in found or len(chosen) <= found[rule.code][0]:
                found[rule.code] = (len(chosen), origin)
    return found
