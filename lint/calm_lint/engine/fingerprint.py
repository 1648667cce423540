"""What makes a finding the same one in the next run: its rule, its entity and its message, but no line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from calm_lint.engine.violation import Violation


def identity(violation: Violation) -> tuple[str, str, str]:
    """Return what a finding keeps when the file is reordered, reformatted or renamed."""
    return violation.rule.code, violation.entity, violation.message


def fingerprints(violations: Iterable[Violation]) -> Iterator[str]:
    """Yield a fingerprint for each finding of one file, in hexadecimal digits; equal findings are numbered."""
    # Only formats for machines ask for it.
    from hashlib import sha256

    seen: Counter[tuple[str, str, str]] = Counter()
    for violation in violations:
        key = identity(violation)
        seen[key] += 1
        yield sha256("\0".join((*key, str(seen[key]))).encode()).hexdigest()
