"""The configuration file: where it is found, what it does, and what is said of a wrong one."""

from __future__ import annotations

import json
import os
import tomllib
from pathlib import Path
from time import perf_counter

import pytest
from jsonschema.validators import validator_for

from calm_lint import __version__
from calm_lint.api import AlmSystem, CloudAlmTenant, Landscape, OutboundService
from calm_lint.files import wildmatch
from calm_lint.rulebook.examples import complete
from calm_lint.rulebook.plugins import load_rules
from calm_lint.settings.choices import Choices
from calm_lint.settings.policies import Policies
from calm_lint.settings.search import NAMES
from command_line import Done, put, run

ROOT = Path(__file__).parents[2]

GOOD = complete(Landscape, "")
FAULTS = complete(AlmSystem, "port: 8443\nhost_name: https://eu10.alm.cloud.sap/api").replace(
    "run_every: 5 minutes", "run_every: 300 seconds", 1
)


def codes(*args: str) -> set[str]:
    """Return the codes of the findings; nothing else is wrong."""
    _, out, err = run("check", "--format", "concise", *(args or ["a.yaml"]))
    assert err == ""
    return {line.split()[2] for line in out.splitlines()}


def table(name: str, text: str) -> str:
    return f"[tool.calm-lint]\n{text}" if name == "pyproject.toml" else text


@pytest.mark.parametrize("name", NAMES)
def test_file_is_found_above(name: str) -> None:
    put("one/two/a.yaml", FAULTS)
    put("b.yaml", FAULTS)
    put(f"one/{name}", table(name, 'select = ["CALM101"]'))
    assert codes("one/two/a.yaml") == {"CALM101"}
    # Without an option, and without click.
    assert run("one/two/a.yaml")[1].count("error[") == 1
    assert codes("b.yaml") == {"CALM101", "CALM102", "CALM112", "CALM311"}
    assert codes("--no-config", "one/two/a.yaml") == codes("b.yaml")
    assert codes("--config", f"one/{name}", "b.yaml") == {"CALM101"}


def test_nearest_file_counts_alone() -> None:
    put("a.yaml", FAULTS)
    put("one/a.yaml", FAULTS)
    put("calm-lint.toml", 'select = ["CALM101", "CALM102"]')
    put("one/.calm-lint.toml", 'ignore = ["CALM101"]')
    put("one/pyproject.toml", '[tool.calm-lint]\nselect = ["CALM112"]')
    assert codes("a.yaml") == {"CALM101", "CALM102"}
    assert codes("one/a.yaml") == {"CALM102", "CALM112", "CALM311"}
    done = run("--format", "concise", "a.yaml", "one/a.yaml")
    assert [line.split(":")[0] for line in done[1].splitlines()] == ["a.yaml"] * 2 + ["one/a.yaml"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "[tool.other]\na = 1",
        "[tool]\ncalm-lint-other = 1",
        "tool = 5 # calm-lint",
        # What others broke is not ours to print_errors about.
        "calm-lint = [",
        '[project]\ndependencies = [\n  "calm-lint>=0.1",\n]\n[tool]\nother = [',
    ],
)
def test_pyproject_that_is_not_about_us(text: str) -> None:
    put("calm-lint.toml", 'select = ["CALM101"]')
    put("one/pyproject.toml", text)
    put("one/a.yaml", FAULTS)
    assert codes("one/a.yaml") == {"CALM101"}


@pytest.mark.parametrize(
    "text",
    [
        '[tool.calm-lint]\nselect = ["CALM101"\n',
        '[tool."calm-lint"]\nselect = ["CALM101"]\n[project\n',
        '[project]\nname = "a\n[tool.calm-lint.severity]',
        '[tool]\ncalm-lint.select = ["CALM101"]\na = ',
        "[tool]\n'calm-lint' = {select = [}",
        "[tool]\ncalm-lint.select = ['CALM101']\na = " + "[" * 3000,
    ],
)
def test_pyproject_with_our_table_that_does_not_parse_is_an_error(text: str) -> None:
    put("calm-lint.toml", 'ignore = ["ALL"]')
    put("one/pyproject.toml", text)
    put("one/a.yaml", FAULTS)
    code, out, err = run("one/a.yaml")
    assert code == 2
    assert err.startswith("calm-lint: one/pyproject.toml: is n")
    assert err.count("\n") == 1
    assert "CALM101" in out


