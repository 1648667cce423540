"""Whatever a file holds, an importer takes it or refuses it in a sentence, and a landscape comes of it or none."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calm_lint.api import Linter
from calm_lint.errors import CalmLintError
from calm_lint.evidence.comparison import Comparison
from calm_lint.evidence.gathering import gather
from calm_lint.evidence.landscape_text import landscape_text
from calm_lint.evidence.new_data import new_data
from calm_lint.evidence.recognition import OPTIONS, import_file
from calm_lint.evidence.records import Origin
from calm_lint.evidence.rows import rows
from calm_lint.evidence.update import update
from calm_lint.rulebook.plugins import load_rules
from evidence_files import EVERYTHING, READ, WRITE

LINTER = Linter(load_rules()[0])
SURVEY = LINTER.survey("landscape.yaml", EVERYTHING.encode())

pytestmark = pytest.mark.once

keys = st.sampled_from(
    [
        *READ.values(),
        *WRITE.values(),
        *("value", "d", "results", "@odata.nextLink", "@odata.context", "HostName", "TCPPort", "OAuth2TokenEndpoint"),
        *("OAuth2ClientID", "ServiceID", "ServiceUUID", "Status", "URL", "JobRecurrenceValue", "JobFrequency"),
        *("CommunicationSystemID", "CommunicationArrangementUUID", "LastChangedDateTime", "OutboundUUID", "UserName"),
        *("endpoints", "uaa", "Api", "url", "clientid", "credentials", "xs-security", "name", "parameters", "Type"),
        *("URL", "version", "resources", "type", "instances", "attributes", "destinationConfiguration", "error"),
        *("lmsId", "role", "systemNumber", "serviceType", "nodes", "routes", "uploadAllowed", "sourceNodeId", "target"),
        *("source", "targets", "contentType", "virtual", "uri", "id"),
    ]
)
texts = st.sampled_from(
    [
        *(
            "",
            "443",
            "SAP_COM_0690",
            "active",
            "Export",
            "MIN",
            "5",
            "oauth2",
            "CALM",
            "https://[x",
            "\ud800",
            "{",
            "{}",
        ),
        *("https://a.authentication.eu10.hana.ondemand.com", "https://eu10.alm.cloud.sap/api", "a!b1|sapcloudalm!b2"),
        *("$metadata#CommunicationSystems", "/Date(99999999999999999999)/", "btp_subaccount_destination", "HTTP"),
        *("btp_subaccount_service_binding", "SAP S/4HANA Cloud Public Edition", "Production", "DEV_NODE"),
        "https://transport-service-app-backend.ts.cfapps.eu10.hana.ondemand.com",
    ]
)
scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=7), max_leaves=25
)
answers = st.builds(
    lambda rows: {"value": rows}, st.lists(st.dictionaries(keys, scalars | values, max_size=9), max_size=3)
)


@settings(max_examples=60, deadline=None)
@given(content=values | answers)
def test_any_json(content: Any) -> None:
    raw = json.dumps(content).encode()
    for option in OPTIONS:
        try:
            imported = import_file(raw, Origin("a.json"), option)
        except CalmLintError:
            continue
        files = [("dev", imported, Origin("a.json"))]
        evidence = gather({"dev": "test"}, files)
        new = new_data(evidence)
        LINTER.lint("landscape.yaml", landscape_text(new.data, new.origins).encode(errors="backslashreplace"))
        entries = Comparison(gather({"dev": "test"}, files)).entries(SURVEY.landscapes[0])
        rows(SURVEY, entries)
        update(SURVEY.landscapes[0], entries)
