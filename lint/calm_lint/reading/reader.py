"""Reading: from the bytes of a file to its documents, and what was wrong with the text."""

import re
from codecs import BOM_UTF8
from collections.abc import Mapping
from typing import NamedTuple

from yaml import MarkedYAMLError, YAMLError

from calm_lint import collector
from calm_lint.reading.builder import Builder
from calm_lint.reading.document import Document
from calm_lint.reading.nodes import DuplicateKey, SyntaxFault
from calm_lint.reading.refusals import RefusedError
from calm_lint.reading.syntax_faults import syntax_fault, undecodable, unparsable
from calm_lint.reading.syntax_tree import SyntaxTree
from calm_lint.text.limits import USUAL, Limits
from calm_lint.text.source import Source, without_marks

# Reading begins anew after the document with a fault. Each time takes as long as copying the rest of the file.
_MOST_FAULTS = 20
_DOCUMENT = r"^(?:%[^\r\n]*(?:\r\n?|\n))*---(?=\s|\Z)"


class Reading(NamedTuple):
    """What a file says.

    Attributes:
        source: its text.
        documents: the landscapes, as far as they could be read.
        faults: what was wrong with the text; a syntax fault ends the reading of its document.
    """

    source: Source
    documents: list[Document]
    faults: list[SyntaxFault | DuplicateKey]

    @property
    def complete(self) -> bool:
        """Whether all of the text could be read."""
        return not any(isinstance(fault, SyntaxFault) for fault in self.faults)


def read(
    name: str,
    content: bytes,
    typed_keys: frozenset[str],
    limits: Limits = USUAL,
    identifiers: Mapping[str, str] | None = None,
) -> Reading:
    """Read a landscape file.

    Args:
        name: the name that findings show.
        content: the bytes of the file, UTF-8 with or without a byte order mark.
        typed_keys: the keys whose values are numbers or truth values; below all others, plain scalars
            are text, so that `client: 080` and `client: 100` mean what they say.
        limits: how deep, how often repeated and how many documents it may be; more is a fault.
        identifiers: the fields that name the entries of lists, by the keys of the lists.
    """
    content = content.removeprefix(BOM_UTF8)
    try:
        source = Source(name, without_marks(content.decode()))
    except UnicodeDecodeError as error:
        source = Source(name, content.decode(errors="replace"))
        return Reading(source, [], [undecodable(Document(source, 0, SyntaxTree(source)), content, error)])
    builder = Builder(source, typed_keys, limits, identifiers)
    start: int | None = 0
    for _ in range(_MOST_FAULTS):
        if start is None:
            break
        start = _read_from(builder, source, start)
    if not builder.documents and not builder.faults:
        builder.documents.append(Document(source, 0, SyntaxTree(source), identifiers))
    return Reading(source, builder.documents, builder.faults)


def _read_from(builder: Builder, source: Source, start: int) -> int | None:
    """Read documents from an offset on, and return the start of the one after a syntax fault, None for none."""
    try:
        with collector.resting():
            builder.build(start)
    except RefusedError as error:
        builder.faults.append(syntax_fault(builder.document, error.message, error.start, error.end))
        builder.interrupt(error.start, error.start)
    except YAMLError as error:
        fault = unparsable(builder.document, error, start)
        builder.faults.append(fault)
        mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
        places = [fault.place, *([fault.began.place] if fault.began else [])]
        offsets = [place.offsets[0] for place in places if place.offsets]
        builder.interrupt(mark.index + start if mark else start, min(offsets))
        return _following(source.text, mark.index + start) if mark else None
    return None


def _following(text: str, fault: int) -> int | None:
    """Return the start of the document after a syntax fault; a directive that is at fault does not begin it."""
    following = re.compile(_DOCUMENT, re.MULTILINE).search(text, fault + text.startswith("%", fault))
    return following.start() if following else None
