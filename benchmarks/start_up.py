"""Time a clean run on the shipped example beside the linters that people would use instead.

    python benchmarks/start_up.py [ROUNDS]

The commands take turns, so that what else the machine does hits all of them; medians are compared. Only the
ratios mean anything.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
EXAMPLE = str(ROOT / "examples" / "landscape.yaml")
SCHEMA = str(ROOT / "schemas" / "calm_lint_schemas" / "landscape.schema.json")

COMMANDS = {
    "import yaml": [sys.executable, "-c", "import yaml"],
    "yamllint": [str(BIN / "yamllint"), EXAMPLE],
    "check-jsonschema": [str(BIN / "check-jsonschema"), "--schemafile", SCHEMA, EXAMPLE],
    "calm-lint": [str(BIN / "calm-lint"), EXAMPLE],
}


def main() -> None:
    """Print how long a run of calm-lint takes as a part of each other command."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(rounds):
        for name, command in COMMANDS.items():
            start = perf_counter()
            subprocess.run(command, check=False, capture_output=True)  # noqa: S603 - our own commands
            times[name].append(perf_counter() - start)
    own = median(times.pop("calm-lint"))
    for name, measured in times.items():
        print(f"calm-lint ÷ {name}: {own / median(measured):.2f}")  # noqa: T201 - this is its output


if __name__ == "__main__":
    main()
