"""The options that name evidence. A file belongs to the tenant of the last --tenant before it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final

import click

from calm_lint.cli.options import STDOUT
from calm_lint.cli.output import print_note
from calm_lint.errors import RunError
from calm_lint.text.escaping import printable
from calm_lint.text.urls import without_users

if TYPE_CHECKING:
    from calm_lint.evidence.gathering import Evidence
    from calm_lint.evidence.records import Imported, Origin, Unplaced

_FILES: Final = ("s4", "binding", "destinations", "cloud-alm", "ctms", "terraform")
_SPREAD: Final = tuple(f"--{name}" for name in (*_FILES, "seen"))
_KEY: Final = "calm_lint.evidence"


@dataclass(frozen=True, slots=True)
class Named:
    """What the command line names, in its order.

    Attributes:
        tenants: the roles of the S/4HANA tenants by their ids; a role is empty if none is given.
        files: of each file the option, its path, and the id of the tenant that it belongs to, empty for none.
    """

    tenants: dict[str, str] = field(default_factory=dict)
    files: list[tuple[str, str, str]] = field(default_factory=list)


class EvidenceCommand(click.Command):
    """A command whose options count in their order, and several files may follow an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Keep in mind in which order tenants and files were named."""
        wants_file = any(isinstance(each, click.Argument) for each in self.params)
        args = self._spread(ctx, args, wants_file=wants_file)
        if not ctx.resilient_parsing:
            values, _, order = self.make_parser(ctx).parse_args(list(args))
            ctx.meta[_KEY] = _named(values, [each.name or "" for each in order])
        return super().parse_args(ctx, args)

    def _spread(self, ctx: click.Context, args: list[str], *, wants_file: bool) -> list[str]:
        """Repeat an option before each of several files that follow it; the last may be the argument."""
        found: list[str] = []
        option, first, last = "", False, -1
        for token in args:
            if token in _SPREAD:
                option, first = token, True
            elif token.startswith("-") and token != STDOUT:
                option = ""
            elif option and not first:
                last = len(found)
                found.append(option)
            else:
                first = False
            found.append(token)
        if wants_file and last >= 0 and not ctx.resilient_parsing:
            values, _, _ = self.make_parser(ctx).parse_args(list(found))
            if not isinstance(values.get("file"), str):
                found = [*found[:last], *found[last + 2 :], found[last + 1]]
        return found


def evidence_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that name evidence."""
    about = {
        "s4": "Take communication systems or arrangements of an S/4HANA tenant: the JSON that SAP_COM_0A06, "
        "SAP_COM_0A07 or SAP_COM_0A48 returns. Repeatable, as are the others.",
        "binding": "Take a binding credential, as downloaded or from cf or btp. Its secret is not kept.",
        "destinations": "Take destinations: the properties, JSON or zip that the SAP BTP cockpit exports.",
        "cloud-alm": "Take the S/4HANA tenants that SAP Cloud ALM knows: the JSON of landscapeObjects.",
        "ctms": "Take a service key of SAP Cloud Transport Management, its nodes and routes as JSON, or its exported "
        "landscape. Nodes and routes belong to the service key before them.",
        "terraform": "Take bindings, service keys, instances and destinations from this state of Terraform.",
    }
    for name in reversed(_FILES):
        option = click.option(
            f"--{name}", multiple=True, type=click.Path(), metavar="FILE", expose_value=False, help=about[name]
        )
        command = option(command)
    return click.option(
        "--tenant",
        multiple=True,
        metavar="ID:ROLE",
        expose_value=False,
        help="Say that the files of --s4 that follow are those of this S/4HANA tenant, as in dev-080:development.",
    )(command)


def named() -> Named:
    """Return what the command line names; end the command if it names no evidence."""
    found: Named = click.get_current_context().meta[_KEY]
    return found


def owned(found: Named, only: str = "") -> Named:
    """Return what the command line names, with a tenant for each file of --s4; end the command if there is none.

    Args:
        found: what the command line names.
        only: the one tenant that there is, which no option has to name; empty if there are several.
    """
    lacking = next((path for name, path, tenant in found.files if name == "s4" and not (tenant or only)), None)
    if lacking is not None:
        advice = f"put --tenant ID:ROLE before --s4 {lacking}, as in --tenant dev-080:development"
        raise click.UsageError(printable(f"{lacking} belongs to no tenant: {advice}"))
    files = [(name, path, tenant or only if name == "s4" else "") for name, path, tenant in found.files]
    tenants = {only: "", **found.tenants} if only else found.tenants
    return Named(tenants, files)


