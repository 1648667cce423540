"""The schema check: is a document of the form that the landscape file prescribes?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from calm_lint.reading.document import Document
from calm_lint.reading.nodes import SchemaFault
from calm_lint.schema.dates import DATE_FORMAT, is_day
from calm_lint_schemas import landscape_gate

TYPED_KEYS = landscape_gate.TYPED_KEYS
_validate: Final[Callable[..., object]] = landscape_gate.validate


def check(document: Document) -> list[SchemaFault]:
    """Return what the schema rejects, and replace it in the document's data by `REJECTED`."""
    if is_valid(document.data):
        return []
    # jsonschema takes longer to import than a whole clean run.
    from calm_lint.schema.explain import explain

    return explain(document)


def is_valid(data: object) -> bool:
    """Tell whether data follow the landscape schema, by the check that was compiled from it."""
    try:
        _validate(data, {DATE_FORMAT: is_day})
    except landscape_gate.Invalid:
        return False
    return True
