#!/usr/bin/env bash
# Checks, and shows what was found where GitHub shows things: beside the lines, on the page of the job, in code scanning.
set -euo pipefail

summary=$RUNNER_TEMP/handoff.md
rm -f "$summary"
arguments=(check --format github --format "markdown=$summary" --format "sarif=$SARIF")
if [ -n "$FAIL_ON" ]; then arguments+=("--fail-on=$FAIL_ON"); fi
paths=()
: "${PATHS?the paths to check, one a line}"
while IFS= read -r path; do
    if [ -n "$path" ]; then paths+=("$path"); fi
done <<<"$PATHS"

status=0
"$HANDOFF" "${arguments[@]}" -- "${paths[@]}" || status=$?
if [ -f "$summary" ]; then cat "$summary" >>"$GITHUB_STEP_SUMMARY"; fi
printf 'sarif=%s\nstatus=%s\n' "$SARIF" "$status" >>"$GITHUB_OUTPUT"
exit "$status"
