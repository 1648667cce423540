"""Measure calm-lint beside what people would use instead.

    python benchmarks/run.py [--rounds N] [--tiny] [--write]

The commands of a table row take turns, so that what else the machine does hits all of them, and medians are
compared: only the ratios mean anything. `--tiny` measures next to nothing, to see that it works; `--write`
writes docs/performance.md.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

from server import waits

from data import landscape

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
EXAMPLE = ROOT / "examples" / "landscape.yaml"
SCHEMA = ROOT / "schemas" / "calm_lint_schemas" / "landscape.schema.json"
PAGE = ROOT / "docs" / "performance.md"
MARK = "<!-- measured -->\n"

CALM_LINT = str(BIN / "calm-lint")
LOAD = """
import pathlib, sys, yaml
path = pathlib.Path(sys.argv[1])
for file in sorted(path.rglob("*.yaml")) if path.is_dir() else [path]:
    yaml.load(file.read_bytes(), yaml.CSafeLoader)
"""
# The name of each file, and how many bytes it is to have.
MEGABYTES = {"1 MB": 1_000_000, "10 MB": 10_000_000}
TENANT_BYTES = 1_075


class Row(NamedTuple):
    """A line of the table: a command of ours, what it is compared with, and the ratio to reach."""

    what: str
    goal: float
    own: Sequence[str]
    peer: Sequence[str]
    memory: bool = False


class Measured(NamedTuple):
    """The median time of a command in seconds, and its peak memory in MiB."""

    seconds: float
    mebibytes: float


def rows(folder: Path, tiny: bool) -> list[Row]:  # noqa: FBT001 - there is nothing else it could be
    """Make the data, and return what to measure."""
    shrink = 100 if tiny else 1
    for name, size in MEGABYTES.items():
        tenants = size // TENANT_BYTES // shrink
        (folder / f"{name}.yaml").write_text(landscape(tenants), "utf-8")
        (folder / f"{name} with findings.yaml").write_text(landscape(tenants, faulty=True), "utf-8")
    for number in range(2000 // shrink):
        path = folder / "fleet" / f"customer-{number:04}" / "landscape.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(landscape(3, first=4 * number), "utf-8")
    example, wrong = folder / "small.yaml", folder / "wrong.yaml"
    shutil.copy(EXAMPLE, example)
    wrong.write_text(EXAMPLE.read_text("utf-8").replace("usage:", "usgae:", 1), "utf-8")
    python, ten, one = str(BIN / "python"), str(folder / "10 MB.yaml"), str(folder / "1 MB.yaml")
    fleet = str(folder / "fleet")
    yaml = [python, "-c", "import yaml"]
    load = [python, "-c", LOAD, ten]
    loaded_fleet = [python, "-c", LOAD, fleet]
    check = [str(BIN / "check-jsonschema"), "--schemafile", str(SCHEMA), str(example)]
    table = [
        Row("small clean file ÷ yamllint", 0.8, [CALM_LINT, str(example)], [str(BIN / "yamllint"), str(example)]),
        Row("small clean file ÷ check-jsonschema with our schema", 0.25, [CALM_LINT, str(example)], check),
        Row("small clean file ÷ `import yaml`", 2.2, [CALM_LINT, str(example)], yaml),
        Row("small file with a schema error ÷ `import yaml`", 4, [CALM_LINT, str(wrong)], yaml),
        Row("10 MB ÷ `yaml.load` with the C loader", 0.5, [CALM_LINT, ten], load),
        Row(
            "10 MB with a finding in every tenant ÷ the same",
            0.75,
            [CALM_LINT, str(folder / "10 MB with findings.yaml")],
            load,
        ),
        Row("peak memory at 10 MB ÷ that of `yaml.load`", 0.5, [CALM_LINT, ten], load, memory=True),
        Row("10 MB ÷ 1 MB", 10.5, [CALM_LINT, ten], [CALM_LINT, one]),
        Row("2,000 files ÷ loading them", 0.6, [CALM_LINT, "check", "--no-cache", fleet], loaded_fleet),
        Row("2,000 unchanged files ÷ loading them", 0.1, [CALM_LINT, fleet], loaded_fleet),
    ]
    if spectral := shutil.which("spectral"):
        ruleset = folder / "ruleset.yaml"
        ruleset.write_text("rules: {given: {given: $, then: {field: format, function: truthy}}}\n", "utf-8")
        lint = [spectral, "lint", "--ruleset", str(ruleset), str(example)]
        table.append(Row("small clean file ÷ spectral with one rule", 0.1, [CALM_LINT, str(example)], lint))
    return table


def measure(row: Row, rounds: int, cache: Path) -> tuple[Measured, Measured]:
    """Let both commands of a row take turns, after one that does not count."""
    once(row.own, cache)
    pairs = [(once(row.own, cache), once(row.peer, cache)) for _ in range(rounds)]
    own, peer = zip(*pairs, strict=True)
    return average(own), average(peer)


def once(command: Sequence[str], cache: Path) -> Measured:
    """Run a command."""
    env = os.environ | {"XDG_CACHE_HOME": str(cache)}
    begin = perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)  # noqa: S603 - our own
    _, status, usage = os.wait4(process.pid, 0)
    seconds = perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)} failed with {process.returncode}")
    return Measured(seconds, usage.ru_maxrss / 1024)


def average(runs: Sequence[Measured]) -> Measured:
    """Return the medians."""
    return Measured(median(run.seconds for run in runs), median(run.mebibytes for run in runs))


def lines(table: Sequence[Row], rounds: int, cache: Path) -> list[str]:
    """Measure all rows, and return them as a table."""
    written = ["| what | goal | measured |", "| --- | --- | --- |"]
    for row in table:
        # Few rounds tell enough of what takes seconds.
        own, peer = measure(row, rounds if own_is_small(row) else max(rounds // 4, 1), cache)
        ratio = own.mebibytes / peer.mebibytes if row.memory else own.seconds / peer.seconds
        written.append(f"| {row.what} | {row.goal} | {ratio:.2f} |")
        print(written[-1], flush=True)  # noqa: T201 - this is its output
    return written


def server_lines(folder: Path, rounds: int) -> list[str]:
    """Measure the language server, and return what belongs into the same table."""
    found = waits(CALM_LINT, str(BIN / "python"), folder, rounds)
    written = [
        f"| language server that starts ÷ `import yaml` | 17 | {found.start / found.yaml:.2f} |",
        f"| change of a landscape with 50 tenants in it ÷ `import yaml` | 3.5 | {found.change / found.yaml:.2f} |",
    ]
    print("\n".join(written), flush=True)  # noqa: T201 - this is its output
    return written


def own_is_small(row: Row) -> bool:
    """Tell whether a row is about a small file."""
    return row.what.startswith("small")


def main() -> None:
    """Measure, print, and write the page if that is wanted."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--tiny", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder, "data")
        data.mkdir()
        rounds = 1 if options.tiny else options.rounds
        table = lines(rows(data, options.tiny), rounds, Path(folder, "cache"))
        table += server_lines(Path(folder), rounds)
    if options.write:
        peers = ", ".join(f"{name} {version(name)}" for name in ("PyYAML", "yamllint", "check-jsonschema"))
        if spectral := shutil.which("spectral"):
            peers += f", spectral {subprocess.check_output([spectral, '--version'], text=True).strip()}"  # noqa: S603
        where = f"Python {platform.python_version()} with {os.cpu_count()} processors; {peers}."
        before, _, rest = PAGE.read_text("utf-8").partition(MARK)
        after = rest.partition(MARK)[2]
        PAGE.write_text(f"{before}{MARK}\n" + "\n".join(table) + f"\n\n{where}\n\n{MARK}{after}", "utf-8")


if __name__ == "__main__":
    main()
