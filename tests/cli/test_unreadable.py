"""What cannot be read is never green, whatever is selected, ignored, configured or commented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from calm_lint.api import AlmSystem, Landscape
from calm_lint.rulebook.examples import complete
from command_line import Done, run

GOOD = complete(Landscape, "")
CORE = "system-port,host-api-suffix,token-endpoint-suffix,outbound-services-complete,run-every,double-alm-connection"

# Of each fault, a file that has it and no other.
UNREADABLE: dict[str, tuple[str, bytes]] = {
    "unclosed": ("CALM001", GOOD.encode() + b"x-a:\n  - {id: x\n"),
    "utf-16 mark": ("CALM001", b"\xff\xfe"),
    "port twice": ("CALM002", complete(AlmSystem, "port: 8443\nport: 443").encode()),
    "port as text": ("CALM003", complete(AlmSystem, "port: '08443'").encode()),
    "empty": ("CALM003", b""),
    "empty documents": ("CALM003", b"---\n---\n"),
}
BROKEN = UNREADABLE["unclosed"][1].decode()


def check(*args: str) -> Done:
    return run("check", "--format", "concise", *args)


def codes(done: Done) -> list[str]:
    return [line.split()[2] for line in done.out.splitlines()]


@pytest.mark.parametrize(("code", "content"), UNREADABLE.values(), ids=UNREADABLE)
@pytest.mark.parametrize("selection", [("--select", CORE), ("--ignore", "CALM0"), ("--ignore", "ALL")], ids=" ".join)
def test_no_selection_hides_what_cannot_be_read(selection: tuple[str, ...], code: str, content: bytes) -> None:
    Path("landscape.yaml").write_bytes(content)
    done = check(*selection, "landscape.yaml")
    assert (done.code, codes(done)) == (1, [code])


@pytest.mark.parametrize(("code", "content"), UNREADABLE.values(), ids=UNREADABLE)
@pytest.mark.parametrize(
    "configuration",
    [
        'select = ["CALM1"]',
        'ignore = ["ALL"]',
        'ignore = ["CALM00"]',
        '[per-file-ignores]\n"*.yaml" = ["ALL"]',
        '[per-file-ignores]\n"*.yaml" = ["CALM0"]',
    ],
)
def test_no_configuration_hides_what_cannot_be_read(configuration: str, code: str, content: bytes) -> None:
    Path("landscape.yaml").write_bytes(content)
    Path("calm-lint.toml").write_text(configuration)
    done = check("landscape.yaml")
    assert (done.code, codes(done)) == (1, [code])


@pytest.mark.parametrize("name", ["CALM002", "calm002", "duplicate-key", "CALM003", "schema", "Schema"])
def test_exact_names_take_duplicate_key_and_schema_away(name: str) -> None:
    fault = "port twice" if "2" in name or "key" in name else "port as text"
    Path("landscape.yaml").write_bytes(UNREADABLE[fault][1])
    assert check("--ignore", name, "landscape.yaml") == Done(0, "", "")
    Path("calm-lint.toml").write_text(f'[per-file-ignores]\n"landscape.yaml" = ["{name}"]')
    assert check("landscape.yaml") == Done(0, "", "")


@pytest.mark.parametrize(
    "configuration",
    [
        'ignore = ["CALM001"]',
        'ignore = ["yaml-syntax"]',
        '[per-file-ignores]\n"*.yaml" = ["yaml-syntax"]',
        '[severity]\nCALM001 = "info"',
        '[severity]\nCALM0 = "warning"',
        '[severity]\nALL = "info"',
    ],
)
def test_no_configuration_softens_a_syntax_error(configuration: str) -> None:
    Path("landscape.yaml").write_text(BROKEN)
    Path("calm-lint.toml").write_text(configuration)
    done = check("landscape.yaml")
    assert "error CALM001 yaml-syntax" in done.out
    # That the configuration asks for it may be an error of its own.
    assert done.code in (1, 2)


def test_no_option_takes_a_syntax_error_away() -> None:
    Path("landscape.yaml").write_text(BROKEN)
    done = check("--ignore", "CALM001", "--ignore", "yaml-syntax", "landscape.yaml")
    assert (done.code, codes(done)) == (1, ["CALM001"])


def test_no_comment_suppresses_a_syntax_error() -> None:
    Path("landscape.yaml").write_text(
        "# calm-lint: ignore-file[CALM001] being rewritten\n"
        "# calm-lint: ignore-file[yaml-syntax] being rewritten\n"
        + BROKEN.replace("- {id: x", "- {id: x  # calm-lint: ignore[CALM001] being rewritten")
    )
    done = check("landscape.yaml")
    assert done.code == 1
    assert "CALM001" in codes(done)


def test_no_baseline_holds_a_syntax_error() -> None:
    Path("landscape.yaml").write_text(BROKEN)
    assert check("--write-baseline", "baseline.json", "landscape.yaml").code == 1
    assert json.loads(Path("baseline.json").read_text("utf-8"))["findings"] == []
    check("--format", "json=found.json", "landscape.yaml")
    (finding,) = json.loads(Path("found.json").read_text("utf-8"))["findings"]
    entry = {"file": "landscape.yaml", "rule": "CALM001", "entity": finding["entity"], "message": finding["message"]}
    Path("baseline.json").write_text(json.dumps({"version": 1, "findings": [entry]}))
    done = check("--baseline", "baseline.json", "landscape.yaml")
    assert (done.code, codes(done)) == (1, ["CALM001"])


def test_severity_still_raises_and_lowers_other_rules() -> None:
    Path("landscape.yaml").write_bytes(UNREADABLE["port as text"][1])
    Path("calm-lint.toml").write_text('[severity]\nCALM003 = "warning"')
    done = check("landscape.yaml")
    assert (done.code, "warning CALM003 schema" in done.out) == (0, True)


@pytest.mark.parametrize("selection", [("--ignore", "ALL"), ("--select", "CALM601")], ids=" ".join)
@pytest.mark.parametrize("more", [(), ("--fail-on", "never"), ("--quiet",), ("--diff",), ("--fix",)], ids=" ".join)
def test_run_without_anything_to_look_at_fails(selection: tuple[str, ...], more: tuple[str, ...]) -> None:
    Path("landscape.yaml").write_text(GOOD)
    done = check(*selection, *more, "landscape.yaml")
    assert done.code == 2
    assert "calm-lint: nothing was checked: no selected rule had anything to look at; select other" in done.err


def test_run_without_anything_to_look_at_writes_no_baseline() -> None:
    Path("landscape.yaml").write_text(GOOD)
    assert check("--ignore", "ALL", "--write-baseline", "baseline.json", "landscape.yaml").code == 2
    assert not Path("baseline.json").exists()


def test_files_that_a_configuration_takes_all_rules_from_fail_only_alone() -> None:
    for name in ("a.landscape.yaml", "b.landscape.yaml"):
        Path(name).write_text(GOOD)
    Path("calm-lint.toml").write_text('[per-file-ignores]\n"a.landscape.yaml" = ["ALL"]')
    assert check("a.landscape.yaml").code == 2
    assert check(".").code == 0


@pytest.mark.parametrize("rule", ["CALM001", "schema", "CALM014"])
def test_rule_that_looks_at_every_file_is_enough(rule: str) -> None:
    Path("landscape.yaml").write_text(GOOD)
    assert check("--select", rule, "landscape.yaml") == Done(0, "", "")


def test_run_without_anything_to_look_at_is_no_success_for_programs() -> None:
    Path("landscape.yaml").write_text(GOOD)
    names = ("json", "sarif", "gitlab", "junit", "markdown", "github")
    check("--ignore", "ALL", *(f"--format={name}={name}" for name in names), "landscape.yaml")
    written = {name: Path(name).read_text("utf-8") for name in names}
    assert json.loads(written["json"])["errors"][0]["kind"] == "usage"
    (invocation,) = json.loads(written["sarif"])["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    assert len(invocation["toolExecutionNotifications"]) == 1
    (issue,) = json.loads(written["gitlab"])
    assert issue["severity"] == "blocker"
    assert '<error type="usage"' in written["junit"]
    assert written["markdown"].startswith("## calm-lint: the run failed\n")
    assert written["github"].startswith("::error title=calm-lint failed::nothing was checked")
    assert not any("no findings" in text.lower() for text in written.values())


@pytest.mark.parametrize(("code", "content"), UNREADABLE.values(), ids=UNREADABLE)
@pytest.mark.parametrize("more", [(), ("--quiet",), ("--unsafe-fixes",), ("--fail-on", "never")], ids=" ".join)
def test_diff_of_what_cannot_be_read_is_not_green(code: str, content: bytes, more: tuple[str, ...]) -> None:
    Path("landscape.yaml").write_bytes(content)
    done = check("--diff", *more, "landscape.yaml")
    assert (done.code, done.out) == (1, "")
    assert f"error {code} " in done.err
    assert ("Nothing to fix in what can be read\n" in done.err) == (more != ("--quiet",))
    assert Path("landscape.yaml").read_bytes() == content


def test_diff_of_a_finding_without_a_fix_is_green() -> None:
    Path("landscape.yaml").write_text(complete(AlmSystem, "system_name: CALM_PROD"))
    assert check("--diff", "landscape.yaml") == Done(0, "", "Nothing to fix\n")


OPTIONS = ("--fail-on=never", "--quiet", "--diff", "--fix", "--statistics", "--write-baseline=new.json", "--select=ALL")


@pytest.mark.parametrize("options", [(one, two) for one in OPTIONS for two in OPTIONS if one <= two], ids=" ".join)
def test_file_that_cannot_be_opened_fails_every_run(options: tuple[str, ...]) -> None:
    Path("landscape.yaml").write_text(GOOD)
    Path("b.landscape.yaml").symlink_to("gone")
    done = check(*options, ".")
    assert done.code == 2
    assert "calm-lint: b.landscape.yaml: cannot be read: no such file or directory\n" in done.err
    assert not Path("new.json").exists()
