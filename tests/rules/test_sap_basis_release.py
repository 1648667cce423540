"""CALM913 beyond its examples: how releases are written."""

from __future__ import annotations

import pytest

from environments import CTS, at, found, only


@pytest.mark.parametrize("release", ["7.31 SP25", "740 SP08", "7.40 SP8", "SAP_BASIS 740 0008", "731", "702 SP 21"])
def test_too_old(release: str) -> None:
    text, violation = only(CTS, ("sap_basis: 7.50 SP20", f"sap_basis: {release}"))
    assert (violation.rule.code, violation.severity, at(text, violation)) == ("CALM913", "error", release)


@pytest.mark.parametrize(
    "release", ["740 SP09", "7.40", "7.50", "7.50 SP00", "7.58", "816", "S/4HANA 2023", "2023", '""']
)
def test_new_enough_or_unknown(release: str) -> None:
    assert found(CTS, ("sap_basis: 7.50 SP20", f"sap_basis: {release}")) == []
