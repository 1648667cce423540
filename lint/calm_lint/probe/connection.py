"""One HTTPS request: verified before anything is sent, without redirects, with a bounded answer.

The standard library does it: the first rungs connect without a request, `--resolve` connects to an address and verifies
the name, and a request ends in time, for which one has to take hold of the socket.
"""

from __future__ import annotations

import socket
import ssl
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection, IncompleteRead
from threading import Event, Lock, Timer
from typing import Final
from urllib.parse import SplitResult, quote, unquote, urlencode, urlsplit
from urllib.request import getproxies_environment, proxy_bypass

from calm_lint import __version__
from calm_lint.errors import UsageError
from calm_lint.model.values.facts import PORT
from calm_lint.probe.answer import LARGEST, Answer
from calm_lint.probe.hosts import is_host
from calm_lint.probe.no_answer import NoAnswerError, no_answer, wrong_certificate
from calm_lint.probe.once import Once

OTHER_HOST: Final = "www.sap.com"
"""A host that is looked up, and not asked, where another one is not found."""

_PROXY_PORT: Final = 80
_SAFE: Final = "/%:@!$&'()*+,;=~?"


class _Connection(HTTPSConnection):
    """A connection that may go to another address than the name that its certificate has to have."""

    def __init__(self, name: str, address: tuple[str, int], context: ssl.SSLContext, timeout: float) -> None:
        super().__init__(*address, context=context, timeout=timeout)
        self._name = name
        self._tls = context

    def connect(self) -> None:
        HTTPConnection.connect(self)
        self.sock = self._tls.wrap_socket(self.sock, server_hostname=self._name)


