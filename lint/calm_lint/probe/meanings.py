"""What an answer means that no rung expects, and what it means that there is none."""

from __future__ import annotations

from typing import Final

from calm_lint.probe.answer import Answer
from calm_lint.probe.no_answer import Kind, NoAnswerError
from calm_lint.probe.rungs import Field, Name, Rung, State

NOTHING: Final = "Nothing about the file."

_NO_ANSWER: Final[dict[Kind, str]] = {
    "name": "The region, or the label before it, is mistyped: other hosts are found from here.",
    "certificate": "What answers is not the host of this name: it is mistyped, or something stands in between.",
    "issuer": f"{NOTHING} Something between here and the host reads along, such as an inspecting proxy; --ca FILE"
    " trusts its authority.",
    "tls": f"{NOTHING} What answers does not speak TLS as SAP does, such as an inspecting proxy.",
    "protocol": "What answers is no web server, so it is not SAP.",
    "lookup": f"{NOTHING} From here, nobody says where the host is.",
    "unreachable": f"{NOTHING} The host, a firewall or the network between does not let the question through.",
}
_UNREACHABLE: Final = ("lookup", "unreachable")
_TOO_MANY: Final = 429


def no_answer(name: Name, error: NoAnswerError, field: Field, proves: str = "") -> Rung:
    """Return the rung that got no answer.

    Args:
        name: which one.
        error: why.
        field: the field that it is about.
        proves: what that proves, if it is more than usual.
    """
    state: State = "unreachable" if error.kind in _UNREACHABLE else "failed"
    return Rung(name, state, str(error), proves or _NO_ANSWER[error.kind], field)


def unexpected(name: Name, answer: Answer, host: str, field: Field, wanted: str) -> Rung:
    """Return the rung that got an answer which no table knows.

    Args:
        name: which one.
        answer: the answer.
        host: the host that gave it.
        field: the field that it is about.
        wanted: what was expected.
    """
    status = answer.status
    if status == _TOO_MANY:
        return Rung(name, "unreachable", f"{host} answers 429, too many requests", f"{NOTHING} Ask again later.", field)
    if status >= 500:
        proves = f"{NOTHING} The server has a fault of its own, or is being maintained."
        return Rung(name, "unreachable", f"{host} answers {status}", proves, field)
    if 300 <= status < 400:
        to = f" to {answer.location}" if answer.location else ""
        proves = "What answers is no server of SAP Cloud ALM, such as a page to log on to the network."
        return Rung(name, "failed", f"{host} answers {status} and redirects{to}, which is not followed", proves, field)
    if status == 200:
        proves = "What answers is no server of SAP Cloud ALM, such as a proxy or a page to log on to the network."
        return Rung(name, "failed", f"{host} answers {answer.what}, and not {wanted}", proves, field)
    proves = "The host refuses the question. That does not say which field is wrong."
    return Rung(name, "failed", f"{host} answers {status}, and not {wanted}", proves, field)
