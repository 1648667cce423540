"""Building documents from the events of PyYAML's C parser.

Events carry exact positions, which loaded data lacks, and building plain data from them is several
times faster than `yaml.load`.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, NoReturn, cast

from yaml import MarkedYAMLError
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from calm_lint.errors import InstallationError
from calm_lint.reading.document import REJECTED, Document, Path, Place
from calm_lint.reading.frames import Frame, path_of
from calm_lint.reading.merge_keys import MERGE, Merge, merge_into
from calm_lint.reading.nodes import DuplicateKey, Spot, SyntaxFault
from calm_lint.reading.refusals import RefusedError, too_deep, too_many_documents, too_many_repeated
from calm_lint.reading.scalars import plain_text, plain_value, tagged_value
from calm_lint.reading.syntax_tree import SyntaxTree
from calm_lint.text.limits import DEEPEST, Limits
from calm_lint.text.source import Source

try:
    from yaml import CBaseLoader
except ImportError:
    raise InstallationError(
        "PyYAML is installed without libyaml, the C library that calm-lint reads YAML with:"
        " install one of PyYAML's wheels, or build PyYAML where the header files of libyaml are"
    ) from None

_TAG = "tag:yaml.org,2002:"
_TEXT_TAGS = {"!", f"{_TAG}str", f"{_TAG}timestamp"}
_VALUE_TAGS = {f"{_TAG}{name}" for name in ("int", "float", "bool", "null")}
_COLLECTION_TAGS = {None, "!", f"{_TAG}map", f"{_TAG}seq"}
# What libyaml says of more than `DEEPEST` collections.
_TOO_DEEP = "exceeded maximum nesting depth"
# Of the innermost collection, in which no other one is being read.
_NO_NODE = -1


class _Text(NamedTuple):
    """An anchored scalar; what it means depends on where its alias stands."""

    text: str
    tag: str | None
    plain: bool


class Builder:
    """Turns events into documents; `_container` is the collection that the next node goes into."""

    _container: dict[str, object] | list[object] | None
    _key: str | None

    def __init__(
        self, source: Source, typed_keys: frozenset[str], limits: Limits, identifiers: Mapping[str, str] | None
    ) -> None:
        self.documents: list[Document] = []
        self.faults: list[SyntaxFault | DuplicateKey] = []
        self._source = source
        self._typed_keys = typed_keys
        self._identifiers = identifiers
        self._limits = limits
        self._tree = SyntaxTree(source)
        self._texts: dict[str, str] = {}
        self._base = 0
        self._begin_document()

    def build(self, start: int = 0) -> None:
        """Read all events of the text.

        Args:
            start: the offset to begin at, which is the start of the text or of a document.

        Raises:
            RefusedError: if a landscape file cannot use it.
            YAMLError: if it is not YAML.
        """
        handlers: dict[type[Event | None], Callable[..., None]] = {
            ScalarEvent: self._scalar,
            MappingStartEvent: self._start,
            SequenceStartEvent: self._start,
            MappingEndEvent: self._end_mapping,
            SequenceEndEvent: self._end,
            AliasEvent: self._alias,
            StreamStartEvent: lambda _: None,
            DocumentStartEvent: self._start_document,
            DocumentEndEvent: lambda _: self.documents.append(self.document),
        }
        self._base = start
        next_event: Callable[[], Any] = CBaseLoader(self._source.text[start:]).get_event
        tree, texts, typed_keys = self._tree, self._texts, self._typed_keys
        starts, ends, after, mappings = tree.starts, tree.ends, tree.after, tree.mappings
        try:
            while (kind := type(event := next_event())) is not StreamEndEvent:
                if kind is not ScalarEvent or event.tag is not None or event.anchor is not None:
                    handlers[kind](event)
                    continue
                # Half of a file are scalars without tag and anchor. What `_scalar` does is done here without a call.
                node = len(starts)
                starts.append(event.start_mark.index + start)
                ends.append(event.end_mark.index + start)
                after.append(node + 1)
                mappings.append(False)
                text, plain, key = event.value, event.implicit[0], self._key
                container: Any = self._container
                if key is None and type(container) is dict:
                    self._key = MERGE if text == "<<" and plain else texts.setdefault(text, text)
                    self._key_node = node
                    continue
                value: object = text
                if plain:
                    value = plain_value(text) if key in typed_keys else plain_text(texts.setdefault(text, text))
                if key is None or key is MERGE or key in container:
                    self._put(value)
                else:
                    container[key] = value
                    self._key = None
        except MarkedYAMLError as error:
            if error.problem != _TOO_DEEP or error.problem_mark is None:
                raise
            # It reads ahead, so that it may be faster than the check of each collection.
            offset = error.problem_mark.index + start
            raise too_deep(self._limits, offset, offset) from None

    def _start_document(self, event: DocumentStartEvent) -> None:
        if len(self.documents) >= self._limits.documents:
            raise too_many_documents(self._limits, *self._offsets(event))
        self._begin_document()

    def _begin_document(self) -> None:
        self.document = Document(self._source, len(self.documents), self._tree, self._identifiers)
        self.document.root = len(self._tree)
        self._container = None
        self._key = None
        self._key_node = 0
        self._merges: list[Merge] = []
        self._stack: list[Frame] = []
        # How many nodes the aliases so far stand for, and the anchored collections each.
        self._expanded = 0
        self._sizes: dict[int, int] = {}
        # Of mappings with equal keys, the first node of each key, and the node up to which they were gone through.
        self._firsts: dict[int, tuple[dict[str, int], int]] = {}
        # What an anchor names; None while its collection is still open.
        self._anchors: dict[str, tuple[int, object] | None] = {}

    def _scalar(self, event: ScalarEvent) -> None:
        """Read a scalar with a tag or an anchor."""
        node = self._tree.add(*self._offsets(event))
        text, tag, plain = event.value, event.tag, event.implicit[0]
        if tag is not None and tag not in _TEXT_TAGS and tag not in _VALUE_TAGS:
            self._refuse_tag(event)
        if event.anchor is not None:
            self._anchors[event.anchor] = node, _Text(text, tag, plain)
        self._put_scalar(node, text, tag, plain=plain)

    def _put_scalar(self, node: int, text: str, tag: str | None, *, plain: bool) -> None:
        if self._key is None and type(self._container) is dict:
            # Equal keys and values share one string, which saves a third of the memory.
            self._key = MERGE if text == "<<" and plain else self._texts.setdefault(text, text)
            self._key_node = node
        elif plain and self._key in self._typed_keys:
            self._put(plain_value(text))
        elif tag in _VALUE_TAGS:
            self._put(tagged_value(text, tag.removeprefix(_TAG)))
        elif plain and tag is None:
            self._put(plain_text(self._texts.setdefault(text, text)))
        else:
            self._put(text)

    def _alias(self, event: AliasEvent) -> None:
        start, end = self._offsets(event)
        node = self._tree.add(start, end)
        if event.anchor not in self._anchors:
            raise RefusedError(f"alias *{event.anchor} has no anchor &{event.anchor} before it", start, end)
        anchored = self._anchors[event.anchor]
        if anchored is None:
            raise RefusedError(f"alias *{event.anchor} stands inside its own anchor", start, end)
        self._tree.anchored[node] = anchored[0]
        if isinstance(anchored[1], _Text):
            self._put_scalar(node, anchored[1].text, anchored[1].tag, plain=anchored[1].plain)
        else:
            self._refuse_as_key(start, end)
            self._expanded += self._sizes[anchored[0]]
            if self._expanded > self._limits.aliases:
                raise too_many_repeated(self._limits, start, end)
            self._put(anchored[1])

    def _start(self, event: CollectionStartEvent) -> None:
        start, end = self._offsets(event)
        if event.tag not in _COLLECTION_TAGS:
            self._refuse_tag(event)
        # The start of a block collection has no width.
        self._refuse_as_key(start, max(end, start + 1))
        if len(self._stack) >= min(self._limits.depth, DEEPEST):
            raise too_deep(self._limits, start, end)
        mapping = isinstance(event, MappingStartEvent)
        node = self._tree.add(start, end, mapping=mapping)
        if event.anchor is not None:
            self._anchors[event.anchor] = None
        self._stack.append(
            Frame(self._container, self._key, self._key_node, self._merges, node, event.anchor, self._expanded)
        )
        self._container, self._key, self._merges = ({} if mapping else []), None, []

    def _end_mapping(self, event: MappingEndEvent) -> None:
        if self._merges:
            merge_into(cast(dict[str, object], self._container), self._merges, self._tree)
        self._end(event)

    def _end(self, event: Event) -> None:
        value, frame = self._container, self._stack.pop()
        self._tree.close(frame.node, self._offsets(event)[1])
        self._container, self._key, self._key_node, self._merges = frame[:4]
        if frame.anchor is not None:
            self._anchors[frame.anchor] = frame.node, value
            self._sizes[frame.node] = len(self._tree) - frame.node + self._expanded - frame.expanded
        self._put(value)

    def _put(self, value: object) -> None:
        container, key = self._container, self._key
        self._key = None
        if isinstance(container, list):
            container.append(value)
        elif container is None:
            self.document.data = value
        elif key is MERGE:
            if self._merges:
                self._repeated(key, self._merges[0].key_node)
            self._merges.append(Merge(self._key_node, value))
        elif key in container:
            path = (*path_of(self._stack), key)
            self.document.rejected += ((path, container[key]), (path, value))
            container[key] = REJECTED
            self._repeated(key, self._first_key(key))
        elif key is not None:
            container[key] = value

    def _repeated(self, key: str, first: int) -> None:
        path = (*path_of(self._stack), key)
        self.faults.append(DuplicateKey(self._spot(self._key_node, path).place, key, self._spot(first, path)))

    def _first_key(self, key: str) -> int:
        """Return the node of the first of two equal keys; however many there are, a mapping is gone through once."""
        mapping, after = self._stack[-1].node, self._tree.after
        firsts, child = self._firsts.get(mapping, ({}, mapping + 1))
        while child < self._key_node:
            firsts.setdefault(self._tree.key_text(child), child)
            child = after[after[child]]
        self._firsts[mapping] = firsts, child
        return firsts.get(key, self._key_node)

    def _spot(self, node: int, path: Path) -> Spot:
        return Spot(Place(self.document, path, "key", self._tree.extent(node)))

    def interrupt(self, end: int, began: int) -> None:
        """Keep what is certain of the document that could not be read to its end.

        Args:
            end: the offset at which reading ended.
            began: the offset of the fault, or of the construct that it is in.
        """
        # Most files have no fault.
        from calm_lint.reading.truncation import truncate

        if self.documents and self.documents[-1] is self.document:
            self.documents.pop()
        self._stack.append(Frame(self._container, self._key, self._key_node, self._merges, _NO_NODE, None, 0))
        truncate(self.document, self._stack, end, began)
        self._container, self._key, self._key_node, self._merges = self._stack.pop()[:4]
        self.documents.append(self.document)

    def _offsets(self, event: Event) -> tuple[int, int]:
        # The C parser marks every event.
        return event.start_mark.index + self._base, event.end_mark.index + self._base  # type: ignore[union-attr]

    def _refuse_as_key(self, start: int, end: int) -> None:
        if self._key is None and isinstance(self._container, dict):
            raise RefusedError("a key has to be text, not a mapping or a list", start, end)

    def _refuse_tag(self, event: ScalarEvent | CollectionStartEvent) -> NoReturn:
        raise RefusedError(f"tag {event.tag} is not supported", *self._offsets(event))
