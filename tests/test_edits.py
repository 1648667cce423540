"""Fixes as edits of the text: what they write, and that everything around it stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from calm_lint.engine.results import FileReport
from calm_lint.engine.violation import Violation
from calm_lint.model import AlmArrangement, AlmSystem, Landscape, ServiceInstance
from calm_lint.rulebook.examples import complete

Lint = Callable[[str], FileReport]

SERVICE = "{service_status: active, port: 443, run_every: 5 minutes}"


def fixed(text: str, violation: Violation) -> str:
    """Apply the fix of a violation, as an editor would."""
    assert violation.fix
    lines = text.splitlines(keepends=True)
    starts = [sum(map(len, lines[:number])) for number in range(len(lines) + 1)]
    for (line, column, end_line, end_column), new in sorted(violation.fix.edits, reverse=True):
        text = text[: starts[line - 1] + column - 1] + new + text[starts[end_line - 1] + end_column - 1 :]
    return text


def fix_file(lint: Lint, text: str, code: str) -> str:
    """Apply the fix of the one finding of a rule, which is then gone, and no other has come."""
    before = [violation.rule.code for violation in lint(text).violations]
    (violation,) = (each for each in lint(text).violations if each.rule.code == code)
    text = fixed(text, violation)
    before.remove(code)
    assert [each.rule.code for each in lint(text).violations] == before
    return text


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ("eu10.alm.cloud.sap/", "eu10.alm.cloud.sap"),
        ("'eu10.alm.cloud.sap/' # a", "'eu10.alm.cloud.sap' # a"),
        ('&host "eu10.alm.cloud.sap/"', '&host "eu10.alm.cloud.sap"'),
        ("!!str eu10.alm.cloud.sap/", "!!str eu10.alm.cloud.sap"),
        (">-\n  eu10.alm.cloud.sap/\n# a", "eu10.alm.cloud.sap\n# a"),
    ],
)
def test_a_replaced_value_keeps_its_quotes_and_what_is_around_it(lint: Lint, written: str, mended: str) -> None:
    text = complete(AlmSystem, f"host_name: {written}")
    assert fix_file(lint, text, "CALM112") == complete(AlmSystem, f"host_name: {mended}")


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


def test_what_is_added_has_the_line_ends_of_the_file(lint: Lint) -> None:
    services = f"\n  export: &s {SERVICE}\n  import: *s\n  retry: *s"
    text = complete(AlmArrangement, f"outbound_services:{services}").replace("\n", "\r\n")
    mended = fix_file(lint, text, "CALM303")
    assert mended.count("\n") == mended.count("\r\n") == text.count("\n") + 4


@pytest.mark.parametrize(
    ("services", "mended"),
    [
        ("{{job_status: active, {0}}}", "{{{0}}}"),
        ("{{{0}, job_status: active}}", "{{{0}}}"),
        ("{{{0}, job_status: active }}", "{{{0} }}"),
        (
            "\n  service_status: active\n  job_status: active  # a\n  port: 443\n  run_every: 5 minutes",
            "\n  service_status: active\n  port: 443\n  run_every: 5 minutes",
        ),
        ("\n  job_status: active\n  <<: {{{0}}}", "\n  <<: {{{0}}}"),
    ],
)
def test_an_entry_is_removed_with_its_line_or_its_comma(lint: Lint, services: str, mended: str) -> None:
    others = "".join(f"\n  {name}: {SERVICE}" for name in ("import", "retry", "status_change"))
    entries = SERVICE.strip("{}")

    def text(export: str) -> str:
        export = export.format(entries).replace("\n", "\n  ")
        return complete(AlmArrangement, f"outbound_services:{others}\n  export: {export}")

    assert fix_file(lint, text(services), "CALM307") == text(mended)


@pytest.mark.parametrize(
    ("authorities", "mended"),
    [
        ("[{0}]", "[{0}, {1}]"),
        ("[\n  {0} # a\n]", "[\n  {0}, {1} # a\n]"),
        ("\n  - {0} # a", "\n  - {0} # a\n  - {1}"),
        ("\n  -   other\n  -   {0}\n", "\n  -   other\n  -   {0}\n  - {1}\n"),
    ],
)
def test_a_missing_authority_is_added_in_the_style_of_the_list(lint: Lint, authorities: str, mended: str) -> None:
    names = [f"$XSMASTERAPPNAME.imp-cdm-feature-{what}-ui" for what in ("display", "manage")]

    def text(form: str) -> str:
        form = form.format(*names).replace("\n", "\n    ")
        return complete(ServiceInstance, f"parameters:\n  xs-security:\n    authorities: {form}")

    assert fix_file(lint, text(authorities), "CALM502") == text(mended)


def test_a_plain_secret_is_replaced_by_a_quoted_reference_in_flow_style(lint: Lint) -> None:
    text = complete(
        AlmSystem, "outbound_users: [{authentication_method: OAuth 2.0, client_id: '${A}', client_secret: Zx9Zx9Zx9}]"
    )
    mended = fix_file(lint, text, "CALM205")
    assert mended == text.replace("Zx9Zx9Zx9", '"${CALM_PROD_SECRET}"')


def test_nothing_to_fix_has_no_fix(lint: Lint) -> None:
    (violation,) = lint(complete(Landscape, "nam: a")).violations
    assert violation.fix is None
