"""The built-in rules, one per module. To add a rule, add a module.

Modules whose names begin with an underscore contain code that several rules share.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from calm_lint.api import RUNGS, Profile, Rule, hookimpl


@hookimpl
def calm_lint_rules() -> Iterator[Rule]:
    """Yield the rule of every module in this package."""
    for module in iter_modules(__path__):
        if not module.name.startswith("_"):
            yield getattr(import_module(f"{__name__}.{module.name}"), module.name)


@hookimpl
def calm_lint_profiles() -> Iterator[Profile]:
    """Yield a profile for each rung: its rules, and those of the rungs below it."""
    for rung in RUNGS:
        yield Profile(rung, select=(rung,))
