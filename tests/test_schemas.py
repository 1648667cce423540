"""The schemas, as other programs compile them: strictly, with the validator of SchemaStore and of most editors."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from calm_lint.cli import COMMANDS
from calm_lint.files.find import is_landscape
from calm_lint_schemas import BASE, OUTPUTS, schema
from command_line import run
from printed import ROOT

pytestmark = pytest.mark.once

SCHEMAS = ROOT / "schemas" / "calm_lint_schemas"
STORE = ROOT / "schemas" / "schemastore"
ENTRY = json.loads((STORE / "catalog.json").read_text("utf-8"))
PACKAGES = ["ajv@8.17.1", "ajv-formats@3.0.1", "ajv-formats-draft2019@1.6.1", "yaml@2.8.1"]
SCRIPT = """
import Ajv from "ajv";
import addFormats from "ajv-formats";
import moreFormats from "ajv-formats-draft2019";
import { readFileSync } from "node:fs";
import YAML from "yaml";
const [schema, ...files] = process.argv.slice(2).map((path) => YAML.parse(readFileSync(path, "utf8")));
const ajv = new Ajv({ strict: true });
addFormats(ajv);
moreFormats(ajv);
const validate = ajv.compile(schema);
console.log(JSON.stringify(files.map((file) => validate(file))));
"""


@pytest.fixture(scope="module")
def ajv(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which node finds what SchemaStore validates with."""
    folder = tmp_path_factory.mktemp("ajv")
    if not shutil.which("npm"):
        pytest.skip("ajv comes with npm, which is not here")
    command = ["npm", "install", "--silent", "--no-save", "--prefix", str(folder), *PACKAGES]
    if subprocess.run(command, capture_output=True, check=False, timeout=120).returncode:
        pytest.skip("npm cannot download ajv")
    (folder / "validate.mjs").write_text(SCRIPT, "utf-8")
    return folder


def validate(ajv: Path, schema: Path, *files: Path) -> list[bool]:
    """Compile a schema as SchemaStore does, and return which files it allows."""
    command = ["node", "validate.mjs", str(schema), *map(str, files)]
    done = subprocess.run(command, cwd=ajv, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, ""), schema.name
    verdicts: list[bool] = json.loads(done.stdout)
    return verdicts


@pytest.mark.parametrize("path", sorted(SCHEMAS.glob("*.schema.json")), ids=lambda path: path.name.split(".")[0])
def test_ajv_compiles_it_strictly(path: Path, ajv: Path) -> None:
    assert validate(ajv, path) == []


def test_files_in_the_layout_of_schemastore(ajv: Path, tmp_path: Path) -> None:
    src = tmp_path / "src"
    shutil.copytree(STORE, src)
    (src / "schemas" / "json").mkdir(parents=True)
    schema = src / "schemas" / "json" / "calm-landscape.json"
    shutil.copy(SCHEMAS / "landscape.schema.json", schema)
    good, bad = (sorted((src / kind / schema.stem).iterdir()) for kind in ("test", "negative_test"))
    assert good
    assert bad
    for path in (*good, *bad):
        # They ask for this line in each file.
        pragma = f"# yaml-language-server: $schema={os.path.relpath(schema, path.parent)}"
        assert path.read_text("utf-8").splitlines()[0] == pragma
    good.append(ROOT / "examples" / "landscape.yaml")
    assert validate(ajv, schema, *good, *bad) == [True] * len(good) + [False] * len(bad)


@pytest.mark.parametrize(("kind", "faults"), [("test", 0), ("negative_test", 1)])
def test_calm_lint_agrees_with_schemastore(kind: str, faults: int) -> None:
    for path in (STORE / kind / "calm-landscape").iterdir():
        options = ("--no-config", "--select", "schema", "--format", "concise", "--stdin-filename", path.name)
        done = run("check", *options, "-", stdin=path.read_bytes())
        assert len(done.findings()) == faults, done.out


def test_the_entry_for_schemastore_names_files_that_are_found_and_the_schema() -> None:
    assert ENTRY.keys() == {"name", "description", "fileMatch", "url"}
    assert all(is_landscape(name) for name in ENTRY["fileMatch"])
    # They ask for names that belong to one program only.
    assert all("calm" in name for name in ENTRY["fileMatch"])
    assert ENTRY["url"] == json.loads((SCHEMAS / "landscape.schema.json").read_text("utf-8"))["$id"]


def test_all_schemas_have_an_address_under_one_base() -> None:
    for path in SCHEMAS.glob("*.schema.json"):
        assert json.loads(path.read_text("utf-8"))["$id"] == BASE + path.name
    site = tomllib.loads((ROOT / "zensical.toml").read_text("utf-8"))["project"]["site_url"]
    assert f"{site}schemas/" == BASE


def test_each_output_has_a_schema() -> None:
    assert {path.name for path in SCHEMAS.glob("output-*")} == {f"output-{name}.schema.json" for name in OUTPUTS}
    # What writes JSON says so in its help.
    for name in COMMANDS:
        forms = re.search(r"^  --format .*\n?.*json", run(name, "--help").out, re.MULTILINE)
        assert not forms or name in OUTPUTS


def test_rules_and_explain_say_the_same_of_a_rule() -> None:
    listed, explained = (schema(f"output-{name}")["definitions"]["rule"] for name in ("rules", "explain"))
    assert explained["required"].pop() == "examples"
    del explained["properties"]["examples"]
    assert explained == listed


def test_evidence_tells_kinds_of_values_apart() -> None:
    # Messages about a value of another kind name the kinds one by one.
    for path in SCHEMAS.glob("evidence-*.schema.json"):
        assert '"type": [' not in path.read_text("utf-8"), path.name


@pytest.mark.parametrize("command", OUTPUTS)
def test_schemas_of_outputs_are_printed(command: str) -> None:
    done = run("schema", "--output", command)
    assert (done.code, json.loads(done.out)["$id"].rpartition("/")[2]) == (0, f"output-{command}.schema.json")


def test_an_output_of_another_form_is_found() -> None:
    done = run("check", "--format", "json", "--no-config", str(ROOT / "examples" / "faulty.landscape.yaml"))
    output = json.loads(done.out)
    validator = Draft7Validator(schema("output-check"))
    assert validator.is_valid(output)
    del output["findings"][0]["url"]
    assert not validator.is_valid(output)
