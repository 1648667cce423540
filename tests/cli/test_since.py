"""`--since REV`: the findings that a change brought, wherever they show."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calm_lint.api import AlmSystem, CloudAlmTenant, CtmsService
from calm_lint.files.git import Git, GitError, Revision
from calm_lint.rulebook.examples import complete
from command_line import put, run

GOOD = complete(AlmSystem, "port: 443")
BAD = complete(AlmSystem, "port: 8443")
SUFFIX = complete(AlmSystem, "port: 8443\nhost_name: eu10.alm.cloud.sap/api")


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "repository"
    folder.mkdir()
    monkeypatch.chdir(folder)
    git("init", "--quiet")
    return folder


def git(*arguments: str, folder: str = ".") -> str:
    names = ("-c", "user.name=A", "-c", "user.email=a@example.com")
    command = ["git", "-C", folder, *names, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def commit(**files: str) -> None:
    for name, text in files.items():
        put(name.replace("__", "/") + ".landscape.yaml", text)
    git("add", "--all")
    git("commit", "--quiet", "--allow-empty", "--message", "change")


def check(*options: str, folder: str = ".", stdin: str = "") -> tuple[int, Any]:
    done = run("check", "--format", "json", "--show-suppressed", *options, stdin=stdin, folder=folder, **os.environ)
    return done.code, json.loads(done.out) if done.out.startswith("{") else done.err


def new(report: Any) -> list[tuple[str, str]]:
    return [(each["file"], each["code"]) for each in report["findings"] if each["suppressed"] is None]


def test_finding_that_was_there_does_not_count() -> None:
    commit(a=BAD)
    put("a.landscape.yaml", SUFFIX)
    code, report = check("--since", "HEAD")
    assert code == 1
    assert new(report) == [("a.landscape.yaml", "CALM102")]
    (old,) = [each for each in report["findings"] if each["suppressed"]]
    assert (old["code"], old["suppressed"]) == ("CALM101", {"kind": "since", "reason": "HEAD"})
    assert (report["summary"]["error"], report["summary"]["since"]) == (1, 1)


@pytest.mark.parametrize("form", ["text", "concise", "sarif", "github", "gitlab", "junit", "markdown"])
def test_all_formats_leave_it_out(form: str) -> None:
    commit(a=BAD)
    found = {}
    for options in ((), ("--since", "HEAD")):
        done = run("check", "--format", form, *options)
        found[bool(options)] = done.code, len(re.findall("Port is 8443|Port%20is%208443", done.out))
    assert found[False][0] == 1
    assert found[True][0] == 0
    # The help of a rule in SARIF quotes its example.
    assert found[True][1] == (found[False][1] - 1 if form == "sarif" else 0)


def test_renamed_and_reformatted_file_brings_nothing() -> None:
    commit(a=BAD)
    git("mv", "a.landscape.yaml", "b.landscape.yaml")
    put("b.landscape.yaml", f"# moved\n\n{BAD}")
    assert check("--since", "HEAD")[0] == 0
    # A hook names the file alone.
    assert check("--since", "HEAD", "b.landscape.yaml")[0] == 0


def test_reordered_tenants_bring_nothing() -> None:
    head, tenant = BAD.split("s4hana_tenants:\n")
    assert tenant.count("id: prod\n") == 1
    other = tenant.replace("id: prod\n", "id: prod-eu\n")
    commit(a=f"{head}s4hana_tenants:\n{tenant}{other}")
    put("a.landscape.yaml", f"{head}s4hana_tenants:\n{other}{tenant}")
    code, report = check("--since", "HEAD")
    assert (code, new(report), report["summary"]["since"]) == (0, [], 2)


def test_copied_file_brings_its_findings() -> None:
    commit(b=BAD)
    put("a.landscape.yaml", BAD)
    assert new(check("--since", "HEAD")[1]) == [("a.landscape.yaml", "CALM101")]
    assert new(check("--since", "HEAD", "a.landscape.yaml")[1]) == [("a.landscape.yaml", "CALM101")]


def test_deleted_file_brings_nothing() -> None:
    commit(a=BAD, b=GOOD)
    Path("a.landscape.yaml").unlink()
    code, report = check("--since", "HEAD")
    assert (code, new(report)) == (0, [])


def test_subfolder() -> None:
    commit(north__a=BAD, south__a=BAD)
    put("north/b.landscape.yaml", SUFFIX.replace("port: 8443", "port: 80"))
    found = new(check("--since", "HEAD", folder="north")[1])
    assert found == [("b.landscape.yaml", "CALM101"), ("b.landscape.yaml", "CALM102")]
    assert check("--since", "HEAD", folder="south")[0] == 0
    assert check("--since", "HEAD", "../south", folder="north")[0] == 0


def test_what_a_change_breaks_elsewhere_is_found() -> None:
    text = complete(AlmSystem, "cloud_alm_tenant: calm-prod")
    commit(a=text)
    assert text.count("id: calm-prod\n") == 1
    put("a.landscape.yaml", text.replace("id: calm-prod\n", "id: calm\n"))
    assert ("a.landscape.yaml", "CALM005") in new(check("--since", "HEAD")[1])


def test_file_that_cannot_be_read_always_counts() -> None:
    commit(a="format: [\n", b=GOOD)
    code, report = check("--since", "HEAD")
    assert (code, new(report)) == (1, [("a.landscape.yaml", "CALM001")])


def test_finding_whose_comment_is_gone_is_new() -> None:
    waived = BAD.replace("port: 8443", "port: 8443  # calm-lint: ignore[system-port] a proxy")
    commit(a=waived)
    put("a.landscape.yaml", BAD)
    assert new(check("--since", "HEAD")[1]) == [("a.landscape.yaml", "CALM101")]


def test_standard_input() -> None:
    commit(a=BAD)
    assert check("--since", "HEAD", "--stdin-filename", "a.landscape.yaml", "-", stdin=BAD)[0] == 0
    assert check("--since", "HEAD", "--stdin-filename", "b.landscape.yaml", "-", stdin=BAD)[0] == 1


def test_ignored_at_the_commit_is_new() -> None:
    put(".gitignore", "a.*\n")
    put("a.landscape.yaml", BAD)
    git("add", "--force", "--all")
    commit(b=GOOD)
    Path(".gitignore").unlink()
    assert new(check("--since", "HEAD")[1]) == [("a.landscape.yaml", "CALM101")]


def test_excluded_file_leaves_nothing_for_others() -> None:
    put("calm-lint.toml", 'exclude = ["a.landscape.yaml"]\n')
    commit(a=BAD)
    put("b.landscape.yaml", BAD)
    assert new(check("--since", "HEAD")[1]) == [("b.landscape.yaml", "CALM101")]


def test_link_to_a_landscape() -> None:
    put("shared.txt", BAD)
    os.symlink("shared.txt", "landscape.yaml")
    commit()
    assert check("--since", "HEAD")[0] == 0


def test_baseline_and_since_together() -> None:
    commit(a=BAD)
    assert check("--write-baseline", "baseline.json")[0] == 0
    commit()
    put("b.landscape.yaml", BAD)
    assert new(check("--since", "HEAD", "--baseline", "baseline.json")[1]) == [("b.landscape.yaml", "CALM101")]


def test_binding_file_of_the_commit() -> None:
    credential = {
        "endpoints": {"Api": "https://us10.alm.cloud.sap/api"},
        "uaa": {
            "url": "https://acme.authentication.eu10.hana.ondemand.com",
            "clientid": "sb-calm-deploy!b123456|sapcloudalm!b456789",
        },
    }
    text = complete(CloudAlmTenant, "binding_file: calm.json")
    put("calm.json", json.dumps(credential))
    commit(a=text)
    assert check("--since", "HEAD")[0] == 0
    put("calm.json", json.dumps({**credential, "endpoints": {"Api": "https://us10.alm.cloud.sap"}}))
    assert ("a.landscape.yaml", "CALM506") in new(check("--since", "HEAD")[1])


def test_service_key_of_the_commit() -> None:
    key = {"uri": "https://a.ts.cfapps.eu10.hana.ondemand.com", "uaa": {"url": "https://a", "clientid": "b"}}
    text = complete(CtmsService, "service_key_file: ctms.json")
    put("ctms.json", json.dumps(key))
    commit(a=text)
    assert check("--since", "HEAD")[0] == 0
    put("ctms.json", json.dumps({"uaa": key["uaa"]}))
    assert ("a.landscape.yaml", "CALM006") in new(check("--since", "HEAD")[1])
    git("rm", "--quiet", "--cached", "ctms.json")
    git("commit", "--quiet", "--message", "one")
    assert ("a.landscape.yaml", "CALM006") not in new(check("--since", "HEAD")[1])


def test_binding_file_that_the_change_brought() -> None:
    put("calm.json", "no JSON")
    git("add", "--all")
    git("commit", "--quiet", "--message", "one", "--", "calm.json")
    text = complete(CloudAlmTenant, "binding_file: keys/calm.json")
    commit(a=text)
    put("keys/calm.json", "no JSON")
    # One that git does not track is read for both; one that it tracks was not there.
    assert ("a.landscape.yaml", "CALM006") not in new(check("--since", "HEAD")[1])
    git("add", "--all")
    assert ("a.landscape.yaml", "CALM006") in new(check("--since", "HEAD")[1])


def failure(*options: str, folder: str = ".") -> str:
    code, report = check(*options, folder=folder)
    assert code == 2
    (error,) = report["errors"]
    assert error["kind"] == "usage"
    assert new(report), "findings are shown all the same"
    return str(error["message"])


def test_unknown_commit() -> None:
    commit(a=BAD)
    for rev in ("lost", "", "--help", "--output=x", "HEAD:a.landscape.yaml", "HEAD\nHEAD"):
        assert "there is no commit" in failure(f"--since={rev}")
    assert not Path("x").exists()


def test_shallow_clone() -> None:
    commit(a=BAD)
    commit(a=SUFFIX)
    git("clone", "--quiet", "--depth", "1", f"file://{os.getcwd()}", "../clone")
    for rev in ("HEAD~1", "HEAD"):
        assert "fetch-depth: 0" in failure("--since", rev, folder="../clone")


def test_work_tree_beside_the_repository() -> None:
    commit(a=BAD)
    git("worktree", "add", "--quiet", "../beside")
    assert check("--since", "HEAD", folder="../beside")[0] == 0


def test_outside_of_a_repository(tmp_path: Path) -> None:
    (tmp_path / "alone").mkdir()
    (tmp_path / "alone" / "landscape.yaml").write_text(BAD)
    assert "is in no git repository" in failure("--since", "HEAD", folder=str(tmp_path / "alone"))


def test_without_git(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    commit(a=BAD)
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    assert "git is needed" in failure("--since", "HEAD")


@pytest.mark.parametrize("option", ["--fix", "--unsafe-fixes", "--diff"])
def test_not_with_fixes(option: str) -> None:
    commit(a=BAD)
    code, message = check("--since", "HEAD", option)
    assert code == 2
    assert "fix them first" in message
    assert Path("a.landscape.yaml").read_text() == BAD


def test_program_that_the_repository_names_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(a=BAD)
    program, mark = tmp_path / "program", tmp_path / "mark"
    program.write_text(f"#!/bin/sh\ntouch '{mark}'\n")
    program.chmod(0o755)
    blob = git("rev-parse", "HEAD:a.landscape.yaml")
    for name, value in {
        "core.pager": str(program),
        "pager.cat-file": "true",
        "core.sshCommand": str(program),
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.url": ".",
        "remote.origin.uploadpack": str(program),
        "protocol.allow": "always",
        "protocol.file.allow": "always",
        "filter.x.smudge": str(program),
        "filter.x.process": str(program),
        "diff.x.textconv": str(program),
        "core.fsmonitor": str(program),
    }.items():
        git("config", name, value)
    put(".gitattributes", "* filter=x diff=x\n")
    Path(".git", "objects", blob[:2], blob[2:]).unlink()
    # The attack is one: git runs the program to fetch what is missing.
    subprocess.run(["git", "cat-file", "-p", blob], capture_output=True)
    assert mark.exists()
    mark.unlink()
    Path("git").write_bytes(program.read_bytes())
    Path("git").chmod(0o755)
    monkeypatch.setenv("PATH", f".{os.pathsep}{os.environ['PATH']}")
    assert "partial" in failure("--since", "HEAD")
    assert not mark.exists()


def test_tree_that_leads_out_writes_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    commit(a=BAD)
    outside = tmp_path / "temporary"
    outside.mkdir()
    monkeypatch.setenv("TMPDIR", str(outside))
    blob, inner = git("rev-parse", "HEAD:a.landscape.yaml"), git("rev-parse", "HEAD^{tree}")
    entries = ((b"40000", b"..", inner), (b"100644", b"a.landscape.yaml", blob))
    tree = b"".join(mode + b" " + name + b"\0" + bytes.fromhex(each) for mode, name, each in entries)
    command = ["git", "hash-object", "-t", "tree", "-w", "--literally", "--stdin"]
    made = subprocess.run(command, input=tree, check=True, capture_output=True).stdout.decode().strip()
    rev = git("commit-tree", made, "-m", "hostile")
    assert "../a.landscape.yaml" in git("ls-tree", "-r", "--name-only", rev)
    assert check("--since", rev)[0] == 0
    assert list(outside.iterdir()) == []


def test_one_time_limit_for_all_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A git that never answers stands for a configuration that names a pipe."""
    commit(a=BAD)
    slow = tmp_path / "bin" / "git"
    slow.parent.mkdir()
    slow.write_text("#!/bin/sh\nsleep 60\n")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{slow.parent}{os.pathsep}{os.environ['PATH']}")
    start = monotonic()
    with pytest.raises(GitError, match=r"did not answer within 0\.5 seconds"):
        Revision(Git(0.5), os.getcwd(), "HEAD")
    assert monotonic() - start < 20


