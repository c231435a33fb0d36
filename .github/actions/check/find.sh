#!/usr/bin/env bash
# Tells which program checks: the one asked for, the one in PATH, else one that is built here.
set -euo pipefail

program=${HANDOFF:-$(command -v handoff || true)}
if [ -z "$program" ]; then
    cargo install --locked --path "$GITHUB_ACTION_PATH/../../../host/cli" --root "$RUNNER_TEMP/handoff"
    program=$RUNNER_TEMP/handoff/bin/handoff
fi
"$program" --version
echo "handoff=$program" >>"$GITHUB_OUTPUT"
