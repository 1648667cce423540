"""Recognize the mistakes that people make in YAML, on the line where they made them.

libyaml often notices a mistake one line later, and describes it in terms of its own grammar. No message
quotes the text of a line, because a file that cannot be parsed may hold a secret anywhere.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from calm_lint.text.source import Source
from calm_lint.text.typography import CURLY_QUOTES

# No-break, figure, narrow no-break, ideographic and zero-width spaces, which are letters in YAML.
_ODD_SPACE = "[\u00a0\u2007\u202f\u3000\u200b\u2060]"
_CURLY = f"[{CURLY_QUOTES}]"

_KEY = r"[A-Za-z_][\w.-]*"
_MISSING_COLON = "could not find expected ':'"
_SECOND_COLON = "mapping values are not allowed"
_WRONG_INDENT = ("did not find expected key", "did not find expected '-' indicator")
_OPEN_QUOTE = "while scanning a quoted scalar"
# A mistake shows in the first characters of a line; the patterns take too long on a line of a megabyte.
_LONGEST = 1_000

_SPACE = "a no-break space stands here, must be an ordinary space"
# Patterns of a line, each with its message. The first group is the text at fault.
_ON_ANY_LINE = (
    (rf"[ \t]*(?:- *)?({_ODD_SPACE}+)", _SPACE),
    (rf"[^#]*?[:-]({_ODD_SPACE}+)", _SPACE),
    (r" *(//)", "a comment begins with //, must begin with #"),
    (rf" *(-){_KEY}:(?:\s|$)", "a space is missing after the hyphen: write - system_id, not -system_id"),
    (
        rf" *([\u2022\u2023\u25aa\u25cf\u00b7\u2013\u2014*])\s+{_KEY}:",
        "a list entry begins with a bullet or a dash, must begin with a hyphen and a space",
    ),
    (
        r"[^#]*?(\[[^\]]*\]\(\w+://[^)\s]*\)?)",
        "the value is a link as chats and web pages write it: write the address alone, without [ ] and ( )",
    ),
    (r"[^#]*?(%[A-Za-z_]\w*%)", "a reference is written with percent signs: write ${NAME}, not %NAME%"),
    (rf"[^#]*?:\s+({_CURLY})", "the value begins with a curly quotation mark, must begin with a straight one"),
    (rf" *(?:- +)?({_CURLY})", "the key begins with a curly quotation mark, must begin with a straight one"),
)
_WITHOUT_COLON = (
    (r"(\{)", "JSON is pasted at the beginning of a line: indent each line of it more than the key above it"),
    (rf" *(?:- +)?({_KEY}:)\S", "a space is missing after the colon: write port: 443, not port:443"),
    (rf" *(?:- +)?(?:{_KEY})\s*(=)(?!=)", "a value follows an equals sign, must follow a colon and a space: port: 443"),
    (rf" *(?:- +)?(?:{_KEY})\s*(;)", "a value follows a semicolon, must follow a colon and a space: port: 443"),
)
_MIXED_QUOTES = (
    rf".*[\"'].*?({_CURLY})\s*$",
    "the value ends with a curly quotation mark, must end with the straight one that it begins with",
)
_AFTER_QUOTE = "text follows the closing quotation mark: quote all of the value, or nothing"
_TEXT_AFTER_QUOTE = r"[^#]*?:\s+(?:\"[^\"]*\"|'[^']*')(?=[^\s,\]}])"


class Mistake(NamedTuple):
    """A mistake in the text.

    Attributes:
        start: offset of its first character.
        end: offset after its last character.
        message: the fault and the remedy.
    """

    start: int
    end: int
    message: str


class _Line(NamedTuple):
    start: int
    text: str

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip(" "))


def recognize(source: Source, problem: str, offset: int, context: str, began: int | None) -> Mistake | None:
    """Return the mistake that made libyaml stop, None for one that people rarely make.

    Args:
        source: the text of the file.
        problem: libyaml's message.
        offset: the place where libyaml noticed it.
        context: the construct that libyaml was reading.
        began: the beginning of that construct, None if libyaml does not give it.
    """
    if problem == _MISSING_COLON and began is not None:
        line = _line(source, began)
        return _first(line, (*_ON_ANY_LINE, *_WITHOUT_COLON)) or _no_colon(line)
    if context == _OPEN_QUOTE and began is not None:
        return _first(_line(source, began), (_MIXED_QUOTES,))
    line = _line(source, offset)
    if mistake := _first(line, _ON_ANY_LINE):
        return mistake
    above = next(_lines_above(source, line), None)
    if above and _continues(problem, line, offset) and (mistake := _first(above, _ON_ANY_LINE)):
        return mistake
    if (quoted := re.match(_TEXT_AFTER_QUOTE, line.text)) and offset - line.start == quoted.end():
        return Mistake(offset, offset + 1, _AFTER_QUOTE)
    return _wrong_indent(source, line, problem, offset)


def _first(line: _Line, patterns: tuple[tuple[str, str], ...]) -> Mistake | None:
    for pattern, message in patterns:
        if match := re.match(pattern, line.text):
            return Mistake(line.start + match.start(1), line.start + match.end(1), message)
    return None


def _no_colon(line: _Line) -> Mistake | None:
    content = line.text.strip()
    if not re.match(rf"(?:- +)?{_KEY}(?:\s|$)", content):
        return None
    start = line.start + line.indent
    return Mistake(start, start + len(content), "a colon and a space are missing between key and value: port: 443")


def _continues(problem: str, line: _Line, offset: int) -> bool:
    """Check whether libyaml took the beginning of a line for the rest of the value above it."""
    return _SECOND_COLON in problem and not re.search(r":\s", line.text[: offset - line.start])


def _wrong_indent(source: Source, line: _Line, problem: str, offset: int) -> Mistake | None:
    """Recognize a line that does not begin at the column of a line above it."""
    first, end = line.start + line.indent, line.start + len(line.text.rstrip())
    if _continues(problem, line, offset):
        above = next(_lines_above(source, line), None)
        entry = above and re.match(rf"( *(?:- +)?){_KEY}:\s+[^\s|>&*!#]", above.text)
        if not entry or len(entry[1]) == line.indent:
            return None
        allowed = [len(entry[1])]
    elif problem in _WRONG_INDENT and offset == first:
        columns = _columns(source, line)
        if line.indent in columns:
            return None
        below, over = [each for each in columns if each < line.indent], [each for each in columns if each > line.indent]
        allowed = [*below[-1:], *over[:1]]
    else:
        return None
    if not allowed:
        return None
    listed = " or ".join(map(str, allowed))
    spaces = "space" if line.indent == 1 else "spaces"
    message = f"the line is indented by {line.indent} {spaces}, must be by {listed} as the lines above it"
    return Mistake(first, end, message)


def _columns(source: Source, line: _Line) -> list[int]:
    """Return the columns at which the entries around a line begin, in ascending order."""
    columns: set[int] = set()
    outermost = None
    for above in _lines_above(source, line):
        if outermost is None or above.indent < outermost:
            outermost = above.indent
            columns.add(above.indent)
            if dash := re.match(r" *- +", above.text):
                columns.add(dash.end())
        if not outermost:
            break
    return sorted(columns)


def _line(source: Source, offset: int) -> _Line:
    return _Line(source.line_start(offset), source.line(source.span(offset, offset).line)[:_LONGEST])


def _lines_above(source: Source, line: _Line) -> Iterator[_Line]:
    """Yield the lines of the document above a line, the nearest first, without blank lines and comments."""
    while line.start > 0:
        line = _line(source, line.start - 1)
        if line.text.startswith("---"):
            return
        if line.text.strip() and not line.text.lstrip().startswith("#"):
            yield line
