"""What rules look at: positioned nodes, and the faults that reading and the schema check leave behind."""

from __future__ import annotations

from calm_lint.reading.document import Document, Path, Place


class Node:
    """Anything in a file that a rule can look at and a finding can point at."""

    __slots__ = ()

    @property
    def place(self) -> Place:
        """Where a finding about this node points."""
        raise NotImplementedError

    @property
    def start(self) -> int:
        """The offset of its text, by which two ends of a finding are put in order."""
        place = self.place
        return place.document.locate(place).start

    @property
    def unknown(self) -> bool:
        """Whether the schema rejects the value: another finding says so, and nothing else can be said."""
        return False


class Key(Node):
    """The key of an entry, for findings about keys that are unknown or superfluous."""

    __slots__ = ("_place",)

    def __init__(self, document: Document, path: Path) -> None:
        self._place = Place(document, path, "key")

    @property
    def place(self) -> Place:
        """The key itself."""
        return self._place


class Spot(Node):
    """A stretch of text that no path leads to."""

    __slots__ = ("_place",)

    def __init__(self, place: Place) -> None:
        self._place = place

    @property
    def place(self) -> Place:
        """The text itself."""
        return self._place


class SyntaxFault(Spot):
    """A file that is not UTF-8 or not YAML.

    Attributes:
        message: what is wrong, and what to do where that is known.
        construct: the collection or text that could not be finished, in a few words.
        began: where it began.
    """

    __slots__ = ("began", "construct", "message")

    def __init__(self, place: Place, message: str, construct: str = "", began: Spot | None = None) -> None:
        super().__init__(place)
        self.message = message
        self.construct = construct
        self.began = began


class DuplicateKey(Spot):
    """The second of two equal keys in one mapping.

    Attributes:
        key: the text of both.
        first: the first of them.
    """

    __slots__ = ("first", "key")

    def __init__(self, place: Place, key: str, first: Node) -> None:
        super().__init__(place)
        self.key = key
        self.first = first


class SchemaFault(Spot):
    """A value that is not of the form which the landscape file prescribes.

    Attributes:
        message: what is wrong and what was expected.
        hint: the part of the message that guesses, or lists what the schema knows.
        replacement: the text that is certainly meant by the value or key, empty if that is not known.
        screen: the app, the section and the field of the value, empty if it is on no screen.
        example: lines of YAML that show how to write a mapping or a list.
    """

    __slots__ = ("example", "hint", "message", "replacement", "screen")

    def __init__(
        self,
        place: Place,
        message: str,
        hint: str = "",
        *,
        replacement: str = "",
        screen: str = "",
        example: tuple[str, ...] = (),
    ) -> None:
        super().__init__(place)
        self.message = message
        self.hint = hint
        self.replacement = replacement
        self.screen = screen
        self.example = example


class SuppressedRule(Spot):
    """A rule that a suppression names.

    Attributes:
        name: what is written.
        code: the rule's code, None if there is no such rule.
        meant: the rule that was probably meant then.
        protected: whether no comment suppresses the rule.
    """

    __slots__ = ("code", "meant", "name", "protected")

    def __init__(self, place: Place, name: str, code: str | None, meant: str | None, *, protected: bool) -> None:
        super().__init__(place)
        self.name = name
        self.code = code
        self.meant = meant
        self.protected = protected


class Expiry(Spot):
    """The `until=` of a suppression.

    Attributes:
        day: what is written behind it.
        valid: whether that is a date.
        passed: whether that day is over.
        misplaced: how it is written where it does not stand directly after the bracket, otherwise empty.
    """

    __slots__ = ("day", "misplaced", "passed", "valid")

    def __init__(self, place: Place, day: str, *, valid: bool, passed: bool, misplaced: str = "") -> None:
        super().__init__(place)
        self.day = day
        self.valid = valid
        self.passed = passed
        self.misplaced = misplaced


class Suppression(Spot):
    """A comment that suppresses findings.

    Attributes:
        fault: why it cannot be followed, empty if it can.
        line: the line whose findings it suppresses, None for the whole file.
        rules: the rules that it names.
        reason: what it gives as the reason, empty if it gives none.
        expiry: the day after which it no longer holds.
    """

    __slots__ = ("expiry", "fault", "line", "reason", "rules")

    def __init__(
        self,
        place: Place,
        *,
        fault: str = "",
        line: int | None = 0,
        rules: tuple[SuppressedRule, ...] = (),
        reason: str = "",
        expiry: Expiry | None = None,
    ) -> None:
        super().__init__(place)
        self.fault = fault
        self.line = line
        self.rules = rules
        self.reason = reason
        self.expiry = expiry

    @property
    def effective(self) -> bool:
        """Whether it suppresses anything: it can be followed, and its day is not over."""
        return not self.fault and (self.expiry is None or (self.expiry.valid and not self.expiry.passed))


class UnusedSuppression(Spot):
    """A suppression, or a rule in one, that suppresses nothing.

    Attributes:
        rules: the rules that are named for nothing.
        text: what is superfluous, with the comma that goes with it.
    """

    __slots__ = ("rules", "text")

    def __init__(self, place: Place, rules: tuple[SuppressedRule, ...], text: Place) -> None:
        super().__init__(place)
        self.rules = rules
        self.text = text
