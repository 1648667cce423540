"""Write the page of every built-in rule, their index, and their list by section, from the rules themselves.

    python tools/rule_pages.py [--check]

`--check` writes nothing and fails when a page is not what the rules give.
"""

from __future__ import annotations

import sys
from pathlib import Path

from calm_lint.api import Rule, Source
from calm_lint.model.values.facts import EDITIONS
from calm_lint.rulebook.catalogue import as_markdown, page
from calm_lint_rules import calm_lint_rules

DOCS = Path(__file__).parents[1] / "docs"
FOLDER = DOCS / "rules"
# The pages about SAP's pages, with the families of codes that are listed there.
GUIDES = {DOCS / "guide.md": "CALM", DOCS / "guide-ctms.md": "CALM8", DOCS / "guide-cts.md": "CALM9"}
BEGIN, END = "<!-- generated -->\n", "<!-- end -->\n"


def pages(rules: list[Rule]) -> dict[Path, str]:
    """Return the text of every page by its path."""
    texts = {FOLDER / f"{rule.name}.md": page(rule) for rule in rules}
    guides = {
        path: guide(path, [rule for rule in rules if rule.code.startswith(codes)]) for path, codes in GUIDES.items()
    }
    return {FOLDER / "index.md": f"# Rules\n\n{as_markdown(rules)}", **guides, **texts}


def guide(path: Path, rules: list[Rule]) -> str:
    """Return a page about SAP's pages with rules by source: the guide, edition by edition, comes first."""
    sources: dict[Source, list[str]] = {}
    for rule in rules:
        sources.setdefault(rule.source, []).append(f"[{rule.code}](rules/{rule.name}.md)")
    rows = "".join(
        f"| {source.document} | {source.edition} | {source.section} | {', '.join(sources[source])} |\n"
        for source in sorted(sources, key=_place)
    )
    before, _, rest = path.read_text("utf-8").partition(BEGIN)
    head = "| source | edition | section | rules |\n| --- | --- | --- | --- |\n"
    return f"{before}{BEGIN}{head}{rows}{END}{rest.partition(END)[2]}"


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
