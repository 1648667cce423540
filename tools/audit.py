"""Look for known vulnerabilities in the locked versions, with pip-audit.

    python tools/audit.py [--required]

Without the network, or where an index knows nothing of vulnerabilities, it says that it could not look. That is a
failure with `--required`, as in CI.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
COMMAND = [
    *(str(Path(sys.executable).with_name("uv")), "tool", "run", "--quiet", "pip-audit@2.10.1"),
    *("--requirement", str(ROOT / "constraints.txt"), "--disable-pip", "--no-deps", "--progress-spinner", "off"),
    *("--format", "json"),
]


def verdict(output: str) -> tuple[list[str], list[str], int]:
    """Read what pip-audit prints as JSON.

    Returns:
        A line for each vulnerability, the names of the packages that the index says nothing of, and the number of those
        that were looked up.
    """
    found, unknown, known = [], [], 0
    for package in json.loads(output)["dependencies"] if output.startswith("{") else []:
        if "skip_reason" in package:
            unknown.append(package["name"])
            continue
        known += 1
        for each in package["vulns"]:
            mended = f"mended in {', '.join(each['fix_versions'])}" if each["fix_versions"] else "not mended yet"
            found.append(f"{package['name']} {package['version']}: {each['id']}, {mended}")
    return found, unknown, known


def main(output: str, *, required: bool) -> None:
    """Print what was found, and exit with 1 for a vulnerability, or if nobody could look and somebody must."""
    found, unknown, known = verdict(output)
    for line in found:
        print(line)  # noqa: T201
    if known:
        print(f"audit: packages looked up: {known}, known vulnerabilities: {len(found)}")  # noqa: T201
        if unknown:
            print(f"audit: skipped, as the index says nothing of them: {', '.join(unknown)}")  # noqa: T201
    else:
        print("audit: skipped, as there is no network, or no index that knows of vulnerabilities")  # noqa: T201
    if found or (required and (unknown or not known)):
        sys.exit(1)


if __name__ == "__main__":
    main(
        subprocess.run(COMMAND, capture_output=True, text=True, check=False).stdout,  # noqa: S603
        required="--required" in sys.argv,
    )
