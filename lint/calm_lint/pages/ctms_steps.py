"""The steps that connect SAP Cloud Transport Management, in the order of SAP's page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from calm_lint.model import CtmsService, Destination, TransportNode, TransportRoute
from calm_lint.model.values.facts import CTMS_AUTHENTICATION, SOURCE_SYSTEM_ID
from calm_lint.pages.fields import COCKPIT, Entry, Fields, Step

CTMS: Final = "SAP Cloud Transport Management"


def ctms_steps(fields: Fields, service: CtmsService, destinations: Sequence[Destination]) -> Iterator[Step]:
    """Yield the steps for a service.

    Args:
        fields: makes entries of the fields of the file.
        service: the service.
        destinations: those that lead to it.
    """
    yield _key_step(fields, service)
    for destination in destinations or (None,):
        yield _destination_step(fields, destination)
    for node in service.nodes:
        yield _node_step(fields, node)
    for route in _in_order(service.routes):
        yield _route_step(fields, route)
    for destination in destinations:
        prefix = fields.entry(destination, "name", "Prefix of the transports")
        wait = Entry(prefix.label, prefix.value, "leave", ("wait up to 5 minutes for the first transports",))
        yield Step("2", "SAP Cloud ALM", "Features > Transports", (wait,))


def application_side_steps(fields: Fields, destinations: Sequence[Destination]) -> Iterator[Step]:
    """Yield the destinations in the subaccounts of products, with the property that names their node."""
    for destination in destinations:
        property_ = fields.entry(destination.additional_properties, SOURCE_SYSTEM_ID, SOURCE_SYSTEM_ID)
        entries = (fields.entry(destination, "name", "Name"), fields.entry(destination, "url", "URL"), property_)
        section = "Connectivity > Destinations, in the subaccount of the product"
        yield Step("", COCKPIT, section, entries, "Save", fields.notes(destination))


def _key_step(fields: Fields, service: CtmsService) -> Step:
    entries = (
        fields.entry(service, "subaccount", "Subaccount", leave=_own_subaccount(service)),
        Entry("Service", CTMS),
        Entry("Service Key", "", "leave", ("create one, and keep its secret out of this file",)),
    )
    notes = fields.notes(service.key_given)
    return Step("", COCKPIT, "Services > Instances and Subscriptions", entries, "Create, then Download", notes)


def _own_subaccount(service: CtmsService) -> str:
    return "" if service.subaccount.value else "an administrative one, not that of SAP Cloud ALM"


def _destination_step(fields: Fields, destination: Destination | None) -> Step:
    entries = (
        fields.entry(destination, "name", "Name"),
        _proposed(fields, destination, "type", "Type", "HTTP"),
        _proposed(fields, destination, "description", "Description", "free"),
        fields.entry(destination, "url", "URL"),
        _proposed(fields, destination, "proxy_type", "Proxy Type", "Internet"),
        _authentication(fields, destination),
        fields.entry(destination, "client_id", "Client ID"),
        _secret(fields, destination),
        _proposed(fields, destination, "token_service_url_type", "Token Service URL Type", "Dedicated"),
        fields.entry(destination, "token_service_url", "Token Service URL"),
    )
    return Step("1", COCKPIT, "Connectivity > Destinations", entries, "Save", fields.notes(destination))


def _authentication(fields: Fields, destination: Destination | None) -> Entry:
    entry = fields.entry(destination, "authentication", "Authentication")
    return Entry(entry.label, CTMS_AUTHENTICATION) if entry.state == "missing" else entry


def _secret(fields: Fields, destination: Destination | None) -> Entry:
    entry = fields.secret(destination, "client_secret", "Client Secret")
    return Entry(entry.label, "your secret") if entry.state == "missing" else entry


def _proposed(fields: Fields, destination: Destination | None, key: str, label: str, proposed: str) -> Entry:
    """Return a field that may be left out of the file, as the cockpit proposes what is right."""
    given = destination and destination.data.get(key) is not None
    return fields.entry(destination, key, label, leave="" if given else proposed)


def _node_step(fields: Fields, node: TransportNode) -> Step:
    optional = (
        ("allow_upload_to_node", "Allow Upload to Node"),
        ("controlled_by_sap_solution_manager", "Controlled by SAP Solution Manager"),
        ("virtual_node", "Virtual Node"),
        ("content_type", "Content Type"),
    )
    given = ((key, label) for key, label in optional if node.data.get(key) is not None)
    entries = (fields.entry(node, "name", "Name"), *(fields.entry(node, key, label) for key, label in given))
    return Step("", CTMS, "Transport Nodes", entries, "OK", fields.notes(node))


def _route_step(fields: Fields, route: TransportRoute) -> Step:
    entries = (
        fields.entry(route, "name", "Name"),
        fields.entry(route, "source", "Source Node"),
        fields.entry(route, "target", "Target Node"),
    )
    return Step("", CTMS, "Transport Routes", entries, "OK", fields.notes(route))


def _in_order(routes: Sequence[TransportRoute]) -> list[TransportRoute]:
    """Return routes from the first source to the last target; those of a circle come last, as they stand."""
    leaving: dict[str | None, list[TransportRoute]] = {}
    for route in routes:
        leaving.setdefault(route.source.value, []).append(route)
    targets = {route.target.value for route in routes}
    waiting = [source for source in reversed(leaving) if source not in targets]
    found: dict[TransportRoute, None] = {}
    while waiting:
        following = leaving.pop(waiting.pop(), [])
        found.update(dict.fromkeys(following))
        waiting += reversed([route.target.value for route in following])
    return [*found, *(route for route in routes if route not in found)]
