"""CALM204 beyond its examples: client IDs that may belong to a certificate."""

from __future__ import annotations

from pathlib import Path

import pytest

from calm_lint.api import AlmUser, Rule
from calm_lint.rulebook.examples import complete
from findings import Lint, all_fixed, codes
from landscapes import alm, landscape, s4

EXAMPLE = (Path(__file__).parents[2] / "examples" / "landscape.yaml").read_text("utf-8")


BASIC = "sb-calm-deploy!b123456|sapcloudalm!b456789"
MTLS = "sb-calm-mtls!b123457|sapcloudalm!b456789"
USER = f"""          - authentication_method: OAuth 2.0
            client_id: {BASIC}
            client_secret: ${{CALM_PROD_SECRET}}
"""


@pytest.mark.parametrize(
    "users",
    [
        # SAP's page of 2026, Create Users for Outbound Communication: the new user beside the one with a secret.
        USER + USER.replace(BASIC, MTLS),
        USER.replace(BASIC, MTLS) + USER,
        USER.replace(BASIC, MTLS).replace("client_secret: ${CALM_PROD_SECRET}", "client_certificate: calm-mtls"),
    ],
    ids=["second user", "first user", "only user"],
)
def test_client_id_of_a_user_with_a_certificate_stays(rules: list[Rule], users: str) -> None:
    start = EXAMPLE.index("          - ", EXAMPLE.index("outbound_users:"))
    end = EXAMPLE.index("    communication_arrangements:")
    text = EXAMPLE[:start] + users + EXAMPLE[end:]
    assert MTLS in text
    assert all_fixed(rules, text).count(MTLS) == text.count(MTLS)


def test_other_wrong_client_id_is_still_fixed(rules: list[Rule]) -> None:
    assert BASIC in all_fixed(rules, EXAMPLE.replace(f"client_id: {BASIC}", f"client_id: {MTLS}", 1))
    assert MTLS not in all_fixed(rules, EXAMPLE.replace(f"client_id: {BASIC}", f"client_id: {MTLS}", 1))


@pytest.mark.parametrize(
    ("client_id", "found"),
    [
        pytest.param("sb-calm-deploy!b123456|sapcloudalm!b456789", [], id="that of the binding"),
        pytest.param("calm-deploy!b123456|sapcloudalm!b456789", ["CALM204"], id="without sb-"),
        pytest.param("sb-calm-deploy!b123456", ["CALM203"], id="form, so no mismatch"),
        pytest.param("<client-id>", ["CALM206"], id="placeholder, so no mismatch"),
        pytest.param("${CALM_CLIENT_ID}", [], id="reference"),
        pytest.param("vault://calm/client-id", [], id="reference to a secret store"),
    ],
)
def test_client_id_is_compared_with_the_binding(lint: Lint, client_id: str, found: list[str]) -> None:
    assert codes(lint(complete(AlmUser, f"client_id: {client_id}"))) == found


def test_nothing_is_compared_without_a_binding(lint: Lint) -> None:
    assert codes(lint(landscape((alm("calm-prod"),), (s4("acme"),)))) == []
