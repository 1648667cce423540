/** Where calm-lint is found, and where it is not. */

import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";

import find from "../dist/find.js";

const top = mkdtempSync(join(tmpdir(), "calm-lint-"));

function program(...parts) {
  const path = join(top, ...parts);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, "");
  chmodSync(path, 0o755);
  return path;
}

const own = program("work", ".venv", "bin", "calm-lint");
const selected = program("conda", "bin", "calm-lint");
const onPath = program("tools", "calm-lint");
const none = { setting: "", folders: [], path: "", windows: false };

test("what a person has set counts alone", () => {
  assert.equal(find.findTool({ ...none, setting: onPath, folders: [join(top, "work")] }), onPath);
  assert.equal(find.findTool({ ...none, setting: join(top, "gone"), folders: [join(top, "work")] }), undefined);
});

test("the environment of the workspace comes before the path", () => {
  const path = join(top, "tools");
  assert.equal(find.findTool({ ...none, folders: [join(top, "work")], path }), own);
  assert.equal(find.findTool({ ...none, interpreter: join(top, "conda", "bin", "python"), path }), selected);
  assert.equal(find.findTool({ ...none, interpreter: join(top, "conda"), path }), selected);
  assert.equal(find.findTool({ ...none, folders: [join(top, "elsewhere")], path }), onPath);
});

test("a folder is no program, and an empty entry of the path is not the current folder", () => {
  mkdirSync(join(top, "odd", "calm-lint"), { recursive: true });
  assert.equal(find.findTool({ ...none, path: `${join(top, "odd")}::` }), undefined);
});
