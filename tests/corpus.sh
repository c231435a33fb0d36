#!/usr/bin/env bash
# Prints the account of real exports: every file read, repaired or refused, and why.
#   bash tests/corpus.sh smoke|all [DIR]
# Ends with a fault when a file is not accounted for, or when `handoff` panics or hangs.
set -euo pipefail
cd "$(dirname "$0")/.."
which=${1:-smoke}
corpus=${2:-../shared/corpus}
list=$(mktemp)
report=$(mktemp)
trap 'rm -f "$list" "$report"' EXIT

if [ "$which" = smoke ]; then
    sed "s|^|$corpus/|" "$corpus/smoke.txt" >"$list"
else
    find "$corpus" -mindepth 2 -type f -not -path '*/LICENSES/*' | sort >"$list"
fi
status=0
xargs -x -s 1900000 -d '\n' -a "$list" timeout 300 cargo run --quiet --release --locked -- \
    check --isolated --fail-on never --format json="$report" --quiet || status=$?
# xargs turns every ending but 0 into 123: the report itself says what happened.
[ "$status" -eq 0 ] || [ "$status" -eq 123 ] || { echo "handoff ended with $status"; exit 1; }

python3 - "$list" "$report" <<'PY'
import collections, json, sys
wanted = sum(1 for _ in open(sys.argv[1]))
report = json.load(open(sys.argv[2]))
status = collections.Counter((file["format"] or "unknown", file["status"]) for file in report["files"])
notes = collections.Counter(note["code"] for file in report["files"] for note in file["notes"])
rules = collections.Counter(finding["rule"] for finding in report["findings"])
print(f"{len(report['files'])} of {wanted} files accounted for")
for (form, how), count in sorted(status.items()):
    print(f"  {form:20} {how:9} {count:5}")
print("notes:", ", ".join(f"{code} {count}" for code, count in notes.most_common()))
print("findings:", ", ".join(f"{rule} {count}" for rule, count in rules.most_common()))
print("summary:", json.dumps(report["summary"]))
if len(report["files"]) != wanted:
    sys.exit("files are missing from the account")
if report["summary"]["plugins"]["failed"]:
    sys.exit("a plugin failed")
PY
