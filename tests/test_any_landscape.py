"""Landscapes made up from the schema: what it allows is read without a fault of form, what it forbids has one."""

from __future__ import annotations

from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calm_lint.model.misspelled import misspelled_scenarios
from calm_lint.reading.reader import read
from calm_lint.reading.scalars import Float
from calm_lint.schema.check import TYPED_KEYS, is_valid
from calm_lint.schema.validation import validator
from calm_lint_schemas import LANDSCAPE, as_read, schema
from invariants import check

SCHEMA = as_read(schema(LANDSCAPE))
FORM = {"CALM001", "CALM002", "CALM003"}

# What can be written as it is; what YAML has to escape is for the tests of strange inputs.
LETTERS = st.characters(categories=("L", "N", "P", "S", "Zs"), include_characters="-: #'\"/|!&*{}[]\n")
# fmt: off
WORDS = st.sampled_from([
    "calm-prod", "CALM_PROD", "eu10.alm.cloud.sap", "eu10.alm.cloud.sap/api", "eu10", "SAP_COM_0690", "OAuth 2.0",
    "https://acme.authentication.eu10.hana.ondemand.com/oauth/token", "https://eu10.alm.cloud.sap/api",
    "sb-calm-deploy!b123456|sapcloudalm!b456789", "${SECRET}", "hunter2hunter2", "<your-host>", "5 minutes", "443",
    "080", "0x1BB", "1e3", "yes", "~", "null", "<<", "calm-lint: ignore[schema]", "# calm-lint: ignore[schema] r",
])
# fmt: on
TEXT = WORDS | st.text(LETTERS, min_size=1, max_size=12)
DAYS = st.dates().map(str) | st.datetimes().map(lambda day: day.isoformat(timespec="seconds"))
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXT, inner, max_size=2),
    max_leaves=4,
)
MADE = {
    "string": TEXT,
    "integer": st.sampled_from([443, 8443, 1, 0]) | st.integers(),
    "number": st.integers() | st.floats().map(Float),
    "boolean": st.booleans(),
    "null": st.none(),
}
# So that references lead somewhere, and the rules about the connection have something to look at.
LIKELY = {
    "scenario": "SAP_COM_0690",
    "system_id": "CALM_PROD",
    "communication_system": "CALM_PROD",
    "cloud_alm_tenant": "calm-prod",
    "client_authentication": "mTLS",
    "name": "CALM_FTR_ATO_745588200",
    "global_tenant_id": "745588200",
}
PATTERNS = {"^[0-9]{3}$": "[0-9]{3}", "^[0-9]+$": "[0-9]{1,30}", "^[A-Z][A-Z0-9]{2}$": "[A-Z][A-Z0-9]{2}"}
PATTERNS |= {"^[A-Z][A-Z0-9]{2}:[0-9]{3}$": "[A-Z][A-Z0-9]{2}:[0-9]{3}"}


def made(part: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for what a part of the schema allows; it knows the keywords that our schema uses."""
    while "$ref" in part or "allOf" in part:
        part = part["allOf"][0] if "allOf" in part else SCHEMA["definitions"][part["$ref"].rpartition("/")[2]]
    if "enum" in part:
        return st.sampled_from(part["enum"])
    types = part.get("type", "object")
    return st.one_of(*(_of_type(kind, part) for kind in ([types] if isinstance(types, str) else types)))


def _of_type(kind: str, part: Any) -> st.SearchStrategy[Any]:
    if kind == "object":
        return st.deferred(lambda: _mapping(part))
    if kind == "array":
        return st.lists(made(part["items"]), min_size=part.get("minItems", 0), max_size=2)
    if kind == "string" and "pattern" in part:
        return st.from_regex(PATTERNS[part["pattern"]], fullmatch=True, alphabet=st.characters(codec="ascii"))
    return DAYS if kind == "string" and "format" in part else MADE[kind]


def _mapping(part: Any) -> st.SearchStrategy[Any]:
    fields = dict(part.get("properties", {}))
    # The services of the one scenario have a form, whichever scenario it is here; a certificate always has its dates.
    then = part.get("then", {})
    fields |= {key: {**fields[key], **field} for key, field in then.get("properties", {}).items()}
    values = {key: made(field) for key, field in fields.items()}
    values |= {key: st.just(LIKELY[key]) | value for key, value in values.items() if key in LIKELY}
    required = {key: values.pop(key) for key in (*part.get("required", ()), *then.get("required", ()))}
    # One of several has to be there.
    one_of = [
        st.fixed_dictionaries(
            {key: made({**fields[key], **choice["properties"][key]}) for key in choice["required"]},
            optional={key: value for key, value in values.items() if key not in choice["required"]},
        )
        for choice in part.get("anyOf", [{"required": ()}])
    ]
    known = st.builds(dict.__or__, st.fixed_dictionaries(required), st.one_of(*one_of))
    own = st.dictionaries(st.sampled_from(["x-a", "x-note", "x-"]), ANYTHING, max_size=1)
    return st.builds(lambda own, known: known | own, own, known)


def places(value: Any) -> list[tuple[Any, Any]]:
    """Return each collection of a landscape with each of its keys or indices; keys of one's own are left alone."""
    entries = list(value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ())
    known = [(key, each) for key, each in entries if not str(key).startswith("x-")]
    return [(value, key) for key, _ in known] + [place for _, each in known for place in places(each)]


@st.composite
def mutated(draw: st.DrawFn) -> Any:
    """A landscape in which a key was dropped, added, or given a value of another kind."""
    data = draw(LANDSCAPES)
    container, key = draw(st.sampled_from(places(data)))
    change = draw(st.sampled_from(["drop", "add", "replace"]))
    if change == "drop":
        del container[key]
    elif change == "add" and isinstance(container, dict):
        container[draw(st.sampled_from(["hostname", "port", "prot", "id", "", "~"]) | TEXT)] = draw(ANYTHING)
    else:
        container[key] = draw(ANYTHING)
    return data


def written(data: Any, *, flow: bool) -> bytes:
    """Write data as YAML; Python's own dumper would not know our numbers."""
    plain = yaml.CSafeDumper
    plain.add_representer(Float, plain.yaml_representers[float])
    return yaml.dump(data, Dumper=plain, allow_unicode=True, default_flow_style=flow, sort_keys=False).encode()


def read_data(content: bytes) -> Any:
    """Return the data of the only document, with the Scenario ID that is meant where one is misspelled.

    calm-lint names what the schema would forbid once the ID is right, in the same run as the ID.
    """
    (document,) = read("x", content, TYPED_KEYS).documents
    for arrangement, key, meant in misspelled_scenarios(document.data):
        arrangement[key] = meant
    return document.data


LANDSCAPES = made(SCHEMA)
RELAXED = settings(
    deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@RELAXED
@given(LANDSCAPES, st.booleans())
def test_what_the_schema_allows_has_no_fault_of_form(data: Any, flow: bool) -> None:
    content = written(data, flow=flow)
    valid = is_valid(read_data(content))
    assert validator(LANDSCAPE).is_valid(read_data(content)) == valid
    assert valid or any(misspelled_scenarios(data))
    assert FORM.isdisjoint(violation.rule.code for violation in check(content).violations) == valid


@RELAXED
@given(mutated(), st.booleans())
def test_what_the_schema_forbids_has_a_fault_of_form(data: Any, flow: bool) -> None:
    content = written(data, flow=flow)
    valid = is_valid(read_data(content))
    assert validator(LANDSCAPE).is_valid(read_data(content)) == valid
    assert FORM.isdisjoint(violation.rule.code for violation in check(content).violations) == valid
