"""What a file has to do with the other files of its estate."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from calm_lint.engine.violation import MaskedLine
    from calm_lint.model import Estate
    from calm_lint.rulebook.finding import Finding
    from calm_lint.rulebook.rule import Rule


class Beyond(NamedTuple):
    """What is known of the rest of the estate when a file is linted.

    Attributes:
        undecided: the codes of rules about the estate that are yet to be applied. Until then it is open whether a
            comment suppresses a finding of them.
        estate: the estate, if it was looked at.
        findings: what the rules about it found in the file, without secrets of other files.
        line: returns what shows the lines of another file of it, by the name of that file.
    """

    undecided: Collection[str] = ()
    estate: Estate | None = None
    findings: Sequence[tuple[Rule, Finding]] = ()
    line: Callable[[str], MaskedLine | None] = lambda _: None


ALONE = Beyond()
"""A file that is an estate by itself."""
