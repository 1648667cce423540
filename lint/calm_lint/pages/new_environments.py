"""The other transport environments of a landscape file to begin with: what SAP's pages fix, and what the keys say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from calm_lint.errors import CalmLintError
from calm_lint.model.users import MTLS
from calm_lint.model.values.address import Address
from calm_lint.model.values.facts import CTC, CTMS_AUTHENTICATION, CTMS_DESTINATION, SETUP_CLIENT, TASKS, TOKEN_PATH
from calm_lint.pages.credential_values import AlmTenant
from calm_lint.reading.credential import Credential
from calm_lint.reading.written import flow
from calm_lint.text.references import is_placeholder, variable_name

CLIENT = "100"
"""The client in which people work, where none is given."""

_READ_LANDSCAPE, _READ, _IMPORT, _CREATE = TASKS[:4]


class Service(NamedTuple):
    """A service of SAP Cloud Transport Management.

    Attributes:
        id: its id.
        uri: the URL of the service, empty if there is no key.
        url: the URL of the authorization server.
        client_id: the ID of the client.
    """

    id: str
    uri: str = ""
    url: str = ""
    client_id: str = ""


class System(NamedTuple):
    """A system of a transport domain: SID, role, and the client in which people work."""

    sid: str
    role: str
    client: str = CLIENT


def service_of(name: str, credential: Credential) -> Service:
    """Take from a service key what belongs in a landscape. The secret is left where it is.

    Raises:
        CalmLintError: if it is no service key. The message holds nothing of its content.
    """
    if credential.fault:
        raise CalmLintError(credential.fault)
    uaa: dict[str, Any] = credential.content["uaa"]  # type: ignore[assignment]
    uri, url, client_id = (str(each).strip() for each in (credential.content["uri"], uaa["url"], uaa["clientid"]))
    if any(map(is_placeholder, (uri, url, client_id))):
        raise CalmLintError("holds placeholders of an example, must be a service key that was downloaded")
    uri, url = (f"https://{Address.parse(each).host.lower()}" for each in (uri, url))
    return Service(name, uri, url, client_id)


def secret_of(service: Service) -> str:
    """Return the environment variable that is to hold the client secret of a service."""
    return variable_name(service.id, "secret")


def services(found: Sequence[Service]) -> list[str]:
    """Return the lines of services."""
    lines = ["", "ctms_services:"] if found else []
    for each in found:
        lines += [f"  - id: {flow(each.id)}", "    usage: productive  # or test, development, sandbox, demo, training"]
        if each.uri:
            lines += [
                "    service_key:  # less its secret, which never belongs in this file",
                f"      uri: {flow(each.uri)}",
                "      uaa:",
                f"        url: {flow(each.url)}",
                f"        clientid: {flow(each.client_id)}",
            ]
    return lines


def destinations(found: Sequence[Service], alm: AlmTenant, *, named: bool) -> list[str]:
    """Return the lines of the destinations to services.

    Args:
        found: the services.
        alm: the SAP Cloud ALM tenant in whose subaccount they are.
        named: whether there are others, so that it has to be named.
    """
    lines = []
    for each in found:
        suffix = re.sub(r"\W", "_", re.sub(r"^ctms[\W_]+(?=\w)", "", each.id, flags=re.IGNORECASE)).upper()
        lines += [
            f"  - name: {CTMS_DESTINATION}{suffix}  # never change it once it is in use",
            *([f"    cloud_alm_tenant: {alm.id}"] if named else ()),
            f"    ctms_service: {flow(each.id)}",
            "    type: HTTP",
            f"    url: {flow(each.uri or '<uri of the service key>')}",
            "    proxy_type: Internet",
            f"    authentication: {CTMS_AUTHENTICATION}",
            f"    client_id: {flow(each.client_id or '<uaa.clientid of the service key>')}",
            f"    client_secret: ${{{secret_of(each)}}}  # a reference, never the secret itself",
            "    token_service_url_type: Dedicated",
            f"    token_service_url: {flow((each.url or '<uaa.url of the service key>') + TOKEN_PATH)}",
        ]
    return lines


def domain(systems: Sequence[System], alm: AlmTenant) -> list[str]:
    """Return the lines of the transport domain with some systems, which are given in the order of their track."""
    if not systems:
        return []
    source, controller = systems[0], systems[-1]
    lines = ["", "cts_domains:", f"  - domain_name: DOMAIN_{controller.sid}  # transaction STMS"]
    lines += [f"    domain_controller: {flow(controller.sid)}", "    systems:"]
    for system in systems:
        tasks = [_READ] if system is source else [_IMPORT]
        tasks += [_READ_LANDSCAPE] if system is controller else []
        lines += [
            f"      - sid: {flow(system.sid)}",
            f"        role: {system.role}",
            f"        ctc: {CTC.partition('=')[2]}  # STMS > Overview > Systems > Transport Tool",
            "        alm_setup:  # transaction /SDF/ALM_SETUP",
            *(_first_setup(alm) if system is source else ["          - <<: *setup"]),
            f"            tasks: {flow(tasks)}",
        ]
        if system is source:
            lines += ["          - <<: *setup", f'            client: "{system.client}"']
            lines += [f"            tasks: {flow([_CREATE])}"]
    stops = ", ".join(f"{each.sid}:{each.client}" for each in systems)
    return [*lines, "    tracks:  # in the order of transport", f"      - {{name: main, systems: [{stops}]}}"]


def _first_setup(alm: AlmTenant) -> list[str]:
    values = alm.values
    root = f"https://{values.host_name}" if values.binding else "<endpoints.Api without /api>"
    return [
        "          - &setup",
        f'            client: "{SETUP_CLIENT}"',
        f"            cloud_alm_tenant: {alm.id}",
        f"            token_endpoint: {flow(values.token_endpoint)}",
        f"            client_id: {flow(values.client_id)}",
        f"            client_authentication: {MTLS}"
        if values.is_x509
        else f"            client_secret: ${{{alm.secret}}}  # a reference, never the secret itself",
        f"            root_url: {flow(root)}",
    ]
