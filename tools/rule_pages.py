"""Write the page of every built-in rule, their index, their list by section, and the tables of SAP's sentences.

    python tools/rule_pages.py [--check]

`--check` writes nothing and fails when a page is not what the rules give.
"""

from __future__ import annotations

import sys
from itertools import takewhile
from pathlib import Path

from calm_lint.api import Rule, Source
from calm_lint.model.values.facts import EDITIONS
from calm_lint.rulebook.catalogue import as_markdown, page
from calm_lint.rulebook.sentences import Page, Sentence
from calm_lint.rulebook.sentences import pages as sentence_pages
from calm_lint_rules import calm_lint_rules

DOCS = Path(__file__).parents[1] / "docs"
FOLDER = DOCS / "rules"
# The pages about SAP's pages, with the families of codes that are listed there.
GUIDES = {DOCS / "guide.md": "CALM", DOCS / "guide-ctms.md": "CALM8", DOCS / "guide-cts.md": "CALM9"}
TABLE = "| section | statement | checked by |\n| --- | --- | --- |\n"
BEGIN, END = "<!-- generated -->\n", "<!-- end -->\n"


def pages(rules: list[Rule]) -> dict[Path, str]:
    """Return the text of every page by its path."""
    texts = {FOLDER / f"{rule.name}.md": page(rule) for rule in rules}
    guides = {
        path: guide(path, [rule for rule in rules if rule.code.startswith(codes)]) for path, codes in GUIDES.items()
    }
    return {FOLDER / "index.md": f"# Rules\n\n{as_markdown(rules)}", **guides, **texts}


def guide(path: Path, rules: list[Rule]) -> str:
    """Return a page about SAP's pages with its sentences, and rules by source: the guide, edition by edition, first."""
    sources: dict[Source, list[str]] = {}
    for rule in rules:
        sources.setdefault(rule.source, []).append(f"[{rule.code}](rules/{rule.name}.md)")
    rows = "".join(
        f"| {source.document} | {source.edition} | {source.section} | {', '.join(sources[source])} |\n"
        for source in sorted(sources, key=_place)
    )
    text = path.read_text("utf-8")
    for each in sentence_pages():
        if each.path == path.name:
            text = with_table(text, each)
    before, _, rest = text.partition(BEGIN)
    head = "| source | edition | section | rules |\n| --- | --- | --- | --- |\n"
    return f"{before}{BEGIN}{head}{rows}{END}{rest.partition(END)[2]}"


def with_table(text: str, page: Page) -> str:
    """Return a text with the table of sentences that stands below the heading of a page."""
    before, heading, after = text.partition(f"\n## {page.heading}\n")
    intro, head, rest = after.partition(TABLE)
    if not head:
        sys.exit(f"{page.path} has no table below {page.heading}: write its head, `make generate` writes the rest")
    rows = "".join(f"| {_section(page, each)} | {each.statement} | {_checked_by(each)} |\n" for each in page.sentences)
    return f"{before}{heading}{intro}{head}{rows}{rest[len(_rows(rest)) :]}"


def _rows(text: str) -> str:
    """Return the rows of a table at the beginning of a text."""
    return "".join(takewhile(lambda line: line.startswith("|"), text.splitlines(keepends=True)))


def _section(page: Page, sentence: Sentence) -> str:
    return sentence.section if page.document else f"{sentence.document}, {sentence.section}"


def _checked_by(sentence: Sentence) -> str:
    if not sentence.checks:
        return sentence.nothing or f"not checked: {sentence.not_checked}"
    return ": ".join(filter(None, (", ".join(sentence.codes), sentence.note)))


def _place(source: Source) -> tuple[bool, int, Source]:
    edition = EDITIONS.index(source.edition) if source.edition else len(EDITIONS)
    return source.document != "guide", edition, source._replace(document=source.document.casefold())


def main() -> None:
    """Write the pages, or compare them with what the rules give."""
    wanted = pages(sorted(calm_lint_rules(), key=lambda rule: rule.code))
    present = {path: path.read_text("utf-8") for path in (*FOLDER.glob("*.md"), *GUIDES)}
    if "--check" in sys.argv:
        if stale := sorted(path.name for path in wanted.keys() | present if wanted.get(path) != present.get(path)):
            sys.exit(f"docs is stale ({', '.join(stale)}): run `make generate`")
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path in present.keys() - wanted:
        path.unlink()
    for path, text in wanted.items():
        path.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