def test_pyproject_with_our_table_that_is_not_utf8_is_an_error() -> None:
    put("one/a.yaml", FAULTS)
    Path("one/pyproject.toml").write_bytes(b"[tool.calm-lint]\nselect = []\n# \xff")
    code, _, err = run("one/a.yaml")
    assert (code, err) == (2, "calm-lint: one/pyproject.toml: is not UTF-8\n")


@pytest.mark.parametrize(
    "content",
    [
        b'["to\\u006fl"."calm-l\\u0069nt"]\nselect = ["CALM508"]\n',
        b'[tool."\\U00000063alm-lint"]\nselect = ["CALM508"]\n',
    ],
)
def test_pyproject_may_spell_our_name_with_escape_sequences(content: bytes) -> None:
    put("one/pyproject.toml", content)
    put("one/a.yaml", FAULTS)
    assert codes("one/a.yaml") == set()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_pyproject_in_utf_16_with_our_table_is_an_error(encoding: str) -> None:
    put("one/a.yaml", GOOD)
    put("one/pyproject.toml", '[tool.calm-lint]\nprotected = ["ALL"]\n'.encode(encoding))
    code, _, err = run("one/a.yaml")
    assert (code, err.startswith("calm-lint: one/pyproject.toml: ")) == (2, True), err


@pytest.mark.parametrize("name", ["calm-lint.toml", ".calm-lint.toml", "pyproject.toml"])
def test_configuration_that_leads_nowhere_is_an_error(name: str) -> None:
    put("one/a.yaml", GOOD)
    Path("one", name).symlink_to("nowhere.toml")
    code, _, err = run("one/a.yaml")
    assert (code, err) == (2, f"calm-lint: one/{name}: cannot be read: no such file or directory\n")


def test_link_does_not_bring_its_configuration_to_a_file_that_is_named_too() -> None:
    put("a.landscape.yaml", FAULTS)
    put("one/calm-lint.toml", 'select = ["CALM508"]')
    Path("one/b.landscape.yaml").symlink_to("../a.landscape.yaml")
    expected = run("--format=concise", "a.landscape.yaml").out
    assert "CALM101" in expected
    for order in (("one", "a.landscape.yaml"), ("a.landscape.yaml", "one"), (".",)):
        assert run("--format=concise", *order).out == expected


def test_standard_input_has_the_configuration_of_its_name() -> None:
    put("one/calm-lint.toml", 'select = ["CALM101"]')
    done = run("--format=concise", "--stdin-filename=one/a.yaml", "-", stdin=FAULTS)
    assert [line.split()[2] for line in done.out.splitlines()] == ["CALM101"]


@pytest.mark.parametrize(
    ("text", "args", "expected"),
    [
        ('select = ["CALM1"]', (), {"CALM101", "CALM102", "CALM112"}),
        ('select = ["calm101", "Host-Scheme"]', (), {"CALM101", "CALM112"}),
        ('select = ["CALM1"]\nextend-select = ["run-every-unit"]', (), {"CALM101", "CALM102", "CALM112", "CALM311"}),
        ('ignore = ["CALM1"]', (), {"CALM311"}),
        ('ignore = ["ALL"]\nextend-select = ["CALM101"]', (), {"CALM101"}),
        ('ignore = ["CALM1"]\nselect = ["ALL", "CALM10"]', (), {"CALM101", "CALM102", "CALM311"}),
        ('ignore = ["CALM1"]', ("--select", "CALM101"), {"CALM101"}),
        ('ignore = ["CALM1"]', ("--ignore", "CALM3"), set()),
        ('ignore = ["CALM1"]', ("--extend-select", "CALM101"), {"CALM101", "CALM311"}),
        ('select = ["CALM101"]', ("--extend-select", "CALM102"), {"CALM101", "CALM102"}),
        ('[per-file-ignores]\n"*.yaml" = ["CALM1"]', (), {"CALM311"}),
        ('[per-file-ignores]\n"a.yaml" = ["CALM10"]\n"/a.*" = ["CALM311"]', (), {"CALM112"}),
        ('[per-file-ignores]\n"one/" = ["CALM1"]', (), {"CALM101", "CALM102", "CALM112", "CALM311"}),
    ],
)
def test_selection(text: str, args: tuple[str, ...], expected: set[str]) -> None:
    put("calm-lint.toml", text)
    put("a.yaml", FAULTS)
    assert codes(*args, "a.yaml") == expected


