"""Many files: the same result with any number of processes and from the cache, which holds nothing of them."""

from __future__ import annotations

import io
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from calm_lint.api import AlmSystem, AlmUser, CloudAlmTenant, CtmsService, Landscape
from calm_lint.cli import progress
from calm_lint.engine.linter import Linter
from calm_lint.engine.results import FileReport
from calm_lint.errors import RunError
from calm_lint.rulebook.examples import complete
from calm_lint.rulebook.plugins import load_rules
from calm_lint.run.cache import Cache
from calm_lint.run.job import Result
from command_line import CALM_LINT, Done, run

ROOT = Path(__file__).parents[2]
SECRET = "Xk93vQm2LpTz8"
CREDENTIAL = """
{"endpoints": {"Api": "https://eu10.alm.cloud.sap/api"}, "uaa": {
"url": "https://acme.authentication.eu10.hana.ondemand.com", "clientid": "sb-calm-deploy!b123456|sapcloudalm!b456789"}}
"""

GOOD = complete(Landscape, "")
TEXTS = [
    GOOD,
    complete(AlmSystem, "port: 8443"),
    complete(AlmUser, f"client_secret: {SECRET}"),
    complete(AlmSystem, "port: 8443 # calm-lint: ignore[system-port] the pilot"),
    "x: [",
]


@pytest.fixture(autouse=True)
def fleet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "fleet"
    for number in range(40):
        (folder / f"c{number}").mkdir(parents=True)
        (folder / f"c{number}" / "landscape.yaml").write_text(TEXTS[number % len(TEXTS)] + f"# {number}\n", "utf-8")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "calm-lint" / "clean-files-1.txt"


def check(*args: str, **env: str) -> Done:
    return run("check", *args, **{"XDG_CACHE_HOME": str(Path("../cache").resolve()), **env})


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("option", ["--show-suppressed", "--statistics"])
def test_number_of_processes_changes_nothing(form: str, option: str) -> None:
    Path("c7/landscape.yaml").unlink()
    Path("c7/landscape.yaml").symlink_to("gone")
    one, *others = (check("--no-cache", "--jobs", n, "--format", form, option, ".", "c7/gone") for n in ("1", "2", "5"))
    assert one[0] == 2
    assert "c7/gone: cannot be read" in one[2]
    assert "CALM205" in one[1]
    assert SECRET not in one[1]
    assert others == [one, one]


def test_second_run_gives_the_same_and_takes_clean_files_from_the_cache(cache: Path) -> None:
    without = check("--no-cache", "--statistics")
    assert not cache.exists()
    first = check("--statistics")
    # Eight of the files are clean.
    assert len(cache.read_text("ascii").splitlines()) == 8
    before = cache.read_text("ascii")
    assert check("--statistics") == first == without
    assert cache.read_text("ascii") == before


def test_cache_holds_hashes_and_counts_alone(cache: Path) -> None:
    check()
    assert cache.stat().st_mode & 0o077 == 0
    for line in cache.read_text("ascii").splitlines():
        digest, landscapes, tenants, counts, *identities = line.split(" ")
        assert len(digest) == 64
        assert (landscapes, tenants) == ("1", "1")
        assert all(each.partition("=")[2].isdecimal() for each in counts.split(","))
        # The client ID with its SAP Cloud ALM tenant.
        assert [re.fullmatch("[0-9a-f]{12}:[0-9a-f]{12}", each) is not None for each in identities] == [True]


def test_what_changes_is_linted_again() -> None:
    check()
    Path("c0/landscape.yaml").write_text(complete(AlmSystem, "port: 80"), "utf-8")
    assert "c0/landscape.yaml:" in check("--format", "concise")[1]
    # Other rules may find something else.
    severe = complete(Landscape, "").replace("system_name: SAP Cloud ALM of Acme", "system_name: CALM_PROD")
    Path("c0/landscape.yaml").write_text(severe, "utf-8")
    assert "CALM110" not in check("--ignore", "CALM110", "--format", "concise")[1]
    assert "CALM110" in check("--format", "concise")[1]


def test_what_depends_on_more_than_the_file_is_not_cached(cache: Path) -> None:
    until = complete(AlmSystem, "port: 443 # calm-lint: ignore[system-port] until=2027-01-31 the pilot")
    named = complete(CloudAlmTenant, "binding_file: key.json")
    for number in range(40):
        Path(f"c{number}/landscape.yaml").write_text(named if number % 2 else until, "utf-8")
        Path(f"c{number}/key.json").write_text(CREDENTIAL)
    # All of them are clean, for now.
    options = ("--ignore", "system-port", "--format", "concise")
    assert check("--today", "2027-01-01", *options) == (0, "", "")
    assert not cache.exists()
    Path("c1/key.json").write_text("{}")
    found = [line.split()[2] for line in check("--today", "2027-02-01", *options)[1].splitlines()]
    assert sorted(found) == ["CALM006"] + ["CALM014"] * 20


