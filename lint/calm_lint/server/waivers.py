"""Where to write the comment that suppresses a finding."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator
from datetime import date

from calm_lint.engine.violation import Violation
from calm_lint.run.changes import Change
from calm_lint.run.passes import identity
from calm_lint.server.buffers import Buffer
from calm_lint.text.source import Source

# It stands for what a person is to write, while the comment is tried out.
_REASON = "reason"


def waiver(buffer: Buffer, violation: Violation, until: date | None = None) -> Change | None:
    """Return what writes a comment that suppresses a finding, ready for its reason; None if no comment does.

    It is at the end of the line or, where that is inside of a text, alone above it. Each place is tried out: the
    finding has to go, and nothing else may come.

    Args:
        buffer: the landscape.
        violation: the finding.
        until: the last day on which the comment is to hold, None if it has no end.
    """
    end = f" until={until.isoformat()}" if until else ""
    comment = f"# calm-lint: ignore[{violation.rule.name}]{end} "
    text = buffer.text.removeprefix("\ufeff")
    return next((each for each in _places(comment, text, violation) if _holds(each, buffer, text, violation)), None)


def _places(comment: str, text: str, violation: Violation) -> Iterator[Change]:
    source = Source("", text)
    start = source.line_offset(violation.span.line)
    line = source.line(violation.span.line)
    end = start + len(line.rstrip())
    yield Change(end, start + len(line), f"  {comment}")
    indent = line[: len(line) - len(line.lstrip())]
    newline = "\r\n" if "\r\n" in text else "\n"
    yield Change(start, start, f"{indent}{comment}{newline}")


def _holds(change: Change, buffer: Buffer, text: str, violation: Violation) -> bool:
    comment = change.text.rstrip()
    written = change.text.replace(comment, f"{comment} {_REASON}")
    mark = BOM_UTF8 if buffer.content.startswith(BOM_UTF8) else b""
    content = mark + (text[: change.start] + written + text[change.end :]).encode(errors="surrogatepass")
    before = {identity(each) for each in buffer.survey.report.violations}
    after = {identity(each) for each in buffer.job.lint(content).violations}
    return after <= before - {identity(violation)}
