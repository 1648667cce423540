"""Suppressions: comments that say which findings do not count, and why.

    port: 8443  # calm-lint: ignore[system-port] the pilot goes through a proxy

on the line of the finding, or alone above it; `ignore-file[…]` before the first key, for the whole file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from calm_lint.reading.document import Document, Place
from calm_lint.reading.nodes import Expiry, SuppressedRule, Suppression, UnusedSuppression
from calm_lint.text.suggestions import did_you_mean

if TYPE_CHECKING:
    from datetime import date

# Also what was meant to be one: with another spelling of the name, or without the colon.
_COMMENT = re.compile(
    r"(?<!\S)(?P<marker>#++[ \t]*+calm[-_ \t]*+lint(?:[ \t]*+:|(?=[ \t]*+ignore(?:-file)?[ \t]*+\[)))[ \t]*+"
    r"(?P<text>(?:(?!\s#)[^\r\n])*)",
    re.IGNORECASE,
)
# A comment for `calm-lint compare`, which suppresses no finding.
_DIFFERS = re.compile(r"differs\b")
_MARKER = re.compile(r"#[ \t]*calm-lint:")
_DIRECTIVE = re.compile(
    r"(?P<kind>ignore|ignore-file)[ \t]*\[(?P<names>[^\]]*)\][ \t]*(?P<until>until=\S*)?[ \t]*(?P<reason>.*)"
)
_FORM = "ignore[rule] reason"
# An end date; directly after the bracket it counts, elsewhere it would only be part of the reason.
_UNTIL = re.compile(r"(?<![\w-])until(?:[ \t]*+[:=]?[ \t]*+(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})|=\S*)", re.IGNORECASE)


class Suppressions:
    """The suppressions of one file.

    Args:
        documents: the landscapes of the file, as far as they could be read; at least one.
        names: the codes of all rules, by code and by name.
        protected: the codes of the rules that no comment suppresses.
        today: tells the day that `until=` is compared with.
    """

    def __init__(
        self,
        documents: Sequence[Document],
        names: Mapping[str, str],
        protected: frozenset[str],
        today: Callable[[], date],
    ) -> None:
        self._documents = documents
        self._source = documents[0].source
        self._names = names
        self._protected = protected
        self._today = today
        self._used: set[SuppressedRule] = set()
        comments = (each for each in _COMMENT.finditer(self._source.text) if not _DIFFERS.match(each["text"]))
        self._next_lines: dict[int, int] = {}
        self._finishes = [each.finish for each in documents]
        self.all = [self._parse(each) for each in comments if not documents[0].tree.is_inside_scalar(each.start())]
        # By the code of a rule and the line that it does not count in, None for the whole file.
        self._rules_of: dict[tuple[str | None, int | None], list[tuple[SuppressedRule, Suppression]]] = {}
        for suppression in filter(lambda each: each.effective, self.all):
            for rule in suppression.rules:
                if not rule.protected:
                    self._rules_of.setdefault((rule.code, suppression.line), []).append((rule, suppression))

    def waiver(self, code: str, line: int) -> Suppression | None:
        """Return the comment for which a finding of a rule in a line does not count, None if it does."""
        found = [*self._rules_of.get((code, None), ()), *self._rules_of.get((code, line), ())]
        self._used.update(rule for rule, _ in found)
        return found[0][1] if found else None

    def unused(self, applied: frozenset[str], undecided: Collection[str] = ()) -> Iterator[UnusedSuppression]:
        """Yield what suppresses nothing.

        Args:
            applied: the codes of the rules that were applied; of others, nobody knows what they would find.
            undecided: the codes of those that may find more; a comment that waits for one of them is left out.
        """
        for suppression in self.all:
            if not suppression.effective or self._waits(suppression, undecided):
                continue
            idle = {
                index: rule
                for index, rule in enumerate(suppression.rules)
                if rule.protected or (rule.code in applied and rule not in self._used)
            }
            if idle and len(idle) == len(suppression.rules):
                yield UnusedSuppression(suppression.place, tuple(idle.values()), suppression.place)
            else:
                for index, rule in idle.items():
                    yield UnusedSuppression(rule.place, (rule,), _without(suppression, index))

    def waits_for(self, undecided: Collection[str]) -> bool:
        """Return whether it is open of any comment what it suppresses, until some rules have found all they can."""
        return any(suppression.effective and self._waits(suppression, undecided) for suppression in self.all)

    def _waits(self, suppression: Suppression, undecided: Collection[str]) -> bool:
        return any(
            each.code in undecided and each not in self._used for each in suppression.rules if not each.protected
        )

    def _parse(self, comment: re.Match[str]) -> Suppression:
        start, end = comment.start(), comment.start("text") + len(comment["text"].rstrip())
        place = self._place(start, end)
        if not _MARKER.fullmatch(comment["marker"]):
            return Suppression(place, fault=f"{comment['marker']} suppresses nothing, must be # calm-lint: {_FORM}")
        offset = comment.start("text")
        directive = _DIRECTIVE.fullmatch(comment["text"].rstrip())
        expiry = self._expiry(directive, offset) or self._misplaced(comment["text"], offset)
        if directive is None:
            return Suppression(place, fault=_fault(comment["text"]), expiry=expiry)
        rules = tuple(self._rules(directive["names"], offset + directive.start("names")))
        reason = directive["reason"].strip(" \t:-")
        line: int | None = self._line(start)
        if directive["kind"] == "ignore":
            fault = "" if rules else f"ignore[] names no rule, must be {_FORM}"
        else:
            at_top = self._is_alone(start) and start < self._documents[0].start
            fault = "" if at_top else "ignore-file must stand on a line of its own before the first key"
            line = None
        return Suppression(place, fault=fault, line=line, rules=rules, reason=reason, expiry=expiry)

    def _rules(self, names: str, offset: int) -> Iterator[SuppressedRule]:
        for match in re.finditer(r"[^\s,](?:[^,]*[^\s,])?", names):
            name, code = match[0], self._names.get(match[0].lower())
            meant = None if code else did_you_mean(name, self._names)
            if meant and meant.upper() in self._names.values():
                meant = meant.upper()
            place = self._place(offset + match.start(), offset + match.end())
            yield SuppressedRule(place, name, code, meant, protected=code in self._protected)

    def _expiry(self, directive: re.Match[str] | None, offset: int) -> Expiry | None:
        if directive is None or directive["until"] is None:
            return None
        # Only suppressions that expire need to know what a date is.
        from datetime import date

        text = directive["until"].removeprefix("until=")
        place = self._place(offset + directive.start("until"), offset + directive.end("until"))
        try:
            day = date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII) else None
        except ValueError:
            day = None
        return Expiry(place, text, valid=day is not None, passed=day is not None and day < self._today())

    def _misplaced(self, text: str, offset: int) -> Expiry | None:
        """Return a date that was meant to end the suppression, and would not: it may not hold forever because of it."""
        until = _UNTIL.search(text)
        if until is None:
            return None
        place = self._place(offset + until.start(), offset + until.end())
        return Expiry(place, until["day"] or "", valid=False, passed=False, misplaced=until[0])

    def _line(self, start: int) -> int:
        """Return the line that a suppression is about: its own or, where it is alone, the next without a comment."""
        line = self._source.span(start, start).line
        if self._is_alone(start):
            return self._next_line(line)
        return line

    def _next_line(self, line: int) -> int:
        """Return the next line that is more than a comment; a block of comments is gone through once."""
        comments = []
        while line not in self._next_lines and line <= self._source.lines and self._is_comment(line):
            comments.append(line)
            line += 1
        found = self._next_lines.get(line, line)
        self._next_lines.update(dict.fromkeys(comments, found))
        return found

    def _is_comment(self, line: int) -> bool:
        return self._source.line(line).lstrip().startswith("#")

    def _is_alone(self, start: int) -> bool:
        before = self._source.text[self._source.line_start(start) : start].lstrip()
        return before == "" or before.startswith("#")

    def _place(self, start: int, end: int) -> Place:
        number = min(bisect_right(self._finishes, start), len(self._documents) - 1)
        return Place(self._documents[number], (), offsets=(start, end))


def _without(suppression: Suppression, index: int) -> Place:
    """Return the text of a name in a list, with the comma that goes with it."""
    place = suppression.rules[index].place
    start, end = place.offsets or (0, 0)
    beside = suppression.rules[index - 1 if index else 1].place.offsets or (0, 0)
    return place._replace(offsets=(beside[1], end) if index else (start, beside[0]))


def _fault(text: str) -> str:
    word = text.split("[")[0].split(" ")[0].strip()
    if word in ("ignore", "ignore-file"):
        return f"{word} names no rule, must be {_FORM.replace('ignore', word)}"
    return f"unknown suppression {word}, must be {_FORM}" if word else f"an empty suppression, must be {_FORM}"
