"""What the command line says of how files are linted."""

from collections.abc import Sequence
from typing import NamedTuple

from calm_lint.text.limits import USUAL, Limits


class Choices(NamedTuple):
    """The options of a command that say how files are linted.

    Attributes:
        select: the rules to apply, in the place of those that the configuration selects and ignores.
        ignore: rules not to apply, besides those that the configuration ignores.
        extend_select: rules to apply besides those that are selected.
        fail_on: the lowest level that fails the run.
        baseline: the path of the baseline.
        config: the configuration file for all files.
        no_config: whether to read none.
        profile: the profile to begin with, in the place of that of the configuration.
        limits: how much is taken of a file.
        trust_paths: whether paths in files, and links, may lead anywhere.
    """

    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    extend_select: Sequence[str] = ()
    fail_on: str | None = None
    baseline: str | None = None
    config: str | None = None
    no_config: bool = False
    profile: str | None = None
    limits: Limits = USUAL
    trust_paths: bool = False
