"""The baseline: what it leaves out, what it keeps, and when it is not written."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from calm_lint.api import AlmSystem, AlmUser, Landscape
from calm_lint.rulebook.examples import complete
from command_line import CALM_LINT, Done, put, run

GOOD = complete(Landscape, "")
FAULT = complete(AlmSystem, "port: 8443")
TWO_FAULTS = complete(AlmSystem, "port: 8443\nhost_name: eu10.alm.cloud.sap/api")


GONE = (
    "finding is gone, take it out with --prune-baseline: CALM102 in a.yaml, "
    "s4hana_tenants[prod].communication_systems[CALM_PROD]: Host Name ends in /api, must be eu10.alm.cloud.sap"
)
OTHER_VERSION = (
    "is no baseline of version 1: update calm-lint, or delete the file and write it anew with --write-baseline"
)


def check(*args: str) -> Done:
    return run("check", *args)


def write(*args: str) -> str:
    """Write the baseline, and return what it said of its entries."""
    code, out, err = check("--write-baseline", "base.json", *args)
    assert code == 0
    assert "No findings" in out
    assert err.startswith("calm-lint: base.json: ")
    return err.removeprefix("calm-lint: base.json: ").removesuffix("\n")


def entries() -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(Path("base.json").read_text("utf-8"))["findings"]
    return found


def codes(*args: str) -> list[str]:
    _, out, err = check("--baseline", "base.json", "--format", "concise", *args)
    assert err == ""
    return [line.split()[2] for line in out.splitlines() if not line.startswith("base.json: ")]


def test_only_new_findings_count() -> None:
    put("a.yaml", FAULT)
    write("a.yaml")
    assert codes("a.yaml") == []
    put("a.yaml", TWO_FAULTS)
    assert codes("a.yaml") == ["CALM102"]
    assert codes("--show-suppressed", "a.yaml") == ["CALM101", "CALM102"]


def test_file_is_sorted_and_has_a_line_for_each_finding() -> None:
    put("b.yaml", FAULT)
    put("a.yaml", TWO_FAULTS)
    write("b.yaml", "a.yaml")
    text = Path("base.json").read_text("utf-8")
    assert text.splitlines()[:5] == [
        "{",
        '  "version": 1,',
        '  "tool": "calm-lint",',
        '  "findings": [',
        '    {"file": "a.yaml", "rule": "CALM101", "entity": "s4hana_tenants[prod].communication_systems[CALM_PROD]", '
        '"message": "Port is 8443, must be 443"},',
    ]
    assert [(each["file"], each["rule"]) for each in json.loads(text)["findings"]] == [
        ("a.yaml", "CALM101"),
        ("a.yaml", "CALM102"),
        ("b.yaml", "CALM101"),
    ]
    write("a.yaml", "b.yaml")
    assert Path("base.json").read_text("utf-8") == text


def test_reordering_reformatting_and_renaming_bring_nothing_back() -> None:
    put("a.yaml", FAULT)
    write("a.yaml")
    put("a.yaml", "# moved\n\n" + FAULT.replace("port: 8443", "'port'  :   8443"))
    assert codes("a.yaml") == []
    lines = FAULT.split("        port: 8443\n")
    put("a.yaml", (lines[0] + lines[1]).replace("      - system_id", "      - port: 8443\n        system_id"))
    assert codes("a.yaml") == []
    Path("a.yaml").rename("b.yaml")
    assert codes("b.yaml") == []
    put("other/c.yaml", FAULT)
    Path("b.yaml").unlink()
    assert codes("other/c.yaml") == []


def test_same_fault_in_another_file_is_new() -> None:
    put("a.yaml", FAULT)
    write("a.yaml")
    put("b.yaml", FAULT)
    done = check("--baseline", "base.json", "--format", "concise", "b.yaml", "a.yaml")
    assert [line.split(":")[0] for line in done[1].splitlines()] == ["b.yaml"]


def test_same_fault_twice_in_a_file_is_counted() -> None:
    put("a.yaml", FAULT)
    write("a.yaml")
    put("a.yaml", f"{FAULT}---\n{FAULT}")
    assert codes("a.yaml") == ["CALM101"]


def test_gone_finding_is_reported_and_taken_out() -> None:
    put("a.yaml", TWO_FAULTS)
    write("a.yaml")
    put("a.yaml", FAULT)
    code, out, err = check("--baseline", "base.json", "a.yaml")
    assert (code, err) == (0, "")
    assert out == (
        f"gone: base.json: {GONE}\n\n"
        "No findings (1 in the baseline, 1 gone from the baseline) in 1 file: "
        "1 landscape, 1 S/4HANA tenant, 136 rules\n"
        "prod is not ready to connect\n"
    )
    assert check("--quiet", "--baseline", "base.json", "a.yaml") == (0, "", "")
    assert write("a.yaml") == "0 entries added, 1 removed"
    assert [each["rule"] for each in entries()] == ["CALM101"]
    assert codes("a.yaml") == []


def test_writing_says_what_it_adds_and_removes() -> None:
    put("a.yaml", FAULT)
    assert write("a.yaml") == "1 entry added, 0 removed"
    assert write("a.yaml") == "0 entries added, 0 removed"
    put("a.yaml", complete(AlmSystem, "port: 8444\nhost_name: eu10.alm.cloud.sap/api"))
    assert write("a.yaml") == "2 entries added, 1 removed"
    assert check("--write-baseline", "base.json", "--quiet", "a.yaml") == (0, "", "")


def test_pruning_takes_out_and_adds_nothing() -> None:
    put("a.yaml", TWO_FAULTS)
    put("b.yaml", FAULT)
    write("a.yaml", "b.yaml")
    put("a.yaml", complete(AlmSystem, "port: 8443\ninbound_only: true"))
    code, out, err = check("--prune-baseline", "--baseline", "base.json", "--format", "concise", "a.yaml")
    assert (code, err) == (1, "calm-lint: base.json: 0 entries added, 1 removed\n")
    assert [line.split()[2] for line in out.splitlines()] == ["CALM115"]
    # Of b.yaml, which was not linted, nothing is known.
    assert [(each["file"], each["rule"]) for each in entries()] == [("a.yaml", "CALM101"), ("b.yaml", "CALM101")]
    Path("b.yaml").unlink()
    check("--prune-baseline", "--baseline", "base.json", "a.yaml")
    assert [(each["file"], each["rule"]) for each in entries()] == [("a.yaml", "CALM101")]


def test_pruning_takes_the_baseline_of_each_file() -> None:
    for name in ("one", "two"):
        put(f"{name}/calm-lint.toml", 'baseline = "base.json"')
        put(f"{name}/a.yaml", TWO_FAULTS)
        assert check("--write-baseline", f"{name}/base.json", f"{name}/a.yaml")[0] == 0
    put("two/a.yaml", FAULT)
    before = Path("one/base.json").read_text("utf-8")
    code, _, err = check("--prune-baseline", "one/a.yaml", "two/a.yaml")
    assert code == 0
    assert err.splitlines() == [
        f"calm-lint: {name}/base.json: 0 entries added, {removed} removed" for name, removed in (("one", 0), ("two", 1))
    ]
    assert Path("one/base.json").read_text("utf-8") == before
    assert [each["rule"] for each in json.loads(Path("two/base.json").read_text("utf-8"))["findings"]] == ["CALM101"]


def test_pruning_gives_the_entries_of_a_renamed_file_its_new_name() -> None:
    put("a.yaml", FAULT)
    write("a.yaml")
    Path("a.yaml").rename("b.yaml")
    assert check("--prune-baseline", "--baseline", "base.json", "b.yaml")[0] == 0
    assert [each["file"] for each in entries()] == ["b.yaml"]
    put("c.yaml", FAULT)
    assert codes("c.yaml") == ["CALM101"]


def test_pruning_without_a_baseline_or_while_writing_one() -> None:
    put("a.yaml", GOOD)
    code, _, err = check("--prune-baseline", "a.yaml")
    assert code == 2
    assert err == "calm-lint: --prune-baseline finds no baseline: name one with --baseline or in the configuration\n"
    code, _, err = check("--prune-baseline", "--write-baseline", "base.json", "a.yaml")
    assert code == 2
    assert "--write-baseline prunes too, and adds what is new: choose it or --prune-baseline" in err
    assert not Path("base.json").exists()


def test_pruning_where_the_run_failed_changes_nothing() -> None:
    put("a.yaml", FAULT)
    write("a.yaml")
    before = Path("base.json").read_text("utf-8")
    put("a.yaml", GOOD)
    code, _, err = check("--prune-baseline", "--baseline", "base.json", "a.yaml", "missing.yaml")
    assert code == 2
    assert "base.json: is not written, as the run did not see everything" in err
    assert Path("base.json").read_text("utf-8") == before


def test_what_was_not_looked_for_is_not_gone() -> None:
    put("a.yaml", TWO_FAULTS)
    write("a.yaml")
    before = Path("base.json").read_text("utf-8")
    # A rule that was not applied, and a file that cannot be read any more.
    for content, select in ((TWO_FAULTS, "CALM101"), ("a: [", "ALL")):
        put("a.yaml", content)
        args = ("--select", select, "--baseline", "base.json", "a.yaml")
        assert "gone" not in check("--baseline-strict", *args)[1]
        assert check("--prune-baseline", *args)[2] == "calm-lint: base.json: 0 entries added, 0 removed\n"
        assert Path("base.json").read_text("utf-8") == before
        check("--select", select, "--write-baseline", "base.json", "a.yaml")
        assert Path("base.json").read_text("utf-8") == before


def test_strict_run_fails_where_a_finding_is_gone() -> None:
    put("a.yaml", TWO_FAULTS)
    write("a.yaml")
    args = ("--baseline-strict", "--baseline", "base.json", "a.yaml")
    assert check(*args)[0] == 0
    put("a.yaml", FAULT)
    assert check(*args)[0] == 1
    assert check("--quiet", "--fail-on", "never", *args) == (1, f"gone: base.json: {GONE}\n", "")
    assert check("--prune-baseline", *args)[0] == 0
    assert check(*args)[0] == 0


def test_baseline_hides_nothing_in_files_of_other_folders() -> None:
    put("customers/a/landscape.yaml", FAULT)
    write("customers")
    put("customers/b/landscape.yaml", FAULT)
    for paths in (["customers"], ["customers/b"], ["customers/b/landscape.yaml"], ["customers/b", "customers/a"]):
        code, out, _ = check("--baseline", "base.json", "--format", "concise", *paths)
        assert code == 1
        assert [line.split(":")[0] for line in out.splitlines()] == ["customers/b/landscape.yaml"]
    # The entry may be that of a renamed file only now, and once only.
    Path("customers/a/landscape.yaml").unlink()
    assert check("--baseline", "base.json", "customers/b")[0] == 0
    put("customers/c/landscape.yaml", FAULT)
    assert codes("customers") == ["CALM101"]


def test_sharding_recipe_finds_what_is_new() -> None:
    for name in ("a", "b", "c"):
        put(f"customers/{name}/landscape.yaml", GOOD)
    put("customers/a/landscape.yaml", FAULT)
    assert check("--write-baseline", "calm-lint-baseline.json", "customers")[0] == 0
    put("customers/b/landscape.yaml", FAULT)
    documented = (Path(__file__).parents[2] / "docs" / "performance.md").read_text("utf-8")
    recipe = documented.split("```sh\n")[1].split("```")[0]
    env = {"PATH": f"{Path(CALM_LINT).parent}{os.pathsep}{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
    done = [
        subprocess.run(
            ["bash", "-c", recipe],
            capture_output=True,
            encoding="utf-8",
            env={**env, "CI_NODE_INDEX": str(index), "CI_NODE_TOTAL": "4"},
            timeout=60,
        )
        for index in (1, 2, 3, 4)
    ]
    found = [line for each in done for line in each.stdout.splitlines()]
    assert [line.split()[0].split(":")[0] for line in found] == ["customers/b/landscape.yaml"]
    # The fourth of four jobs has none of three folders.
    assert [each.returncode == 0 for each in done] == [True, False, True, True]


def test_baseline_from_a_pipe_hides_nothing_in_other_files() -> None:
    put("a.yaml", FAULT)
    write("a.yaml")
    put("b.yaml", FAULT)
    script = '"$0" "$@" --baseline <(cat base.json)'
    assert run("check", "b.yaml", prefix=("bash", "-c", script)).code == 1


def test_standard_input_without_a_name_stands_for_no_file() -> None:
    assert run("check", "-", "--write-baseline", "base.json", stdin=FAULT).code == 0
    put("b.yaml", FAULT)
    assert codes("b.yaml") == ["CALM101"]


def test_standard_input_with_the_name_of_a_linted_file_takes_no_entry_twice() -> None:
    put("a.yaml", TWO_FAULTS)
    write("a.yaml")
    put("a.yaml", FAULT)
    options = ("--stdin-filename", "a.yaml", "--baseline", "base.json", "--prune-baseline")
    done = run("check", "-", "a.yaml", *options, stdin=GOOD)
    assert done.err == "calm-lint: base.json: 0 entries added, 2 removed\n"
    assert entries() == []
    assert done.code == 1


def test_two_configurations_with_one_baseline_share_its_entries() -> None:
    # Paths of a configuration stay in the repository.
    Path(".git").mkdir()
    put("calm-lint.toml", 'baseline = "base.json"')
    put("one/calm-lint.toml", 'baseline = "../base.json"')
    put("a.yaml", FAULT)
    assert check("--write-baseline", "base.json", "a.yaml")[0] == 0
    Path("a.yaml").unlink()
    put("b.yaml", FAULT)
    put("one/c.yaml", FAULT)
    # The entry of the file that is gone stands for one of them.
    code, out, _ = check("--format", "concise", "b.yaml", "one/c.yaml")
    assert code == 1
    assert [line.split(":")[0] for line in out.splitlines()] == ["one/c.yaml"]


def test_gone_entry_names_files_as_findings_do() -> None:
    put("calm-lint.toml", 'baseline = "base.json"')
    put("one/a.yaml", TWO_FAULTS)
    assert check("--write-baseline", "base.json", "one/a.yaml")[0] == 0
    put("one/a.yaml", FAULT)
    (gone,) = json.loads(check("--format", "json", "one/a.yaml")[1])["gone"]
    assert (gone["baseline"], gone["file"], gone["code"]) == ("base.json", "one/a.yaml", "CALM102")


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links")
def test_file_is_the_same_through_a_link_to_its_folder(folder: Path) -> None:
    put("real/a.yaml", FAULT)
    Path("link").symlink_to("real", target_is_directory=True)
    assert check("--write-baseline", "real/base.json", "real/a.yaml")[0] == 0
    assert check("--baseline", "link/base.json", str(folder / "real" / "a.yaml"))[0] == 0
    assert check("--baseline", "real/base.json", "link/a.yaml")[0] == 0


TWO_TENANTS = """
cloud_alm_tenants:
  - id: calm-prod
    usage: productive
  - id: calm-test
    usage: test
