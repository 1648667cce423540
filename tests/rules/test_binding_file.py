"""CALM006 beyond its examples: files that are missing, that cannot be read, and that are no credential."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from binding_files import API, COLUMN, CTMS, KEY, LINE, OTHER, PREFACE, SECRET, credential, findings, run, vcap

pytestmark = pytest.mark.usefixtures("folder")


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