def test_patterns_are_relative_to_the_configuration() -> None:
    put("calm-lint.toml", '[per-file-ignores]\n"/pilots/*.yaml" = ["CALM1"]')
    put("pilots/a.yaml", FAULTS)
    put("other/pilots/a.yaml", FAULTS)
    assert codes("pilots/a.yaml") == {"CALM311"}
    assert "CALM101" in codes("other/pilots/a.yaml")
    os.chdir("pilots")
    assert codes("a.yaml") == {"CALM311"}


def test_excluded_files_are_passed_over_in_a_search() -> None:
    put("calm-lint.toml", 'exclude = ["archive/", "old.landscape.yaml"]')
    for name in ("landscape.yaml", "archive/landscape.yaml", "one/old.landscape.yaml"):
        put(name, FAULTS)
    files = {line.split(":")[0] for line in run("--format", "concise")[1].splitlines()}
    assert files == {"landscape.yaml"}
    assert codes("archive/landscape.yaml")


EXCLUDE = 'exclude = ["archive/", "old.landscape.yaml"]'
NOTHING_LEFT = "calm-lint: nothing was linted, as the configuration excludes all that was named\n"


@pytest.mark.parametrize("start", [["--force-exclude"], ["check", "--force-exclude"]])
def test_excluded_files_are_left_out_where_they_are_named(start: list[str]) -> None:
    put("calm-lint.toml", EXCLUDE)
    # A folder that a search does not enter may hold a configuration that excludes nothing.
    put("archive/calm-lint.toml", "")
    for name in ("landscape.yaml", "archive/landscape.yaml", "one/old.landscape.yaml"):
        put(name, FAULTS)
    named = ["landscape.yaml", "archive/landscape.yaml", "one/old.landscape.yaml", "archive"]
    code, out, err = run(*start, *named)
    assert (code, err) == (1, "")
    assert "in 1 file: 1 landscape" in out
    assert "archive" not in out
    assert run(*start, *named[1:]) == (0, "Nothing was checked: there was no file to read\n", NOTHING_LEFT)
    assert run("check", "--force-exclude", "--quiet", *named[1:]) == (0, "", "")
    code, _, err = run(*start, *named[1:], "gone.yaml")
    assert (code, err) == (2, "calm-lint: gone.yaml: cannot be read: there is no such file or directory\n")
    code, _, err = run(*start, ".", "archive/landscape.yaml", "--fail-on", "never")
    assert (code, err) == (0, "")


def test_force_exclude_in_the_root_of_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "landscape.yaml"
    path.write_text(GOOD, "utf-8")
    assert run("check", "--force-exclude", "--quiet", str(path), folder=Path("/")) == (0, "", "")


def test_search_that_finds_nothing_fails_also_with_force_exclude() -> None:
    put("calm-lint.toml", EXCLUDE)
    put("archive/landscape.yaml", FAULTS)
    code, _, err = run("--force-exclude", ".")
    assert code == 2
    assert "nothing to lint in this directory" in err


def test_files_outside_of_the_folder_are_left_out_by_their_own_configuration() -> None:
    put("one/calm-lint.toml", EXCLUDE)
    put("one/archive/landscape.yaml", FAULTS)
    put("two/a.yaml", GOOD)
    os.chdir("two")
    assert run("--force-exclude", "../one/archive/landscape.yaml")[0] == 0
    assert run("../one/archive/landscape.yaml")[0] == 1


@pytest.mark.parametrize(
    ("options", "out"),
    [
        (["--format", "concise"], ""),
        (["--fix", "--format", "concise"], FAULTS),
        (["--diff", "--format", "concise"], ""),
    ],
)
def test_standard_input_is_left_out_by_its_name(options: list[str], out: str) -> None:
    put("calm-lint.toml", EXCLUDE)

    def lint(*args: str) -> Done:
        return run("check", *options, *args, "-", stdin=FAULTS)

    done = lint("--force-exclude", "--stdin-filename", "archive/a.yaml")
    assert (done.code, done.out) == (0, out)
    assert done.err.startswith(NOTHING_LEFT)
    for other in (lint("--force-exclude", "--stdin-filename", "a.yaml"), lint("--force-exclude"), lint()):
        assert NOTHING_LEFT not in other.err
        assert other.out != out


