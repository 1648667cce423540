"""What the systems of a landscape from `data` would give out."""

from __future__ import annotations

import json

from data import landscape

_UNITS = ("Export", "Import", "Retry", "Status Change")
_ROLES = ("development", "customizing", "test", "production")
_CLIENT = "sb-calm-deploy!b123456|sapcloudalm!b456789"


def evidence(tenants: int) -> dict[str, str]:
    """Return a landscape and the files of its tenants, by their names; `EVIDENCE` holds the options that name them.

    Args:
        tenants: how many S/4HANA tenants there are, each with two files.
    """
    files = {"landscape.yaml": landscape(tenants)}
    words: list[str] = []
    for number in range(tenants):
        files[f"{number}-systems.json"] = _answer("CommunicationSystems", _system(number))
        files[f"{number}-arrangements.json"] = _answer("CommunicationArrangements", _arrangement(number))
        role = _ROLES[number % 4]
        words += [f"--tenant=tenant-{number}:{role}", f"--s4={number}-systems.json", f"--s4={number}-arrangements.json"]
    return {**files, "EVIDENCE": " ".join(words)}


def _answer(name: str, entity: dict[str, object]) -> str:
    return json.dumps({"@odata.context": f"$metadata#{name}", "value": [entity]})


def _system(number: int) -> dict[str, object]:
    return {
        "CommunicationSystemID": f"CALM_{number}",
        "CommunicationSystemName": f"SAP Cloud ALM of Acme for {number}",
        "HostName": "eu10.alm.cloud.sap",
        "TCPPort": "443",
        "OAuth2TokenEndpoint": "https://acme.authentication.eu10.hana.ondemand.com/oauth/token",
        "LastChangedDateTime": "2026-10-02T07:15:00Z",
        "_OutboundUsers": [{"AuthMethod": "oauth2", "OAuth2ClientID": _CLIENT}],
    }


def _arrangement(number: int) -> dict[str, object]:
    return {
        "CommunicationArrangementName": f"SAP_COM_0690_{number}",
        "CommunicationScenarioID": "SAP_COM_0690",
        "CommunicationSystemID": f"CALM_{number}",
        "_OutboundServices": [
            {
                "ServiceID": unit,
                "Status": "active",
                "URL": "https://eu10.alm.cloud.sap:443/",
                "TCPPort": "443",
                "JobRecurrenceValue": "5",
                "JobFrequency": "MIN",
            }
            for unit in _UNITS
        ],
    }
