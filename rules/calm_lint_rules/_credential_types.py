"""Code shared by the two rules about the credential type of a binding."""

from __future__ import annotations

from collections.abc import Sequence

from calm_lint.api import BASIC, AlmUser, Binding, facts


def allowed_types(binding: Binding, users: Sequence[AlmUser]) -> tuple[str, ...]:
    """Return the credential types that a binding may have.

    Args:
        binding: the binding.
        users: the outbound users that log on to its SAP Cloud ALM tenant.
    """
    if binding.is_for_mtls:
        return ("x509",)
    provisioned = binding.tenant.provisioned_on.value
    instance = () if provisioned and provisioned >= facts.NO_INSTANCE_SECRETS_SINCE else ("instance-secret",)
    only_secrets = users and all(user.kind == BASIC for user in users)
    return ("binding-secret", *instance, *(() if only_secrets else ("x509",)))
