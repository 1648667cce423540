"""Fixes as edits of the text: what they write, and that everything around it stays."""

from __future__ import annotations

import pytest

from calm_lint.model import AlmArrangement, AlmSystem, Landscape
from calm_lint.rulebook.examples import complete
from findings import Lint, fix_file

SERVICE = "{service_status: active, port: 443, run_every: 5 minutes}"


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


def test_nothing_to_fix_has_no_fix(lint: Lint) -> None:
    (violation,) = lint(complete(Landscape, "nam: a")).violations
    assert violation.fix is None
