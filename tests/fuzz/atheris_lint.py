"""Fuzz the linter with atheris, as `make fuzz` does; it stops at the first input that breaks an invariant."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import Any

import atheris
import yaml

with atheris.instrument_imports(include=["calm_lint", "calm_lint_rules", "calm_lint_schemas", "yaml"]):
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from invariants import SECRET, check, check_secret

WORDS = (Path(__file__).parent / "words.dict").read_text("utf-8").splitlines()
VALUES: list[Any] = [None, True, 0, 443, -1, 1.5, "", "443", [], {}, [None], {"x-a": None}]
VALUES += [word.partition('"')[2].rpartition('"')[0] for word in WORDS if '"' in word]


def one_input(data: bytes) -> None:
    """Lint the bytes as they are, or as what stands around a secret."""
    if data[:1] == b"\xff":
        before, _, behind = data[1:].partition(b"\0")
        return check_secret(b"%s\nx-a:\n  client_secret: %s\n%s" % (before, SECRET.encode(), behind))
    check(data)
    return None


def mutate(data: bytes, most: int, seed: int) -> bytes:
    """Change bytes in one half of the cases, and the structure of the landscape in the other.

    Args:
        data: an input.
        most: how many bytes the result may have.
        seed: what makes the change the same each time.
    """
    chance = random.Random(seed)
    if chance.random() < 0.5:
        try:
            landscape = yaml.safe_load(data)
            for _ in range(chance.randint(1, 3)):
                _change(landscape, chance)
            made = yaml.safe_dump(landscape, default_flow_style=chance.choice([True, False, None]), sort_keys=False)
        except (ValueError, TypeError, RecursionError, yaml.YAMLError):
            return bytes(atheris.Mutate(data, most))
        return made.encode(errors="replace")[:most]
    return bytes(atheris.Mutate(data, most))


def _change(landscape: Any, chance: random.Random) -> None:
    """Drop, repeat, exchange or replace one entry of a mapping or list anywhere in a landscape."""
    collections = list(_collections(landscape, set()))
    if not collections:
        return
    here = chance.choice(collections)
    keys = list(here) if isinstance(here, dict) else list(range(len(here)))
    if not keys:
        return
    key, other = chance.choice(keys), chance.choice(keys)
    match chance.randrange(5):
        case 0:
            del here[key]
        case 1:
            here[key] = chance.choice(VALUES)
        case 2:
            here[key], here[other] = here[other], here[key]
        case 3 if isinstance(here, dict):
            here[str(chance.choice(VALUES))] = here.pop(key)
        case 3:
            here.append(here[key])
        case _:
            source = chance.choice(collections)
            # The dumper writes what is used twice as an anchor and its aliases.
            here[key] = source if not _contains(source, here) else None


def _collections(value: Any, seen: set[int]) -> Any:
    if not isinstance(value, dict | list) or id(value) in seen:
        return
    seen.add(id(value))
    yield value
    for each in value.values() if isinstance(value, dict) else value:
        yield from _collections(each, seen)


def _contains(outer: Any, inner: Any) -> bool:
    return any(each is inner for each in _collections(outer, set()))


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input, custom_mutator=mutate)
    atheris.Fuzz()
