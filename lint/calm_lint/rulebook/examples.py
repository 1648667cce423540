"""Completing the examples of rules: a few entries of one node become a landscape that is right otherwise."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from textwrap import dedent, indent
from typing import Final

from calm_lint.model import (
    AlmArrangement,
    AlmClient,
    AlmSystem,
    AlmUser,
    Binding,
    BindingFile,
    Certificate,
    CloudAlmTenant,
    CommunicationArrangement,
    CommunicationSystem,
    Destination,
    Endpoints,
    Estate,
    InboundUser,
    Landscape,
    OutboundService,
    OutboundUser,
    S4Tenant,
    ServiceInstance,
    Transport,
    Uaa,
)
from calm_lint.model.entity import Entity
from calm_lint.model.values.facts import SERVICES
from calm_lint.reading.nodes import Node, Suppression, UnusedSuppression

_Entries = Mapping[type[Entity], str]

# What a right entity of each type says: its own entries, less the entities in it.
_ENTRIES: Final[_Entries] = {
    Landscape: "format: 1",
    CloudAlmTenant: """
        id: calm-prod
        usage: productive
        region: eu10
        provisioned_on: 2023-11-20
        """,
    Binding: "",
    Endpoints: "Api: https://eu10.alm.cloud.sap/api",
    Uaa: """
        url: https://acme.authentication.eu10.hana.ondemand.com
        clientid: sb-calm-deploy!b123456|sapcloudalm!b456789
        """,
    ServiceInstance: """
        name: calm-deploy
        parameters:
          xs-security:
            xsappname: calm-deploy
            authorities:
              - $XSMASTERAPPNAME.imp-cdm-feature-display-ui
              - $XSMASTERAPPNAME.imp-cdm-feature-manage-ui
        """,
    S4Tenant: """
        id: prod
        role: production
        connected_on: 2024-01-15
        """,
    AlmSystem: """
        system_id: CALM_PROD
        system_name: SAP Cloud ALM of Acme
        host_name: eu10.alm.cloud.sap
        port: 443
        token_endpoint: https://acme.authentication.eu10.hana.ondemand.com/oauth/token
        """,
    AlmUser: """
        authentication_method: OAuth 2.0
        client_id: sb-calm-deploy!b123456|sapcloudalm!b456789
        client_secret: ${CALM_PROD_SECRET}
        """,
    AlmArrangement: """
        arrangement_name: SAP_COM_0690_CALM_ATO
        scenario: SAP_COM_0690
        communication_system: CALM_PROD
        """,
    OutboundService: """
        service_status: active
        port: 443
        run_every: 5 minutes
        """,
    Transport: """
        request: ABCK900123
        status: released
        exported_on: 2024-02-01
        """,
}

# What of these is different in a landscape that is connected with mTLS.
_MTLS_ENTRIES: Final[_Entries] = {
    **_ENTRIES,
    S4Tenant: """
        id: prod
        role: production
        connected_on: 2024-01-15
        global_tenant_id: 745588200
        """,
    AlmSystem: """
        system_id: CALM_PROD
        system_name: SAP Cloud ALM of Acme
        host_name: eu10.alm.cloud.sap
        port: 443
        token_endpoint: https://acme.authentication.eu10.hana.ondemand.com/oauth/token
        mtls_endpoint: https://acme.authentication.cert.eu10.hana.ondemand.com/oauth/token
        """,
    InboundUser: """
        authentication_method: SSL Client Certificate
        user_name: CALM_ATO_INBOUND
        certificate: calm-mtls
        """,
    AlmUser: """
        authentication_method: OAuth 2.0
        client_authentication: mTLS
        client_id: sb-calm-deploy!b123456|sapcloudalm!b456789
        client_certificate: calm-mtls
        """,
    Certificate: """
        id: calm-mtls
        key_store: calm-mtls.pfx
        """,
    Destination: """
        name: CALM_FTR_ATO_745588200
        url: https://my400100-api.s4hana.cloud.sap/sap/opu/odata4/sap/a_transport
        authentication: ClientCertificateAuthentication
        key_store_location: calm-mtls.pfx
        """,
}
# An example that names any of these is about such a landscape.
_ABOUT_MTLS = r"\bmTLS\b|^[ -]*(?:mtls_endpoint|inbound_users|client_certificate|certificates|destinations):"

# Only an older SAP Cloud ALM tenant needs a service instance.
_OLDER = "provisioned_on: 2023-06-01\n"

# Transports are exported from a customizing tenant, which needs a test tenant beside it.
_CUSTOMIZING, _TEST = "role: customizing\n", "id: test\nrole: test\n"

# Which entities are in which: the type around it, the key, whether it is a list, whether it has to be there.
_INSIDE: dict[type[Entity], tuple[type[Entity], str, bool, bool]] = {
    CloudAlmTenant: (Landscape, "cloud_alm_tenants", True, True),
    Binding: (CloudAlmTenant, "binding", False, True),
    Endpoints: (Binding, "endpoints", False, True),
    Uaa: (Binding, "uaa", False, True),
    ServiceInstance: (CloudAlmTenant, "service_instance", False, False),
    S4Tenant: (Landscape, "s4hana_tenants", True, True),
    AlmSystem: (S4Tenant, "communication_systems", True, True),
    InboundUser: (AlmSystem, "inbound_users", True, False),
    AlmUser: (AlmSystem, "outbound_users", True, True),
    AlmArrangement: (S4Tenant, "communication_arrangements", True, True),
    Transport: (S4Tenant, "transports", True, False),
    Certificate: (Landscape, "certificates", True, False),
    Destination: (Landscape, "destinations", True, False),
}
_REQUIRED_BY_MTLS = (InboundUser, Destination)

# What stands for SAP Cloud ALM is an example of the rest.
_MEANT: dict[type[Node], type[Entity]] = {
    CommunicationSystem: AlmSystem,
    AlmClient: AlmUser,
    OutboundUser: AlmUser,
    Estate: Landscape,
    CommunicationArrangement: AlmArrangement,
}

# An entry with all that is indented under it.
_BLOCK = r"^\S.*\n(?:[ ].*\n)*"
_ITEM = r"^  - ([A-Za-z].*\n(?:    .*\n)*)"
_OTHER_TENANT = r"^id: (?!calm-prod$)"


def complete(node: type[Node], entries: str) -> str:
    """Return the text of a landscape file that holds some entries of one node.

    Args:
        node: the type of node that the entries belong to; those of a fault belong to the landscape.
        entries: YAML, the keys at the margin. What they leave out, also in the entities inside, is taken from
            a right landscape. The SAP Cloud ALM tenants may be given with them; of these, only calm-prod
            gets a binding that is not given.
    """
    text = dedent(entries).strip("\n")
    text += "\n" if text else ""
    mtls = node in (InboundUser, Certificate, Destination) or re.search(_ABOUT_MTLS, text, re.MULTILINE)
    return _complete(_MEANT.get(node, node), text, _MTLS_ENTRIES if mtls else _ENTRIES)


def _complete(node: type[Node], text: str, entries: _Entries) -> str:
    alm_tenants = re.search(r"^cloud_alm_tenants:\n(?:[ ].*\n)+", text, re.MULTILINE)
    if alm_tenants and node is not Landscape:
        rest = text.replace(alm_tenants[0], "")
        default = _nested("cloud_alm_tenants", _filled(CloudAlmTenant, "", entries), is_list=True)
        return _complete(node, rest, entries).replace(default, _spelled_out(Landscape, alm_tenants[0], entries))
    if node is BindingFile:
        return _complete(CloudAlmTenant, text, entries)
    if node in (Suppression, UnusedSuppression, OutboundService):
        return _complete(AlmArrangement, _services(text), entries)
    for entity, (around, key, is_list, _) in _INSIDE.items():
        if entity is node:
            inside = _nested(key, _filled(entity, text, entries), is_list=is_list)
            if entity is Transport:
                tenants = (_item(_filled(S4Tenant, each, entries)) for each in (_TEST, f"{_CUSTOMIZING}{inside}"))
                return _filled(Landscape, f"s4hana_tenants:\n{''.join(tenants)}", entries)
            return _complete(around, f"{_OLDER}{inside}" if entity is ServiceInstance else inside, entries)
    return _filled(Landscape, text, entries)


def in_flow_style(entries: str) -> str | None:
    """Return the key of entities that an example has in flow style, which cannot be completed; None if it has none."""
    keys = "|".join(key for _, key, *_ in _INSIDE.values())
    match = re.search(rf"^[ -]*({keys}): *[\[{{] *[^]}}\s]", entries, re.MULTILINE)
    return match and match[1]


def _filled(entity: type[Entity], text: str, entries: _Entries) -> str:
    """Put before the entries of an entity those that it has to have besides, and fill the entities inside."""
    filled = dedent(entries[entity]).strip("\n") + "\n"
    for inner, (around, key, is_list, required) in _INSIDE.items():
        required = required or (inner in _REQUIRED_BY_MTLS and inner in entries)
        if around is entity and required and not (inner is Binding and re.search(_OTHER_TENANT, text, re.MULTILINE)):
            filled += _nested(key, _filled(inner, "", entries), is_list=is_list)
    if entity is AlmArrangement:
        filled += _services("")
    given = set(re.findall(r"^([\w-]+):", text, re.MULTILINE))
    blocks = re.findall(_BLOCK, filled, re.MULTILINE)
    text = re.sub(_BLOCK, lambda block: _spelled_out(entity, block[0], entries), text, flags=re.MULTILINE)
    return "".join(block for block in blocks if block.partition(":")[0] not in given) + text


def _spelled_out(entity: type[Entity], block: str, entries: _Entries) -> str:
    """Fill the entities in an entry of an entity; aliases and flow style are left as they are."""
    key, _, content = block.partition(":\n")
    for inner, (around, name, is_list, _) in _INSIDE.items():
        if (around, name) != (entity, key) or not content:
            continue
        if is_list:
            items = re.sub(_ITEM, partial(_filled_item, inner, entries), content, flags=re.MULTILINE)
            return f"{key}:\n{items}"
        return _nested(key, _filled(inner, dedent(content), entries))
    return block


def _filled_item(entity: type[Entity], entries: _Entries, item: re.Match[str]) -> str:
    return _item(_filled(entity, dedent(f"    {item[1]}"), entries))


def _services(export: str) -> str:
    """Return the four outbound services, the first with some entries of its own."""
    services = (
        _nested(name, _filled(OutboundService, "" if name != "export" else export, _ENTRIES)) for name in SERVICES
    )
    return _nested("outbound_services", "".join(services))


def _nested(key: str, text: str, *, is_list: bool = False) -> str:
    if not is_list:
        return f"{key}:\n{indent(text, '  ')}"
    return f"{key}:\n{_item(text)}"


def _item(text: str) -> str:
    return f"  - {indent(text, '    ').lstrip()}"
