"""File names as other programs want them."""

from __future__ import annotations

import os


def relative(name: str) -> str:
    """Return the name of a file as seen from the current folder, or the name itself where it is elsewhere."""
    if not os.path.isabs(name):
        return name
    seen = os.path.relpath(name).replace(os.sep, "/")
    return name if seen.startswith("../") else seen
