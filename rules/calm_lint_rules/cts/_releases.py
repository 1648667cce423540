"""Code shared by the rules about releases and support packages of components."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_RELEASE = r"\s*(?:SAP[_ ]BASIS|ST-PI)?\s*(\d)\.?(\d\d)(?:[\s,/-]*SP\D?\s*(\d{1,4})|[\s,/-]+(\d{1,4}))?\s*"


class Release(NamedTuple):
    """A release of a component.

    Attributes:
        number: the release, as in 740.
        package: the support package, None if it is not given.
    """

    number: int
    package: int | None

    def is_before(self, other: Release) -> bool:
        """Return whether it is certainly older than another one, of which the support package is known."""
        if self.number != other.number:
            return self.number < other.number
        return self.package is not None and self.package < (other.package or 0)


@lru_cache(maxsize=256)
def release_of(text: str) -> Release | None:
    """Return the release in a text such as `7.50 SP20` or `740 SP 16`, None if it cannot be read."""
    match = re.fullmatch(_RELEASE, text, re.IGNORECASE)
    package = match and (match[3] or match[4])
    return Release(int(match[1] + match[2]), int(package) if package else None) if match else None


def is_before(text: str | None, since: str) -> bool:
    """Return whether a release is certainly older than another one."""
    release, first = release_of(text or ""), release_of(since)
    return release is not None and first is not None and release.is_before(first)
