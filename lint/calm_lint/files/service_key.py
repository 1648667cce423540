"""Find the one binding credential in what people save: a download, or the output of cf, btp or an application.

Faults are worded without any content of the file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from calm_lint.errors import CalmLintError
from calm_lint.text.typography import CURLY_QUOTES


class Form(NamedTuple):
    """The form of the credential of a service.

    Attributes:
        what: what it is called.
        service: the service that it gives access to.
        product: the product that it gives access to.
        required: what it has to hold, by the keys that lead there.
        other: a pattern of the client IDs that the credential of the other service has.
        other_what: what that credential is called.
    """

    what: str
    service: str
    product: str
    required: tuple[tuple[str, ...], ...]
    other: str
    other_what: str


BINDING: Final = Form(
    "binding credential",
    "service SAP Cloud ALM API",
    "SAP Cloud ALM",
    (("endpoints", "Api"), ("uaa", "url"), ("uaa", "clientid")),
    r"\|alm-ts-backend!",
    "service key of SAP Cloud Transport Management",
)
CTMS_KEY: Final = Form(
    "service key",
    "SAP Cloud Transport Management",
    "SAP Cloud Transport Management",
    (("uri",), ("uaa", "url"), ("uaa", "clientid")),
    r"\|sapcloudalm!",
    "binding credential of service SAP Cloud ALM API",
)

# cf prints words before JSON, and labels between two objects.
_BEFORE_JSON = re.compile(r"[^\[\]{}\"]*(?=[\[{\"])")
_AFTER_JSON = re.compile(r"[^\[\]{}\"]*(?=\{|\Z)")


class ServiceKey(NamedTuple):
    """What came of reading a file.

    Attributes:
        content: the credential, empty if there is not exactly one.
        fault: why it cannot be used, empty if it can.
        text: the text of the file, empty if it is none.
        found: all that looks like a credential in it.
    """

    content: dict[str, object]
    fault: str = ""
    text: str = ""
    found: Sequence[dict[str, object]] = ()


def parse(raw: bytes, form: Form = BINDING) -> ServiceKey:
    """Read the credential in the content of a file.

    The file may be UTF-8, UTF-16 as PowerShell writes it, or Windows-1252. It may hold the credential itself, or the
    JSON of a service key, of a binding or of VCAP_SERVICES around it, and words before that.

    Args:
        raw: the bytes of the file.
        form: the form of the credential that it has to hold.
    """
    text = _decoded(raw)
    if text is None:
        return ServiceKey({}, "is not text in UTF-8, UTF-16 or Windows-1252")
    try:
        values = list(_values(text))
    except (RecursionError, ValueError) as error:
        return ServiceKey({}, _fault(error, text, f", must be that of a {form.what}"), text)
    if not isinstance(values[0], dict):
        kind = "a list" if isinstance(values[0], list) else "a single value"
        return ServiceKey({}, f"is {kind}, must be the JSON object of one {form.what}", text)
    found = [each for value in values for each in _credentials(value)]
    return _chosen(found, form)._replace(text=text, found=found)


def json_values(raw: bytes, pairs: Callable[[list[tuple[str, Any]]], Any] | None = None) -> list[object]:
    """Return the JSON values in the content of a file, at least one; words around them do not count.

    Args:
        raw: the bytes of the file, in one of the encodings that `parse` reads.
        pairs: makes an object of its keys and values; None for a dict, in which the last of equal keys counts.

    Raises:
        CalmLintError: if there is none. The message holds nothing of the content.
    """
    text = _decoded(raw)
    if text is None:
        raise CalmLintError("is not text in UTF-8, UTF-16 or Windows-1252")
    try:
        return list(_values(text, pairs))
    except (RecursionError, ValueError) as error:
        raise CalmLintError(_fault(error, text, "")) from None


def text_at(content: dict[str, object], *keys: str) -> str:
    """Return the text at some keys of a credential, empty if there is none."""
    value: object = content
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value.strip() if isinstance(value, str) else ""


def _fault(error: Exception, text: str, wanted: str = ", must be that of a binding credential") -> str:
    """Return why a text holds no JSON."""
    if not isinstance(error, json.JSONDecodeError):
        return f"is JSON that cannot be read{wanted}"
    curly = re.search(f"[{CURLY_QUOTES}]", text)
    hint = "curly quotes, as on a web page, must be straight ones" if curly else "download it once more"
    return f"is not valid JSON in its line {error.lineno}, column {error.colno}: {hint}"


def _decoded(raw: bytes) -> str | None:
    for encoding in (json.detect_encoding(raw), "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _values(text: str, pairs: Callable[[list[tuple[str, Any]]], Any] | None = None) -> Iterator[object]:
    """Yield the JSON values of a text, at least one."""
    before = _BEFORE_JSON.match(text)
    start = before.end() if before else len(text) - len(text.lstrip())
    decoder = json.JSONDecoder(object_pairs_hook=pairs)
    while True:
        value, end = decoder.raw_decode(text, start)
        yield value
        after = _AFTER_JSON.match(text, end)
        if after is None:
            raise json.JSONDecodeError("Extra data", text, end)
        if after.end() == len(text):
            return
        start = after.end()


def _credentials(value: object) -> Iterator[dict[str, object]]:
    """Yield the outermost mappings that look like a credential, at any depth."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict) and not each.keys().isdisjoint(("endpoints", "uaa")):
            yield each
        elif isinstance(each, dict | list):
            waiting += each.values() if isinstance(each, dict) else each


def _chosen(found: list[dict[str, object]], form: Form) -> ServiceKey:
    usable = [each for each in found if not _lacking(each, form)]
    if len(usable) > 1:
        return ServiceKey(
            {},
            f"holds {len(usable)} credentials of {form.product}, must hold one: "
            "save the one that is meant in a file of its own",
        )
    if not usable and len(found) > 1:
        return ServiceKey({}, f"holds credentials of other services, must hold one of {form.service}")
    content = (usable or found or [{}])[0]
    if not usable and re.search(form.other, text_at(content, "uaa", "clientid")):
        return ServiceKey(content, f"is a {form.other_what}, must be a {form.what} of {form.service}")
    lacking = " and ".join(_lacking(content, form))
    return ServiceKey(content, f"lacks {lacking}, must be the JSON of a {form.what}" if lacking else "")


def _lacking(content: dict[str, object], form: Form) -> list[str]:
    return [".".join(keys) for keys in form.required if not text_at(content, *keys)]
