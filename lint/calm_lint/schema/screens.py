"""Where the fields of a landscape are on the screens, as the schema describes them."""

from __future__ import annotations

import re
from typing import Any

# How descriptions name the place of a field: in an app of the tenant, in an app without sections, in the cockpit.
_SCREENS = (
    r"App (?P<app>Communication Systems|Communication Arrangements), "
    r"(?:section (?P<section>.+?), (?:group (?P<group>.+?), )?.*?|button New, |header of the arrangement, )?"
    r"(?:field|checkbox) ",
    r"App (?P<app>Maintain Communication Users)(?P<section>)(?P<group>), button ",
    r"(?P<app>SAP BTP cockpit), (?P<section>Connectivity) > (?P<group>Destinations), field ",
    r"Transaction (?P<app>/SDF/ALM_SETUP), (?:section (?P<section>.+?)(?P<group>), )?field ",
    r"(?P<app>SAP Cloud Transport Management), app (?P<section>.+?)(?P<group>), (?:field|checkbox) ",
)


def screen_of(schema: dict[str, Any]) -> str:
    """Return the app, the section and the field that a schema describes, as rules name a screen."""
    place = _place(schema.get("description", ""))
    if not place or "title" not in schema:
        return ""
    sections = place.groupdict()
    parts = (sections["app"], sections.get("section"), sections.get("group"), schema["title"])
    return " > ".join(filter(None, parts))


def without_screen(schema: dict[str, Any]) -> str:
    """Return a description without the sentence that names the screen, for those who show the screen beside it."""
    description = str(schema.get("description", ""))
    place = _place(description)
    if not place or not screen_of(schema):
        return description
    # A label may have a full stop of its own.
    rest = description[place.end() :].removeprefix(schema["title"]).partition(".")[2]
    return f"{description[: place.start()].rstrip()}{rest}"


def _place(description: str) -> re.Match[str] | None:
    return next(filter(None, (re.search(screen, description) for screen in _SCREENS)), None)
