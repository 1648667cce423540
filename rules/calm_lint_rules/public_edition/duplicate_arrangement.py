"""CALM309: a tenant has only one arrangement for each SAP Cloud ALM tenant."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import SCENARIO, AlmArrangement, Bad, Finding, Good, Related, S4Tenant, Severity, Source, rule


@rule(
    S4Tenant,
    code="CALM309",
    rung="by-the-book",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 2.1", "2025-05-14"),
    screen="Communication Arrangements > Common Data",
    examples=[
        Good(
            """
            communication_arrangements:
              - arrangement_name: SAP_COM_0690_CALM_ATO
                communication_system: CALM_PROD
            """
        ),
        Bad(
            """
            communication_arrangements:
              - arrangement_name: SAP_COM_0690_CALM_ATO
                communication_system: CALM_PROD
              - arrangement_name: SAP_COM_0690_AGAIN
                communication_system: CALM_PROD
            """,
            at="SAP_COM_0690_AGAIN",
            message="arrangement SAP_COM_0690_AGAIN of tenant prod is the second of scenario SAP_COM_0690 "
            "to the same SAP Cloud ALM tenant, must be only one",
        ),
    ],
)
def duplicate_arrangement(tenant: S4Tenant) -> Iterator[Finding]:
    """Each arrangement has its own jobs, so both report the same transports to SAP Cloud ALM."""
    if len(tenant.alm_arrangements) < 2:
        return
    # By what arrangements to one SAP Cloud ALM tenant have in common.
    earlier: dict[object, list[AlmArrangement]] = {}
    for arrangement in sorted(tenant.alm_arrangements, key=lambda each: each.start):
        keys = _keys(arrangement)
        found = (
            next((each for each in earlier.get(key, ()) if _have_same_target(each, arrangement)), None) for key in keys
        )
        twin = min(filter(None, found), key=lambda each: each.start, default=None)
        if twin:
            named = arrangement.named + (tenant.named and f" of tenant{tenant.named}")
            yield Finding(
                arrangement.arrangement_name,
                f"arrangement{named} is the second of scenario {SCENARIO} to the same SAP Cloud ALM tenant, "
                "must be only one",
                related=(Related(twin.arrangement_name, "the first arrangement"),),
                named=named,
            )
        else:
            for key in keys:
                earlier.setdefault(key, []).append(arrangement)


def _keys(arrangement: AlmArrangement) -> list[object]:
    target = arrangement.target
    keys = (arrangement.communication_system.value, target and target.tenant, (target.host,) if target else None)
    return [key for key in keys if key not in (None, (None,))]


def _have_same_target(one: AlmArrangement, other: AlmArrangement) -> bool:
    if one.system and one.communication_system.value == other.communication_system.value:
        return True
    targets = (one.target, other.target)
    return bool(targets[0] and targets[1] and targets[0].equals(targets[1]))
