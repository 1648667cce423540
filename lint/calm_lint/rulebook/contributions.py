"""What a plugin brings besides rules: output formats, profiles and secret stores."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from calm_lint.rulebook.severity import Severity


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