def gathered(found: Named) -> tuple[Evidence, list[RunError]]:
    """Read the files, and return what they say, and an error for each that cannot be used."""
    from calm_lint.evidence.gathering import gather

    errors: list[RunError] = []
    files = [(tenant, *one) for name, path, tenant in found.files if (one := _imported(name, path, errors))]
    return gather(found.tenants, files), errors


def origin_of(path: str) -> Origin:
    """Return what messages say about where a file came from."""
    from calm_lint.evidence.records import Origin
    from calm_lint.files.find import shown

    try:
        day: date | None = datetime.fromtimestamp(os.stat(path).st_mtime, UTC).date()
    except OSError:
        day = None
    return Origin(shown(path), exported_on=day)


def report_unplaced(unplaced: list[Unplaced]) -> None:
    """Print what has no place in a landscape; of several alike in one file, the first and how many more there are."""
    groups: dict[tuple[str, str, str], list[Unplaced]] = {}
    for each in unplaced:
        groups.setdefault((each.file, each.pointer.rpartition("/")[2].strip("0123456789"), each.reason), []).append(
            each
        )
    for group in groups.values():
        first, more = group[0], len(group) - 1
        also = f" (and {more} more of this kind)" if more else ""
        say(without_users(f"{first.file}: not placed: {first.pointer or 'the file'} {first.reason}{also}"))


def say(text: str) -> None:
    """Print a note on the standard error; the standard output is for what was asked for."""
    print_note(f"calm-lint: {printable(text)}\n")


def _imported(name: str, path: str, errors: list[RunError]) -> tuple[Imported, Origin] | None:
    from calm_lint.errors import CalmLintError
    from calm_lint.evidence.admission import MOST_BYTES
    from calm_lint.evidence.recognition import import_file
    from calm_lint.files.find import read_file, reason, shown

    origin = origin_of(path)
    try:
        imported = import_file(read_file(path, MOST_BYTES), origin, name)
    except OSError as error:
        errors.append(RunError("io", f"cannot be read: {reason(error)}", shown(path)))
        return None
    except CalmLintError as error:
        errors.append(RunError("usage", str(error), shown(path)))
        return None
    if name in ("binding", "ctms"):
        _warn_of_exposed(path)
    return imported, origin


def _warn_of_exposed(path: str) -> None:
    from calm_lint.files.binding_file import read_credential
    from calm_lint.files.find import shown

    if path != STDOUT and read_credential("", path).exposed:
        say(f"{shown(path)} holds a secret, and git does not ignore it: add it to .gitignore")


def _named(values: dict[str, Any], order: list[str]) -> Named:
    found = Named()
    current = ""
    for name, value in _in_order(values, order):
        if name == "tenant":
            current, role = _tenant(value)
            if found.tenants.get(current, role) != role:
                raise click.BadParameter(printable(f"{current} has two roles"), param_hint="--tenant")
            found.tenants[current] = role
        else:
            found.files.append((name, value, current if name == "s4" else ""))
    return found


def _in_order(values: dict[str, Any], order: list[str]) -> Iterator[tuple[str, str]]:
    left = {name: iter(values.get(name.replace("-", "_")) or ()) for name in (*_FILES, "tenant")}
    for name in order:
        if (option := name.replace("_", "-")) in left:
            yield option, next(left[option])


def _tenant(text: str) -> tuple[str, str]:
    """Take an id and a role apart; the command says whether it needs the role."""
    from calm_lint.pages.graph import ROLES
    from calm_lint.text.suggestions import did_you_mean

    name, _, role = (part.strip() for part in text.partition(":"))
    if not name:
        raise click.BadParameter(
            printable(f"{text} must be an id and a role, as in dev-080:development"), param_hint="--tenant"
        )
    if role and role not in ROLES:
        meant = did_you_mean(role, ROLES)
        advice = f"did you mean {meant}?" if meant else f"choose from {', '.join(ROLES)}"
        raise click.BadParameter(printable(f"there is no role {role}, {advice}"), param_hint="--tenant")
    return name, role