def test_what_depends_on_a_service_key_is_not_cached(cache: Path) -> None:
    key = '{"uri": "https://a.ts.cfapps.eu10.hana.ondemand.com", "uaa": {"url": "https://a", "clientid": "b"}}'
    for number in range(40):
        Path(f"c{number}/landscape.yaml").write_text(complete(CtmsService, "service_key_file: key.json"), "utf-8")
        Path(f"c{number}/key.json").write_text(key)
    check("--format", "concise")
    assert not cache.exists()
    Path("c1/key.json").write_text("{}")
    assert next(line for line in check("--format", "concise")[1].splitlines() if "CALM006" in line)[:3] == "c1/"


def test_key_that_is_spelled_with_escapes_is_not_cached() -> None:
    text = complete(CloudAlmTenant, "binding_file: key.json").replace("binding_file", '"binding\\x5ffile"')
    for number in range(40):
        Path(f"c{number}/landscape.yaml").write_text(text, "utf-8")
        Path(f"c{number}/key.json").write_text(CREDENTIAL)
    assert check("--format", "concise") == (0, "", "")
    Path("c1/key.json").write_text("{}")
    code, out, _ = check("--format", "concise")
    assert (code, out[:17]) == (1, "c1/landscape.yaml")


def test_limits_are_not_those_of_the_run_before() -> None:
    for number in range(40):
        Path(f"c{number}/landscape.yaml").write_text(GOOD + f"# {number}\n", "utf-8")
    assert check()[0] == 0
    assert check("--limit", "depth=3", "--format", "concise")[1].count("CALM001") == 40
    assert check()[0] == 0


def test_configuration_is_not_that_of_the_run_before(cache: Path) -> None:
    check()
    before = len(cache.read_text("ascii").splitlines())
    for number, text in enumerate(("[severity]\nsystem-port = 'info'", "[rule-options.unknown-region]\nalso = ['x']")):
        Path("calm-lint.toml").write_text(text)
        check()
        assert len(cache.read_text("ascii").splitlines()) == before * (number + 2)


DECLARED = """
rules:
  - code: ACME001
    name: acme-name
    level: warning
    message: no
    why: Why.
    for: landscape
    must: {required: [format]}
    examples: {good: ["name: Acme"], bad: [{yaml: "name: Nobody", at: Nobody}]}
"""


def test_declarative_rule_is_not_that_of_the_run_before() -> None:
    Path("calm-lint.toml").write_text("rules = ['acme.yaml']")
    Path("acme.yaml").write_text(DECLARED)
    assert run("--select", "ACME001", "--format", "concise")[::2] == (1, "")
    Path("acme.yaml").write_text(DECLARED.replace("[format]", "[name]"))
    # Of each 5 files, one is no YAML.
    assert run("--select", "ACME001", "--format", "concise")[1].count("ACME001") == 32


@pytest.mark.parametrize(
    "changed",
    [
        "calm_lint/formats/json.py",
        "calm_lint/cli/output.py",
        "calm_lint/deep/down/new.py",
        "calm_lint_rules/public_edition/system_port.py",
        "calm_lint_rules/_references.py",
        "calm_lint_schemas/landscape_gate.py",
        "calm_lint_schemas/landscape.schema.json",
        "PyYAML-99.dist-info/METADATA",
    ],
)
def test_results_of_other_code_are_not_used(cache: Path, tmp_path: Path, changed: str) -> None:
    for source in ("lint/calm_lint", "rules/calm_lint_rules", "schemas/calm_lint_schemas"):
        shutil.copytree(ROOT / source, tmp_path / "code" / Path(source).name)
    env = {"PYTHONPATH": str(tmp_path / "code"), "PYTHONDONTWRITEBYTECODE": "1"}
    for _ in range(2):
        check(**env)
        assert len(cache.read_text("ascii").splitlines()) == 8
    path = tmp_path / "code" / changed
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    check(**env)
    assert len(cache.read_text("ascii").splitlines()) == 16


