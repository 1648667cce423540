"""CALM912 beyond its examples: which ST-PI brings what."""

from __future__ import annotations

import pytest

from environments import CTS, at, found, only

READ = 'tasks: ["Transports: Read"]'


@pytest.mark.parametrize(
    ("task", "before", "since"),
    [
        ("Check", "740 SP26", "740 SP27"),
        ("Export Checks (client-specific)", "740 SP29", "740 SP30"),
        ("Retrofit (client-specific)", "740 SP30", "740 SP31"),
        ("retrofit", "740 SP30", "740 SP31"),
    ],
)
def test_tasks(task: str, before: str, since: str) -> None:
    text = CTS.replace(', "Transports: Export Checks (client-specific)"', "")
    changes = (READ, f'tasks: ["Transports: Read", "Transports: {task}"]')
    assert "CALM912" in found(text, changes, ("740 SP32", before))
    for enough in (since, "758 SP00", "758", "740", "something"):
        assert "CALM912" not in found(text, changes, ("740 SP32", enough))


def test_mtls() -> None:
    text, violation = only(
        CTS,
        (
            "            client_secret: ${CALM_PROD_SECRET}\n            client_authentication: Basic\n",
            "            client_authentication: mTLS\n",
        ),
        ("758 SP00", "740 SP28"),
    )
    assert (violation.rule.code, violation.severity, at(text, violation)) == ("CALM912", "error", "mTLS")
    assert text.splitlines()[violation.related[0].span.line - 1].strip() == "st_pi: 740 SP28"
