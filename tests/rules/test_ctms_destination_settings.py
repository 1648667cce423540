"""CALM802 beyond its examples: which spellings a fix corrects, and what may be left out."""

from __future__ import annotations

import pytest

from environments import CTMS, at, found, only
from findings import fix_text


@pytest.mark.parametrize(
    ("old", "new", "fixed"),
    [
        ("type: HTTP", "type: http", "HTTP"),
        ("type: HTTP", "type: LDAP", None),
        ("proxy_type: Internet", "proxy_type: internet", "Internet"),
        ("proxy_type: Internet", "proxy_type: OnPremise", None),
        ("token_service_url_type: Dedicated", "token_service_url_type: Common", None),
        ("token_service_url_type: Dedicated", "token_service_url_type: dedicated", "Dedicated"),
    ],
)
def test_each_setting(old: str, new: str, fixed: str | None) -> None:
    text, violation = only(CTMS, (old, new))
    assert (violation.rule.code, violation.severity, at(text, violation)) == ("CALM802", "error", new.split(": ")[1])
    assert fix_text(violation) == fixed


@pytest.mark.parametrize(
    "line", ["    type: HTTP\n", "    proxy_type: Internet\n", "    token_service_url_type: Dedicated\n"]
)
def test_other_settings_may_be_left_out(line: str) -> None:
    assert found(CTMS, (line, "")) == []


def test_missing_authentication_is_at_the_name() -> None:
    text, violation = only(CTMS, ("OAuth2ClientCredentials\n    client_id: sb-0", "\n    client_id: sb-0"))
    assert (violation.rule.code, at(text, violation)) == ("CALM802", "CALM_FTR_CTMS_FEATURES")
    assert violation.path == "/destinations/0"


def test_application_side_is_left_alone() -> None:
    name = "  - name: TransportManagementService"
    assert found(CTMS, (f"{name} ", f"{name}\n    authentication: BasicAuthentication\n    type: RFC ")) == []
