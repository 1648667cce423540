"""The check that is compiled ahead of time and the one that explains agree on what is valid."""

from __future__ import annotations

import copy
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calm_lint.model import CloudAlmTenant, OutboundService, ServiceInstance, Transport
from calm_lint.reading.reader import read
from calm_lint.reading.scalars import Float
from calm_lint.rulebook.examples import complete
from calm_lint.schema.check import TYPED_KEYS, is_valid
from calm_lint.schema.validation import validator
from calm_lint_schemas import LANDSCAPE

EXPLAINING = validator(LANDSCAPE)

EVERYTHING = (
    complete(ServiceInstance, "plan: standard\nbinding_name: ato"),
    complete(Transport, "feature: 6-42"),
    complete(CloudAlmTenant, "name: Acme\nregion: eu10\nbinding_file: key.json"),
    complete(OutboundService, "path: /\nrun_every: {value: 5, unit: minutes}\njob_status: inactive\npackage_size: 0"),
    complete(OutboundService, "run_every: 5").replace("SAP_COM_0690\n", "SAP_COM_0466\n"),
)

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 1000),
    st.sampled_from([Float(443.0), Float(1.0), Float(5.5), Float("nan"), Float("inf")]),
    st.sampled_from(
        ["", "x", "443", "080", "080\n", "1234", "active", "inactive", "productive", "test", "development", "released"]
    ),
    st.sampled_from(["2024-01-15", "2024-02-30", "2024-01-15T10:00:00Z", "2024-01-15x", "SAP_COM_0690", "x-a"]),
    st.text(max_size=5),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=4,
)
KEYS = st.sampled_from(["x-note", "port", "name", "run_every", "unit", "import", "hostname", "x", ""])


def places(value: Any) -> list[tuple[Any, Any]]:
    """Return every mapping or list of a document with each of its keys or indices."""
    found: list[tuple[Any, Any]] = []
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in entries:
        found.append((value, key))
        found += places(each)
    return found


@st.composite
def documents(draw: st.DrawFn) -> Any:
    """A right landscape in which a few things were deleted, added or replaced."""
    text = draw(st.sampled_from(EVERYTHING))
    data = copy.deepcopy(read("x", text.encode(), TYPED_KEYS).documents[0].data)
    for _ in range(draw(st.integers(0, 3))):
        container, key = draw(st.sampled_from(places(data)))
        change = draw(st.sampled_from(["replace", "delete", "add"]))
        if change == "replace":
            container[key] = draw(VALUES)
        elif change == "delete":
            del container[key]
        elif isinstance(container, dict):
            container[draw(KEYS)] = draw(VALUES)
        if not places(data):
            break
    return data


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_both_checks_agree(data: Any) -> None:
    assert is_valid(data) == EXPLAINING.is_valid(data)


@settings(deadline=None)
@given(VALUES)
def test_both_checks_agree_on_what_is_no_landscape(data: Any) -> None:
    assert is_valid(data) == EXPLAINING.is_valid(data) is False


def test_right_landscapes_are_valid_also_for_other_readers_of_yaml() -> None:
    for text in EVERYTHING:
        data = yaml.load(text, yaml.CBaseLoader)  # noqa: S506 - it makes nothing but text
        numbers = {"format": 1, "port": 443, "inbound_only": False}
        for container, key in places(data):
            if key in numbers:
                container[key] = numbers[key]
        assert list(EXPLAINING.iter_errors(data)) == []
