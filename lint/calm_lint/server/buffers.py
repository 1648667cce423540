"""The landscapes that an editor has open, and what is known of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from lsprotocol.types import (
    Location,
    OptionalVersionedTextDocumentIdentifier,
    Range,
    TextDocumentEdit,
    TextEdit,
    WorkspaceEdit,
)

from calm_lint.engine.results import FileReport
from calm_lint.engine.survey import Survey
from calm_lint.engine.violation import Violation
from calm_lint.files.find import shown
from calm_lint.model import Landscape
from calm_lint.run.changes import Change
from calm_lint.run.job import Job
from calm_lint.run.session import Session
from calm_lint.run.surveys import survey_file
from calm_lint.server.positions import Positions
from calm_lint.text.source import Source, Span

LANGUAGE: Final = "calm-landscape"
"""The language of a landscape, where an editor has a name for it."""


@dataclass
class Buffer:
    """A landscape as an editor has it; one is made for each of its states.

    Attributes:
        uri: what the editor calls it.
        path: its absolute path, whether it is on the disk or not.
        text: its text.
        version: the number of its state.
        encoding: what the characters of positions count.
        versioned: whether the editor takes edits that hold for one state of a text only.
        report: what was found in it less what the baseline holds, None before it was linted.
    """

    uri: str
    path: str
    text: str
    version: int
    encoding: str
    versioned: bool = True
    report: FileReport | None = field(default=None, init=False)

    @property
    def name(self) -> str:
        """The name that findings show."""
        return shown(self.path)

    @cached_property
    def content(self) -> bytes:
        """Its bytes. Half of a surrogate pair becomes what is no UTF-8, which the linter reports."""
        return self.text.encode(errors="surrogatepass")

    @cached_property
    def positions(self) -> Positions:
        """The positions in it."""
        return Positions(self.text, self.encoding)

    @cached_property
    def job(self) -> Job:
        """How it is linted, as the configuration on the disk says now."""
        return Session().job(self.path, self.content)

    @cached_property
    def survey(self) -> Survey:
        """What was read of it with its findings, those of the baseline included."""
        return survey_file(self.job).survey

    @cached_property
    def source(self) -> Source:
        """Its text as it is linted, without byte order marks."""
        landscapes = self.survey.landscapes
        return landscapes[0].document.source if landscapes else Source(self.name, self.text.removeprefix("\ufeff"))

    @property
    def violations(self) -> list[Violation]:
        """The findings that the editor shows."""
        return self.report.violations if self.report else []

    def landscape_at(self, offset: int) -> Landscape | None:
        """Return the landscape whose document holds an offset, None if it cannot be read."""
        for landscape in self.survey.landscapes:
            if landscape.document.start <= offset <= landscape.document.finish:
                return landscape
        return None

    def range(self, start: int, end: int) -> Range:
        """Return two offsets into the text that is linted as a range."""
        return self.positions.range(self.source.span(start, end))

    def location(self, start: int, end: int) -> Location:
        """Return two offsets into the text that is linted as a place of the editor."""
        return Location(self.uri, self.range(start, end))

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a line and a column, which count from 1."""
        return self.source.offsets(Span(line, column, line, column))[0]

    def edit(self, change: Change) -> TextEdit:
        """Return a change of the text, by offsets that do not count a byte order mark at its start, as an edit."""
        mark = self.text.startswith("\ufeff")
        return TextEdit(self.positions.between(change.start + mark, change.end + mark), change.text)

    def edits(self, changes: Iterable[Change]) -> WorkspaceEdit:
        """Return changes of the text as an edit for the editor."""
        return self.workspace_edit(map(self.edit, changes))

    def workspace_edit(self, edits: Iterable[TextEdit]) -> WorkspaceEdit:
        """Return edits of the text as one that holds for this state of it only, where the editor knows such."""
        if not self.versioned:
            return WorkspaceEdit({self.uri: [*edits]})
        document = OptionalVersionedTextDocumentIdentifier(self.uri, self.version)
        return WorkspaceEdit(document_changes=[TextDocumentEdit(document, [*edits])])
