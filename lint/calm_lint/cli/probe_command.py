"""The command that asks the real systems; it is the only one that uses the network."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import click

from calm_lint.cli.check import FAILED, FOUND, exit_with
from calm_lint.cli.landscape_file import deliver, fail, keep, needs_landscape, survey_of
from calm_lint.cli.options import STDOUT, config_option, no_config_option, trust_paths_option
from calm_lint.cli.output import Output, print_errors, print_note
from calm_lint.errors import UsageError
from calm_lint.rulebook.severity import Severity
from calm_lint.settings.choices import Choices
from calm_lint.text.escaping import printable

if TYPE_CHECKING:
    from calm_lint.engine.survey import Survey
    from calm_lint.probe.ladder import Ladder
    from calm_lint.probe.probing import Result
    from calm_lint.probe.secret_references import Secrets
    from calm_lint.probe.targets import Connection

FORMATS: Final = ("text", "json", "sarif", "markdown")

_INSTALL: Final = (
    "calm-lint probe needs packages that are not installed: install calm-lint with its extra, calm-lint[probe]"
)
_RESOLVE: Final = re.compile(r"(?P<host>[^=]+)=(?:\[(?P<six>[^\]]+)\]|(?P<four>[^:=]+)):(?P<port>[0-9]{1,5})")


def _outputs(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[Output, ...]:
    outputs = []
    for value in values or ("text",):
        name, equals, file = value.partition("=")
        if name not in FORMATS:
            raise click.BadParameter(printable(f"there is no format {name}, choose from {', '.join(FORMATS)}"))
        if equals and not file:
            raise click.BadParameter(f"{name}= names no file")
        outputs.append(Output(name, None if file in ("", "-") else file))
    if len({output.file and os.path.realpath(output.file) for output in outputs}) < len(outputs):
        raise click.BadParameter("two formats go to one place: give one of them a file, as in json=probe.json")
    return tuple(outputs)


def _addresses(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> dict[str, tuple[str, int]]:
    found = {}
    for value in values:
        match = _RESOLVE.fullmatch(value)
        if not match or not 0 < int(match["port"]) < 65536:
            advice = "must be a host, an address and a port, as in eu10.alm.cloud.sap=127.0.0.1:8443"
            raise click.BadParameter(printable(f"{value} {advice}"))
        found[match["host"].lower()] = (match["six"] or match["four"], int(match["port"]))
    return found


@click.command()
@click.argument("file", type=click.Path())
@click.option("--tenant", "tenants", multiple=True, metavar="ID", help="Probe this S/4HANA tenant only. Repeatable.")
@click.option(
    "--key",
    "keys",
    multiple=True,
    type=click.Path(),
    metavar="FILE",
    help="Log on with this private key, a PEM, where it belongs to the certificate of a user. Repeatable.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True, max=600),
    default=10,
    show_default=True,
    metavar="SECONDS",
    help="Wait for each answer no longer than this.",
)
@click.option(
    "--resolve",
    "addresses",
    multiple=True,
    callback=_addresses,
    metavar="HOST=ADDRESS:PORT",
    help="Connect to this address for HOST, and trust HOST. Repeatable.",
)
@click.option(
    "--trust-host",
    "trusted",
    multiple=True,
    metavar="HOST",
    help="Ask HOST, and send it secrets, though it is no known host of SAP. Repeatable.",
)
@click.option(
    "--ca", default="", type=click.Path(), metavar="FILE", help="Trust the authorities in this PEM file, too."
)
@click.option("--required", is_flag=True, help="Exit with 1 unless every rung has passed.")
@click.option(
    "--format",
    "outputs",
    multiple=True,
    callback=_outputs,
    metavar="F[=FILE]",
    help=f"Write what came of it as {', '.join(FORMATS)}, to FILE if one is given. Repeatable.",
)
@config_option
@no_config_option
@trust_paths_option
def probe(
    file: str,
    tenants: Sequence[str],
    keys: Sequence[str],
    timeout: float,
    addresses: dict[str, tuple[str, int]],
    trusted: Sequence[str],
    ca: str,
    required: bool,  # noqa: FBT001 - as click passes it
    outputs: tuple[Output, ...],
    config: str | None,
    no_config: bool,  # noqa: FBT001
    trust_paths: bool,  # noqa: FBT001
) -> None:
    """Ask the real systems whether the connections in the landscape FILE work.

    Rung after rung: the name and the certificate of the API host, the identity zone, a token, its authorities, the API.
    Each answer says what it proves. Secrets are read from where the references in FILE lead. The exit code is 1 if a
    rung failed. A host that cannot be reached is no finding about FILE.
    """
    try:
        from calm_lint.probe.ladder import Ladder
    except ModuleNotFoundError as error:
        if error.name != "jwt":
            raise
        raise click.UsageError(_INSTALL) from None
    from calm_lint.probe.client_certificates import Keys
    from calm_lint.probe.connection import Connector
    from calm_lint.probe.hosts import Hosts
    from calm_lint.probe.probing import summary
    from calm_lint.probe.secret_references import Secrets
    from calm_lint.rulebook.plugins import load_plugins

    for output in outputs:
        keep(file, output.file or STDOUT)
    choices = Choices(config=config, no_config=no_config, trust_paths=trust_paths)
    survey, _, errors = survey_of(file, choices)
    needs_landscape(survey)
    connections = _chosen(survey, os.path.dirname(file), tenants)
    secrets = Secrets(load_plugins().secret_stores)
    try:
        connector = Connector(timeout, addresses, ca)
        ladder = Ladder(connector, Hosts([*trusted, *addresses]), secrets, Keys(keys, _password))
    except UsageError as error:
        raise click.UsageError(printable(str(error))) from None
    secrets.hide(*connector.proxy_secrets)
    _note_findings(survey)
    results = _probed(survey, connections, ladder, secrets)
    errors += secrets.errors
    print_errors(errors)
    for output in outputs:
        deliver(_written(output.format, results, survey.report.name, required=required), output.file or STDOUT)
    states = summary(results)
    bad = states["failed"] or (required and sum(states.values()) > states["passed"])
    exit_with(FAILED if errors else FOUND if bad else 0)


def _probed(survey: Survey, connections: Sequence[Connection], ladder: Ladder, secrets: Secrets) -> list[Result]:
    from calm_lint.probe.probing import probed

    results = []
    for number, result in enumerate(probed(survey, connections, ladder, secrets), 1):
        print_note(f"calm-lint: {number} of {len(connections)}: {result.tenant}: {result.counted()}\n")
        results.append(result)
    return results


def _chosen(survey: Survey, folder: str, tenants: Sequence[str]) -> list[Connection]:
    """Return the connections to probe."""
    from calm_lint.probe.targets import connections
    from calm_lint.text.suggestions import did_you_mean

    found = [each for landscape in survey.landscapes for each in connections(landscape, folder)]
    known = dict.fromkeys(each.tenant.id.value or "" for each in found)
    for tenant in tenants:
        if tenant not in known:
            meant = did_you_mean(tenant, known)
            advice = f"did you mean {meant}?" if meant else f"choose from {', '.join(known)}"
            fail("usage", printable(f"has no S/4HANA tenant {tenant}, {advice}"), survey.report.name)
    chosen = [each for each in found if not tenants or each.tenant.id.value in tenants]
    if not any(each.target for each in chosen):
        message = "has nothing to probe: no arrangement for transport management has a communication system"
        fail("usage", message, survey.report.name)
    return chosen


def _written(form: str, results: Sequence[Result], file: str, *, required: bool) -> str:
    from calm_lint.probe import ladders
    from calm_lint.probe.sarif import as_sarif

    if form == "sarif":
        return as_sarif(results, file, required=required)
    return {"text": ladders.as_text, "json": ladders.as_json, "markdown": ladders.as_markdown}[form](results)


def _note_findings(survey: Survey) -> None:
    """Say that the file has findings: what is asked is what it says."""
    found = sum(each.severity is Severity.ERROR for each in survey.report.violations)
    if found:
        name = survey.report.name
        errors = "1 error" if found == 1 else f"{found} errors"
        print_note(f"calm-lint: {printable(name)} has {errors}, calm-lint check lists them\n")


def _password(file: str) -> str | None:
    """Ask for the password of a key at the terminal, and never elsewhere."""
    if sys.stdin is None or not sys.stdin.isatty():
        return None
    password: str = click.prompt(printable(f"Password of {file}"), hide_input=True, err=True)
    return password
