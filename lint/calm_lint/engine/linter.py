"""From the bytes of a file to its findings: read, check against the schema, walk, apply the rules."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from calm_lint.engine.beyond import ALONE, Beyond
from calm_lint.engine.recording import Recorder
from calm_lint.engine.results import NO_LINES, FileReport, Missed
from calm_lint.errors import RunError
from calm_lint.model import IDENTIFIERS, Landscape
from calm_lint.model.estate import Identity, identities
from calm_lint.model.misspelled import misspelled_scenarios
from calm_lint.reading.document import Document
from calm_lint.reading.nodes import Node
from calm_lint.reading.reader import Reading, read
from calm_lint.rulebook.rule import Rule
from calm_lint.rulebook.rungs import Rung
from calm_lint.rulebook.severity import Severity
from calm_lint.schema.check import TYPED_KEYS, check
from calm_lint.text.limits import USUAL, Limits

if TYPE_CHECKING:
    from datetime import date

    from calm_lint.engine.survey import Survey
    from calm_lint.engine.violation import Violation
    from calm_lint.reading.named_files import NamedFiles


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
        judged: the last rung whose rules are all applied, None if there is none.
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
        judged: Rung | None = None,
    ) -> None:
        self.rules = list(rules)
        self.known = list(known or rules)
        self.severities = self._levels(severities or {})
        self.protected = frozenset((*protected, *(rule.code for rule in self.known if rule.protected)))
        self.today = today or _today
        self.limits = limits
        self.judged = judged
        self._by_type: dict[type[Node], list[Rule]] = {}

    def lint(self, name: str, content: bytes, files: NamedFiles | None = None, beyond: Beyond = ALONE) -> FileReport:
        """Lint one file.

        Args:
            name: the name that findings show, with forward slashes.
            content: its bytes.
            files: reads the files that it names; without it, none is looked at.
            beyond: what is known of the other files of its estate. A session finds that out.
        """
        return self._run(name, content, files, beyond).report()

    def read(self, name: str, content: bytes, files: NamedFiles | None = None) -> tuple[list[Landscape], Reading]:
        """Read the landscapes of a file as rules see them, and apply no rule.

        Args:
            name: the name that findings show.
            content: its bytes.
            files: reads the files that it names.
        """
        run = self._run(name, content, files)
        return run.landscapes(), run.reading

    @cached_property
    def estate_rules(self) -> Mapping[str, Rule]:
        """The rules that look at the estate, by code."""
        return {rule.code: rule for rule in self.rules if rule.looks_at_estate}

    def _run(self, name: str, content: bytes, files: NamedFiles | None, beyond: Beyond = ALONE) -> _Run:
        return _Run(self, self._reading(name, content), files, beyond)

    def _reading(self, name: str, content: bytes) -> Reading:
        return read(name, content, TYPED_KEYS, self.limits, IDENTIFIERS)

    def survey(self, name: str, content: bytes, files: NamedFiles | None = None, beyond: Beyond = ALONE) -> Survey:
        """Lint one file as `lint` does, and return what was read of it, too."""
        return _WatchedRun(self, self._reading(name, content), files, beyond).survey()

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

    def __init__(self, linter: Linter, reading: Reading, files: NamedFiles | None, beyond: Beyond = ALONE) -> None:
        self._linter = linter
        self.reading = reading
        self._files = files
        self._beyond = beyond
        self._errors: list[RunError] = []
        self._crashed: list[tuple[str, Node]] = []
        self._landscapes: list[Landscape] = []
        self._identities: list[Sequence[Identity]] = []
        self._undecided = False
        self._nodes_seen: Counter[type[Node]] = Counter()
        read = {document.index for document in self._documents}
        several = len(read | {fault.place.document.index for fault in reading.faults}) > 1
        self._recorder = Recorder(reading, linter.severities, several=several, line=beyond.line)

    def _prepare(self) -> None:
        for document in self._documents:
            document.today = self._linter.today
            if self._files:
                # Before the first finding, as no secret in them may come out with it.
                paths = _paths(document.data, "cloud_alm_tenants", "binding_file", "mtls_binding_file")
                document.credentials = {path: self._files.credential(path) for path in paths}
                paths = _paths(document.data, "ctms_services", "service_key_file")
                document.service_keys = {path: self._files.service_key(path) for path in paths}
                paths = _paths(document.data, "certificates", "file")
                document.certificates = {path: self._files.certificate(path) for path in paths}

    def report(self) -> FileReport:
        self._prepare()
        for fault in self.reading.faults:
            self._visit(fault)
        for document in self._documents:
            for node in self._nodes(document):
                self._visit(node)
        if self._beyond.estate:
            for rule, finding in self._beyond.findings:
                self._recorder.add(rule, self._beyond.estate, finding)
        if _MARKER.search(self.reading.source.text):
            self._suppress()
        recorder = self._recorder
        recorder.finish()
        found = [*recorder.violations, *recorder.suppressed]
        return FileReport(
            self.reading.source.name,
            sum(document.data is not None for document in self._documents),
            sum(len(landscape.s4hana_tenants) for landscape in self._landscapes),
            recorder.violations,
            recorder.suppressed,
            self._errors,
            self._nodes_seen,
            recorder.redactor if found else NO_LINES,
            None if self._errors else self._linter.judged,
            self._missed(found) if found else (),
            self._identities,
            self._undecided,
        )

    def _missed(self, found: Sequence[Violation]) -> Sequence[Missed]:
        # Nobody misses anything in a clean file.
        from calm_lint.engine.readiness import missed_rungs

        return tuple(missed_rungs(self._landscapes, found, self._recorder.masked_text))

    def landscapes(self) -> list[Landscape]:
        self._prepare()
        for document in self._documents:
            # What is found is said elsewhere; here it counts that it is taken out.
            for _ in _faults(document):
                pass
        return [Landscape(document) for document in self._documents if isinstance(document.data, dict)]

    def _nodes(self, document: Document) -> Iterator[Node]:
        """Yield the schema faults of a document and, as far as it has the right form, its entities."""
        yield from _faults(document)
        if isinstance(document.data, dict):
            landscape = Landscape(document)
            self._landscapes.append(landscape)
            yield from landscape.walk()
            self._identities.append(identities(landscape))

    def _visit(self, node: Node) -> None:
        self._nodes_seen[type(node)] += 1
        for rule in self._linter.rules_for(node):
            try:
                for finding in rule.findings(node):
                    self._recorder.add(rule, node, finding)
            except (Exception, SystemExit) as error:  # noqa: BLE001 - a rule may raise anything; the others still run
                self._errors.append(self._recorder.crash(rule, node, error))
                self._crashed.append((rule.code, node))

    def _suppress(self) -> None:
        """Set aside what comments suppress, then check the comments themselves."""
        # Most files hold no such comment.
        from calm_lint.engine.suppressions import Suppressions

        faults, linter = self.reading.faults, self._linter
        names = {name: rule.code for rule in linter.known for name in (rule.code.lower(), rule.name)}
        documents = self.reading.documents or [fault.place.document for fault in faults]
        suppressions = Suppressions(documents, names, linter.protected, linter.today)
        self._recorder.suppress(lambda each: suppressions.waiver(each.rule.code, each.span.line))
        for comment in suppressions.all:
            self._visit(comment)
        if self.reading.complete:
            undecided = linter.estate_rules.keys() & self._beyond.undecided
            for unused in suppressions.unused(frozenset(rule.code for rule in linter.rules), undecided):
                self._visit(unused)
            self._undecided = suppressions.waits_for(undecided)

    @cached_property
    def _documents(self) -> list[Document]:
        """The landscapes of the file; empty documents do not count unless there is nothing else."""
        documents = self.reading.documents
        filled = [document for document in documents if document.data is not None]
        return filled or ([] if self.reading.faults else documents[:1])


class _WatchedRun(_Run):
    """The linting of one file that remembers what it showed to rules."""

    def __init__(self, linter: Linter, reading: Reading, files: NamedFiles | None, beyond: Beyond = ALONE) -> None:
        super().__init__(linter, reading, files, beyond)
        self._visited: list[Node] = []

    def survey(self) -> Survey:
        from calm_lint.engine.survey import Survey
        from calm_lint.engine.trail import Trail

        report = self.report()
        landscapes = [
            Landscape(document)
            for document in self._documents
            if isinstance(document.data, dict) and not document.truncated
        ]
        return Survey(report, landscapes, self._recorder.whole_text, Trail(self._visited, self._crashed))

    def _visit(self, node: Node) -> None:
        self._visited.append(node)
        super()._visit(node)


def _faults(document: Document) -> Iterable[Node]:
    """Yield the schema faults of a document, and put `REJECTED` in their place."""
    # What is meant for transport management is checked as such at once: a fix is to bring no fault to light.
    return check(document, misspelled_scenarios(document.data))


def _paths(data: object, name: str, *keys: str) -> Iterator[str]:
    """Yield the paths of files that the entries of a list in a landscape name under some keys."""
    entries = data.get(name) if isinstance(data, dict) else None
    for entry in entries if isinstance(entries, list) else ():
        paths = (entry.get(key) for key in keys) if isinstance(entry, dict) else ()
        yield from (path for path in paths if isinstance(path, str) and path)


def _today() -> date:
    from datetime import date

    return date.today()
