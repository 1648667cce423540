"""Fuzz the linter with atheris, as `make fuzz` does; it stops at the first input that breaks an invariant."""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["calm_lint", "calm_lint_rules", "calm_lint_schemas", "yaml"]):
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from invariants import SECRET, check, check_secret


def one_input(data: bytes) -> None:
    """Lint the bytes as they are, or as what stands around a secret."""
    if data[:1] == b"\xff":
        before, _, behind = data[1:].partition(b"\0")
        return check_secret(b"%s\nx-a:\n  client_secret: %s\n%s" % (before, SECRET.encode(), behind))
    check(data)
    return None


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
