"""The estate of a run: the same findings however it is spread over files, in every format."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calm_lint.api import Choices, Request, Session
from calm_lint.run.jobs import FEWEST_FOR_CACHE
from command_line import Done, put, run
from estates import ZONES, landscape

pytestmark = pytest.mark.usefixtures("folder")

SECRET = "Xk93vQm2LpTz8"
DOUBLE = ("b.landscape.yaml", "CALM401")
TWICE = ("b.landscape.yaml", "CALM410")


def check(*args: str, stdin: str = "", **env: str) -> Done:
    return run("check", "--no-cache", *args, stdin=stdin, **env)


def concise(*args: str, stdin: str = "") -> list[tuple[str, str]]:
    return check("--format", "concise", *args, stdin=stdin).findings()


def write(**texts: str) -> None:
    for name, text in texts.items():
        put(f"{name}.landscape.yaml", text)


LANDSCAPES = st.lists(
    st.builds(
        landscape,
        st.sampled_from(("1", "2", "3", "")),
        zone=st.sampled_from(ZONES),
        client=st.sampled_from((-1, 0, 1)),
        name=st.sampled_from(("prod", "dev")),
    ),
    min_size=2,
    max_size=4,
)


def splits(texts: list[str]) -> list[list[list[str]]]:
    """Return all ways to put landscapes into files that keep their order."""
    if not texts:
        return [[]]
    return [[texts[:n], *rest] for n in range(1, len(texts) + 1) for rest in splits(texts[n:])]


@pytest.mark.once
@settings(deadline=None, max_examples=12)
@given(texts=LANDSCAPES)
def test_findings_do_not_depend_on_how_an_estate_is_split(texts: list[str]) -> None:
    session = Session(Choices(no_config=True, select=["CALM2", "CALM4"]), plugins=False)
    results = set()
    for files in splits(texts):
        with TemporaryDirectory() as folder:
            for number, each in enumerate(files):
                Path(folder, f"{number}.landscape.yaml").write_text("---\n".join(each), "utf-8")
            report = session.check(Request([folder], no_cache=True)).report
            assert report.errors == []
            # The hint of a message names the other file.
            results.add(tuple((each.rule.code, each.entity, each.facts or each.message) for each in report.violations))
    assert len(results) == 1


@pytest.mark.parametrize("form", ["text", "concise", "json", "sarif", "github", "gitlab", "junit", "markdown"])
def test_every_format_names_both_files(form: str) -> None:
    write(a=landscape(), b=landscape(zone="beta"))
    done = check("--format", form)
    assert done.code == 1
    assert "b.landscape.yaml" in done.out
    assert "a.landscape.yaml" in done.out


def test_frame_shows_both_ends(folder: Path) -> None:
    write(a=landscape(name="prod-a"), b=landscape(name="prod-b"))
    line = (folder / "b.landscape.yaml").read_text("utf-8").splitlines().index("    id: prod-b") + 1
    assert check().out.startswith(f"""\
warning[CALM410] tenant-described-twice: S/4HANA tenant prod-b is described twice, also in a.landscape.yaml as prod-a \
with the same Global Tenant ID, should be described in one landscape
  --> b.landscape.yaml:{line}:9 in s4hana_tenants[prod-b]
   |
{line} |     id: prod-b
   |         ^^^^^^
   |
  ::: a.landscape.yaml:{line}:9
   |
{line} |     id: prod-a
   |         ------ described here first
   |

