"""An x509 key of the SAP Cloud ALM API: what a landscape takes from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from calm_lint.errors import CalmLintError
from calm_lint.model import CloudAlmTenant
from calm_lint.model.values.address import Address
from calm_lint.model.values.hosts import certificate_host, identity_host, token_region
from calm_lint.pages.credential_values import values_of
from calm_lint.reading.certificate import CertificateFile
from calm_lint.reading.credential import Credential

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
    values = values_of(credential)
    if not values.is_x509:
        raise CalmLintError("is no x509 key: create a service key or binding of credential type x509")
    uaa = values.binding["uaa"]
    host = identity_host(Address.parse(uaa["url"]).host)
    return X509Key(host, uaa["certurl"], values.client_id, values.binding, values.certificate or CertificateFile())


def unknown_binding(alm: CloudAlmTenant) -> dict[str, Any] | None:
    """Return what the other binding of a tenant tells of its x509 binding, None if it tells nothing."""
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
