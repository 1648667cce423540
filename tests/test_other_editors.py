"""Neovim and Emacs, without a window, show the findings of a landscape that they open."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from command_line import CALM_LINT, ENVIRONMENT, run

ROOT = Path(__file__).parents[1]
FAULTY = ROOT / "examples" / "faulty.landscape.yaml"
NEOVIM, EMACS = map(shutil.which, ("nvim", "emacs"))
# Old versions, as Debian has them, know no other way to start a server.
START = """
local client = vim.lsp.start_client({ name = "calm-lint", cmd = { %s, "server" }, root_dir = vim.fn.getcwd() })
vim.lsp.buf_attach_client(0, client)
vim.wait(20000, function() return #vim.diagnostic.get(0) > 0 end, 50)
local found = {}
for _, each in ipairs(vim.diagnostic.get(0)) do
  table.insert(found, { each.code or vim.tbl_get(each, "user_data", "lsp", "code"), each.lnum + 1, each.message })
end
vim.fn.writefile({ vim.fn.json_encode(found) }, %s)
vim.cmd("qall!")
"""

# Version 28 has Eglot in a package, and no mode for YAML that parses it.
EARLIER = """
(package-initialize)
(require 'eglot)
(unless (fboundp 'yaml-ts-mode) (defalias 'yaml-ts-mode 'yaml-mode))
"""
FIND = """
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


@pytest.mark.skipif(not EMACS, reason="there is no Emacs")
def test_emacs_shows_the_findings_with_the_settings_of_the_documentation(tmp_path: Path) -> None:
    settings = (ROOT / "docs" / "editor.md").read_text("utf-8").partition("```elisp\n")[2].partition("```")[0]
    landscape = tmp_path / "faulty.landscape.yaml"
    landscape.write_bytes(FAULTY.read_bytes())
    (tmp_path / "init.el").write_text(EARLIER + settings + FIND % landscape.name, "utf-8")
    path = os.pathsep.join((str(Path(CALM_LINT).parent), ENVIRONMENT["PATH"]))
    home = {"HOME": str(tmp_path), "PATH": path}
    command = [str(EMACS), "--batch", "-l", "init.el"]
    done = subprocess.run(command, env=ENVIRONMENT | home, cwd=tmp_path, capture_output=True, timeout=60, check=True)
    findings = json.loads(run("check", "--format", "json", str(landscape)).out)["findings"]
    expected = [f"{each['line']} calm-lint [{each['code']}]: {each['message']}" for each in findings]
    assert sorted(done.stdout.decode().splitlines()) == sorted(expected), done.stderr


@pytest.mark.skipif(not NEOVIM, reason="there is no Neovim")
def test_neovim_shows_the_findings(tmp_path: Path) -> None:
    script, result = tmp_path / "init.lua", tmp_path / "found.json"
    script.write_text(START % (json.dumps(CALM_LINT), json.dumps(str(result))), "utf-8")
    landscape = tmp_path / "faulty.landscape.yaml"
    landscape.write_bytes(FAULTY.read_bytes())
    home = {"HOME": str(tmp_path), "PATH": ENVIRONMENT["PATH"]}
    command = [str(NEOVIM), "--headless", "--clean", str(landscape), "-c", f"luafile {script}"]
    done = subprocess.run(command, env=ENVIRONMENT | home, cwd=tmp_path, capture_output=True, timeout=60, check=True)
    assert done.stderr == b""
    findings = json.loads(run("check", "--format", "json", str(landscape)).out)["findings"]
    shown = [tuple(each) for each in json.loads(result.read_text("utf-8"))]
    assert sorted(shown) == sorted((each["code"], each["line"], each["message"]) for each in findings)
