"""What importers make of the forms that systems give out, and what they refuse."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from calm_lint.errors import CalmLintError
from calm_lint.evidence import admission
from calm_lint.evidence.gathering import gather
from calm_lint.evidence.recognition import OPTIONS, import_file
from calm_lint.evidence.records import Imported, Origin, Record, Seen, plain
from calm_lint_schemas import schema
from evidence_files import READ, SECRET, arrangement, credential, packed

BINDING = {
    "endpoints": {"Api": "https://us10.alm.cloud.sap/api"},
    "uaa": {"url": "https://initech.authentication.us10.hana.ondemand.com", "clientid": "sb-ini!b5|sapcloudalm!b6"},
}
KEY = credential(BINDING)
SYSTEM = {"CommunicationSystemID": "CALM", "HostName": "us10.alm.cloud.sap", "TCPPort": "443"}
PRIVATE_KEY = f"-----BEGIN PRIVATE KEY-----\n{SECRET}\n-----END PRIVATE KEY-----"

SCHEMAS = [*(Path(__file__).parents[2] / "schemas/calm_lint_schemas").glob("evidence-*.json")]

pytestmark = pytest.mark.once


def imported(content: Any, option: str) -> Imported:
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    found = import_file(raw, Origin("file.json"), option)
    shown = repr(found)
    assert SECRET not in shown
    assert SECRET.split("/")[0] not in shown
    return found


def only(content: Any, option: str) -> Record:
    (record,) = imported(content, option).records
    return record


def reasons(content: Any, option: str) -> list[tuple[str, str]]:
    return [(each.pointer, each.reason) for each in imported(content, option).unplaced]


WRAPPINGS: dict[str, tuple[Any, str]] = {
    "cockpit": (KEY, ""),
    "cf service-key": ({"credentials": KEY}, "/credentials"),
    "btp": ({"id": "1", "name": "deploy", "credentials": KEY, "created_at": "2026-08-20T09:00:00Z"}, "/credentials"),
    "VCAP": (
        {"VCAP_SERVICES": {"SAPCloudALMAPI": [{"name": "x", "credentials": KEY}]}},
        "/VCAP_SERVICES/SAPCloudALMAPI/0/credentials",
    ),
    "words before": (b"Getting key x ...\n\n" + json.dumps(KEY).encode(), ""),
    "UTF-16": (json.dumps(KEY).encode("utf-16"), ""),
}


@pytest.mark.parametrize("name", WRAPPINGS)
def test_binding_in_its_wrapping(name: str) -> None:
    content, pointer = WRAPPINGS[name]
    record = only(content, "binding")
    assert plain(record.fields)["uaa"]["clientid"] == "sb-ini!b5|sapcloudalm!b6"
    assert record.fields["uaa"]["url"].pointer == f"{pointer}/uaa/url"


def test_binding_says_when_it_was_made() -> None:
    assert only(WRAPPINGS["btp"][0], "binding").origin.changed == "2026-08-20T09:00:00Z"


def test_state_of_terraform() -> None:
    attributes = {
        "name": "deploy",
        "service_instance_id": "77",
        "created_date": "2026-08-20T09:00:00Z",
        "credentials": json.dumps(KEY),
    }
    parameters = {"xs-security": {"xsappname": "deploy", "authorities": ["$XSMASTERAPPNAME.x"]}}
    destination = {
        "name": "CALM_FTR_ATO_1",
        "type": "HTTP",
        "proxy_type": "Internet",
        "url": "https://my1-api.s4hana.cloud.sap/x",
        "authentication": "ClientCertificateAuthentication",
        "additional_configuration": json.dumps({"KeyStoreLocation": "a.pfx", "KeyStorePassword": SECRET}),
    }
    generic = {"destination_configuration": json.dumps({"Name": "B", "Type": "HTTP", "clientSecret": SECRET})}
    state = {
        "version": 4,
        "resources": [
            resource("btp_subaccount_service_binding", attributes),
            resource(
                "btp_subaccount_service_instance", {"id": "77", "name": "i", "parameters": json.dumps(parameters)}
            ),
            resource("btp_subaccount_destination", destination),
            resource("btp_subaccount_destination_generic", generic),
            resource("btp_subaccount_service_binding", {"credentials": "{no JSON"}),
            resource("random_password", {"result": SECRET, "password": SECRET}),
        ],
    }
    found = imported(state, "terraform")
    assert [each.kind for each in found.records] == ["binding", "service_instance", "destination", "destination"]
    pointer = "/resources/0/instances/0/attributes/credentials"
    assert found.records[0].fields["uaa"]["clientid"].pointer == f"{pointer}/uaa/clientid"
    assert plain(found.records[1].fields) == {"name": "i", "parameters": parameters}
    assert plain(found.records[2].fields)["key_store_location"] == "a.pfx"
    assert [(each.pointer, each.reason) for each in found.unplaced] == [
        ("/resources/4/instances/0/attributes/credentials", "holds no JSON object"),
        ("/resources", "holds 1 resources of other types, which say nothing of a landscape"),
    ]


def resource(kind: str, attributes: dict[str, Any]) -> dict[str, Any]:
    return {"mode": "managed", "type": kind, "name": "x", "instances": [{"attributes": attributes}]}


PROPERTIES = f"""\
#
#Thu Sep 03 10:00:00 UTC 2026
Type=HTTP
Name=CALM_FTR_ATO_1
URL=https\\://my1-api.s4hana.cloud.sap/x
KeyStoreLocation=a.pfx
KeyStorePassword={SECRET}
Description=Entwicklung f\\u00FCr alle
URL.headers.Authorization=Basic {SECRET}
sap-client=100
""".encode()
JSON = {"Name": "CALM_FTR_ATO_1", "Type": "HTTP", "URL": "https://my1-api.s4hana.cloud.sap/x", "Password": SECRET}


def test_destination_as_properties() -> None:
    record = only(PROPERTIES, "destinations")
    assert plain(record.fields) == {
        "type": "HTTP",
        "name": "CALM_FTR_ATO_1",
        "url": "https://my1-api.s4hana.cloud.sap/x",
        "key_store_location": "a.pfx",
        "description": "Entwicklung für alle",
        "additional_properties": {"sap-client": "100"},
    }


@pytest.mark.parametrize("content", [JSON, [JSON], {"owner": {}, "destinationConfiguration": JSON}])
def test_destination_as_json(content: Any) -> None:
    assert plain(only(content, "destinations").fields)["url"] == "https://my1-api.s4hana.cloud.sap/x"


def test_destinations_in_a_zip() -> None:
    second = json.dumps({**JSON, "Name": "B"}).encode()
    raw = packed({"a.properties": PROPERTIES, "b.json": second, "c.jks": b"x", "d.json": b"{"})
    found = imported(raw, "destinations")
    assert [plain(each.fields)["name"] for each in found.records] == ["CALM_FTR_ATO_1", "B"]
    assert found.records[1].fields["name"].pointer == "b.json/Name"
    assert [each.pointer for each in found.unplaced if "destination" not in each.reason] == ["c.jks", "d.json"]


def test_zip_that_unpacks_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("calm_lint.evidence.archive.MOST_BYTES", 1_000_000)
    raw = packed({"a.json": b"[" + b" " * 1_000_000 + b"]"})
    assert len(raw) < 2000
    with pytest.raises(CalmLintError, match="unpacks to more than 1,000,000 bytes"):
        imported(raw, "destinations")


def renamed(raw: bytes) -> bytes:
    """Return a zip whose names say that they are UTF-8, and are not."""
    return raw.replace("ü".encode(), b"\xff\xfe")


@pytest.mark.parametrize(
    "raw",
    [b"PK\x03\x04", renamed(packed({"ü.json": b"{}"})), packed({"a.json": b"{}"})[:-9], b"PK\x03\x04" + b"\0" * 90],
)
def test_zip_that_is_damaged(raw: bytes) -> None:
    with pytest.raises(CalmLintError, match="damaged or encrypted"):
        imported(raw, "destinations")


def test_zip_that_is_compressed_otherwise() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as file:
        file.writestr("a.json", json.dumps(JSON))
    with pytest.raises(CalmLintError, match="compressed in a way"):
        imported(stream.getvalue(), "destinations")


def test_zip_without_destinations() -> None:
    with pytest.raises(CalmLintError, match=r"holds no destination: a\.zip is neither \.properties nor \.json"):
        imported(packed({"a.zip": packed({"a.json": json.dumps(JSON).encode()})}), "destinations")


def test_password_in_the_name_of_a_file_in_a_zip() -> None:
    found = imported(packed({"a.json": json.dumps(JSON).encode(), f"https://u:{SECRET}@h/b.exe": b""}), "destinations")
    assert [each.pointer for each in found.unplaced] == ["https:/***@h/b.exe"]


def test_half_of_a_character_is_refused() -> None:
    for content in (r'{"Name": "A\ud800", "Type": "HTTP"}', r'{"Name": "A", "Type": "HTTP", "x\udc00": "y"}'):
        with pytest.raises(CalmLintError, match="half of a character"):
            imported(content.encode(), "destinations")


def test_many_properties_cost_no_more_than_their_number() -> None:
    content = ",".join(f'"a{number}": 1' for number in range(100_000))
    with pytest.raises(CalmLintError, match="gives z twice"):
        imported(f'{{{content}, "z": 1, "z": 2}}'.encode(), "destinations")


CASES: dict[str, tuple[Any, list[tuple[str, str]]]] = {
    "unknown property": (
        {"value": [{**SYSTEM, "Colour": "red", "SAPClient": "100"}]},
        [("/value/0/Colour", "is no property that has a place in a landscape")],
    ),
    "port that is none": ({**SYSTEM, "TCPPort": "https"}, [("/TCPPort", "is no whole number")]),
    "method that is not documented": (
        {**SYSTEM, "_OutboundUsers": [{"AuthMethod": "magic"}]},
        [("/_OutboundUsers/0/AuthMethod", "is no Authentication Method that is documented")],
    ),
    "change document": (
        {"value": [{"CDoc": "1", "CommunicationSystemID": "A"}]},
        [("/value/0", "is a change document, which does not say what is set now")],
    ),
    "system without an ID": (
        {"value": [{"HostName": "x", "TCPPort": "1"}]},
        [("/value/0", "is a communication system without an ID")],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_has_no_place_is_named(name: str) -> None:
    content, expected = CASES[name]
    assert reasons(content, "s4") == expected


def service(**properties: Any) -> dict[str, Any]:
    usual = {
        "ServiceID": "X_EXPORT",
        "IsActive": True,
        "TCPPort": "443",
        "JobRecurrenceValue": "5",
        "JobFrequency": "MIN",
    }
    row = {"CommunicationArrangementName": "A", "CommunicationScenarioID": "SAP_COM_0690", "CommunicationSystemID": "C"}
    return {**row, "_OutboundServices": [{**usual, **properties}]}


def test_services_and_frequencies() -> None:
    for text, key in (("X_STATUS_CHANGE", "status_change"), ("Deployment Management Retry", "retry")):
        assert list(only(service(ServiceID=text), "s4").fields["outbound_services"]) == [key]
    for code in ("MIN", "Minutes", "Minute(s)", "m"):
        found = only(service(JobFrequency=code), "s4").fields["outbound_services"]["export"]
        assert plain(found) == {"service_status": "active", "port": 443, "run_every": "5 minutes"}
    at = "/_OutboundServices/0"
    for properties, pointer, reason in (
        ({"ServiceID": "X_001"}, f"{at}/ServiceID", "does not say which service of the scenario it is"),
        ({"ServiceID": "EXPORT_IMPORT"}, f"{at}/ServiceID", "does not say which service of the scenario it is"),
        (
            {"JobFrequency": "07"},
            f"{at}/JobFrequency",
            "is no unit of time that is documented, so Run Every is not known",
        ),
        ({"Status": "inactive"}, f"{at}/Status", "contradicts IsActive"),
        ({"Status": "on"}, f"{at}/Status", "is neither active nor inactive"),
    ):
        assert reasons(service(**properties), "s4") == [(pointer, reason)]


def test_users_and_services_in_lists_of_their_own() -> None:
    shown = arrangement({"arrangement_name": "A", "scenario": "SAP_COM_0690", "communication_system": "CALM"}, READ)
    own = {
        "CommunicationArrangementUUID": shown["CommunicationArrangementUUID"],
        "ServiceUUID": "1",
        "ServiceID": "Export",
    }
    del shown["_OutboundServices"]
    user = {"CommunicationSystemID": "CALM", "OutboundUUID": "1", "OAuth2ClientID": "c", "AuthMethod": "oauth2"}
    lost = {**own, "CommunicationArrangementUUID": "other"}
    files = [{"value": [SYSTEM]}, {"value": [user]}, {"value": [shown]}, {"value": [own]}, {"value": [lost]}]
    origin = Origin("x.json")
    evidence = gather({"dev": "test"}, [("dev", imported(each, "s4"), origin) for each in files])
    tenant = evidence.tenants["dev"]
    assert plain(tenant.systems[0].fields)["outbound_users"][0]["client_id"] == "c"
    assert list(tenant.arrangements[0].fields["outbound_services"]) == ["export"]
    assert [each.reason for each in evidence.unplaced] == ["are services of an arrangement that is not given"]


def test_page_that_is_missing_is_named() -> None:
    page = {"@odata.nextLink": "CommunicationSystems?$skiptoken=2", "value": [SYSTEM]}
    evidence = gather({"dev": "test"}, [("dev", imported(page, "s4"), Origin("x.json"))])
    assert [each.reason for each in evidence.unplaced] == ["has a further page (nextLink), which was not given"]
    assert evidence.tenants["dev"].listed == set()


def test_day_of_the_older_form() -> None:
    old = {"d": {"results": [{**SYSTEM, "LastChangedDateTime": "/Date(1790000000000+0000)/"}]}}
    assert only(old, "s4").origin.changed == "2026-09-21T14:13:20Z"


REFUSED: dict[str, tuple[Any, str, str]] = {
    "other option": (KEY, "s4", "is a binding credential: name it with --binding"),
    "nothing known": ({"a": 1}, "terraform", "is not a state of Terraform"),
    "no JSON": (b"<html>", "s4", "is not valid JSON in its line 1, column 1"),
    "failed request": (
        {"error": {"code": "401", "message": "no"}, "value": []},
        "s4",
        "is the answer to a request that failed",
    ),
    "port of another type": (
        {"value": [{**SYSTEM, "TCPPort": {"a": 1}}]},
        "s4",
        "must be text or a whole number or null",
    ),
    "Terraform of another version": ({"version": 3, "resources": []}, "terraform", "/version must be 4"),
    "credential of another service": (
        {"uaa": {"url": "https://x", "clientid": "a"}, "uri": "https://x"},
        "binding",
        "holds no binding of the SAP Cloud ALM API",
    ),
    "nested too deeply": (b"[" * 90_000 + b"]" * 90_000, "s4", "cannot be read"),
    "destination without a name": ([{"Name": "", "Type": "HTTP"}], "destinations", "is not of the form"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(name: str) -> None:
    content, option, message = REFUSED[name]
    with pytest.raises(CalmLintError) as error:
        imported(content, option)
    assert message in str(error.value)


@pytest.mark.parametrize(
    "content",
    [
        {**SYSTEM, "OAuth2TokenEndpoint": f"https://a:{SECRET}@x/oauth/token"},
        {**SYSTEM, "CommunicationSystemName": PRIVATE_KEY},
        {**SYSTEM, "_OutboundUsers": [{"OAuth2ClientID": "a", "Password": SECRET, "OAuth2ClientSecret": SECRET}]},
        {**SYSTEM, "Notes": f"Bearer {SECRET}aaaaaaaaaa"},
    ],
)
def test_secret_is_left_at_the_door(content: Any) -> None:
    imported(content, "s4")


def test_schemas_are_published(monkeypatch: pytest.MonkeyPatch) -> None:
    from jsonschema import Draft7Validator

    used: list[str] = []
    validate: Callable[..., None] = admission.validate

    def noted(form: str, *args: Any, **options: Any) -> None:
        used.append(form)
        validate(form, *args, **options)

    modules = ("communication", "bindings", "destinations", "terraform", "landscape_objects", "transport_landscape")
    for module in modules:
        monkeypatch.setattr(f"calm_lint.evidence.{module}.validate", noted)
    parameters = {"name": "i", "parameters": {"xs-security": {}}}
    for content, option in ((SYSTEM, "s4"), (KEY, "binding"), (parameters, "binding"), (JSON, "destinations")):
        imported(content, option)
    imported({"version": 4, "resources": []}, "terraform")
    imported({"uri": "https://a.ts.cfapps.eu10.hana.ondemand.com", "uaa": {"url": "u", "clientid": "c"}}, "ctms")
    imported({"nodes": [{"name": "A"}]}, "ctms")
    imported([{"lmsId": "1"}], "cloud-alm")
    assert {path.name for path in SCHEMAS} == {f"evidence-{form}.schema.json" for form in used}
    for form in used:
        Draft7Validator.check_schema(schema(f"evidence-{form}"))
        assert schema(f"evidence-{form}")["$id"].endswith(f"/evidence-{form}.schema.json")
    assert set(OPTIONS) == {"s4", "binding", "destinations", "cloud-alm", "ctms", "terraform"}
    assert isinstance(only(KEY, "binding").fields["endpoints"]["Api"], Seen)
