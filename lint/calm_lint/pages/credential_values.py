"""What connects to an SAP Cloud ALM tenant, taken from its binding credentials."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from calm_lint.errors import CalmLintError
from calm_lint.files.certificate_file import certificate_of
from calm_lint.model.values.address import Address
from calm_lint.model.values.facts import API_DOMAIN, API_PATH, CHINA, TOKEN_PATH
from calm_lint.model.values.hosts import api_region, base_region, certificate_host, identity_host, token_region
from calm_lint.reading.certificate import CertificateFile
from calm_lint.reading.credential import Credential
from calm_lint.text.references import is_placeholder, variable_name

ALM_TENANT: Final = "calm-prod"
"""The id that the first SAP Cloud ALM tenant gets."""

_FURTHER = "calm-test"


class Values(NamedTuple):
    """What connects to an SAP Cloud ALM tenant, as the screens want it; placeholders where it is not known.

    Attributes:
        host_name: the host of the API, without /api.
        token_endpoint: the URL of the authorization server, with /oauth/token.
        client_id: the ID of the client.
        binding: the credential less its secret, empty if there is none.
        region: the region of the tenant, None if the hosts do not tell it.
        identity_zone: the name of its identity zone, None if the credential does not tell it.
        holds_secret: whether the credential holds the client secret; SAP BTP can hide it.
        mtls_endpoint: the URL of the authorization server for clients with a certificate; empty with a secret.
        certificate: what the certificate in the credential says, None if there is none.
    """

    host_name: str = "<endpoints.Api without https:// and /api>"
    token_endpoint: str = "<uaa.url>/oauth/token"  # noqa: S105 - where a token is to be had
    client_id: str = "<uaa.clientid>"
    binding: Mapping[str, Mapping[str, str]] = {}
    region: str | None = None
    identity_zone: str | None = None
    holds_secret: bool = True
    mtls_endpoint: str = ""
    certificate: CertificateFile | None = None

    @property
    def is_x509(self) -> bool:
        """Whether clients log on with a certificate."""
        return bool(self.mtls_endpoint)


class AlmTenant(NamedTuple):
    """An SAP Cloud ALM tenant of the file.

    Attributes:
        id: its id.
        usage: what it is taken to be used for.
        secret: the environment variable that is to hold its client secret or, with a certificate, the password of
            the key store.
        values: what connects to it.
        besides: what connects to it with a secret, while tenants migrate to certificates; None if nothing does.
    """

    id: str
    usage: str
    secret: str
    values: Values
    besides: Values | None = None


def alm_tenants(values: Sequence[Values]) -> list[AlmTenant]:
    """Give ids to SAP Cloud ALM tenants, and to each secret a variable of its own.

    The first is taken to be the productive one. The names of variables begin with the identity zone, as people who
    look after several customers have the secrets of all of them in one environment.

    Args:
        values: what connects to them, at least one. Of one tenant, there may be a credential with a secret and one
            with a certificate.
    """
    by_endpoint: dict[str, list[Values]] = {}
    for each in values:
        by_endpoint.setdefault(each.token_endpoint, []).append(each)
    named = []
    for number, of_tenant in enumerate(by_endpoint.values()):
        each, *others = sorted(of_tenant, key=lambda values: not values.is_x509)
        further = _FURTHER if number == 1 else f"{_FURTHER}-{number}"
        name, usage = (further, "test") if number else (ALM_TENANT, "productive")
        zone = each.token_endpoint.partition("://")[2].partition(".")[0] if each.binding else ""
        secret = variable_name(zone, name, "pfx_password" if each.is_x509 else "secret")
        named.append(AlmTenant(name, usage, secret, each, next(iter(others), None)))
    return named


def values_of(credential: Credential) -> Values:
    """Take from a binding credential what belongs in a landscape. The secret or private key is left where it is.

    Raises:
        CalmLintError: if it is not the credential of an SAP Cloud ALM API. The message holds nothing of its content.
    """
    if credential.fault:
        raise CalmLintError(credential.fault)
    endpoints: dict[str, Any] = credential.content["endpoints"]  # type: ignore[assignment]
    uaa: dict[str, Any] = credential.content["uaa"]  # type: ignore[assignment]
    api, url = Address.parse(endpoints["Api"]).host.lower(), Address.parse(uaa["url"]).host.lower()
    if api_region(api) is None and CHINA not in api:
        raise CalmLintError(f"is the credential of another service: endpoints.Api is no host of {API_DOMAIN}")
    client_id = uaa["clientid"].strip()
    if any(map(is_placeholder, (api, url, client_id))):
        raise CalmLintError("holds placeholders of an example, must be a credential that was downloaded")
    region = token_region(url) or api_region(api)
    optional = {name: uaa.get(name) for name in ("identityzone", "credential-type")}
    known = {name: value for name, value in optional.items() if isinstance(value, str) and value}
    certificate_url = {}
    if known.get("credential-type") == "x509" or (
        not uaa.get("clientsecret") and {"key", "certificate", "certurl"} & (uaa.keys() | credential.content.keys())
    ):
        known["credential-type"] = "x509"
        certurl = Address.parse(uaa["certurl"]).host.lower() if isinstance(uaa.get("certurl"), str) else ""
        # A host of another identity zone would be wrong everywhere.
        known_host = certurl if identity_host(certurl) == url else certificate_host(url)
        certificate_url = {"certurl": f"https://{known_host}"}
    return Values(
        api,
        f"https://{url}{TOKEN_PATH}",
        client_id,
        {
            "endpoints": {"Api": f"https://{api}{API_PATH}"},
            "uaa": {"url": f"https://{url}", **certificate_url, "clientid": client_id, **known},
        },
        base_region(region) if region else None,
        known.get("identityzone"),
        bool(uaa.get("clientsecret")),
        f"{certificate_url['certurl']}{TOKEN_PATH}" if certificate_url else "",
        _certificate(credential.content),
    )


def _certificate(content: Mapping[str, Any]) -> CertificateFile | None:
    """Return what the certificate of a credential says; some services put it at the top."""
    text = content["uaa"].get("certificate") or content.get("certificate")
    certificate = certificate_of(text.encode()) if isinstance(text, str) and text else None
    return None if certificate is None or certificate.fault else certificate
