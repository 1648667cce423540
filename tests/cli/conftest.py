from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which the test and what it runs have as the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
