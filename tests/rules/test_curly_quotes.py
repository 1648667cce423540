"""CALM007 beyond its examples: which values it looks at, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from calm_lint.api import AlmSystem, AlmUser, Entity, Landscape, Linter, Rule, Uaa
from calm_lint.rulebook.examples import complete

Found = list[tuple[str, str | None]]


def found(rules: list[Rule], text: str) -> Found:
    """Return the message and the text of the fix of each finding of the rule."""
    violations = Linter(rules).lint("landscape.yaml", text.encode()).violations
    own = [each for each in violations if each.rule.code == "CALM007"]
    return [(each.message, each.fix.edits[0].text if each.fix else None) for each in own]


@pytest.mark.parametrize(
    ("node", "entry", "message", "fix"),
    [
        (
            AlmSystem,
            "host_name: \u201eeu10.alm.cloud.sap\u201c",
            "host_name is in typographic quotation marks, must be without them",
            "eu10.alm.cloud.sap",
        ),
        (
            AlmSystem,
            "host_name: eu10.alm.cloud.sap\u00a0",
            "host_name holds a no-break space, must hold an ordinary space",
            "eu10.alm.cloud.sap",
        ),
        (
            AlmSystem,
            "host_name: '\u2018eu10.alm.cloud.sap\u2019'",
            "host_name is in typographic quotation marks, must be without them",
            "'eu10.alm.cloud.sap'",
        ),
        (
            AlmSystem,
            "system_name: \u201cOne\u201d and \u201ctwo\u201d",
            "system_name begins or ends with typographic quotation marks, must be without them",
            None,
        ),
        (
            AlmSystem,
            "system_name: \u201cone: two",
            "system_name begins or ends with typographic quotation marks, must be without them",
            None,
        ),
        (
            AlmSystem,
            "system_name: Acme #2",
            "system_name ends before #2, which YAML takes for a comment: quote the value if #2 belongs to it",
            None,
        ),
        (
            AlmUser,
            "client_secret: \u201c${CALM_PROD_SECRET}\u201d",
            "client_secret is in typographic quotation marks, must be without them",
            '"${CALM_PROD_SECRET}"',
        ),
    ],
)
def test_values(rules: list[Rule], node: type[Entity], entry: str, message: str, fix: str | None) -> None:
    text = complete(node, entry if "one: two" not in entry else entry.replace("\u201cone: two", '"\u201cone: two"'))
    assert found(rules, text) == [(message, fix)]


@pytest.mark.parametrize(
    "entry",
    [
        "name: Acme's landscape\u2019s name of \u201cold\u201d times",
        "name: Acme # 1",
        "name: Acme #our first",
        "name: Acme  #1",
        'name: "Acme" #1',
        "name: Acme#1",
        "x-note: \u201cAcme\u201d",
        "# \u201ca comment\u201d\nname: \u00c4cme",
    ],
)
def test_what_is_left_alone(rules: list[Rule], entry: str) -> None:
    assert found(rules, complete(Landscape, entry)) == []


@pytest.mark.parametrize("secret", ["\u201cXk93vQm2LpTz8\u201d", "Xk93vQm2LpTz8\u00a0", "\u201cXk93vQm2LpTz8"])
@pytest.mark.parametrize(
    ("node", "key"),
    [(AlmUser, "client_secret"), (Uaa, "clientsecret"), (Uaa, "key"), (Uaa, "apikey"), (Uaa, "verificationkey")],
)
def test_secret_is_neither_shown_nor_written(rules: list[Rule], node: type[Entity], key: str, secret: str) -> None:
    report = Linter(rules).lint("landscape.yaml", complete(node, f"{key}: {secret}").encode())
    (violation,) = [each for each in report.violations if each.rule.code == "CALM007"]
    assert violation.fix is None
    assert all("Xk93vQm2LpTz8" not in each.message for each in report.violations)


def test_other_document_of_the_file_is_not_looked_at_twice(rules: list[Rule]) -> None:
    good, bad = complete(Landscape, ""), complete(Landscape, "name: \u201cAcme\u201d")
    assert len(found(rules, f"{good}---\n{bad}---\n{good}")) == 1


def test_binding_credential_is_left_alone(rules: list[Rule], tmp_path: Path) -> None:
    from calm_lint.files.named_files import named_files

    (tmp_path / "key.json").write_text(
        '{"endpoints": {"Api": "https://eu10.alm.cloud.sap/api"}, "uaa": {"identityzone": "\u201cacme\u201d",'
        ' "clientid": "sb-calm-deploy!b123456|sapcloudalm!b456789",'
        ' "url": "https://acme.authentication.eu10.hana.ondemand.com"}}',
        "utf-8",
    )
    text = complete(Landscape, "description: \u00e4").replace(
        "    binding:\n", "    binding_file: key.json\n    x-a:\n"
    )
    report = Linter(rules).lint("a.yaml", text.encode(), named_files(str(tmp_path)))
    assert [each.rule.code for each in report.violations] == ["CALM509"]
