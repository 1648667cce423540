"""The file that names the version of every package that `make test` installs."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
CONSTRAINTS = (ROOT / "constraints.txt").read_text("utf-8")


def test_every_dependency_has_a_version() -> None:
    """A package without one would be installed all the same, in the version of the day."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    project = table["project"]
    extras = project["optional-dependencies"].values()
    lists = [project["dependencies"], table["build-system"]["requires"], *extras]
    names = [re.split(r"[^\w.-]", dependency)[0] for dependencies in lists for dependency in dependencies]
    wanted = {re.sub("[-_.]+", "-", name).lower() for name in names} - {"calm-lint"}
    assert {"pyyaml", "pytest", "mypy", "hatchling"} <= wanted
    assert wanted - set(re.findall("(?m)^([a-z0-9-]+)==", CONSTRAINTS)) == set()


def test_no_registry_is_named() -> None:
    lines = [line for line in CONSTRAINTS.splitlines() if not line.startswith("#")]
    assert [line for line in lines if not re.fullmatch("[a-z0-9-]+==[a-z0-9.]+( ; .+)?", line)] == []
    assert "/" not in CONSTRAINTS


def test_no_registry_of_npm_is_named() -> None:
    lock = (ROOT / "tests" / "probe" / "servers" / "package-lock.json").read_text("utf-8")
    assert '"integrity"' in lock
    assert '"resolved"' not in lock
