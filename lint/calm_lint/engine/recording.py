"""From findings to violations: where each is, what may be shown of it, and which fixes are safe."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from calm_lint.engine.violation import MaskedLine, RelatedSpan, Suppressed, TextEdit, TextFix, Violation
from calm_lint.errors import REPORTS, RunError, origin, traceback_of
from calm_lint.reading.document import Path, json_pointer
from calm_lint.reading.nodes import Node, Suppression
from calm_lint.reading.reader import Reading
from calm_lint.rulebook.finding import Finding, Fix
from calm_lint.rulebook.rule import Rule
from calm_lint.rulebook.severity import Severity
from calm_lint.text.escaping import printable, shortened

if TYPE_CHECKING:
    from calm_lint.reading.redaction import Redactor

_ESCAPE = r"\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}|[\\'nrt])"


class Recorder:
    """Records the findings in one file. Nothing that it returns holds a secret.

    Args:
        reading: what was read of the file.
        severities: the levels of rules, by code, where they are not the rules' own.
        several: whether the file holds several landscapes, one that cannot be read included.
        line: returns what shows the lines of another file, by its name.

    Attributes:
        violations: the findings that count.
        suppressed: those that a comment sets aside.
    """

    def __init__(
        self,
        reading: Reading,
        severities: Mapping[str, Severity],
        *,
        several: bool,
        line: Callable[[str], MaskedLine | None],
    ) -> None:
        self.violations: list[Violation] = []
        self.suppressed: list[Violation] = []
        self._reading = reading
        self._severities = severities
        self._several = several
        self._line = line
        # The node and the entity for which a rule first found something: what aliases repeat is said once.
        self._first: dict[tuple[object, ...], tuple[Node, str]] = {}
        self._said: set[tuple[object, ...]] = set()
        # The other entities that use the text at a spot and have the same fault, in order.
        self._also: defaultdict[tuple[object, ...], dict[str, None]] = defaultdict(dict)
        # How many places use the text of an edit, and for which of them a safe fix makes that edit.
        self._uses: dict[TextEdit, int] = {}
        self._wanted: defaultdict[TextEdit, set[Path]] = defaultdict(set)

    def add(self, rule: Rule, node: Node, finding: Finding) -> None:
        """Record a finding of a rule about a node, unless it was recorded before."""
        place = finding.at.place
        location = place.document.locate(place)
        spot = (rule.code, place.document.index, *location.identity)
        if finding.at.unknown:
            return
        # The rest of a document may use the text of an anchor that a fix changes.
        fix = self._fix(finding.fix) if finding.fix and not place.document.truncated else None
        entity = printable(self.redactor.text(place.document.entity_name(_around(place.part, location.path))))
        also = self._also[*spot, finding.facts]
        first, owner = self._first.setdefault(spot, (node, entity))
        if first is not node:
            if entity != owner:
                also[entity] = None
            return
        if (*spot, finding.message) in self._said:
            return
        self._said.add((*spot, finding.message))
        source, show = self._reading.source, self.redactor.text
        self.violations.append(
            Violation(
                rule,
                self._severities.get(rule.code) or finding.severity or rule.severity,
                self.masked_text(finding.message),
                source.name,
                place.document.index if self._several else None,
                source.span(location.start, location.end),
                json_pointer(tuple(show(step) if isinstance(step, str) else step for step in location.path)),
                entity,
                tuple(self._related(finding)),
                fix,
                facts=self.masked_text(finding.facts) if finding.hint or finding.named else "",
                screen=finding.screen or rule.screen,
                # The entities that follow are added to it.
                also=also,
                named=self.masked_text(finding.named),
                example=finding.example,
            )
        )

    def _related(self, finding: Finding) -> Iterator[RelatedSpan]:
        own = self._reading.source.name
        for related in finding.related:
            place = related.at.place
            source, location = place.document.source, place.document.locate(place)
            span = source.span(location.start, location.end)
            line = None if source.name == own else self._line(source.name)
            yield RelatedSpan(self.masked_text(related.message), source.name, span, line)

    def _fix(self, fix: Fix) -> TextFix | None:
        """Turn a fix into edits; one that would have to write a secret is none, as its mask is not the value."""
        from calm_lint.engine.edits import text_edits

        show, edits = self.redactor.text, text_edits(fix)
        if not edits or any(show(edit.text) != edit.text for edit in edits):
            return None
        for edit, place in edits.items():
            self._uses[edit] = place.document.uses(place)
            if fix.safe:
                self._wanted[edit].add(place.path)
        return TextFix(self.whole_text(fix.title), fix.safe, tuple(edits))

    def _judged(self, violation: Violation) -> Violation:
        """Call a fix unsafe that is not right for every place that uses the text, as through an alias."""
        fix = violation.fix
        others = max(self._uses[edit] - len(self._wanted[edit]) for edit in fix.edits) if fix and fix.safe else 0
        if not fix or not others:
            return violation
        places = "another place uses" if others == 1 else f"{others} other places use"
        reason = f"{places} the same text, and there it may be wrong"
        return violation._replace(fix=fix._replace(safe=False, reason=reason))

    def masked_text(self, text: str) -> str:
        """Return what a rule says as it may be shown; it is cut last, as half a secret is not known for one."""
        return printable(shortened(self.redactor.text(text)))

    def whole_text(self, text: str) -> str:
        """Return a value as it may be shown to someone who enters it."""
        return printable(self.redactor.text(text))

    def crash(self, rule: Rule, node: Node, error: BaseException) -> RunError:
        """Return the error of a rule that raised, without the text of the exception: it may quote the file."""
        place = node.place
        entity = printable(self.redactor.text(place.document.entity_name(place.path)))
        name, show = self._reading.source.name, self._quoted if self._reading.complete else None
        return crash(rule, entity, error, name, show)

    def _quoted(self, text: str) -> str:
        """Return the text of an error as it may be shown; it may quote the file in the spelling of Python."""
        from calm_lint.text.urls import MASK

        plain = re.sub(_ESCAPE, lambda each: each[0].encode().decode("unicode_escape", "replace"), text)
        return MASK if plain != text and self.redactor.text(plain) != plain else self.masked_text(text)

    def suppress(self, waiver_for: Callable[[Violation], Suppression | None]) -> None:
        """Set violations aside.

        Args:
            waiver_for: returns the comment that suppresses one, None if none does.
        """
        counting = []
        for violation in self.violations:
            waiver = waiver_for(violation)
            if waiver is None:
                counting.append(violation)
            else:
                until = waiver.expiry.day if waiver.expiry else ""
                suppression = Suppressed("comment", printable(self.redactor.text(waiver.reason)), until)
                self.suppressed.append(violation._replace(suppression=suppression))
        self.violations = counting

    def finish(self) -> None:
        """Decide which fixes are safe, and put the violations in order, when all findings are recorded."""
        self.violations = sorted(map(self._judged, self.violations), key=lambda each: each.order)
        self.suppressed = sorted(map(self._judged, self.suppressed), key=lambda each: each.order)

    @cached_property
    def redactor(self) -> Redactor:
        """Made, and imported, for the first finding: a clean file shows nothing."""
        from calm_lint.reading.redaction import redactor

        return redactor(self._reading)


def crash(
    rule: Rule, where: str, error: BaseException, file: str | None = None, show: Callable[[str], str] | None = None
) -> RunError:
    """Return the error of a rule that raised, without the text of the exception: it may quote a file.

    Args:
        rule: the rule.
        where: what it looked at.
        error: what it raised.
        file: the file that it looked at, None for several.
        show: masks secrets in the text of the error for its traceback; without it the text is left out.
    """
    advice = f"; please report it: {REPORTS}" if rule.built_in else ""
    return RunError(
        "plugin",
        f"rule {rule.code} {rule.name} of plugin {rule.plugin} crashed on {where}: "
        f"{type(error).__name__} in {origin(error, None if rule.built_in else rule.check)}{advice}",
        file,
        traceback_of(error, show),
    )


def _around(part: str, path: Path) -> Path:
    """Return the path of the mapping that a finding is in: a key belongs to the mapping that holds it."""
    return path[:-1] if part == "key" else path
