#!/usr/bin/env bash
# Installs code-server into a folder, for tests/test_vscode.py: Visual Studio Code in a browser.
# Its own installation downloads ripgrep from another place than npm's registry; this one takes that of the system.
# It needs Node.js 20 with its headers, a C++ compiler, make, Python, ripgrep, and the headers of krb5, X11 and xkbfile:
# on Debian, build-essential python3 ripgrep libkrb5-dev libx11-dev libxkbfile-dev.
set -euo pipefail
folder=${1:-.code-server}
rg=$(command -v rg) || { echo "ripgrep is missing: install it" >&2; exit 1; }
npm install --prefix "$folder" --ignore-scripts code-server@4.100.3
cd "$folder"
npm rebuild argon2
cd node_modules/code-server/lib/vscode
npm install --ignore-scripts --omit=dev
npm install --prefix extensions --ignore-scripts --omit=dev --legacy-peer-deps
npm rebuild @parcel/watcher @vscode/spdlog kerberos native-watchdog
# What follows the build of this one lists its files for another tool, which is not there.
npm rebuild node-pty || [ -f node_modules/node-pty/build/Release/pty.node ]
mkdir -p node_modules/@vscode/ripgrep/bin
ln -sf "$rg" node_modules/@vscode/ripgrep/bin/rg
# Code and its extensions look for their modules under this name, too.
ln -sfn node_modules node_modules.asar
cd - >/dev/null
node_modules/.bin/code-server --version
