"""From the bytes of a file to its findings: read, check against the schema, walk, apply the rules."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from calm_lint.engine.results import FileReport, MaskedLine
from calm_lint.engine.violation import RelatedSpan, Suppressed, TextEdit, TextFix, Violation
from calm_lint.errors import REPORTS, RunError, origin, traceback_of
from calm_lint.model import IDENTIFIERS, Landscape
from calm_lint.model.misspelled import misspelled_scenarios
from calm_lint.reading.document import Document, Path, json_pointer
from calm_lint.reading.nodes import Node
from calm_lint.reading.reader import Reading, read
from calm_lint.rulebook.finding import Finding, Fix
from calm_lint.rulebook.rule import Rule
from calm_lint.rulebook.severity import Severity
from calm_lint.schema.check import TYPED_KEYS, check
from calm_lint.text.escaping import printable, shortened
from calm_lint.text.limits import USUAL, Limits

if TYPE_CHECKING:
    from datetime import date

    from calm_lint.engine.survey import Survey
    from calm_lint.reading.named_files import NamedFiles
    from calm_lint.reading.redaction import Redactor


_ESCAPE = r"\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}|[\\'nrt])"
# What a suppression begins with, however it is spelled: most files hold none, and need not know what one is.
_MARKER = re.compile(r"#[ \t]*+calm[-_ \t]*+lint[ \t]*+(?::|ignore)", re.IGNORECASE)


class Linter:
    """Applies rules to files. It knows no rule, and reads and prints nothing.

    Args:
        rules: the rules to apply.
        known: all rules that a suppression may name, those that are applied if none are given.
        severities: the levels of rules, by code, where they are not the rules' own. A rule that is
            protected itself and reports errors keeps its level.
        protected: the codes of rules that no comment suppresses, besides those that are protected themselves.
        today: returns the day on which suppressions and certificates may have expired.
        limits: how much a file may hold.
    """

    def __init__(
        self,
        rules: Sequence[Rule],
        *,
        known: Sequence[Rule] = (),
        severities: Mapping[str, Severity] | None = None,
        protected: Iterable[str] = (),
        today: Callable[[], date] | None = None,
        limits: Limits = USUAL,
    ) -> None:
        self.rules = list(rules)
        self.known = list(known or rules)
        self.severities = self._levels(severities or {})
        self.protected = frozenset((*protected, *(rule.code for rule in self.known if rule.protected)))
        self.today = today or _today
        self.limits = limits
        self._by_type: dict[type[Node], list[Rule]] = {}

    def lint(self, name: str, content: bytes, files: NamedFiles | None = None) -> FileReport:
        """Lint one file.

        Args:
            name: the name that findings show, with forward slashes.
            content: its bytes.
            files: reads the files that it names; without it, none is looked at.
        """
        return _Run(self, read(name, content, TYPED_KEYS, self.limits, IDENTIFIERS), files).report()

    def survey(self, name: str, content: bytes, files: NamedFiles | None = None) -> Survey:
        """Lint one file as `lint` does, and return what was read of it, too."""
        return _Run(self, read(name, content, TYPED_KEYS, identifiers=IDENTIFIERS), files).survey()

    def _levels(self, severities: Mapping[str, Severity]) -> Mapping[str, Severity]:
        """Return the levels of rules; a protected rule that reports errors keeps its level."""
        kept = {rule.code for rule in self.known if rule.protected and rule.severity is Severity.ERROR}
        return {code: level for code, level in severities.items() if code not in kept}

    def rules_for(self, node: Node) -> list[Rule]:
        """Return the rules for a node: those for its type, and those for the types it is a kind of."""
        kind = type(node)
        if kind not in self._by_type:
            self._by_type[kind] = [rule for rule in self.rules if issubclass(kind, rule.node)]
        return self._by_type[kind]


class _Run:
    """The linting of one file."""

    def __init__(self, linter: Linter, reading: Reading, files: NamedFiles | None) -> None:
        self._linter = linter
        self._reading = reading
        self._files = files
        self._violations: list[Violation] = []
        self._suppressed: list[Violation] = []
        self._errors: list[RunError] = []
        self._tenants = 0
        self._nodes_seen: Counter[type[Node]] = Counter()
        # The node and the entity for which a rule first found something: what aliases repeat is said once.
        self._first: dict[tuple[object, ...], tuple[Node, str]] = {}
        self._said: set[tuple[object, ...]] = set()
        # The other entities that use the text at a spot and have the same fault, in order.
        self._also: defaultdict[tuple[object, ...], dict[str, None]] = defaultdict(dict)
        # How many places use the text of an edit, and for which of them a safe fix makes that edit.
        self._uses: dict[TextEdit, int] = {}
        self._wanted: defaultdict[TextEdit, set[Path]] = defaultdict(set)

    def report(self) -> FileReport:
        for document in self._documents:
            document.today = self._linter.today
            if self._files:
                # Before the first finding, as no secret in them may come out with it.
                paths = _paths(document.data, "cloud_alm_tenants", "binding_file", "mtls_binding_file")
                document.credentials = {path: self._files.credential(path) for path in paths}
                paths = _paths(document.data, "certificates", "file")
                document.certificates = {path: self._files.certificate(path) for path in paths}
        for fault in self._reading.faults:
            self._visit(fault)
        for document in self._documents:
            for node in self._nodes(document):
                self._visit(node)
        if _MARKER.search(self._reading.source.text):
            self._suppress()
        self._violations = [self._judged(violation) for violation in self._violations]
        self._suppressed = [self._judged(violation) for violation in self._suppressed]
        self._violations.sort(key=lambda each: each.order)
        self._suppressed.sort(key=lambda each: each.order)
        return FileReport(
            self._reading.source.name,
            sum(document.data is not None for document in self._documents),
            self._tenants,
            self._violations,
            self._suppressed,
            self._errors,
            self._nodes_seen,
            self._redactor if self._violations or self._suppressed else _NO_LINES,
        )

    def survey(self) -> Survey:
        from calm_lint.engine.survey import Survey

        report = self.report()
        landscapes = [
            Landscape(document)
            for document in self._documents
            if isinstance(document.data, dict) and not document.truncated
        ]
        return Survey(report, landscapes, self._whole_text)

    def _nodes(self, document: Document) -> Iterator[Node]:
        """Yield the schema faults of a document and, as far as it has the right form, its entities."""
        # What is meant for transport management is checked as such at once: a fix is to bring no fault to light.
        yield from check(document, misspelled_scenarios(document.data))
        if isinstance(document.data, dict):
            landscape = Landscape(document)
            self._tenants += len(landscape.s4hana_tenants)
            yield from landscape.walk()

    def _visit(self, node: Node) -> None:
        self._nodes_seen[type(node)] += 1
        for rule in self._linter.rules_for(node):
            try:
                for finding in rule.findings(node):
                    self._add(rule, node, finding)
            except (Exception, SystemExit) as error:  # noqa: BLE001 - a rule may raise anything; the others still run
                self._errors.append(self._crash(rule, node, error))

    def _suppress(self) -> None:
        """Set aside what comments suppress, then check the comments themselves."""
        # Most files hold no such comment.
        from calm_lint.engine.suppressions import Suppressions

        faults, linter = self._reading.faults, self._linter
        names = {name: rule.code for rule in linter.known for name in (rule.code.lower(), rule.name)}
        documents = self._reading.documents or [fault.place.document for fault in faults]
        suppressions = Suppressions(documents, names, linter.protected, linter.today)
        counting = []
        for violation in self._violations:
            reason = suppressions.reason(violation.rule.code, violation.span.line)
            if reason is None:
                counting.append(violation)
            else:
                suppression = Suppressed("comment", printable(self._redactor.text(reason)))
                self._suppressed.append(violation._replace(suppression=suppression))
        self._violations = counting
        for comment in suppressions.all:
            self._visit(comment)
        if self._reading.complete:
            for unused in suppressions.unused(frozenset(rule.code for rule in linter.rules)):
                self._visit(unused)

    def _add(self, rule: Rule, node: Node, finding: Finding) -> None:
        place = finding.at.place
        location = place.document.locate(place)
        spot = (rule.code, place.document.index, *location.identity)
        if finding.at.unknown:
            return
        # The rest of a document may use the text of an anchor that a fix changes.
        fix = self._fix(finding.fix) if finding.fix and not place.document.truncated else None
        entity = printable(self._redactor.text(place.document.entity_name(_around(place.part, location.path))))
        also = self._also[*spot, finding.facts]
        first, owner = self._first.setdefault(spot, (node, entity))
        if first is not node:
            if entity != owner:
                also[entity] = None
            return
        if (*spot, finding.message) in self._said:
            return
        self._said.add((*spot, finding.message))
        source, show = self._reading.source, self._redactor.text
        self._violations.append(
            Violation(
                rule,
                self._linter.severities.get(rule.code) or finding.severity or rule.severity,
                self._masked_text(finding.message),
                source.name,
                place.document.index if self._several else None,
                source.span(location.start, location.end),
                json_pointer(tuple(show(step) if isinstance(step, str) else step for step in location.path)),
                entity,
                tuple(self._related(finding)),
                fix,
                facts=self._masked_text(finding.facts) if finding.hint else "",
                screen=rule.screen or finding.screen,
                # The entities that follow are added to it.
                also=also,
            )
        )

    def _related(self, finding: Finding) -> Iterator[RelatedSpan]:
        source = self._reading.source
        for related in finding.related:
            place = related.at.place
            location = place.document.locate(place)
            yield RelatedSpan(
                self._masked_text(related.message), source.name, source.span(location.start, location.end)
            )

    def _fix(self, fix: Fix) -> TextFix | None:
        """Turn a fix into edits; one that would have to write a secret is none, as its mask is not the value."""
        from calm_lint.engine.edits import text_edits

        show, edits = self._redactor.text, text_edits(fix)
        if not edits or any(show(edit.text) != edit.text for edit in edits):
            return None
        for edit, place in edits.items():
            self._uses[edit] = place.document.uses(place)
            if fix.safe:
                self._wanted[edit].add(place.path)
        return TextFix(self._whole_text(fix.title), fix.safe, tuple(edits))

    def _judged(self, violation: Violation) -> Violation:
        """Call a fix unsafe that is not right for every place that uses the text, as through an alias."""
        fix = violation.fix
        others = max(self._uses[edit] - len(self._wanted[edit]) for edit in fix.edits) if fix and fix.safe else 0
        if not fix or not others:
            return violation
        places = "another place uses" if others == 1 else f"{others} other places use"
        reason = f"{places} the same text, and there it may be wrong"
        return violation._replace(fix=fix._replace(safe=False, reason=reason))

    def _masked_text(self, text: str) -> str:
        """Return what a rule says as it may be shown; it is cut last, as half a secret is not known for one."""
        return printable(shortened(self._redactor.text(text)))

    def _whole_text(self, text: str) -> str:
        """Return a value as it may be shown to someone who enters it."""
        return printable(self._redactor.text(text))

    def _crash(self, rule: Rule, node: Node, error: BaseException) -> RunError:
        """Name a rule that raised, without the text of the error: it may quote the file."""
        place = node.place
        entity = printable(self._redactor.text(place.document.entity_name(place.path)))
        advice = f"; please report it: {REPORTS}" if rule.built_in else ""
        return RunError(
            "plugin",
            f"rule {rule.code} {rule.name} of plugin {rule.plugin} crashed on {entity}: "
            f"{type(error).__name__} in {origin(error, None if rule.built_in else rule.check)}{advice}",
            self._reading.source.name,
            traceback_of(error, self._quoted if self._reading.complete else None),
        )

    def _quoted(self, text: str) -> str:
        """Return the text of an error as it may be shown; it may quote the file in the spelling of Python."""
        from calm_lint.text.urls import MASK

        plain = re.sub(_ESCAPE, lambda each: each[0].encode().decode("unicode_escape", "replace"), text)
        return MASK if plain != text and self._redactor.text(plain) != plain else self._masked_text(text)

    @cached_property
    def _documents(self) -> list[Document]:
        """The landscapes of the file; empty documents do not count unless there is nothing else."""
        documents = self._reading.documents
        filled = [document for document in documents if document.data is not None]
        return filled or ([] if self._reading.faults else documents[:1])

    @cached_property
    def _redactor(self) -> Redactor:
        """Made, and imported, for the first finding: a clean file shows nothing."""
        from calm_lint.reading.redaction import redactor

        return redactor(self._reading)

    @cached_property
    def _several(self) -> bool:
        """Whether the file holds several landscapes, one that cannot be read included."""
        read = {document.index for document in self._documents}
        return len(read | {fault.place.document.index for fault in self._reading.faults}) > 1


def _paths(data: object, name: str, *keys: str) -> Iterator[str]:
    """Yield the paths of files that the entries of a list in a landscape name under some keys."""
    entries = data.get(name) if isinstance(data, dict) else None
    for entry in entries if isinstance(entries, list) else ():
        paths = (entry.get(key) for key in keys) if isinstance(entry, dict) else ()
        yield from (path for path in paths if isinstance(path, str))


def _around(part: str, path: Path) -> Path:
    """Return the path of the mapping that a finding is in: a key belongs to the mapping that holds it."""
    return path[:-1] if part == "key" else path


def _today() -> date:
    from datetime import date

    return date.today()


def clean_report(name: str, landscapes: int, tenants: int, nodes: Counter[type[Node]]) -> FileReport:
    """Return the report on a file in which nothing is found."""
    return FileReport(name, landscapes, tenants, [], [], [], nodes, _NO_LINES)


class _NoLines:
    """Stands for the lines of a file without findings, of which none is shown."""

    def __call__(self, line: int, *_: int) -> tuple[str, list[int]]:
        raise LookupError(f"line {line} of a file without findings")

    def version(self, content: bytes) -> list[str]:
        raise LookupError(f"{len(content)} bytes of a file without findings")

    def text(self, text: str) -> str:
        raise LookupError(f"{len(text)} characters about a file without findings")

    def with_secrets_of(self, _: object) -> MaskedLine:
        return self


_NO_LINES = _NoLines()
