"""CALM201 beyond its examples: how a user can be missing, and systems of other scenarios."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmArrangement, AlmSystem
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, span_of

USERS = """\
        outbound_users:
          - authentication_method: OAuth 2.0
            client_id: sb-calm-deploy!b123456|sapcloudalm!b456789
            client_secret: ${CALM_PROD_SECRET}
"""


@pytest.mark.parametrize("written", ["", "        outbound_users:\n", "        outbound_users: []\n"])
def test_finding_is_at_the_system_id(lint: Lint, written: str) -> None:
    text = complete(AlmSystem, "")
    assert USERS in text
    text = text.replace(USERS, written)
    (violation,) = lint(text).violations
    assert (violation.rule.code, violation.span) == ("CALM201", span_of(text, "CALM_PROD", after="system_id: "))
    assert violation.path == "/s4hana_tenants/0/communication_systems/0"
    assert violation.fix is None


@pytest.mark.parametrize("written", ["5", "{}", "[a]"])
def test_users_that_the_schema_rejects_count_as_there(lint: Lint, written: str) -> None:
    assert codes(lint(complete(AlmSystem, f"outbound_users: {written}"))) == ["CALM003"]


def test_system_of_another_scenario_needs_no_user(lint: Lint) -> None:
    text = complete(AlmArrangement, "scenario: SAP_COM_0466\noutbound_services:")
    assert codes(lint(text.replace(USERS, ""))) == ["CALM301"]
