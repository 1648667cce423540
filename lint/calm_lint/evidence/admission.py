"""The door of the importers: the bytes of a file become data without secrets, of the form that is documented."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

from calm_lint.errors import CalmLintError
from calm_lint.files.service_key import json_values
from calm_lint.reading import secret_forms
from calm_lint.reading.document import json_pointer
from calm_lint.reading.secret_names import is_secret
from calm_lint.text.references import is_reference
from calm_lint.text.urls import MASK, without_users
from calm_lint_schemas import schema

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

MOST_BYTES: Final = 64 * 2**20
"""The size of the largest file that is read."""

# Few names hold two digits, and many secrets do.
_WORDS = r"[A-Za-z_.$@-]{1,40}[0-9]?[A-Za-z_.$@-]{0,40}"
_TYPES = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "an object",
    "null": "null",
}


def admitted(raw: bytes) -> list[Any]:
    """Return the JSON values of a file with their secrets masked.

    Raises:
        CalmLintError: if it is no JSON, or nested too deeply. The message holds nothing of the content.
    """
    try:
        return [without_secrets(each) for each in json_values(raw, unique)]
    except RecursionError:
        raise CalmLintError("is nested too deeply") from None


def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object.

    Raises:
        CalmLintError: if it has a key twice, so that nobody knows which value counts.
    """
    found = dict(pairs)
    if len(found) < len(pairs):
        ((twice, _),) = Counter(name for name, _ in pairs).most_common(1)
        name = twice if re.fullmatch(_WORDS, twice) else "a property"
        raise CalmLintError(f"gives {name} twice in one object, so that it is not certain which value counts")
    return found


def without_secrets(value: Any, name: str = "", *, secret: bool = False) -> Any:
    """Return data with every secret replaced by a mask, by the names of fields and by the form of texts.

    Args:
        value: the data.
        name: the name of the field that holds it.
        secret: whether all that is inside is secret.

    Raises:
        CalmLintError: if a text holds half of a character.
    """
    # No importer takes a field named key or token, which elsewhere may be something else.
    words = (name, name.rpartition(".")[2])
    secret = secret or any(is_secret(each, in_credential=True) for each in words if each)
    if isinstance(value, dict):
        return {_whole(key): without_secrets(each, key, secret=secret) for key, each in value.items()}
    if isinstance(value, list):
        return [without_secrets(each, name, secret=secret) for each in value]
    if value is None or value == "":
        return value
    if secret:
        return value if isinstance(value, str) and is_reference(value) else MASK
    if not isinstance(value, str):
        return value
    if value.lstrip()[:1] in ("{", "["):
        try:
            inner = json.loads(value, object_pairs_hook=unique)
        except ValueError:
            return _masked(value)
        return json.dumps(without_secrets(inner, name))
    return _masked(value)


def validate(form: str, value: Any, path: tuple[str | int, ...] = (), depth: int = 0) -> None:
    """Compare data with the published schema of a form.

    Args:
        form: the name of the form.
        value: the data.
        path: where the data stand in the file.
        depth: how many steps into the data lead to what stands there; others were put around it for the schema.

    Raises:
        CalmLintError: if they do not have the form. The message names the place, and nothing of the content.
    """
    validator = _validator(form)
    if validator.is_valid(value):
        return
    # Slow to import, and needed for evidence only.
    from jsonschema.exceptions import best_match

    error = best_match(validator.iter_errors(value))
    if error is None:
        return
    where = json_pointer((*path, *tuple(error.absolute_path)[depth:])) or "the whole file"
    # Strict validators want the kinds of one value apart.
    kinds: Any = error.validator_value if error.validator == "anyOf" else [error.schema]
    if error.validator == "type" or all(kind.keys() == {"type"} for kind in kinds):
        wanted = " or ".join(_TYPES[kind["type"]] for kind in kinds)
        raise CalmLintError(f"is not of the form that is documented: {where} must be {wanted}")
    if error.validator == "required":
        wanted = " and ".join(each for each in error.validator_value if each not in error.instance)
        raise CalmLintError(f"is not of the form that is documented: {where} lacks {wanted}")
    if error.validator == "enum":
        wanted = " or ".join(map(str, error.validator_value))
        raise CalmLintError(f"is not of the form that is documented: {where} must be {wanted}")
    raise CalmLintError(f"is not of the form that is documented: see {where}")


@cache
def _validator(form: str) -> Validator:
    # Slow to import, and needed for evidence only.
    from jsonschema import Draft7Validator

    return Draft7Validator(schema(f"evidence-{form}"))


def _whole(text: str) -> str:
    """Return a text that is of whole characters, as no file can hold half of a surrogate pair."""
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            raise CalmLintError("holds half of a character, such as \\ud800") from None
    return text


@lru_cache(maxsize=8192)
def _masked(text: str) -> str:
    text = _whole(text)
    masked, done = "", 0
    for start, end in sorted(secret_forms.spans(text)):
        if start >= done:
            masked += text[done:start] + MASK
        done = max(done, end)
    return without_users(masked + text[done:])
