"""The overview: which of many landscape files have faults, which faults, and the pages about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from calm_lint import __version__
from calm_lint.engine.survey import Survey
from calm_lint.engine.violation import Violation
from calm_lint.errors import RunError
from calm_lint.formats.words import number
from calm_lint.pages.templating import fill
from calm_lint.rulebook.severity import Severity
from calm_lint.run.surveys import Surveyed
from calm_lint.text.escaping import printable
from calm_lint.text.urls import without_users

NAME: Final = "index.html"
# Findings that a row shows; the page of the file has all.
_SHOWN = 3
# The bytes of a page that hold its title.
_HEAD = 4096
_CLEAN = "clean"
# The level of a row, whether it could not be checked, and what is said of such rows.
_STANDINGS: Final = (
    ("error", True, "not checked"),
    ("error", False, "with errors"),
    ("warning", False, "with warnings"),
    ("info", False, "with info only"),
    (_CLEAN, False, "without findings"),
)


@dataclass(frozen=True, slots=True)
class Message:
    """A finding, and how often the file has one with this message."""

    violation: Violation
    times: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class Row:
    """What the overview says of a file.

    Attributes:
        title: the name of its landscape, or its own.
        file: its name.
        link: the address of its page, empty if it has none.
        level: that of its worst finding, `clean` if there is none.
        counts: the levels of its findings, each with how many there are.
        new: how many findings are new since the earlier commit.
        messages: the worst findings.
        more: how many findings have other messages.
        errors: what kept it from being checked.
    """

    title: str
    file: str
    level: str
    link: str = ""
    counts: Sequence[tuple[str, str]] = ()
    new: int = 0
    messages: Sequence[Message] = ()
    more: int = 0
    errors: Sequence[str] = ()
    order: tuple[int, ...] = ()


def overview(
    files: Iterable[Surveyed], errors: Iterable[RunError], links: Mapping[str, str], since: str | None = None
) -> str:
    """Write the overview of files, those with the worst findings first.

    Args:
        files: the files that were read.
        errors: what kept the run from its work; those about a file that was not read make a row of their own.
        links: the path of the page of each file, from the folder of the overview.
        since: the earlier commit whose findings are not new, None if there is none.
    """
    rows = [_row(file, links) for file in files]
    rows.extend(_unread(error.file, error) for error in errors if error.file)
    rows.sort(key=lambda row: (row.order, row.file or row.title))
    standings = Counter((row.level, bool(row.errors)) for row in rows)
    return fill(
        "overview.html",
        title=number(len(rows), "landscape file"),
        rows=rows,
        errors=[_text(each) for each in errors if not each.file],
        since=None if since is None else printable(without_users(since)),
        counts=[
            (level, f"{count} {words}") for level, unread, words in _STANDINGS if (count := standings[level, unread])
        ],
        version=__version__,
    )


def is_page(path: str, kind: str) -> bool:
    """Check whether a file is a page of a kind, such as `report`, that calm-lint has written."""
    try:
        with open(path, "rb") as file:
            return f" · calm-lint {kind}</title>".encode() in file.read(_HEAD)
    except OSError:
        return False


def _row(file: Surveyed, links: Mapping[str, str]) -> Row:
    survey, report = file.survey, file.survey.report
    levels = [violation.severity for violation in report.violations]
    counts = [levels.count(severity) for severity in Severity]
    new = {id(each) for each in file.new or ()}
    messages = _messages(report.violations, new)
    worst = min(levels, key=list(Severity).index, default=None)
    level = Severity.ERROR if report.errors else worst
    return Row(
        title_of(survey),
        survey.show(report.name),
        level=level or _CLEAN,
        link=quote(links[report.name]),
        counts=[(str(each), number(count, each)) for each, count in zip(Severity, counts, strict=True) if count],
        new=len(new),
        messages=messages[:_SHOWN],
        more=sum(each.times for each in messages[_SHOWN:]),
        errors=[_text(each) for each in report.errors],
        order=(-1 if report.errors else 0, *(-count for count in counts)),
    )


def _unread(file: str, error: RunError) -> Row:
    return Row(printable(without_users(file)), "", Severity.ERROR, errors=(_text(error),), order=(-1,))


def title_of(survey: Survey) -> str:
    """Return the name of the landscape in a file, that of the file if it holds several or none."""
    landscapes = survey.landscapes
    return survey.title(landscapes[0]) if len(landscapes) == 1 else survey.show(survey.report.name)


def _messages(violations: Iterable[Violation], new: set[int]) -> list[Message]:
    """Return findings with different messages: new ones first, then the worst, then as in the file."""
    equal: dict[tuple[str, str, bool], list[Violation]] = {}
    for violation in violations:
        equal.setdefault((violation.rule.code, violation.plain, id(violation) in new), []).append(violation)
    messages = [Message(same[0], len(same), is_new) for (_, _, is_new), same in equal.items()]
    levels = list(Severity)
    return sorted(messages, key=lambda each: (not each.is_new, levels.index(each.violation.severity)))


def _text(error: RunError) -> str:
    return printable(without_users(error.message))
