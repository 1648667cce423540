"""An editor, as far as the tests of the language server need one: it speaks to the real process."""

from __future__ import annotations

import json
import queue
import re
import subprocess
import threading
from pathlib import Path
from typing import Any, Self

from command_line import CALM_LINT, ENVIRONMENT

_SECONDS = 30
_CAPABILITIES = {
    "workspace": {"workspaceEdit": {"documentChanges": True}},
    "window": {"showDocument": {"support": True}},
    "textDocument": {
        "publishDiagnostics": {"relatedInformation": True, "versionSupport": True},
        "codeAction": {"resolveSupport": {"properties": ["edit"]}},
    },
}


class Editor:
    """A client of one server process. What the server asks for is granted.

    Args:
        folder: the open folder.
        encodings: what the characters of positions may count.
        options: the options of the initialization.
        able: what the client is able to do, in the place of what most editors are.
        env: more variables of the environment.
    """

    def __init__(
        self, folder: Path, *, encodings: list[str] | None = None, options: Any = None, able: Any = None, **env: str
    ) -> None:
        self._process = subprocess.Popen(
            [CALM_LINT, "server"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=folder,
            env=ENVIRONMENT | env,
        )
        self._messages: queue.Queue[dict[str, Any]] = queue.Queue()
        self._waiting: list[dict[str, Any]] = []
        self._last = 0
        self._versions: dict[str, int] = {}
        threading.Thread(target=self._listen, daemon=True).start()
        general = {"general": {"positionEncodings": encodings}} if encodings else {}
        capabilities = (_CAPABILITIES if able is None else able) | general
        params = {"processId": None, "rootUri": folder.as_uri(), "capabilities": capabilities}
        params["initializationOptions"] = options
        self.capabilities = self.ask("initialize", params)["capabilities"]
        self.notify("initialized", {})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.ask("shutdown", None)
        self.notify("exit", None)
        self.code = self._process.wait(_SECONDS)
        assert self._process.stderr
        self.said = self._process.stderr.read().decode()
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream:
                stream.close()

    def notify(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def ask(self, method: str, params: Any) -> Any:
        """Send a request and return its result."""
        answer = self._answer(method, params)
        assert "error" not in answer, answer
        return answer["result"]

    def refused(self, method: str, path: Path, line: int, character: int, **more: Any) -> Any:
        """Send a request about a position that cannot be met, and return the error."""
        where = {"line": line, "character": character}
        return self._answer(method, {"textDocument": {"uri": path.as_uri()}, "position": where, **more})["error"]

    def open(self, path: Path, text: str | None = None, language: str = "yaml") -> list[dict[str, Any]]:
        """Open a file, and return the diagnostics."""
        text = path.read_bytes().decode() if text is None else text
        uri = path.as_uri()
        self._versions[uri] = 1
        item = {"uri": uri, "languageId": language, "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})
        return self.diagnostics(path)

    def change(self, path: Path, text: str) -> None:
        uri = path.as_uri()
        self._versions[uri] += 1
        document = {"uri": uri, "version": self._versions[uri]}
        self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})

    def close(self, path: Path) -> None:
        self.notify("textDocument/didClose", {"textDocument": {"uri": path.as_uri()}})
        self._versions[path.as_uri()] = 0
        assert self._published(path.as_uri(), None) == []

    def diagnostics(self, path: Path) -> list[dict[str, Any]]:
        """Return the diagnostics of the last version."""
        return self._published(path.as_uri(), self._versions[path.as_uri()])

    def last(self, path: Path) -> list[dict[str, Any]]:
        """Return the diagnostics that a file has when all that was sent is linted."""
        # A hover needs the findings: all is linted when it is answered.
        self.about("hover", path)
        uri = path.as_uri()
        found = [each["params"] for each in self._waiting if each.get("method") == "textDocument/publishDiagnostics"]
        last: list[dict[str, Any]] = [each for each in found if each["uri"] == uri][-1]["diagnostics"]
        return last

    def published(self, path: Path) -> int:
        """Return how often diagnostics of the last version, or of one that nobody waited for, were sent."""
        waiting = [each for each in self._waiting if each.get("method") == "textDocument/publishDiagnostics"]
        found: int = sum(each["params"]["uri"] == path.as_uri() for each in waiting)
        return 1 + found

    def send_request(self, number: int, method: str, params: Any) -> None:
        """Send a request, and do not wait for its result."""
        self._send({"id": number, "method": method, "params": params})

    def about(self, method: str, path: Path, line: int = 0, character: int = 0, **more: Any) -> Any:
        """Ask about a position in a file."""
        where = {"line": line, "character": character}
        return self.ask(f"textDocument/{method}", {"textDocument": {"uri": path.as_uri()}, "position": where, **more})

    @property
    def messages(self) -> list[str]:
        """The messages to the user that nobody waited for."""
        waiting = [each for each in self._waiting if each.get("method") == "window/showMessage"]
        return [str(each["params"]["message"]) for each in waiting]

    def message(self) -> str:
        """Return the next message to the user."""
        shown = self._wait_for(lambda message: message.get("method") == "window/showMessage")
        return str(shown["params"]["message"])

    def _answer(self, method: str, params: Any) -> dict[str, Any]:
        self._last += 1
        number = self._last
        self._send({"id": number, "method": method, "params": params})
        return self._wait_for(lambda message: message.get("id") == number and "method" not in message)

    def _published(self, uri: str, version: int | None) -> list[dict[str, Any]]:
        def wanted(message: dict[str, Any]) -> bool:
            params = message.get("params") or {}
            of_uri = message.get("method") == "textDocument/publishDiagnostics" and params["uri"] == uri
            return of_uri and params.get("version") == version

        found: list[dict[str, Any]] = self._wait_for(wanted)["params"]["diagnostics"]
        return found

    def _wait_for(self, wanted: Any) -> dict[str, Any]:
        for message in self._waiting:
            if wanted(message):
                self._waiting.remove(message)
                return message
        while True:
            message = self._messages.get(timeout=_SECONDS)
            if "method" in message and "id" in message:
                self._send({"id": message["id"], "result": {"success": True}})
            if wanted(message):
                return message
            self._waiting.append(message)

    def _send(self, message: dict[str, Any]) -> None:
        self.send(json.dumps({"jsonrpc": "2.0", **message}).encode())

    def send(self, content: bytes) -> None:
        """Send the content of a message, whatever it is."""
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(content) + content)
        self._process.stdin.flush()

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream
        while header := stream.readline():
            length = int(header.removeprefix(b"Content-Length: "))
            while stream.readline().strip():
                pass
            self._messages.put(json.loads(stream.read(length)))


def applied(text: str, action: dict[str, Any]) -> str:
    """Apply the edits of an action as an editor does, from the last to the first."""
    [document] = action["edit"]["documentChanges"]
    starts = [0, *(match.end() for match in re.finditer("\r\n|\r|\n", text))]

    def offset(position: dict[str, int]) -> int:
        offset, left = starts[position["line"]], position["character"]
        while left > 0:
            left -= 2 if text[offset] > "\uffff" else 1
            offset += 1
        return offset

    for edit in reversed(document["edits"]):
        start, end = (offset(edit["range"][each]) for each in ("start", "end"))
        text = text[:start] + edit["newText"] + text[end:]
    return text
