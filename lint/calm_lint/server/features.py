"""What the server can be asked, and who answers."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from typing import Any, Final, TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from calm_lint import collector
from calm_lint.errors import UsageError
from calm_lint.server import lenses, names, outline
from calm_lint.server.actions import KINDS, REVEAL, code_actions, fix_all
from calm_lint.server.app import Server
from calm_lint.server.buffers import Buffer
from calm_lint.server.completion import complete
from calm_lint.server.hover import hover

T = TypeVar("T")

# What a result depends on beside the landscapes: configurations, rules, baselines, and the files that landscapes name.
_WATCHED: Final = "**/*.{toml,yaml,yml,json,txt,pem,crt,cer}"
# The error code of the protocol for a request that cannot be met (LSP 3.17, LSPErrorCodes.RequestFailed).
_REFUSED: Final = -32803


def serve() -> None:
    """Serve an editor over the standard input and output until it ends."""
    # What a library logs may quote the text of a file.
    logging.disable(logging.CRITICAL)
    collector.expect_garbage()
    stdout = sys.stdout.buffer
    # A plugin that prints must not disturb the protocol.
    sys.stdout = sys.stderr
    make_server().start_io(sys.stdin.buffer, stdout)


def make_server() -> Server:
    """Return a server that knows what it can be asked."""
    server = Server()

    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        options = params.initialization_options
        command = options.get("worksheetCommand") if isinstance(options, dict) else None
        server.worksheet_command = command if isinstance(command, str) else ""

    @server.feature(types.INITIALIZED)
    def initialized(_: types.InitializedParams) -> None:
        watching = (
            server.client_capabilities.workspace and server.client_capabilities.workspace.did_change_watched_files
        )
        if watching and watching.dynamic_registration:
            options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(_WATCHED)])
            method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
            registration = types.Registration("calm-lint-files", method, options)
            server.client_register_capability(types.RegistrationParams([registration]), lambda _: None)

    _keep_in_step(server)
    _answer_about_findings(server)
    _answer_about_names(server)
    _answer_about_text(server)
    _run_commands(server)
    return server


def _keep_in_step(server: Server) -> None:
    """Let the server hear what is opened, changed, saved and closed."""

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        server.open(params.text_document)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        server.change(params.text_document.uri, params.text_document.version)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        server.close(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def did_save(_: types.DidSaveTextDocumentParams) -> None:
        server.look_around()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def did_change_watched_files(_: types.DidChangeWatchedFilesParams) -> None:
        server.look_around()

    @server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def did_change_workspace_folders(_: types.DidChangeWorkspaceFoldersParams) -> None:
        server.look_around()


def _answer_about_findings(server: Server) -> None:
    """Let the server say what can be done about findings, and what is known of the text at a place."""

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(KINDS, resolve_provider=True))
    @answering(server)
    def code_action(buffer: Buffer, params: types.CodeActionParams) -> list[types.CodeAction]:
        document = server.client_capabilities.text_document
        support = document.code_action.resolve_support if document and document.code_action else None
        resolves = support is not None and "edit" in support.properties
        return code_actions(buffer, params, server.in_estate, reveals=_reveals(server), resolves=resolves)

    @server.feature(types.CODE_ACTION_RESOLVE)
    def resolve(action: types.CodeAction) -> types.CodeAction:
        found = guarded(server, lambda: about(server.buffer(str(action.data)), fix_all))
        return next(iter(found or ()), action)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    @answering(server)
    def hover_(buffer: Buffer, params: types.HoverParams) -> types.Hover | None:
        document = server.client_capabilities.text_document
        formats = document.hover.content_format if document and document.hover else None
        markdown = formats is None or types.MarkupKind.Markdown in formats
        return hover(buffer, params, types.MarkupKind.Markdown if markdown else types.MarkupKind.PlainText)


def _answer_about_names(server: Server) -> None:
    """Let the server find and rename what has a name."""

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    @answering(server, linted=False)
    def definition(buffer: Buffer, params: types.DefinitionParams) -> list[types.Location]:
        return names.definition(buffer, *buffer.positions.column(params.position))

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    @answering(server, linted=False)
    def references(buffer: Buffer, params: types.ReferenceParams) -> list[types.Location]:
        where = buffer.positions.column(params.position)
        return names.references(buffer, *where, with_definition=params.context.include_declaration)

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    @answering(server, linted=False)
    def prepare_rename(buffer: Buffer, params: types.PrepareRenameParams) -> types.Range | None:
        return names.renamed_range(buffer, *buffer.positions.column(params.position))

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    @answering(server, linted=False)
    def rename(buffer: Buffer, params: types.RenameParams) -> types.WorkspaceEdit | None:
        return names.rename(buffer, *buffer.positions.column(params.position), params.new_name)


def _answer_about_text(server: Server) -> None:
    """Let the server outline and fold a text, complete it, and say who uses which part of it."""

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    @answering(server, linted=False)
    def document_symbol(buffer: Buffer, _: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        return outline.symbols(buffer)

    @server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    @answering(server, linted=False)
    def folding_range(buffer: Buffer, _: types.FoldingRangeParams) -> list[types.FoldingRange]:
        return outline.folds(buffer)

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=[" "]))
    @answering(server, linted=False)
    def completion(buffer: Buffer, params: types.CompletionParams) -> list[types.CompletionItem]:
        after_blank = params.context is not None and params.context.trigger_character == " "
        return complete(buffer, *buffer.positions.column(params.position), after_blank=after_blank)

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS)
    @answering(server, linted=False)
    def code_lens(buffer: Buffer, _: types.CodeLensParams) -> list[types.CodeLens]:
        return lenses.lenses(buffer, server.worksheet_command)


def _run_commands(server: Server) -> None:
    """Let the server show places, worksheets and reports."""

    @server.command(REVEAL)
    def reveal(uri: str, line: int, character: int) -> None:
        if _reveals(server):
            place = types.Position(line, character)
            params = types.ShowDocumentParams(uri, take_focus=True, selection=types.Range(place, place))
            server.window_show_document(params, lambda _: None)

    @server.command("calm-lint.worksheet")
    def worksheet(uri: str, tenant: str) -> str | None:
        return guarded(server, lambda: about(server.buffer(uri), lambda each: lenses.worksheet(each.survey, tenant)))

    @server.command("calm-lint.report")
    def report(uri: str) -> str | None:
        return guarded(server, lambda: about(server.buffer(uri), lenses.report))


def _reveals(server: Server) -> bool:
    """Return whether the editor can put its cursor somewhere."""
    window = server.client_capabilities.window
    return bool(window and window.show_document and window.show_document.support)


def answering(
    server: Server, *, linted: bool = True
) -> Callable[[Callable[[Buffer, Any], T]], Callable[[Any], T | None]]:
    """Decorate what answers a question about a landscape; nothing is said about other files.

    Args:
        server: the server.
        linted: whether the answer needs the findings.
    """

    def decorate(answer: Callable[[Buffer, Any], T]) -> Callable[[Any], T | None]:
        # Not a function of the same parameters: the server looks at these.
        def answered(params: Any) -> T | None:
            uri = params.text_document.uri
            return guarded(
                server, lambda: about(server.buffer(uri, linted=linted), lambda buffer: answer(buffer, params))
            )

        return answered

    return decorate


def about(buffer: Buffer | None, answer: Callable[[Buffer], T]) -> T | None:
    """Answer a question about a landscape, with None if there is none."""
    return answer(buffer) if buffer else None


def guarded(server: Server, answer: Callable[[], T]) -> T | None:
    """Return an answer; a fault of our own is shown, and nothing of the text of a file goes out with it.

    Raises:
        JsonRpcException: if the request cannot be met, with the reason.
    """
    try:
        return answer()
    except UsageError as error:
        raise JsonRpcException(str(error), _REFUSED) from None
    except Exception as error:  # noqa: BLE001 - see above
        server.admit(error)
        return None
