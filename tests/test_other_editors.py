"""Neovim and Emacs, without a window and with the settings of the documentation, show the findings of a landscape."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from command_line import CALM_LINT, ENVIRONMENT, run

ROOT = Path(__file__).parents[1]
FAULTY = ROOT / "examples" / "faulty.landscape.yaml"
NEOVIM, EMACS = map(shutil.which, ("nvim", "emacs"))
# The documentation has settings for version 0.11 and for 0.8. An older one, as Debian 12 has it, is started like this.
START = """
local client = vim.lsp.start_client({ name = "calm-lint", cmd = { "calm-lint", "server" }, root_dir = vim.fn.getcwd() })
vim.api.nvim_create_autocmd("BufReadPost", { callback = function() vim.lsp.buf_attach_client(0, client) end })
"""
FIND_IN_NEOVIM = """
vim.wait(20000, function() return #vim.diagnostic.get(0) > 0 end, 50)
local found = {}
for _, each in ipairs(vim.diagnostic.get(0)) do
  table.insert(found, { each.code or vim.tbl_get(each, "user_data", "lsp", "code"), each.lnum + 1, each.message })
end
vim.fn.writefile({ vim.fn.json_encode(found) }, "found.json")
vim.cmd("qall!")
"""

# Version 28 has Eglot in a package, and no mode for YAML that parses it.
EARLIER = """
(package-initialize)
(require 'eglot)
(unless (fboundp 'yaml-ts-mode) (defalias 'yaml-ts-mode 'yaml-mode))
"""
FIND_IN_EMACS = """
(find-file "%s")
(run-hooks 'post-command-hook)
(let ((end (+ (float-time) 20)))
  (while (and (< (float-time) end) (not (and (eglot-current-server) eglot--diagnostics)))
    (accept-process-output nil 0.1)))
(flymake-start)
(dolist (each (flymake-diagnostics))
  (princ (format "%%s %%s\n" (line-number-at-pos (flymake-diagnostic-beg each)) (flymake-diagnostic-text each))))
"""

pytestmark = pytest.mark.once


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the faulty landscape."""
    shutil.copy(FAULTY, tmp_path)
    return tmp_path


@pytest.mark.skipif(not EMACS, reason="there is no Emacs")
def test_emacs_shows_the_findings(folder: Path) -> None:
    [settings] = settings_for("elisp")
    (folder / "init.el").write_text(EARLIER + settings + FIND_IN_EMACS % FAULTY.name, "utf-8")
    said = start(folder, str(EMACS), "--batch", "-l", "init.el")
    expected = [f"{each['line']} calm-lint [{each['code']}]: {each['message']}" for each in findings(folder)]
    assert sorted(said.splitlines()) == sorted(expected)


@pytest.mark.skipif(not NEOVIM, reason="there is no Neovim")
@pytest.mark.parametrize(("place", "minors"), [(0, range(11, 99)), (1, range(8, 99)), (2, range(8))])
def test_neovim_shows_the_findings(folder: Path, place: int, minors: range) -> None:
    version = re.match(r"NVIM v0\.(\d+)", start(folder, str(NEOVIM), "--version"))
    if not version or int(version[1]) not in minors:
        pytest.skip("these are settings for another version")
    settings = [*settings_for("lua"), START][place]
    (folder / "init.lua").write_text(settings, "utf-8")
    (folder / "find.lua").write_text(FIND_IN_NEOVIM, "utf-8")
    start(folder, str(NEOVIM), "--headless", "-u", "init.lua", FAULTY.name, "-c", "luafile find.lua")
    shown = [tuple(each) for each in json.loads((folder / "found.json").read_text("utf-8"))]
    assert sorted(shown) == sorted((each["code"], each["line"], each["message"]) for each in findings(folder))


def settings_for(language: str) -> list[str]:
    """Return the settings in the documentation that are written in a language."""
    page = (ROOT / "docs" / "editor.md").read_text("utf-8")
    return re.findall(f"^```{language}\n(.*?)^```", page, re.DOTALL | re.MULTILINE)


def start(folder: Path, *command: str) -> str:
    """Run an editor in a folder, and return what it prints. It finds calm-lint on the PATH, and no other settings."""
    path = os.pathsep.join((str(Path(CALM_LINT).parent), ENVIRONMENT["PATH"]))
    home = {name: str(folder) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    environment = ENVIRONMENT | home | {"PATH": path}
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, timeout=60, check=True)
    return done.stdout.decode()


def findings(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("check", "--format", "json", str(folder)).out)["findings"]
    return found
