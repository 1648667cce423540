"""Rules of other distributions: they run like the built-in ones, and a faulty plugin stops no other."""

from __future__ import annotations

import json
import re
from importlib import metadata
from pathlib import Path
from typing import Protocol
from zipfile import ZipFile

import pytest

from calm_lint.api import AlmSystem, Landscape, OutboundService
from calm_lint.rulebook.entry_points import entry_points
from calm_lint.rulebook.examples import complete
from command_line import Done, run

GOOD = complete(Landscape, "")
BAD = complete(AlmSystem, "port: 8443")

# A rule that wants every landscape to have a name; the replacements of the tests make it faulty.
RULE = '''
from calm_lint.api import Bad, Finding, Good, Key, Landscape, OutboundService, Severity, Source, hookimpl, rule

@rule(
    Landscape,
    code="ACME001",
    severity=Severity.INFO,
    source=Source("handbook", "1"),
    screen="",
    examples=[Good("name: Acme"), Bad("name:", at="format", message="name is missing")],
)
def landscape_name(landscape):
    """Reports are filed by name."""
    if landscape.name.missing:
        yield Finding(landscape.name, "name is missing")

@hookimpl
def calm_lint_rules():
    return [landscape_name]
'''


class Linted(Done):
    """What came out as JSON."""

    def codes(self) -> list[str]:
        return [finding["code"] for finding in json.loads(self.out)["findings"]]

    def errors(self) -> list[tuple[str, str | None]]:
        return [(error["kind"], error["file"]) for error in json.loads(self.out)["errors"]]


class Lint(Protocol):
    def __call__(self, text: str, *options: str) -> Linted: ...


class Install(Protocol):
    def __call__(self, source: str, name: str = "acme", distribution: str = "acmerules") -> None: ...


class Declare(Protocol):
    def __call__(self, folder: str, text: str, place: str = "a") -> None: ...


@pytest.fixture
def install(tmp_path: Path) -> Install:
    """Put a plugin, version 1.2, where `lint` finds it, as pip would with --target."""

    def install(source: str, name: str = "acme", distribution: str = "acmerules") -> None:
        module = f"{distribution}_plugin"
        (tmp_path / f"{module}.py").write_text(source, "utf-8")
        folder = tmp_path / f"{distribution}-1.2.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.2\n", "utf-8")
        (folder / "entry_points.txt").write_text(f"[calm_lint]\n{name} = {module}\n", "utf-8")

    return install


@pytest.fixture
def lint(tmp_path: Path) -> Lint:
    """Run the console script on a text, with the plugins that are installed."""

    def lint(text: str, *options: str) -> Linted:
        return Linted(*run("--format", "json", *options, "-", stdin=text, PYTHONPATH=str(tmp_path)))

    return lint


def test_rule_of_a_plugin_runs_beside_the_others(install: Install, lint: Lint) -> None:
    install(RULE)
    done = lint(BAD)
    assert (done.code, done.codes(), done.err) == (1, ["ACME001", "CALM101"], "")
    finding = json.loads(done.out)["findings"][0]
    assert (finding["name"], finding["severity"], finding["message"]) == ("landscape-name", "info", "name is missing")
    assert lint(f"name: Acme\n{GOOD}").codes() == []


@pytest.mark.parametrize(("level", "code"), [("error", 0), ("warning", 0), ("info", 1), ("never", 0)])
def test_fail_on_with_a_mere_remark(install: Install, lint: Lint, level: str, code: int) -> None:
    install(RULE)
    assert lint(GOOD, "--fail-on", level).code == code


@pytest.mark.parametrize("name", ["ACME001", "landscape-name", "ACME0"])
def test_rule_of_a_plugin_is_chosen_like_any(install: Install, lint: Lint, name: str) -> None:
    install(RULE)
    assert lint(BAD, "--select", name).codes() == ["ACME001"]
    assert lint(BAD, "--ignore", name).codes() == ["CALM101"]


def test_rule_of_a_plugin_that_is_unknown(install: Install, lint: Lint) -> None:
    install(RULE)
    done = lint(BAD, "--select", "landscape-nam")
    assert (done.code, done.out) == (2, "")
    assert "did you mean landscape-name?" in done.err


