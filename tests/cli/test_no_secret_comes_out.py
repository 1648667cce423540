"""A secret stays in its file, wherever people put one: every command and every format, and a fault of our own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from calm_lint.api import AlmUser, Node
from calm_lint.cli import main
from calm_lint.cli.commands import calm_lint
from calm_lint.formats import FORMATS

ROOT = Path(__file__).parents[2]
FAULTY = (ROOT / "examples" / "faulty.landscape.yaml").read_text("utf-8")
# Neither part of it may come out, in whatever case: the slash is one in a URL and in a JSON Pointer.
SECRET = "Zq7Wx9Lm4/Rk2vTd8h"
PARTS = ("zq7wx9lm4", "rk2vtd8h")

REFERENCE = "client_secret: ${CALM_PROD_SECRET}"
URL = "http://acme.authentication.eu10.hana.ondemand.com/oauth"
ANCHOR = f"x-a: {{value: &a {SECRET}, b: 1, b: 2}}\n"
HOST = "host_name: https://eu10.alm.cloud.sap/api # CALM102 CALM112"
RULES = 'rules = ["rules.yaml"]\n'
BINDING = "clientid: sb-calm-deploy!b123456|sapcloudalm!b456789\n"
CREDENTIAL = {
    "endpoints": {"Api": "https://eu10.alm.cloud.sap/api"},
    "uaa": {
        "url": "https://acme.authentication.eu20.hana.ondemand.com",
        "clientid": "sb-calm-deploy!b1|sapcloudalm!b2",
        "clientsecret": SECRET,
    },
}


def landscape(old: str, new: str) -> dict[str, str]:
    assert old in FAULTY
    return {"landscape.yaml": FAULTY.replace(old, new, 1)}


def extra(entries: str) -> dict[str, str]:
    return landscape("name: Acme transport landscape", f"name: Acme\n{entries}")


def beside(credential: str, **files: str) -> dict[str, str]:
    """Return a landscape with a binding credential, whose secret also stands where nobody takes it for one."""
    text = FAULTY.replace(FAULTY[FAULTY.index("    binding:\n") : FAULTY.index("  - id: calm-test")], "")
    text = text.replace("provisioned_on: 2023-11-20", "provisioned_on: 2023-11-20\n    binding_file: key.json", 1)
    return {"landscape.yaml": text, "key.json": credential, **files}


# The files of a folder in which a person has put the secret in one place.
PLACES = {
    "client_secret": landscape(REFERENCE, f"client_secret: {SECRET}"),
    "client_secret, misspelled": landscape(REFERENCE, f"clientsecrt: {SECRET}"),
    "client_secret, twice": landscape(REFERENCE, f"client_secret: {SECRET}\n            client_secret: {SECRET}x"),
    "client_secret, of several words": landscape(REFERENCE, f"client_secret: some words\n              {SECRET}"),
    "client_secret, a mapping": landscape(REFERENCE, f"client_secret: {{{SECRET}: {{b: 1, b: 2}}}}"),
    "client_secret, an unknown alias": landscape(REFERENCE, f"client_secret: *{SECRET.replace('/', '-')}"),
    "client_secret, an anchor": landscape(REFERENCE, f"client_secret: &{SECRET.replace('/', '-')} # CALM208"),
    "client_secret, a tag": landscape(REFERENCE, f"client_secret: !{SECRET} x"),
    "client_secret, misspelled in a reference": {
        "landscape.yaml": FAULTY.replace(REFERENCE, f"client_secret: {SECRET}")
        .replace("system_id: CALM_PROD", "system_id: Zq7Wx9Lm5/Rk2vTd9h")
        .replace("CALM_PRDO", SECRET)
    },
    "anchor": {"landscape.yaml": ANCHOR + FAULTY.replace(REFERENCE, "client_secret: *a")},
    "key_store_password": extra(f"destinations:\n- {{name: CALM_FTR_ATO_1, key_store_password: {SECRET}}}"),
    "binding": landscape(BINDING, f"{BINDING}        clientsecret: {SECRET}\n"),
    "key of a binding": landscape(BINDING, f"{BINDING}        key: {SECRET}\n        key: 2\n"),
    "password in a URL": landscape(URL, f"https://calm:{SECRET}@acme.authentication.eu10.hana.ondemand.com"),
    "password in a host": landscape(HOST, f"host_name: calm:{SECRET}@eu10.alm.cloud.sap/api"),
    "password in the URL of a binding": landscape("https://eu10.alm", f"https://calm:{SECRET}@eu10.alm"),
    "secret in a query": landscape(URL, f"{URL}/token?client_secret={SECRET}"),
    "private key": extra(f"x-a: |\n  -----BEGIN PRIVATE KEY-----\n  {SECRET}\n  -----END PRIVATE KEY-----"),
    "private key in one line": extra(f'x-a: {{b: "-----BEGIN PRIVATE KEY-----\\n{SECRET}\\n", b: 2}}'),
    "bearer token": extra(f'x-headers: {{b: "Authorization: Bearer {SECRET}", b: 2}}'),
    "bearer token without a name": extra(f'x-headers: {{b: "Bearer {SECRET}", b: 2}}'),
    "web token": extra("x-a: {b: eyJhbGciOiJIUzI1NiJ9.eyJzdWIi.Zq7Wx9Lm4-Rk2vTd8h, b: 2}"),
    "comment": landscape("# CALM101", f"# client_secret: {SECRET}"),
    "comment with a comma": landscape("# CALM101", f"# client_secret: ab,{SECRET}"),
    "comment that suppresses": landscape("# CALM101", f"# calm-lint: ignore[system-port] password={SECRET}"),
    "comment that suppresses nothing": landscape("# CALM003", f"# calm-lint: ignore[system-prot] password: {SECRET}"),
    "line of a finding that is suppressed": landscape(
        "outbound_users:\n          - authentication_method: OAuth 2.0\n",
        f"outbound_users:\n          - {{client_secret: {SECRET}}} # calm-lint: ignore[CALM202,CALM208]\n          -\n",
    ),
    "broken file": {"landscape.yaml": FAULTY.replace(REFERENCE, f"client_secret: {SECRET}") + "\n  ] x"},
    "broken line": landscape(REFERENCE, f"client_secret: '{SECRET}"),
    "broken quotes": landscape(REFERENCE, f"client_secret: 'ab'{SECRET}'"),
    "not UTF-8": landscape(REFERENCE, f"client_secret: \udcff{SECRET}"),
    "two documents": {"landscape.yaml": f"{FAULTY}---\n{FAULTY.replace(REFERENCE, f'client_secret: {SECRET}')}"},
    "credential": beside(json.dumps(CREDENTIAL)),
    "credential whose secret is a name": {
        **(files := beside(json.dumps(CREDENTIAL))),
        "landscape.yaml": files["landscape.yaml"].replace("name: SAP Cloud ALM of Acme", f"name: {SECRET}"),
    },
    "credential that is broken": beside(json.dumps(CREDENTIAL).replace("}", "")),
    "credential with curly quotes": beside(json.dumps(CREDENTIAL, ensure_ascii=False).replace('"', "\u201c")),
    "credential that lacks something": beside(json.dumps({"uaa": CREDENTIAL["uaa"]})),
    "configuration": {"calm-lint.toml": f'client_secret = "{SECRET}"\nselect = ["https://a:{SECRET}@b"]\n'},
    "configuration, nested": {"calm-lint.toml": f'[rule-options.system-port]\ntoken = "{SECRET}"\n'},
    "configuration, wrong": {"calm-lint.toml": f'fail-on = "https://calm:{SECRET}@acme"\n'},
    "configuration, broken": {"calm-lint.toml": f'client_secret = "{SECRET}" x\n'},
    "configuration, twice": {"calm-lint.toml": f'secret = "{SECRET}"\nsecret = "{SECRET}"\n'},
    "configuration of others": {"pyproject.toml": f'[tool]\ncalm-lint.token = 1\ncalm-lint.password = "{SECRET}"\n'},
    "path of the baseline": {"calm-lint.toml": f'baseline = "https://calm:{SECRET}@acme/base.json"\n'},
    "path of rules": {"calm-lint.toml": f'rules = ["https://calm:{SECRET}@acme/rules.yaml"]\n'},
    "rules": {"calm-lint.toml": RULES, "rules.yaml": f"rules:\n- client_secret: {SECRET}\n  level: https://calm:{SECRET}@acme\n"},
    "rules, broken": {"calm-lint.toml": RULES, "rules.yaml": f"rules:\n- client_secret: *{SECRET.replace('/', '-')}\n"},
    "baseline": {
        "calm-lint.toml": 'baseline = "base.json"\n',
        "base.json": json.dumps(
            {
                "version": 1,
                "findings": [
                    {
                        "file": "landscape.yaml",
                        "rule": "CALM106",
                        "entity": "landscape",
                        "message": f"Token Endpoint is http://calm:{SECRET}@acme, must be https",
                    }
                ],
            }
        ),
    },
    "baseline that is broken": {"calm-lint.toml": 'baseline = "base.json"\n', "base.json": f'{{"password": "{SECRET}"'},
}  # fmt: skip

# Every command that reads one of these files, with each thing that it writes; what fixes comes last.
COMMANDS = (
    ["check", "--show-suppressed", *(f"--format={each}=out.{each}" for each in FORMATS)],
    ["check", "--format", "github"],
    ["check", "--color", "always", "--statistics", "--show-suppressed"],
    ["check", "--quiet", "--select", "ALL", "--fail-on", "info"],
    ["check", "--no-config", "--write-baseline", "new.json"],
    ["check", "--no-config", "--baseline", "new.json", "--show-suppressed"],
    ["check", "--no-config", "--baseline", "key.json"],
    ["check", "--config", "key.json"],
    ["check", "--config", "landscape.yaml"],
    ["check", "--no-config", "--limit", "size=10"],
    ["check", "--no-config", "--limit", "depth=2"],
    ["check", "key.json"],
    ["check", "-"],
    *(["worksheet", "landscape.yaml", "--format", each] for each in ("text", "markdown", "html", "csv")),
    ["report", "landscape.yaml", "-o", "report.html"],
    *(["graph", "landscape.yaml", "--format", each] for each in ("svg", "mermaid")),
    *(["diff", "clean.yaml", "landscape.yaml", "--format", each] for each in ("text", "markdown", "json")),
    ["diff", "landscape.yaml", "clean.yaml", "--worksheet"],
    ["diff", "key.json", "landscape.yaml"],
    ["diff", "landscape.yaml", "key.json", "--format", "json"],
    ["init", "--binding", "key.json", "--output", "-"],
    ["init", "--binding", "key.json", "--output", "init.yaml"],
    ["init", "--binding", "landscape.yaml", "--output", "-"],
    *(["migrate", "landscape.yaml", "--tenant", each] for each in ("dev-080", "prod", "nothing")),
    ["migrate", "landscape.yaml", "--tenant", "prod", "--format", "markdown", "--output", "init.yaml", "--force"],
    ["migrate", "landscape.yaml", "--tenant", "prod", "--binding", "key.json"],
    ["migrate", "key.json", "--tenant", "prod"],
    ["test", "landscape.yaml"],
    ["test", "key.json"],
    ["rules"],
    ["explain", "plaintext-secret"],
    ["check", "--diff"],
    ["check", "--diff", "--unsafe-fixes"],
    ["check", "--fix"],
    ["check", "--no-config", "--unsafe-fixes", "--write-baseline", "new.json"],
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with a git repository, from which commands return and in which even one file is cached."""
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "_exit", sys.exit)
    monkeypatch.setattr("calm_lint.run.jobs.FEWEST_FOR_CACHE", 1)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    return tmp_path


