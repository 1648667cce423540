"""A landscape whose tenants log on with certificates gets no fix that breaks the connection."""

from __future__ import annotations

from pathlib import Path

import pytest

from calm_lint.api import Linter, Rule
from calm_lint.engine.results import FileReport
from calm_lint.run.fixing import fix

EXAMPLE = (Path(__file__).parents[2] / "examples" / "landscape.yaml").read_text("utf-8")
BASIC = "sb-calm-deploy!b123456|sapcloudalm!b456789"
MTLS = "sb-calm-mtls!b123457|sapcloudalm!b456789"
ENDPOINT = "https://acme.authentication.eu10.hana.ondemand.com/oauth/token"
CERTIFICATE_ENDPOINT = "https://acme.authentication.cert.eu10.hana.ondemand.com/oauth/token"
USER = f"""          - authentication_method: OAuth 2.0
            client_id: {BASIC}
            client_secret: ${{CALM_PROD_SECRET}}
"""


def fixed(rules: list[Rule], text: str) -> str:
    """Return a text with all of its fixes, unsafe ones included."""

    def lint(content: bytes) -> FileReport:
        return Linter(rules).lint("a.yaml", content)

    return fix(lint, lint(text.encode()), text.encode(), unsafe=True).content.decode()


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
    assert any(each.rule.code == "CALM204" for each in Linter(rules).lint("a.yaml", text.encode()).violations)
    assert fixed(rules, text).count(MTLS) == text.count(MTLS)


def test_other_wrong_client_id_is_still_fixed(rules: list[Rule]) -> None:
    assert BASIC in fixed(rules, EXAMPLE.replace(f"client_id: {BASIC}", f"client_id: {MTLS}", 1))
    assert MTLS not in fixed(rules, EXAMPLE.replace(f"client_id: {BASIC}", f"client_id: {MTLS}", 1))


def test_host_for_certificates_stays(rules: list[Rule]) -> None:
    text = EXAMPLE.replace(ENDPOINT, CERTIFICATE_ENDPOINT)
    assert CERTIFICATE_ENDPOINT in text
    assert fixed(rules, text) == text
    assert fixed(rules, text.replace("/oauth/token", "")).count(".cert.") == text.count(".cert.")
