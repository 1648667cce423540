"""The findings of rules, and the fixes of findings."""

from typing import Any, NamedTuple

from calm_lint.model.entity import Entity, Scalar
from calm_lint.reading.document import Place
from calm_lint.reading.nodes import Node
from calm_lint.rulebook.severity import Severity


class Replace(NamedTuple):
    """Replace the value of a scalar and keep its quotes."""

    scalar: Scalar[Any]
    text: str


Entries = tuple[tuple[str, "str | Entries"], ...]


class Insert(NamedTuple):
    """Add an entry to a mapping in the style of its other entries.

    Attributes:
        mapping: the mapping to add the entry to.
        key: the key of the entry.
        value: plain text, or the keys and values of a mapping.
    """

    mapping: Entity
    key: str
    value: str | Entries


class Append(NamedTuple):
    """Add an item to a list in the style of its other items.

    Attributes:
        owner: the entity that contains the list.
        path: the keys from the entity to the list.
        text: the item, as plain text.
    """

    owner: Entity
    path: tuple[str, ...]
    text: str


class Remove(NamedTuple):
    """Remove an entry from a mapping, with its line if nothing else is on it.

    Attributes:
        mapping: the mapping to remove the entry from.
        key: the key of the entry.
    """

    mapping: Entity
    key: str


class Cut(NamedTuple):
    """Remove a comment or part of one, with its line if nothing else is on it.

    Attributes:
        place: the text to remove.
    """

    place: Place


class Rewrite(NamedTuple):
    """Write other text for a value or a key, in the place of its quotes too.

    Attributes:
        place: the value or the key.
        text: the new text, as it stands in the file.
    """

    place: Place
    text: str


Edit = Replace | Insert | Append | Remove | Cut | Rewrite


class Fix(NamedTuple):
    """A correction of the file. The system itself is corrected on the screen that the rule names.

    Attributes:
        title: the correction, in the imperative.
        edits: the changes to the file.
        safe: whether the author certainly wants this correction.
    """

    title: str
    edits: tuple[Edit, ...]
    safe: bool = True

    @classmethod
    def replace(cls, scalar: Scalar[Any], text: str) -> "Fix":
        """Return a safe fix that replaces the value of a scalar."""
        return cls(f"replace with {text}", (Replace(scalar, text),))

    @classmethod
    def remove(cls, mapping: Entity, key: str) -> "Fix":
        """Return a safe fix that removes an entry from a mapping."""
        return cls(f"remove {key}", (Remove(mapping, key),))


class Related(NamedTuple):
    """Another place that belongs to a finding, with a message about it."""

    at: Node
    message: str


class Finding(NamedTuple):
    """A fault that a rule found.

    Attributes:
        at: the node at fault. A finding about a missing scalar points at the id or name of its owner.
            A finding about a scalar that the schema rejects is dropped, because schema reports the scalar.
        message: the actual and the expected value in the words of the screen, without a final period.
        fix: the correction, if exactly one value is right.
        related: the other places that belong to the finding.
        severity: the level, if it differs from the level of the rule.
        hint: the part of the message that depends on more than the fault, such as `, did you mean retry?`,
            a list of known names or the name of another tenant. If only this part changes, the finding
            stays the same, for example in a baseline.
        screen: the app, the section and the field, if they are not those of the rule.
        named: the part of the message that names an entity around the fault, such as ` dev-100` after `tenant`.
            A line that stands alone needs it. The finding stays the same without it, as its entity is compared, too.
        example: lines of YAML that show how to write the value. They hold nothing of the file.
    """

    at: Node
    message: str
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    severity: Severity | None = None
    hint: str = ""
    screen: str = ""
    named: str = ""
    example: tuple[str, ...] = ()

    @property
    def facts(self) -> str:
        """The message without the hint and the name of an entity."""
        message = self.message.replace(self.named, "", 1) if self.named else self.message
        if not self.hint:
            return message
        before, _, after = message.rpartition(self.hint)
        return before + after
