"""Code shared by the rules that compare a communication system with a binding."""

from __future__ import annotations

from calm_lint.api import CloudAlmTenant


def as_in_binding(tenant: CloudAlmTenant) -> str:
    """Return the end of a message, which names the binding that a value comes from.

    The id of the tenant is missing if the schema rejected it.
    """
    return f" as in the binding of {tenant.id.value}" if tenant.id.value else " as in the binding"
