"""Fixing as the command line does it: write each fixed file or collect its diff, and tell what was done."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from calm_lint.engine.results import FileReport
from calm_lint.engine.violation import Violation
from calm_lint.errors import RunError
from calm_lint.files.find import STDIN, reason
from calm_lint.files.write import write
from calm_lint.run.diffs import diff
from calm_lint.run.fixing import fix
from calm_lint.text.escaping import printable


class Mender:
    """Fixes the files of one run.

    Args:
        unsafe: whether to apply unsafe fixes too.
        dry: whether to write nothing, and to collect diffs instead.

    Attributes:
        output: what belongs to the standard output: the diffs, or the fixed standard input.
        applied: the findings that were fixed, or would be.
        files: how many files they are in.
        errors: what kept files from being fixed.
    """

    def __init__(self, *, unsafe: bool, dry: bool) -> None:
        self._unsafe = unsafe
        self._dry = dry
        self.output = b""
        self.applied: list[Violation] = []
        self.files = 0
        self.errors: list[RunError] = []

    def mend(self, path: str, lint: Callable[[bytes], FileReport], report: FileReport, content: bytes) -> FileReport:
        """Fix a file and return what is found in it then.

        Args:
            path: the file, or `-` for the standard input.
            lint: lints a content of the file.
            report: what is found in it now.
            content: the bytes that were read.
        """
        fixed = fix(lint, report, content, unsafe=self._unsafe)
        if fixed.problem:
            message = f"not fixed, left as it was: {fixed.problem}; fix it by hand, or leave rules out with --ignore"
            self.errors.append(RunError("plugin", message, report.name))
        elif self._dry and fixed.applied:
            self.output += diff(report.name, content, fixed.content, report.line).encode()
        elif path != STDIN and fixed.applied:
            try:
                write(path, fixed.content, before=content)
            except OSError as error:
                message = f"not fixed, cannot be written: {reason(error)}"
                self.errors.append(RunError("io", message, report.name))
                return report
        if path == STDIN and not self._dry:
            self.output += fixed.content
        self.applied += fixed.applied
        self.files += bool(fixed.applied)
        return report if self._dry else fixed.report

    def account(self, left: int, *, unread: bool = False) -> str:
        """Tell what was fixed, on which screens it is still to be entered, and what is left.

        Args:
            left: how many findings there are after it.
            unread: whether something cannot be read, so that nobody knows what there is to fix in it.
        """
        if self._dry and unread and not self.applied:
            return "Nothing to fix in what can be read\n"
        if self._dry:
            done = f"Would fix {_number(self.applied)} in {self.files} {_plural('file', self.files)}"
            return f"{done}; nothing was written\n" if self.applied else "Nothing to fix\n"
        rest = f"{left} {'is' if left == 1 else 'are'} left"
        if not self.applied:
            return f"Nothing was fixed, {rest}\n"
        # What took two steps is told in their order, the right value last.
        ordered = sorted(self.applied, key=lambda each: (each.file, each.span.line))
        return (
            "".join(f"{line}\n" for violation in ordered for line in _lines(violation))
            + f"Fixed {_number(self.applied)} in {self.files} {_plural('file', self.files)}, {rest}\n"
            + "The file is mended, not the system: enter the values on the screens named above\n"
        )


def _lines(violation: Violation) -> Iterator[str]:
    rule, title = violation.rule, violation.fix.title if violation.fix else ""
    yield f"{printable(violation.file)}:{violation.span.line}: fixed {rule.code} {rule.name}: {title}"
    if violation.entity != "landscape":
        yield f"  in: {violation.entity}"
    if rule.screen:
        yield f"  screen: {rule.screen}"


def _number(violations: list[Violation]) -> str:
    return f"{len(violations)} {_plural('finding', len(violations))}"


def _plural(noun: str, count: int) -> str:
    return noun if count == 1 else f"{noun}s"
