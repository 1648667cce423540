"""The sentences of SAP's pages, and what else rules take as their source, each with the rules that check it.

`sentences.toml` beside this module holds them. The tables in docs/guide*.md are made of it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any, Final

from calm_lint.model import Landscape
from calm_lint.model.entity import Entity
from calm_lint.rulebook.rule import Rule

FILE: Final = "file"
"""What a sentence is about that is about the file as a whole."""

ALL_KINDS: Final = ""
"""The key of a condition that holds for all kinds of entities."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, in our words.

    Attributes:
        document: the page or document in which it stands, as in `Source`.
        edition: the edition of it, empty if it has none.
        section: the part of it.
        statement: what it says.
        checks: the codes of the rules that check it, by the kinds of entities that it is about.
        about: these kinds, also where no rule checks it.
        not_checked: why no file can show whether it is kept, empty where rules check it.
        nothing: why it demands nothing, empty where it does.
        note: what else the documentation says of how it is checked.
        fields: the entries of an entity without which nothing can be said of it.
        when: the condition without which it does not apply to an entity, by kind.
        needs: the conditions without which nothing can be said of an entity.
        connects: `secret` or `mtls` if its page is about S/4HANA tenants that connect in this way, else empty.
    """

    document: str
    edition: str
    section: str
    statement: str
    checks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    about: tuple[str, ...] = ()
    not_checked: str = ""
    nothing: str = ""
    note: str = ""
    fields: tuple[str, ...] = ()
    when: Mapping[str, str] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    connects: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all rules that check it, sorted."""
        return tuple(sorted({code for codes in self.checks.values() for code in codes}))

    def condition(self, kind: str) -> str:
        """Return the name of the condition without which it does not apply to a kind of entities, empty if none."""
        return self.when.get(kind) or self.when.get(ALL_KINDS, "")


@dataclass(frozen=True, slots=True)
class Page:
    """The sentences of a table of the documentation.

    Attributes:
        path: the file in docs.
        heading: the heading above the table.
        document: the page of SAP, empty if the sentences are of several.
        sentences: the sentences, in the order of SAP's page.
    """

    path: str
    heading: str
    document: str
    sentences: tuple[Sentence, ...]


def pages() -> tuple[Page, ...]:
    """Return all sentences, in the order of the documentation."""
    text = files(__package__).joinpath("sentences.toml").read_text("utf-8")
    return tuple(
        Page(
            page["path"],
            page["heading"],
            page.get("document", ""),
            tuple(_sentence(page, each) for each in page["sentences"]),
        )
        for page in tomllib.loads(text)["pages"]
    )


def sentences(rules: Iterable[Rule]) -> Iterator[Sentence]:
    """Yield all sentences, and one more for each rule that checks none of them: those of plugins and configurations.

    Args:
        rules: all rules that may be applied.
    """
    known: set[str] = set()
    for sentence in (each for page in pages() for each in page.sentences):
        known.update(sentence.codes)
        yield sentence
    for rule in rules:
        if rule.code not in known:
            yield _of_rule(rule)


def _of_rule(rule: Rule) -> Sentence:
    kind = (rule.node.definition or Landscape.definition) if issubclass(rule.node, Entity) else FILE
    document, section, edition = rule.source
    statement = " ".join(rule.why.strip().partition("\n\n")[0].split())
    return Sentence(document, edition, section, statement, {kind: (rule.code,)}, (kind,))


def _sentence(page: Mapping[str, Any], entry: Mapping[str, Any]) -> Sentence:
    when = entry.get("when", {})
    checks = {kind: tuple(codes) for kind, codes in entry.get("checks", {}).items()}
    return Sentence(
        entry.get("document") or page["document"],
        page.get("edition", ""),
        entry["section"],
        entry["statement"],
        checks,
        tuple(entry.get("about") or checks),
        entry.get("not_checked", ""),
        entry.get("nothing", ""),
        entry.get("note", ""),
        tuple(entry.get("fields", ())),
        when if isinstance(when, dict) else {ALL_KINDS: when},
        tuple(entry.get("needs", ())),
        page.get("connects", ""),
    )
