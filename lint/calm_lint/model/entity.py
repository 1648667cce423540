"""The building blocks of the model: entities, and their fields as typed scalars that know their place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, ClassVar, Generic, Self, TypeVar, overload

from calm_lint.model.values.interval import Interval
from calm_lint.reading.document import REJECTED, Document, Path, Place
from calm_lint.reading.nodes import Key, Node, Spot
from calm_lint.text.days import parse_day
from calm_lint.text.references import is_placeholder

T = TypeVar("T")
E = TypeVar("E", bound="Entity")
Inner = TypeVar("Inner", covariant=True)


class _Unknown(dict[str, Any]):
    """Stands for the entries of a mapping that the schema rejects: each is there, and none is known."""

    def get(self, *_: object) -> Any:
        return REJECTED


class Entity(Node):
    """A mapping of the file that stands for a thing: a tenant, a system, a service.

    Attributes:
        document: the document that it is part of.
        parent: the entity around it, None for the landscape.
        steps: the keys and indices that lead from the parent to it.
        data: its mapping, as it was read.
    """

    __slots__ = ("data", "document", "parent", "steps")

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
        cls._credentials = tuple(field.key for field in cls.fields.values() if field.read is _credential)

    def __init__(self, document: Document, parent: Entity | None, steps: Path, data: object) -> None:
        self.document = document
        self.parent = parent
        self.steps = steps
        self.data: dict[str, Any] = data if isinstance(data, dict) else _Unknown() if data is REJECTED else {}

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

    def entry(self, name: str) -> Entry:
        """Return one of its entries, whatever it holds and whether it is there or not."""
        return Entry(self, name)

    def knows(self, name: str) -> bool:
        """Return whether all that stands under a list is of the right form, so that nothing is hidden in it."""
        known: dict[str, bool] = self.__dict__.setdefault("_known", {})
        if name not in known:
            # The tenants of a landscape ask this of all its others.
            entries = self.data.get(name, ())
            known[name] = entries is None or (
                isinstance(entries, list | tuple) and all(isinstance(entry, dict) for entry in entries)
            )
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
        return tuple(Scalar(self, (name, n), _text(item), missing=item is None) for n, item in enumerate(items))


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
        self.missing = owner.data.get(name) in (None, [])

    @property
    def place(self) -> Place:
        """What it holds; where it is absent, the id, name or key of its owner."""
        return Place(self._owner.document, (*self._owner.path, self.name))

    @property
    def unknown(self) -> bool:
        """Whether the schema rejects what it holds."""
        return self._owner.data.get(self.name) is REJECTED


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
    """

    def __init__(self, read: Callable[[object], T | None], key: str = "") -> None:
        self.read = read
        self.key = key

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
        raw = entity.data.get(self.key)
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


def children(kind: type[E], make: Callable[[Document, Entity, Path, object], E] | None = None) -> Part[tuple[E, ...]]:
    """Declare a list of entities; an entry that is not a mapping is left out.

    Args:
        kind: the class of the entries.
        make: makes an entry of a list, of a subclass where the entry says so.
    """
    make = make or kind

    def read(entity: Entity, key: str) -> tuple[E, ...]:
        entries = entity.data.get(key)
        if not isinstance(entries, list):
            return ()
        numbered = enumerate(entries)
        return tuple(make(entity.document, entity, (key, n), each) for n, each in numbered if isinstance(each, dict))

    return Part(kind, read, "")


def child(kind: type[E], key: str = "") -> Part[E | None]:
    """Declare an entity that may be absent; nothing is known of one that the schema rejects."""

    def read(entity: Entity, key: str) -> E | None:
        entry = entity.data.get(key)
        return kind(entity.document, entity, (key,), entry) if isinstance(entry, dict) or entry is REJECTED else None

    return Part(kind, read, key)


def block(kind: type[E], key: str = "") -> Part[E]:
    """Declare an entity that groups fields; an absent one reads as one without entries."""
    return Part(kind, lambda entity, key: kind(entity.document, entity, (key,), entity.data.get(key)), key)


def parts_of(kind: type[Entity]) -> Iterator[Part[Any]]:
    """Yield what a class of entities declares to hold, and what these hold in turn."""
    for part in kind.parts.values():
        yield part
        yield from parts_of(part.kind)


def text(key: str = "") -> Field[str]:
    """Declare a field that holds text."""
    return Field(_text, key)


def credential(key: str = "") -> Field[str]:
    """Declare a text field that people copy from a credential: a placeholder left in it counts as unknown."""
    return Field(_credential, key)


def integer(key: str = "") -> Field[int]:
    """Declare a field that holds a whole number."""
    return Field(_integer, key)


def flag(key: str = "") -> Field[bool]:
    """Declare a field that is true or false."""
    return Field(_flag, key)


def day(key: str = "") -> Field[date]:
    """Declare a field that holds a date; a date-time counts by its date."""
    return Field(parse_day, key)


def interval(key: str = "") -> Field[Interval]:
    """Declare a field that tells how often something runs."""
    return Field(Interval.parse, key)


def _text(raw: object) -> str | None:
    return raw if isinstance(raw, str) else None


def _credential(raw: object) -> str | None:
    return raw if isinstance(raw, str) and not is_placeholder(raw) else None


def _integer(raw: object) -> int | None:
    return raw if isinstance(raw, int) and not isinstance(raw, bool) else None


def _flag(raw: object) -> bool | None:
    return raw if isinstance(raw, bool) else None
