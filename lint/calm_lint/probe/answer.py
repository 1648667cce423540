"""What a server answered."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Final

LARGEST: Final = 1_000_000
"""No answer that a rung needs has more bytes."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered.

    Attributes:
        status: the HTTP status.
        body: the body, with one byte more than `LARGEST` at the most.
        location: the host that a redirect leads to, empty if that is none.
    """

    status: int
    body: bytes = field(repr=False)
    location: str = ""

    def json(self) -> dict[str, Any] | None:
        """Return the body as a JSON object, None if it is none."""
        try:
            content = json.loads(self.body) if len(self.body) <= LARGEST else None
        except (ValueError, RecursionError):
            return None
        return content if isinstance(content, dict) else None

    @property
    def is_json(self) -> bool:
        """Whether the body is JSON of any kind."""
        try:
            json.loads(self.body)
        except (ValueError, RecursionError):
            return False
        return len(self.body) <= LARGEST

    @property
    def what(self) -> str:
        """What a body is that is not the expected one."""
        if len(self.body) > LARGEST:
            return f"more than {LARGEST:,} bytes"
        start = self.body.lstrip()[:14].lower()
        return "an HTML page" if start.startswith((b"<!doctype html", b"<html")) else "something else"
