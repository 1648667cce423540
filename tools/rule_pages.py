"""Write the page of every built-in rule, and their index, from the rules themselves.

    python tools/rule_pages.py [--check]

`--check` writes nothing and fails when a page is not what the rules give.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path

from calm_lint.api import Bad, Rule
from calm_lint_rules import calm_lint_rules

FOLDER = Path(__file__).parents[1] / "docs" / "rules"


def pages(rules: list[Rule]) -> dict[Path, str]:
    """Return the text of every page by its path."""
    index = ["# Rules", "", "| code | name | level | source |", "| --- | --- | --- | --- |"]
    for rule in rules:
        source = f"{rule.source.document}, {rule.source.section}"
        index.append(f"| {rule.code} | [{rule.name}]({rule.name}.md) | {rule.severity} | {source} |")
    texts = {FOLDER / f"{rule.name}.md": "\n".join(_page(rule)) + "\n" for rule in rules}
    return {FOLDER / "index.md": "\n".join(index) + "\n", **texts}


def _page(rule: Rule) -> Iterator[str]:
    yield f"# {rule.code} {rule.name}"
    yield ""
    yield cleandoc(rule.why)
    yield ""
    yield f"- Level: {rule.severity}"
    yield f"- Source: {rule.source.document}, {rule.source.section}"
    if rule.screen:
        yield f"- Where to mend it: {rule.screen}"
    for example in rule.examples:
        bad = isinstance(example, Bad)
        yield from ("", "## Wrong" if bad else "## Right", "", *_fenced(example.yaml))
        if isinstance(example, Bad):
            yield from ("", f"At `{example.at}`: {example.message}")
            if example.fixed is not None:
                yield from ("", "Fixed:", "", *_fenced(example.fixed))


def _fenced(yaml: str) -> Iterator[str]:
    yield from ("```yaml", cleandoc(yaml), "```")


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
