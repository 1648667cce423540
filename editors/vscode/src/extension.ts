/** The language server of calm-lint in Visual Studio Code, and its report and worksheets beside a landscape. */

import * as vscode from "vscode";
import { LanguageClient, type LanguageClientOptions } from "vscode-languageclient/node";

import { findTool } from "./find";

const PATTERN = "**/{landscape,calm-landscape,*.landscape,*.calm-landscape}.{yaml,yml}";
const INSTALL = "https://github.com/calm-lint/calm-lint/blob/main/docs/editor.md";
/** The scheme of worksheets: documents that are made when they are shown, and saved nowhere. */
const WORKSHEET = "calm-lint-worksheet";

let client: LanguageClient | undefined;
/** The reports that are open, by the landscapes that they are about. */
const reports = new Map<string, vscode.WebviewPanel>();
const worksheetsChanged = new vscode.EventEmitter<vscode.Uri>();

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  context.subscriptions.push(
    vscode.commands.registerCommand("calm-lint.openReport", openReport),
    vscode.commands.registerCommand("calm-lint.openWorksheet", openWorksheet),
    vscode.commands.registerCommand("calm-lint.restart", restart),
    vscode.workspace.registerTextDocumentContentProvider(WORKSHEET, {
      onDidChange: worksheetsChanged.event,
      provideTextDocumentContent: worksheet,
    }),
    vscode.workspace.onDidSaveTextDocument((document) => refresh(document.uri.toString())),
    vscode.window.onDidChangeActiveColorTheme(() => Promise.all([...reports.keys()].map(refresh))),
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration("calm-lint.path")) {
        await restart();
      }
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
  client = undefined;
}

async function restart(): Promise<void> {
  await deactivate();
  await start();
}

async function start(): Promise<void> {
  const setting = vscode.workspace.getConfiguration("calm-lint").get<string>("path", "").trim();
  const folders = (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath);
  const command = findTool({
    setting,
    folders,
    interpreter: await selectedInterpreter(),
    path: process.env["PATH"] ?? "",
    windows: process.platform === "win32",
  });
  if (command === undefined) {
    const problem = setting ? `there is no program ${setting}: set calm-lint.path` : "calm-lint is not installed";
    await sayHowToInstall(`calm-lint finds nothing, as ${problem}.`);
    return;
  }
  const options: LanguageClientOptions = {
    documentSelector: [{ scheme: "file", pattern: PATTERN }],
    initializationOptions: { worksheetCommand: "calm-lint.openWorksheet" },
  };
  client = new LanguageClient("calm-lint", "calm-lint", { command, args: ["server"] }, options);
  try {
    await client.start();
  } catch {
    client = undefined;
    await sayHowToInstall(`${command} has no language server: install calm-lint with its extra, calm-lint[server].`);
  }
}

/** Return the environment that the Python extension has selected, undefined if there is none. */
async function selectedInterpreter(): Promise<string | undefined> {
  const python = vscode.extensions.getExtension("ms-python.python");
  if (python === undefined) {
    return undefined;
  }
  const api: unknown = python.isActive ? python.exports : await python.activate();
  const { environments } = (api ?? {}) as { environments?: { getActiveEnvironmentPath(): { path: string } } };
  return environments?.getActiveEnvironmentPath().path;
}

async function sayHowToInstall(message: string): Promise<void> {
  const install = "How to Install";
  const settings = "Open Settings";
  const chosen = await vscode.window.showErrorMessage(message, install, settings);
  if (chosen === install) {
    await vscode.env.openExternal(vscode.Uri.parse(INSTALL));
  } else if (chosen === settings) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "calm-lint.path");
  }
}

/** Ask the server for a text about a landscape; undefined if it has none. */
async function ask(command: string, ...args: string[]): Promise<string | undefined> {
  const found = await client?.sendRequest<string | null>("workspace/executeCommand", { command, arguments: args });
  return found || undefined;
}

/** Ask the server for the report on a landscape, in the colours of the editor and not of the system. */
async function report(uri: string): Promise<string | undefined> {
  const { kind } = vscode.window.activeColorTheme;
  const dark = kind === vscode.ColorThemeKind.Dark || kind === vscode.ColorThemeKind.HighContrast;
  const page = await ask("calm-lint.report", uri);
  return page?.replaceAll("screen and (prefers-color-scheme:dark)", dark ? "screen" : "not all");
}

async function openReport(): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  const page = document && (await report(document.uri.toString()));
  if (!page) {
    await vscode.window.showInformationMessage("calm-lint: open a landscape first.");
    return;
  }
  const uri = document.uri.toString();
  const open = reports.get(uri);
  if (open) {
    open.webview.html = page;
    open.reveal(undefined, true);
    return;
  }
  const title = `Report: ${vscode.workspace.asRelativePath(document.uri)}`;
  const where = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
  // The page runs no script here: what is ticked in it is not kept.
  const panel = vscode.window.createWebviewPanel("calm-lint.report", title, where, { enableScripts: false });
  panel.onDidDispose(() => reports.delete(uri));
  reports.set(uri, panel);
  panel.webview.html = page;
}

/** Show the worksheet of a tenant, or that of all tenants where a person has not chosen one. */
async function openWorksheet(uri?: string, tenant?: string): Promise<void> {
  const landscape = uri ?? vscode.window.activeTextEditor?.document.uri.toString();
  if (!landscape || !(await ask("calm-lint.worksheet", landscape, tenant ?? ""))) {
    await vscode.window.showInformationMessage("calm-lint: open a landscape first.");
    return;
  }
  // The path is what the tab shows.
  const path = `/Worksheet ${tenant ?? "of all tenants"}.md`;
  const sheet = vscode.Uri.from({ scheme: WORKSHEET, path, query: JSON.stringify([landscape, tenant ?? ""]) });
  worksheetsChanged.fire(sheet);
  await vscode.commands.executeCommand("markdown.showPreviewToSide", sheet);
}

async function worksheet(sheet: vscode.Uri): Promise<string> {
  const [landscape, tenant] = JSON.parse(sheet.query) as [string, string];
  return (await ask("calm-lint.worksheet", landscape, tenant)) ?? "";
}

/** Show in reports and worksheets what was saved. */
async function refresh(uri: string): Promise<void> {
  const panel = reports.get(uri);
  const page = panel && (await report(uri));
  if (panel && page) {
    panel.webview.html = page;
  }
  for (const { uri: sheet } of vscode.workspace.textDocuments) {
    if (sheet.scheme === WORKSHEET && (JSON.parse(sheet.query) as [string])[0] === uri) {
      worksheetsChanged.fire(sheet);
    }
  }
}
