"""The result of a run, as formatters get it."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from calm_lint.engine.violation import MaskedLine, Violation
from calm_lint.errors import RunError
from calm_lint.model import Estate, Landscape
from calm_lint.model.estate import Identity
from calm_lint.reading.nodes import Node, Spot
from calm_lint.rulebook.rule import Rule
from calm_lint.rulebook.rungs import Rung, below, lower
from calm_lint.rulebook.severity import Severity
from calm_lint.text.limits import USUAL

if TYPE_CHECKING:
    from calm_lint.engine.proof import Proof


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


class Missed(NamedTuple):
    """An S/4HANA tenant that misses a rung.

    Attributes:
        document: the number of its document in a file that has several, from 0; else None.
        entity: its name as findings show it, as in `s4hana_tenants[dev]`.
        rung: the first rung that it misses.
    """

    document: int | None
    entity: str
    rung: Rung

    @property
    def tenant(self) -> str:
        """Its id, its place in the list where it has none."""
        return self.entity.partition("[")[2].removesuffix("]")


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
        judged: the last rung that its tenants may hold, as all rules up to it were applied; None if there is none.
        missed: the tenants that miss a rung by a finding, suppressed or not, in the order of the file.
        identities: by what each of its landscapes is compared with others.
        undecided: whether a comment suppresses a rule about the estate whose findings are not known yet.
    """

    name: str
    landscapes: int
    tenants: int
    violations: list[Violation]
    suppressed: list[Violation]
    errors: list[RunError]
    nodes: Counter[type[Node]]
    line: MaskedLine
    judged: Rung | None = None
    missed: Sequence[Missed] = ()
    identities: Sequence[Sequence[Identity]] = ()
    undecided: bool = False

    def held(self, missed: Missed) -> Rung | None:
        """Return the last rung that a tenant holds which misses one, None if it holds none."""
        return lower(below(missed.rung), self.judged)

    def applied(self, rule: Rule) -> int:
        """Count the nodes that a rule looked at: the file where it looks for faults, its landscapes of an estate."""
        if issubclass(rule.node, Spot):
            return 1
        if issubclass(rule.node, Estate):
            return self.nodes[Landscape]
        return sum(count for kind, count in self.nodes.items() if issubclass(kind, rule.node))

    def without_secrets_of(self, other: "FileReport") -> "FileReport":
        """Return the report with the secrets of another state of the file masked, too.

        A fix takes a secret away in one place. Where else it stands, it is still known to be one.
        """
        line = self.line.with_secrets_of(other.line)
        if line is self.line:
            return self
        violations, suppressed = (
            [each.masked(line.text) for each in found] for found in (self.violations, self.suppressed)
        )
        missed = [each._replace(entity=line.text(each.entity)) for each in self.missed]
        return self._replace(violations=violations, suppressed=suppressed, line=line, missed=missed)


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
        proof: what came of each sentence for each entity, None unless the format evidence is written.
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
    proof: "Proof | None" = None

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
    def rungs(self) -> Counter[Rung | None]:
        """Count the S/4HANA tenants by the last rung that they hold, None for those that hold none."""
        held: Counter[Rung | None] = Counter()
        for file in self.files:
            held[file.judged] += file.tenants - len(file.missed)
            held.update(file.held(each) for each in file.missed)
        return held

    @property
    def fixable(self) -> int:
        """How many findings have a fix that is safe."""
        return sum(violation.fix is not None and violation.fix.safe for violation in self.violations)


def clean_report(
    name: str, landscapes: int, tenants: int, nodes: Counter[type[Node]], judged: Rung | None
) -> FileReport:
    """Return the report on a file in which nothing is found."""
    return FileReport(name, landscapes, tenants, [], [], [], nodes, NO_LINES, judged)


class _NoLines:
    """Stands for the lines of a file without findings, of which none is shown."""

    def __call__(self, line: int, *_: int) -> tuple[str, list[int]]:
        raise LookupError(f"line {line} of a file without findings")

    def version(self, content: bytes) -> list[str]:
        raise LookupError(f"{len(content)} bytes of a file without findings")

    def text(self, text: str) -> str:
        raise LookupError(f"{len(text)} characters about a file without findings")

    def with_secrets_of(self, *_: object) -> MaskedLine:
        return self


NO_LINES: Final = _NoLines()
"""The lines of a file in which nothing is found."""
