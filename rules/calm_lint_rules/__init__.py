"""The built-in rules, one per module, in a package for each part of a landscape. To add a rule, add a module.

`file` holds what is true of any file and `cloud_alm` what is about SAP Cloud ALM itself. Each transport environment
has a package of its own, as `public_edition`. Modules whose names begin with an underscore contain code that several
rules share.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from calm_lint.api import RUNGS, Profile, Rule, hookimpl


@hookimpl
def calm_lint_rules() -> Iterator[Rule]:
    """Yield the rule of every module in the packages of this package."""
    for package in iter_modules(__path__):
        if package.ispkg:
            name = f"{__name__}.{package.name}"
            for module in iter_modules(import_module(name).__path__):
                if not module.name.startswith("_"):
                    yield getattr(import_module(f"{name}.{module.name}"), module.name)


@hookimpl
def calm_lint_profiles() -> Iterator[Profile]:
    """Yield a profile for each rung: its rules, and those of the rungs below it."""
    for rung in RUNGS:
        yield Profile(rung, select=(rung,))
