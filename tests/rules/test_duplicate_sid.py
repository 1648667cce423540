"""CALM901 beyond its examples: whatever domain, type and customer."""

from __future__ import annotations

import pytest

from environments import CTS, at, found, only


@pytest.mark.parametrize(("old", "sid"), [("sid: ECD", "DEV"), ("sid: QUA", "DEV")])
def test_domain_and_service_type_do_not_matter(old: str, sid: str) -> None:
    assert "CALM901" in found(CTS, (old, f"sid: {sid}"))


def test_later_sid_is_reported_with_the_earlier_one() -> None:
    text, violation = only(CTS.replace("sid: ECD", "sid: QUA").replace("ECD:", "QUA:").replace("ECD000", "QUA000"))
    assert (violation.rule.code, violation.severity, at(text, violation)) == ("CALM901", "error", "QUA")
    (related,) = violation.related
    assert related.span.line < violation.span.line
    assert violation.path == "/cts_domains/1/systems/0/sid"