@pytest.mark.once
@pytest.mark.parametrize("place", PLACES)
def test_no_command_shows_it(folder: Path, place: str) -> None:
    files = {"landscape.yaml": FAULTY} | PLACES[place]
    assert any(part in text.lower() for text in files.values() for part in PARTS)
    for name, text in files.items():
        (folder / name).write_bytes(text.encode(errors="surrogateescape"))
    for command in COMMANDS:
        stdin = (folder / "landscape.yaml").read_bytes()
        done = CliRunner().invoke(calm_lint, command, input=stdin)
        assert done.exception is None or isinstance(done.exception, SystemExit), command
        assert shown(done.output.encode()) == [], command
    written = [path for path in folder.rglob("*") if path.is_file() and path.name not in (*files, "init.yaml")]
    assert {"out.json", "report.html", "summary.md", "new.json"} & {path.name for path in written}
    for path in (each for each in written if ".git" not in each.parts):
        assert shown(path.read_bytes()) == [], path.name


@pytest.mark.parametrize("debug", [False, True])
@pytest.mark.parametrize(
    "where", ["engine.linter.read", "rulebook.rule.Rule.findings", "formats.json.render", "engine.survey.Survey.title"]
)
def test_no_crash_shows_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], where: str, *, debug: bool
) -> None:
    def crash(*_: object, **__: object) -> None:
        try:
            raise KeyError(SECRET)
        except KeyError as error:
            raise ValueError(text) from error

    text = FAULTY.replace(REFERENCE, f"client_secret: {SECRET}")
    (folder / "landscape.yaml").write_text(text, "utf-8")
    monkeypatch.setattr(f"calm_lint.{where}", crash)
    command = "report" if where == "engine.survey.Survey.title" else "check"
    options = ["landscape.yaml", *(["--format=json"] if command == "check" else [])]
    monkeypatch.setattr(sys, "argv", ["calm-lint", *(["--debug"] if debug else []), command, *options])
    monkeypatch.setattr("calm_lint.errors._tracebacks", False)
    with pytest.raises(SystemExit) as left:
        main()
    out, err = capsys.readouterr()
    assert left.value.code == 2
    assert shown((out + err).encode()) == []
    told = [line for line in err.splitlines() if line.startswith("calm-lint: ")]
    for line in told:
        assert re.search(r" ValueError in test_no_secret_comes_out\.py:\d+; please report it: https://\S+$", line)
    assert told
    if not debug:
        assert len(told) == len(err.splitlines())
        return
    # Both errors, each with its lines.
    assert len(re.findall(r"^KeyError: ", err, re.MULTILINE)) == len(told)
    assert len(re.findall(r"^ValueError: ", err, re.MULTILINE)) == len(told)
    assert len(re.findall(r'^  File ".*test_no_secret_comes_out\.py", line \d+, in crash$', err, re.MULTILINE)) >= 2