def test_plugin_in_a_zip_file(tmp_path: Path) -> None:
    archive = tmp_path / "plugins.zip"
    with ZipFile(archive, "w") as file:
        file.writestr("acme_plugin.py", RULE)
        file.writestr("acme-1.2.dist-info/METADATA", "Metadata-Version: 2.1\nName: acme\nVersion: 1.2\n")
        file.writestr("acme-1.2.dist-info/entry_points.txt", "[calm_lint]\nacme = acme_plugin\n")
    done = Linted(*run("--format", "json", "-", stdin=GOOD, PYTHONPATH=str(archive)))
    assert done.codes() == ["ACME001"]


FAULTY = [
    pytest.param("import no_such_module", "No module named 'no_such_module'", id="import"),
    pytest.param("calm_lint_rules = (", "SyntaxError", id="syntax"),
    pytest.param("raise RuntimeError('two\\nlines')", "RuntimeError: two", id="raises on import"),
    pytest.param(RULE.replace("return [landscape_name]", "return [1 / 0]"), "ZeroDivisionError", id="raises in hook"),
    pytest.param(RULE.replace("return [landscape_name]", "return None"), "TypeError", id="returns nothing"),
    pytest.param(RULE.replace("return [landscape_name]", "return ['ACME001']"), "str", id="returns no rules"),
    pytest.param(RULE.replace("def calm_lint_rules", "def calm_lint_rulez"), "calm_lint_rulez", id="wrong hook"),
    pytest.param(RULE.replace('code="ACME001"', 'code="ACME1"'), "ACME1 landscape-name", id="wrong code"),
    pytest.param(RULE.replace('code="ACME001"', 'code="CALM101"'), "CALM101 system-port", id="code taken"),
    pytest.param(RULE.replace("landscape_name", "system_port"), "CALM101 system-port", id="name taken"),
    pytest.param(
        "raise SystemExit('acme needs a licence')",
        "acme needs a licence",
        id="leaves",
    ),
]


@pytest.mark.parametrize(("source", "reason"), FAULTY)
def test_faulty_plugin_is_named_and_the_other_rules_run(install: Install, lint: Lint, source: str, reason: str) -> None:
    install(source, "zacme")
    install(RULE.replace("ACME001", "OTHER001").replace("landscape_name", "other_name"), "other", "otherrules")
    done = lint(BAD)
    assert done.code == 2
    assert done.err.count("\n") == 1
    assert "zacme of acmerules 1.2" in done.err
    assert reason in done.err
    assert "Traceback" not in done.err
    assert done.errors() == [("plugin", None)]
    # The missing name is found at the first key.
    assert done.codes() == ["OTHER001", "CALM101"]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        *(each for each in FAULTY if each.id not in ("wrong hook", "code taken", "name taken", "leaves")),
        pytest.param(
            RULE.replace("def calm_lint_rules", "def calm_lint_rulez"),
            "calm_lint_rulez",
            id="wrong hook",
        ),
    ],
)
def test_faulty_plugin_may_come_before_the_built_in_rules(
    install: Install, lint: Lint, source: str, reason: str
) -> None:
    install(source, "acme")
    done = lint(BAD)
    assert (done.code, done.codes(), done.errors()) == (2, ["CALM101"], [("plugin", None)])
    assert "acme of acmerules 1.2" in done.err
    assert reason in done.err


@pytest.mark.parametrize(
    "source", [RULE.replace('code="ACME001"', 'code="CALM101"'), RULE.replace("landscape_name", "system_port")]
)
def test_plugin_does_not_take_the_code_or_name_of_a_built_in_rule(install: Install, lint: Lint, source: str) -> None:
    install(source, "acme")
    done = lint(BAD)
    assert (done.code, done.codes(), done.errors()) == (2, ["CALM101"], [("plugin", None)])
    assert "acme of acmerules 1.2" in done.err
    assert json.loads(done.out)["findings"][0]["message"] == "Port is 8443, must be 443"


def test_rule_that_crashes_stops_no_other(install: Install, lint: Lint) -> None:
    install(RULE.replace("    if landscape.name.missing:", "    1 / 0\n    if landscape.name.missing:"))
    done = lint(BAD)
    assert (done.code, done.codes(), done.errors()) == (2, ["CALM101"], [("plugin", "<stdin>")])
    assert done.err.startswith(
        "calm-lint: <stdin>: rule ACME001 landscape-name of plugin acme of acmerules 1.2 "
        "crashed on landscape: ZeroDivisionError"
    )
    assert done.err.count("\n") == 1


