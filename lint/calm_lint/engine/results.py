"""The result of a run, as formatters get it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from calm_lint.engine.violation import Violation
from calm_lint.errors import RunError
from calm_lint.reading.nodes import Node, Spot
from calm_lint.rulebook.rule import Rule
from calm_lint.rulebook.severity import Severity
from calm_lint.text.limits import USUAL

# A line of a file, by its number or as it will be, masked, with offsets into it and where the mask has moved them.
MaskedLine = Callable[..., tuple[str, list[int]]]


class Gone(NamedTuple):
    """An entry of a baseline whose finding is gone.

    Attributes:
        baseline: the path of the baseline.
        file: the name of the file that the finding was in.
        code: the code of its rule.
        entity: the entity that it was about.
        message: its message.
    """

    baseline: str
    file: str
    code: str
    entity: str
    message: str

    def __str__(self) -> str:
        finding = f"{self.code} in {self.file}, {self.entity}: {self.message}"
        return f"finding is gone, take it out with --prune-baseline: {finding}"


class FileReport(NamedTuple):
    """What came out of one file.

    Attributes:
        name: the name that findings show.
        landscapes: how many documents it holds.
        tenants: how many S/4HANA tenants they describe.
        violations: the findings that count, sorted.
        suppressed: the findings that a comment or the baseline suppresses, sorted.
        errors: rules that crashed on it.
        nodes: how many nodes of each type it holds.
        line: shows a line of it, without secrets.
    """

    name: str
    landscapes: int
    tenants: int
    violations: list[Violation]
    suppressed: list[Violation]
    errors: list[RunError]
    nodes: Counter[type[Node]]
    line: MaskedLine

    def applied(self, rule: Rule) -> int:
        """Count the nodes that a rule looked at; one that looks for faults of the file looked at the file."""
        if issubclass(rule.node, Spot):
            return 1
        return sum(count for kind, count in self.nodes.items() if issubclass(kind, rule.node))


class Report(NamedTuple):
    """What came out of a run.

    Attributes:
        files: one entry per file that was read, in the order of their names.
        errors: what kept the run from doing all of its work.
        rules: the rules that were applied.
        show_suppressed: whether formats list the findings that are suppressed beside the others.
        quiet: whether the text format leaves its summary out.
        most: how many findings the formats for people list.
        gone: the entries of baselines whose findings are gone.
        strict: whether these fail the run.
        idle: whether no selected rule had anything to look at; `errors` says so, too.
        statistics: whether the JSON format tells what each rule looked at and found.
    """

    files: list[FileReport]
    errors: list[RunError]
    rules: list[Rule]
    show_suppressed: bool = False
    quiet: bool = False
    most: int = USUAL.findings
    gone: Sequence[Gone] = ()
    strict: bool = False
    idle: bool = False
    statistics: bool = False

    @property
    def violations(self) -> list[Violation]:
        """The findings that count, sorted by file, line, column, code and path."""
        return [violation for file in self.files for violation in file.violations]

    @property
    def suppressed(self) -> list[Violation]:
        """The findings that a comment or the baseline suppresses, sorted in the same way."""
        return [violation for file in self.files for violation in file.suppressed]

    def shown(self, file: FileReport) -> list[Violation]:
        """Return the findings of a file that formats list, sorted."""
        if not self.show_suppressed or not file.suppressed:
            return file.violations
        return sorted((*file.violations, *file.suppressed), key=lambda each: each.order)

    @property
    def shown_gone(self) -> Sequence[Gone]:
        """The entries whose findings are gone as formats for people list them: a quiet run only what fails it."""
        return self.gone if self.strict or not self.quiet else ()

    def levels(self) -> Counter[Severity]:
        """Count the findings of each level that count."""
        return Counter(violation.severity for violation in self.violations)

    def applied(self, rule: Rule) -> int:
        """Count the nodes that a rule looked at; one that looks for faults of files looked at every file."""
        return sum(file.applied(rule) for file in self.files)

    @property
    def fixable(self) -> int:
        """How many findings have a fix that is safe."""
        return sum(violation.fix is not None and violation.fix.safe for violation in self.violations)
