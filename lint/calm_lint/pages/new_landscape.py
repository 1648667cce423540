"""A landscape file to begin with: all that SAP's guide fixes is in it, and what a binding credential tells."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from calm_lint.errors import CalmLintError
from calm_lint.model.values.address import Address
from calm_lint.model.values.hosts import CHINA, api_region, base_region, token_region
from calm_lint.model.values.scenario import SCENARIO, SERVICES
from calm_lint.reading.credential import Credential
from calm_lint.text.references import is_placeholder, variable_name

ALM_TENANT: Final = "calm-prod"
"""The id that the first SAP Cloud ALM tenant gets."""

_FURTHER = "calm-test"

TENANTS: Final = (
    ("dev-080", "development"),
    ("cust-100", "customizing"),
    ("test-100", "test"),
    ("prod-100", "production"),
)
"""The S/4HANA tenants of a usual landscape: their ids and roles."""

_USAGES = ("productive", "test", "development", "sandbox", "training")
# What a YAML reader takes for the text that it is, without quotes.
_PLAIN = r"(?=.*[A-Za-z])[\w./-][\w./:|!-]*(?<!:)"
_WORDS = r"true|false|null"


class Values(NamedTuple):
    """What connects to an SAP Cloud ALM tenant, as the screens want it; placeholders where it is not known.

    Attributes:
        host_name: the host of the API, without /api.
        token_endpoint: the URL of the authorization server, with /oauth/token.
        client_id: the ID of the client.
        binding: the credential less its secret, empty where there is none.
        region: the region of the tenant, None where the hosts do not tell it.
        identity_zone: the name of its identity zone, None where the credential does not tell it.
        holds_secret: whether the credential holds the client secret; SAP BTP can hide it.
    """

    host_name: str = "<endpoints.Api without https:// and /api>"
    token_endpoint: str = "<uaa.url>/oauth/token"  # noqa: S105 - where a token is to be had
    client_id: str = "<uaa.clientid>"
    binding: Mapping[str, Mapping[str, str]] = {}
    region: str | None = None
    identity_zone: str | None = None
    holds_secret: bool = True


class AlmTenant(NamedTuple):
    """An SAP Cloud ALM tenant of the file.

    Attributes:
        id: its id.
        usage: what it is taken to be used for.
        secret: the environment variable that is to hold its client secret.
        values: what connects to it.
    """

    id: str
    usage: str
    secret: str
    values: Values


def alm_tenants(values: Sequence[Values]) -> list[AlmTenant]:
    """Give ids to SAP Cloud ALM tenants, and to each client secret a variable of its own.

    The first is taken to be the productive one. The names of variables begin with the identity zone, as people who
    look after several customers have the secrets of all of them in one environment.

    Args:
        values: what connects to each of them, at least one.
    """
    named = []
    for number, each in enumerate(values):
        further = _FURTHER if number == 1 else f"{_FURTHER}-{number}"
        name, usage = (further, "test") if number else (ALM_TENANT, "productive")
        zone = each.token_endpoint.partition("://")[2].partition(".")[0] if each.binding else ""
        named.append(AlmTenant(name, usage, variable_name(zone, name, "secret"), each))
    return named


def values_of(credential: Credential) -> Values:
    """Take from a binding credential what the landscape tells of it; the secret is left where it is.

    Raises:
        CalmLintError: if it is not the credential of an SAP Cloud ALM API with a client secret. The message
            holds nothing of its content.
    """
    if credential.fault:
        raise CalmLintError(credential.fault)
    endpoints: dict[str, Any] = credential.content["endpoints"]  # type: ignore[assignment]
    uaa: dict[str, Any] = credential.content["uaa"]  # type: ignore[assignment]
    if not uaa.get("clientsecret") and {"key", "certificate"} & uaa.keys():
        raise CalmLintError(
            "holds an X.509 certificate with its key in the place of a client secret, which is for the setup with "
            "mTLS; this edition of the guide wants a secret: create a binding of credential type binding-secret"
        )
    api, url = Address.parse(endpoints["Api"]).host.lower(), Address.parse(uaa["url"]).host.lower()
    if api_region(api) is None and CHINA not in api:
        raise CalmLintError("is the credential of another service: endpoints.Api is no host of alm.cloud.sap")
    client_id = uaa["clientid"].strip()
    if any(map(is_placeholder, (api, url, client_id))):
        raise CalmLintError("holds placeholders of an example, must be a credential that was downloaded")
    region = token_region(url) or api_region(api)
    told = {name: uaa.get(name) for name in ("identityzone", "credential-type")}
    known = {name: value for name, value in told.items() if isinstance(value, str) and value}
    return Values(
        api,
        f"https://{url}/oauth/token",
        client_id,
        {"endpoints": {"Api": f"https://{api}/api"}, "uaa": {"url": f"https://{url}", "clientid": client_id, **known}},
        base_region(region) if region else None,
        known.get("identityzone"),
        bool(uaa.get("clientsecret")),
    )


def new_landscape(alm: Sequence[AlmTenant], tenants: Sequence[tuple[str, str]] = TENANTS) -> str:
    """Write a landscape file.

    Args:
        alm: its SAP Cloud ALM tenants, at least one. The S/4HANA tenants are connected to the first.
        tenants: the ids and roles of its S/4HANA tenants, at least one.
    """
    return "\n".join((*_head(alm), *_first(alm[0], *tenants[0]), *_others(tenants[1:]), ""))


def _head(alm: Sequence[AlmTenant]) -> list[str]:
    return [
        "# How our S/4HANA tenants are connected to SAP Cloud ALM. Check it with: calm-lint",
        "# What is in <angle brackets> is for you to fill in.",
        "format: 1",
        "",
        "cloud_alm_tenants:",
        *(line for number, each in enumerate(alm) for line in _alm_tenant(each, connected=number == 0)),
        "",
        "s4hana_tenants:",
    ]


def _alm_tenant(tenant: AlmTenant, *, connected: bool) -> list[str]:
    values = tenant.values
    others = [usage for usage in _USAGES if usage != tenant.usage]
    return [
        f"  - id: {tenant.id}",
        f"    usage: {tenant.usage}  # or {', '.join(others)}",
        *([f"    region: {_scalar(values.region)}"] if values.region else []),
        "    # provisioned_on: 2024-01-31  # SAP for Me > Systems & Provisioning; the guide asks for it",
        *([] if connected else [f"    # client_secret in the communication systems: ${{{tenant.secret}}}"]),
        *(_binding(values.binding) if values.binding else ()),
    ]


def _binding(binding: Mapping[str, Mapping[str, str]]) -> list[str]:
    lines = ["    binding:  # less its secret, which never belongs into this file"]
    for name, part in binding.items():
        lines.append(f"      {name}:")
        lines += (f"        {key}: {_scalar(value)}" for key, value in part.items())
    return lines


def _first(alm: AlmTenant, tenant: str, role: str) -> list[str]:
    values = alm.values
    missing = not values.binding
    name = f"SAP Cloud ALM of {values.identity_zone}" if values.identity_zone else "SAP Cloud ALM, productive tenant"
    service = ["service_status: active", "port: 443", "run_every: 5 minutes"]
    return [
        *_tenant(tenant, role),
        "    communication_systems: &systems",
        "      - system_id: CALM_PROD",
        f"        system_name: {_scalar(name)}",
        f"        cloud_alm_tenant: {alm.id}",
        f"        host_name: {_scalar(values.host_name)}{_hint('endpoints.Api', missing)}",
        "        port: 443",
        f"        token_endpoint: {_scalar(values.token_endpoint)}{_hint('uaa.url', missing)}",
        "        outbound_users:",
        "          - authentication_method: OAuth 2.0",
        f"            client_id: {_scalar(values.client_id)}{_hint('uaa.clientid', missing)}",
        f"            client_secret: ${{{alm.secret}}}  # a reference, never the secret itself",
        "    communication_arrangements: &arrangements",
        f"      - arrangement_name: {SCENARIO}_CALM_ATO",
        f"        scenario: {SCENARIO}",
        "        communication_system: CALM_PROD",
        "        outbound_services:",
        f"          {SERVICES[0]}: &service",
        *(f"            {entry}" for entry in service),
        *(f"          {name}: *service" for name in SERVICES[1:]),
    ]


def _others(tenants: Sequence[tuple[str, str]]) -> list[str]:
    lines = []
    for tenant, role in tenants:
        lines += ["", *_tenant(tenant, role)]
        lines += ["    communication_systems: *systems", "    communication_arrangements: *arrangements"]
    return lines


def _tenant(tenant: str, role: str) -> list[str]:
    return [f"  - id: {_scalar(tenant)}", f"    role: {role}"]


def _hint(key: str, wanted: bool) -> str:  # noqa: FBT001 - there is nothing else it could be
    """Tell where a value is found that the user has to fill in."""
    return f"  # in the binding credential: {key}" if wanted else ""


def _scalar(text: str) -> str:
    """Return a text as YAML takes it: JSON strings are YAML, too."""
    if re.fullmatch(_PLAIN, text) and not re.fullmatch(_WORDS, text, re.IGNORECASE):
        return text
    return json.dumps(text, ensure_ascii=True)
