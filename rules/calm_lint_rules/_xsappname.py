"""Code shared by the rules about xsappname, the application name of a service instance."""

from __future__ import annotations

import re
from functools import lru_cache

from calm_lint.api import CloudAlmTenant, facts

_CLIENT_ID = re.compile(rf"(?:sb-)?([{facts.XSAPPNAME.characters}]+)![a-z][0-9]+\|sapcloudalm!b[0-9]+")


def is_xsappname(text: str) -> bool:
    """Return whether a text can be the name of an application."""
    return facts.XSAPPNAME.allows(text)


def is_client_id(text: str) -> bool:
    """Return whether a text has the form of a client ID in a binding."""
    return application_of(text) is not None


# Several rules ask for the same client IDs.
@lru_cache(maxsize=256)
def application_of(client_id: str) -> str | None:
    """Return the name of the application in a client ID, None if the client ID has another form."""
    match = _CLIENT_ID.fullmatch(client_id)
    return match[1] if match and match[1] != "sb-" else None


def is_of_instance(client_id: str, tenant: CloudAlmTenant) -> bool:
    """Return whether a client ID has the application name of the tenant's service instance, of whatever form."""
    instance = tenant.service_instance
    name = instance.xs_security.xsappname.value if instance else None
    return bool(name) and client_id.removeprefix("sb-").startswith(f"{name}!")