def test_configuration_that_is_wrong_excludes_nothing() -> None:
    put("calm-lint.toml", f"{EXCLUDE}\nselct = []\n")
    put("archive/landscape.yaml", FAULTS)
    code, out, _ = run("--force-exclude", "archive/landscape.yaml")
    assert code == 2
    assert "CALM101" in out


def test_there_may_be_thousands_of_patterns() -> None:
    patterns = ", ".join(f'"/other/{n}/*.yaml"' for n in range(4000))
    put("calm-lint.toml", f'exclude = ["archive/", {patterns}]')
    for name in ("landscape.yaml", "archive/landscape.yaml", "other/3999/landscape.yaml"):
        put(name, FAULTS)
    files = {line.split(":")[0] for line in run("--format", "concise")[1].splitlines()}
    assert files == {"landscape.yaml"}


def test_levels() -> None:
    put("a.yaml", FAULTS)
    put("calm-lint.toml", 'severity = {CALM1 = "info", system-port = "warning"}')
    code, out, _ = run("a.yaml", "--format", "concise")
    assert {tuple(line.split()[1:3]) for line in out.splitlines()} == {
        ("warning", "CALM101"), ("info", "CALM102"), ("info", "CALM112"), ("warning", "CALM311"),
    }  # fmt: skip
    assert code == 0
    assert run("a.yaml", "--fail-on", "warning")[0] == 1
    # It goes before the level that a rule gives a single finding, as arrangement-missing does for a sandbox.
    put(
        "b.yaml", complete(Landscape, "").replace("role: production", "role: sandbox").split("    communication_arr")[0]
    )
    put("calm-lint.toml", 'severity = {arrangement-missing = "error"}')
    assert " error CALM301 " in run("b.yaml", "--format", "concise")[1]


def test_each_file_fails_at_the_level_of_its_configuration() -> None:
    warning = complete(OutboundService, "run_every: 300 seconds")
    put("strict/calm-lint.toml", 'fail-on = "warning"')
    put("strict/a.yaml", GOOD)
    put("a.yaml", warning)
    assert run("a.yaml", "strict/a.yaml")[0] == 0
    put("strict/a.yaml", warning)
    assert run("a.yaml", "strict/a.yaml")[0] == 1
    assert run("--fail-on", "never", "a.yaml", "strict/a.yaml")[0] == 0


def test_protected_rule() -> None:
    put("a.yaml", complete(AlmSystem, "port: 8443 # calm-lint: ignore[system-port] why"))
    assert codes() == set()
    put("calm-lint.toml", 'protected = ["CALM101"]')
    assert codes() == {"CALM012", "CALM101"}


def test_option_of_a_rule() -> None:
    put("a.yaml", complete(CloudAlmTenant, "region: eu30"))
    assert "CALM109" in codes()
    put("calm-lint.toml", 'rule-options.CALM109.also = ["eu30"]')
    assert "CALM109" not in codes()
    out = run("explain", "unknown-region")[1]
    assert "Option also: a list of texts, [] if not set; regions in which" in out


