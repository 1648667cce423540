"""CALM006: calm-lint can read the binding file."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, BindingFile, Finding, Good, Severity, Source, rule
from calm_lint_rules.cloud_alm._credential import CREDENTIAL


@rule(
    BindingFile,
    code="CALM006",
    rung="by-the-book",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("Managing Your Service Credentials (87b7851)", "Accessing Your Service Credentials"),
    screen="Landscape Management > Configuration > SAP Cloud ALM Service Key > Download Service Key",
    examples=[
        Good(
            "binding_file: keys/calm-prod.txt",
            files=(("keys/calm-prod.txt", CREDENTIAL), (".gitignore", "keys/")),
        ),
        Bad(
            "binding_file: keys/calm-prod.json",
            at="keys/calm-prod.json",
            message="Binding File keys/calm-prod.json lacks uaa.url and uaa.clientid, "
            "must be the JSON of a binding credential",
            files=(("keys/calm-prod.json", '{"endpoints": {"Api": "https://eu10.alm.cloud.sap/api"}}'),),
        ),
        Bad(
            "binding_file: keys/calm-test.json",
            at="keys/calm-test.json",
            message="Binding File keys/calm-test.json does not exist, so nothing is compared with it",
        ),
    ],
)
def binding_file(file: BindingFile) -> Iterator[Finding]:
    """calm-lint compares Host Name, Token Endpoint and OAuth 2.0 Client ID with the credential in this file.

    Without the file, a wrong value in these fields stays unnoticed. A missing file is only a warning, because the
    machine that runs the checks may not have the secrets. A file outside of the repository that cannot be used is a
    warning too, and the message does not say why.
    """
    credential = file.credential
    if credential.fault:
        yield Finding(
            file,
            f"{file.label} {file.path.value} {credential.fault}",
            severity=Severity.WARNING if credential.missing else None,
        )
