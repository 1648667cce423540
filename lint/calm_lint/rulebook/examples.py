"""Completing the examples of rules: a few entries of one node become a landscape that is right otherwise."""

from __future__ import annotations

import re
from functools import partial
from textwrap import dedent, indent
from typing import Final

from calm_lint.model import (
    AlmArrangement,
    AlmClient,
    AlmSetup,
    AlmSystem,
    AlmUser,
    Binding,
    BindingFile,
    Certificate,
    CloudAlmTenant,
    CommunicationArrangement,
    CommunicationSystem,
    CtmsService,
    CtsDomain,
    CtsSystem,
    Destination,
    Endpoints,
    Estate,
    InboundUser,
    Landscape,
    LmsEntry,
    OutboundService,
    OutboundUser,
    S4Tenant,
    ServiceInstance,
    ServiceKey,
    ServiceKeyUaa,
    Transport,
    Uaa,
)
from calm_lint.model.entity import Entity
from calm_lint.model.values.facts import SERVICES
from calm_lint.reading.nodes import Node, Suppression, UnusedSuppression
from calm_lint.rulebook.example_entries import CTMS, CTS, MTLS, PUBLIC_EDITION, Environment

# An example that names any of these is about such a landscape.
_ABOUT: Final = (
    (r"^[ -]*(?:ctms_services?|nodes|routes):|CALM_FTR_CTMS|TransportManagementService", CTMS),
    (r"^[ -]*cts_domains:", CTS),
    (r"\bmTLS\b|^[ -]*(?:mtls_endpoint|inbound_users|client_certificate|certificates|destinations):", MTLS),
)
_OF_KIND: Final[dict[type[Node], Environment]] = {
    InboundUser: MTLS,
    Certificate: MTLS,
    Destination: MTLS,
    CtmsService: CTMS,
    ServiceKey: CTMS,
    CtsDomain: CTS,
    CtsSystem: CTS,
    AlmSetup: CTS,
}

# Only an older SAP Cloud ALM tenant needs a service instance.
_OLDER = "provisioned_on: 2023-06-01\n"

# Transports are exported from a customizing tenant, which needs a test tenant beside it.
_CUSTOMIZING, _TEST = "role: customizing\n", "id: test\nrole: test\n"

# Which entities are in which: the type around it, the key, whether it is a list.
_INSIDE: dict[type[Entity], tuple[type[Entity], str, bool]] = {
    CloudAlmTenant: (Landscape, "cloud_alm_tenants", True),
    Binding: (CloudAlmTenant, "binding", False),
    Endpoints: (Binding, "endpoints", False),
    Uaa: (Binding, "uaa", False),
    ServiceInstance: (CloudAlmTenant, "service_instance", False),
    S4Tenant: (Landscape, "s4hana_tenants", True),
    AlmSystem: (S4Tenant, "communication_systems", True),
    InboundUser: (AlmSystem, "inbound_users", True),
    AlmUser: (AlmSystem, "outbound_users", True),
    AlmArrangement: (S4Tenant, "communication_arrangements", True),
    Transport: (S4Tenant, "transports", True),
    CtmsService: (Landscape, "ctms_services", True),
    ServiceKey: (CtmsService, "service_key", False),
    ServiceKeyUaa: (ServiceKey, "uaa", False),
    CtsDomain: (Landscape, "cts_domains", True),
    CtsSystem: (CtsDomain, "systems", True),
    AlmSetup: (CtsSystem, "alm_setup", True),
    LmsEntry: (CtsSystem, "lms_entry", False),
    Certificate: (Landscape, "certificates", True),
    Destination: (Landscape, "destinations", True),
}

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
    about = (environment for pattern, environment in _ABOUT if re.search(pattern, text, re.MULTILINE))
    environment = _OF_KIND.get(node) or next(about, PUBLIC_EDITION)
    return _complete(_MEANT.get(node, node), text, environment)


