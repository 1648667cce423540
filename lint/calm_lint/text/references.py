"""Telling apart what may stand where a credential is wanted: references, placeholders, and the thing itself."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

REFERENCE: Final = r"\$\{[^{}]*\}|(?!(?:https?|ftp|file):)[a-z][a-z0-9+.-]*://[^\s,\[\]{}'\"]+"

# The words of SAP's examples and of people who mean to come back.
_PLACEHOLDER = r"<[^<>]*>|\basdf|(?<![\w-])(?:changeme|xxx|tenant-name|instance-name|todo)(?![\w-])"


def is_reference(text: str) -> bool:
    """Tell whether a text refers to a secret instead of being one, as ${NAME} and vault://… do."""
    return re.fullmatch(REFERENCE, text.strip()) is not None


@lru_cache(maxsize=1024)
def is_placeholder(text: str) -> bool:
    """Tell whether a text holds a placeholder of an example: <…>, asdf…, changeme and the like.

    A large landscape asks this of the same few values again and again.
    """
    return re.search(_PLACEHOLDER, text, re.IGNORECASE) is not None and not is_reference(text)
