/** Finding calm-lint: where a person says it is, in the environment of the workspace, or on the path. */

import { accessSync, constants, statSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

const ENVIRONMENTS = [".venv", "venv", "env"];

/** Where to look for calm-lint, the first place first. */
export interface Places {
  /** The path that a person has set, empty if none is. */
  setting: string;
  /** The folders of the workspace. */
  folders: readonly string[];
  /** The interpreter that the Python extension has selected, or its folder. */
  interpreter?: string;
  /** The folders of programs, as the environment has them. */
  path: string;
  windows: boolean;
}

/** Return the path of calm-lint, undefined if it is in none of the places. */
export function findTool(places: Places): string | undefined {
  if (places.setting) {
    // What a person has set counts alone: another version would find other things.
    return isProgram(places.setting) ? places.setting : undefined;
  }
  return candidates(places).find(isProgram);
}

function candidates({ folders, interpreter, path, windows }: Places): string[] {
  const name = windows ? "calm-lint.exe" : "calm-lint";
  const bin = windows ? "Scripts" : "bin";
  const selected = interpreter ? [join(interpreter, bin, name), join(dirname(interpreter), name)] : [];
  const inFolders = folders.flatMap((folder) => ENVIRONMENTS.map((each) => join(folder, each, bin, name)));
  // An empty entry of the path stands for the current folder, in which nobody expects a program.
  const onPath = path.split(delimiter).filter((each) => each !== "").map((folder) => join(folder, name));
  return [...inFolders, ...selected, ...onPath];
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
