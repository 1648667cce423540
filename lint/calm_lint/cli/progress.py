"""A progress bar where a person watches for longer than a second."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from time import monotonic
from typing import Any, TypeVar

T = TypeVar("T")

_SHORT = 1


def with_progress(results: Iterable[T], total: int) -> Iterator[T]:
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
        bar: Any = None
        for number, result in enumerate(results, 1):
            yield result
            if bar is None and monotonic() - begin > _SHORT:
                import click

                bar = stack.enter_context(click.progressbar(length=total, label="Linting", file=sys.stderr))
                bar.update(number)
            elif bar is not None:
                bar.update(1)
