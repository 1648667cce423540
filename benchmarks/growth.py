"""Measure how the time of each command grows with what it is given.

    python benchmarks/growth.py [--tiny] [--write] [WORD …]

Each row makes data of two sizes, the second twice the first, and compares the user time that the processor spends
on them, less what the command takes for next to nothing. The exponent is 1 where twice the data take twice the time,
and 2 where they take four times as long. WORDs choose the rows whose names hold one of them; `--tiny` measures next to
nothing, to see that it works; `--write` writes docs/performance.md.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from math import log2
from pathlib import Path
from typing import NamedTuple

import shapes

from data import landscape
from evidence import evidence

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "performance.md"
MARK = "<!-- growth -->\n"
GOAL = 1.3
CALM_LINT = str(Path(sys.executable).with_name("calm-lint"))


Files = dict[str, str]


class Row(NamedTuple):
    """Something that may grow.

    Attributes:
        name: what it is.
        command: the command, without the name of the program; it runs in the folder of the files.
        size: the smaller of the two sizes.
        make: returns the files of a size, by name.
    """

    name: str
    command: Sequence[str]
    size: int
    make: Callable[[int], Files]


def rows() -> list[Row]:
    """Return what is measured: each command and format, and whatever a file may hold many of."""
    formats = ("text", "concise", "json", "sarif", "github", "gitlab", "junit", "markdown")
    every = ("--limit", "findings=1000000")
    return [
        Row("clean tenants", ["FILE"], 1000, _clean),
        *(
            Row(f"findings, format {name}", ["check", *every, "--format", name, "FILE"], 1000, _faulty)
            for name in formats
        ),
        Row("evidence of the check, clean tenants", ["check", "--format", "evidence", "FILE"], 500, _clean),
        Row("evidence of the check, tenants with findings", ["check", "--format", "evidence", "FILE"], 500, _faulty),
        Row("worksheet, tenants with findings", ["worksheet", "FILE"], 200, _faulty),
        Row("report, tenants with findings", ["report", "FILE"], 200, _faulty),
        Row("graph, tenants with findings", ["graph", "FILE"], 500, _faulty),
        Row("graph, Mermaid", ["graph", "--format", "mermaid", "FILE"], 500, _faulty),
        Row("graph, SAP Cloud ALM tenants", ["graph", "FILE"], 500, shapes.cloud_alm_tenants),
        Row("findings in one line", ["check", *every, "FILE"], 500, shapes.one_line),
        Row("findings in one line, format json", ["check", "--format", "json", "FILE"], 500, shapes.one_line),
        Row("comments above the lines", ["FILE"], 1000, shapes.comments_above),
        Row("comments in a block", ["FILE"], 5000, shapes.comments_in_a_block),
        Row("comments on the lines", ["FILE"], 1000, shapes.comments_on_the_lines),
        Row("comments that name no rule", ["FILE"], 500, shapes.unknown_suppressions),
        Row("comment with many rules", ["FILE"], 10_000, shapes.long_suppression),
        Row("comments, all idle", ["check", "--fix", "--diff", "FILE"], 500, shapes.idle_suppressions),
        Row("references to no SAP Cloud ALM tenant", ["FILE"], 500, shapes.unknown_references),
        Row("references to no communication system", ["FILE"], 500, shapes.unknown_systems),
        Row("ids that are there twice", ["FILE"], 1000, shapes.equal_ids),
        Row("shared credentials", ["FILE"], 500, shapes.cloud_alm_tenants),
        Row("arrangements of one tenant", ["FILE"], 500, shapes.arrangements),
        Row("communication systems of one tenant", ["FILE"], 500, shapes.systems),
        Row("transports of one tenant", ["FILE"], 2000, shapes.transports),
        Row("import, tenants with two files each", ["import", "EVIDENCE", "-o", "-"], 500, evidence),
        Row("compare, tenants with two files each", ["compare", "FILE", "EVIDENCE"], 500, evidence),
        Row("--diff", ["--diff", "FILE"], 1000, _faulty),
        Row("--diff, one fault", ["--diff", "FILE"], 1000, shapes.one_fault),
        Row("--fix", ["--fix", "FILE"], 1000, _faulty),
        Row("--fix, much of it in one line", ["--fix", "FILE"], 500, shapes.one_line),
        Row("--fix, entries to remove", ["--fix", "FILE"], 500, shapes.superfluous),
        Row("chain of merges", ["FILE"], 300, shapes.merges),
        Row("merges of one mapping", ["FILE"], 500, shapes.merges_of_one),
        Row("aliases", ["FILE"], 1000, shapes.aliases),
        Row("duplicate keys", ["FILE"], 5000, shapes.duplicate_keys),
        Row("unknown keys", ["FILE"], 5000, shapes.unknown_keys),
        Row("values of the wrong type", ["FILE"], 500, shapes.wrong_types),
        Row("documents", ["--limit", "documents=100000", "FILE"], 500, shapes.documents),
        Row("documents with findings", ["--limit", "documents=100000", "FILE"], 500, shapes.faulty_documents),
        Row("secrets", ["check", *every, "FILE"], 500, shapes.secrets),
        Row("declarative rules", ["FILE"], 50, shapes.declarative_rules),
        Row("declarative rule, must", ["FILE"], 500, shapes.must),
        Row("declarative rule, unique", ["FILE"], 3000, shapes.unique),
        Row("baseline to write", ["--write-baseline", "baseline.json", "FILE"], 1000, _faulty),
        Row("baseline, everything gone", ["--baseline", "baseline.json", "FILE"], 10_000, shapes.gone),
        Row("patterns of per-file-ignores", ["."], 100, shapes.per_file_ignores),
        Row("patterns of exclude", ["."], 2000, shapes.exclude),
        Row("files", ["check", "--no-cache", "--jobs", "1", "."], 500, shapes.fleet),
        Row("value of one long word", ["FILE"], 4_000_000, shapes.long_word),
        Row("file that does not parse, one long word", ["FILE"], 500_000, shapes.broken_long_word),
        Row("path of one long word", ["check", "no://PATH"], 15_000, lambda n: {"PATH": "ab:/" * n}),
        Row("key of one long word", ["FILE"], 500_000, shapes.long_key),
        Row("line of blanks", ["FILE"], 500_000, shapes.blanks),
        Row("comment of one long line", ["FILE"], 20_000, shapes.long_comment),
    ]


def _clean(size: int) -> Files:
    return {"landscape.yaml": landscape(size)}


def _faulty(tenants: int) -> Files:
    return {"landscape.yaml": landscape(tenants, faulty=True)}


def measure(row: Row, size: int) -> float:
    """Return the user time of a command on data of a size, in seconds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = row.make(size)
        path = files.pop("PATH", "")
        named = files.pop("EVIDENCE", "").split()
        for file, text in files.items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text(text, "utf-8")
        words = [each.replace("FILE", "landscape.yaml").replace("PATH", path) for each in row.command]
        if "EVIDENCE" in words:
            words[words.index("EVIDENCE") : words.index("EVIDENCE") + 1] = named
        with (folder / "errors").open("wb") as errors:
            command = [CALM_LINT, *words]
            process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=errors)  # noqa: S603 - our own
            # What the process spent, and not this one; nothing else tells it for one process alone.
            _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1) and not path:
            sys.exit(f"{row.name}: exit code {process.returncode}: {(folder / 'errors').read_text()[:2000]}")
        return usage.ru_utime


