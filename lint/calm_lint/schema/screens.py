"""Where the fields of a landscape are on the screens, as the schema describes them."""

from __future__ import annotations

import re
from typing import Any

# How descriptions name the place of a field.
_SCREEN = (
    r"App (?P<app>Communication Systems|Communication Arrangements), "
    r"(?:section (?P<section>.+?), (?:group (?P<group>.+?), )?.*?|button New, |header of the arrangement, )?"
    r"(?:field|checkbox) "
)


def screen_of(schema: dict[str, Any]) -> str:
    """Return the app, the section and the field that a schema describes, as rules name a screen."""
    place = re.search(_SCREEN, schema.get("description", ""))
    if not place or "title" not in schema:
        return ""
    return " > ".join(filter(None, (*place.group("app", "section", "group"), schema["title"])))
