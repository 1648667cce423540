"""The patterns of a configuration, which are those of `.gitignore` files."""

from __future__ import annotations

import os
from collections.abc import Sequence

from calm_lint.files import wildmatch


class PathPatterns:
    """Patterns that are relative to a folder; a later one decides over an earlier one.

    Args:
        folder: the folder.
        patterns: the patterns.
    """

    def __init__(self, folder: str, patterns: Sequence[str]) -> None:
        self._folder = folder
        self._patterns = wildmatch.patterns(os.fsencode("\n".join(patterns)))

    def match(self, path: str) -> bool:
        """Check whether they match a file or, with a slash at its end, a folder."""
        relative = os.path.relpath(path, self._folder).replace(os.sep, "/")
        return wildmatch.match(self._patterns, f"{relative}/" if path.endswith("/") else relative)
