#!/usr/bin/env bash
# Compares a pull request with what it would be merged into, and shows what changed: beside the lines, on the page of the
# job, and in one comment that is kept up to date.
set -euo pipefail

# Says something on the page of the job: the level (notice, warning or error), then the text.
say() { printf '::%s title=handoff diff::%s\n' "$1" "$2"; }

# Prints the commit to compare with.
base() {
    local wanted=$BASE parents
    if [ -z "$wanted" ]; then
        # A pull request is checked out as the merge into its base: the first parent is what it changes. Read from the
        # commit itself, since a shallow clone knows no parents.
        mapfile -t parents < <(git cat-file commit HEAD | sed -n '/^$/q; s/^parent //p')
        if [ "${parents[1]:-}" = "$PULL_HEAD" ]; then wanted=${parents[0]}; else wanted=$PULL_BASE; fi
    fi
    if ! git cat-file -e "$wanted^{commit}" 2>/dev/null; then
        if ! git fetch --quiet --no-tags --depth=1 origin "$wanted"; then
            say error "What to compare with is not here: check out with 'fetch-depth: 2', or more." >&2
            return 2
        fi
        wanted=FETCH_HEAD
    fi
    git rev-parse --short=10 "$wanted^{commit}"
}

# Prints the address of the comment that an earlier run of this job wrote, if there is one. What others wrote is not
# touched, whatever stands in it.
earlier() {
    gh pr view "$PULL" --repo "$GITHUB_REPOSITORY" --json comments \
        --jq "[.comments[] | select(.viewerDidAuthor and (.body | contains(\"$marker\"))) | .url][0] // empty"
}

# Writes the comment, or writes it anew, and prints its address. A pull request that changes no export gets none.
comment() {
    local url
    url=$(earlier) || return
    if [ -n "$url" ]; then
        gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/${url##*-}" \
            --field "body=@$body" || return
        echo "$url"
    elif ! git diff --quiet "$base" -- "${exports[@]}" '*.toml'; then
        gh pr comment "$PULL" --repo "$GITHUB_REPOSITORY" --body-file "$body"
    fi
}

if [ -z "$PULL$BASE" ]; then
    say error "This is no pull request: the input base must say what to compare with."
    exit 2
fi
case $NAME in
*[!A-Za-z0-9\ ._-]*)
    say error "The input name may have letters, digits, blanks and . _ - only."
    exit 2
    ;;
esac
paths=()
: "${PATHS?the paths to compare, one a line}"
while IFS= read -r path; do
    if [ -n "$path" ]; then paths+=("$path"); fi
done <<<"$PATHS"
exports=("${paths[@]}")
if [ ${#paths[@]} -eq 0 ]; then exports=('*.bpmn' '*.bpmn2' '*.xml' '*.handoff'); fi

base=$(base)
summary=$RUNNER_TEMP/handoff-diff.md
rm -f "$summary"
status=0
"$HANDOFF" diff --format github --format "markdown=$summary" --fail-on "$FAIL_ON" -- "git:$base" "${paths[@]}" ||
    status=$?
echo "status=$status" >>"$GITHUB_OUTPUT"
if [ ! -f "$summary" ]; then exit "$status"; fi
cat "$summary" >>"$GITHUB_STEP_SUMMARY"
if [ -z "$PULL" ]; then exit "$status"; fi

marker="<!-- handoff diff${NAME:+ $NAME} -->"
body=$RUNNER_TEMP/handoff-comment.md
run=$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID
{
    cat "$summary"
    printf '\n<sub>[%.10s](%s)</sub>\n%s\n' "$PULL_HEAD" "$run" "$marker"
} >"$body"
# On a GitHub of one's own, gh has to be told where it is.
export GH_HOST=${GITHUB_SERVER_URL#*://} GH_ENTERPRISE_TOKEN=$GH_TOKEN
if url=$(comment); then
    echo "comment=$url" >>"$GITHUB_OUTPUT"
    if [ -z "$url" ]; then say notice "No export changes, so there is no comment."; fi
elif [ "$PULL_FROM" != "$GITHUB_REPOSITORY" ]; then
    say warning "NO COMMENT: pull requests from forks may not write any. The comparison is on the page of this job."
else
    say warning "NO COMMENT: GitHub did not take it, for the reason above; it needs 'permissions: pull-requests: write'. The comparison is on the page of this job."
fi
exit "$status"
