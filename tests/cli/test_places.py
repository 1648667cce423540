"""Formats for servers name files from the root of the repository, formats for people as they were given."""

from __future__ import annotations

import json
import ntpath
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from calm_lint.api import AlmSystem
from calm_lint.formats import places
from calm_lint.rulebook.examples import complete
from command_line import run

BAD = complete(AlmSystem, "port: 8443")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder of a monorepo that holds a landscape; what makes the repository one is up to the test."""
    folder = tmp_path / "repository" / "teams" / "basis"
    folder.mkdir(parents=True)
    (folder / "landscape.yaml").write_text(BAD, "utf-8")
    return folder


def repository(project: Path) -> Path:
    return project.parents[1]


def paths(form: str, folder: Path, *args: str, stdin: str = "", **env: str) -> set[str]:
    """Return the paths of all files that a format names."""
    done = run("check", "--format", form, *args, folder=folder, stdin=stdin, **env)
    assert done.code == 1, done.err
    if form == "github":
        return set(re.findall("file=([^,]*)", done.out))
    if form == "gitlab":
        return {each["location"]["path"] for each in json.loads(done.out)}
    if form == "json":
        return {each["file"] for each in json.loads(done.out)["findings"]}
    if form == "concise":
        return {line.split(":")[0] for line in done.out.splitlines()}
    if form == "junit":
        root = ET.fromstring(done.out)  # noqa: S314 - it is our own
        cases = {case.get("classname", "") for case in root.iter("testcase")}
        assert {suite.get("name") for suite in root} == cases
        assert all(str(each.text).startswith(f"{next(iter(cases))}:") for each in root.iter("failure"))
        return cases
    (log,) = json.loads(done.out)["runs"]
    artifacts = [each["locations"][0]["physicalLocation"]["artifactLocation"] for each in log["results"]]
    bases = {name: base["uri"] for name, base in log["originalUriBaseIds"].items()}
    # Whatever way it is written, it leads to the file.
    for each in artifacts:
        target = Path(unquote(urlsplit(urljoin(bases.get(each.get("uriBaseId"), ""), each["uri"])).path))
        assert target.is_file() or "-" in args
    return {unquote(urlsplit(each["uri"]).path) for each in artifacts}


SERVERS = ("github", "gitlab", "sarif", "junit")


@pytest.mark.parametrize("form", SERVERS)
@pytest.mark.parametrize("marked", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR", "folder", "file"])
def test_servers_get_the_path_from_the_root_of_the_repository(project: Path, form: str, marked: str) -> None:
    top = repository(project)
    env = {marked: str(top)} if marked.isupper() else {}
    if marked == "folder":
        (top / ".git").mkdir()
    elif marked == "file":
        # As in a worktree or a submodule.
        (top / ".git").write_text("gitdir: elsewhere\n")
    whole = {"teams/basis/landscape.yaml"}
    assert paths(form, project, "landscape.yaml", **env) == whole
    assert paths(form, project, "../basis/landscape.yaml", **env) == whole
    assert paths(form, project, str(project / "landscape.yaml"), **env) == whole
    assert paths(form, top, **env) == whole
    assert paths(form, project / "..", ".", **env) == whole


@pytest.mark.parametrize("form", SERVERS)
def test_checkout_of_the_server_goes_first(project: Path, form: str, tmp_path: Path) -> None:
    (repository(project) / ".git").mkdir()
    env = {"GITHUB_WORKSPACE": str(tmp_path)}
    assert paths(form, project, "landscape.yaml", **env) == {"repository/teams/basis/landscape.yaml"}
    gone = {"GITHUB_WORKSPACE": str(tmp_path / "gone"), "CI_PROJECT_DIR": ""}
    assert paths(form, project, "landscape.yaml", **gone) == {"teams/basis/landscape.yaml"}


@pytest.mark.parametrize("form", SERVERS)
def test_file_outside_of_the_repository_is_absolute(project: Path, form: str, tmp_path: Path) -> None:
    (repository(project) / ".git").mkdir()
    outside = tmp_path / "repository-of-others" / "landscape.yaml"
    outside.parent.mkdir()
    outside.write_text(BAD, "utf-8")
    assert paths(form, project, "../../../repository-of-others/landscape.yaml") == {str(outside)}


@pytest.mark.parametrize("form", SERVERS)
def test_without_a_repository_paths_are_those_from_the_current_folder(project: Path, form: str) -> None:
    assert paths(form, project.parent, "basis/landscape.yaml") == {"basis/landscape.yaml"}
    assert paths(form, project.parent, str(project)) == {"basis/landscape.yaml"}


@pytest.mark.parametrize("form", SERVERS)
def test_root_that_a_link_leads_to(project: Path, form: str, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(repository(project), target_is_directory=True)
    env = {"GITHUB_WORKSPACE": str(tmp_path / "link")}
    for path in ("landscape.yaml", str(tmp_path / "link" / "teams" / "basis" / "landscape.yaml")):
        assert paths(form, project, path, **env) == {"teams/basis/landscape.yaml"}


@pytest.mark.parametrize("form", SERVERS)
def test_standard_input(project: Path, form: str) -> None:
    (repository(project) / ".git").mkdir()
    assert paths(form, project, "-", stdin=BAD) == {"<stdin>"}
    named = paths(form, project, "--stdin-filename", "new.landscape.yaml", "-", stdin=BAD)
    assert named == {"teams/basis/new.landscape.yaml"}


@pytest.mark.parametrize("form", ["json", "concise"])
def test_people_and_json_get_paths_as_they_were_given(project: Path, form: str) -> None:
    (repository(project) / ".git").mkdir()
    assert paths(form, project, "landscape.yaml") == {"landscape.yaml"}
    assert paths(form, project, "../basis/landscape.yaml") == {"../basis/landscape.yaml"}
    assert paths(form, project, str(project / "landscape.yaml")) == {str(project / "landscape.yaml")}


@pytest.mark.parametrize("form", ["github", "junit"])
def test_file_of_an_error_is_named_in_the_same_way(project: Path, form: str) -> None:
    (repository(project) / ".git").mkdir()
    done = run("check", "--format", form, "gone.yaml", folder=project)
    assert done.code == 2
    assert "teams/basis/gone.yaml" in done.out


def test_paths_of_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    windows = SimpleNamespace(path=ntpath, sep=ntpath.sep, environ={}, getcwd=lambda: "C:\\Repository\\basis")
    monkeypatch.setattr(places, "os", windows)
    assert places.relative("c:/repository/BASIS/teams/landscape.yaml") == "teams/landscape.yaml"
    assert places.relative("C:\\Repository\\basis2\\landscape.yaml") == "C:/Repository/basis2/landscape.yaml"
    assert places.relative("D:/landscape.yaml") == "D:/landscape.yaml"
    assert places.relative("<stdin>") == "<stdin>"
