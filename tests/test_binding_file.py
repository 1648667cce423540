"""A downloaded binding credential: its values are compared, its secret is not shown."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

LANDSCAPE = """\
format: 1
cloud_alm_tenants:
  - id: calm-prod
    usage: productive
    provisioned_on: 2023-11-20
    binding_file: @FILE@
s4hana_tenants:
  - id: prod
    role: production
    connected_on: 2024-01-15
    communication_systems:
      - system_id: CALM_PROD
        system_name: SAP Cloud ALM of Acme
        host_name: eu10.alm.cloud.sap
        port: 443
        token_endpoint: https://acme.authentication.eu10.hana.ondemand.com/oauth/token
        outbound_users:
          - authentication_method: OAuth 2.0
            client_id: sb-calm-deploy!b123456|sapcloudalm!b456789
            client_secret: ${CALM_PROD_SECRET}
    communication_arrangements:
      - arrangement_name: SAP_COM_0690_CALM_ATO
        scenario: SAP_COM_0690
        communication_system: CALM_PROD
        outbound_services:
          export: &service {service_status: active, port: 443, run_every: 5 minutes}
          import: *service
          retry: *service
          status_change: *service
"""
LINE, COLUMN = 6, 19

CALM_LINT = str(Path(sys.executable).with_name("calm-lint"))

SECRET = "Xk93vQm2LpTz8"
UAA = {
    "url": "https://acme.authentication.eu10.hana.ondemand.com",
    "clientid": "sb-calm-deploy!b123456|sapcloudalm!b456789",
    "clientsecret": SECRET,
    "identityzone": "acme",
    "credential-type": "binding-secret",
}
API = {"Api": "https://eu10.alm.cloud.sap/api"}


def credential(api: str = API["Api"], **uaa: object) -> str:
    return json.dumps({"endpoints": {"Api": api}, "uaa": {**UAA, **uaa}})


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "landscapes"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def run(file: str, *options: str, text: str = LANDSCAPE, name: str = "landscape.yaml") -> tuple[int, str]:
    """Lint the landscape with a path as its `binding_file`."""
    Path(name).write_text(text.replace("@FILE@", file), "utf-8")
    done = subprocess.run([CALM_LINT, "check", *options, name], capture_output=True, encoding="utf-8", timeout=60)
    assert done.stderr == ""
    assert SECRET not in done.stdout
    return done.returncode, done.stdout


def findings(file: str, text: str = LANDSCAPE) -> list[dict[str, Any]]:
    output = run(file, "--format", "json", text=text)[1]
    return list(json.loads(output)["findings"])


def codes(file: str, text: str = LANDSCAPE) -> list[str]:
    return [each["code"] for each in findings(file, text)]


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


def test_missing_file_is_a_warning() -> None:
    code, output = run("keys/calm.json", "--format", "concise")
    assert output == (
        f"landscape.yaml:{LINE}:{COLUMN}: warning CALM006 binding-file "
        "Binding File keys/calm.json does not exist, so nothing is compared with it\n"
    )
    assert code == 0


UNUSABLE = {
    "curly quotes": (
        credential().replace('"', "\u201c"),
        "is not valid JSON in its line 1, column 2: curly quotes, as on a web page, must be straight ones",
    ),
    "half of it": (
        credential()[:-2] + "\n",
        "is not valid JSON in its line 2, column 1: download it once more",
    ),
    "empty": ("", "is not valid JSON in its line 1, column 1: download it once more"),
    "a list": (f"[{credential()}]", "is a list, must be the JSON object of one binding credential"),
    "text": (f'"{SECRET}"', "is a single value, must be the JSON object of one binding credential"),
    "another object": (
        json.dumps({"endpoints": [API], "uaa": {"url": " ", "clientid": 5, "clientsecret": SECRET}}),
        "lacks endpoints.Api and uaa.url and uaa.clientid, must be the JSON of a binding credential",
    ),
    "too large": (
        credential() + " " * 1_000_000,
        "has more than 1,000,000 bytes, must be the JSON of one binding credential",
    ),
    "too deep": ("[" * 200_000, "is JSON that cannot be read, must be that of a binding credential"),
    "number": ("9" * 10_000, "is JSON that cannot be read, must be that of a binding credential"),
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_unusable_file_is_a_finding_at_its_path(name: str) -> None:
    content, fault = UNUSABLE[name]
    Path("calm.json").write_text(content, "utf-8")
    code, output = run("calm.json", "--format", "concise")
    assert output == f"landscape.yaml:{LINE}:{COLUMN}: error CALM006 binding-file Binding File calm.json {fault}\n"
    assert code == 1


def test_bytes_that_are_no_text() -> None:
    Path("calm.json").write_bytes(b"\x81\xff" + credential().encode())
    (finding,) = findings("calm.json")
    assert finding["message"] == "Binding File calm.json is not text in UTF-8, UTF-16 or Windows-1252"


# What cf, btp and PowerShell make of a credential.
KEY = json.loads(credential())
OTHER = {"uaa": {"url": "https://acme.authentication.eu10.hana.ondemand.com", "clientid": "sb-app!t1", "key": SECRET}}
CTMS = {"uaa": {**UAA, "clientid": "sb-1b2c!b1234|alm-ts-backend!b1603"}, "uri": "https://ts.example.com"}
PREFACE = "Getting key calm for service instance calm-deploy as jo@example.com...\n\n"
BINDING_OF_BTP = {"id": "5f", "ready": True, "credentials": KEY, "last_operation": {"type": "create"}}


def vcap(*credentials: object) -> dict[str, object]:
    return {
        "sapcloudalmapis": [{"name": f"calm-{number}", "credentials": each} for number, each in enumerate(credentials)]
    }


SHAPES = {
    "cf service-key": PREFACE + json.dumps({"credentials": KEY}, indent=2) + "\n",
    "cf service-key of version 6": PREFACE + json.dumps(KEY, indent=1) + "\n",
    "btp get services/binding": json.dumps(BINDING_OF_BTP),
    "VCAP_SERVICES": json.dumps(vcap(KEY)),
    "default-env.json": json.dumps({"VCAP_SERVICES": vcap(KEY), "destinations": []}),
    "VCAP_SERVICES with another service": json.dumps(
        {"VCAP_SERVICES": {**vcap(KEY), "xsuaa": [{"credentials": OTHER}]}}
    ),
    "cf env": f"System-Provided:\nVCAP_SERVICES: {json.dumps(vcap(KEY))}\n\nVCAP_APPLICATION: {{}}\n\nNo more\n",
    "words of another language": "Schl\u00fcssel f\u00fcr calm\n"
    + json.dumps({**KEY, "x": "M\u00fcller"}, ensure_ascii=False),
}


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_credential_as_tools_save_it(name: str, encoding: str) -> None:
    Path("calm.json").write_bytes(SHAPES[name].encode(encoding))
    assert findings("calm.json") == []
    Path("calm.json").write_bytes(SHAPES[name].replace("eu10.alm", "us10.alm").encode(encoding))
    assert codes("calm.json") == ["CALM108", "CALM104"]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (
            json.dumps(vcap(KEY, json.loads(credential(clientid="sb-two!b1|sapcloudalm!b2")))),
            "holds 2 credentials of SAP Cloud ALM, must hold one: save the one that is meant in a file of its own",
        ),
        (
            f"{credential()}\n{credential()}",
            "holds 2 credentials of SAP Cloud ALM, must hold one: save the one that is meant in a file of its own",
        ),
        (
            json.dumps(vcap(OTHER, CTMS)),
            "holds credentials of other services, must hold one of service SAP Cloud ALM API",
        ),
        (
            json.dumps(CTMS),
            "is a service key of SAP Cloud Transport Management, "
            "must be a binding credential of service SAP Cloud ALM API",
        ),
        (
            PREFACE + json.dumps({"credentials": CTMS}),
            "is a service key of SAP Cloud Transport Management, "
            "must be a binding credential of service SAP Cloud ALM API",
        ),
        (
            json.dumps({"VCAP_SERVICES": {}}),
            LACKS_ALL := "lacks endpoints.Api and uaa.url and uaa.clientid, must be the JSON of a binding credential",
        ),
        (PREFACE + "{}", LACKS_ALL),
        (f"{credential()}]", f"is not valid JSON in its line 1, column {len(credential()) + 1}: download it once more"),
        (PREFACE + "{'uaa': 1}", "is not valid JSON in its line 3, column 2: download it once more"),
    ],
)
def test_what_is_not_one_credential_is_refused(content: str, fault: str) -> None:
    Path("calm.json").write_text(content, "utf-8")
    (finding,) = findings("calm.json")
    assert (finding["code"], finding["message"]) == ("CALM006", f"Binding File calm.json {fault}")


def test_what_is_no_file_is_not_waited_for() -> None:
    os.mkfifo("pipe.json")
    Path("folder.json").mkdir()
    for name in ("pipe.json", "folder.json"):
        (finding,) = findings(name)
        assert finding["message"] == f"Binding File {name} cannot be read: it is no file"
    (finding,) = findings("/dev/zero")
    assert finding["message"] == (
        "Binding File /dev/zero is outside of the folder of the landscape and cannot be used, "
        "so that nothing is compared with it; --trust-paths says why"
    )


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


@pytest.fixture
def repository(folder: Path) -> Path:
    git("init", "--quiet")
    (folder / "keys").mkdir()
    (folder / "keys" / "calm.json").write_text(credential())
    return folder


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True)


def is_exposed() -> bool:
    found = codes("keys/calm.json")
    assert found in ([], ["CALM511"])
    return bool(found)


@pytest.mark.usefixtures("repository")
class TestGit:
    def test_secret_that_git_does_not_ignore(self) -> None:
        assert is_exposed()
        assert run("keys/calm.json", "--format", "concise")[1] == (
            f"landscape.yaml:{LINE}:{COLUMN}: warning CALM511 binding-file-tracked "
            "Binding File keys/calm.json holds a secret, should be ignored by git\n"
        )

    @pytest.mark.parametrize("pattern", ["keys/", "*.json", "/keys/calm.json"])
    @pytest.mark.parametrize("place", [".gitignore", ".git/info/exclude"])
    def test_ignored(self, pattern: str, place: str) -> None:
        Path(place).write_text(f"{pattern}\n")
        assert not is_exposed()

    def test_ignored_but_tracked_already(self) -> None:
        git("add", "keys/calm.json")
        Path(".gitignore").write_text("keys/\n")
        assert is_exposed()

    def test_without_git_the_gitignore_files_tell(self) -> None:
        # A .git that is no repository, as git sees it.
        Path(".git/HEAD").unlink()
        assert is_exposed()
        for pattern in ("keys/", "*.json"):
            Path(".gitignore").write_text(f"{pattern}\n")
            assert not is_exposed()

    def test_variables_of_a_hook_do_not_mislead(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        git("init", "--quiet", str(tmp_path / "other"))
        monkeypatch.setenv("GIT_DIR", str(tmp_path / "other" / ".git"))
        Path(".gitignore").write_text("keys/\n")
        assert not is_exposed()

    def test_credential_without_a_secret(self) -> None:
        for secret in (None, "${CALM_PROD_SECRET}", ""):
            Path("keys/calm.json").write_text(credential(clientsecret=secret))
            assert not is_exposed()

    @pytest.mark.parametrize("name", SHAPES)
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
    def test_secret_as_tools_save_it(self, name: str, encoding: str) -> None:
        Path("keys/calm.json").write_bytes(SHAPES[name].encode(encoding))
        assert is_exposed()

    def test_secret_of_another_service_in_the_file(self) -> None:
        shown = json.loads(credential(clientsecret=None))
        Path("keys/calm.json").write_text(json.dumps(vcap(shown)))
        assert not is_exposed()
        Path("keys/calm.json").write_text(json.dumps(vcap(shown, OTHER)))
        assert is_exposed()

    def test_secret_in_a_file_of_two_credentials(self) -> None:
        Path("keys/calm.json").write_bytes(f"{credential()}{credential()}".encode("utf-16"))
        assert codes("keys/calm.json") == ["CALM006", "CALM511"]

    def test_secret_in_what_is_not_valid_json(self) -> None:
        Path("keys/calm.json").write_text(credential()[:-1])
        assert codes("keys/calm.json") == ["CALM006", "CALM511"]


def test_outside_of_a_repository_nothing_is_exposed() -> None:
    Path("calm.json").write_text(credential())
    assert codes("calm.json") == []
