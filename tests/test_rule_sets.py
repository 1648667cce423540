"""The rules of each version: what was released stays as it was, and a configuration may keep to it."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from packaging.version import Version

from calm_lint import __version__
from calm_lint.api import RUNGS, Bad, Finding, Good, Landscape, OutboundService, Rule, RuleError, Severity, Source, rule
from calm_lint.rulebook.contributions import Profile
from calm_lint.rulebook.examples import complete
from calm_lint.rulebook.plugins import load_plugins
from calm_lint.rulebook.selection import named
from calm_lint.run import session
from calm_lint.run.request import Request
from calm_lint.run.session import Session
from calm_lint.settings.choices import Choices
from calm_lint.settings.configuration import Configuration
from calm_lint.settings.effective import as_text, effective
from calm_lint.settings.policy import Policy
from calm_lint.settings.precedence import DEFAULT
from command_line import run

GOLDEN = Path(__file__).with_name("golden")
CURRENT = ".".join(__version__.split(".")[:2])
RELEASED = sorted(path.stem.partition("-")[2] for path in GOLDEN.glob("catalogue-*.txt") if CURRENT not in path.stem)


def catalogue(rules: list[Rule], version: str) -> str:
    """Return the rules that a version has: code, name, and the version that brought them."""
    of_version = (each for each in rules if Version(each.since) <= Version(version))
    return "".join(f"{each.code} {each.name} {each.since}\n" for each in of_version)


@pytest.mark.parametrize("version", RELEASED)
def test_a_released_version_keeps_its_rules(rules: list[Rule], version: str) -> None:
    """None of them disappears, has another code, name or `since`, and none comes to them."""
    assert catalogue(rules, version) == (GOLDEN / f"catalogue-{version}.txt").read_text("utf-8")


def test_catalogue_of_this_version(rules: list[Rule], golden: Callable[[str, str], None]) -> None:
    assert all(Version(each.since) <= Version(CURRENT) for each in rules)
    golden(f"catalogue-{CURRENT}.txt", catalogue(rules, CURRENT))


def test_every_rule_says_its_rung_and_its_version(rules: list[Rule]) -> None:
    for each in rules:
        head = inspect.getsource(each.check).partition("\ndef ")[0]
        assert f'\n    rung="{each.rung}",\n' in head, each.name
        assert f'\n    since="{each.since}",\n' in head, each.name


def test_every_rule_is_on_one_rung_and_a_rung_holds_those_below(rules: list[Rule]) -> None:
    connects, collects, by_the_book = (set(named(rules, rung)) for rung in RUNGS)
    assert connects < collects < by_the_book == set(rules)
    assert {each.rung for each in collects - connects} == {"collects"}
    assert {"CALM001", "CALM002", "CALM003"} <= {each.code for each in connects}


def made(**more: Any) -> Rule:
    def acme_name(landscape: Landscape) -> object:
        """It has to have one."""
        yield Finding(landscape.name, "no name")

    examples: list[Good | Bad] = [Good("name: A"), Bad("name:", at="format", message="no name")]
    source = Source("policy", "1")
    return rule(
        Landscape, code="ACME001", severity=Severity.ERROR, source=source, screen="", examples=examples, **more
    )(acme_name)  # type: ignore[arg-type]


def test_rules_of_plugins_may_leave_out_what_is_said_of_ours() -> None:
    acme = made()
    assert (acme.rung, acme.since, acme.status) == ("by-the-book", "", "stable")


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"rung": "connect"}, "there is no rung connect, choose from connects, collects, by-the-book"),
        ({"since": "v1"}, "since is v1, must be a version such as 0.1"),
        ({"status": "new"}, "there is no status new, choose from stable, preview, deprecated"),
    ],
)
def test_what_a_rule_says_is_checked(more: dict[str, str], why: str) -> None:
    with pytest.raises(RuleError, match=f"rule ACME001 acme-name: {why}"):
        made(**more)


def policy(rules: list[Rule], configuration: Configuration, choices: Choices | None = None) -> Policy:
    return Policy(rules, configuration, choices or Choices(), None, Profile(""))


FROZEN = Configuration(file="calm-lint.toml", rules_as_of="0.1")


def newer(rules: list[Rule], *codes: str, version: str = "0.2") -> list[Rule]:
    """Return the rules as if some of them had come later."""
    return [each._replace(since=version) if each.code in codes else each for each in rules]


def applied(policy: Policy) -> set[str]:
    return {each.code for each in policy.linter("a.yaml").rules}


def test_newer_rules_are_left_out(rules: list[Rule]) -> None:
    frozen = policy(newer(rules, "CALM101", "CALM305"), FROZEN)
    assert {each.code for each in rules} - applied(frozen) == {"CALM101", "CALM305"}
    assert frozen.note == (
        "calm-lint.toml: rules-as-of 0.1 leaves out 2 newer rules, which calm-lint config FILE lists"
    )
    assert policy(rules, FROZEN).note == ""
    assert policy(newer(rules, "CALM101"), FROZEN._replace(ignore=["CALM1"])).note == ""
    # All rules of its version are applied, so that the rungs are judged by them.
    assert frozen.linter("a.yaml").judged == "by-the-book"


def test_a_newer_rule_counts_where_it_is_selected_itself(rules: list[Rule]) -> None:
    later = newer(rules, "CALM101", "CALM305")
    assert "CALM101" in applied(policy(later, FROZEN._replace(extend_select=["system-port"])))
    assert "CALM101" in applied(policy(later, FROZEN, Choices(select=["calm101"])))
    for name in ("CALM1", "connects", "ALL"):
        assert "CALM101" not in applied(policy(later, FROZEN, Choices(select=[name])))


def test_what_is_always_applied_is_never_too_new(rules: list[Rule]) -> None:
    later = newer(rules, "CALM001", "CALM002", "CALM011", "CALM101", "CALM205")
    frozen = FROZEN._replace(protected=["system-port"])
    assert {each.code for each in rules} - applied(policy(later, frozen)) == set()


def test_rules_of_plugins_have_versions_of_their_own(rules: list[Rule]) -> None:
    acme = made(since="7.0")
    assert "ACME001" in applied(policy([*rules, acme], FROZEN))


def test_a_rule_in_preview_is_applied_only_where_it_is_selected_itself(rules: list[Rule]) -> None:
    preview = [each._replace(status="preview") if each.code == "CALM101" else each for each in rules]
    assert "CALM101" not in applied(policy(preview, Configuration()))
    assert "CALM101" not in applied(policy(preview, Configuration(), Choices(select=["CALM1"])))
    assert "CALM101" in applied(policy(preview, Configuration(), Choices(extend_select=["CALM101"])))
    assert policy(preview, Configuration()).held_back == {"CALM101": DEFAULT}


def test_a_run_says_once_how_many_rules_are_newer(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = load_plugins()
    later = loaded._replace(rules=newer(loaded.rules, "CALM305"))
    monkeypatch.setattr(session, "load_plugins", lambda **_: later)
    (folder / "calm-lint.toml").write_text('rules-as-of = "0.1"\n')
    for name in ("a", "b"):
        (folder / f"{name}.landscape.yaml").write_text(complete(OutboundService, "port: 80"))
    outcome = Session().check(Request(["."]))
    assert outcome.report.violations == []
    assert outcome.notes == [
        "calm-lint.toml: rules-as-of 0.1 leaves out 1 newer rule, which calm-lint config FILE lists"
    ]
    found = effective(Session().policy(), "a.landscape.yaml")
    (left_out,) = (each for each in found.rules if not each.applied)
    assert (left_out.rule.code, left_out.state) == ("CALM305", "newer, left out")
    assert "off      newer, left out by calm-lint.toml:1\n" in as_text(found)


def test_config_shows_the_versions_that_it_names(folder: Path) -> None:
    (folder / "calm-lint.toml").write_text('rules-as-of = "0.1"\nrequired-version = ">=0.1,<9"\n')
    settings = json.loads(run("config", "--format=json", "a.landscape.yaml").out)["settings"]
    named = {name: (settings[name]["value"], settings[name]["origin"]["line"]) for name in settings}
    assert named["rules-as-of"] == ("0.1", 1)
    assert named["required-version"] == (">=0.1,<9", 2)


def test_of_another_version_only_that_is_said(folder: Path) -> None:
    (folder / "calm-lint.toml").write_text('[tool]\nnew = 1\n[severity]\nno-rule = "error"\n')
    (folder / "a.landscape.yaml").write_text(complete(Landscape, ""))
    (folder / "calm-lint.toml").write_text('required-version = "~=7.1"\nnew-key = 1\n')
    done = run("a.landscape.yaml")
    assert done.code == 2
    assert done.err == (
        f"calm-lint: calm-lint.toml: line 1: required-version is ~=7.1, and this is calm-lint {__version__}: "
        "install a version that fits\n"
    )
