"""CALM006: the binding file can be read."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, BindingFile, Finding, Good, Severity, Source, rule
from calm_lint_rules._credential import CREDENTIAL


@rule(
    BindingFile,
    code="CALM006",
    severity=Severity.ERROR,
    source=Source("Managing Your Service Credentials", "Accessing Your Service Credentials"),
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
            message="Binding File keys/calm-test.json is not there, so that nothing is compared with it",
        ),
    ],
)
def binding_file(file: BindingFile) -> Iterator[Finding]:
    """Host Name, Token Endpoint and Client ID are compared with the credential, which has to be readable for that.

    A file that is not there is a warning only: the machine that runs the checks need not have the secrets.
    """
    credential = file.credential
    if credential.fault:
        yield Finding(
            file,
            f"{file.label} {file.path.value} {credential.fault}",
            severity=Severity.WARNING if credential.missing else None,
        )
