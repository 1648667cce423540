"""CALM511: git ignores a binding file that contains a secret."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, BindingFile, Finding, Good, Severity, Source, rule
from calm_lint_rules.cloud_alm._credential import CREDENTIAL


@rule(
    BindingFile,
    code="CALM511",
    rung="by-the-book",
    since="0.1",
    severity=Severity.WARNING,
    source=Source("Managing Your Service Credentials (87b7851)", "Accessing Your Service Credentials"),
    screen="",
    examples=[
        Good(
            "binding_file: keys/calm-prod.json",
            files=(("keys/calm-prod.json", CREDENTIAL), (".gitignore", "keys/")),
        ),
        Bad(
            "binding_file: keys/calm-prod.json",
            at="keys/calm-prod.json",
            message="Binding File keys/calm-prod.json holds a secret, should be ignored by git",
            files=(("keys/calm-prod.json", CREDENTIAL),),
        ),
    ],
)
def binding_file_tracked(file: BindingFile) -> Iterator[Finding]:
    """Anyone who can read the repository can log on to SAP Cloud ALM, and its history keeps the secret.

    Add the file to .gitignore. If the repository already contains the file, remove it with git rm --cached and
    create new credentials in the SAP BTP cockpit.
    """
    if file.credential.exposed:
        yield Finding(file, f"{file.label} {file.path.value} holds a secret, should be ignored by git")
