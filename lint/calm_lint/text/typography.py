"""Characters that text processors and chats write in the place of those that YAML and JSON want."""

from __future__ import annotations

from typing import Final

CURLY_QUOTES: Final = "\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f"
"""The typographic quotation marks: left and right, single and double, low and reversed."""
