"""The right landscapes of the other transport environments, for tests that change single lines of them."""

from __future__ import annotations

import re
from pathlib import Path

from calm_lint.api import Violation
from findings import codes
from mtls import changed, linted

_FOLDER = Path(__file__).parent / "rules"

CTMS = (_FOLDER / "ctms.landscape.yaml").read_text("utf-8")
CTS = (_FOLDER / "cts.landscape.yaml").read_text("utf-8")

Changes = tuple[tuple[str, str], ...]


def found(text: str, *changes: tuple[str, str]) -> list[str]:
    """Return the codes of the findings after changes, each code once."""
    return sorted(set(codes(linted(changed(*changes, text=text)))))


def only(text: str, *changes: tuple[str, str]) -> tuple[str, Violation]:
    """Return the changed text and its one finding."""
    text = changed(*changes, text=text)
    (violation,) = linted(text).violations
    return text, violation


def at(text: str, violation: Violation) -> str:
    """Return the text that a finding points at."""
    span = violation.span
    return text.splitlines()[span.line - 1][span.column - 1 : span.end_column - 1]


def in_block(text: str, head: str, old: str, new: str) -> str:
    """Return a text with a line changed that stands first after another line."""
    before, _, after = text.partition(head)
    assert old in after, old
    return f"{before}{head}{after.replace(old, new, 1)}"


def mixed() -> str:
    """Return a right landscape with all three environments."""
    tenant = CTMS[CTMS.index("  - id: calm-test") : CTMS.index("ctms_services:")]
    services = CTMS[CTMS.index("ctms_services:") : CTMS.index("destinations:")]
    destinations = CTMS[CTMS.index("destinations:\n") + len("destinations:\n") :]
    text = changed(("\ncertificates:\n", f"\n{tenant.rstrip()}\n\ncertificates:\n"))
    text = re.sub(r"( +)name: CALM_FTR_ATO_\d+", r"\g<0>\n\1cloud_alm_tenant: calm-prod", text)
    return f"{text}{destinations}\n{services}{CTS[CTS.index('cts_domains:') :]}"
