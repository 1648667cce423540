"""The part of a message that depends on other things than the fault, and what stays the same without it."""

from __future__ import annotations

from calm_lint.api import Bad, CloudAlmTenant, Finding, Key, Linter, Rule
from calm_lint.reading.reader import read
from calm_lint.rulebook.examples import complete
from calm_lint.testing import lint_example

CLIENT_ID = "OAuth 2.0 Client ID is sb-calm-deploy!b123457|sapcloudalm!b456789"
FACTS = {
    "CALM003": "unknown key desciption",
    "CALM005": "communication system CALM_PRDO is not declared in this tenant",
    "CALM104": "Host Name is us10.alm.cloud.sap, must be eu10.alm.cloud.sap",
    "CALM107": "Token Endpoint is on amce.authentication.eu10.hana.ondemand.com, "
    "must be on acme.authentication.eu10.hana.ondemand.com",
    "CALM109": "region is eu12",
    "CALM204": f"{CLIENT_ID}, must be sb-calm-deploy!b123456|sapcloudalm!b456789",
    "CALM205": "client_secret is a secret in plain text, must be a reference to it",
    "CALM206": "client_secret holds a placeholder, must be a reference to the secret",
    "CALM207": "client ID of calm-test, should be its own",
    "CALM208": "Client Secret is missing, must be a reference",
    "CALM303": "outbound services are missing, must be export, import, retry and status_change",
    "CALM401": "arrangement connects the tenant to a second SAP Cloud ALM tenant, "
    "beta.authentication.eu10.hana.ondemand.com, must be only one",
    "CALM403": "none of the SAP Cloud ALM tenants is productive, one should be",
    "CALM407": "uaa.url must be that of another SAP Cloud ALM tenant",
    "CALM118": "communication system stands for the SAP Cloud ALM tenant, should be only one",
    "CALM409": "S/4HANA tenant is described twice, must be described once",
    "CALM207 over landscapes": "client ID of acme.authentication.eu10.hana.ondemand.com, should be its own",
    "CALM401 over landscapes": "arrangement connects the tenant to a second SAP Cloud ALM tenant, "
    "acme.authentication.eu10.hana.ondemand.com, must be only one",
    "CALM410 over landscapes": "S/4HANA tenant is described twice, should be described in one landscape",
    "CALM408": "tenant reports to calm-two, should be the same",
    "CALM603": "tenant was connected on 2023-11-19, before provisioned on 2023-11-20, must be after",
    "CALM711": "Name ends in 745588201, which is the Global Tenant ID of no tenant",
    # A baseline that was written before these messages named the entity still holds.
    "CALM201": "user for outbound communication is missing",
    "CALM301": "communication arrangement of scenario SAP_COM_0690 is missing",
    "CALM304": "Service Status is inactive, must be active",
    "CALM305": "Port is 44300, must be 443",
    "CALM306": "Run Every is often, which is not an interval, must be 5 minutes",
    "CALM307": "Job Status is active, need not be set: the system schedules the job",
    "CALM308": "Package Size is 100, need not be set: it is ignored",
    "CALM309": "arrangement is the second of scenario SAP_COM_0690 to the same SAP Cloud ALM tenant, must be only one",
    "CALM310": "Path is /api, should be /",
    "CALM311": "Run Every is written as 5, should be 5 minutes",
    "CALM402": "tenant is connected to calm-test, a test SAP Cloud ALM tenant, must be a productive one",
    "CALM405": "tenant was connected on 2024-01-15, after its first import on 2024-01-01, must be before",
    "CALM501": "service_instance is missing: the tenant was provisioned before 2023-10-16",
    "CALM601": "transport was exported on 2024-01-14, before the connection on 2024-01-15: it stays invisible",
    "CALM706": "the inbound user is missing, SAP Cloud ALM should have one of method SSL Client Certificate",
    "CALM717": "certificate calm-mtls expires on 2027-08-08, should be replaced before",
    "CALM803": "URL is https://transport-service-app-backend.ts.cfapps.eu20.hana.ondemand.com, must be "
    "https://transport-service-app-backend.ts.cfapps.eu10.hana.ondemand.com",
    "CALM804": "Token Service URL is https://amce-admin.authentication.eu10.hana.ondemand.com/oauth/token, "
    "must be https://acme-admin.authentication.eu10.hana.ondemand.com/oauth/token",
    "CALM805": "Client Secret is missing, must be a reference",
    "CALM814": "sourceSystemId is DEV_NOED, must be the name of a transport node",
    "CALM914": "Token Endpoint is on amce.authentication.eu10.hana.ondemand.com, must be on "
    "acme.authentication.eu10.hana.ondemand.com",
    "CALM915": "Root URL is on us10.alm.cloud.sap, must be https://eu10.alm.cloud.sap",
    "CALM916": "Client Secret is missing, must be a reference",
}


def test_facts_of_the_examples(rules: list[Rule]) -> None:
    found = {
        rule.code + " over landscapes" * any(related.line for related in violation.related): violation.facts
        for rule in rules
        for example in rule.examples
        if isinstance(example, Bad)
        for violation in lint_example(Linter([rule]), example, complete(rule.node, example.yaml)).violations
        if violation.facts
    }
    assert found == FACTS


def test_hint_may_stand_anywhere_in_a_message() -> None:
    (document,) = read("a.yaml", b"a: 1", frozenset()).documents
    key = Key(document, ("a",))
    assert Finding(key, "Port is 1, did you mean 2?", hint=", did you mean 2?").facts == "Port is 1"
    assert Finding(key, "b of b, must be c", hint=" of b").facts == "b, must be c"
    assert Finding(key, "Port is 1").facts == "Port is 1"
    assert Finding(key, "tenant a is a, not b", hint=", not b", named=" a").facts == "tenant is a"


def test_facts_hold_no_secret(rules: list[Rule]) -> None:
    text = complete(CloudAlmTenant, "usage: https://calm:hunter2hunter2@acme.example")
    (violation,) = Linter(rules).lint("a.yaml", text.encode()).violations
    assert violation.message.startswith("usage is https://***@acme.example, must be productive, ")
    assert violation.facts == "usage is https://***@acme.example"
