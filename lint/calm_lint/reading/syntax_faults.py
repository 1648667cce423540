"""Saying why a file cannot be read: what was found, what to do, and where the open construct began."""

from __future__ import annotations

from yaml import MarkedYAMLError, YAMLError
from yaml.reader import Reader

from calm_lint.reading.document import Document, Place
from calm_lint.reading.nodes import Spot, SyntaxFault


def syntax_fault(document: Document, message: str, start: int, end: int) -> SyntaxFault:
    """Return the fault of the text between two offsets, in the document that was being read."""
    return SyntaxFault(_place(document, start, end), message)


def undecodable(document: Document, content: bytes, error: UnicodeDecodeError) -> SyntaxFault:
    """Return the fault of bytes that are not UTF-8.

    Args:
        document: the text as far as it could be decoded.
        content: the bytes, without byte order mark.
        error: what Python says of them.
    """
    start = len(content[: error.start].decode())
    if content.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
        encoding = "UTF-32" if b"\0\0" in content[:4] else "UTF-16"
        return syntax_fault(document, f"the file is {encoding}, not UTF-8: save it as UTF-8", start, start + 1)
    message = f"byte 0x{content[error.start]:02X} is not UTF-8: save the file as UTF-8"
    return syntax_fault(document, message, start, start + 1)


def unparsable(document: Document, error: YAMLError) -> SyntaxFault:
    """Return the fault that PyYAML's parser found in the document that it was reading."""
    text = document.source.text
    if not isinstance(error, MarkedYAMLError) or not error.problem_mark:
        # Only its check for control characters gives no mark.
        control = Reader.NON_PRINTABLE.search(text)
        start = control.start() if control else 0
        name = f" U+{ord(control[0]):04X}" if control else ""
        # Without byte order mark, most of UTF-16 and UTF-32 is valid UTF-8.
        hint = ": save the file as UTF-8" if "\0" in text[:4] else ""
        return syntax_fault(document, f"control character{name} is not allowed in YAML{hint}", start, start + 1)
    start, message = error.problem_mark.index, error.problem or "cannot be read as YAML"
    hint = _hint(text, start, message)
    began = None
    if error.context_mark and error.context_mark.index < start:
        began = Spot(_place(document, error.context_mark.index, error.context_mark.index + 1))
    construct = (error.context or "").removeprefix("while ")
    return SyntaxFault(_place(document, start, start + 1), message + hint, construct, began)


def _hint(text: str, start: int, problem: str) -> str:
    """Say what to do about the faults that people make most."""
    if text[start - 1 : start + 1] == "${":
        return ": between { } or [ ] a reference such as ${NAME} has to be quoted"
    if text[start : start + 1] == "\t":
        return ": indent with blanks, not with tabs"
    # At the beginning of a line, % is that of a directive.
    if text[start : start + 1] in ("@", "`") or (text[start : start + 1] == "%" and text[start - 1] not in "\r\n"):
        return f": a value that begins with {text[start]} has to be quoted"
    if "mapping values are not allowed" in problem:
        return ": quote a value that holds a colon and a blank, or align the line with its neighbours"
    return ""


def _place(document: Document, start: int, end: int) -> Place:
    # What is missing at the end of the file is shown at the last text there is.
    text = document.source.text
    last = max(len(text.rstrip()) - 1, 0)
    return Place(document, (), "value", (start, end) if start < len(text) else (last, last + 1))
