"""What systems would give out about a landscape: the answers of S/4HANA Cloud, exports of SAP BTP."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from typing import Any

LANDSCAPE = """\
format: 1
cloud_alm_tenants:
  - id: calm-prod
    usage: productive
    region: eu10
    binding:
      endpoints:
        Api: https://eu10.alm.cloud.sap/api
      uaa:
        url: https://umbrella.authentication.eu10.hana.ondemand.com
        clientid: sb-umbrella-deploy!b4711|sapcloudalm!b815
        identityzone: umbrella
        credential-type: binding-secret
s4hana_tenants:
  - id: dev
    role: development
    communication_systems: &systems
      - system_id: ALM_UMBRELLA
        system_name: Cloud ALM of Umbrella
        cloud_alm_tenant: calm-prod
        host_name: eu10.alm.cloud.sap
        port: 443
        token_endpoint: https://umbrella.authentication.eu10.hana.ondemand.com/oauth/token
        outbound_users:
          - authentication_method: OAuth 2.0
            client_id: sb-umbrella-deploy!b4711|sapcloudalm!b815
            client_secret: ${UMBRELLA_CALM_PROD_SECRET}
    communication_arrangements: &arrangements
      - arrangement_name: ATO_UMBRELLA
        scenario: SAP_COM_0690
        communication_system: ALM_UMBRELLA
        outbound_services:
          export: &service
            service_status: active
            port: 443
            path: /
            run_every: 5 minutes
          import: *service
          retry: *service
          status_change: *service
  - id: test
    role: test
    communication_systems: *systems
    communication_arrangements: *arrangements
"""
# The same with what the other systems give out: SAP Cloud ALM, SAP Cloud Transport Management and SAP BTP.
EVERYTHING = (
    LANDSCAPE.replace(
        "        credential-type: binding-secret\n",
        """\
        credential-type: binding-secret
    service_instance:
      name: calm-api
      plan: standard
      parameters:
        xs-security:
          xsappname: calm-api
          authorities: [$XSMASTERAPPNAME.imp-cdm-feature-display-ui, $XSMASTERAPPNAME.imp-cdm-feature-manage-ui]
""",
    )
    .replace(
        "    role: development\n",
        """\
    role: development
    host: my400100.s4hana.cloud.sap
    global_tenant_id: "74558820099"
""",
    )
    .replace(
        "    role: test\n",
        """\
    role: test
    host: my400200.s4hana.cloud.sap
    global_tenant_id: "74558820100"
""",
    )
    + """\
ctms_services:
  - id: ctms-main
    usage: productive
    service_key:
      uri: https://transport-service-app-backend.ts.cfapps.eu10.hana.ondemand.com
      uaa:
        url: https://umbrella-admin.authentication.eu10.hana.ondemand.com
        clientid: sb-0a1b2c3d-1111-4222-8333-444455556666!b1234|alm-ts-backend!b1603
    nodes:
      - name: DEV_NODE
        virtual_node: true
      - name: TEST_NODE
        allow_upload_to_node: true
        content_type: Multitarget Application
      - name: PROD_NODE
        controlled_by_sap_solution_manager: true
    routes:
      - {name: DEV_TO_TEST, source: DEV_NODE, target: TEST_NODE}
      - {name: TEST_TO_PROD, source: TEST_NODE, target: PROD_NODE}
destinations:
  - name: CALM_FTR_ATO_74558820099
    type: HTTP
    url: https://my400100-api.s4hana.cloud.sap/sap/opu/odata4/
    proxy_type: Internet
    authentication: ClientCertificateAuthentication
    key_store_location: calm-mtls.pfx
    key_store_password: ${UMBRELLA_CALM_PROD_PFX_PASSWORD}
    description: DEV
  - name: CALM_FTR_CTMS_MAIN
    type: HTTP
    url: https://transport-service-app-backend.ts.cfapps.eu10.hana.ondemand.com
    proxy_type: Internet
    authentication: OAuth2ClientCredentials
    client_id: sb-0a1b2c3d-1111-4222-8333-444455556666!b1234|alm-ts-backend!b1603
    client_secret: ${UMBRELLA_CALM_PROD_CTMS_SECRET}
    token_service_url: https://umbrella-admin.authentication.eu10.hana.ondemand.com/oauth/token
    token_service_url_type: Dedicated
    additional_properties: {sourceSystemId: DEV_NODE}
