"""What came of each sentence for each entity of one file: from what rules looked at, and what they found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from calm_lint.engine.applies import APPLIES
from calm_lint.engine.kinds import kinds_of, other_way, unknown_way
from calm_lint.engine.known import KNOWN
from calm_lint.engine.proof import Subject, Verdict
from calm_lint.engine.survey import Survey
from calm_lint.engine.violation import Violation
from calm_lint.model import Estate
from calm_lint.model.entity import Entity
from calm_lint.reading.document import REJECTED, json_pointer
from calm_lint.reading.nodes import DuplicateKey, SchemaFault, Suppression, SyntaxFault, UnusedSuppression
from calm_lint.rulebook.rule import Rule
from calm_lint.rulebook.sentences import FILE, Sentence
from calm_lint.text.references import is_placeholder, is_reference

# What reading and the schema check look for in every file: a rule about them is called where there is one.
_FAULTS: Final = (SyntaxFault, DuplicateKey, SchemaFault)
_UNREAD: Final = "the file cannot be read to its end"
# A reference is what belongs there.
_SECRETS: Final = ("client_secret", "key_store_password")


class FileVerdicts:
    """The verdicts about the entities of one file.

    Args:
        survey: the file, with its findings.
        rules: the rules that were applied to it, by code.
        off: why other rules were not, by code.
        estate_failed: whether the rules about the estate did not come to their end.
        sentences: the sentences.
        first: the number of the first finding of the file, and of its first subject.

    Attributes:
        subjects: the file and its entities.
        findings: the findings in it, those that are set aside included.
    """

    def __init__(
        self,
        survey: Survey,
        rules: Mapping[str, Rule],
        off: Mapping[str, str],
        sentences: Sequence[Sentence],
        first: tuple[int, int],
        *,
        estate_failed: bool,
    ) -> None:
        report = survey.report
        self._survey, self._rules, self._off = survey, rules, off
        self._sentences, self._estate_failed = sentences, estate_failed
        self._first_finding, self._first_subject = first
        self.findings = sorted((*report.violations, *report.suppressed), key=lambda each: each.order)
        self._entities: list[Entity | None] = [None]
        self.subjects = [Subject(report.name, None, FILE, report.name, "")]
        several = {each.document for each in self.findings} - {None} or report.landscapes > 1
        for node in survey.trail.nodes:
            # What has no form of its own in the schema is part of what it stands in.
            if isinstance(node, Entity) and node.definition:
                index = node.document.index if several else None
                name = survey.show(node.document.entity_name(node.path))
                self._entities.append(node)
                self.subjects.append(Subject(report.name, index, node.definition, name, json_pointer(node.path)))
        self._kinds = [{FILE} if each is None else {*kinds_of(each)} for each in self._entities]
        self._by_pointer = {(each.document, each.path): n for n, each in enumerate(self.subjects) if n}
        self._by_name: defaultdict[tuple[int | None, str], list[int]] = defaultdict(list)
        for number, each in enumerate(self.subjects):
            self._by_name[each.document, each.entity].append(number)
        self._shown = [survey.trail.shown(each) for each in self._entities]
        self._is_well_formed = not any(isinstance(node, SchemaFault) for node in survey.trail.nodes)
        self._is_read = not any(isinstance(node, SyntaxFault) for node in survey.trail.nodes)
        self._rejected: dict[int, bool] = {}

    def verdicts(self) -> Iterator[tuple[int, int, Verdict]]:
        """Yield the numbers of a sentence and of a subject, with the verdict."""
        assigned = self._assigned()
        of_kind: defaultdict[str, list[int]] = defaultdict(list)
        for number, kinds in enumerate(self._kinds):
            for kind in kinds:
                of_kind[kind].append(number)
        for number, sentence in enumerate(self._sentences):
            # Findings may stand elsewhere than in what a sentence is about.
            about = dict.fromkeys(assigned[number], "")
            about |= {subject: kind for kind in reversed(sentence.about) for subject in of_kind[kind]}
            for subject, kind in sorted(about.items()):
                found = assigned[number].get(subject)
                verdict = self._found(found) if found else self._decide(sentence, subject, kind)
                yield number, self._first_subject + subject, verdict

    def _found(self, numbers: Sequence[int]) -> Verdict:
        found = [self.findings[number] for number in numbers]
        rules = tuple(sorted({each.rule.code for each in found}))
        ours = tuple(self._first_finding + number for number in sorted(numbers))
        if any(each.suppression is None for each in found):
            return Verdict("fail", "", rules, ours)
        return Verdict("waived", "; ".join(dict.fromkeys(map(_waiver, found))), rules, ours)

    def _assigned(self) -> Sequence[dict[int, list[int]]]:
        """Return for each sentence the subjects that break it, with the numbers of the findings."""
        assigned: list[dict[int, list[int]]] = [{} for _ in self._sentences]
        naming: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        for number, sentence in enumerate(self._sentences if self.findings else ()):
            for kind, codes in sentence.checks.items():
                for code in codes:
                    naming[code].append((number, kind))
        for finding, violation in enumerate(self.findings):
            lines = [*self._lines(violation)]
            broken = [
                (number, subject, kind)
                for number, kind in naming[violation.rule.code]
                for line in lines
                if (subject := next((each for each in line if kind in self._kinds[each]), None)) is not None
            ]
            # A finding belongs to sentences that apply. If there is none, it is shown all the same.
            applying = [each for each in broken if not self._irrelevant(self._sentences[each[0]], *each[1:])]
            elsewhere = [(naming[violation.rule.code][0][0], line[0], "") for line in lines]
            for number, subject in dict.fromkeys(each[:2] for each in applying or broken or elsewhere):
                assigned[number].setdefault(subject, []).append(finding)
        return assigned

    def _lines(self, violation: Violation) -> Iterator[list[int]]:
        """Yield the subjects in which a finding stands, the innermost first; then those of others with its text."""
        document = violation.document
        pointer = violation.path
        yield [*self._upwards(document, pointer)]
        for name in violation.also:
            while name and not self._by_name.get((document, name)):
                name = name.rpartition(".")[0]
            for number in self._by_name.get((document, name), ()):
                yield [*self._upwards(document, self.subjects[number].path)]

    def _upwards(self, document: int | None, pointer: str) -> Iterator[int]:
        while True:
            if number := self._by_pointer.get((document, pointer)):
                yield number
            if not pointer:
                break
            pointer = pointer.rpartition("/")[0]
        yield 0

    def _irrelevant(self, sentence: Sentence, subject: int, kind: str) -> str:
        """Return why a sentence does not apply to a subject of a kind."""
        entity = self._entities[subject]
        if entity is None:
            return ""
        condition = sentence.condition(kind)
        return other_way(entity, sentence.connects) or (APPLIES[condition](entity) if condition else "")

    def _decide(self, sentence: Sentence, subject: int, kind: str) -> Verdict:
        """Return the verdict about a subject without a finding."""
        if why := self._irrelevant(sentence, subject, kind) or sentence.nothing:
            return Verdict("not-applicable", why)
        if sentence.not_checked:
            return Verdict("not-checkable", sentence.not_checked)
        codes = sentence.checks[kind]
        if off := tuple(code for code in codes if code not in self._rules):
            return Verdict(
                "not-checkable", "; ".join(f"{code} is {self._off.get(code, 'not there')}" for code in off), off
            )
        entity = self._entities[subject]
        if stopped := tuple(code for code in codes if self._has_stopped(code, entity)):
            return Verdict("not-checkable", f"{', '.join(stopped)} did not come to an end", stopped)
        if why := self._unknown(sentence, entity) if entity else "" if self._is_read else _UNREAD:
            return Verdict("not-checkable", why, codes)
        looked = tuple(code for code in codes if self._looks(self._rules[code], subject))
        if not looked:
            return Verdict("not-applicable", "it holds nothing that the rules look at", codes)
        return Verdict("pass", "", looked)

    def _has_stopped(self, code: str, entity: Entity | None) -> bool:
        """Return whether a rule crashed on what it had to look at."""
        if self._estate_failed and self._rules[code].looks_at_estate:
            return True
        return bool(self._survey.report.errors) and code in self._survey.trail.crashed(entity)

    def _unknown(self, sentence: Sentence, entity: Entity) -> str:
        """Return what keeps anybody from saying whether an entity keeps a sentence."""
        if entity.document.truncated:
            return _UNREAD
        own = {field.key for field in entity.fields.values()} | {part.key for part in entity.parts.values()}
        fields = [key for key in sentence.fields if key in own]
        if rejected := [key for key in fields if entity.raw(key) is REJECTED]:
            return f"the schema rejects {', '.join(rejected)}"
        if entity.rejected or not (fields or self._is_well_formed or not self._holds_rejected(entity.data)):
            return "the schema rejects something in it"
        if absent := [key for key in fields if entity.data.get(key) in (None, [], "")]:
            return f"{', '.join(absent)} {'are' if len(absent) > 1 else 'is'} not in the file"
        texts = {key: value for key in fields if isinstance(value := entity.data.get(key), str) and key not in _SECRETS}
        if given := [key for key, value in texts.items() if is_reference(value)]:
            return f"{', '.join(given)} is a reference to a secret"
        if given := [key for key, value in texts.items() if is_placeholder(value)]:
            return f"{', '.join(given)} holds a placeholder"
        if why := unknown_way(entity, sentence.connects):
            return why
        return next(filter(None, (KNOWN[name](entity) for name in sentence.needs)), "")

    def _holds_rejected(self, data: object) -> bool:
        """Return whether the schema rejects anything inside data; aliases may have the same data often."""
        if not isinstance(data, dict | list):
            return data is REJECTED
        if id(data) not in self._rejected:
            self._rejected[id(data)] = False
            values = data.values() if isinstance(data, dict) else data
            self._rejected[id(data)] = any(map(self._holds_rejected, values))
        return self._rejected[id(data)]

    def _looks(self, rule: Rule, subject: int) -> bool:
        """Return whether a rule was shown a subject, what that stands in, or something inside it."""
        # Every file is read and checked against the schema, and the estate is shown with all its landscapes.
        if issubclass(rule.node, (Estate, *_FAULTS)):
            return True
        # What suppresses nothing is looked for where something suppresses.
        node = Suppression if issubclass(rule.node, UnusedSuppression) else rule.node
        return any(issubclass(kind, node) for kind in self._shown[subject])


def _waiver(violation: Violation) -> str:
    waiver = violation.suppression
    if waiver is None:
        return ""
    reason = f": {waiver.reason}" if waiver.reason else ""
    until = f", until {waiver.until}" if waiver.until else ""
    return f"by {'the baseline' if waiver.kind == 'baseline' else 'a comment'}{reason}{until}"