s4hana_tenants:
  - id: dev
    role: development
    communication_systems:
      - system_id: CALM_PROD
        cloud_alm_tenant: calm-tset
"""
REGION = """
cloud_alm_tenants:
  - id: calm-prod
    usage: productive
    region: xx10
"""
HINTS = {
    "option": (REGION, REGION, "CALM109"),
    "name of another tenant": (TWO_TENANTS, TWO_TENANTS.replace("calm-test", "calm-qa"), "CALM005"),
}


@pytest.mark.parametrize("case", HINTS)
def test_hints_bring_nothing_back(case: str) -> None:
    before, after, code = HINTS[case]
    put("a.yaml", complete(Landscape, before))
    put("calm-lint.toml", f'select = ["{code}"]')
    write("a.yaml")
    assert [each["rule"] for each in entries()] == [code]
    put("a.yaml", complete(Landscape, after))
    put("calm-lint.toml", f'select = ["{code}"]\n[rule-options.unknown-region]\nalso = ["eu30"]')
    assert codes("a.yaml") == []
    assert "gone" not in check("--baseline", "base.json", "a.yaml")[1]


def test_schema_guesses_bring_nothing_back() -> None:
    put("a.yaml", complete(AlmSystem, "x-a: 1").replace("x-a", "sytem_name"))
    write("a.yaml")
    (entry,) = entries()
    assert (entry["rule"], entry["message"]) == ("CALM003", "unknown key sytem_name")


def test_old_baseline_with_whole_messages_still_holds() -> None:
    put("a.yaml", complete(Landscape, TWO_TENANTS))
    message = "SAP Cloud ALM tenant calm-tset is not declared in cloud_alm_tenants"
    entry = {"file": "a.yaml", "rule": "CALM005", "entity": "s4hana_tenants[dev].communication_systems[CALM_PROD]"}
    whole = {**entry, "message": f"{message}, did you mean calm-test?"}
    put("base.json", json.dumps({"version": 1, "findings": [whole]}))
    args = ("--select", "CALM005", "a.yaml")
    assert codes(*args) == []
    assert check("--prune-baseline", "--baseline", "base.json", *args)[0] == 0
    assert entries() == [{**entry, "message": message}]
    assert codes(*args) == []


def test_entries_of_rules_that_always_count_hide_nothing() -> None:
    put("a.yaml", "a: [")
    put("b.yaml", FAULT)
    put("calm-lint.toml", 'protected = ["system-port"]')
    found = json.loads(check("--format", "json", "a.yaml", "b.yaml")[1])["findings"]
    held = [{**{key: each[key] for key in ("file", "entity", "message")}, "rule": each["code"]} for each in found]
    assert [each["rule"] for each in held] == ["CALM001", "CALM101"]
    put("base.json", json.dumps({"version": 1, "findings": held}))
    assert codes("a.yaml", "b.yaml") == ["CALM001", "CALM101"]
    # They are there still, so it would be untrue to call them gone.
    assert "gone" not in check("--baseline", "base.json", "a.yaml", "b.yaml")[1]
    check("--prune-baseline", "--baseline", "base.json", "a.yaml", "b.yaml")
    assert entries() == []


def test_other_files_keep_their_entries_as_long_as_they_exist() -> None:
    put("a.yaml", FAULT)
    put("b.yaml", FAULT)
    write("a.yaml", "b.yaml")
    # A hook lints what has changed, so nothing is known about the rest.
    put("a.yaml", GOOD)
    assert "gone" not in check("--baseline", "base.json", "b.yaml")[1]
    write("a.yaml")
    assert codes("b.yaml") == []
    Path("b.yaml").unlink()
    assert "gone" in check("--baseline", "base.json", "a.yaml")[1]
    write("a.yaml")
    assert entries() == []


def test_configured_baseline_is_relative_to_the_configuration() -> None:
    put("calm-lint.toml", 'baseline = "lint/base.json"')
    put("one/a.yaml", FAULT)
    Path("lint").mkdir()
    assert check("--write-baseline", "lint/base.json", "one/a.yaml")[0] == 0
    os.chdir("one")
    assert check("a.yaml")[0] == 0
    assert "1 in the baseline" in check("a.yaml")[1]


def test_secrets_and_unreadable_files_are_never_in_it() -> None:
    put("a.yaml", complete(AlmUser, "client_secret: hunter2hunter2"))
    put("b.yaml", "x: [")
    code, out, err = check("--write-baseline", "base.json", "a.yaml", "b.yaml", "--format", "concise")
    assert (code, err) == (1, "calm-lint: base.json: 0 entries added, 0 removed\n")
    assert [line.split()[2] for line in out.splitlines()] == ["CALM205", "CALM001"]
    assert entries() == []
    assert "hunter2" not in out + Path("base.json").read_text()


def test_suppressed_finding_is_not_in_it() -> None:
    put("a.yaml", complete(AlmSystem, "port: 8443 # calm-lint: ignore[system-port] why"))
    write("a.yaml")
    assert entries() == []


def test_baseline_is_not_written_where_the_run_failed() -> None:
    put("a.yaml", FAULT)
    code, out, err = check("--write-baseline", "base.json", "a.yaml", "gone.yaml")
    assert code == 2
    assert "CALM101" in out
    assert "base.json: is not written, as the run did not see everything" in err
    assert not Path("base.json").exists()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "is no baseline: it is not valid JSON"),
        ("[" * 100_000, "is no baseline: it is not valid JSON"),
        ("[]", OTHER_VERSION),
        ('{"version": 2, "findings": []}', OTHER_VERSION),
        ('{"version": true, "findings": []}', OTHER_VERSION),
        (
            '{"version": 1, "findings": [{"file": "\\u0000/a", "rule": "", "entity": "", "message": ""}]}',
            "is no baseline: finding 1 has to have file, rule, entity, message, all of them text",
        ),
        (
            '{"version": 1, "findings": [{"rule": "CALM101"}]}',
            "is no baseline: finding 1 has to have file, rule, entity, message, all of them text",
        ),
        (
            '{"version": 1}',
            "is no baseline: finding 1 has to have file, rule, entity, message, all of them text",
        ),
        (None, "cannot be read: no such file or directory"),
    ],
)
def test_unusable_baseline(text: str | None, why: str) -> None:
    put("a.yaml", FAULT)
    if text is not None:
        put("base.json", text)
    code, out, err = check("--baseline", "base.json", "a.yaml")
    assert (code, err) == (2, f"calm-lint: base.json: {why}\n")
    assert "CALM101" in out


def test_baseline_that_is_a_folder() -> None:
    put("a.yaml", FAULT)
    Path("base.json").mkdir()
    code, out, err = check("--baseline", "base.json", "a.yaml")
    assert (code, err) == (2, "calm-lint: base.json: cannot be read: is a directory\n")
    assert "CALM101" in out


@pytest.mark.parametrize("option", ["--write-baseline=base.json", "--prune-baseline"])
def test_unusable_baseline_is_not_written_over(option: str) -> None:
    put("a.yaml", FAULT)
    put("base.json", '{"version": 2, "findings": []}')
    code, _, err = check(option, "--baseline", "base.json", "a.yaml")
    assert (code, err) == (2, f"calm-lint: base.json: {OTHER_VERSION}\n")
    assert Path("base.json").read_text("utf-8") == '{"version": 2, "findings": []}'


def test_baseline_that_cannot_be_written() -> None:
    put("a.yaml", FAULT)
    code, out, err = check("--write-baseline", "no/folder/base.json", "a.yaml")
    assert code == 2
    assert "CALM101" in out
    assert err.startswith("calm-lint: no/folder/base.json: cannot be written: ")
    assert err.count("\n") == 1
