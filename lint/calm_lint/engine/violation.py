"""What the engine makes of a finding: a record that needs no file, no document and no rule code any more."""

from collections.abc import Callable, Collection
from typing import Any, Literal, NamedTuple, Protocol

from calm_lint.rulebook.rule import Rule
from calm_lint.rulebook.severity import Severity
from calm_lint.text.source import Span


class TextEdit(NamedTuple):
    """Text to put in the place of a span; an empty span is an insertion."""

    span: Span
    text: str


class MaskedLine(Protocol):
    """Shows lines of a file, and texts about it, without its secrets."""

    def __call__(self, line: int, *offsets: int) -> tuple[str, list[int]]:
        """Return a line by its number, and where the mask has moved offsets into it."""

    def version(self, content: bytes) -> list[str]:
        """Return the lines of another state of the file, split at line feeds."""

    def text(self, text: str) -> str:
        """Return a text about the file."""

    def with_secrets_of(self, *others: Any) -> "MaskedLine":
        """Return what masks also the secrets of other files, or of another state of the file."""


class RelatedSpan(NamedTuple):
    """Another place that has to do with a violation.

    Attributes:
        message: what is there.
        file: the name of the file.
        span: the text.
        line: shows a line of the file, if that is not the file of the violation.
    """

    message: str
    file: str
    span: Span
    line: MaskedLine | None = None


class TextFix(NamedTuple):
    """The edits that mend the file.

    Attributes:
        title: what they do, in the imperative.
        safe: whether they are safe to make without asking.
        edits: the edits, in the order of the text.
        reason: why a fix is unsafe that its rule holds for safe.
    """

    title: str
    safe: bool
    edits: tuple[TextEdit, ...]
    reason: str = ""


class Suppressed(NamedTuple):
    """Why a violation does not count.

    Attributes:
        kind: `comment`, `baseline`, or `since` for what was there at an earlier commit.
        reason: what the comment gives as the reason, empty if it gives none; the commit.
        until: the last day on which the comment holds, empty if it gives none.
    """

    kind: Literal["comment", "baseline", "since"]
    reason: str = ""
    until: str = ""

    def __str__(self) -> str:
        if self.kind == "since":
            return f"suppressed because it was there at {self.reason}"
        by = "the baseline" if self.kind == "baseline" else "a comment"
        return f"suppressed by {by}{': ' if self.reason else ''}{self.reason}"


class Violation(NamedTuple):
    """A finding with its rule and its place in a file; no text in it holds a secret.

    Attributes:
        rule: the rule that found it.
        severity: its level in this run.
        message: what is wrong and what was expected.
        file: the name of the file, with forward slashes.
        document: the number of the document in a file that has several, from 0; else None.
        span: the text at fault.
        path: the JSON Pointer of the value.
        entity: the innermost mapping around it, by ids.
        related: the other places that have to do with it.
        fix: how to mend the file, where there is one right value.
        suppression: why it does not count, None if it does.
        facts: the message without what depends on other things than the fault, such as guesses; empty where
            that is the whole message.
        screen: the app, the section and the field on which a person mends it, empty if there is none.
        also: the other entities that use the same text and have the same fault, by ids.
        named: the part of the message that names an entity around the fault, empty if there is none.
        example: lines of YAML that show how to write the value, if that needs several.
    """

    rule: Rule
    severity: Severity
    message: str
    file: str
    document: int | None
    span: Span
    path: str
    entity: str
    related: tuple[RelatedSpan, ...]
    fix: TextFix | None
    suppression: Suppressed | None = None
    facts: str = ""
    screen: str = ""
    also: Collection[str] = ()
    named: str = ""
    example: tuple[str, ...] = ()

    @property
    def plain(self) -> str:
        """The message for where the entity is named already, or another one that uses the same text."""
        return self.message.replace(self.named, "", 1) if self.named else self.message

    @property
    def order(self) -> tuple[int, int, str, str]:
        """What findings of one file are sorted by: line, column, code, path."""
        return self.span.line, self.span.column, self.rule.code, self.path

    def masked(self, show: Callable[[str], str]) -> "Violation":
        """Return the violation with more masked in it.

        Args:
            show: masks what is secret in a text.
        """
        steps = (step.replace("~1", "/").replace("~0", "~") for step in self.path.split("/"))
        fix, suppression = self.fix, self.suppression
        if fix:
            # A fix that would have to write a secret is none, as its mask is not the value.
            writes_secret = any(show(edit.text) != edit.text for edit in fix.edits)
            fix = None if writes_secret else fix._replace(title=show(fix.title))
        return self._replace(
            message=show(self.message),
            facts=show(self.facts),
            named=show(self.named),
            path="/".join(show(step).replace("~", "~0").replace("/", "~1") for step in steps),
            entity=show(self.entity),
            also=[show(each) for each in self.also],
            related=tuple(each._replace(message=show(each.message)) for each in self.related),
            fix=fix,
            suppression=suppression and suppression._replace(reason=show(suppression.reason)),
        )
