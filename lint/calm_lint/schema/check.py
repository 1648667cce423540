"""The schema check: is a document of the form that the landscape file prescribes?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from calm_lint.reading.document import Document
from calm_lint.reading.nodes import SchemaFault
from calm_lint.schema.dates import DATE_FORMAT, is_day
from calm_lint_schemas import landscape_gate

TYPED_KEYS = landscape_gate.TYPED_KEYS
_validate: Final[Callable[..., object]] = landscape_gate.validate


Meant = tuple[dict[str, Any], str, object]


def check(document: Document, meant: Iterable[Meant] = ()) -> list[SchemaFault]:
    """Return what the schema rejects, and replace it in the document's data by `REJECTED`.

    Args:
        document: the document.
        meant: mappings in its data, each with a key and the value that is meant by the one that it has. The document
            is checked as if it had that, so that the form that depends on the value is checked, too.
    """
    written = []
    try:
        for mapping, key, value in list(meant):
            written.append((mapping, key, mapping[key]))
            mapping[key] = value
        if not document.truncated and is_valid(document.data):
            return []
        # jsonschema takes longer to import than a whole clean run.
        from calm_lint.schema.explain import explain

        return explain(document)
    finally:
        # An alias may have the same mapping twice: the first value is put back last.
        for mapping, key, value in reversed(written):
            mapping[key] = value


def is_valid(data: object) -> bool:
    """Return whether data follow the landscape schema, by the check that was compiled from it."""
    try:
        _validate(data, {DATE_FORMAT: is_day})
    except landscape_gate.Invalid:
        return False
    return True
