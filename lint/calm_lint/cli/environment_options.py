"""The options of `init` for the other transport environments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from calm_lint.cli.landscape_file import fail, keep
from calm_lint.model.values.facts import SETUP_CLIENT
from calm_lint.text.escaping import printable
from calm_lint.text.suggestions import did_you_mean

if TYPE_CHECKING:
    from calm_lint.pages.new_environments import Service, System

_ROLES = ("development", "test", "production", "sandbox", "demo")
_FORM = re.compile(r"\s*([^:]*?)\s*:\s*([^:]*?)\s*(?::\s*([^:]*?)\s*)?")


def ctms_services(_: click.Context, __: click.Parameter, values: Sequence[str]) -> list[tuple[str, str]]:
    """Return the ids of services, each with the file of its key, empty if there is none."""
    services = []
    for value in values:
        name, equals, file = (part.strip() for part in value.partition("="))
        if not name or (equals and not file):
            raise click.BadParameter(printable(f"{value} must be an id, or an id and a file, as in ctms-main=key.json"))
        services.append((name, file))
    return services


def cts_systems(_: click.Context, __: click.Parameter, values: Sequence[str]) -> list[System]:
    """Return the systems in the order of their track."""
    from calm_lint.pages.new_environments import CLIENT, System

    systems: dict[str, System] = {}
    for value in values:
        match = _FORM.fullmatch(value)
        if not match or not re.fullmatch(r"[A-Z][A-Z0-9]{2}", match[1]):
            form = "a SID in capitals and a role, and the client if that is not 100, as in DEV:development:200"
            raise click.BadParameter(printable(f"{value} must be {form}"))
        sid, role, client = match[1], match[2], match[3] or CLIENT
        if role not in _ROLES:
            meant = did_you_mean(role, _ROLES)
            advice = f"did you mean {meant}?" if meant else f"choose from {', '.join(_ROLES)}"
            raise click.BadParameter(printable(f"there is no role {role}, {advice}"))
        if not re.fullmatch(r"[0-9]{3}", client) or client == SETUP_CLIENT:
            raise click.BadParameter(printable(f"client {client} must be three digits, and not {SETUP_CLIENT}"))
        if sid in systems:
            raise click.BadParameter(f"the SID {sid} is taken, each system needs one of its own")
        systems[sid] = System(sid, role, client)
    return list(systems.values())


def read_service(name: str, key: str, output: str) -> Service:
    """Read the values of a service key; without a file, the service has none."""
    from calm_lint.errors import CalmLintError
    from calm_lint.files.binding_file import read_credential
    from calm_lint.files.find import shown
    from calm_lint.pages.new_environments import Service, service_of

    if not key:
        return Service(name)
    keep(key, output)
    credential = read_credential("", key, of_ctms=True)
    if credential.missing:
        fail("io", "cannot be read: there is no such file", shown(key))
    try:
        return service_of(name, credential)
    except CalmLintError as error:
        fail("usage", str(error), shown(key))


def service_note(service: Service, key: str) -> str:
    """Return what the user has to know of the secret of a service."""
    from calm_lint.files.find import shown
    from calm_lint.pages.new_environments import secret_of

    variable, where = secret_of(service), f"in {shown(key)}" if key else "of the service key"
    held = f"which is to hold the client secret {where}"
    return f"${{{variable}}} in it stands for the environment variable {variable}, {held}"
