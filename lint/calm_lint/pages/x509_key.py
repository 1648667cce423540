"""An x509 key of the SAP Cloud ALM API: what a landscape takes from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from calm_lint.errors import CalmLintError
from calm_lint.files.certificate_file import certificate_of
from calm_lint.model import CloudAlmTenant
from calm_lint.model.values.address import Address
from calm_lint.model.values.hosts import CHINA, api_region, certificate_host, identity_host, token_region
from calm_lint.reading.certificate import CertificateFile
from calm_lint.reading.credential import Credential
from calm_lint.text.references import is_placeholder

CLIENT_ID: Final = "<uaa.clientid of the x509 key>"
CERTURL: Final = "<uaa.certurl of the x509 key>"
"""What stands for values that are not known."""


class X509Key(NamedTuple):
    """What a landscape takes from an x509 key.

    Attributes:
        uaa_host: the host of the authorization server, less `.cert`.
        certurl: its URL for clients that log on with a certificate.
        client_id: the ID of the client.
        binding: the key less its certificate and its private key.
        certificate: what the certificate in it says.
    """

    uaa_host: str
    certurl: str
    client_id: str
    binding: Mapping[str, Mapping[str, str]]
    certificate: CertificateFile


def x509_key_of(credential: Credential) -> X509Key:
    """Take from an x509 key what a landscape tells of it; certificate and private key are left where they are.

    Raises:
        CalmLintError: if it is no such key. The message holds nothing of its content.
    """
    if credential.fault:
        raise CalmLintError(credential.fault)
    endpoints: dict[str, Any] = credential.content["endpoints"]  # type: ignore[assignment]
    uaa: dict[str, Any] = credential.content["uaa"]  # type: ignore[assignment]
    pem = uaa.get("certificate") or credential.content.get("certificate")
    if str(uaa.get("credential-type", "")).strip().lower() != "x509" and not pem:
        raise CalmLintError("is no x509 key: create a service key or binding of credential type x509")
    api, url = Address.parse(endpoints["Api"]).host.lower(), identity_host(Address.parse(uaa["url"]).host)
    if api_region(api) is None and CHINA not in api:
        raise CalmLintError("is the credential of another service: endpoints.Api is no host of alm.cloud.sap")
    client_id = uaa["clientid"].strip()
    if any(map(is_placeholder, (api, url, client_id))):
        raise CalmLintError("holds placeholders of an example, must be a key that was downloaded")
    told = uaa.get("certurl")
    certurl = f"https://{Address.parse(told).host.lower() if isinstance(told, str) and told else certificate_host(url)}"
    zone = uaa.get("identityzone")
    binding = {
        "endpoints": {"Api": f"https://{api}/api"},
        "uaa": {
            "url": f"https://{url}",
            "certurl": certurl,
            "clientid": client_id,
            **({"identityzone": zone} if isinstance(zone, str) and zone else {}),
            "credential-type": "x509",
        },
    }
    certificate = certificate_of(pem.encode()) if isinstance(pem, str) else CertificateFile()
    return X509Key(url, certurl, client_id, binding, certificate)


def unknown_binding(alm: CloudAlmTenant) -> dict[str, Any] | None:
    """Return what the other binding of a tenant tells of its x509 binding, None where it tells nothing."""
    if not alm.binding or not alm.binding.uaa.url.value or not alm.binding.endpoints.api.value:
        return None
    uaa = alm.binding.uaa
    host = Address.parse(uaa.url.value or "").host
    certurl = f"https://{certificate_host(host)}" if token_region(identity_host(host)) else CERTURL
    zone = {"identityzone": uaa.identityzone.value} if uaa.identityzone.value else {}
    return {
        "endpoints": {"Api": alm.binding.endpoints.api.value},
        "uaa": {
            "url": uaa.url.value,
            "certurl": certurl,
            "clientid": CLIENT_ID,
            **zone,
            "credential-type": "x509",
        },
    }
