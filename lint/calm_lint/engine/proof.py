"""The evidence of a check: what came of each sentence, of SAP's pages and of others, for each entity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

from calm_lint.engine.violation import Violation
from calm_lint.rulebook.rule import Rule
from calm_lint.rulebook.sentences import Sentence
from calm_lint.rulebook.severity import Severity

State = Literal["pass", "fail", "waived", "not-applicable", "not-checkable"]
"""What came of a sentence for an entity.

pass: rules looked at the entity, and found nothing. fail: there is a finding of any level. waived: there are findings,
and a comment or a baseline sets all of them aside. not-applicable: the sentence demands nothing of the entity.
not-checkable: nobody can say.
"""

STATES: Final[tuple[State, ...]] = get_args(State)


@dataclass(frozen=True, slots=True)
class Subject:
    """An entity that sentences are about, or a file.

    Attributes:
        file: the name of the file.
        document: the number of the document in a file that has several, from 0; else None.
        kind: the name of its form in the schema, or `file`.
        entity: its name as findings show it, that of the file if it is one.
        path: the JSON Pointer of it.
    """

    file: str
    document: int | None
    kind: str
    entity: str
    path: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a sentence for an entity.

    Attributes:
        state: what came of it.
        why: why it does not apply, cannot be checked or is waived; empty for the others.
        rules: the codes of the rules that decided.
        findings: the numbers of the findings, from 0.
    """

    state: State
    why: str = ""
    rules: tuple[str, ...] = ()
    findings: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of a sentence.

    Attributes:
        sentence: the sentence.
        verdicts: the different verdicts, each with the numbers of the subjects that it is about, from 0.
    """

    sentence: Sentence
    verdicts: Mapping[Verdict, Sequence[int]]

    @property
    def counts(self) -> Counter[State]:
        """How many subjects have each state."""
        return total({verdict.state: len(subjects)} for verdict, subjects in self.verdicts.items())


@dataclass(frozen=True, slots=True)
class Input:
    """A file that the run has read.

    Attributes:
        kind: landscape, binding, certificate, configuration, rules or baseline.
        file: its name.
        sha256: the digest of what was read, None if it could not be read.
    """

    kind: str
    file: str
    sha256: str | None


@dataclass(frozen=True, slots=True)
class AppliedRule:
    """A rule as it was applied.

    Attributes:
        rule: the rule with its options.
        severity: the level of its findings; those of some findings differ.
        files: to how many files it was applied.
    """

    rule: Rule
    severity: Severity
    files: int


@dataclass(frozen=True, slots=True)
class Proof:
    """The evidence of a check.

    Attributes:
        as_of: the day on which waivers and certificates may have expired, as an ISO date.
        code: the digests of the packages of calm-lint and of plugins, by their names.
        inputs: the files that were read.
        rules: the rules that were applied.
        subjects: the files and entities.
        findings: all findings, those that are set aside included.
        decided: the sentences with what came of them.
    """

    as_of: str
    code: Mapping[str, str]
    inputs: Sequence[Input]
    rules: Sequence[AppliedRule]
    subjects: Sequence[Subject]
    findings: Sequence[Violation]
    decided: Sequence[Decided]

    def counts_by_subject(self) -> Sequence[Counter[State]]:
        """Return how many sentences have each state, by subject."""
        counts: list[Counter[State]] = [Counter() for _ in self.subjects]
        for each in self.decided:
            for verdict, subjects in each.verdicts.items():
                for number in subjects:
                    counts[number][verdict.state] += 1
        return counts


def total(counts: Iterable[Mapping[State, int]]) -> Counter[State]:
    """Return the sum of counts."""
    found: Counter[State] = Counter()
    for each in counts:
        found.update(each)
    return found
