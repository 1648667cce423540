"""Filling in the templates beside this module; whatever is filled in is text, never markup."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from calm_lint.pages.ticks import ticked

_TEMPLATES: Final = Path(__file__).with_name("templates")


def fill(template: str, **values: object) -> str:
    """Fill in a template, by its file name."""
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["css_string"] = _css_string
    digest = b64encode(sha256(_TEMPLATES.joinpath("page.js").read_bytes()).digest()).decode()
    environment.globals.update(script_digest=f"sha256-{digest}", ticked=ticked, Counter=Counter)
    return environment


def _css_string(text: str) -> Markup:
    """Quote a text for a style sheet inside a page; all that may end the string or the element is escaped."""
    escaped = re.sub(r"[^\w .,()-]", lambda match: f"\\{ord(match[0]):x} ", text)
    return Markup(f'"{escaped}"')  # noqa: S704 - it holds no markup
