"""CALM303 beyond its examples: which services are missing or unknown, and how they are added."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmArrangement
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, fix_file

SERVICE = "{service_status: active, port: 443, run_every: 5 minutes}"


def services(*names: str) -> str:
    entries = "".join(f"\n  {name}: {SERVICE}" for name in names)
    return complete(AlmArrangement, f"outbound_services:{entries or ' {}'}")


@pytest.mark.parametrize(
    ("names", "messages"),
    [
        (("export", "import", "retry", "status_change"), []),
        (("status_change", "retry", "import", "export", "x-note"), []),
        (("export", "import", "retry"), ["outbound service status_change is missing"]),
        (
            ("export", "import"),
            [
                "outbound service retry is missing",
                "outbound service status_change is missing",
            ],
        ),
        (
            (),
            [
                "outbound services of arrangement SAP_COM_0690_CALM_ATO are missing, "
                "must be export, import, retry and status_change"
            ],
        ),
        (
            ("export", "import", "retry", "Status-Change"),
            ["unknown outbound service Status-Change: did you mean status_change?"],
        ),
        (
            ("exports", "import", "retry", "status_change"),
            ["unknown outbound service exports: did you mean export?"],
        ),
        (
            ("export", "import", "retry", "status_change", "delete"),
            ["unknown outbound service delete: must be export, import, retry and status_change"],
        ),
        (
            ("export", "import", "retry", "delete"),
            [
                "outbound service status_change is missing",
                "unknown outbound service delete: must be export, import, retry and status_change",
            ],
        ),
        (
            ("export", "import", "retry", "SAP Cloud ALM for implementation - Deployment Management Status Change"),
            [
                "unknown outbound service SAP Cloud ALM for implementation - Deployment Management Status Change: "
                "did you mean status_change?"
            ],
        ),
    ],
)
def test_outbound_services(lint: Lint, names: tuple[str, ...], messages: list[str]) -> None:
    report = lint(services(*names))
    assert [violation.message for violation in report.violations] == messages
    assert set(codes(report)) <= {"CALM303"}


@pytest.mark.parametrize("written", ["", "~", "null"])
def test_outbound_services_without_value_are_shown_at_the_arrangement(lint: Lint, written: str) -> None:
    (violation,) = lint(complete(AlmArrangement, f"outbound_services: {written}")).violations
    assert (violation.rule.code, violation.path) == ("CALM303", "/s4hana_tenants/0/communication_arrangements/0")


def test_a_service_without_value_is_missing(lint: Lint) -> None:
    text = services("export", "import", "retry", "status_change").replace(f"retry: {SERVICE}", "retry:")
    (violation,) = lint(text).violations
    assert violation.message == "outbound service retry is missing"
    assert violation.path.endswith("/outbound_services")


def test_missing_service_is_added_in_flow_style(lint: Lint) -> None:
    flow = ", ".join(f"{name}: {SERVICE}" for name in ("export", "import", "retry"))
    (violation,) = lint(complete(AlmArrangement, f"outbound_services: {{{flow}}}")).violations
    assert violation.fix
    assert not violation.fix.safe
    (edit,) = violation.fix.edits
    assert edit.text == f", status_change: {SERVICE}"


def test_a_service_that_is_no_mapping_counts_as_there(lint: Lint) -> None:
    text = services("export", "import", "retry", "status_change").replace(f"retry: {SERVICE}", "retry: 5")
    assert codes(lint(text)) == ["CALM003"]


def test_services_that_are_missing_are_added_if_a_person_says_so(lint: Lint) -> None:
    (violation,) = lint(complete(AlmArrangement, "").partition("        outbound_services:")[0]).violations
    assert violation.rule.code == "CALM303"
    assert violation.fix
    assert not violation.fix.safe


@pytest.mark.parametrize(
    ("services", "mended"),
    [
        ("{{export: &s {0}, import: *s, retry: *s}}", "{{export: &s {0}, import: *s, retry: *s, status_change: {0}}}"),
        (
            "{{\n  export: &s {0}, # a\n  import: *s,\n  retry: *s # b\n}}",
            "{{\n  export: &s {0}, # a\n  import: *s,\n  retry: *s, status_change: {0} # b\n}}",
        ),
        (
            "\n  export: &s {0}\n  import: *s\n  retry: *s # a\n# b",
            "\n  export: &s {0}\n  import: *s\n  retry: *s # a\n  status_change:\n    service_status: active\n"
            "    port: 443\n    run_every: 5 minutes\n# b",
        ),
        (
            "\n    export: &s {0}\n    import: *s\n    retry:\n      <<: *s\n\n",
            "\n    export: &s {0}\n    import: *s\n    retry:\n      <<: *s\n    status_change:\n"
            "      service_status: active\n      port: 443\n      run_every: 5 minutes\n\n",
        ),
    ],
)
def test_a_missing_service_is_added_in_the_style_of_its_siblings(lint: Lint, services: str, mended: str) -> None:
    text = complete(AlmArrangement, f"outbound_services: {services.format(SERVICE)}")
    assert fix_file(lint, text, "CALM303") == complete(AlmArrangement, f"outbound_services: {mended.format(SERVICE)}")


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        pytest.param("outbound_services: wrong", ["CALM003"], id="rejected services"),
    ],
)
def test_one_fault_one_finding(lint: Lint, entries: str, found: list[str]) -> None:
    assert codes(lint(complete(AlmArrangement, entries))) == found
