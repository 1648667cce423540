"""Asking for each thing once, whoever needs it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")


class Once:
    """Asks for each thing once; who asks for the same meanwhile waits for the answer."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._locks: dict[Hashable, Lock] = {}
        self._answers: dict[Hashable, Any] = {}

    def __call__(self, key: Hashable, ask: Callable[[], T]) -> T:
        """Return the answer for a key, which the first call asks for."""
        with self._lock:
            lock = self._locks.setdefault(key, Lock())
        with lock:
            if key not in self._answers:
                self._answers[key] = ask()
            answer: T = self._answers[key]
            return answer