FAMILIES = "did you mean a family: CALM0, CALM1, CALM2, CALM3, CALM4, CALM5, CALM6, CALM7, CALM8, CALM9?"
WRONG = {
    "slect = []": "line 1: unknown key slect: did you mean select?",
    "\n# why\nignore = 5": "line 3: ignore is 5, must be a list",
    'ignore = ["CALM101",\n  # why\n  "sytem-port"]': "line 3: there is no rule sytem-port, did you mean system-port?",
    "select = [\n  'system-prot',\n]": "line 2: there is no rule system-prot, did you mean system-port?",
    'fail-on = "warn"': "line 1: fail-on is warn, must be error, warning, info or never; did you mean warning?",
    '[severity]\nCALM101 = "error"\nsystem-port = "high"': (
        "line 3: system-port is high, must be error, warning or info"
    ),
    '[severity]\nsystem-prot = "error"': "line 2: there is no rule system-prot, did you mean system-port?",
    'protected = ["nothing-like-it"]': "line 1: there is no rule nothing-like-it",
    '[per-file-ignores]\n"*" = ["CALMX"]': "line 2: there is no rule CALMX",
    '[per-file-ignores]\n"!" = ["CALM1"]': "line 2: ! is no pattern as in .gitignore",
    'exclude = [\n  "!"]': "line 2: ! is no pattern as in .gitignore",
    'exclude = ["a", ""]': "line 1: an empty text is no pattern as in .gitignore",
    'exclude = ["a\\\\"]': "line 1: a\\ is no pattern as in .gitignore",
    'baseline = ""': "line 1: baseline is empty, must be given",
    "[rule-options.unknown-region]\nalso = 5": "line 2: option also of unknown-region must be a list of texts",
    "[rule-options.unknown-region]\nalso = [5]": "line 2: option also of unknown-region must be a list of texts",
    "[rule-options.unknown-region]\nasol = []": "line 2: unknown-region has no option asol: did you mean also?",
    "[rule-options]\nsystem-port.a = 5": "line 2: system-port has no option a: its options are none",
    "[rule-options]\nnothing-like-it.a = 5": "line 2: there is no rule nothing-like-it",
    "rule-options = {unknown-region = 5}": "line 1: unknown-region is 5, must be a mapping",
    "select = [": "is not valid TOML: ",
    'ignore = [""]': "line 1: a name is empty, must be the code, the name or the family of rules, a rung, or ALL",
    'protected = [\n" "]': "line 2: a name is empty, must be the code, the name or the family of rules, a rung, or ALL",
    '\nrequired-version = ">=9"\nkey-of-the-future = 1': (
        f"line 2: required-version is >=9, and this is calm-lint {__version__}: install a version that fits"
    ),
    'required-version = "0.1"': "line 1: required-version is 0.1, must compare with versions, as in >=0.1 or ~=1.2",
    'required-version = ""': "line 1: required-version is empty, must be given",
    "required-version = 1": "line 1: required-version is the number 1, must be text",
    'rules-as-of = "0,1"': (
        f"line 1: rules-as-of is 0,1, must be a version from 0.1 to {__version__}, did you mean 0.1?"
    ),
    'rules-as-of = "9.1"': (
        f"line 1: rules-as-of is 9.1, and this is calm-lint {__version__}: must be a version from 0.1 to {__version__}"
    ),
    'rules-as-of = "0.0.9"': "line 1: rules-as-of is 0.0.9, and there were no rules yet: must be a version from 0.1 to",
    "rules-as-of = 0.1": "line 1: rules-as-of is 0.1, must be text",
    'select = ["C"]': f"line 1: there is no rule C, {FAMILIES}",
    'extend-select = ["CALMX"]': "line 1: there is no rule CALMX\n",
    "per-file-ignores = {a = ['CAL']}": f"line 1: there is no rule CAL, {FAMILIES}",
}


@pytest.mark.parametrize("name", ["calm-lint.toml", "pyproject.toml"])
@pytest.mark.parametrize("text", WRONG)
def test_wrong_configuration(name: str, text: str) -> None:
    if name == "pyproject.toml":
        keys = [f"[tool.calm-lint.{line[1:]}" if line.startswith("[") else line for line in text.split("\n")]
        text, expected = "\n".join(["[tool.calm-lint]", *keys]), WRONG[text]
        number = expected.removeprefix("line ").split(":")[0]
        expected = expected.replace(f"line {number}", f"line {int(number) + 1}") if number.isdigit() else expected
    else:
        expected = WRONG[text]
    put("a.yaml", FAULTS)
    put(name, text)
    code, out, err = run("a.yaml", "--format", "concise")
    assert code == 2
    assert err.startswith(f"calm-lint: {name}: {expected}")
    assert err.count("\n") == 1
    # The findings are printed all the same.
    assert out.count("\n") == 4


@pytest.mark.parametrize("option", ["--select", "--ignore", "--extend-select"])
@pytest.mark.parametrize("name", ["", "CALM101,", " ", "C", "CALMX", "CALM1010"])
def test_name_of_no_rule_on_the_command_line(option: str, name: str) -> None:
    put("a.yaml", FAULTS)
    code, out, err = run(f"{option}={name}", "a.yaml")
    assert (code, out) == (2, "")
    assert "a name is empty, must be the code" in err or "there is no rule C" in err


def test_all_letters_of_codes_are_a_family() -> None:
    put("a.yaml", FAULTS)
    assert codes("--select=CALM", "a.yaml") == codes("a.yaml")
    assert codes("--select=calm10", "a.yaml") == {"CALM101", "CALM102"}


