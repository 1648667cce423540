"""The command `calm-lint server`, before an editor says anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from command_line import run


@pytest.mark.parametrize("package", ["pygls", "lsprotocol"])
def test_without_the_extra_it_says_how_to_install_it(tmp_path: Path, package: str) -> None:
    (tmp_path / f"{package}.py").write_text(f"raise ModuleNotFoundError('No module', name='{package}')\n", "utf-8")
    done = run("server", PYTHONPATH=str(tmp_path))
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "calm-lint: calm-lint server needs packages that are not installed: "
        "install calm-lint with its extra, calm-lint[server]\n"
    )


@pytest.mark.once
def test_it_ends_when_the_editor_is_gone() -> None:
    done = run("server", stdin="")
    assert (done.out, done.err) == ("", "")


@pytest.mark.once
def test_what_is_no_message_is_said_without_its_text() -> None:
    done = run("server", stdin="Content-Length: 12\r\n\r\n{secret-text")
    assert "calm-lint failed with JSONDecodeError" in done.out
    assert "secret-text" not in done.out + done.err
