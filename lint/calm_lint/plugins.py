"""The plugin interface, and loading what is installed. The built-in rules are a plugin like anybody's."""

from __future__ import annotations

from collections.abc import Iterable
from pkgutil import resolve_name
from typing import cast

import pluggy

from calm_lint.entry_points import GROUP, PROJECT, EntryPoint, entry_points
from calm_lint.report import RunError
from calm_lint.rule import Rule

hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)


class Hooks:
    """The hooks that a plugin may implement."""

    @hookspec
    def calm_lint_rules(self) -> Iterable[Rule]:  # type: ignore[empty-body]
        """Return the rules of the plugin."""


def load_rules(*, plugins: bool = True) -> tuple[list[Rule], list[RunError]]:
    """Load the rules of all installed plugins.

    Args:
        plugins: whether to load others than the built-in rules.

    Returns:
        The rules, sorted by code, and an error for each plugin that does not load and each rule whose
        code or name is taken; the others run all the same. The built-in rules are loaded first, so
        that no plugin takes their codes.
    """
    manager = pluggy.PluginManager(GROUP)
    manager.add_hookspecs(Hooks)
    rules: dict[str, Rule] = {}
    errors: list[RunError] = []
    for point in sorted(entry_points(), key=lambda point: point.project != PROJECT):
        if not plugins and point.project != PROJECT:
            break
        try:
            _collect(manager, point, rules, errors)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - a plugin may raise anything; the others still load
            manager.unregister(name=_named(point))
            reason = f"{type(error).__name__}: {error}"
            errors.append(RunError("plugin", f"plugin {_named(point)} does not load: {reason}"))
    return sorted(rules.values(), key=lambda rule: rule.code), errors


def _collect(manager: pluggy.PluginManager, point: EntryPoint, rules: dict[str, Rule], errors: list[RunError]) -> None:
    plugin = resolve_name(point.target)
    manager.register(plugin, name=_named(point))
    manager.check_pending()
    for implementation in manager.hook.calm_lint_rules.get_hookimpls():
        if implementation.plugin is not plugin:
            continue
        for rule in cast(Iterable[Rule], implementation.function()):
            taken = next((each for each in rules.values() if rule.code == each.code or rule.name == each.name), None)
            if taken:
                name, other = f"{rule.code} {rule.name}", f"{taken.code} {taken.name}"
                message = f"rule {name} of plugin {_named(point)} is left out: there is {other} already"
                errors.append(RunError("plugin", message))
            else:
                rules[rule.code] = rule._replace(plugin=_named(point), built_in=point.project == PROJECT)


def _named(point: EntryPoint) -> str:
    return f"{point.name} of {point.project} {point.version}".rstrip()
