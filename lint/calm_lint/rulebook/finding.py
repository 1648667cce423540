"""What a rule says: findings, and the fixes that go with them."""

from __future__ import annotations

from typing import Any, NamedTuple

from calm_lint.model.entity import Entity, Scalar
from calm_lint.reading.document import Place
from calm_lint.reading.nodes import Node
from calm_lint.rulebook.severity import Severity


class Replace(NamedTuple):
    """Write another value for a scalar, between the quotes that it has."""

    scalar: Scalar[Any]
    text: str


Entries = tuple[tuple[str, "str | Entries"], ...]


class Insert(NamedTuple):
    """Add an entry to a mapping that has entries, in their style.

    Attributes:
        mapping: the mapping that gets the entry.
        key: the key of the entry.
        value: plain text, or the keys and values of a mapping.
    """

    mapping: Entity
    key: str
    value: str | Entries


class Append(NamedTuple):
    """Add an item to a list that has items, in their style.

    Attributes:
        owner: the entity that the list is in.
        path: the keys that lead from it to the list.
        text: the item, plain text.
    """

    owner: Entity
    path: tuple[str, ...]
    text: str


class Remove(NamedTuple):
    """Take an entry out of a mapping, with its line where it has one of its own.

    Attributes:
        mapping: the mapping that loses the entry.
        key: the key of the entry.
    """

    mapping: Entity
    key: str


class Cut(NamedTuple):
    """Take out a comment or a part of one, with its line where it has one of its own.

    Attributes:
        place: the text to take out.
    """

    place: Place


Edit = Replace | Insert | Append | Remove | Cut


class Fix(NamedTuple):
    """How to mend the file; the system itself is mended on the screen that the rule names.

    Attributes:
        title: what it does, in the imperative.
        edits: what it changes.
        safe: whether there is no doubt that this is what the author wants.
    """

    title: str
    edits: tuple[Edit, ...]
    safe: bool = True

    @classmethod
    def replace(cls, scalar: Scalar[Any], text: str) -> Fix:
        """Write another value for a scalar."""
        return cls(f"replace with {text}", (Replace(scalar, text),))

    @classmethod
    def remove(cls, mapping: Entity, key: str) -> Fix:
        """Take an entry out of a mapping."""
        return cls(f"remove {key}", (Remove(mapping, key),))


class Related(NamedTuple):
    """The other end of a finding: a place, and what is to be said about it."""

    at: Node
    message: str


class Finding(NamedTuple):
    """What a rule has to say.

    Attributes:
        at: the node at fault. A finding about a missing scalar points at the id or name of its owner;
            one about a scalar that the schema rejects is dropped, as the schema finding says enough.
        message: the value found and the value expected, in the words of the screen, no final period.
        fix: the edit that mends it, where there is one right value.
        related: the other places that have to do with it.
        severity: its level where that is not the level of the rule.
        hint: the part of the message that depends on other things than the fault: a guess such as `, did you
            mean retry?`, a list of what is known, the name of another tenant. The finding stays the same, in
            a baseline for example, when this part changes.
    """

    at: Node
    message: str
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    severity: Severity | None = None
    hint: str = ""

    @property
    def facts(self) -> str:
        """The message without the hint."""
        if not self.hint:
            return self.message
        before, _, after = self.message.rpartition(self.hint)
        return before + after
