r"""Regular expressions of declarative rules, matched by RE2: no pattern takes more than a moment.

RE2 matches in a time that is linear in the length of the text. It has no look-around and no references to groups, and
its `\d`, `\s` and `\w` stand for ASCII characters.
"""

from __future__ import annotations

import re2

from calm_lint.errors import RuleError


class Pattern:
    """A regular expression that is found anywhere in a text, as JSON Schema has it.

    Raises:
        RuleError: if RE2 does not take it.
    """

    def __init__(self, text: str) -> None:
        options = re2.Options()
        # RE2 would write to the standard error by itself.
        options.log_errors = False
        try:
            self._expression = re2.compile(text, options)
        except re2.error as error:
            raise RuleError(f"{text} is not a regular expression of RE2: {_reason(error)}") from None

    def found_in(self, text: str) -> bool:
        """Return whether it matches anywhere in a text."""
        return self._expression.search(text) is not None


def _reason(error: re2.error) -> str:
    reason = error.args[0]
    return reason.decode(errors="replace") if isinstance(reason, bytes) else str(reason)
