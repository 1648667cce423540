"""The building blocks of the model: entities, and their fields as typed scalars that know their place.

The functions in `declarations` declare the fields and the parts of a class.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar, Generic, Self, TypeVar, overload

from calm_lint.reading.document import REJECTED, Document, Path, Place
from calm_lint.reading.nodes import Key, Node, Spot
from calm_lint.text.references import is_placeholder

T = TypeVar("T")
Inner = TypeVar("Inner", covariant=True)


class Entity(Node):
    """A mapping of the file that stands for a thing: a tenant, a system, a service.

    Attributes:
        document: the document that it is part of.
        parent: the entity around it, None for the landscape.
        steps: the keys and indices that lead from the parent to it.
        data: its mapping, as it was read; empty if the schema rejects it.
        rejected: whether the schema rejects the whole mapping, so that all its entries are unknown.
    """

    __slots__ = ("data", "document", "parent", "rejected", "steps")

    # The definition of its form in the schema; declarative rules use the same name.
    definition: ClassVar[str] = ""
    # The key of the field that names it among its siblings, on the screens and in messages.
    identifier: ClassVar[str] = ""
    # What the class declares, by the names of the attributes.
    fields: ClassVar[dict[str, Field[Any]]] = {}
    parts: ClassVar[dict[str, Part[Any]]] = {}
    _credentials: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        declared = vars(cls).items()
        cls.fields = cls.fields | {name: each for name, each in declared if isinstance(each, Field)}
        cls.parts = cls.parts | {name: each for name, each in declared if isinstance(each, Part)}
        cls._credentials = tuple(field.key for field in cls.fields.values() if field.is_credential)

    def __init__(self, document: Document, parent: Entity | None, steps: Path, data: object) -> None:
        self.document = document
        self.parent = parent
        self.steps = steps
        self.data: dict[str, Any] = data if isinstance(data, dict) else {}
        self.rejected = data is REJECTED

    @property
    def path(self) -> Path:
        """The keys and indices that lead to it from the top of the document."""
        return (*self.parent.path, *self.steps) if self.parent else self.steps

    @property
    def place(self) -> Place:
        """Its id or name; of a mapping that has none, its key."""
        return Place(self.document, self.path, "entity")

    @property
    def named(self) -> str:
        """Its id or name after a blank, to follow its noun in a message; empty if it has none."""
        name = getattr(self, self.identifier).value if self.identifier else None
        return f" {name}" if name else ""

    def key(self, name: str) -> Key:
        """Return the key of one of its entries."""
        return Key(self.document, (*self.path, name))

    def absent(self, name: str, item: str) -> Spot:
        """Return the place of an item that a list lacks: the key of the list."""
        return Spot(Place(self.document, (*self.path, name, item)))

    def raw(self, key: str) -> object:
        """Return what stands under a key as it was read: None if nothing does, `REJECTED` if it is unknown."""
        return REJECTED if self.rejected else self.data.get(key)

    def entry(self, name: str) -> Entry:
        """Return one of its entries, whatever it holds and whether it is there or not."""
        return Entry(self, name)

    def knows(self, name: str) -> bool:
        """Return whether all that stands under a list is of the right form, so that nothing is hidden in it."""
        known: dict[str, bool] = self.__dict__.setdefault("_known", {})
        if name not in known:
            # The tenants of a landscape ask this of all its others.
            entries = self.data.get(name, [])
            well_formed = entries is None or (
                isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries)
            )
            known[name] = well_formed and not self.rejected
        return known[name]

    def walk(self) -> Iterator[Node]:
        """Yield the entity and all inside it, each before what it holds, in the order of the screens."""
        waiting: list[Node] = [self]
        while waiting:
            node = waiting.pop()
            yield node
            if isinstance(node, Entity) and node.parts:
                waiting += reversed(node.inside())

    def inside(self) -> list[Node]:
        """Return the entities that it holds itself, in the order in which its class declares them."""
        found: list[Node] = []
        for name in self.parts:
            part = getattr(self, name)
            if type(part) is tuple:
                found += part
            elif part is not None:
                found.append(part)
        return found

    def placeholders(self) -> Iterator[Entry]:
        """Yield the entries in which a placeholder of an example was left."""
        for name in self._credentials:
            raw = self.data.get(name)
            if isinstance(raw, str) and is_placeholder(raw):
                yield self.entry(name)

    def _texts(self, name: str) -> tuple[Scalar[str], ...]:
        """Return the texts of a list as scalars."""
        items = self.data.get(name)
        if not isinstance(items, list):
            return ()
        return tuple(
            Scalar(self, (name, n), item if isinstance(item, str) else None, missing=item is None)
            for n, item in enumerate(items)
        )


class Entry(Node):
    """An entry of a mapping, for findings about one that is absent or empty.

    Attributes:
        name: its key.
        missing: whether it is absent; an empty list and a key without a value are.
    """

    __slots__ = ("_owner", "missing", "name")

    def __init__(self, owner: Entity, name: str) -> None:
        self._owner = owner
        self.name = name
        self.missing = not owner.rejected and owner.data.get(name) in (None, [])

    @property
    def place(self) -> Place:
        """What it holds; where it is absent, the id, name or key of its owner."""
        return Place(self._owner.document, (*self._owner.path, self.name))

    @property
    def unknown(self) -> bool:
        """Whether the schema rejects what it holds."""
        owner = self._owner
        return owner.rejected or owner.data.get(self.name) is REJECTED


class Scalar(Node, Generic[T]):
    """The value of a field.

    Attributes:
        owner: the entity whose field it is.
        steps: the keys and indices that lead from the owner to it.
        value: what it means; None if it is missing, and where the schema rejects it.
        missing: whether the key is absent or has no value.
    """

    __slots__ = ("missing", "owner", "steps", "value")

    def __init__(self, owner: Entity, steps: Path, value: T | None, *, missing: bool) -> None:
        self.owner = owner
        self.steps = steps
        self.value = value
        self.missing = missing

    @property
    def place(self) -> Place:
        """The value; where it is missing, the id or name of its owner."""
        return Place(self.owner.document, (*self.owner.path, *self.steps))

    @property
    def unknown(self) -> bool:
        """Whether the schema rejects the value."""
        return self.value is None and not self.missing

    @property
    def blank(self) -> bool:
        """Whether nothing is entered: the key is absent, or its value is empty or holds blanks alone."""
        return self.missing or (isinstance(self.value, str) and not self.value.strip())


class Field(Generic[T]):
    """Declares a field of an entity, which reads as a `Scalar`.

    Args:
        read: turns what was read into what it means, or into None if it is of the wrong type.
        key: the key in the file, where that is no Python name.
        is_credential: whether people copy it from a credential, so that a placeholder of an example may be left in it.
    """

    def __init__(self, read: Callable[[object], T | None], key: str = "", *, is_credential: bool = False) -> None:
        self.read = read
        self.key = key
        self.is_credential = is_credential

    def __set_name__(self, owner: type[Entity], name: str) -> None:
        self._name = name
        self.key = self.key or name
        self._steps: Path = (self.key,)

    @overload
    def __get__(self, entity: None, owner: type[Entity]) -> Self: ...
    @overload
    def __get__(self, entity: Entity, owner: type[Entity]) -> Scalar[T]: ...
    def __get__(self, entity: Entity | None, owner: type[Entity]) -> Self | Scalar[T]:
        if entity is None:
            return self
        raw = REJECTED if entity.rejected else entity.data.get(self.key)
        scalar = Scalar(entity, self._steps, None if raw is None else self.read(raw), missing=raw is None)
        # Many rules look at one field: from now on, this is what they find, without a call.
        entity.__dict__[self._name] = scalar
        return scalar


class Part(Generic[Inner]):
    """Declares entities that an entity holds.

    Args:
        kind: their class; `make` may choose a subclass of it.
        read: returns what stands under the key of an entity.
        key: the key in the file, where that is not the name of the attribute.
    """

    def __init__(self, kind: type[Entity], read: Callable[[Entity, str], Inner], key: str) -> None:
        self.kind = kind
        self.key = key
        self._read = read

    def __set_name__(self, owner: type[Entity], name: str) -> None:
        self._name = name
        self.key = self.key or name

    @overload
    def __get__(self, entity: None, owner: type[Entity]) -> Self: ...
    @overload
    def __get__(self, entity: Entity, owner: type[Entity]) -> Inner: ...
    def __get__(self, entity: Entity | None, owner: type[Entity]) -> Self | Inner:
        if entity is None:
            return self
        found = entity.__dict__[self._name] = self._read(entity, self.key)
        return found
