"""The worksheet of a migration to mTLS: what to change on which screen, in the order in which it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from calm_lint.model.values.facts import OUTBOUND_METHOD
from calm_lint.pages.difference_list import to_enter, to_type, way_to
from calm_lint.pages.differences import Difference
from calm_lint.pages.migration import Migration
from calm_lint.pages.plain import code, escaped

_Writer = Callable[[str], str]
# The screen on which steps are done, and the steps.
_Screen = tuple[str, list[str]]

_INSTANCES: Final = "SAP BTP cockpit > Services > Instances and Subscriptions"
_KEY_STORES: Final = "SAP BTP cockpit > Connectivity > Destination Certificates"
_CLIENT_ID: Final = "OAuth 2.0 Client ID"
_KEEP: Final = f"Create a user of method {OUTBOUND_METHOD} beside the old one, which stays until the new one works"


def as_text(title: str, migration: Migration, differences: Sequence[Difference]) -> str:
    """Write the worksheet as text with boxes to tick.

    Args:
        title: the title of the worksheet.
        migration: what is to be done.
        differences: what differs between the landscape as it is and as it will be.
    """
    lines = [title, "=" * len(title)]
    for number, (heading, screens) in enumerate(_sections(migration, differences, str, str), 1):
        lines += ["", f"{number} {heading}", "-" * len(f"{number} {heading}")]
        for screen, steps in screens:
            lines += [f"{screen}", *(f"  [ ] {each}" for each in steps)]
    return "\n".join((*lines, ""))


def as_markdown(title: str, migration: Migration, differences: Sequence[Difference]) -> str:
    """Write the worksheet as markdown, with task lists; the arguments are those of `as_text`."""
    lines = [f"# {escaped(title)}"]
    for number, (heading, screens) in enumerate(_sections(migration, differences, escaped, code), 1):
        lines += ["", f"## {number} {heading}"]
        for screen, steps in screens:
            lines += ["", screen, "", *(f"- [ ] {each}" for each in steps)]
    return "\n".join((*lines, ""))


def _sections(
    migration: Migration, differences: Sequence[Difference], plain: _Writer, value: _Writer
) -> Iterator[tuple[str, list[_Screen]]]:
    """Yield the headings of sections, and the screens in each."""
    parts: dict[str, list[Difference]] = {"inbound_users": [], "outbound_users": [], "destinations": [], "": []}
    for each in to_enter(differences):
        parts[next(part for part in parts if not part or part in each.place)].append(each)

    def screens(part: str) -> list[_Screen]:
        found: dict[str, list[str]] = {}
        for each in parts[part]:
            screen, _, field = way_to(each).rpartition(" > ")
            found.setdefault(plain(screen), []).append(f"{plain(field)}: {to_type(each, value)}")
        return list(found.items())

    types = [each for each in differences if each.place[-1:] == ("credential-types",)]
    key = [f"Update the instance: {plain(each.label)} {value(str(each.new))}" for each in types]
    if not migration.knows_key:
        key.append(plain("Create an x509 key of SAP Cloud ALM API and download it"))
    pem, pfx = value(f"{migration.certificate}.pem"), value(migration.key_store)
    key.append(f"Save the certificate of the key as {pem}, and with its private key as {pfx}")
    yield "Key and certificate", [(plain(_INSTANCES), key)]
    for heading, part in (("Communication system", ""), ("Inbound user", "inbound_users")):
        if parts[part]:
            yield heading, screens(part)
    # It is a new user, whatever the old one had in its fields.
    entered = [each for each in parts["outbound_users"] if each.kind != "removed"]
    parts["outbound_users"] = [each._replace(kind="added", old=None) for each in _with_client_ids(entered)]
    screen = screens("outbound_users")
    yield "Outbound user", [(name, [plain(_KEEP), *steps]) for name, steps in screen]
    yield "Key store and destination", [(plain(_KEY_STORES), [f"Import {pfx}"]), *screens("destinations")]


def _with_client_ids(entered: Sequence[Difference]) -> Iterator[Difference]:
    """Yield what is entered for new users, with the client ID also where it is that of the old user."""
    known = {each.place[:-1] for each in entered if each.place[-1] == "client_id"}
    for each in entered:
        *user, _ = each.place
        if tuple(user) not in known:
            known.add(tuple(user))
            screen = f"{each.screen.rpartition(' > ')[0]} > {_CLIENT_ID}"
            yield each._replace(place=(*user, "client_id"), label=_CLIENT_ID, screen=screen, new=user[-1])
        yield each
