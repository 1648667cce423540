"""The action: its step run as a runner runs it, on repositories with a good, a bad and a broken landscape."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
import yaml
from sarif.loader import load_sarif_file

from calm_lint.pages.pipelines import REVISION
from printed import BAD, FILES, GOOD, WORKFLOWS, action, expression, run_action

pytestmark = pytest.mark.once

SITE = ".github/workflows/site.yml"  # it runs another command


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("uv")


def used(name: str) -> dict[str, str]:
    """Return the inputs that a workflow of the page gives to the action, in its last step."""
    (job,) = yaml.safe_load(FILES[name])["jobs"].values()
    step = job["steps"][-1]
    assert step["uses"] == f"calm-lint/calm-lint@{REVISION}"
    inputs: dict[str, str] = step.get("with", {})
    return inputs


def git(*args: str, folder: Path) -> str:
    """Run git as somebody, and return what it prints."""
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com"]
    return subprocess.run(
        ["git", *identity, *args], cwd=folder, check=True, capture_output=True, text=True
    ).stdout.strip()


def test_each_workflow_uses_inputs_that_exist() -> None:
    for name in WORKFLOWS:
        if name == SITE:
            continue
        assert used(name).keys() <= action()["inputs"].keys()


@pytest.mark.parametrize(("text", "code"), [(GOOD, 0), (BAD, 1)], ids=["good", "bad"])
def test_annotations_summary_and_output(text: str, code: int, cache: Path, tmp_path: Path) -> None:
    (tmp_path / "landscape.yaml").write_text(text, "utf-8")
    done, out, outputs = run_action(tmp_path, used(".github/workflows/calm-lint.yml"), cache)
    assert done == code, out
    assert out.count("::error file=landscape.yaml,line=") == code
    summary = (tmp_path / "summary.md").read_text("utf-8")
    assert summary.startswith("## calm-lint: 1 error" if code else "## calm-lint: no findings")
    assert outputs == {"findings": str(code)}


def test_code_scanning(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "landscape.yaml").write_text(BAD, "utf-8")
    done, out, outputs = run_action(tmp_path, used(".github/workflows/code-scanning.yml"), cache)
    assert done == 1, out
    records = load_sarif_file(outputs["sarif"]).get_records()
    assert [each["Code"] for each in records] == ["CALM101"]
    upload = action()["runs"]["steps"][-1]
    assert expression(upload["with"]["sarif_file"], {"steps.lint.outputs.sarif": outputs["sarif"]}) == outputs["sarif"]
    # Without `!cancelled()`, a run that found something would upload nothing.
    assert upload["if"] == "${{ !cancelled() && steps.lint.outputs.sarif }}"


@pytest.mark.parametrize(
    ("private", "fork", "uploads"),
    [("false", "", True), ("false", "true", False), ("true", "", False), ("", "", False)],
)
def test_auto_uploads_where_code_scanning_is_free_and_allowed(
    private: str, fork: str, uploads: bool, cache: Path, tmp_path: Path
) -> None:
    (tmp_path / "landscape.yaml").write_text(GOOD, "utf-8")
    event = {"repository__private": private, "pull_request__head__repo__fork": fork}
    done, out, outputs = run_action(tmp_path, {"sarif": "auto"}, cache, **event)
    assert done == 0, out
    assert ("sarif" in outputs) is uploads


def test_pull_request_counts_what_it_brings(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "old.landscape.yaml").write_text(BAD, "utf-8")
    git("init", "--quiet", folder=tmp_path)
    git("add", ".", folder=tmp_path)
    git("commit", "--quiet", "--message", "Old", folder=tmp_path)
    base = git("rev-parse", "HEAD", folder=tmp_path)
    (tmp_path / "new.landscape.yaml").write_text(BAD, "utf-8")
    args = used(".github/workflows/pull-request.yml")["args"]
    inputs = {"args": expression(args, {"github.event.pull_request.base.sha": base})}
    done, out, outputs = run_action(tmp_path, inputs, cache)
    assert (done, outputs) == (1, {"findings": "1"}), out
    assert "::error file=new.landscape.yaml" in out
    assert "old.landscape.yaml" not in out


def test_a_run_that_failed_has_no_number(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "calm-lint.toml").write_text("select = 1\n", "utf-8")
    (tmp_path / "landscape.yaml").write_text(GOOD, "utf-8")
    assert run_action(tmp_path, {}, cache)[::2] == (2, {})


@pytest.mark.parametrize(
    ("inputs", "message"),
    [
        ({"sarif": "$(touch ran)"}, "::error::input sarif is 'touch ran', must be true, false or auto\n"),
        ({"version": "1.0; touch ran"}, "::error::input version must be a version, such as 1.2.0\n"),
    ],
)
def test_wrong_inputs(inputs: dict[str, str], message: str, cache: Path, tmp_path: Path) -> None:
    assert run_action(tmp_path, inputs, cache) == (2, message, {})
    assert not (tmp_path / "ran").exists()


def test_arguments_are_words_and_never_code(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "landscape.yaml").write_text(GOOD, "utf-8")
    done, out, outputs = run_action(tmp_path, {"args": "$(touch ran) `touch ran` *\nlandscape.yaml"}, cache)
    assert (done, outputs) == (2, {}), out
    assert "$(touch" in out
    assert not (tmp_path / "ran").exists()
