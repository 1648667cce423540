"""A server on loopback that plays the authorization server and the API of SAP, right but for one fault.

The first label of the host says which: `token-html` answers the request for a token with an HTML page.
"""

from __future__ import annotations

import json
import socket
import ssl
import threading
import time
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import parse_qs

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

UAA = "authentication.eu10.hana.ondemand.com"
MTLS = "authentication.cert.eu10.hana.ondemand.com"
API = "eu10.alm.cloud.sap"
CLIENT = "sb-calm!b1|sapcloudalm!b2"
SCOPES = ["uaa!b1.imp-cdm-feature-display-ui", "uaa!b1.imp-cdm-feature-manage-ui"]

_STAGES = {
    "/.well-known/openid-configuration": "zone",
    "/oauth/token": "token",
    "/token_keys": "keys",
    "/api/calm-landscape/v1/landscapeObjects?limit=1": "api",
}
_HTML = (200, b"<!DOCTYPE html><html><body>Log on to the network</body></html>", "text/html")
_STATUS = {"400": 400, "401": 401, "403": 403, "404": 404, "429": 429, "500": 500, "503": 503}


@dataclass(frozen=True)
class Asked:
    """A request that the server got."""

    host: str
    method: str
    path: str
    headers: Mapping[str, str]
    body: str

    @property
    def form(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(self.body).items()}