class Connector:
    """Asks servers, one request at a time for each host.

    Args:
        timeout: how many seconds one request may take.
        resolve: addresses and ports to connect to, by the names of hosts in lower case; the others are looked up.
        ca: a file with certificate authorities to trust besides those of the machine, empty if there is none.

    Raises:
        UsageError: if the file of authorities or the proxy cannot be used.
    """

    def __init__(
        self,
        timeout: float,
        resolve: Mapping[str, tuple[str, int]] | None = None,
        ca: str = "",
    ) -> None:
        self._timeout = timeout
        self._resolve = resolve or {}
        self._ca = ca
        self._proxy = _proxy(getproxies_environment())
        self._locks: defaultdict[str, Lock] = defaultdict(Lock)
        self._once = Once()
        self._context = self.context()

    @property
    def proxy_secrets(self) -> tuple[str, ...]:
        """What must not be shown of the proxy: the password of its user."""
        password = self._proxy.password if self._proxy else None
        return (password, unquote(password)) if password else ()

    def context(self) -> ssl.SSLContext:
        """Return a new context that trusts the authorities of the machine, and those of the file."""
        context = ssl.create_default_context()
        if self._ca:
            try:
                context.load_verify_locations(cafile=self._ca)
            except (OSError, ValueError):
                raise UsageError("--ca must name a PEM file with certificate authorities that can be read") from None
        return context

    def connect(self, host: str) -> None:
        """Connect to a host, verify its certificate, and send nothing.

        Raises:
            NoAnswerError: if that fails.
        """
        with self._connected(host, self._context):
            pass

    def get(self, host: str, path: str, token: str = "") -> Answer:
        """Ask for a path; without a token, for each once.

        Args:
            host: the host.
            path: the path, with its query if it has one.
            token: the token to send, empty for none.

        Raises:
            NoAnswerError: if no answer comes.
        """
        if token:
            return self._ask(self._context, host, "GET", path, {"Authorization": f"Bearer {token}"})
        answer = self._once((host, path), lambda: self._answer_or_error(host, path))
        if isinstance(answer, NoAnswerError):
            raise NoAnswerError(answer.kind, str(answer))
        return answer

    def post(self, host: str, path: str, form: Mapping[str, str], context: ssl.SSLContext | None = None) -> Answer:
        """Send a form.

        Args:
            host: the host.
            path: the path.
            form: the fields of the form.
            context: one with a client certificate, None for none.

        Raises:
            NoAnswerError: if no answer comes.
        """
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask(context or self._context, host, "POST", path, headers, urlencode(form, errors="replace"))

    def _answer_or_error(self, host: str, path: str) -> Answer | NoAnswerError:
        try:
            return self._ask(self._context, host, "GET", path, {})
        except NoAnswerError as error:
            return error

    def _ask(
        self,
        context: ssl.SSLContext,
        host: str,
        method: str,
        path: str,
        headers: Mapping[str, str],
        body: str | None = None,
    ) -> Answer:
        common = {"Host": host, "Accept": "application/json", "User-Agent": f"calm-lint/{__version__}"}
        with self._connected(host, context) as connection:
            connection.request(method, quote(path, safe=_SAFE, errors="replace"), body, {**common, **headers})
            response = connection.getresponse()
            content = response.read(LARGEST + 1)
            if response.length and len(content) <= LARGEST:
                raise IncompleteRead(content)
            return Answer(response.status, content, _target(response))

    @contextmanager
    def _connected(self, host: str, context: ssl.SSLContext) -> Iterator[HTTPSConnection]:
        """Hold a connection to a host, and turn what goes wrong with it into a `NoAnswerError`."""
        proxy = self._proxy_for(host)
        name = proxy.hostname or "" if proxy else ""
        with self._locks[host]:
            connection = self._connection(host, context, proxy)
            try:
                with _ended_after(self._timeout, connection):
                    connection.connect()
                    yield connection
            except ssl.SSLCertVerificationError as error:
                raise wrong_certificate(error, host, self._certificate(host, proxy)) from None
            except (OSError, HTTPException) as error:
                reason = no_answer(error, host, self._timeout, name)
                if reason.kind == "name" and not self._finds_others:
                    message = f"no name server here knows {host}, nor {OTHER_HOST}"
                    raise NoAnswerError("lookup", message) from None
                raise reason from None
            finally:
                connection.close()

    @cached_property
    def _finds_others(self) -> bool:
        """Whether hosts are found from here at all: else it proves nothing that one is not."""
        try:
            return OTHER_HOST in self._resolve or bool(socket.getaddrinfo(OTHER_HOST, PORT))
        except OSError:
            return False

    def _certificate(self, host: str, proxy: SplitResult | None) -> bytes:
        """Return the certificate of a host as it is, to say what is wrong with it; nothing is sent."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        connection = self._connection(host, context, proxy)
        try:
            with _ended_after(self._timeout, connection):
                connection.connect()
                return connection.sock.getpeercert(binary_form=True) or b""
        except (OSError, HTTPException):
            return b""
        finally:
            connection.close()

    def _connection(self, host: str, context: ssl.SSLContext, proxy: SplitResult | None) -> HTTPSConnection:
        if not proxy:
            return _Connection(host, self._resolve.get(host.lower(), (host, PORT)), context, self._timeout)
        connection = _Connection(host, (proxy.hostname or "", proxy.port or _PROXY_PORT), context, self._timeout)
        user = f"{unquote(proxy.username or '')}:{unquote(proxy.password or '')}"
        basic = {"Proxy-Authorization": f"Basic {b64encode(user.encode()).decode()}"} if proxy.username else {}
        connection.set_tunnel(host, PORT, basic)
        return connection

    def _proxy_for(self, host: str) -> SplitResult | None:
        """Return the proxy that leads to a host; an address that was named is connected to without one."""
        bypassed = host.lower() in self._resolve or proxy_bypass(host)
        return None if bypassed else self._proxy


@contextmanager
def _ended_after(timeout: float, connection: HTTPSConnection) -> Iterator[None]:
    """End a connection after some seconds, however slowly it still answers."""
    late = Event()

    def end() -> None:
        late.set()
        with suppress(OSError, AttributeError):
            # Not the method of SSLSocket, which would take the TLS away from those who read.
            socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)

    timer = Timer(timeout, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (OSError, HTTPException):
        if late.is_set():
            raise TimeoutError from None
        raise
    finally:
        timer.cancel()


def _proxy(proxies: Mapping[str, str]) -> SplitResult | None:
    url = proxies.get("https") or proxies.get("all")
    if not url:
        return None
    try:
        proxy = urlsplit(url if "://" in url else f"http://{url}")
        usable = proxy.scheme == "http" and is_host(proxy.hostname or "") and (proxy.port or _PROXY_PORT)
    except ValueError:
        usable = None
    if not usable:
        raise UsageError("HTTPS_PROXY must name a proxy as http://host:port; calm-lint knows no other proxies")
    return proxy


def _target(response: HTTPResponse) -> str:
    """Return the host that a redirect leads to, in so far as it has the form of one."""
    try:
        host = urlsplit(response.getheader("Location") or "").hostname or ""
    except ValueError:
        return ""
    return host if is_host(host) else ""
