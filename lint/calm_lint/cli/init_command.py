"""The command that writes a landscape file to begin with."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from calm_lint.cli.environment_options import ctms_services, cts_systems, read_service, service_note
from calm_lint.cli.landscape_file import deliver, fail, keep
from calm_lint.cli.options import (
    STDOUT,
)
from calm_lint.cli.output import print_note
from calm_lint.text.escaping import printable

if TYPE_CHECKING:
    from calm_lint.pages.credential_values import AlmTenant, Values
    from calm_lint.pages.new_environments import System


def _tenants(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> list[tuple[str, str]]:
    """Take ids and roles apart, and check both."""
    from calm_lint.pages.credential_values import ALM_TENANT
    from calm_lint.pages.graph import ROLES
    from calm_lint.text.suggestions import did_you_mean

    tenants: dict[str, str] = {}
    for value in values:
        name, colon, role = (part.strip() for part in value.rpartition(":"))
        if not name or not colon:
            raise click.BadParameter(printable(f"{value} must be an id and a role, as in dev-080:development"))
        if role not in ROLES:
            meant = did_you_mean(role, ROLES)
            advice = f"did you mean {meant}?" if meant else f"choose from {', '.join(ROLES)}"
            raise click.BadParameter(printable(f"there is no role {role}, {advice}"))
        if name in tenants or name == ALM_TENANT:
            raise click.BadParameter(printable(f"the id {name} is taken, each tenant needs one of its own"))
        tenants[name] = role
    return list(tenants.items())


@click.command()
@click.option(
    "--binding",
    "bindings",
    multiple=True,
    type=click.Path(),
    metavar="FILE",
    help="Take the values from this binding credential. Repeatable: one for each SAP Cloud ALM tenant.",
)
@click.option(
    "--tenant",
    "tenants",
    multiple=True,
    callback=_tenants,
    metavar="ID:ROLE",
    help="Describe this S/4HANA tenant, as in dev-080:development. Repeatable.",
)
@click.option(
    "--ctms",
    multiple=True,
    callback=ctms_services,
    metavar="ID[=FILE]",
    help="Describe this service of SAP Cloud Transport Management, with the values of its service key. Repeatable.",
)
@click.option(
    "--cts",
    multiple=True,
    callback=cts_systems,
    metavar="SID:ROLE[:CLIENT]",
    help="Describe this private edition or on-premise system, as in DEV:development:100. "
    "Repeatable, in the order of the track.",
)
@click.option("--output", "-o", type=click.Path(), default="landscape.yaml", show_default=True, metavar="FILE")
@click.option("--force", is_flag=True, help="Overwrite the file.")
def init(
    bindings: Sequence[str],
    tenants: list[tuple[str, str]],
    ctms: list[tuple[str, str]],
    cts: list[System],
    output: str,
    force: bool,  # noqa: FBT001 - as click passes it
) -> None:
    """Write a landscape file to begin with.

    It asks nothing. The binding credential is the JSON or TXT file that the SAP BTP cockpit or the Landscape
    Management app downloads; its secret is not copied. Write to - for standard output.
    """
    from calm_lint.files.find import shown
    from calm_lint.pages.credential_values import Values, alm_tenants
    from calm_lint.pages.new_landscape import TENANTS, certificate_id, new_landscape

    if output != STDOUT and os.path.lexists(output) and not force:
        fail("usage", "is there already: name another file with --output, or overwrite it with --force", shown(output))
    values: dict[str, Values] = {}
    for binding in bindings:
        keep(binding, output)
        values[binding] = _values(binding)
        for other, known in values.items():
            same = known.token_endpoint == values[binding].token_endpoint
            if other != binding and same and known.is_x509 == values[binding].is_x509:
                fail("usage", f"is of the same SAP Cloud ALM tenant as {shown(other)}", shown(binding))
    alm = alm_tenants(list(values.values()) or [Values()])
    ids = {each.id for each in alm} | {certificate_id(each) for each in alm if each.values.is_x509}
    others = [name for name, _ in (*tenants, *ctms)]
    if taken := ids.intersection(others) | {name for name in others if others.count(name) > 1}:
        raise click.UsageError(f"the id {min(taken)} is taken, each tenant and service needs one of its own")
    services = [read_service(name, key, output) for name, key in ctms]
    usual = () if services or cts else TENANTS
    deliver(new_landscape(alm, tenants or usual, services, cts), output)
    if output != STDOUT:
        _say(f"{shown(output)} is written, check it with: calm-lint {shown(output)}")
    files = {id(each): shown(binding) for binding, each in values.items()}
    for index, each in enumerate(alm):
        binding = files.get(id(each.values), "")
        if len(alm) > 1:
            connected = "not connected to any S/4HANA tenant" if index else "connected to the S/4HANA tenants"
            if ctms or cts:
                connected = "not connected to anything" if index else "connected to all that is described"
            _say(f"{each.id} is the tenant of {binding}, {connected}")
        if tenants or usual or cts:
            _say(_secret_note(each, binding))
    for service, (_, key) in zip(services, ctms, strict=True):
        _say(service_note(service, key))


def _secret_note(tenant: AlmTenant, binding: str) -> str:
    """Return what the user has to know of the secret of an SAP Cloud ALM tenant."""
    if tenant.values.is_x509:
        secret = f"the password of the key store {tenant.id}-mtls.pfx; certificate and key in {binding} were not copied"
    elif not tenant.values.holds_secret:
        secret = f"the client secret, which {binding} does not hold"
    else:
        secret = f"the client secret {f'in {binding}' if binding else 'of the binding credential'}"
    return f"${{{tenant.secret}}} in it stands for the environment variable {tenant.secret}, which is to hold {secret}"


def _values(binding: str) -> Values:
    """Read the values of a binding credential."""
    from calm_lint.errors import CalmLintError
    from calm_lint.files.binding_file import read_credential
    from calm_lint.files.find import shown
    from calm_lint.pages.credential_values import values_of

    credential = read_credential("", binding)
    if credential.fault and not read_credential("", binding, of_ctms=True).fault:
        fail("usage", "is a service key of SAP Cloud Transport Management: use --ctms ID=FILE", shown(binding))
    if credential.missing:
        fail("io", "cannot be read: there is no such file", shown(binding))
    try:
        values = values_of(credential)
    except CalmLintError as error:
        fail("usage", str(error), shown(binding))
    if credential.exposed:
        _say(f"{shown(binding)} holds a secret, and git does not ignore it: add it to .gitignore")
    return values


def _say(text: str) -> None:
    """Print a note on the standard error; the standard output is for what was asked for."""
    print_note(f"calm-lint: {printable(text)}\n")