@dataclass
class FaultyServer:
    """The server.

    Attributes:
        contexts: the TLS context of each host that has one of its own, by the first label.
        usual: that of all others.
        asked: what it was asked so far.
        tunnelled: the hosts and ports that its proxy was asked for.
        busiest: how many requests of one host it had at a time, at the most.
    """

    contexts: Mapping[str, ssl.SSLContext]
    usual: ssl.SSLContext
    asked: list[Asked] = field(default_factory=list)
    tunnelled: list[str] = field(default_factory=list)
    busiest: int = 0

    def __post_init__(self) -> None:
        self._key = rsa.generate_private_key(65537, 2048)
        self._pem = self._key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        self._busy: dict[str, int] = {}
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []

    def __enter__(self) -> Self:
        self.usual.sni_callback = self._choose
        self.port = self._listen(self._serve)
        # What answers before there is TLS.
        self.plain_port = self._listen(lambda connection: connection.sendall(b"HTTP/1.1 200 OK\r\n\r\nhello"))
        self.closing_port = self._listen(lambda connection: connection.recv(1))
        self.proxy_port = self._listen(self._tunnel)
        self.silent_port = self._listen(lambda _: time.sleep(3))
        return self

    def __exit__(self, *_: object) -> None:
        for each in self._sockets:
            each.close()

    def _listen(self, serve: Callable[[socket.socket], object]) -> int:
        listening = socket.create_server(("127.0.0.1", 0))
        self._sockets.append(listening)

        def one(connection: socket.socket) -> None:
            with connection, suppress(OSError):
                serve(connection)

        def accept() -> None:
            with suppress(OSError):
                while True:
                    threading.Thread(target=one, args=(listening.accept()[0],), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        port: int = listening.getsockname()[1]
        return port

    def _tunnel(self, connection: socket.socket) -> None:
        """Play a proxy that leads to this server, whatever the host, and wants a password."""
        request = b""
        while b"\r\n\r\n" not in request:
            request += _some(connection)
        user = b64encode(b"user:p@ss").decode()
        if f"Proxy-Authorization: Basic {user}\r\n" not in request.decode():
            connection.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")
            return
        self.tunnelled.append(request.split()[1].decode())
        connection.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
        with socket.create_connection(("127.0.0.1", self.port)) as server:
            threading.Thread(target=_pump, args=(server, connection), daemon=True).start()
            _pump(connection, server)

    def _choose(self, connection: ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> None:
        connection.context = self.contexts.get((name or "").partition(".")[0], self.usual)

    def _serve(self, plain: socket.socket) -> None:
        with self.usual.wrap_socket(plain, server_side=True) as connection:
            request = _read(connection)
            with self._lock:
                self.asked.append(request)
                self._busy[request.host] = self._busy.get(request.host, 0) + 1
                self.busiest = max(self.busiest, self._busy[request.host])
            time.sleep(0.005)
            with self._lock:
                self._busy[request.host] -= 1
            self._answer(connection, request)

    def _answer(self, connection: ssl.SSLSocket, request: Asked) -> None:
        stage, _, fault = request.host.partition(".")[0].partition("-")
        if _STAGES.get(request.path) != stage:
            fault = ""
        answer = self._right(request)
        if fault == "slow":
            time.sleep(3)
        elif fault == "drip":
            for _ in range(60):
                connection.sendall(b"H")
                time.sleep(0.05)
        elif fault == "off":
            connection.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{"half":')
        elif fault == "none":
            pass
        elif fault == "nohttp":
            connection.sendall(b"220 mail ready\r\n\r\n")
        elif fault == "moved":
            location = "https://evil.example/log-on"
            connection.sendall(f"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n".encode())
        elif fault == "large":
            _send(connection, 200, b" " * 1_100_000, "application/json")
        else:
            _send(connection, *(_HTML if fault == "html" else self._faulty(fault, request) or answer))

    def _faulty(self, fault: str, request: Asked) -> tuple[int, bytes, str] | None:
        if fault in _STATUS:
            body = {"error": "invalid_client"} if fault == "401" else {"error": "invalid_request"}
            return _json(_STATUS[fault], body)
        if fault == "empty":
            return _json(200, {})
        if fault == "elsewhere":
            return _json(200, {"token_endpoint": f"https://other.{UAA}/oauth/token"})
        if fault == "unsigned":
            token = jwt.encode(self._claims(request), "", algorithm="none")
            return _json(200, {"access_token": token})
        if fault == "forged":
            # The public key, taken for the password of a symmetric signature.
            return _json(200, {"access_token": jwt.encode(self._claims(request), "k" * 32, algorithm="HS256")})
        if fault == "foreign":
            other = rsa.generate_private_key(65537, 2048)
            return _json(200, {"access_token": jwt.encode(self._claims(request), other, algorithm="RS256")})
        return None

    def _right(self, request: Asked) -> tuple[int, bytes, str]:
        if request.path == "/.well-known/openid-configuration":
            zone = request.host.partition(".")[0]
            return _json(
                200,
                {
                    "token_endpoint": f"https://{zone}.{UAA}/oauth/token",
                    "mtls_endpoint_aliases": {"token_endpoint": f"https://{zone}.{MTLS}/oauth/token"},
                    "jwks_uri": "https://evil.example/token_keys",
                },
            )
        if request.path == "/oauth/token":
            return _json(200, {"access_token": jwt.encode(self._claims(request), self._pem, algorithm="RS256")})
        if request.path == "/token_keys":
            numbers = self._key.public_key().public_numbers()
            return _json(200, {"keys": [{"kty": "RSA", "alg": "RS256", "e": "AQAB", "n": _base64(numbers.n)}]})
        return _json(200, []) if request.path in _STAGES else _json(404, {})

    def _claims(self, request: Asked) -> dict[str, Any]:
        zone = request.host.partition(".")[0]
        now = int(time.time())
        return {"cid": CLIENT, "ext_attr": {"zdn": zone}, "scope": SCOPES, "iat": now, "exp": now + 600}


def _base64(number: int) -> str:
    return urlsafe_b64encode(number.to_bytes(256, "big")).rstrip(b"=").decode()


def _json(status: int, content: object) -> tuple[int, bytes, str]:
    return status, json.dumps(content).encode(), "application/json"


def _send(connection: ssl.SSLSocket, status: int, body: bytes, kind: str) -> None:
    head = f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    connection.sendall(head.encode() + body)


def _pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while content := source.recv(65536):
            target.sendall(content)
        target.shutdown(socket.SHUT_WR)


def _some(connection: socket.socket) -> bytes:
    received = connection.recv(65536)
    if not received:
        # As who only looks at the certificate does.
        raise ConnectionResetError
    return received


def _read(connection: ssl.SSLSocket) -> Asked:
    received = b""
    while b"\r\n\r\n" not in received:
        received += _some(connection)
    head, _, body = received.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    while len(body) < int(headers.get("content-length", 0)):
        body += _some(connection)
    method, path, _ = first.split(" ")
    return Asked(headers["host"], method, path, headers, body.decode())
