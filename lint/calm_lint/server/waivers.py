"""Where to write the comment that suppresses a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from calm_lint.engine.violation import Violation
from calm_lint.run.changes import Change
from calm_lint.run.passes import identity
from calm_lint.server.buffers import Buffer
from calm_lint.text.source import Source

InEstate = Callable[[Buffer, str], Iterable[Violation]]
"""Returns the findings that a landscape would have with another text, as a part of its estate."""

# It stands for what a person is to write, while the comment is tried out.
_REASON = "reason"


def waiver(buffer: Buffer, violation: Violation, in_estate: InEstate, until: date | None = None) -> Change | None:
    """Return what writes a comment that suppresses a finding, ready for its reason; None if no comment does.

    It is at the end of the line or, where that is inside of a text, alone above it. Each place is tried out: the
    finding has to go, and nothing else may come.

    Args:
        buffer: the landscape.
        violation: the finding.
        in_estate: tries out a text, for a finding that is also about another file.
        until: the last day on which the comment is to hold, None if it has no end.
    """
    end = f" until={until.isoformat()}" if until else ""
    comment = f"# calm-lint: ignore[{violation.rule.name}]{end} "
    text = buffer.text.removeprefix("\ufeff")
    for change in _places(comment, text, violation):
        if _holds(change, buffer, violation, in_estate):
            return change
    return None


def _places(comment: str, text: str, violation: Violation) -> Iterator[Change]:
    source = Source("", text)
    start = source.line_offset(violation.span.line)
    line = source.line(violation.span.line)
    end = start + len(line.rstrip())
    yield Change(end, start + len(line), f"  {comment}")
    indent = line[: len(line) - len(line.lstrip())]
    newline = "\r\n" if "\r\n" in text else "\n"
    yield Change(start, start, f"{indent}{comment}{newline}")


def _holds(change: Change, buffer: Buffer, violation: Violation, in_estate: InEstate) -> bool:
    comment = change.text.rstrip()
    written = change.text.replace(comment, f"{comment} {_REASON}")
    mark = "\ufeff" if buffer.text.startswith("\ufeff") else ""
    text = buffer.text.removeprefix(mark)
    text = mark + text[: change.start] + written + text[change.end :]
    before = {identity(each) for each in buffer.survey.report.violations}
    after: Iterable[Violation]
    if identity(violation) in before:
        after = buffer.job.lint(text.encode(errors="surrogatepass")).violations
    else:
        before, after = {identity(each) for each in buffer.violations}, in_estate(buffer, text)
    return {identity(each) for each in after} <= before - {identity(violation)}