Found 1 warning in 2 files: 2 landscapes, 2 S/4HANA tenants, """)


def test_related_location_has_its_file() -> None:
    write(a=landscape(), b=landscape(zone="beta"))
    (finding,) = json.loads(check("--format", "json").out)["findings"]
    (related,) = finding["related"]
    assert (finding["file"], related["file"]) == ("b.landscape.yaml", "a.landscape.yaml")
    (result,) = json.loads(check("--format", "sarif").out)["runs"][0]["results"]
    (location,) = result["relatedLocations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "a.landscape.yaml"
    assert location["physicalLocation"]["region"]["startLine"] == related["line"]


def test_secrets_of_the_other_file_do_not_come_out() -> None:
    secret = landscape(name=SECRET).replace("${CALM_PROD_SECRET}", SECRET)
    assert SECRET in secret
    write(a=secret, b=landscape(name="prod-b"))
    for form in ("text", "json", "sarif", "github", "gitlab", "junit", "markdown", "concise"):
        done = check("--format", form)
        assert "CALM410" in done.out
        assert SECRET not in done.out + done.err


@pytest.mark.parametrize("options", [("--jobs", "1"), ("--jobs", "3")])
def test_cache_and_processes_change_nothing(options: tuple[str, str], tmp_path: Path) -> None:
    for number in range(FEWEST_FOR_CACHE):
        # The last two describe the tenants of the first two, one of them with the same connection.
        tenant = number % (FEWEST_FOR_CACHE - 2)
        write(**{f"c{number:02}": landscape(str(tenant), zone=ZONES[number == FEWEST_FOR_CACHE - 1])})
    without = check("--format", "json", *options)
    assert {each["code"] for each in json.loads(without.out)["findings"]} == {"CALM401", "CALM410"}
    env = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    for _ in range(2):
        assert run("check", "--format", "json", *options, **env) == without
    lines = (tmp_path / "cache" / "calm-lint" / "clean-files-1.txt").read_text("ascii").splitlines()
    # All files are clean by themselves, and two are equal.
    assert len(lines) == FEWEST_FOR_CACHE - 1
    assert not any("745588200" in line or "acme" in line for line in lines)


def test_standard_input_takes_part() -> None:
    write(a=landscape())
    options = ("--stdin-filename", "b.landscape.yaml", ".", "-")
    assert concise(*options, stdin=landscape(zone="beta")) == [DOUBLE]


def test_standard_input_stands_for_the_file_of_its_name() -> None:
    write(a=landscape())
    assert concise("--stdin-filename", "a.landscape.yaml", ".", "-", stdin=landscape(zone="beta")) == []


def test_named_files_are_the_estate() -> None:
    write(a=landscape(), b=landscape(zone="beta"), c=landscape(zone="beta"))
    assert concise("b.landscape.yaml") == []
    assert concise("b.landscape.yaml", "c.landscape.yaml") == [("c.landscape.yaml", "CALM410")]


IGNORED = "  # calm-lint: ignore[CALM410] moves to the other file"


def test_comment_suppresses() -> None:
    write(a=landscape(), b=landscape(comment=IGNORED))
    assert concise() == []
    (finding,) = json.loads(check("--format", "json", "--show-suppressed").out)["findings"]
    assert (finding["code"], finding["suppressed"]["kind"]) == ("CALM410", "comment")


@pytest.mark.parametrize("beside", ["", ", CALM101"])
def test_comment_that_suppresses_nothing_is_found(beside: str) -> None:
    text = landscape(comment=IGNORED.replace("CALM410", f"CALM410{beside}"))
    write(a=landscape(""), b=text)
    assert concise() == [("b.landscape.yaml", "CALM012")]
    assert concise("b.landscape.yaml") == [("b.landscape.yaml", "CALM012")]
    check("--fix")
    assert Path("b.landscape.yaml").read_text("utf-8") == landscape()


def test_comment_is_judged_rule_by_rule() -> None:
    write(a=landscape(), b=landscape(comment=IGNORED.replace("CALM410", "CALM410, CALM101")))
    (finding,) = json.loads(check("--format", "json").out)["findings"]
    assert (finding["code"], finding["message"]) == ("CALM012", "there is no finding of CALM101 to suppress")
    check("--fix")
    assert Path("b.landscape.yaml").read_text("utf-8") == landscape(comment=IGNORED)


def test_diff_is_one_for_a_file() -> None:
    text = landscape(comment=IGNORED).replace("    port: 443", "    port: 8443", 1)
    write(a=landscape(""), b=text)
    out = check("--diff").out
    assert out.count("+++") == 1
    assert re.search(r"\n\+ +port: 443\n", out)
    assert "+    id: prod\n" in out


def test_findings_of_fixed_files_are_shown() -> None:
    scheme = landscape(zone="beta").replace("token_endpoint: https", "token_endpoint: http")
    write(a=landscape(), b=scheme.replace("scenario: SAP_COM_0690", "scenario: SAP_COM_690"))
    assert sorted(code for _, code in concise()) == ["CALM106", "CALM302", "CALM401"]
    assert "CALM401" in check("--fix", "--format", "concise").out
    assert Path("b.landscape.yaml").read_text("utf-8") == landscape(zone="beta")


def test_level_and_selection_are_those_of_the_file_with_the_finding() -> None:
    put("one/a.landscape.yaml", landscape())
    put("two/b.landscape.yaml", landscape())
    put("one/calm-lint.toml", 'ignore = ["CALM410"]\n')
    assert concise() == [("two/b.landscape.yaml", "CALM410")]
    put("two/calm-lint.toml", '[severity]\ntenant-described-twice = "error"\n')
    assert "error CALM410" in check("--format", "concise").out
    put("two/calm-lint.toml", 'ignore = ["CALM410"]\n')
    assert concise() == []
    put("two/calm-lint.toml", '[per-file-ignores]\n"b.*" = ["CALM410"]\n')
    assert concise() == []


def test_protected_rule_cannot_be_suppressed() -> None:
    put("calm-lint.toml", 'protected = ["CALM410"]\n')
    write(a=landscape(), b=landscape(comment=IGNORED))
    assert sorted(code for _, code in concise()) == ["CALM012", "CALM410"]


def test_selected_alone() -> None:
    write(a=landscape(), b=landscape())
    assert concise("--select", "CALM410") == [TWICE]
    assert check("--select", "CALM410", "b.landscape.yaml").code == 0


def test_statistics_count_landscapes() -> None:
    write(a=landscape(), b=f"{landscape()}---\n{landscape('2')}")
    rows = json.loads(check("--statistics", "--format", "json", "--select", "CALM410").out)["statistics"]
    (row,) = [row for row in rows if row["code"] == "CALM410"]
    assert 3 in row.values()


def test_baseline_holds_the_finding_when_files_are_renamed() -> None:
    write(a=landscape(), b=landscape(zone="beta"))
    check("--write-baseline", "baseline.json")
    assert concise("--baseline", "baseline.json") == []
    Path("a.landscape.yaml").rename("a2.landscape.yaml")
    assert concise("--baseline", "baseline.json") == []
    Path("a2.landscape.yaml").unlink()
    assert "gone" in check("--baseline", "baseline.json").out


def git(*args: str) -> None:
    names = ("-c", "user.name=A", "-c", "user.email=a@example.com")
    subprocess.run(["git", *names, *args], check=True, capture_output=True)


def test_since_finds_what_a_change_brings_in_another_file() -> None:
    write(b=landscape(zone="beta"), c=landscape("2"), d=landscape("2"))
    git("init", "--quiet")
    git("add", "--all")
    git("commit", "--quiet", "--message", "before")
    write(a=landscape())
    assert concise("--since", "HEAD") == [DOUBLE]
    assert sorted(concise()) == [DOUBLE, ("d.landscape.yaml", "CALM410")]
    Path("d.landscape.yaml").rename("e.landscape.yaml")
    assert concise("--since", "HEAD") == [DOUBLE]


def test_file_that_cannot_be_read_is_compared_as_far_as_it_goes() -> None:
    write(a=landscape(), b=f"{landscape(zone='beta')}---\nx: [")
    assert {code for _, code in concise()} >= {"CALM001", "CALM401"}


PLUGIN = '''
from calm_lint.api import Bad, Estate, Finding, Good, Severity, Source, hookimpl, rule

@rule(Estate, code="ACME001", severity=Severity.ERROR, source=Source("policy", "1"), screen="",
      examples=[Good("name: A"), Bad("name: B", at="B", message="no", files=(("a.landscape.yaml", "name: B"),))])
def same_name(estate):
    """Why."""
    names = {}
    for landscape in estate.landscapes:
        BODY
        if names.setdefault(landscape.name.value, landscape) is not landscape:
            yield Finding(landscape.name, "no")

@hookimpl
def calm_lint_rules():
    return [same_name]
'''


def plugin(tmp_path: Path, body: str) -> dict[str, str]:
    put(str(tmp_path / "plugin" / "acme.py"), PLUGIN.replace("BODY", body))
    put(str(tmp_path / "plugin" / "acme-1.0.dist-info" / "entry_points.txt"), "[calm_lint]\nacme = acme\n")
    return {"PYTHONPATH": str(tmp_path / "plugin"), "PYTHONDONTWRITEBYTECODE": "1"}


def test_rule_of_a_plugin_sees_all_landscapes(tmp_path: Path) -> None:
    env = plugin(tmp_path, "pass")
    write(a=f"name: Acme\n{landscape('1')}", b=f"name: Acme\n{landscape('2')}")
    assert check("--format", "concise", **env).findings() == [("b.landscape.yaml", "ACME001")]
    assert run("test", **env).code == 0


def test_rule_that_crashes_is_named(tmp_path: Path) -> None:
    env = plugin(tmp_path, "raise ValueError(landscape.name.value)")
    write(a=f"name: Acme\n{landscape('1')}", b=f"name: Acme\n{landscape('1')}")
    done = check("--format", "concise", **env)
    assert done.code == 2
    assert done.findings() == [TWICE]
    assert "rule ACME001 same-name of plugin acme" in done.err
    assert "crashed on the estate: ValueError in acme.py:" in done.err


def test_files_with_nothing_in_common_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Any] = []
    monkeypatch.setattr("calm_lint.run.estate.EstateFile.read", lambda *args: read.append(args))
    write(a=landscape("1"), b=landscape("2"), c=landscape("3"))
    assert Session(plugins=False).check(Request([os.curdir])).report.violations == []
    assert read == []


def test_documents_of_a_file_are_an_estate_in_its_report() -> None:
    write(a=f"{landscape()}---\n{landscape(zone='beta')}")
    survey, _ = Session(plugins=False).survey("a.landscape.yaml")
    assert [(each.rule.code, each.document) for each in survey.report.violations] == [("CALM401", 1)]
    assert "CALM401" in run("report", "a.landscape.yaml", "--output", "-").out


def test_report_worksheet_and_overview_show_what_is_found_over_files(folder: Path) -> None:
    put("all/a.landscape.yaml", f"name: Acme\n{landscape()}")
    put("all/b.landscape.yaml", f"name: Beta\n{landscape(zone='beta')}")
    assert run("report", "all", "--output", "site/") == Done(0, "", "")
    second = "to a second SAP Cloud ALM tenant, beta.authentication.eu10.hana.ondemand.com in addition to"
    pages = {path.name: path.read_text("utf-8") for path in (folder / "site").iterdir()}
    assert {name for name, page in pages.items() if second in page} == {"b.landscape.html", "index.html"}
    assert "1 with errors" in pages["index.html"]
    assert run("worksheet", "all", "--output", "sheets/").code == 0
    sheets = {path.name: path.read_text("utf-8") for path in (folder / "sheets").iterdir()}
    assert {name for name, sheet in sheets.items() if second in sheet} == {"b.landscape.txt"}


def test_rule_that_crashes_is_named_where_pages_are_made(tmp_path: Path) -> None:
    env = plugin(tmp_path, "raise ValueError(landscape.name.value)")
    write(a=f"name: Acme\n{landscape('1')}")
    for paths in (("a.landscape.yaml",), (os.curdir,)):
        done = run("report", *paths, "--output", "site/", **env)
        assert done.code == 2
        assert done.err.count("crashed on the estate: ValueError in acme.py:") == 1


@pytest.mark.parametrize(
    ("later", "misses"),
    [(landscape(zone="beta"), "collects"), (landscape(), "by-the-book"), (landscape("745588201"), None)],
    ids=["connected twice", "described twice", "other tenant"],
)
def test_findings_over_files_count_for_the_rung(later: str, misses: str | None) -> None:
    write(a=landscape(), b=later)
    tenants = json.loads(check("--format", "json").out)["tenants"]
    expected = [("b.landscape.yaml", "s4hana_tenants[prod]", misses)] if misses else []
    assert [(each["file"], each["entity"], each["misses"]) for each in tenants] == expected


def test_no_rung_is_held_where_a_rule_about_the_estate_crashed(tmp_path: Path) -> None:
    env = plugin(tmp_path, "raise ValueError(landscape.name.value)")
    write(a=landscape("1"))
    assert json.loads(check("--format", "json", **env).out)["summary"]["rungs"]["none"] == 1
