"""Paths and links lead no further than the repository, unless a person says so."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from calm_lint.api import AlmSystem, CloudAlmTenant, Landscape
from calm_lint.rulebook.examples import complete
from command_line import put, run

GOOD = complete(Landscape, "")
BAD = complete(AlmSystem, "port: 8443")
LINE = "root:$6$invented:19000:0:99999:7:::"
RULES = f"""\
rules:
  - code: ACME001
    name: acme-name
    level: warning
    message: "{LINE}"
    why: Because.
    for: landscape
    must: {{required: [name]}}
    examples: {{good: ["name: Acme"], bad: [{{yaml: "x-a: 1", at: format}}]}}
"""
HINT = "move the file inside, or allow it for one run with --trust-paths"
REPOSITORY = f"leads out of the repository: {HINT}"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository, beside which there are files of others."""
    folder = tmp_path / "repository"
    folder.mkdir()
    (folder / ".git").mkdir()
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "shadow").write_text(f"{LINE}\n{{\n")
    (outside / "rules.yaml").write_text(RULES)
    (outside / "bad.yaml").write_text(BAD)
    monkeypatch.chdir(folder)
    return folder


class TestConfiguration:
    @pytest.mark.parametrize("form", ["text", "github", "json", "sarif"])
    @pytest.mark.parametrize(
        "path", ["@/shadow", "../outside/shadow", "../outside/gone", "inside/link", "linked/shadow"]
    )
    @pytest.mark.parametrize("key", ["rules", "baseline", "extend"])
    def test_path_that_leads_out_is_refused_unread(self, key: str, path: str, form: str, tmp_path: Path) -> None:
        path = path.replace("@", str(tmp_path / "outside"))
        put("landscape.yaml", GOOD)
        put("calm-lint.toml", f'{key} = ["{path}"]\n' if key == "rules" else f'{key} = "{path}"\n')
        put("inside/file", "")
        Path("inside/link").symlink_to(tmp_path / "outside/shadow")
        Path("linked").symlink_to(tmp_path / "outside")
        done = run("--format", form)
        assert (done.code, done.err) == (2, f"calm-lint: calm-lint.toml: line 1: {path} {REPOSITORY}\n")
        assert LINE not in done.out

    def test_path_inside_is_taken(self) -> None:
        put("customers/acme/landscape.yaml", GOOD)
        put("customers/acme/calm-lint.toml", 'rules = ["../../policy/rules.yaml"]\nbaseline = "../base.json"\n')
        put("policy/real.yaml", RULES)
        Path("policy/rules.yaml").symlink_to("real.yaml")
        put("customers/base.json", '{"version": 1, "findings": []}')
        done = run("--format", "concise")
        assert (done.code, done.err) == (0, "")
        assert "ACME001" in done.out

    def test_path_that_leads_out_is_taken_where_a_person_says_so(self) -> None:
        put("landscape.yaml", GOOD)
        put("calm-lint.toml", 'rules = ["../outside/rules.yaml"]')
        assert "ACME001" in run("--trust-paths", "--format", "concise").out

    def test_every_command_that_reads_the_configuration_refuses(self) -> None:
        put("landscape.yaml", GOOD)
        put("calm-lint.toml", 'rules = ["../outside/shadow"]')
        for args in (["rules"], ["explain", "system-port"], *([each, "landscape.yaml"] for each in PAGES)):
            done = run(*args)
            assert done.err == f"calm-lint: calm-lint.toml: line 1: ../outside/shadow {REPOSITORY}\n"
            assert done.code == 2
        put("calm-lint.toml", 'rules = ["../outside/rules.yaml"]')
        for command in PAGES:
            assert run(command, "landscape.yaml").code == 2
            assert run(command, "--trust-paths", "landscape.yaml")[::2] == (0, "")

    @pytest.mark.parametrize("target", ["shadow", "gone", "."])
    @pytest.mark.parametrize("name", ["calm-lint.toml", ".calm-lint.toml", "pyproject.toml"])
    def test_configuration_that_is_a_link_out_is_refused(self, name: str, target: str) -> None:
        put("landscape.yaml", GOOD)
        Path(name).symlink_to(f"../outside/{target}")
        done = run()
        assert (done.code, done.err) == (2, f"calm-lint: {name}: the link {REPOSITORY}\n")

    def test_configuration_that_is_a_link_inside_is_taken(self) -> None:
        put("a/landscape.yaml", BAD)
        put("common.toml", 'ignore = ["system-port"]')
        Path("a/calm-lint.toml").symlink_to("../common.toml")
        assert run()[::2] == (0, "")

    def test_link_to_a_configuration_that_a_person_names_is_taken(self) -> None:
        put("landscape.yaml", BAD)
        put("../outside/lint.toml", 'ignore = ["system-port"]\nrules = ["rules.yaml"]')
        Path("link.toml").symlink_to("../outside/lint.toml")
        put("rules.yaml", RULES)
        assert run("--config", "link.toml")[::2] == (0, "")
        assert run("--config", "../outside/lint.toml")[::2] == (0, "")

    def test_configuration_of_a_person_leads_no_further_than_its_folder(self) -> None:
        put("landscape.yaml", GOOD)
        put("../others/lint.toml", 'rules = ["../outside/rules.yaml"]')
        done = run("--config", "../others/lint.toml")
        place = "../others/lint.toml: line 1: ../outside/rules.yaml"
        assert done.err == f"calm-lint: {place} leads out of the folder of the configuration: {HINT}\n"

    def test_without_a_repository_the_folder_of_the_configuration_is_the_boundary(self) -> None:
        Path(".git").rmdir()
        put("a/landscape.yaml", GOOD)
        put("a/calm-lint.toml", 'rules = ["../rules.yaml"]')
        put("rules.yaml", RULES)
        assert run().err == (
            f"calm-lint: a/calm-lint.toml: line 1: ../rules.yaml leads out of the folder of the configuration: {HINT}\n"
        )
        Path("a/calm-lint.toml").rename("calm-lint.toml")
        put("calm-lint.toml", 'rules = ["rules.yaml"]')
        assert run()[::2] == (0, "")

    def test_without_a_repository_a_configuration_above_can_be_extended(self) -> None:
        Path(".git").rmdir()
        put("calm-lint.toml", 'ignore = ["system-port"]')
        put("a/b/landscape.yaml", BAD)
        put("a/b/calm-lint.toml", 'extend = "../../calm-lint.toml"')
        assert run()[::2] == (0, "")
        for path in ("../../other.toml", "../calm-lint.toml", "../../../outside/calm-lint.toml"):
            put("a/b/calm-lint.toml", f'extend = "{path}"')
            Path("a/calm-lint.toml").unlink(missing_ok=True)
            Path("a/calm-lint.toml").symlink_to("../../outside/shadow")
            message = f"{path} leads out of the folder of the configuration: {HINT}"
            assert f"calm-lint: a/b/calm-lint.toml: line 1: {message}\n" in run().err

    def test_extended_configuration_leads_no_further_either(self) -> None:
        put("landscape.yaml", GOOD)
        put("calm-lint.toml", 'extend = "shared/lint.toml"')
        put("shared/lint.toml", 'rules = ["../../outside/shadow"]')
        assert run().err == f"calm-lint: shared/lint.toml: line 1: ../../outside/shadow {REPOSITORY}\n"
        Path("shared/lint.toml").unlink()
        Path("shared/lint.toml").symlink_to("../../outside/shadow")
        assert run().err == f"calm-lint: calm-lint.toml: line 1: shared/lint.toml {REPOSITORY}\n"

    def test_patterns_are_no_paths(self) -> None:
        put("landscape.yaml", BAD)
        put("calm-lint.toml", 'exclude = ["../outside/"]\n[per-file-ignores]\n"../outside/*" = ["system-port"]')
        assert run()[::2] == (1, "")

    def test_baseline_of_a_person_may_lie_anywhere(self) -> None:
        put("landscape.yaml", BAD)
        assert run("--write-baseline", "../outside/base.json").code == 0
        assert run("--baseline", "../outside/base.json")[::2] == (0, "")


