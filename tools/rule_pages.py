"""Write the page of every built-in rule, and their index, from the rules themselves.

    python tools/rule_pages.py [--check]

`--check` writes nothing and fails when a page is not what the rules give.
"""

from __future__ import annotations

import sys
from pathlib import Path

from calm_lint.api import Rule
from calm_lint.rulebook.catalogue import as_markdown, page
from calm_lint_rules import calm_lint_rules

FOLDER = Path(__file__).parents[1] / "docs" / "rules"


def pages(rules: list[Rule]) -> dict[Path, str]:
    """Return the text of every page by its path."""
    texts = {FOLDER / f"{rule.name}.md": page(rule) for rule in rules}
    return {FOLDER / "index.md": f"# Rules\n\n{as_markdown(rules)}", **texts}


def main() -> None:
    """Write the pages, or compare them with what the rules give."""
    wanted = pages(sorted(calm_lint_rules(), key=lambda rule: rule.code))
    present = {path: path.read_text("utf-8") for path in FOLDER.glob("*.md")}
    if "--check" in sys.argv:
        if stale := sorted(path.name for path in wanted.keys() | present if wanted.get(path) != present.get(path)):
            sys.exit(f"docs/rules is stale ({', '.join(stale)}): run `make generate`")
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path in present.keys() - wanted:
        path.unlink()
    for path, text in wanted.items():
        path.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