"""
)
SECRET = "Zq7Wx9Lm4/Rk2vTd8h"

# The two families of names: those of the services to read, and of those to read and write.
READ = {
    "system_id": "CommunicationSystemID",
    "system_name": "CommunicationSystemName",
    "inbound_only": "InboundOnly",
    "outbound_users": "_OutboundUsers",
    "inbound_users": "_InboundUsers",
    "method": "AuthMethod",
    "arrangement_name": "CommunicationArrangementName",
    "scenario": "CommunicationScenarioID",
    "outbound_services": "_OutboundServices",
}
WRITE = {
    "system_id": "ID",
    "system_name": "Name",
    "inbound_only": "IsInboundOnly",
    "outbound_users": "OutboundUsers",
    "inbound_users": "InboundUsers",
    "method": "AuthenticationMethod",
    "arrangement_name": "Name",
    "scenario": "CommunicationScenarioID",
    "outbound_services": "OutboundServices",
}
FAMILIES = {"read": READ, "write": WRITE}
FORMS = ("value", "one", "old", "pages")
_METHODS = {"OAuth 2.0": "oauth2", "SSL Client Certificate": "x509"}
_SERVICES = {"export": "Export", "import": "Import", "retry": "Retry", "status_change": "Status Change"}
_UNITS = {"minutes": "MIN", "minute": "MIN", "hours": "HOUR", "hour": "HOUR", "days": "Day(s)", "day": "DAY"}


def system(data: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """Return a communication system as a service gives it."""
    return {
        names["system_id"]: data["system_id"],
        names["system_name"]: data.get("system_name", ""),
        "HostName": data["host_name"],
        "TCPPort": str(data.get("port", "")),
        "OAuth2TokenEndpoint": data.get("token_endpoint", ""),
        names["inbound_only"]: data.get("inbound_only", False),
        "LastChangedDateTime": "2026-10-02T07:15:00Z",
        names["outbound_users"]: [_user(each, names, "Outbound") for each in data.get("outbound_users", ())],
        names["inbound_users"]: [_user(each, names, "Inbound") for each in data.get("inbound_users", ())],
    }


def _user(data: dict[str, Any], names: dict[str, str], way: str) -> dict[str, Any]:
    method = _METHODS[data["authentication_method"]]
    user = {names["method"]: method, "OAuth2ClientID": data.get("client_id", ""), f"{way}UUID": "0a-1"}
    if "client_certificate" in data:
        user["CertificateID"] = data["client_certificate"]
    if data.get("client_authentication") == "mTLS" and names is READ:
        user[names["method"]] = "oauth2_mtls"
    elif way == "Outbound" and names is WRITE:
        user["OAuth2ClientAuthenticationMethod"] = data.get("client_authentication", "Basic").lower()
    if way == "Inbound":
        user["UserName"] = data.get("user_name", "")
    return user


def arrangement(data: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """Return a communication arrangement as a service gives it."""
    return {
        "CommunicationArrangementUUID": f"uuid-{data['arrangement_name']}",
        names["arrangement_name"]: data["arrangement_name"],
        names["scenario"]: data["scenario"],
        "CommunicationSystemID": data["communication_system"],
        "LastChangedDateTime": "2026-10-02T07:20:00Z",
        names["outbound_services"]: [_service(*each) for each in data.get("outbound_services", {}).items()],
    }


def _service(name: str, data: dict[str, Any]) -> dict[str, Any]:
    amount, unit = data["run_every"].split()
    return {
        "ServiceUUID": f"uuid-{name}",
        "ServiceID": f"SAP Cloud ALM for implementation - Deployment Management {_SERVICES[name]}",
        "Status": data["service_status"],
        "IsActive": data["service_status"] == "active",
        "URL": f"https://eu10.alm.cloud.sap:{data['port']}{data.get('path', '/')}",
        "TCPPort": str(data["port"]),
        "JobRecurrenceValue": amount.zfill(2),
        "JobFrequency": _UNITS[unit],
        "JobPackageSize": str(data.get("package_size", 0)),
    }


def answers(entities: Sequence[dict[str, Any]], form: str, name: str = "CommunicationSystems") -> list[str]:
    """Return entities as files, in one of the forms of OData."""
    if form == "one":
        return [json.dumps({"@odata.context": f"$metadata#{name}/$entity", **each}) for each in entities]
    if form == "old":
        return [json.dumps({"d": {"results": [{"__metadata": {"uri": "x"}, **each} for each in entities]}})]
    if form == "pages":
        context = {"@odata.context": f"$metadata#{name}"}
        first = {**context, "@odata.nextLink": f"{name}?$skiptoken=1", "value": list(entities[:1])}
        return [json.dumps(first), json.dumps({**context, "value": list(entities[1:])})]
    return [json.dumps({"@odata.context": f"$metadata#{name}", "value": list(entities)})]


def answers_of(tenant: dict[str, Any], form: str = "value", family: str = "read") -> list[str]:
    """Return what an S/4HANA tenant gives out, as files."""
    names = FAMILIES[family]
    systems = [system(each, names) for each in tenant.get("communication_systems", ())]
    arrangements = [arrangement(each, names) for each in tenant.get("communication_arrangements", ())]
    return [*answers(systems, form), *answers(arrangements, form, "CommunicationArrangements")]


def credential(binding: dict[str, Any]) -> dict[str, Any]:
    """Return a binding as the SAP BTP cockpit downloads it, with its secret."""
    uaa = {**binding["uaa"], "clientsecret": SECRET, "verificationkey": "-----BEGIN PUBLIC KEY-----\nMIIB\n"}
    return {"endpoints": binding["endpoints"], "uaa": {**uaa, "serviceInstanceId": "77-instance"}}


_DESTINATION = {
    "name": "Name",
    "type": "Type",
    "url": "URL",
    "proxy_type": "ProxyType",
    "authentication": "Authentication",
    "key_store_location": "KeyStoreLocation",
    "key_store_password": "KeyStorePassword",
    "description": "Description",
    "client_id": "clientId",
    "client_secret": "clientSecret",
    "token_service_url": "tokenServiceURL",
    "token_service_url_type": "tokenServiceURLType",
}


def destination(data: dict[str, Any]) -> dict[str, Any]:
    """Return a destination as the SAP BTP cockpit exports it, with its secrets."""
    others: dict[str, Any] = data.get("additional_properties", {})
    found: dict[str, Any] = {_DESTINATION[key]: value for key, value in data.items() if key in _DESTINATION}
    return found | others | {key: SECRET for key in found if key.lower().endswith(("password", "secret"))}


def instance(data: dict[str, Any]) -> dict[str, Any]:
    """Return a service instance with its parameters, as btp gives it."""
    return {
        "id": "77-instance",
        "name": data["name"],
        "service_plan_name": data["plan"],
        "parameters": data["parameters"],
    }


def landscape_object(tenant: dict[str, Any]) -> dict[str, Any]:
    """Return an S/4HANA tenant as SAP Cloud ALM gives it."""
    return {
        "lmsId": f"lms-{tenant['id']}",
        "name": tenant["id"],
        "objectType": "CloudService",
        "serviceType": "SAP S/4HANA Cloud Public Edition",
        "role": tenant["role"].title(),
        "systemNumber": tenant.get("global_tenant_id"),
        "url": f"https://{tenant['host']}/ui" if "host" in tenant else "",
    }


def service_key(data: dict[str, Any]) -> dict[str, Any]:
    """Return a service key of SAP Cloud Transport Management, with its secret."""
    return {"uri": data["uri"], "uaa": {**data["uaa"], "clientsecret": SECRET}}


def nodes(service: dict[str, Any]) -> dict[str, Any]:
    """Return what SAP Cloud Transport Management lists of its nodes."""
    return {"nodes": [_node(*each) for each in enumerate(service.get("nodes", ()))]}


def routes(service: dict[str, Any]) -> dict[str, Any]:
    """Return what SAP Cloud Transport Management lists of its routes; every second one gives its ends by their ids."""
    ids = {each["name"]: number for number, each in enumerate(service.get("nodes", ()))}
    found: list[dict[str, Any]] = []
    for number, each in enumerate(service.get("routes", ())):
        ends: dict[str, Any] = {"sourceNodeId": ids.get(each["source"]), "targetNodeId": ids.get(each["target"])}
        if number % 2 or None in ends.values():
            ends = {"source": {"name": each["source"]}, "Target Node": each["target"]}
        found.append({"id": number, "name": each["name"], **ends})
    return {"routes": found}


def _node(number: int, data: dict[str, Any]) -> dict[str, Any]:
    target = {"id": 1001, "contentType": data.get("content_type", "").replace("Multitarget Application", "MTA")}
    return {
        "id": number,
        "name": data["name"],
        "description": "",
        "uploadAllowed": data.get("allow_upload_to_node", False),
        "controlledBySolutionManager": data.get("controlled_by_sap_solution_manager", False),
        "Virtual Node": "X" if data.get("virtual_node") else "",
        "forwardMode": "PRE_IMPORT",
        "targets": [target] if target["contentType"] else [],
    }


def packed(files: dict[str, bytes]) -> bytes:
    """Return a zip with files of these names and contents."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()
