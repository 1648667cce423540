"""The server itself: it keeps what is open, lints it when it changes, and passes questions on to who can answer."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcInternalError
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from calm_lint import __version__
from calm_lint.engine.violation import Violation
from calm_lint.errors import RunError, crashed
from calm_lint.files.find import is_landscape, read_file
from calm_lint.server.buffers import LANGUAGE, Buffer
from calm_lint.server.diagnostics import diagnostic
from calm_lint.server.linting import landscapes_in, lint
from calm_lint.server.positions import Positions
from calm_lint.text.urls import without_users

# Whoever types pauses now and then; a finding about half a word helps nobody.
_PAUSE: Final = 0.2


class Server(LanguageServer):
    """A language server for landscapes.

    Attributes:
        worksheet_command: the command of the editor that shows the worksheet of a tenant, empty if it has none.
    """

    def __init__(self) -> None:
        # Landscapes are small, and what is sent as a whole cannot be put together wrongly.
        super().__init__("calm-lint", __version__, types.TextDocumentSyncKind.Full)
        self._buffers: dict[str, Buffer] = {}
        self._published: dict[str, tuple[int, list[types.Diagnostic]]] = {}
        self._said: frozenset[str] = frozenset()
        self._beside: Sequence[str] = ()
        self._waiting: asyncio.TimerHandle | None = None
        self.worksheet_command = ""

    def buffer(self, uri: str, *, linted: bool = True) -> Buffer | None:
        """Return a landscape that is open, as it is now; None if it is no landscape.

        Args:
            uri: what the editor calls it.
            linted: whether its findings are needed, which takes as long as its estate is large.
        """
        if linted and self._waiting and uri in self._buffers:
            self.lint()
        return self._buffers.get(uri)

    def open(self, document: types.TextDocumentItem) -> None:
        """Take in a file that was opened, if it is a landscape."""
        path = to_fs_path(document.uri) if document.uri.startswith("file:") else None
        if path and (document.language_id == LANGUAGE or is_landscape(os.path.basename(path))):
            self._hold(document.uri, path, document.text, document.version)
            self.look_around()

    def look_around(self) -> None:
        """Lint what is open, after something on the disk has changed: the folders may hold other landscapes now."""
        folders = [to_fs_path(uri) for uri in self.workspace.folders]
        root = [] if folders else [self.workspace.root_path]
        self._beside = landscapes_in([folder for folder in (*folders, *root) if folder and os.path.isdir(folder)])
        self.lint()

    def change(self, uri: str, version: int) -> None:
        """Take in a change, and lint after a pause; another change begins the pause anew."""
        if before := self._buffers.get(uri):
            self._hold(uri, before.path, self.workspace.get_text_document(uri).source, version)
            self._stop_waiting()
            self._waiting = asyncio.get_running_loop().call_later(_PAUSE, self.lint)

    def close(self, uri: str) -> None:
        """Forget a file, and take its findings away."""
        if self._buffers.pop(uri, None):
            self._published.pop(uri, None)
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))
            self.lint()

    def lint(self) -> None:
        """Lint what is open, and publish the findings that have changed."""
        self._stop_waiting()
        buffers = [*self._buffers.values()]
        try:
            reports, errors = lint(buffers, self._beside)
        except Exception as error:  # noqa: BLE001 - a fault of ours; it is named, without the content of a file
            self.admit(error)
            return
        self.say(errors)
        for buffer in buffers:
            buffer.report = reports.get(buffer.path)
            found = [diagnostic(each, self._places) for each in buffer.violations]
            if self._published.get(buffer.uri) != (buffer.version, found):
                self._published[buffer.uri] = buffer.version, found
                params = types.PublishDiagnosticsParams(buffer.uri, found, buffer.version)
                self.text_document_publish_diagnostics(params)

    def in_estate(self, buffer: Buffer, text: str) -> Iterable[Violation]:
        """Return the findings that a landscape would have with another text, as a part of its estate."""
        tried = replace(buffer, text=text)
        others = [each for each in self._buffers.values() if each.path != buffer.path]
        report = lint([tried, *others], self._beside).reports.get(buffer.path)
        return report.violations if report else buffer.violations

    def say(self, errors: Iterable[RunError]) -> None:
        """Show the errors of a run to the user, each once for as long as it lasts."""
        lasting = {without_users(f"{each.file}: {each.message}" if each.file else each.message) for each in errors}
        for message in sorted(lasting - self._said):
            self._show(message)
        self._said = frozenset(lasting)

    def admit(self, error: Exception) -> None:
        """Show a fault of our own to the user; nothing of what an editor holds is in the message."""
        self._show(crashed(error))

    def report_server_error(self, error: Exception, source: object) -> None:  # noqa: ARG002 - pygls names it
        """Say what went wrong with a message of the client, without what is in it.

        A request for what a server need not have, or one that is malformed, was answered; nobody has to hear of it.
        """
        if not isinstance(error, JsonRpcException) or isinstance(error, JsonRpcInternalError):
            self.admit(error)

    def _show(self, message: str) -> None:
        self.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"calm-lint: {message}"))

    def _hold(self, uri: str, path: str, text: str, version: int) -> None:
        encoding = self.server_capabilities.position_encoding or types.PositionEncodingKind.Utf16
        edits = self.client_capabilities.workspace and self.client_capabilities.workspace.workspace_edit
        versioned = bool(edits and edits.document_changes)
        encoding = str(getattr(encoding, "value", encoding))
        self._buffers[uri] = Buffer(uri, path, text, version, encoding, versioned=versioned)

    def _stop_waiting(self) -> None:
        if self._waiting:
            self._waiting.cancel()
        self._waiting = None

    def _places(self, name: str) -> tuple[str, Positions]:
        """Return what the editor calls a file, and the positions in it."""
        for buffer in self._buffers.values():
            if buffer.name == name:
                return buffer.uri, buffer.positions
        path = os.path.abspath(name)
        try:
            text = read_file(path).decode(errors="replace")
        except OSError:
            text = ""
        return from_fs_path(path) or "", Positions(text)
