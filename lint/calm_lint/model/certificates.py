"""Client certificates: what is typed of them, and what the file of one says."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from calm_lint.model.declarations import day, text
from calm_lint.model.entity import Entity, Scalar
from calm_lint.reading.certificate import CertificateFile


class Certificate(Entity):
    """A client certificate."""

    definition = "certificate"
    identifier = "id"

    id = text()
    subject = text()
    issued_on = day()
    expires_on = day()
    file = text()
    key_store = text()

    @property
    def label(self) -> str:
        """What messages call it."""
        return f"certificate {self.id.value}" if self.id.value else "the certificate"

    @cached_property
    def content(self) -> CertificateFile | None:
        """What its file says, None if it names none or none was read."""
        return self.document.certificates.get(self.file.value or "")

    @property
    def first_day(self) -> date | None:
        """The first day on which it is valid: the typed one, else that of the file."""
        return _typed_or_read(self.issued_on, self.content.issued_on if self.content else None)

    @property
    def last_day(self) -> date | None:
        """The last day on which it is valid: the typed one, else that of the file."""
        return _typed_or_read(self.expires_on, self.content.expires_on if self.content else None)

    @property
    def end(self) -> Scalar[date] | Scalar[str]:
        """What says when it expires: the typed day, else the file."""
        return self.file if self.expires_on.missing else self.expires_on


def _typed_or_read(typed: Scalar[date], read: date | None) -> date | None:
    return read if typed.missing else typed.value
