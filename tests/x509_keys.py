"""X509 keys of the SAP Cloud ALM API, with certificates that were made for the tests."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

CLIENT_ID = "sb-calm-mtls!b123457|sapcloudalm!b456789"


@cache
def pems() -> tuple[str, str]:
    """Return a certificate and its private key."""
    key = ec.generate_private_key(ec.SECP256R1())
    names = ((NameOID.COUNTRY_NAME, "DE"), (NameOID.ORGANIZATION_NAME, "SAP SE"), (NameOID.COMMON_NAME, "calm-mtls"))
    name = x509.Name([x509.NameAttribute(kind, value) for kind, value in names])
    begin, end = datetime(2026, 8, 15, tzinfo=UTC), datetime(2027, 8, 15, 12, tzinfo=UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(7).not_valid_before(begin).not_valid_after(end)
    certificate = builder.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM).decode()
    return certificate, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def x509_key(zone: str = "acme", **uaa: object) -> dict[str, Any]:
    """Return an x509 key of the tenant of an identity zone."""
    certificate, key = pems()
    return {
        "endpoints": {"Api": "https://eu10.alm.cloud.sap/api"},
        "uaa": {
            "url": f"https://{zone}.authentication.eu10.hana.ondemand.com",
            "certurl": f"https://{zone}.authentication.cert.eu10.hana.ondemand.com",
            "clientid": CLIENT_ID,
            "identityzone": zone,
            "credential-type": "x509",
            "certificate": certificate,
            "key": key,
            **uaa,
        },
    }


def as_json(key: dict[str, Any]) -> bytes:
    """Return a key as it is downloaded."""
    return json.dumps(key).encode()