def _complete(node: type[Node], text: str, environment: Environment) -> str:
    alm_tenants = re.search(r"^cloud_alm_tenants:\n(?:[ ].*\n)+", text, re.MULTILINE)
    if alm_tenants and node is not Landscape:
        rest = text.replace(alm_tenants[0], "")
        default = _nested("cloud_alm_tenants", _filled(CloudAlmTenant, "", environment), is_list=True)
        return _complete(node, rest, environment).replace(default, _spelled_out(Landscape, alm_tenants[0], environment))
    if node is BindingFile:
        return _complete(CloudAlmTenant, text, environment)
    if node in (Suppression, UnusedSuppression, OutboundService):
        return _complete(AlmArrangement, _services(text), environment)
    for entity, (around, key, is_list) in _INSIDE.items():
        if entity is node:
            inside = _nested(key, _filled(entity, text, environment), is_list=is_list)
            if entity is Transport:
                tenants = (_item(_filled(S4Tenant, each, environment)) for each in (_TEST, f"{_CUSTOMIZING}{inside}"))
                return _filled(Landscape, f"s4hana_tenants:\n{''.join(tenants)}", environment)
            return _complete(around, f"{_OLDER}{inside}" if entity is ServiceInstance else inside, environment)
    return _filled(Landscape, text, environment)


def in_flow_style(entries: str) -> str | None:
    """Return the key of entities that an example has in flow style, which cannot be completed; None if it has none."""
    keys = "|".join(key for _, key, _ in _INSIDE.values())
    match = re.search(rf"^[ -]*({keys}): *[\[{{] *[^]}}\s]", entries, re.MULTILINE)
    return match and match[1]


def _filled(entity: type[Entity], text: str, environment: Environment) -> str:
    """Put before the entries of an entity those that it has to have besides, and fill the entities inside."""
    filled = dedent(environment.entries[entity]).strip("\n") + "\n"
    for inner, (around, key, is_list) in _INSIDE.items():
        if (
            around is entity
            and inner in environment.required
            and not (inner is Binding and re.search(_OTHER_TENANT, text, re.MULTILINE))
        ):
            filled += _nested(key, _filled(inner, "", environment), is_list=is_list)
    if entity is AlmArrangement:
        filled += _services("")
    given = set(re.findall(r"^([\w-]+):", text, re.MULTILINE))
    blocks = re.findall(_BLOCK, filled, re.MULTILINE)
    text = re.sub(_BLOCK, lambda block: _spelled_out(entity, block[0], environment), text, flags=re.MULTILINE)
    return "".join(block for block in blocks if block.partition(":")[0] not in given) + text


def _spelled_out(entity: type[Entity], block: str, environment: Environment) -> str:
    """Fill the entities in an entry of an entity; aliases and flow style are left as they are."""
    key, _, content = block.partition(":\n")
    for inner, (around, name, is_list) in _INSIDE.items():
        if (around, name) != (entity, key) or not content:
            continue
        if is_list:
            items = re.sub(_ITEM, partial(_filled_item, inner, environment), content, flags=re.MULTILINE)
            return f"{key}:\n{items}"
        return _nested(key, _filled(inner, dedent(content), environment))
    return block


def _filled_item(entity: type[Entity], environment: Environment, item: re.Match[str]) -> str:
    return _item(_filled(entity, dedent(f"    {item[1]}"), environment))


def _services(export: str) -> str:
    """Return the four outbound services, the first with some entries of its own."""
    services = (
        _nested(name, _filled(OutboundService, "" if name != "export" else export, PUBLIC_EDITION)) for name in SERVICES
    )
    return _nested("outbound_services", "".join(services))


def _nested(key: str, text: str, *, is_list: bool = False) -> str:
    if not is_list:
        return f"{key}:\n{indent(text, '  ')}"
    return f"{key}:\n{_item(text)}"


def _item(text: str) -> str:
    return f"  - {indent(text, '    ').lstrip()}"