PAGES = ("worksheet", "report", "graph")


class TestSearch:
    @pytest.mark.parametrize("target", ["shadow", "bad.yaml", "gone", "."])
    def test_link_that_leads_out_is_refused_unread(self, target: str) -> None:
        put("landscape.yaml", GOOD)
        Path("a.landscape.yaml").symlink_to(f"../outside/{target}")
        done = run("--format", "concise")
        assert (done.code, done.out) == (2, "")
        assert done.err == f"calm-lint: a.landscape.yaml: cannot be read: the link {REPOSITORY}\n"

    def test_link_that_leads_to_a_folder_inside_and_from_there_out(self) -> None:
        put("landscape.yaml", GOOD)
        Path("inside").symlink_to("../outside")
        Path("a.landscape.yaml").symlink_to("inside/bad.yaml")
        assert run().code == 2

    def test_link_inside_is_taken(self) -> None:
        put("a/real", BAD)
        put("b/keep", "")
        Path("b/landscape.yaml").symlink_to("../a/real")
        # The folder that is searched is not all of the repository.
        assert run("b")[::2] == (1, "")

    def test_link_that_leads_out_is_taken_where_a_person_says_so(self) -> None:
        Path("landscape.yaml").symlink_to("../outside/bad.yaml")
        for args in (["--trust-paths"], ["landscape.yaml"]):
            done = run(*args)
            assert done.code == 1
            assert "CALM101" in done.out

    def test_folder_that_a_person_names_may_be_a_link(self) -> None:
        put("../outside/customers/landscape.yaml", BAD)
        Path("customers").symlink_to("../outside/customers")
        assert run("customers").code == 1

    def test_one_repository_of_several_leads_not_into_another(self) -> None:
        put("../other/landscape.yaml", BAD)
        Path("../other/.git").mkdir()
        Path("landscape.yaml").symlink_to("../other/landscape.yaml")
        done = run("..", "--format", "concise")
        assert done.code == 2
        assert done.err == f"calm-lint: ../repository/landscape.yaml: cannot be read: the link {REPOSITORY}\n"
        assert "CALM101" in done.out

    def test_without_a_repository_the_folder_that_is_searched_is_the_boundary(self) -> None:
        Path(".git").rmdir()
        put("a/real", BAD)
        put("b/keep", "")
        Path("b/landscape.yaml").symlink_to("../a/real")
        assert run(".").code == 1
        assert run("b").err == (
            f"calm-lint: b/landscape.yaml: cannot be read: the link leads out of the folder that is searched: {HINT}\n"
        )
        # A configuration is of all that lies below it.
        put("calm-lint.toml", "")
        assert run("b").code == 1

    def test_fix_writes_nothing_outside(self) -> None:
        Path("landscape.yaml").symlink_to("../outside/bad.yaml")
        assert run("--fix").code == 2
        assert Path("../outside/bad.yaml").read_text() == BAD

    def test_gitignore_that_is_a_link_is_not_followed(self) -> None:
        put("landscape.yaml", BAD)
        put("../outside/patterns", "landscape.yaml")
        Path(".gitignore").symlink_to("../outside/patterns")
        assert run()[::2] == (1, "")

    def test_rule_files_of_a_folder(self) -> None:
        put("policy/rules.yaml", RULES)
        Path("policy/shadow.yaml").symlink_to("../../outside/shadow")
        done = run("test", "policy")
        message = "is a link that leads out of the repository: name the file itself"
        assert (done.code, done.err) == (2, f"calm-lint: policy/shadow.yaml: {message}\n")


