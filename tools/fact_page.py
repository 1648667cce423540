"""Write docs/facts.md, the list of what SAP fixes, from the facts themselves.

    python tools/fact_page.py [--check]

`--check` writes nothing and fails if the page is not what the facts give.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from calm_lint.model.values.facts import FACTS
from calm_lint.pages.fact_table import as_markdown

PAGE = Path(__file__).parents[1] / "docs" / "facts.md"

HEAD = """# What SAP fixes

calm-lint compares a landscape with what SAP fixes: regions, hosts, days, limits and names. Each fact has the page of
SAP's documentation that says so, and the day on which it was read there. The edition is that of the setup guide; other
pages have none.

SAP changes its pages. A fact that was not read again by its review day may be out of date. `calm-lint facts` marks it,
and `calm-lint check --strict-facts` names it and exits with 2. Upgrade calm-lint then.

"""


def page() -> str:
    """Return the text of the page, which marks nothing: it does not change with the days."""
    return HEAD + as_markdown(FACTS, date.min)


def main() -> None:
    """Write the page, or compare it with what the facts give."""
    if "--check" not in sys.argv:
        PAGE.write_text(page(), "utf-8")
    elif not PAGE.exists() or PAGE.read_text("utf-8") != page():
        sys.exit(f"docs/{PAGE.name} is stale: run `make generate`")


if __name__ == "__main__":
    main()
