"""The files in docs/ci.md, complete as they stand there: checked by their schemas, and their commands run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from junitparser import JUnitXml

import command_line
from calm_lint.pages.pipelines import PIPELINES, REVISION
from printed import BAD, BIN, FILES, GOOD, ROOT, WORKFLOWS

WITH_COMPONENT = ".gitlab-ci.yml, with the component"


def test_each_block_is_a_file() -> None:
    page = (ROOT / "docs" / "ci.md").read_text("utf-8")
    assert len(FILES) == page.count("```yaml\n")
    assert FILES.keys() == {".pre-commit-config.yaml", ".gitlab-ci.yml", WITH_COMPONENT, *WORKFLOWS}


@pytest.mark.parametrize("where", PIPELINES)
def test_the_command_prints_what_the_page_shows(where: str) -> None:
    done = command_line.run("init-ci", where)
    assert (done.code, done.out) == (0, FILES[PIPELINES[where].path])
    assert done.err == f"calm-lint: save this as {PIPELINES[where].path}, or add it to the file that is there\n"


def problems(schema: str, *paths: Path) -> str:
    """Return what check-jsonschema says of files."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    return done.stdout if done.returncode else ""


@pytest.mark.once
def test_files_follow_their_schemas(tmp_path: Path) -> None:
    workflows = list((ROOT / ".github" / "workflows").iterdir())
    for name in WORKFLOWS:
        workflows.append(tmp_path / Path(name).name)
        workflows[-1].write_text(FILES[name], "utf-8")
    gitlab = tmp_path / ".gitlab-ci.yml"
    gitlab.write_text(FILES[".gitlab-ci.yml"], "utf-8")
    assert problems("github-workflows", *workflows) == ""
    assert problems("gitlab-ci", gitlab) == ""
    assert problems("github-actions", ROOT / "action.yml") == ""
    assert problems("dependabot", ROOT / ".github" / "dependabot.yml") == ""


def run(text: str, folder: Path, commands: list[str], **env: str) -> tuple[int, str]:
    """Run commands beside a landscape, as a job does; return the exit code and what was printed."""
    (folder / "landscape.yaml").write_text(text, "utf-8")
    done = subprocess.run(
        ["sh", "-e", "-c", "\n".join(commands)],
        cwd=folder,
        env={"PATH": f"{BIN}{os.pathsep}{os.defpath}", "LC_ALL": "C.UTF-8", **env},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout


@pytest.mark.parametrize(("text", "code"), [(GOOD, 0), (BAD, 1)], ids=["good", "bad"])
def test_code_quality_and_test_report(text: str, code: int, tmp_path: Path) -> None:
    job: dict[str, Any] = yaml.safe_load(FILES[".gitlab-ci.yml"])["calm-lint"]
    install, *commands = job["script"]
    assert install == f'pip install "git+https://github.com/calm-lint/calm-lint@{REVISION}"'
    done = run(text, tmp_path, commands, GITLAB_CI="true")
    assert done[0] == code, done
    # Without it, a run that found something would hand in nothing.
    assert job["artifacts"]["when"] == "always"
    reports = job["artifacts"]["reports"]
    issues = json.loads((tmp_path / reports["codequality"]).read_text("utf-8"))
    assert [each["check_name"] for each in issues] == ["CALM101 system-port"] * code
    tests = JUnitXml.fromfile(str(tmp_path / reports["junit"]))
    assert (tests.tests, tests.failures, tests.errors) == (1, code, 0)


def test_the_component_has_the_job_and_the_inputs_that_the_page_names(tmp_path: Path) -> None:
    spec, jobs = yaml.safe_load_all((ROOT / "templates" / "calm-lint.yml").read_text("utf-8"))
    inputs = {name: each["default"] for name, each in spec["spec"]["inputs"].items()}
    (include,) = yaml.safe_load(FILES[WITH_COMPONENT])["include"]
    assert include["component"].endswith(f"/calm-lint@{REVISION}")
    assert include["inputs"].keys() <= inputs.keys()
    plain = yaml.safe_load(FILES[".gitlab-ci.yml"])["calm-lint"]
    job = jobs["calm-lint"]
    assert {key: job[key] for key in ("image", "artifacts")} == {key: plain[key] for key in ("image", "artifacts")}
    install, command = job["script"]
    assert install == plain["script"][0]
    for name, default in inputs.items():
        command = command.replace(f"$[[ inputs.{name} ]]", default)
    assert run(BAD, tmp_path, [command])[0] == 1
    assert (tmp_path / "calm-lint.xml").exists()