def test_rule_that_crashes_is_named_with_its_plugin(install: Install, lint: Lint) -> None:
    install(RULE.replace("    if landscape.name.missing:", "    1 / 0\n    if landscape.name.missing:"))
    assert "acmerules 1.2" in lint(BAD).err


@pytest.mark.parametrize(
    "options",
    [
        ("--fail-on=never",),
        ("--quiet",),
        ("--diff",),
        ("--fix",),
        ("--statistics",),
        ("--write-baseline=base.json",),
        ("--diff", "--quiet", "--fail-on=never"),
        ("--fix", "--quiet", "--fail-on=never"),
        ("--quiet", "--fail-on=never", "--write-baseline=base.json"),
    ],
    ids=" ".join,
)
def test_rule_that_crashes_fails_every_run(
    install: Install, lint: Lint, options: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    install(RULE.replace("    if landscape.name.missing:", "    1 / 0\n    if landscape.name.missing:"))
    outputs = [f"--format={name}={name}" for name in ("junit", "markdown", "gitlab", "sarif")]
    done = lint(GOOD, *options, *outputs)
    assert done.code == 2
    assert "rule ACME001 landscape-name of plugin acme of acmerules 1.2 crashed" in done.err
    written = [(tmp_path / name).read_text("utf-8") for name in ("junit", "markdown", "gitlab", "sarif")]
    assert all("ACME001 landscape-name of plugin acme of acmerules 1.2 crashed" in text for text in written)
    assert not any("no findings" in text for text in written)
    assert not (tmp_path / "base.json").exists()


def test_rule_that_crashes_keeps_what_it_found_before(install: Install, lint: Lint) -> None:
    found = '        yield Finding(landscape.name, "name is missing")\n'
    install(RULE.replace(found, f"{found}        raise ValueError\n"))
    done = lint(BAD)
    assert (done.code, done.codes()) == (2, ["ACME001", "CALM101"])


FOUND = '        yield Finding(landscape.name, "name is missing")\n'


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ("        landscape.entry()\n", "TypeError in acmerules_plugin.py:15"),
        ("        __import__('json').loads('{')\n", "JSONDecodeError in acmerules_plugin.py:15"),
        # What is wrong with a result shows after the function has returned or is suspended: the rule is named.
        ("        return 5\n", "TypeError in acmerules_plugin.py:4"),
        ("        yield 'no finding'\n", "AttributeError in acmerules_plugin.py:4"),
    ],
)
def test_crash_of_a_rule_is_at_a_line_of_the_plugin(install: Install, lint: Lint, wrong: str, where: str) -> None:
    install(RULE.replace(FOUND, wrong))
    assert lint(BAD).err == (
        "calm-lint: <stdin>: rule ACME001 landscape-name of plugin acme of acmerules 1.2 "
        f"crashed on landscape: {where}\n"
    )


def test_crash_in_a_module_of_a_package_names_its_folder(install: Install, lint: Lint, tmp_path: Path) -> None:
    (tmp_path / "acme" / "rules").mkdir(parents=True)
    (tmp_path / "acme" / "rules" / "__init__.py").write_text("def names(landscape):\n    return landscape.names\n")
    install(RULE.replace(FOUND, "        from acme.rules import names\n        names(landscape)\n"))
    # Another package than that of the rule: who wrote the rule begins at the line that calls it.
    assert "AttributeError in acmerules_plugin.py:16\n" in lint(BAD).err
    (tmp_path / "acme" / "rules" / "naming.py").write_text(RULE.replace(FOUND, "        landscape.names\n"))
    (tmp_path / "acmerules_plugin.py").write_text("from acme.rules.naming import *\n")
    assert "AttributeError in acme/rules/naming.py:15\n" in lint(BAD).err