class TestOutput:
    """A file that a job writes may be a link in what it has checked out."""

    @pytest.mark.parametrize("name", ["link.json", "linked/profile"])
    def test_nothing_is_written_through_a_link_that_leads_out(self, name: str) -> None:
        put("landscape.yaml", BAD)
        put("../outside/profile", "untouched")
        Path("link.json").symlink_to("../outside/profile")
        Path("linked").symlink_to("../outside")
        for args in (
            ["check", "--format", f"json={name}"],
            ["check", "--write-baseline", f"{name}"],
            ["report", "landscape.yaml", "-o", name],
        ):
            done = run(*args)
            assert done.code == 2
            message = "cannot be written: the link leads out of the repository; name the file itself"
            assert f"calm-lint: {name}: {message}\n" in done.err or "is no baseline" in done.err
        assert Path("../outside/profile").read_text() == "untouched"

    def test_file_outside_may_be_named(self) -> None:
        put("landscape.yaml", GOOD)
        Path("link.json").symlink_to("inside.json")
        assert run("--format", "json=../outside/a.json", "--format", "concise=link.json").code == 0
        assert Path("../outside/a.json").exists()
        assert Path("inside.json").exists()


CREDENTIAL: dict[str, dict[str, str]] = {
    "endpoints": {"Api": "https://us10.alm.cloud.sap/api"},
    "uaa": {
        "url": "https://acme.authentication.us10.hana.ondemand.com",
        "clientid": "sb-calm-deploy!b123456|sapcloudalm!b456789",
        "clientsecret": "Xk93vQm2LpTz8",
        "identityzone": "acme",
        "credential-type": "binding-secret",
    },
}


