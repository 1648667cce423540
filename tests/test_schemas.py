"""The schemas, as other programs compile them: strictly, with the validator of SchemaStore and of most editors."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

from calm_lint.files.find import is_landscape
from calm_lint_schemas import OUTPUTS, schema
from command_line import run
from printed import ROOT

pytestmark = pytest.mark.once

SCHEMAS = ROOT / "schemas" / "calm_lint_schemas"
ENTRY = json.loads((ROOT / "schemas" / "schemastore" / "catalog.json").read_text("utf-8"))
AJV = "ajv@8.17.1"
SCRIPT = """
import Ajv from "ajv";
import { readFileSync } from "node:fs";
const read = (path) => JSON.parse(readFileSync(path, "utf8"));
const [landscape, good, bad, ...schemas] = process.argv.slice(2).map(read);
for (const schema of schemas) new Ajv({ strict: true }).compile(schema);
const validate = new Ajv({ strict: true }).compile(landscape);
console.log(JSON.stringify([validate(good), validate(bad)]));
"""


def test_ajv_compiles_all_of_them_strictly_and_tells_good_from_bad(tmp_path: Path) -> None:
    if not shutil.which("npm"):
        pytest.skip("ajv comes with npm, which is not here")
    command = ["npm", "install", "--silent", "--no-save", "--prefix", str(tmp_path), AJV]
    if subprocess.run(command, capture_output=True, check=False, timeout=120).returncode:
        pytest.skip("npm cannot download ajv")
    (tmp_path / "compile.mjs").write_text(SCRIPT, "utf-8")
    # As JSON, which has no anchors: ajv reads no YAML.
    for name in ("landscape", "faulty.landscape"):
        data = yaml.load((ROOT / "examples" / f"{name}.yaml").read_text("utf-8"), yaml.CBaseLoader)  # noqa: S506
        (tmp_path / f"{name}.json").write_text(json.dumps(_typed(data)), "utf-8")
    files = ["landscape.json", "faulty.landscape.json", *sorted(SCHEMAS.glob("*.schema.json"))]
    command = ["node", "compile.mjs", str(SCHEMAS / "landscape.schema.json"), *map(str, files)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == [True, False]


def _typed(data: object) -> object:
    """Return data with numbers and truth values where text looks like them, as most programs read YAML."""
    if isinstance(data, dict):
        return {key: _typed(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_typed(value) for value in data]
    return {"true": True, "false": False}.get(data, int(data) if data.isdigit() else data)  # type: ignore[attr-defined, call-overload]


def test_the_entry_for_schemastore_names_files_that_are_found_and_the_schema() -> None:
    assert ENTRY.keys() == {"name", "description", "fileMatch", "url"}
    assert all(is_landscape(name) for name in ENTRY["fileMatch"])
    # They ask for names that belong to one program only.
    assert all("calm" in name for name in ENTRY["fileMatch"])
    assert ENTRY["url"] == json.loads((SCHEMAS / "landscape.schema.json").read_text("utf-8"))["$id"]


def test_all_schemas_have_an_address_under_one_base() -> None:
    base = ENTRY["url"].removesuffix("landscape.schema.json")
    for path in SCHEMAS.glob("*.schema.json"):
        assert json.loads(path.read_text("utf-8"))["$id"] == base + path.name


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