@pytest.mark.parametrize("command", ["check", "worksheet", "report", "graph"])
def test_configuration_and_none_contradict_each_other(command: str) -> None:
    put("a.yaml", GOOD)
    put("calm-lint.toml", "")
    code, out, err = run(command, "--config=calm-lint.toml", "--no-config", "a.yaml")
    assert (code, out) == (2, "")
    assert "Error: --config names a configuration, --no-config wants none: give one of them" in err


def test_lines_of_a_long_configuration_are_found_at_once() -> None:
    put("a.yaml", GOOD)
    ignores = "".join(f'"customers/{n}/" = ["CALM101"]\n' for n in range(3000))
    put("calm-lint.toml", f'select = ["x1"]\n[per-file-ignores]\n{ignores}a = ["x2"]\nb = ["x3"]\n')
    begin = perf_counter()
    code, _, err = run("a.yaml")
    assert perf_counter() - begin < 5
    assert code == 2
    assert [line.split(": ")[2] for line in err.splitlines()] == ["line 1", "line 3003", "line 3004"]


def test_patterns_are_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[bytes] = []
    compile_ = wildmatch.patterns
    patterns = "".join(f'"p{n}/" = ["CALM101"]\n' for n in range(20))
    put("calm-lint.toml", f'exclude = ["x/", "y/"]\n[per-file-ignores]\n{patterns}')
    policy = Policies(load_rules()[0], Choices()).of(os.getcwd())

    def compile_and_count(lines: bytes) -> list[wildmatch.Pattern]:
        compiled.append(lines)
        return compile_(lines)

    monkeypatch.setattr(wildmatch, "patterns", compile_and_count)
    for number in range(50):
        policy.linter(f"p{number}/a.yaml")
        assert not policy.excludes(f"p{number}/a.yaml")
    assert sorted(compiled) == sorted([b"x/\ny/", *(f"p{n}/".encode() for n in range(20))])
    assert "CALM101" not in {rule.code for rule in policy.linter("p19/a.yaml").rules}
    assert "CALM101" in {rule.code for rule in policy.linter("p20/a.yaml").rules}


def test_all_faults_are_told() -> None:
    put("a.yaml", GOOD)
    put("calm-lint.toml", 'select = ["nothing"]\nignore = ["else"]\n')
    assert run("a.yaml")[2] == (
        "calm-lint: calm-lint.toml: line 1: there is no rule nothing\n"
        "calm-lint: calm-lint.toml: line 2: there is no rule else\n"
    )


def test_wrong_configuration_of_some_files() -> None:
    put("a.yaml", FAULTS)
    put("one/a.yaml", FAULTS)
    put("calm-lint.toml", 'select = ["CALM101"]')
    Path("one/calm-lint.toml").write_bytes(b"\xff")
    code, out, err = run("a.yaml", "one/a.yaml", "--format", "json")
    assert code == 2
    assert err == "calm-lint: one/calm-lint.toml: is not UTF-8\n"
    report = json.loads(out)
    assert report["errors"] == [{"kind": "config", "message": "is not UTF-8", "file": "one/calm-lint.toml"}]
    assert [each["file"] for each in report["findings"]] == ["a.yaml"] + ["one/a.yaml"] * 4


@pytest.mark.parametrize(("file", "why"), [("gone.toml", "no such file or directory"), (".", "is a directory")])
def test_configuration_that_cannot_be_read(file: str, why: str) -> None:
    put("a.yaml", GOOD)
    code, _, err = run("check", "--config", file, "a.yaml")
    assert code == 2
    assert why in err.lower()
    assert "Traceback" not in err


def test_schema_for_editors() -> None:
    schema = json.loads(run("schema", "--config")[1])
    validator = validator_for(schema)
    validator.check_schema(schema)
    documented = (ROOT / "docs" / "configuration.md").read_text("utf-8")
    example = tomllib.loads(documented.split("```toml\n")[1].split("```")[0])
    validator(schema).validate(example)
    for wrong in ({"rule-options": {"unknown-region": {"also": 5}}}, {"rule-options": {"unknown-region": {"x": 5}}}):
        assert not validator(schema).is_valid(wrong)
    # Every key has its row.
    assert all(f"| `{key}` |" in documented for key in schema["properties"])


def test_documented_configuration_is_accepted() -> None:
    documented = (ROOT / "docs" / "configuration.md").read_text("utf-8")
    put("calm-lint.toml", documented.split("```toml\n")[1].split("```")[0].replace("baseline", "# baseline"))
    put("a.yaml", GOOD)
    assert codes() == set()