def with_value(outer: str, inner: str, value: str) -> str:
    return json.dumps({**CREDENTIAL, outer: {**CREDENTIAL[outer], inner: value}})


UNUSABLE = {
    "another file": f"{LINE}\n",
    "curly quotes": "\u201c",
    "not UTF-8": "\udcff",
    "a list": "[1]",
    "lacks a part": '{"endpoints": {"Api": "https://eu10.alm.cloud.sap/api"}}',
    "too large": " " * 1_000_001,
    "credential of another service": with_value("endpoints", "Api", "https://internal.example/api"),
    "another client": with_value("uaa", "clientid", "sb-other!b1"),
    "another server": with_value("uaa", "url", "https://login.example"),
    "a user": with_value("uaa", "url", "https://a:b@acme.authentication.us10.hana.ondemand.com"),
    "text": with_value("uaa", "identityzone", LINE),
    "other text": with_value("uaa", "credential-type", LINE),
}


class TestBindingFile:
    def lint(self, path: str, *options: str) -> list[dict[str, Any]]:
        put("landscape.yaml", complete(CloudAlmTenant, f"binding_file: {path}"))
        done = run("--format", "json", *options)
        assert done.err == ""
        return list(json.loads(done.out)["findings"])

    @pytest.mark.parametrize("content", [*UNUSABLE.values(), None, "folder", "pipe"], ids=[*UNUSABLE, *"-/|"])
    def test_nothing_is_said_of_a_foreign_file_but_that_it_cannot_be_used(self, content: str | None) -> None:
        path = "../outside/key.json"
        if content == "folder":
            Path(path).mkdir()
        elif content == "pipe":
            os.mkfifo(path)
        elif content is not None:
            Path(path).write_bytes(content.encode(errors="surrogateescape"))
        (finding,) = self.lint(path)
        assert finding["message"] == (
            "Binding File ../outside/key.json is outside of the repository and cannot be used, "
            "so that nothing is compared with it; --trust-paths says why"
        )
        assert (finding["code"], finding["severity"]) == ("CALM006", "warning")

    @pytest.mark.parametrize("name", ["../outside/key.json", "link.json"])
    def test_foreign_credential_is_compared(self, name: str) -> None:
        put("../outside/key.json", json.dumps(CREDENTIAL))
        Path("link.json").symlink_to("../outside/key.json")
        assert "CALM104" in {each["code"] for each in self.lint(name)}

    def test_with_trust_all_is_said(self) -> None:
        put("../outside/key.json", "[1]")
        (finding,) = self.lint("../outside/key.json", "--trust-paths")
        assert finding["message"].endswith("is a list, must be the JSON object of one binding credential")
        assert finding["severity"] == "error"

    def test_foreign_file_in_another_repository_is_not_said_to_be_exposed(self) -> None:
        put("../outside/key.json", json.dumps(CREDENTIAL))
        Path("../outside/.git").mkdir()
        assert "CALM511" not in {each["code"] for each in self.lint("../outside/key.json")}
        put("key.json", json.dumps(CREDENTIAL))
        assert "CALM511" in {each["code"] for each in self.lint("key.json")}

    def test_guess_at_a_foreign_secret_is_not_confirmed(self) -> None:
        put("../outside/key.json", json.dumps({"password": "guessed-word", "uaa": {"clientsecret": "guessed-word"}}))
        put("landscape.yaml", complete(CloudAlmTenant, "binding_file: ../outside/key.json\nid: guessed-word"))
        assert "guessed-word" in run().out