PLUGIN = """
from acme.deep.down import values
from acme_common import more
from calm_lint.api import AlmSystem, Bad, Finding, Good, Severity, Source, hookimpl, rule

@rule(AlmSystem, code="ACME001", severity=Severity.ERROR, source=Source("policy", "1"), screen="",
      examples=[Good("port: 443"), Bad("port: 80", at="80", message="no")])
def acme(system):
    \"\"\"Why.\"\"\"
    if values.WRONG or more.WRONG:
        yield Finding(system.port, "no")

@hookimpl
def calm_lint_rules():
    return [acme]
"""


@pytest.mark.parametrize("changed", ["acme/deep/down/values.py", "acme_common/more.py"])
def test_helper_modules_of_a_plugin_that_is_developed_count(tmp_path: Path, changed: str) -> None:
    # As an editable installation: the metadata is elsewhere, and the sources are where they are developed.
    source, metadata = tmp_path / "source", tmp_path / "installed" / "acme-1.0.dist-info"
    for name in ("acme/deep/down/values.py", "acme_common/more.py"):
        (source / name).parent.mkdir(parents=True)
        (source / name).write_text("WRONG = False\n")
    (source / "acme/__init__.py").write_text(PLUGIN)
    metadata.mkdir(parents=True)
    (metadata / "entry_points.txt").write_text("[calm_lint]\nacme = acme\n")
    env = {"PYTHONPATH": f"{source}{os.pathsep}{metadata.parent}", "PYTHONDONTWRITEBYTECODE": "1"}
    assert "ACME001" not in check("--format", "concise", **env)[1]
    (source / changed).write_text("WRONG = True\n")
    assert (
        check("--format", "concise", **env)[1].count("ACME001") == check("--no-cache", **env)[1].count("ACME001]") > 8
    )


def test_class_of_a_plugin_with_the_name_of_ours_gets_no_counts(tmp_path: Path) -> None:
    theirs = type("AlmUser", (AlmUser,), {})

    linter = Linter(load_rules()[0])
    report = linter.lint("landscape.yaml", GOOD.encode())
    cache = Cache(str(tmp_path))
    cache.add(Result(report, cache.key(linter, GOOD.encode())))
    cache.save()
    known = Cache(str(tmp_path)).get(cache.key(linter, GOOD.encode()), "landscape.yaml", linter)
    assert known
    assert isinstance(known.outcome, FileReport)
    assert known.outcome.nodes == report.nodes
    assert theirs not in known.outcome.nodes


def test_torn_lines_are_none(cache: Path) -> None:
    check()
    lines = cache.read_text("ascii").splitlines()
    cache.write_bytes(b"\xff\n" + "\n".join([lines[0][:70], lines[1][3:], *lines[2:]]).encode() + b"\nsome")
    assert check()[1] == check("--no-cache")[1]


def test_runs_beside_each_other_share_the_cache(cache: Path) -> None:
    env = {"PATH": os.defpath, "XDG_CACHE_HOME": str(cache.parents[1])}
    runs = [subprocess.Popen([CALM_LINT, "."], env=env, stdout=subprocess.PIPE) for _ in range(4)]
    outputs = {process.communicate(timeout=120)[0] for process in runs}
    assert len(outputs) == 1
    assert len(set(cache.read_text("ascii").splitlines())) == 8


def test_cache_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    assert check() == check("--no-cache")


def test_cache_is_switched_off_by_a_variable(cache: Path) -> None:
    check(CALM_LINT_NO_CACHE="1")
    assert not cache.exists()


def test_few_files_are_not_cached(cache: Path) -> None:
    check("c0", "c5")
    assert not cache.exists()


def test_interrupt_ends_all_processes() -> None:
    large = GOOD + "x-a:\n" + "  - {b: c, d: e}\n" * 20_000
    for number in range(40):
        Path(f"c{number}/landscape.yaml").write_text(large, "utf-8")
    command = [CALM_LINT, "check", "--jobs", "2", "--no-cache"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while process.poll() is None and not children.read_text():
        pass
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (2, "", "calm-lint: interrupted\n")


def test_progress_is_shown_to_people_who_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    def shown(*, terminal: bool, seconds: float) -> str:
        stream = io.StringIO()
        monkeypatch.setattr(stream, "isatty", lambda: terminal)
        monkeypatch.setattr(sys, "stderr", stream)
        clock = iter(seconds * number for number in range(10))
        monkeypatch.setattr(progress, "monotonic", lambda: next(clock))
        results = [RunError("io", str(number)) for number in range(4)]
        assert list(progress.Progress().over(results, 4)) == results
        return stream.getvalue()

    assert "Linting" in shown(terminal=True, seconds=0.6)
    assert "100%" in shown(terminal=True, seconds=0.6)
    assert shown(terminal=True, seconds=0.1) == ""
    assert shown(terminal=False, seconds=0.6) == ""
