"""The plugin interface, and loading what is installed. The built-in rules are a plugin like anybody's."""

from collections.abc import Callable, Mapping
from functools import reduce
from importlib import import_module
from typing import Any, NamedTuple

from calm_lint.errors import RunError, traceback_of
from calm_lint.rulebook.contributions import Formatter, Profile, SecretStore
from calm_lint.rulebook.entry_points import PROJECT, EntryPoint, entry_points
from calm_lint.rulebook.rule import Bad, Good, Rule


class Loaded(NamedTuple):
    """What came of loading plugins.

    Attributes:
        rules: the rules, sorted by code.
        formatters: the output formats, by name.
        profiles: the profiles, by name.
        secret_stores: the secret stores, by the schemes of their references.
        errors: an error for each plugin that does not load, and for each thing whose name is taken.
    """

    rules: list[Rule]
    formatters: dict[str, Formatter]
    profiles: dict[str, Profile]
    secret_stores: dict[str, SecretStore]
    errors: list[RunError]


def load_rules(*, plugins: bool = True) -> tuple[list[Rule], list[RunError]]:
    """Load the rules of all installed plugins: those of `load_plugins`, with its errors."""
    loaded = load_plugins(plugins=plugins)
    return loaded.rules, loaded.errors


def load_plugins(*, plugins: bool = True) -> Loaded:
    """Load all installed plugins, the built-in one first, so that no other takes its codes.

    What is wrong with one does not keep the others from it.

    Args:
        plugins: whether to load others than the built-in one.
    """
    loaded = Loaded([], {}, {}, {}, [])
    for point in sorted(entry_points(), key=lambda point: point.project != PROJECT):
        if not plugins and point.project != PROJECT:
            break
        try:
            _collect(point, loaded)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - a plugin may raise anything; the others still load
            reason = f"{type(error).__name__}: {error}"
            message = f"plugin {_named(point)} does not load: {reason}"
            loaded.errors.append(RunError("plugin", message, traceback=traceback_of(error, str)))
    loaded.rules.sort(key=lambda rule: rule.code)
    return loaded


def _collect(point: EntryPoint, loaded: Loaded) -> None:
    name, hooks = _named(point), _implementations(point)
    # Each rule is compared with all before it.
    taken = {word: rule for rule in loaded.rules for word in (rule.code, rule.name)}
    for rule in hooks.get("calm_lint_rules", tuple)():
        if other := taken.get(rule.code) or taken.get(rule.name):
            _leave_out(loaded, f"rule {rule.code} {rule.name}", name, f"there is {other.code} {other.name} already")
        elif {type(example) for example in rule.examples} != {Good, Bad}:
            _leave_out(loaded, f"rule {rule.code} {rule.name}", name, "it needs at least one Good and one Bad example")
        else:
            taken[rule.code] = taken[rule.name] = rule
            loaded.rules.append(rule._replace(plugin=name, built_in=point.project == PROJECT))
    for kind, hook, known in (
        ("format", "calm_lint_formatters", loaded.formatters),
        ("profile", "calm_lint_profiles", loaded.profiles),
        ("secret store", "calm_lint_secret_stores", loaded.secret_stores),
    ):
        for each in hooks.get(hook, tuple)():
            if each.name in known:
                taken_by = known[each.name].plugin
                _leave_out(loaded, f"{kind} {each.name}", name, f"there is that of plugin {taken_by} already")
            else:
                known[each.name] = each._replace(plugin=name)


def _implementations(point: EntryPoint) -> Mapping[str, Callable[..., Any]]:
    """Return the functions of a plugin, by the hooks that they implement."""
    module, _, attributes = point.target.partition(":")
    plugin = reduce(getattr, filter(None, attributes.split(".")), import_module(module))
    if point.project == PROJECT:
        # The functions of the built-in plugin have the names of the hooks, so that a clean run does without pluggy.
        return vars(plugin)
    from calm_lint.rulebook.hooks import implementations

    return implementations(plugin, _named(point))


def _leave_out(loaded: Loaded, what: str, plugin: str, why: str) -> None:
    loaded.errors.append(RunError("plugin", f"{what} of plugin {plugin} is left out: {why}"))


def _named(point: EntryPoint) -> str:
    return f"{point.name} of {point.project} {point.version}".rstrip()
