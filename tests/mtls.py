"""The two landscapes with mTLS, for tests that change single lines of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from calm_lint.api import FileReport, Linter
from calm_lint.rulebook.plugins import load_rules
from findings import codes

_FOLDER = Path(__file__).parent / "rules"
_RULES = load_rules()[0]

MTLS = (_FOLDER / "mtls.landscape.yaml").read_text("utf-8")
MIGRATION = (_FOLDER / "migration.landscape.yaml").read_text("utf-8")
TODAY = date(2026, 11, 24)

TOKEN_HOST = "acme.authentication.eu10.hana.ondemand.com"
MTLS_HOST = "acme.authentication.cert.eu10.hana.ondemand.com"
CLIENT_ID = "sb-calm-deploy!b123456|sapcloudalm!b456789"

# Lines of users.
AUTHENTICATION = "            client_authentication: mTLS\n"
CLIENT_CERTIFICATE = "            client_certificate: calm-mtls\n"
INBOUND_CERTIFICATE = "            certificate: calm-mtls\n"

# A second SAP Cloud ALM tenant, whose binding is for mTLS too.
SECOND_TENANT = """\
  - id: calm-test
    usage: test
    provisioned_on: 2023-11-20
    binding:
      endpoints: {Api: https://eu10.alm.cloud.sap/api}
      uaa:
        url: https://beta.authentication.eu10.hana.ondemand.com
        clientid: sb-calm-test!b123458|sapcloudalm!b456789
        credential-type: x509
"""


def changed(*changes: tuple[str, str], text: str = MTLS) -> str:
    """Return a landscape with other texts in the place of some, wherever they stand."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


def with_second_tenant(text: str) -> str:
    return changed(("\ncertificates:\n", f"{SECOND_TENANT}\ncertificates:\n"), text=text)


def linted(text: str, day: date = TODAY) -> FileReport:
    report = Linter(_RULES, today=lambda: day).lint("landscape.yaml", text.encode())
    assert report.errors == []
    return report


def found(*changes: tuple[str, str], text: str = MTLS, day: date = TODAY) -> list[str]:
    """Return the codes of what is found after changes, each once."""
    return sorted(set(codes(linted(changed(*changes, text=text), day))))
