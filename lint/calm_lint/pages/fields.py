"""The fields of the screens, as worksheets list them: what to enter, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, Literal, NamedTuple

from calm_lint.engine.survey import Concerns, Survey
from calm_lint.engine.violation import Violation
from calm_lint.model.entity import Entity
from calm_lint.model.values.interval import Interval
from calm_lint.reading.document import REJECTED
from calm_lint.rulebook.severity import Severity
from calm_lint.text.references import is_placeholder, is_reference
from calm_lint.text.urls import MASK

SYSTEMS: Final = "Communication Systems"
ARRANGEMENTS: Final = "Communication Arrangements"
COCKPIT: Final = "SAP BTP cockpit"


class Entry(NamedTuple):
    """A field of a screen.

    Attributes:
        label: what stands beside it.
        value: what to enter, or what the file says.
        state: whether to enter the value, to leave the field alone, or that the value is wrong or missing.
        notes: what is to be known about it.
        place: the name of the field in the file, by ids; empty if it is none, or one for a secret.
    """

    label: str
    value: str
    state: Literal["enter", "leave", "wrong", "missing"] = "enter"
    notes: tuple[str, ...] = ()
    place: str = ""

    # Two fields are the same to enter, wherever the file has them.
    def __eq__(self, other: object) -> bool:
        return isinstance(other, Entry) and self[:-1] == other[:-1]

    def __hash__(self) -> int:
        return hash(self[:-1])


class Step(NamedTuple):
    """A section of a screen.

    Attributes:
        number: that of the step in the guide's procedure.
        app: the app to open.
        section: the section in it.
        entries: its fields.
        action: the button at its end, if any.
        notes: what is wrong with it as a whole.
        tenant: the S/4HANA tenant that it is for, where the sheet around it is not that tenant's.
    """

    number: str
    app: str
    section: str
    entries: tuple[Entry, ...]
    action: str = ""
    notes: tuple[str, ...] = ()
    tenant: str = ""


class Fields:
    """Makes entries of the fields of a file, and keeps in mind which findings it has told.

    Args:
        survey: the file.
        concerns: the findings in the landscape.
    """

    def __init__(self, survey: Survey, concerns: Concerns) -> None:
        self.survey = survey
        self._concerns = concerns
        self._told: set[int] = set()

    def entry(
        self,
        entity: Entity | None,
        key: str,
        label: str,
        *,
        leave: str = "",
        show: Callable[[Any], str] = str,
    ) -> Entry:
        """Return a field of a screen.

        Args:
            entity: what it is a field of, None if the file does not describe that.
            key: its key in the file.
            label: what stands beside it on the screen.
            leave: what is to be known about a field that is left alone.
            show: turns the value that the file gives into what the screen shows.
        """
        entry = self._entry(entity, key, label, leave=leave, show=show)
        place = f"{entity.document.entity_name(entity.path)}.{key}" if entity else ""
        return entry._replace(place=self.survey.show(place))

    def _entry(self, entity: Entity | None, key: str, label: str, *, leave: str, show: Callable[[Any], str]) -> Entry:
        raw = entity.raw(key) if entity else None
        text = "" if raw is None or raw is REJECTED else _text(raw)
        found = self._concerns.about(entity, key) if entity else []
        notes = self._tell(found)
        # Information does not make a value wrong.
        if any(each.severity is not Severity.INFO for each in found):
            return Entry(label, self.survey.show(text), "wrong", notes)
        if leave:
            return Entry(label, leave, "leave", notes)
        if not text:
            return Entry(label, "", "missing", ("not in the file", *notes))
        if is_placeholder(text):
            return Entry(label, self.survey.show(text), "wrong", ("is a placeholder", *notes))
        return Entry(label, self.survey.show(show(text)), notes=(*_meaning(text), *notes))

    def secret(self, entity: Entity | None, key: str, label: str) -> Entry:
        """Return a field that takes a secret, which is shown as a reference only."""
        entry = self._entry(entity, key, label, leave="", show=str)
        if entry.state == "missing" or (entity and is_reference(str(entity.raw(key)))):
            return entry
        return entry._replace(value=MASK, state="wrong", notes=entry.notes or ("must be a reference to the secret",))

    def notes(self, entity: Entity | None) -> tuple[str, ...]:
        """Return what was found about an entity and is not yet in the sheet."""
        found = self._concerns.inside(entity) if entity else ()
        return self._tell(each for each in found if id(each) not in self._told)

    def _tell(self, violations: Iterable[Violation]) -> tuple[str, ...]:
        found = list(violations)
        self._told.update(map(id, found))
        return tuple(f"{each.plain} ({each.rule.code} {each.rule.name})" for each in found)


def _text(raw: object) -> str:
    if isinstance(raw, bool):
        return str(raw).lower()
    interval = Interval.parse(raw) if isinstance(raw, dict) else None
    return interval.text if interval else str(raw)


def _meaning(text: str) -> tuple[str, ...]:
    """Return what a reference stands for."""
    text = text.strip()
    if not is_reference(text):
        return ()
    if not text.startswith("$"):
        return ("stands for the secret that is kept there",)
    name = text.removeprefix("${").removesuffix("}").removeprefix("env:")
    return (f"stands for the value of the environment variable {name}",)
