"""What makes a finding the same one in the next run: its rule, its entity and the facts it states, but no line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from calm_lint.engine.violation import Violation

Key = tuple[str, str, str]


def identity(violation: Violation) -> Key:
    """Return what a finding keeps when the file is reordered, reformatted or renamed: rule, entity and message.

    The message is compared without its hint, which other things change, too.
    """
    return violation.rule.code, violation.entity, violation.facts or violation.message


def identities(violation: Violation) -> tuple[Key, ...]:
    """Return the identity of a finding, and how a baseline may hold it that was written with whole messages."""
    whole = violation.rule.code, violation.entity, violation.message
    return (identity(violation), whole) if violation.facts else (whole,)


def fingerprints(violations: Iterable[Violation]) -> Iterator[str]:
    """Yield a fingerprint for each finding of one file, in hexadecimal digits; equal findings are numbered."""
    # Only formats for machines ask for it.
    from hashlib import sha256

    seen: Counter[Key] = Counter()
    for violation in violations:
        key = identity(violation)
        seen[key] += 1
        yield sha256("\0".join((*key, str(seen[key]))).encode()).hexdigest()
