"""Diffs: what several passes of edits changed in a text, as git reads it."""

from __future__ import annotations

import subprocess
from pathlib import Path
from random import Random

import pytest

from calm_lint.run.changes import Change, Changes
from calm_lint.run.diffs import diff

ALPHABET = "ab\n\n"


class Plain:
    """Shows lines as they are."""

    def __call__(self, line: int, *offsets: int) -> tuple[str, list[int]]:
        return str(line), list(offsets)

    def version(self, content: bytes) -> list[str]:
        return content.decode().split("\n")

    def text(self, text: str) -> str:
        return text

    def with_secrets_of(self, _: object) -> Plain:
        return self


SHOWN = Plain()


def text_of(random: Random, length: int) -> str:
    return "".join(random.choice(ALPHABET) for _ in range(length))


def edits_of(random: Random, length: int) -> list[Change]:
    """Make edits that do not touch one another, in the order of the text."""
    offsets = sorted(random.sample(range(length + 1), min(2 * random.randrange(4), length + 1) // 2 * 2))
    return [
        Change(start, end, text_of(random, random.randrange(4)))
        for start, end in zip(offsets[::2], offsets[1::2], strict=True)
    ]


def apply(text: str, edits: list[Change]) -> str:
    for start, end, new in reversed(edits):
        text = text[:start] + new + text[end:]
    return text


@pytest.mark.parametrize("seed", range(300))
def test_the_changes_of_several_passes_are_changes_of_the_first_text(seed: int) -> None:
    random = Random(seed)
    before = text = text_of(random, random.randrange(30))
    changes = Changes(before)
    for _ in range(3):
        edits = edits_of(random, len(text))
        changes.edit(edits)
        text = apply(text, edits)
        assert changes.text() == text
        assert apply(before, list(changes)) == text


@pytest.mark.parametrize("seed", range(60))
def test_git_applies_what_several_passes_changed(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    before = text = "x" + text_of(random, random.randrange(1, 120))
    changes = Changes(before)
    for _ in range(2):
        edits = edits_of(random, len(text))
        changes.edit(edits)
        text = apply(text, edits)
    written = diff("file", before, changes, SHOWN)
    assert (written == "") == (text == before)
    if not written or not text:
        return
    (tmp_path / "file").write_bytes(before.encode())
    # Without blanks before a hunk, git would take an equal place elsewhere; it has to be this one.
    command = ["git", "apply", "--unidiff-zero", "-"]
    subprocess.run(command, input=written.encode(), cwd=tmp_path, check=True, timeout=30)
    assert (tmp_path / "file").read_bytes() == text.encode()


def test_a_diff_is_written_as_git_writes_it() -> None:
    before = "".join(f"{n}\n" for n in range(1, 21))
    changes = [
        Change(before.index("4\n"), before.index("6\n"), "four\nfive\n"),
        Change(len(before), len(before), "end"),
    ]
    assert diff("a file", before, changes, SHOWN) == (
        "--- a/a file\t\n+++ b/a file\t\n"
        "@@ -1,8 +1,8 @@\n 1\n 2\n 3\n-4\n-5\n+four\n+five\n 6\n 7\n 8\n"
        "@@ -18,3 +18,4 @@\n 18\n 19\n 20\n+end\n\\ No newline at end of file\n"
    )
