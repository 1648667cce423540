"""Explain why a file cannot be read: the fault, the remedy, and the start of the open construct."""

from __future__ import annotations

from yaml import MarkedYAMLError, YAMLError
from yaml.reader import Reader

from calm_lint.reading.document import Document, Place
from calm_lint.reading.nodes import Spot, SyntaxFault
from calm_lint.reading.syntax_mistakes import recognize


def syntax_fault(document: Document, message: str, start: int, end: int) -> SyntaxFault:
    """Return a fault at the text between two offsets of a document."""
    return SyntaxFault(_place(document, start, end), message)


def undecodable(document: Document, content: bytes, error: UnicodeDecodeError) -> SyntaxFault:
    """Return the fault for content that is not UTF-8.

    Args:
        document: the text as far as it could be decoded.
        content: the bytes without the byte order mark.
        error: the error that decoding raised.
    """
    start = len(content[: error.start].decode())
    if content.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
        encoding = "UTF-32" if b"\0\0" in content[:4] else "UTF-16"
        return syntax_fault(document, f"the file is {encoding}, not UTF-8: save it as UTF-8", start, start + 1)
    message = f"byte 0x{content[error.start]:02X} is not UTF-8: save the file as UTF-8"
    return syntax_fault(document, message, start, start + 1)


def unparsable(document: Document, error: YAMLError, base: int = 0) -> SyntaxFault:
    """Return the fault for an error of PyYAML's parser.

    Args:
        document: the document that it was reading.
        error: the error.
        base: the offset at which its text begins.
    """
    text = document.source.text
    if not isinstance(error, MarkedYAMLError) or not error.problem_mark:
        # Only PyYAML's check for control characters raises an error without a mark.
        control = Reader.NON_PRINTABLE.search(text, base)
        start = control.start() if control else 0
        name = f" U+{ord(control[0]):04X}" if control else ""
        # Most UTF-16 and UTF-32 text without a byte order mark is valid UTF-8.
        hint = ": save the file as UTF-8" if "\0" in text[:4] else ""
        return syntax_fault(document, f"control character{name} is not allowed in YAML{hint}", start, start + 1)
    start, message = error.problem_mark.index + base, error.problem or "cannot be read as YAML"
    context = error.context or ""
    started = error.context_mark.index + base if error.context_mark else None
    if mistake := recognize(document.source, message, start, context, started):
        return syntax_fault(document, mistake.message, mistake.start, mistake.end)
    hint = _hint(text, start, message, context)
    began = None
    if started is not None and started < start:
        began = Spot(_place(document, started, started + 1))
    construct = context.removeprefix("while ")
    return SyntaxFault(_place(document, start, start + 1), message + hint, construct, began)


def _hint(text: str, start: int, problem: str, context: str) -> str:
    """Return the remedy for the most common faults."""
    if text[start - 1 : start + 1] == "${":
        return ": a reference such as ${NAME} must be quoted inside { } or [ ]"
    if text[start : start + 1] == "\t":
        return ": indent with spaces, not with tabs"
    # At the beginning of a line, % begins a directive.
    if text[start : start + 1] in ("@", "`") or (text[start : start + 1] == "%" and text[start - 1] not in "\r\n"):
        return f": a value that begins with {text[start]} must be quoted"
    if text[start - 1 : start] == "*" or "block scalar" in context:
        return f": a value that begins with {'*' if text[start - 1] == '*' else '| or >'} must be quoted"
    if "unexpected end of stream" in problem:
        return ": a quotation mark is never closed"
    if "mapping values are not allowed" in problem:
        return ": quote a value that contains a colon and a space, or align the line with the lines around it"
    return ""


def _place(document: Document, start: int, end: int) -> Place:
    # A fault at the end of the file points at the last character that is not blank.
    text = document.source.text
    last = max(len(text.rstrip()) - 1, 0)
    return Place(document, (), "value", (start, end) if start < len(text) else (last, last + 1))
