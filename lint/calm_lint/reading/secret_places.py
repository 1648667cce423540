"""Finding the secrets of a file by their places: they are the values of certain fields, and what aliases repeat."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from calm_lint.reading import secret_forms
from calm_lint.reading.document import Document
from calm_lint.reading.scalars import plain_text
from calm_lint.reading.secret_names import holds_names, is_credential, is_secret, looks_like_credential
from calm_lint.reading.syntax_tree import SyntaxTree
from calm_lint.text.references import is_reference
from calm_lint.text.source import Source

_COMMENT = re.compile(r"(?<!\S)#[^\r\n]*")
# A scalar is worth a look if it may be JSON, an address with a user, a private key, may assign something to a name,
# or may say something else than what is written.
_WORTH_A_LOOK = re.compile(r"[\\\r\n@=]|''|%40|:(?!//)|^[&!|>]|[\]}]['\"]?$|PRIVATE")
_BEGINS_JSON = ("{", "[")
_PLAIN_NAME = re.compile(r"[\w.-]*")

# What is known of a node by the names above it: nothing; that it holds secrets by their names; that it is one.
_NONE, _BY_NAME, _SECRET = range(3)


class SecretPlaces:
    """The secrets of a file that was read.

    Args:
        source: its text.
        documents: what it holds.

    Attributes:
        places: where they stand, with quotes, anchors and tags.
        values: what they are; of one that a URL holds, its parts.
    """

    def __init__(self, source: Source, documents: Iterable[Document]) -> None:
        self.places: list[tuple[int, int]] = []
        self.values: set[str] = set()
        self._text = source.text
        for document in documents:
            self._nodes(document.tree, document.root)
            for credential in (*document.credentials.values(), *document.service_keys.values()):
                self.values.update(in_data(credential.content))

    def in_comments(self, tree: SyntaxTree) -> None:
        """Find also what comments, and texts beside them, assign to names of secrets."""
        for start, end in _comments(self._text, tree):
            for first, last, value in secret_forms.assignments(self._text[start:end], to_line_end=True):
                self.places.append((start + first, start + last))
                self.values.add(value)

    def _nodes(self, tree: SyntaxTree, root: int) -> None:
        """Go through the nodes of a document; what an alias repeats comes once for each meaning that it has."""
        if root >= len(tree):
            return
        after, mappings, anchored = tree.after, tree.mappings, tree.anchored
        # Each with what is known of it, and whether it is a credential by its name.
        waiting, seen = [(root, _NONE, False)], set()
        while waiting:
            use, secret, credential = waiting.pop()
            node = anchored.get(use, use)
            if after[node] == node + 1 and not mappings[node]:
                if secret:
                    self._secret(tree, node, use)
                elif node == use:
                    self._other(tree, node)
            elif (node, secret, credential) not in seen:
                seen.add((node, secret, credential))
                if mappings[node]:
                    waiting += self._entries(tree, node, secret, credential=credential)
                else:
                    waiting += ((child, secret, credential) for child in tree.children(node))

    def _entries(
        self, tree: SyntaxTree, mapping: int, secret: int, *, credential: bool
    ) -> Iterator[tuple[int, int, bool]]:
        children = list(tree.children(mapping))
        names = [tree.key_text(key) for key in children[::2]]
        credential = credential or looks_like_credential(set(names))
        for key, name, value in zip(children[::2], names, children[1::2], strict=True):
            # A key below `client_secret` may be the secret itself.
            if secret == _SECRET or not _PLAIN_NAME.fullmatch(name):
                yield key, secret if secret == _SECRET else _NONE, False
            if name == "<<":
                yield value, secret, credential
            elif secret:
                yield value, _SECRET, False
            else:
                yield value, _known(name, credential=credential), is_credential(name)

    def _secret(self, tree: SyntaxTree, node: int, use: int) -> None:
        """Note a scalar below the name of a secret, and the alias that stands for it there."""
        start, value = tree.start(node), tree.text(node)
        plain = self._text[start : start + 1] not in ("'", '"', "|", ">")
        if is_reference(value):
            return
        if plain and plain_text(value) is None:
            # Someone who forgot that & begins an anchor, and ! a tag.
            value = self._text[tree.starts[node] : start].strip().lstrip("&!")
        if value.strip():
            self.values.add(value)
            self.places += ((tree.starts[each], tree.extent(each)[1]) for each in {node, use})

    def _other(self, tree: SyntaxTree, node: int) -> None:
        """Look for secrets in a scalar that is none as a whole."""
        raw = self._text[tree.starts[node] : tree.ends[node]]
        if not _WORTH_A_LOOK.search(raw):
            return
        value = tree.text(node)
        if secret_forms.PRIVATE_KEY in value:
            found = {value}
        elif value.lstrip().startswith(_BEGINS_JSON) and (data := _json(value)) is not None:
            found = set(in_data(data))
        else:
            found = {each for _, _, each in secret_forms.assignments(value)}
            found.update(secret_forms.in_text(value))
        if found:
            self.values |= found
            if secret_forms.PRIVATE_KEY in value or not all(each in raw for each in found):
                self.places.append((tree.starts[node], tree.extent(node)[1]))


def in_data(data: object) -> Iterator[str]:
    """Yield the secrets of plain data, as JSON gives them."""
    waiting = [(data, _NONE, False)]
    while waiting:
        value, secret, credential = waiting.pop()
        if isinstance(value, dict):
            credential = credential or looks_like_credential(set(value))
            for name, each in value.items():
                if secret == _SECRET:
                    yield name
                known = _SECRET if secret else _known(name, credential=credential)
                waiting.append((each, known, is_credential(name)))
        elif isinstance(value, list):
            waiting += ((each, secret, credential) for each in value)
        elif isinstance(value, str | int | float) and not isinstance(value, bool):
            text = str(value)
            if secret and not is_reference(text):
                yield text
            yield from secret_forms.in_text(text)


def _known(name: str, *, credential: bool) -> int:
    if not is_secret(name, in_credential=credential):
        return _NONE
    return _BY_NAME if holds_names(name) else _SECRET


def _json(text: str) -> object:
    try:
        data: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return data


def _comments(text: str, tree: SyntaxTree) -> Iterator[tuple[int, int]]:
    offset = 0
    while match := _COMMENT.search(text, offset):
        inside = tree.is_inside_scalar(match.start())
        offset = match.start() + 1 if inside else match.end()
        if not inside:
            yield match.span()
