"""A downloaded binding credential: its values are compared, its secret is not shown."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from binding_files import (
    COLUMN,
    LANDSCAPE,
    LINE,
    SECRET,
    SHAPES,
    codes,
    credential,
    findings,
    run,
)
from command_line import CALM_LINT

pytestmark = pytest.mark.usefixtures("folder")


@pytest.mark.parametrize("start", ["", "\ufeff", "\r\n "])
@pytest.mark.parametrize("name", ["calm.json", "calm.txt", "Service Key (1).TXT"])
def test_right_credential_is_clean(start: str, name: str) -> None:
    Path(name).write_text(start + credential(), "utf-8")
    assert findings(name) == []


def test_system_is_compared_with_the_file() -> None:
    url = "https://beta.authentication.us10.hana.ondemand.com"
    Path("calm.json").write_text(credential("https://us10.alm.cloud.sap/api", url=url, clientid="c!b1|sapcloudalm!b2"))
    found = {each["code"]: each for each in findings("calm.json")}
    assert sorted(found) == ["CALM104", "CALM107", "CALM204", "CALM509"]
    assert found["CALM104"]["fix"]["edits"][0]["text"] == "us10.alm.cloud.sap"
    assert (found["CALM104"]["line"], found["CALM104"]["column"]) == (14, 20)
    assert found["CALM107"]["fix"]["edits"][0]["text"] == f"{url}/oauth/token"
    assert found["CALM204"]["line"] == 19


def test_finding_about_a_value_of_the_file_is_at_its_path() -> None:
    Path("calm.json").write_text(credential(**{"credential-type": "x509", "identityzone": "beta"}))
    one, other = findings("calm.json")
    assert (one["code"], other["code"]) == ("CALM507", "CALM509")
    for finding in (one, other):
        assert (finding["line"], finding["column"], finding["end_column"]) == (LINE, COLUMN, COLUMN + len("calm.json"))
        assert finding["path"] == "/cloud_alm_tenants/0/binding_file"
        assert finding["entity"] == "cloud_alm_tenants[calm-prod]"


def test_file_takes_the_place_of_the_pasted_binding() -> None:
    pasted = """\
    binding:
      endpoints: {Api: "https://us10.alm.cloud.sap/api"}
      uaa:
        url: https://beta.authentication.us10.hana.ondemand.com
        clientid: c!b1|sapcloudalm!b2
        clientsecret: another-invented-secret
"""
    text = LANDSCAPE.replace("    binding_file: @FILE@\n", f"    binding_file: @FILE@\n{pasted}")
    Path("calm.json").write_text(credential())
    # A secret does not belong into the landscape, whatever the file says.
    assert codes("calm.json", text) == ["CALM205"]
    assert codes("gone.json", text) == ["CALM006", "CALM205", "CALM104", "CALM107", "CALM204"]


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_credential_as_tools_save_it(name: str, encoding: str) -> None:
    Path("calm.json").write_bytes(SHAPES[name].encode(encoding))
    assert findings("calm.json") == []
    Path("calm.json").write_bytes(SHAPES[name].replace("eu10.alm", "us10.alm").encode(encoding))
    assert codes("calm.json") == ["CALM108", "CALM104"]


def test_path_is_relative_to_the_landscape_file(folder: Path) -> None:
    keys = folder.parent / "keys"
    keys.mkdir()
    (keys / "calm.json").write_text(credential())
    (folder / "linked.json").symlink_to(keys / "calm.json")
    for path in ("../keys/calm.json", "linked.json", str(keys / "calm.json")):
        assert findings(path) == []
    # From another directory, and from standard input.
    Path("landscape.yaml").write_text(LANDSCAPE.replace("@FILE@", "../keys/calm.json"))
    for arguments in (["landscapes"], ["--stdin-filename", "landscapes/landscape.yaml", "-"]):
        with Path("landscape.yaml").open("rb") as text:
            done = subprocess.run([CALM_LINT, *arguments], cwd=folder.parent, stdin=text, capture_output=True)
        assert done.stdout.startswith(b"No findings")
    # Nothing else is tried: a path means one file.
    done = subprocess.run(
        [CALM_LINT, "--format=concise", "-"], input=LANDSCAPE.replace("@FILE@", "keys/calm.json").encode(),
        capture_output=True,
    )  # fmt: skip
    assert b"CALM006" in done.stdout


def test_secret_of_the_file_is_masked_in_the_landscape() -> None:
    Path("calm.json").write_text(credential())
    text = LANDSCAPE.replace(
        "system_name: SAP Cloud ALM of Acme", f"system_name: {SECRET}\n        x-a: {{b: 1, b: 2}}"
    )
    text = text.replace("system_id: CALM_PROD", f"system_id: {SECRET}")
    assert "***" in run("calm.json", text=text)[1]


def test_placeholder_in_the_file_is_found() -> None:
    Path("calm.json").write_text(credential(url="https://tenant-name.authentication.eu10.hana.ondemand.com"))
    assert codes("calm.json") == ["CALM206"]
