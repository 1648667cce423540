"""A progress bar where a person watches for longer than a second."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from shutil import get_terminal_size
from time import monotonic
from typing import Any, TypeVar

T = TypeVar("T")

_SHORT = 1


class Progress:
    """Shows how many results there are already."""

    def __init__(self) -> None:
        self._bar: Any = None

    def over(self, results: Iterable[T], total: int) -> Iterator[T]:
        """Pass results on.

        Args:
            results: the results, as they come.
            total: how many there will be.
        """
        if sys.stderr is None or not sys.stderr.isatty():
            yield from results
            return
        begin = monotonic()
        with ExitStack() as stack:
            for number, result in enumerate(results, 1):
                yield result
                if self._bar is None and monotonic() - begin > _SHORT:
                    import click

                    # The position changes with each result, so that a bar that was hidden is drawn again.
                    bar = click.progressbar(
                        length=total, label="Linting", show_percent=True, show_pos=True, file=sys.stderr
                    )
                    self._bar = stack.enter_context(bar)
                    self._bar.update(number)
                elif self._bar is not None:
                    self._bar.update(1)
        self._bar = None

    def hide(self) -> None:
        """Take the bar away from the line that it is in, until the next result."""
        if self._bar is not None:
            sys.stderr.write(f"\r{' ' * (get_terminal_size().columns - 1)}\r")
            sys.stderr.flush()