@pytest.mark.parametrize(
    "before", [["--debug"], ["--debug", "check"], ["check", "--debug"], ["check", "--debug", "--jobs", "2"]]
)
def test_traceback_of_a_crash(install: Install, tmp_path: Path, before: list[str]) -> None:
    install(RULE.replace(FOUND, "        raise ValueError(landscape.data['format'])\n"))
    (tmp_path / "a.landscape.yaml").write_text(BAD, "utf-8")
    (tmp_path / "b.landscape.yaml").write_text(GOOD, "utf-8")
    done = run(*before, "--format", "json", ".", folder=tmp_path, PYTHONPATH=str(tmp_path))
    assert done.code == 2
    lines = done.err.splitlines()
    assert f'  File "{tmp_path}/acmerules_plugin.py", line 15, in landscape_name' in lines
    assert "    raise ValueError(landscape.data['format'])" in lines
    assert lines.count("ValueError: 1") == 2
    assert [sorted(error) for error in json.loads(done.out)["errors"]] == [["file", "kind", "message"]] * 2


def test_traceback_of_a_plugin_that_does_not_load_and_of_a_format(install: Install, lint: Lint) -> None:
    install(FORMATTER)
    install("1 / 0\n", "beta", "betarules")
    err = lint(BAD, "--debug", "--format", "acme=out").err
    assert re.search(
        r'betarules_plugin\.py", line 1, in <module>\n    1 / 0\n(.*\n)?ZeroDivisionError: division by zero\n', err
    )
    assert re.search(
        r'acmerules_plugin\.py", line 5, in broken\n    raise ValueError\(report\)\nValueError: the text is', err
    )


def test_findings_at_one_place_are_sorted_by_code(install: Install, lint: Lint) -> None:
    """A whole mapping, CALM306, and its first key, which is shorter, begin at one place."""
    source = RULE.replace("ACME001", "ZZZ001").replace("    Landscape,\n", "    OutboundService,\n")
    source = source.replace(
        '    if landscape.name.missing:\n        yield Finding(landscape.name, "name is missing")\n',
        "    place = landscape.run_every.place\n"
        '    if "export" in place.path:\n'
        '        yield Finding(Key(place.document, (*place.path, "value")), "a key")\n',
    )
    install(source)
    text = complete(OutboundService, "run_every:\n  value: 10\n  unit: minutes")
    assert lint(text).codes() == ["CALM306", "ZZZ001"]


@pytest.fixture
def declare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Declare:
    """Put the metadata of a distribution on the path of this process."""

    def declare(folder: str, text: str, place: str = "a") -> None:
        if not (tmp_path / place).exists():
            monkeypatch.syspath_prepend(tmp_path / place)
        (tmp_path / place / folder).mkdir(parents=True)
        (tmp_path / place / folder / "METADATA").write_text("Metadata-Version: 2.1\n", "utf-8")
        (tmp_path / place / folder / "entry_points.txt").write_text(text, "utf-8")

    return declare


def declared() -> set[tuple[str, str]]:
    return {(point.name, point.target) for point in entry_points()}


def declared_by_the_standard_library() -> set[tuple[str, str]]:
    return {(point.name, point.value) for point in metadata.entry_points(group="calm_lint")}


def test_entry_points_are_those_of_the_standard_library() -> None:
    assert declared() == declared_by_the_standard_library() >= {("rules", "calm_lint_rules")}


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("[calm_lint]\na = acme\n", {("a", "acme")}),
        ("[calm_lint]\na = acme.rules:plugin.inner\nb=acme\n", {("a", "acme.rules:plugin.inner"), ("b", "acme")}),
        ("\n# a comment\n[calm_lint]\n\n  a   =   acme  \n# b = acme\n", {("a", "acme")}),
        ("[console_scripts]\na = acme\n[calm_lint]\nb = acme\n[other]\nc = acme\n", {("b", "acme")}),
        ("[calm_lint]\r\na = acme\r\n", {("a", "acme")}),
        ("[calm_lint.more]\na = acme\n", set()),
        ("", set()),
    ],
)
def test_entry_points_of_a_distribution(declare: Declare, text: str, points: set[tuple[str, str]]) -> None:
    before = declared()
    declare("acme-1.2.dist-info", text)
    assert declared() - before == points
    assert declared() == declared_by_the_standard_library()


def test_distribution_found_first_counts(declare: Declare) -> None:
    declare("acme-1.0.dist-info", "[calm_lint]\na = old\n", "behind")
    declare("acme-2.0.dist-info", "[calm_lint]\na = new\n", "before")
    assert ("a", "new") in declared()
    assert declared() == declared_by_the_standard_library()


