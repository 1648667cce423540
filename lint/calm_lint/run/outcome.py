"""The result of a run."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from calm_lint.engine.results import FileReport, Report
from calm_lint.rulebook.rule import Rule
from calm_lint.rulebook.severity import Severity
from calm_lint.run.jobs import Linted
from calm_lint.settings.policy import Policy

if TYPE_CHECKING:
    from calm_lint.run.fix_files import Fixer

# The levels at which a run counts as failed.
FAIL_ON: Mapping[str, Sequence[Severity]] = {
    "error": [Severity.ERROR],
    "warning": [Severity.ERROR, Severity.WARNING],
    "info": list(Severity),
    "never": [],
}


class Outcome(NamedTuple):
    """The result of a run.

    Attributes:
        report: the findings, and the errors that kept the run from its work.
        failing: whether a finding has a level that fails the run.
        fixer: the fixes that were applied or would be, None if none were asked for.
        notes: sentences about baselines that were written, and about rules that are left out as newer.
        all_excluded: whether the configuration excludes every file that was named.
    """

    report: Report
    failing: bool = False
    fixer: "Fixer | None" = None
    notes: Sequence[str] = ()
    all_excluded: bool = False


def had_work(policy: Policy, file: FileReport) -> bool:
    """Check whether anything was found in a file, or a selected rule had something to look at."""
    # Where a file has no landscape, a comment that suppresses the finding about that leaves nothing.
    if not file.landscapes:
        return bool(file.violations)
    return bool(file.violations or file.suppressed) or any(file.applied(rule) for rule in policy.selected(file.name))


def applied_rules(linted: Iterable[Linted]) -> list[Rule]:
    """Return the rules that were applied, by their codes."""
    linters = dict.fromkeys(policy.linter(file.name) for policy, file in linted)
    rules = {rule.code: rule for linter in linters for rule in linter.rules}
    return sorted(rules.values(), key=lambda rule: rule.code)


def is_failing(linted: Iterable[Linted]) -> bool:
    """Check whether a finding has a level that fails the run."""
    return any(each.severity in FAIL_ON[policy.fail_on] for policy, file in linted for each in file.violations)
