"""Neovim, without a window, shows the findings of a landscape that it opens."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from command_line import CALM_LINT, ENVIRONMENT, run

FAULTY = Path(__file__).parents[1] / "examples" / "faulty.landscape.yaml"
NEOVIM = shutil.which("nvim")
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

pytestmark = [pytest.mark.once, pytest.mark.skipif(not NEOVIM, reason="there is no Neovim")]


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
