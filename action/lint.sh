#!/usr/bin/env bash
# The step of the action that lints. All inputs come in the environment, so that none of them is ever read as code.
set -euo pipefail

case "$CALM_LINT_SARIF" in
  true | false) sarif=$CALM_LINT_SARIF ;;
  auto) if [[ $CALM_LINT_PRIVATE == false && $CALM_LINT_FORK != true ]]; then sarif=true; else sarif=false; fi ;;
  *) echo "::error::input sarif is '${CALM_LINT_SARIF//[^a-zA-Z0-9 ]/}', must be true, false or auto" && exit 2 ;;
esac

source=$GITHUB_ACTION_PATH
if [[ -n $CALM_LINT_VERSION ]]; then
  [[ $CALM_LINT_VERSION =~ ^[0-9]+(\.[0-9]+)*$ ]] || { echo "::error::input version must be a version, such as 1.2.0" && exit 2; }
  source="calm-lint==$CALM_LINT_VERSION"
fi

json=$RUNNER_TEMP/calm-lint.json
formats=(--format github "--format=json=$json")
if [[ $sarif == true ]]; then
  formats+=("--format=sarif=$RUNNER_TEMP/calm-lint.sarif")
fi
# Split at blanks only: no quotes, no patterns, no variables.
read -r -d '' -a arguments <<< "$CALM_LINT_ARGS" || true

tool=(uv tool run --quiet --constraints "$GITHUB_ACTION_PATH/constraints.txt" --from "$source")
code=0
"${tool[@]}" calm-lint check "${formats[@]}" "${arguments[@]}" || code=$?

if [[ $code -lt 2 ]]; then
  count='import json, sys; s = json.load(open(sys.argv[1]))["summary"]; print(s["error"] + s["warning"] + s["info"])'
  echo "findings=$("${tool[@]}" python -c "$count" "$json")" >> "$GITHUB_OUTPUT"
fi
if [[ $sarif == true && -f $RUNNER_TEMP/calm-lint.sarif ]]; then
  echo "sarif=$RUNNER_TEMP/calm-lint.sarif" >> "$GITHUB_OUTPUT"
fi
exit "$code"
