"""A landscape with a downloaded binding credential, for the tests that lint it with the command line."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import command_line

LANDSCAPE = """\
format: 1
cloud_alm_tenants:
  - id: calm-prod
    usage: productive
    provisioned_on: 2023-11-20
    binding_file: @FILE@
s4hana_tenants:
  - id: prod
    role: production
    connected_on: 2024-01-15
    communication_systems:
      - system_id: CALM_PROD
        system_name: SAP Cloud ALM of Acme
        host_name: eu10.alm.cloud.sap
        port: 443
        token_endpoint: https://acme.authentication.eu10.hana.ondemand.com/oauth/token
        outbound_users:
          - authentication_method: OAuth 2.0
            client_id: sb-calm-deploy!b123456|sapcloudalm!b456789
            client_secret: ${CALM_PROD_SECRET}
    communication_arrangements:
      - arrangement_name: SAP_COM_0690_CALM_ATO
        scenario: SAP_COM_0690
        communication_system: CALM_PROD
        outbound_services:
          export: &service {service_status: active, port: 443, run_every: 5 minutes}
          import: *service
          retry: *service
          status_change: *service
"""
LINE, COLUMN = 6, 19


SECRET = "Xk93vQm2LpTz8"
UAA = {
    "url": "https://acme.authentication.eu10.hana.ondemand.com",
    "clientid": "sb-calm-deploy!b123456|sapcloudalm!b456789",
    "clientsecret": SECRET,
    "identityzone": "acme",
    "credential-type": "binding-secret",
}


API = {"Api": "https://eu10.alm.cloud.sap/api"}


def credential(api: str = API["Api"], **uaa: object) -> str:
    return json.dumps({"endpoints": {"Api": api}, "uaa": {**UAA, **uaa}})


def run(file: str, *options: str, text: str = LANDSCAPE, name: str = "landscape.yaml") -> tuple[int, str]:
    """Lint the landscape with a path as its `binding_file`."""
    Path(name).write_text(text.replace("@FILE@", file), "utf-8")
    env = {name: value for name, value in os.environ.items() if name == "PATH" or name.startswith("GIT_")}
    done = command_line.run("check", *options, name, **env)
    assert done.err == ""
    assert SECRET not in done.out
    return done.code, done.out


def findings(file: str, text: str = LANDSCAPE) -> list[dict[str, Any]]:
    output = run(file, "--format", "json", text=text)[1]
    return list(json.loads(output)["findings"])


def codes(file: str, text: str = LANDSCAPE) -> list[str]:
    return [each["code"] for each in findings(file, text)]


# What cf, btp and PowerShell make of a credential.
KEY = json.loads(credential())


OTHER = {"uaa": {"url": "https://acme.authentication.eu10.hana.ondemand.com", "clientid": "sb-app!t1", "key": SECRET}}


CTMS = {"uaa": {**UAA, "clientid": "sb-1b2c!b1234|alm-ts-backend!b1603"}, "uri": "https://ts.example.com"}


PREFACE = "Getting key calm for service instance calm-deploy as jo@example.com...\n\n"
BINDING_OF_BTP = {"id": "5f", "ready": True, "credentials": KEY, "last_operation": {"type": "create"}}


def vcap(*credentials: object) -> dict[str, object]:
    return {
        "sapcloudalmapis": [{"name": f"calm-{number}", "credentials": each} for number, each in enumerate(credentials)]
    }


SHAPES = {
    "cf service-key": PREFACE + json.dumps({"credentials": KEY}, indent=2) + "\n",
    "cf service-key of version 6": PREFACE + json.dumps(KEY, indent=1) + "\n",
    "btp get services/binding": json.dumps(BINDING_OF_BTP),
    "VCAP_SERVICES": json.dumps(vcap(KEY)),
    "default-env.json": json.dumps({"VCAP_SERVICES": vcap(KEY), "destinations": []}),
    "VCAP_SERVICES with another service": json.dumps(
        {"VCAP_SERVICES": {**vcap(KEY), "xsuaa": [{"credentials": OTHER}]}}
    ),
    "cf env": f"System-Provided:\nVCAP_SERVICES: {json.dumps(vcap(KEY))}\n\nVCAP_APPLICATION: {{}}\n\nNo more\n",
    "words of another language": "Schl\u00fcssel f\u00fcr calm\n"
    + json.dumps({**KEY, "x": "M\u00fcller"}, ensure_ascii=False),
}
