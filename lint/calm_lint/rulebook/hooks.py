"""The hooks that plugins implement.

Only plugins need this module: importing pluggy takes a tenth of a clean run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import pluggy

from calm_lint.rulebook.entry_points import GROUP

if TYPE_CHECKING:
    from calm_lint.rulebook.contributions import Formatter, Profile, SecretStore
    from calm_lint.rulebook.rule import Rule

hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)


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


def implementations(plugin: object, name: str) -> Mapping[str, Callable[..., Any]]:
    """Return the functions of a plugin, by the hooks that they implement.

    Args:
        plugin: a module or an object.
        name: what errors call it.

    Raises:
        PluginValidationError: if it implements a hook that does not exist, or with other arguments.
    """
    manager = pluggy.PluginManager(GROUP)
    manager.add_hookspecs(Hooks)
    manager.register(plugin, name=name)
    manager.check_pending()
    callers = manager.get_hookcallers(plugin) or ()
    return {caller.name: implementation.function for caller in callers for implementation in caller.get_hookimpls()}
