"""The tutorials, command by command, in an empty folder."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from command_line import ENVIRONMENT, put
from printed import BIN, ROOT

KEY = {
    "endpoints": {"Api": "https://eu10.alm.cloud.sap/api"},
    "uaa": {
        "url": "https://acme.authentication.eu10.hana.ondemand.com",
        "clientid": "sb-calm-deploy!b123456|sapcloudalm!b456789",
        "clientsecret": "an-invented-secret",
        "identityzone": "acme",
        "credential-type": "binding-secret",
    },
}


def follow(name: str) -> list[tuple[str, str]]:
    """Run the commands of a tutorial in the current folder; return what each block printed, and the block after it."""
    blocks = re.findall(r"```(sh|text|toml)\n(.*?)```", (ROOT / "docs" / name).read_text("utf-8"), re.DOTALL)
    printed, pairs = "", []
    for kind, text in blocks:
        if kind == "sh":
            environment = ENVIRONMENT | {"PATH": f"{BIN}:{ENVIRONMENT['PATH']}"}
            done = subprocess.run(["sh", "-c", text], capture_output=True, text=True, env=environment, timeout=60)
            assert done.returncode < 2, done.stderr
            assert "an-invented-secret" not in done.stdout + done.stderr
            printed = done.stdout + done.stderr
        elif kind == "text":
            pairs.append((printed, text.strip()))
        else:
            put("calm-lint.toml", text)
    return pairs


def test_the_first_hour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    put("key.txt", json.dumps(KEY))
    pairs = follow("first-hour.md")
    assert len(pairs) == 3
    for printed, shown in pairs:
        assert shown in printed
    # The last command about the mistake has mended it.
    assert "8443" not in Path("landscape.yaml").read_text("utf-8")
    assert Path("report.html").read_text("utf-8").startswith("<!DOCTYPE html>")


def test_the_first_pipeline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    put("landscape.yaml", (ROOT / "examples" / "faulty.landscape.yaml").read_text("utf-8"))
    assert follow("first-pipeline.md") == []
    done = subprocess.run([BIN / "calm-lint"], capture_output=True, text=True, env=ENVIRONMENT, check=False)
    # What the baseline holds fails the run no more.
    assert done.returncode == 0, done.stdout
    assert Path(".github/workflows/calm-lint.yml").exists()
    assert Path(".pre-commit-config.yaml").exists()
