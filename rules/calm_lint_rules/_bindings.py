"""What the rules that compare a communication system with a binding share."""

from __future__ import annotations

from calm_lint.api import CloudAlmTenant


def as_in_binding(tenant: CloudAlmTenant) -> str:
    """Return how a message ends that says where a value is from; the schema may have rejected the id."""
    return f" as in the binding of {tenant.id.value}" if tenant.id.value else " as in the binding"
