"""The settings of Python's garbage collector for a run, which cost a tenth of the time of a large file if left alone.

Nearly all that a run makes lives until its end: modules, the data of a file, its entities. The collector would walk it
again and again and find nothing.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Objects made before the collector looks at the young ones.
_ONE_FILE = 100_000
_MANY_FILES = 10_000
# The bytes of a file whose data are worth a collection, which takes a tenth of the time of linting it.
_LARGE = 1_000_000


def start() -> None:
    """Collect seldom: imports and one file leave hardly any garbage."""
    gc.set_threshold(_ONE_FILE)


def expect_garbage() -> None:
    """Collect more often, as of many files each leaves its data; what was imported is never looked at again."""
    if not gc.get_freeze_count():
        gc.freeze()
    gc.set_threshold(_MANY_FILES)


def make_room(size: int) -> None:
    """Collect what large files have left, of many, before the next large one takes as much again."""
    if size >= _LARGE and gc.get_freeze_count():
        gc.collect()


@contextmanager
def resting() -> Iterator[None]:
    """Do not collect while data grow; leave the collector as it was."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def finish() -> None:
    """Let the interpreter end without a walk through all that still lives."""
    gc.freeze()