def test_distribution_found_first_counts_however_it_is_spelled(declare: Declare) -> None:
    declare("Acme.Rules-1.0.dist-info", "[calm_lint]\na = old\n", "behind")
    declare("acme_rules-2.0.dist-info", "[calm_lint]\na = new\n", "before")
    assert declared() == declared_by_the_standard_library()


@pytest.mark.parametrize(
    ("folder", "version"),
    [
        ("acme-1.2.dist-info", "1.2"),
        ("acme-1.2-py3.11.egg-info", "1.2"),
        ("acme-1.2+local.7-py3.11-linux-x86_64.egg-info", "1.2+local.7"),
        ("acme.egg-info", ""),
    ],
)
def test_version_of_a_distribution(declare: Declare, folder: str, version: str) -> None:
    declare(folder, "[calm_lint]\na = acme\n")
    assert [(each.project, each.version) for each in entry_points() if each.name == "a"] == [("acme", version)]


FORMATTER = """
from calm_lint.api import Formatter, Profile, hookimpl

def broken(report, *, color):
    raise ValueError(report)

@hookimpl
def calm_lint_formatters():
    return [Formatter("acme", broken), Formatter("none", lambda report, *, color: None)]

@hookimpl
def calm_lint_profiles():
    return [Profile("acme", select=["no-such-rule"])]
"""


@pytest.mark.parametrize(
    ("form", "why"),
    [("acme", "format acme of plugin acme of acmerules 1.2 crashed: ValueError in acmerules_plugin.py:5"),
     ("none", "format none of plugin acme of acmerules 1.2 returned no text")],
)  # fmt: skip
def test_format_that_crashes_is_named_and_the_others_are_written(
    install: Install, lint: Lint, form: str, why: str, tmp_path: Path
) -> None:
    install(FORMATTER)
    done = lint(BAD, "--format", f"markdown={tmp_path / 'summary'}", "--format", f"{form}={tmp_path / 'out'}")
    assert (done.code, done.err) == (2, f"calm-lint: {why}\n")
    assert (tmp_path / "summary").read_text("utf-8").startswith("## calm-lint: the run failed with 1 error\n")
    assert done.codes() == ["CALM101"]
    assert not (tmp_path / "out").exists()


def test_profile_with_a_wrong_name_is_named_and_left_out(install: Install, lint: Lint) -> None:
    install(FORMATTER)
    done = lint(BAD, "--profile", "acme")
    assert done.code == 2
    assert "profile acme of plugin acme of acmerules 1.2 is left out: there is no rule no-such-rule" in done.err
    assert done.codes() == ["CALM101"]


PROFILE = """
from calm_lint.api import Profile, hookimpl

@hookimpl
def calm_lint_profiles():
    return [Profile("acme", ignore=["CALM101"])]
"""


@pytest.mark.parametrize(
    "command",
    [
        ("check", "landscape.yaml"),
        ("worksheet", "landscape.yaml"),
        ("report", "landscape.yaml"),
        ("graph", "landscape.yaml"),
        ("config", "landscape.yaml"),
        ("rules",),
        ("explain", "CALM101"),
    ],
)
def test_a_profile_in_the_configuration_holds_for_every_command(
    install: Install, tmp_path: Path, command: tuple[str, ...]
) -> None:
    install(PROFILE)
    (tmp_path / "calm-lint.toml").write_text('profile = "acme"\n', "utf-8")
    (tmp_path / "landscape.yaml").write_text(BAD, "utf-8")
    done = run(*command, folder=tmp_path, PYTHONPATH=str(tmp_path))
    assert (done.code, done.err) == (0, "")
    assert "must be 443" not in done.out or command[0] == "explain"


def test_second_format_of_a_name_is_left_out(install: Install, lint: Lint) -> None:
    install(FORMATTER)
    install(FORMATTER, name="beta", distribution="betarules")
    done = lint(BAD)
    assert done.code == 2
    assert "format acme of plugin beta of betarules 1.2 is left out: there is that of plugin acme" in done.err


def test_rule_without_examples_is_left_out(install: Install, lint: Lint) -> None:
    install(RULE.replace("return [landscape_name]", "return [landscape_name._replace(examples=())]"))
    done = lint(BAD)
    assert done.code == 2
    assert done.err == (
        "calm-lint: rule ACME001 landscape-name of plugin acme of acmerules 1.2 is left out: "
        "it needs at least one Good and one Bad example\n"
    )
    assert done.codes() == ["CALM101"]