def exponent(row: Row, *, tiny: bool) -> tuple[float, float, float]:
    """Return the exponent of a row, and the two times that it comes from."""
    if tiny:
        once = measure(row, max(row.size // 100, 2))
        return 1.0, once, once
    least, one, two = (measure(row, each) for each in (1, row.size, 2 * row.size))
    # Less than this is noise.
    grown = [max(each - least, 0.01) for each in (one, two)]
    return log2(grown[1] / grown[0]), one, two


def main() -> None:
    """Measure, print, and write the page if that is wanted."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("words", nargs="*", metavar="WORD")
    parser.add_argument("--tiny", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    written = ["| what there is more of | n | seconds | at 2n | exponent |", "| --- | --- | --- | --- | --- |"]
    for row in rows():
        if options.words and not any(word in row.name for word in options.words):
            continue
        found, one, two = exponent(row, tiny=options.tiny)
        written.append(f"| {row.name} | {row.size:,} | {one:.2f} | {two:.2f} | {found:.2f} |")
        print(written[-1], flush=True)  # noqa: T201 - this is its output
    if options.write:
        before, _, rest = PAGE.read_text("utf-8").partition(MARK)
        after = rest.partition(MARK)[2]
        PAGE.write_text(f"{before}{MARK}\n" + "\n".join(written) + f"\n\n{MARK}{after}", "utf-8")


if __name__ == "__main__":
    main()
