"""Which configuration file applies to the files of a folder, and which stand above it."""

from __future__ import annotations

import os
import re

from calm_lint.files.boundary import leads_out
from calm_lint.files.find import read_file
from calm_lint.files.repository import root_of

PYPROJECT = "pyproject.toml"
# In one folder, the first of them counts.
NAMES = ("calm-lint.toml", ".calm-lint.toml", PYPROJECT)
TABLE = ("tool", "calm-lint")
# TOML may spell any letter of a key as an escape sequence.
_OUR_NAME = rb"calm-lint|\\[uU]"
_TOOLS = rb"\btool\b[^\r\n]*calm-lint|\[\s*tool\s*\]"
# In a text that does not parse, a table [tool] is ours only if a key of our name stands somewhere.
_OUR_KEY = rb"""(?m)\btool\b[^\r\n]*calm-lint|^[ \t]*(?:calm-lint|"calm-lint"|'calm-lint')[ \t]*[.=]"""


class Search:
    """The configuration files of folders; each folder is looked at once.

    Args:
        trust_paths: whether links may lead anywhere.
    """

    def __init__(self, *, trust_paths: bool = False) -> None:
        self._trust_paths = trust_paths
        self._nearest: dict[str, str | None] = {}

    def nearest(self, folder: str) -> str | None:
        """Return the configuration file nearest to a folder, in it or above it, None if there is none."""
        if folder not in self._nearest:
            outer = os.path.dirname(folder)
            found = self._in_folder(folder)
            self._nearest[folder] = found or (self.nearest(outer) if outer != folder else None)
        return self._nearest[folder]

    def above(self, file: str) -> str | None:
        """Return the configuration file nearest above another one, in the same git repository if it is in one."""
        folder = os.path.dirname(os.path.abspath(file))
        while root_of(folder) != folder and os.path.dirname(folder) != folder:
            folder = os.path.dirname(folder)
            if found := self._in_folder(folder):
                return found
        return None

    def _in_folder(self, folder: str) -> str | None:
        """Return the configuration file that stands in a folder, None if there is none.

        A link that leads out of its boundary is one, whatever it leads to: that is not looked at.

        Returns:
            The path relative to the current folder, as messages show it.
        """
        for name in NAMES:
            path = os.path.join(folder, name)
            if os.path.islink(path) and not self._trust_paths and leads_out(path):
                return os.path.relpath(path)
            # A link that leads nowhere may have protected rules: it is an error, and not passed over.
            leads_nowhere = os.path.islink(path) and not os.path.exists(path)
            if (leads_nowhere or os.path.isfile(path)) and (name != PYPROJECT or mentions_us(path)):
                return os.path.relpath(path)
        return None


def mentions_us(pyproject: str) -> bool:
    """Check whether a pyproject.toml has our table; one that cannot be read may have it."""
    try:
        # UTF-16 has our table too, and is no TOML.
        content = read_file(pyproject).replace(b"\0", b"")
    except OSError:
        return True
    # Most have not, and do without the parser.
    if not re.search(_OUR_NAME, content):
        return False
    import tomllib

    try:
        tool = tomllib.loads(content.decode("utf-8-sig")).get(TABLE[0])
    except (RecursionError, ValueError):
        return all(re.search(each, content) for each in (_TOOLS, _OUR_KEY))
    return isinstance(tool, dict) and TABLE[1] in tool
