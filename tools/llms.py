"""Write docs/llms.txt, an index of the documentation for programs that read text, from the pages themselves.

    python tools/llms.py [--check]

`--check` writes nothing and fails if the file is not what the pages give. The format is that of llmstxt.org.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "llms.txt"


def page() -> str:
    """Return the text of the file: a section for each part of the site, a line for each page, then the rules."""
    project = tomllib.loads((ROOT / "zensical.toml").read_text("utf-8"))["project"]
    text = f"# {project['site_name']}\n\n> {project['site_description']}\n"
    for part in project["nav"]:
        ((title, pages),) = part.items()
        if isinstance(pages, list):
            paths = [path for each in pages for path in each.values()]
            text += f"\n## {title}\n\n" + "".join(_line(project["site_url"], path) for path in paths)
    rules = [f"rules/{path.name}" for path in (ROOT / "docs" / "rules").glob("*.md") if path.stem != "index"]
    lines = sorted(_line(project["site_url"], path) for path in rules)
    return text + "\n## Rules\n\n" + "".join(lines)


def _line(site: str, path: str) -> str:
    """Return the line of a page: its title, its address, and its first sentence."""
    title, *paragraphs = (ROOT / "docs" / path).read_text("utf-8").split("\n\n")
    prose = next((each for each in paragraphs if not each.startswith(("#", "```", "|", "<", "-"))), "")
    # Links lead from page to page, and nowhere from here.
    text = re.sub(r"\[(.*?)\]\(.*?\)", r"\1", " ".join(prose.split()))
    sentence = re.split(r"(?<=[.?]) ", text)[0].rstrip(":")
    address = site + path.removesuffix(".md").removesuffix("index").rstrip("/")
    return f"- [{title.removeprefix('# ')}]({address}/){sentence and f': {sentence}'}\n"


def main() -> None:
    """Write the file, or compare it with what the pages give."""
    if "--check" not in sys.argv:
        PAGE.write_text(page(), "utf-8")
    elif not PAGE.exists() or PAGE.read_text("utf-8") != page():
        sys.exit(f"docs/{PAGE.name} is stale: run `make generate`")


if __name__ == "__main__":
    main()
