"""A landscape as the text of a file: comments say where each block came from, repeated blocks become anchors."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from calm_lint.evidence.records import Origin
from calm_lint.model.values.facts import SERVICES
from calm_lint.reading.document import Path
from calm_lint.reading.written import flow
from calm_lint.text.escaping import printable

# The keys whose values become anchors where they repeat, and their names.
_ANCHORS: Final = {
    "communication_systems": "systems",
    "communication_arrangements": "arrangements",
    **dict.fromkeys(SERVICES, "service"),
}


def landscape_text(data: dict[str, Any], origins: Mapping[Path, Sequence[Origin]]) -> str:
    """Write a landscape.

    Args:
        data: the landscape.
        origins: the files that each block came from, by its path.
    """
    writer = _Writer(origins)
    list(writer.mapping(data, (), 0))
    # Only now it is known which blocks repeat.
    writer = _Writer(origins, writer.repeated)
    head = [
        "# Written from what the systems gave out. Check it with: calm-lint",
        "# Secrets are references: no file that it was written from gave any.",
    ]
    lines = list(writer.mapping(data, (), 0))
    return "\n".join([*head, *lines, ""])


class _Writer:
    """Writes data in block style."""

    def __init__(self, origins: Mapping[Path, Sequence[Origin]], repeated: frozenset[str] = frozenset()) -> None:
        self._origins = origins
        self._anchored = repeated
        self._names: dict[str, str] = {}
        self._numbers = Counter[str]()
        self._found: set[str] = set()

    @property
    def repeated(self) -> frozenset[str]:
        """The blocks that occur several times."""
        return frozenset(self._found)

    def mapping(self, data: Mapping[str, Any], path: Path, column: int) -> Iterator[str]:
        margin = " " * column
        for key, value in data.items():
            at = (*path, key)
            if not path and isinstance(value, list):
                yield ""
            is_block = bool(value) and isinstance(value, dict | list)
            alias, anchor = self._alias(key, value) if is_block else ("", "")
            # The comments of the entries that an alias stands for are those of other files.
            inside = [(*at, index) for index in range(len(value))] if alias and isinstance(value, list) else []
            yield from (f"{margin}{line}" for line in self._comments([at, *inside]))
            text = alias or anchor if is_block else flow(value, inside=False)
            yield f"{margin}{flow(key, inside=False)}: {text}".rstrip()
            if not is_block or alias:
                continue
            inner = self.mapping if isinstance(value, dict) else self._list
            yield from inner(value, at, column + 2)

    def _list(self, data: Sequence[Any], path: Path, column: int) -> Iterator[str]:
        margin = " " * column
        for index, value in enumerate(data):
            at = (*path, index)
            if index and len(path) == 1 and path[0] == "s4hana_tenants":
                yield ""
            yield from (f"{margin}{line}" for line in self._comments([at]))
            if not isinstance(value, dict) or not value:
                yield f"{margin}- {flow(value, inside=False)}"
                continue
            first, *others = list(self.mapping(value, at, column + 2))
            yield f"{margin}- {first.lstrip()}"
            yield from others

    def _alias(self, key: str, value: Any) -> tuple[str, str]:
        """Return the alias that stands for a block, or the anchor that names it; both empty if it does not repeat."""
        if key not in _ANCHORS:
            return "", ""
        content = json.dumps([_ANCHORS[key], value], sort_keys=True)
        if content in self._names:
            self._found.add(content)
            return f"*{self._names[content]}", ""
        if self._anchored and content not in self._anchored:
            return "", ""
        self._numbers[_ANCHORS[key]] += 1
        number = self._numbers[_ANCHORS[key]]
        self._names[content] = _ANCHORS[key] if number == 1 else f"{_ANCHORS[key]}-{number}"
        return "", f"&{self._names[content]}" if content in self._anchored else ""

    def _comments(self, paths: Iterable[Path]) -> Iterator[str]:
        origins = dict.fromkeys(origin for each in paths for origin in self._origins.get(each, ()))
        yield from (f"# {_where(each)}" for each in origins)


def _where(origin: Origin) -> str:
    changed = f", last changed {origin.changed}" if origin.changed else ""
    return printable(f"{origin.file}{changed}")
