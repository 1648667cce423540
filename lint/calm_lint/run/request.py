"""What a run is asked for."""

import os
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from calm_lint.files.find import UNNAMED_STDIN


class Request(NamedTuple):
    """The files of a run, and what to do with them.

    Attributes:
        paths: files, directories, and `-` for the standard input.
        stdin_filename: the name that findings in the standard input get.
        force_exclude: whether to leave out files that are excluded although they are named.
        write_baseline: the file to write a baseline to.
        prune_baseline: whether to take out of baselines what is gone.
        baseline_strict: whether an entry of a baseline whose finding is gone fails the run.
        fix: whether to apply safe fixes.
        unsafe_fixes: whether to apply all fixes.
        diff: whether to collect what fixing would change, and write nothing.
        since: the commit whose findings do not count, None if all count.
        strict_facts: whether a fact that is past its review fails the run.
        jobs: how many processes lint at once, None for as many as pay.
        no_cache: whether to lint files again that are known to be clean.
        evidence: whether to collect the evidence of the check, for the format of this name.
        texts: what an editor holds of files, by their absolute paths: it is linted in the place of what is on the disk.
    """

    paths: Sequence[str] = (os.curdir,)
    stdin_filename: str = UNNAMED_STDIN
    force_exclude: bool = False
    write_baseline: str | None = None
    prune_baseline: bool = False
    baseline_strict: bool = False
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    since: str | None = None
    strict_facts: bool = False
    jobs: int | None = None
    no_cache: bool = False
    evidence: bool = False
    texts: Mapping[str, bytes] = MappingProxyType({})