PORTS = st.sampled_from(["443", "8443", "80"])
FOLDER = st.dictionaries(st.sampled_from(["a", "b", "south/a", "south/c"]), st.tuples(PORTS, st.booleans()), min_size=1)


def findings(folder: str, *options: str) -> Counter[tuple[str, str, str]]:
    report = check(*options, folder=folder)[1]
    every = [each for each in report["findings"] if each["suppressed"] is None]
    return Counter((each["code"], each["entity"], each["message"]) for each in every)


@pytest.mark.once
@settings(deadline=None, max_examples=15)
@given(before=FOLDER, after=FOLDER)
def test_difference_of_two_runs(before: dict[str, tuple[str, bool]], after: dict[str, tuple[str, bool]]) -> None:
    with TemporaryDirectory() as folder:
        git("init", "--quiet", folder=folder)
        results = []
        for files in (before, after):
            for path in Path(folder).glob("**/*.yaml"):
                path.unlink()
            for name, (port, commented) in files.items():
                path = Path(folder, f"{name}.landscape.yaml")
                path.parent.mkdir(exist_ok=True)
                path.write_text(("# a comment\n" if commented else "") + complete(AlmSystem, f"port: {port}"))
            results.append(findings(folder))
            if files is before:
                git("add", "--all", folder=folder)
                git("commit", "--quiet", "--message", "before", folder=folder)
        assert findings(folder, "--since", "HEAD") == results[1] - results[0]
