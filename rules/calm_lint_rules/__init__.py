"""The built-in rules, one per module, in a package for each part of a landscape. To add a rule, add a module.

`file` holds what is true of any file and `cloud_alm` what is about SAP Cloud ALM itself. Each transport environment
has a package of its own, as `public_edition`. Modules whose names begin with an underscore contain code that several
rules share.

The functions here are named like the hooks that they implement, and need no marker: this is the plugin that is always
loaded.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib import import_module

from calm_lint.api import RUNGS, Profile, Rule


def calm_lint_rules() -> Iterator[Rule]:
    """Yield the rule of every module in the packages of this package."""
    # pkgutil.iter_modules would do, and takes longer than all that the rules do on a small file.
    for folder in (entry for top in __path__ for entry in os.scandir(top) if entry.is_dir()):
        names = {file.partition(".")[0] for file in os.listdir(folder) if file.endswith(".py")}
        for name in sorted(name for name in names if not name.startswith("_")):
            yield getattr(import_module(f"{__name__}.{folder.name}.{name}"), name)


def calm_lint_profiles() -> Iterator[Profile]:
    """Yield a profile for each rung: its rules, and those of the rungs below it."""
    for rung in RUNGS:
        yield Profile(rung, select=(rung,))
