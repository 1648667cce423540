"""The values that secret references stand for, and hiding them in whatever comes out."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from threading import Lock
from typing import Final
from urllib.parse import quote, quote_plus

from calm_lint.errors import CalmLintError, RunError, origin, traceback_of
from calm_lint.rulebook.contributions import SecretStore
from calm_lint.text.references import is_reference
from calm_lint.text.urls import MASK

_VARIABLE: Final = re.compile(r"\$\{(?:env:)?(\w+)\}")
# Anything shorter would blot out parts of words.
_SHORTEST: Final = 4


class NoSecretError(CalmLintError):
    """A reference stands for nothing; the message says why, without its final period."""


class Secrets:
    """Looks secrets up, and keeps them in mind so that they are masked.

    Args:
        stores: the secret stores of plugins, by the schemes of their references.
        environment: the environment variables, those of the process if not given.

    Attributes:
        errors: an error for each store that crashed.
    """

    def __init__(self, stores: Mapping[str, SecretStore], environment: Mapping[str, str] | None = None) -> None:
        self._stores = stores
        self._environment = os.environ if environment is None else environment
        self._known: set[str] = set()
        self._read: dict[str, str] = {}
        self._lock = Lock()
        self.errors: list[RunError] = []

    def read(self, reference: str) -> str:
        """Return the secret that a reference stands for.

        Raises:
            NoSecretError: if there is none.
        """
        reference = reference.strip()
        if not is_reference(reference):
            raise NoSecretError("the secret stands in the file itself, and only a reference to one is used")
        # A store is asked once for what many tenants use, and may ask a person in its turn.
        with self._lock:
            if reference not in self._read:
                self._read[reference] = self._found(reference)
                self.hide(self._read[reference])
            return self._read[reference]

    def hide(self, *values: str) -> None:
        """Mask these values from now on, also as JSON and URLs spell them."""
        for value in values:
            spelled = (
                value,
                json.dumps(value)[1:-1],
                quote(value, safe="", errors="replace"),
                quote_plus(value, errors="replace"),
            )
            self._known.update(each for each in spelled if len(each) >= _SHORTEST)

    def mask(self, text: str) -> str:
        """Return a text without the secrets that are known."""
        for value in sorted(self._known, key=len, reverse=True):
            text = text.replace(value, MASK)
        return text

    def _found(self, reference: str) -> str:
        if variable := _VARIABLE.fullmatch(reference):
            value = self._environment.get(variable[1])
            if value is None:
                raise NoSecretError(f"the environment variable {variable[1]} is not set")
            if not value.strip():
                raise NoSecretError(f"the environment variable {variable[1]} is empty")
            return value
        scheme = reference.partition(":")[0].lower()
        store = self._stores.get(scheme)
        if store is None:
            raise NoSecretError(f"no plugin reads secrets of {scheme}://")
        try:
            secret = store.read(reference)
        except Exception as error:  # noqa: BLE001 - a plugin may raise anything; other tenants are still asked
            where = origin(error, store.read)
            message = f"secret store {scheme} of plugin {store.plugin} crashed: {type(error).__name__} in {where}"
            self.errors.append(RunError("plugin", message, traceback=traceback_of(error)))
            raise NoSecretError(f"the plugin that reads {scheme}:// crashed") from None
        if not isinstance(secret, str) or not secret.strip():
            raise NoSecretError(f"the store of {scheme}:// has no secret there")
        return secret
