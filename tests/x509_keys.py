"""X509 keys of the SAP Cloud ALM API, with a certificate that was made for the tests."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from certificates import PRIVATE, made

CLIENT_ID = "sb-calm-mtls!b123457|sapcloudalm!b456789"
PEM = made(datetime(2026, 8, 15, tzinfo=UTC), datetime(2027, 8, 15, 12, tzinfo=UTC)).decode()


def x509_key(zone: str = "acme", **uaa: object) -> dict[str, Any]:
    """Return an x509 key of the tenant of an identity zone."""
    return {
        "endpoints": {"Api": "https://eu10.alm.cloud.sap/api"},
        "uaa": {
            "url": f"https://{zone}.authentication.eu10.hana.ondemand.com",
            "certurl": f"https://{zone}.authentication.cert.eu10.hana.ondemand.com",
            "clientid": CLIENT_ID,
            "identityzone": zone,
            "credential-type": "x509",
            "certificate": PEM,
            "key": PRIVATE.decode(),
            **uaa,
        },
    }


def as_json(key: dict[str, Any]) -> bytes:
    """Return a key as it is downloaded."""
    return json.dumps(key).encode()
