"""Fixing as the command line does it: write each fixed file or collect its diff, and tell what was done."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable, Iterator

from calm_lint.engine.results import FileReport
from calm_lint.engine.violation import Violation
from calm_lint.errors import RunError
from calm_lint.files.find import STDIN, reason
from calm_lint.files.write import write
from calm_lint.formats.anchors import also_in
from calm_lint.run.changes import Change
from calm_lint.run.diffs import diff
from calm_lint.run.fixing import LeftOut, fix
from calm_lint.text.escaping import printable


class Fixer:
    """Fixes the files of one run.

    Args:
        unsafe: whether to apply unsafe fixes too.
        dry: whether to write nothing, and to collect diffs instead.

    Attributes:
        output: what belongs to the standard output: the diffs, or the fixed standard input.
        applied: the findings that were fixed, or would be.
        left_out: the findings whose fixes would do harm.
        files: how many files they are in.
        errors: what kept files from being fixed.
    """

    def __init__(self, *, unsafe: bool, dry: bool) -> None:
        self._unsafe = unsafe
        self._dry = dry
        self.output = b""
        self.applied: list[Violation] = []
        self.left_out: list[LeftOut] = []
        self.files = 0
        self.errors: list[RunError] = []

    def fix_file(
        self, path: str, lint: Callable[[bytes], FileReport], report: FileReport, content: bytes
    ) -> bytes | None:
        """Fix a file and return what it holds then, None if nothing was changed.

        Args:
            path: the file, or `-` for the standard input.
            lint: lints a content of the file.
            report: what is found in it now.
            content: the bytes that were read.
        """
        fixed = fix(lint, report, content, unsafe=self._unsafe)
        self.left_out += fixed.left_out
        if self._dry:
            # In UTF-8, a byte order mark is a character like any other.
            text, shift = content.decode(errors="replace"), content.startswith(BOM_UTF8)
            changes = (Change(start + shift, end + shift, new) for start, end, new in fixed.changes)
            self.output += diff(report.name, text, changes, report.line).encode()
        elif path != STDIN and fixed.applied:
            try:
                write(path, fixed.content, before=content)
            except OSError as error:
                message = f"not fixed, cannot be written: {reason(error)}"
                self.errors.append(RunError("io", message, report.name))
                return None
        if path == STDIN and not self._dry:
            self.output += fixed.content
        self.applied += fixed.applied
        self.files += bool(fixed.applied)
        return fixed.content if fixed.applied and not self._dry else None

    def account(self, left: int, *, unread: bool = False) -> str:
        """Say what was fixed, on which screens it is still to be entered, and what is left.

        Args:
            left: how many findings there are after it.
            unread: whether something cannot be read, so that nobody knows what there is to fix in it.
        """
        fixed = f"{_number(self.applied)} in {self.files} {_plural('file', self.files)}"
        account = [*self._fixes(), self.refusals()]
        if self._dry:
            nothing = "Nothing to fix in what can be read\n" if unread else "Nothing to fix\n"
            account.append(f"Would fix {fixed}; nothing was written\n" if self.applied else nothing)
            return "".join(account)
        rest = f"{left} {'is' if left == 1 else 'are'} left"
        account.append(f"Fixed {fixed}, {rest}\n" if self.applied else f"Nothing was fixed, {rest}\n")
        if self.applied:
            account.append("The file is mended, not the system: enter the values on the screens named above\n")
        return "".join(account)

    def refusals(self) -> str:
        """Name the fixes that were left out, as they would do harm, and the rules that object."""
        return "".join(
            f"{_heading(each.violation, 'left out')}\n  because {each.reason}\n"
            for each in sorted(self.left_out, key=lambda each: (each.violation.file, each.violation.order))
        )

    def _fixes(self) -> Iterator[str]:
        # What took two steps is told in their order, the right value last.
        for violation in sorted(self.applied, key=lambda each: (each.file, each.span.line)):
            yield f"{_heading(violation, 'would fix' if self._dry else 'fixed')}\n"
            if violation.entity != "landscape":
                yield f"  in: {violation.entity}\n"
                # Whoever enters the values needs to know all tenants.
                if others := also_in(violation, most=None):
                    yield f"  also in: {others}\n"
            if violation.screen:
                yield f"  screen: {violation.screen}\n"


def _heading(violation: Violation, what: str) -> str:
    rule, title = violation.rule, violation.fix.title if violation.fix else ""
    return f"{printable(violation.file)}:{violation.span.line}: {what} {rule.code} {rule.name}: {title}"


def _number(violations: list[Violation]) -> str:
    return f"{len(violations)} {_plural('finding', len(violations))}"


def _plural(noun: str, count: int) -> str:
    return noun if count == 1 else f"{noun}s"
