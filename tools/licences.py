"""Print the licences of what a wheel needs at run time, and fail for one that the project does not accept.

python tools/licences.py SBOM
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

# They allow use beside code under the Apache License 2.0 without conditions on that code.
ACCEPTED = ("Apache", "BSD", "ISC", "MIT", "MPL", "PSF", "Python Software Foundation", "Unlicense")


def licences(sbom: dict[str, object]) -> dict[str, str]:
    """Return the licences of each component of a CycloneDX document, by its name and version."""
    found = {}
    for component in sbom["components"]:  # type: ignore[attr-defined]
        names = [
            each.get("expression") or each["license"].get("id") or each["license"].get("name", "")
            for each in component.get("licenses", [])
        ]
        found[f"{component['name']} {component['version']}"] = ", ".join(dict.fromkeys(names))
    return found


def is_accepted(licence: str) -> bool:
    """Return whether all licences that apply are accepted; of those joined by OR, one is enough."""
    parts = re.split(r", | AND ", licence.replace("License :: OSI Approved :: ", ""))
    return all(any(each.strip("( ").startswith(ACCEPTED) for each in part.split(" OR ")) for part in parts)


def main(path: str) -> None:
    """Print the licences, and exit with 1 if one is not accepted."""
    found = licences(json.loads(Path(path).read_text("utf-8")))
    print("\n".join(f"{name}: {licence or 'unknown'}" for name, licence in sorted(found.items())))  # noqa: T201
    if refused := [name for name, licence in found.items() if not is_accepted(licence)]:
        sys.exit(f"the licence is not accepted: {', '.join(sorted(refused))}")


if __name__ == "__main__":
    main(sys.argv[1])