# A secret that an error may quote as it stands or in the spelling of Python.
QUOTED = {
    "in one line": f"client_secret: {SECRET}",
    "with an escape": r'client_secret: "Zq7Wx9Lm4\\Rk2vTd8h"',
    "with quotes": "client_secret: Zq7Wx9Lm4'\"Rk2vTd8h",
    "of several lines": "client_secret: |\n              Zq7Wx9Lm4\n              Rk2vTd8h",
    "in a broken file": f"client_secret: '{SECRET}",
}


@pytest.mark.parametrize("spelled", [str, repr])
@pytest.mark.parametrize("place", QUOTED)
def test_no_traceback_of_a_rule_shows_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, place: str, spelled: Callable[[object], str]
) -> None:
    def crash(_: object, node: Node) -> None:
        raise ValueError(spelled(node.data if isinstance(node, AlmUser) else text))

    text = FAULTY.replace(REFERENCE, QUOTED[place])
    (folder / "landscape.yaml").write_text(text, "utf-8")
    monkeypatch.setattr("calm_lint.errors._tracebacks", False)
    monkeypatch.setattr("calm_lint.rulebook.rule.Rule.findings", crash)
    done = CliRunner().invoke(calm_lint, ["--debug", "check", "landscape.yaml"])
    assert ", in crash\n" in done.output
    assert "\nValueError: " in done.output
    assert shown(done.output.encode()) == []


def shown(output: bytes) -> list[str]:
    """Return the lines that show a part of the secret."""
    return [line for line in output.decode().splitlines() if any(part in line.lower() for part in PARTS)]
