"""Measure the language server as an editor meets it, beside the shortest run of Python that reads YAML."""

from __future__ import annotations

import asyncio
import subprocess
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from data import landscape

_TENANTS = 50


class Waits(NamedTuple):
    """How long an editor waits for the server, and how long `import yaml` takes, in seconds."""

    start: float
    change: float
    yaml: float


def waits(calm_lint: str, python: str, folder: Path, rounds: int) -> Waits:
    """Let a server and `import yaml` take turns, and return the medians.

    The server starts, and hears of a change in a landscape of 50 tenants.
    """
    found = []
    for _ in range(rounds):
        begin = perf_counter()
        subprocess.run([python, "-c", "import yaml"], check=True)  # noqa: S603 - our own
        yaml = perf_counter() - begin
        found.append(Waits(*asyncio.run(_session(calm_lint, folder)), yaml))
    return Waits(*map(median, zip(*found, strict=True)))


async def _session(calm_lint: str, folder: Path) -> tuple[float, float]:
    """Return how long a server takes to be ready, and to have linted a change."""
    text = landscape(_TENANTS)
    uri = (folder / "landscape.yaml").as_uri()
    document = types.VersionedTextDocumentIdentifier(2, uri)
    wrong = types.TextDocumentContentChangeWholeDocument(text.replace("port: 443\n", "port: 8443\n", 1))
    where = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(0, 1))
    client = LanguageClient("benchmark", "1")
    client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda _: None)
    begin = perf_counter()
    await client.start_io(calm_lint, "server")
    await client.initialize_async(types.InitializeParams(types.ClientCapabilities(), root_uri=folder.as_uri()))
    start = perf_counter() - begin
    client.initialized(types.InitializedParams())
    opened = types.TextDocumentItem(uri, "yaml", 1, text)
    client.text_document_did_open(types.DidOpenTextDocumentParams(opened))
    await client.text_document_hover_async(where)
    begin = perf_counter()
    client.text_document_did_change(types.DidChangeTextDocumentParams(document, [wrong]))
    # A hover shows findings: it is answered when the change is linted, without the pause for further changes.
    await client.text_document_hover_async(where)
    change = perf_counter() - begin
    await client.shutdown_async(None)
    client.exit(None)
    await client.stop()  # type: ignore[no-untyped-call]
    return start, change
