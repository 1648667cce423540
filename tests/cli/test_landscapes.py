"""The commands `init`, `worksheet`, `report` and `graph`: where they write, and what they refuse."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from command_line import Done, run

ROOT = Path(__file__).parents[2]
EXAMPLE = (ROOT / "examples" / "landscape.yaml").read_text("utf-8")
MTLS = (ROOT / "tests" / "rules" / "mtls.landscape.yaml").read_text("utf-8")
FAULTY = (ROOT / "examples" / "faulty.landscape.yaml").read_text("utf-8")
SECRET = "not-a-real-secret-7c41"
BINDING: dict[str, Any] = {
    "endpoints": {"Api": "https://eu10.alm.cloud.sap/api"},
    "uaa": {
        "url": "https://acme.authentication.eu10.hana.ondemand.com",
        "clientid": "sb-calm-deploy!b123456|sapcloudalm!b456789",
        "clientsecret": SECRET,
    },
}
# What each command is called with, less the file that it reads.
COMMANDS_THAT_READ = [
    ["worksheet"],
    ["worksheet", "--format", "markdown"],
    ["worksheet", "--format", "html"],
    ["worksheet", "--format", "csv"],
    ["report"],
    ["graph"],
    ["graph", "--format", "mermaid"],
]


def test_init_writes_a_landscape(tmp_path: Path) -> None:
    done = run("init", "--tenant", "dev-080:development", "--tenant", "q:test")
    assert (done.code, done.out) == (0, "")
    assert done.err == (
        "calm-lint: landscape.yaml is written, check it with: calm-lint landscape.yaml\n"
        "calm-lint: ${CALM_PROD_SECRET} in it stands for the environment variable CALM_PROD_SECRET, "
        "which is to hold the client secret of the binding credential\n"
    )
    ids = re.findall(r"- id: (.*)", (tmp_path / "landscape.yaml").read_text("utf-8"))
    assert ids == ["calm-prod", "dev-080", "q"]


def test_init_takes_a_credential_and_leaves_its_secret(tmp_path: Path) -> None:
    (tmp_path / "key.txt").write_text(json.dumps(BINDING), "utf-8")
    done = run("init", "--binding", "key.txt", "-o", "acme.landscape.yaml")
    assert done.code == 0
    assert "which is to hold the client secret in key.txt" in done.err
    text = (tmp_path / "acme.landscape.yaml").read_text("utf-8")
    assert "host_name: eu10.alm.cloud.sap\n" in text
    assert SECRET not in text + done.err
    assert run("acme.landscape.yaml").code == 0


def test_init_takes_several_credentials(tmp_path: Path) -> None:
    url = "https://acme-test.authentication.eu10.hana.ondemand.com"
    other = {**BINDING, "uaa": {"url": url, "clientid": "sb-calm!b1|sapcloudalm!b2"}}
    (tmp_path / "a.json").write_text(json.dumps(BINDING), "utf-8")
    (tmp_path / "b.json").write_text(json.dumps({"credentials": other}), "utf-16")
    done = run("init", "--binding", "a.json", "--binding", "b.json")
    assert done == Done(
        0,
        "",
        "calm-lint: landscape.yaml is written, check it with: calm-lint landscape.yaml\n"
        "calm-lint: calm-prod is the tenant of a.json, connected to the S/4HANA tenants\n"
        "calm-lint: ${ACME_CALM_PROD_SECRET} in it stands for the environment variable ACME_CALM_PROD_SECRET, "
        "which is to hold the client secret in a.json\n"
        "calm-lint: calm-test is the tenant of b.json, not connected to any S/4HANA tenant\n"
        "calm-lint: ${ACME_TEST_CALM_TEST_SECRET} in it stands for the environment variable "
        "ACME_TEST_CALM_TEST_SECRET, which is to hold the client secret, which b.json does not hold\n",
    )
    assert run("landscape.yaml").code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--binding", "b.json"], "b.json: is of the same SAP Cloud ALM tenant as a.json"),
        (["--binding", "c.json", "--tenant", "calm-test:test"], "the id calm-test is taken"),
    ],
)
def test_init_refuses_several_credentials(tmp_path: Path, arguments: list[str], words: str) -> None:
    third = {**BINDING, "uaa": {**BINDING["uaa"], "url": "https://acme-test.authentication.eu10.hana.ondemand.com"}}
    for name, content in {"a": BINDING, "b": BINDING, "c": third}.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(content), "utf-8")
    done = run("init", "--binding", "a.json", *arguments)
    assert done.code == 2
    assert words in done.err
    assert not (tmp_path / "landscape.yaml").exists()


def test_init_warns_of_a_credential_that_git_would_take(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    (tmp_path / "key.txt").write_text(json.dumps(BINDING), "utf-8")
    assert "key.txt holds a secret, and git does not ignore it" in run("init", "--binding", "key.txt").err


def test_init_overwrites_nothing_unless_told_to(tmp_path: Path) -> None:
    file = tmp_path / "landscape.yaml"
    file.write_text("mine", "utf-8")
    done = run("init")
    assert done.code == 2
    assert done.err.startswith("calm-lint: landscape.yaml: is there already: ")
    assert file.read_text("utf-8") == "mine"
    assert run("init", "--force").code == 0
    assert file.read_text("utf-8") != "mine"


def test_init_writes_to_standard_output(tmp_path: Path) -> None:
    done = run("init", "-o", "-")
    assert run("check", "--format", "concise", "-", stdin=done.out).out.count("CALM206") == 3
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("tenants", "words"),
    [
        (["dev-080"], "dev-080 must be an id and a role, as in dev-080:development"),
        ([":test"], ":test must be an id and a role"),
        (["a:tset"], "there is no role tset, did you mean test?"),
        (["a:x"], "there is no role x, choose from development, customizing, test, production, starter, sandbox"),
        (["a:test", "a:sandbox"], "the id a is taken"),
        (["calm-prod:test"], "the id calm-prod is taken"),
    ],
)
def test_init_refuses_tenants(tmp_path: Path, tenants: list[str], words: str) -> None:
    done = run("init", *(f"--tenant={tenant}" for tenant in tenants))
    assert done.code == 2
    assert words in done.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("no json", "is not valid JSON in its line 1, column 1"),
        ("[]", "is a list, must be the JSON object of one binding credential"),
        (json.dumps({"clientid": "a", "clientsecret": SECRET}), "lacks endpoints.Api and uaa.url"),
        (
            json.dumps({**BINDING, "endpoints": {"Api": "https://api.example.com"}}),
            "is the credential of another service",
        ),
        (None, "cannot be read: there is no such file"),
    ],
)
def test_init_refuses_credentials(tmp_path: Path, content: str | None, words: str) -> None:
    if content is not None:
        (tmp_path / "key.json").write_text(content, "utf-8")
    done = run("init", "--binding", "key.json")
    assert done.code == 2
    assert done.err.startswith(f"calm-lint: key.json: {words}")
    assert done.err.count("\n") == 1
    assert SECRET not in done.err
    assert not (tmp_path / "landscape.yaml").exists()


@pytest.mark.parametrize("command", COMMANDS_THAT_READ, ids=" ".join)
def test_to_a_file_and_to_standard_output_alike(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "landscape.yaml").write_text(FAULTY, "utf-8")
    printed = run(*command, "landscape.yaml")
    assert (printed.code, printed.err) == (0, "")
    assert run(*command, "landscape.yaml", "--output", "out") == Done(0, "", "")
    assert (tmp_path / "out").read_text("utf-8") == printed.out


@pytest.mark.parametrize("command", COMMANDS_THAT_READ, ids=" ".join)
def test_a_file_that_cannot_be_read(tmp_path: Path, command: list[str]) -> None:
    done = run(*command, "nowhere.yaml", "-o", "out")
    assert done == Done(2, "", "calm-lint: nowhere.yaml: cannot be read: there is no such file or directory\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", COMMANDS_THAT_READ, ids=" ".join)
def test_an_output_that_cannot_be_written(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "landscape.yaml").write_text(EXAMPLE, "utf-8")
    done = run(*command, "landscape.yaml", "-o", "no/folder")
    assert done == Done(2, "", "calm-lint: no/folder: cannot be written: no such file or directory\n")


@pytest.mark.parametrize("command", COMMANDS_THAT_READ, ids=" ".join)
def test_the_file_itself_is_not_overwritten(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "landscape.yaml").write_text(EXAMPLE, "utf-8")
    done = run(*command, "landscape.yaml", "-o", "./landscape.yaml")
    assert done.code == 2
    assert "is the file that is read" in done.err
    assert (tmp_path / "landscape.yaml").read_text("utf-8") == EXAMPLE


@pytest.mark.parametrize("command", COMMANDS_THAT_READ, ids=" ".join)
def test_a_file_that_does_not_parse(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "landscape.yaml").write_text(f"format: 1\nclient_secret: {SECRET}\nname: [", "utf-8")
    done = run(*command, "landscape.yaml")
    assert SECRET not in done.out + done.err
    if command == ["report"]:
        assert done.code == 0
        assert "CALM001" in done.out
    else:
        message = "holds no landscape that can be read: calm-lint check tells why"
        assert done == Done(2, "", f"calm-lint: landscape.yaml: {message}\n")


def test_the_configuration_counts_unless_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "landscape.yaml").write_text(EXAMPLE.replace("run_every: 5 minutes", "run_every: PT5M"), "utf-8")
    (tmp_path / "calm-lint.toml").write_text('ignore = ["run-every-unit"]\n', "utf-8")
    assert "[!] Run Every" not in run("worksheet", "landscape.yaml").out
    assert "[!] Run Every" in run("worksheet", "--no-config", "landscape.yaml").out
    (tmp_path / "calm-lint.toml").write_text('ignore = ["nothing"]\n', "utf-8")
    assert run("worksheet", "landscape.yaml").code == 2


def test_a_landscape_from_standard_input() -> None:
    done = run("graph", "--format", "mermaid", "-", stdin=EXAMPLE)
    assert done.code == 0
    assert done.out.startswith("flowchart LR\n  accTitle: Acme transport landscape\n")


def test_the_downloaded_credential_is_compared_with(tmp_path: Path) -> None:
    (tmp_path / "key.json").write_text(json.dumps(BINDING), "utf-8")
    head, _, tail = EXAMPLE.partition("    binding:")
    text = f"{head}    binding_file: key.json\n\ns4hana_tenants:{tail.partition('s4hana_tenants:')[2]}"
    (tmp_path / "landscape.yaml").write_text(text.replace("host_name: eu10.", "host_name: us10."), "utf-8")
    assert "CALM104 host-binding-mismatch" in run("worksheet", "landscape.yaml").out


def test_diff_with_a_commit(tmp_path: Path) -> None:
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.example", "-C", str(tmp_path)]
    (tmp_path / "sub").mkdir()
    file = tmp_path / "sub" / "landscape.yaml"
    file.write_text(EXAMPLE, "utf-8")
    for arguments in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "a"]):
        subprocess.run([*git, *arguments], check=True)
    file.write_text(EXAMPLE.replace("role: production", "role: test"), "utf-8")
    for earlier in ("HEAD:sub/landscape.yaml", "HEAD:./sub/landscape.yaml"):
        done = run("diff", earlier, "sub/landscape.yaml")
        assert (done.code, done.out, done.err) == (0, "Role production → test in prod\n", "")


@pytest.mark.parametrize(
    ("old", "message"),
    [
        ("HEAD:a.yaml", "there is no file HEAD:a.yaml, and the current folder is in no git repository"),
        ("none.yaml", "cannot be read: no such file or directory"),
        ("broken.yaml", "cannot be compared: line 1: did not find expected ',' or '}' while parsing a flow mapping"),
        ("empty.yaml", "holds no landscape that can be read: calm-lint check tells why"),
    ],
)
def test_diff_refuses_what_it_cannot_read(tmp_path: Path, old: str, message: str) -> None:
    (tmp_path / "landscape.yaml").write_text(EXAMPLE, "utf-8")
    (tmp_path / "broken.yaml").write_text("a: {b", "utf-8")
    (tmp_path / "empty.yaml").write_text("", "utf-8")
    for arguments in ([old, "landscape.yaml"], ["landscape.yaml", old]):
        done = run("diff", *arguments)
        assert (done.code, done.out, done.err) == (2, "", f"calm-lint: {old}: {message}\n")


def test_diff_writes_json(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(EXAMPLE, "utf-8")
    (tmp_path / "b.yaml").write_text(EXAMPLE.replace("role: production", "role: test"), "utf-8")
    done = run("diff", "a.yaml", "b.yaml", "--format", "json", "--output", "out.json")
    assert (done.code, done.out, done.err) == (0, "", "")
    assert json.loads((tmp_path / "out.json").read_text("utf-8")) == {
        "version": 1,
        "changes": [
            {
                "kind": "changed",
                "entry": False,
                "path": "/s4hana_tenants/3/role",
                "tenant": "prod",
                "place": ["role"],
                "label": "Role",
                "screen": None,
                "old": "production",
                "new": "test",
            }
        ],
        "summary": {"changed": 1, "added": 0, "removed": 0},
    }


@pytest.mark.parametrize("form", ["text", "markdown", "html", "csv"])
def test_sheet_of_one_tenant(tmp_path: Path, form: str) -> None:
    (tmp_path / "landscape.yaml").write_text(EXAMPLE, "utf-8")
    done = run("worksheet", "landscape.yaml", "--tenant", "cust-100", "--format", form)
    assert (done.code, done.err) == (0, "")
    assert "cust-100" in done.out
    assert "dev-080" not in done.out


def test_days_are_counted_as_on_the_day_of_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "landscape.yaml").write_text(MTLS, "utf-8")
    done = run("worksheet", "landscape.yaml", "--today", "2027-06-01")
    assert "= 92 days left" in done.out
    assert run("worksheet", "landscape.yaml", "--today", "2027-06-01").out == done.out
    assert "in 1 day, should be replaced before" in run("report", "landscape.yaml", "--today", "2027-08-31").out


def test_sheet_of_a_tenant_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "landscape.yaml").write_text(EXAMPLE, "utf-8")
    done = run("worksheet", "landscape.yaml", "--tenant", "dev-08")
    message = "calm-lint: landscape.yaml: has no sheet for a tenant dev-08, did you mean dev-080?\n"
    assert (done.code, done.out, done.err) == (2, "", message)
