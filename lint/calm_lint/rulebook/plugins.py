"""The plugin interface, and loading what is installed. The built-in rules are a plugin like anybody's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from importlib import import_module
from typing import Any, NamedTuple, cast

import pluggy

from calm_lint.errors import RunError, traceback_of
from calm_lint.rulebook.entry_points import GROUP, PROJECT, EntryPoint, entry_points
from calm_lint.rulebook.rule import Bad, Good, Rule
from calm_lint.rulebook.severity import Severity

hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)


class Formatter(NamedTuple):
    """An output format of a plugin.

    Attributes:
        name: what `--format` calls it.
        render: turns a report into text; called with the report and, by its name, `color`.
        plugin: the plugin that brought it, with its version; known once it is loaded.
    """

    name: str
    render: Callable[..., str]
    plugin: str = ""


class Profile(NamedTuple):
    """A named set of rules and levels. What the configuration and the command line say goes before it.

    Attributes:
        name: what `--profile` calls it.
        select: the rules to apply, all where there are none: codes, names, families or rungs.
        ignore: the rules not to apply.
        severity: the levels of rules, by their names.
        plugin: the plugin that brought it, with its version; known once it is loaded.
    """

    name: str
    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    severity: Mapping[str, Severity] = {}
    plugin: str = ""


class SecretStore(NamedTuple):
    """A store of secrets, which `calm-lint probe` asks for what a reference such as `vault://calm/prod` stands for.

    Attributes:
        name: the scheme of its references, as in `vault`, in lower case.
        read: returns the secret of a reference, None if there is none; called with the whole reference.
        plugin: the plugin that brought it, with its version; known once it is loaded.
    """

    name: str
    read: Callable[[str], str | None]
    plugin: str = ""


class Hooks:
    """The hooks that a plugin may implement."""

    @hookspec
    def calm_lint_rules(self) -> Iterable[Rule]:  # type: ignore[empty-body]
        """Return the rules of the plugin."""

    @hookspec
    def calm_lint_formatters(self) -> Iterable[Formatter]:  # type: ignore[empty-body]
        """Return the output formats of the plugin."""

    @hookspec
    def calm_lint_profiles(self) -> Iterable[Profile]:  # type: ignore[empty-body]
        """Return the profiles of the plugin."""

    @hookspec
    def calm_lint_secret_stores(self) -> Iterable[SecretStore]:  # type: ignore[empty-body]
        """Return the stores that the plugin reads secrets from."""


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
    manager = pluggy.PluginManager(GROUP)
    manager.add_hookspecs(Hooks)
    loaded = Loaded([], {}, {}, {}, [])
    for point in sorted(entry_points(), key=lambda point: point.project != PROJECT):
        if not plugins and point.project != PROJECT:
            break
        try:
            _collect(manager, point, loaded)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - a plugin may raise anything; the others still load
            manager.unregister(name=_named(point))
            reason = f"{type(error).__name__}: {error}"
            message = f"plugin {_named(point)} does not load: {reason}"
            loaded.errors.append(RunError("plugin", message, traceback=traceback_of(error, str)))
    loaded.rules.sort(key=lambda rule: rule.code)
    return loaded


def _collect(manager: pluggy.PluginManager, point: EntryPoint, loaded: Loaded) -> None:
    plugin, name = _target(point), _named(point)
    manager.register(plugin, name=name)
    manager.check_pending()
    hooks = manager.hook
    # Each rule is compared with all before it.
    taken = {word: rule for rule in loaded.rules for word in (rule.code, rule.name)}
    for rule in _returned(hooks.calm_lint_rules, plugin):
        if other := taken.get(rule.code) or taken.get(rule.name):
            _leave_out(loaded, f"rule {rule.code} {rule.name}", name, f"there is {other.code} {other.name} already")
        elif {type(example) for example in rule.examples} != {Good, Bad}:
            _leave_out(loaded, f"rule {rule.code} {rule.name}", name, "it needs at least one Good and one Bad example")
        else:
            taken[rule.code] = taken[rule.name] = rule
            loaded.rules.append(rule._replace(plugin=name, built_in=point.project == PROJECT))
    for kind, hook, known in (
        ("format", hooks.calm_lint_formatters, loaded.formatters),
        ("profile", hooks.calm_lint_profiles, loaded.profiles),
        ("secret store", hooks.calm_lint_secret_stores, loaded.secret_stores),
    ):
        for each in _returned(hook, plugin):
            if each.name in known:
                taken_by = known[each.name].plugin
                _leave_out(loaded, f"{kind} {each.name}", name, f"there is that of plugin {taken_by} already")
            else:
                known[each.name] = each._replace(plugin=name)


def _target(point: EntryPoint) -> object:
    module, _, attributes = point.target.partition(":")
    return reduce(getattr, filter(None, attributes.split(".")), import_module(module))


def _returned(hook: pluggy.HookCaller, plugin: object) -> Iterator[Any]:
    """Yield what a plugin returns for a hook."""
    for implementation in hook.get_hookimpls():
        if implementation.plugin is plugin:
            yield from cast(Iterable[Any], implementation.function())


def _leave_out(loaded: Loaded, what: str, plugin: str, why: str) -> None:
    loaded.errors.append(RunError("plugin", f"{what} of plugin {plugin} is left out: {why}"))


def _named(point: EntryPoint) -> str:
    return f"{point.name} of {point.project} {point.version}".rstrip()
