//! The job `handoff-diff` of `docs/integrations/gitlab-ci.yml`.

use std::fs;
use std::process::Output;

use serde_json::{Value, json};

use crate::{GOOD, NEW_GAP, NOTHING, Site, bad, ready, root, said};

/// A merge request with the notes on it.
struct MergeRequest {
    site: Site,
    token: &'static str,
    /// The pipeline is for the merge, not for the branch.
    merged: bool,
}

impl MergeRequest {
    fn of(site: Site) -> Self {
        let merge = Self { site, token: "token", merged: true };
        merge.keep(&json!([]));
        merge
    }

    fn keep(&self, notes: &Value) {
        fs::write(self.site.path("notes.json"), notes.to_string()).unwrap();
    }

    fn notes(&self) -> Vec<String> {
        let kept = fs::read_to_string(self.site.path("notes.json")).unwrap();
        let kept: Value = serde_json::from_str(&kept).unwrap();
        kept.as_array().unwrap().iter().map(|one| one["body"].as_str().unwrap().to_owned()).collect()
    }

    fn run(&self) -> Output {
        let jobs = fs::read_to_string(root().join("docs/integrations/gitlab-ci.yml")).unwrap();
        let (_, job) = jobs.split_once("\nhandoff-diff:\n").unwrap();
        let (_, script) = job.split_once("\n  script:\n    - |\n").unwrap();
        let script: Vec<&str> = script.lines().map_while(|line| line.strip_prefix("      ")).collect();
        let target = if self.merged { &*self.site.base } else { "" };
        let variables = [
            ("CI_API_V4_URL", "https://gitlab.example/api/v4"),
            ("CI_MERGE_REQUEST_PROJECT_ID", "3"),
            ("CI_MERGE_REQUEST_IID", "7"),
            ("CI_MERGE_REQUEST_TARGET_BRANCH_SHA", target),
            ("CI_MERGE_REQUEST_DIFF_BASE_SHA", &self.site.fork),
            ("HANDOFF_PATHS", "exports"),
            ("HANDOFF_TOKEN", self.token),
        ];
        self.site.run(&script.join("\n"), &variables)
    }

    #[track_caller]
    fn check(&self, code: i32, says: &str) {
        let output = self.run();
        assert_eq!(output.status.code(), Some(code), "{}", said(&output));
        assert!(said(&output).contains(says), "{says:?} is not in:\n{}", said(&output));
    }
}

#[test]
fn a_merge_request_gets_one_comment() {
    if !ready() {
        return;
    }
    let mut merge = MergeRequest::of(Site::of(&[("exports/shop.handoff", &bad())]));
    merge.check(1, "New gaps that reach the customer (1)");
    let [note] = &merge.notes()[..] else { panic!("one comment: {}", said(&merge.run())) };
    assert!(note.starts_with(NEW_GAP) && note.ends_with("\n<!-- handoff diff -->\n"), "{note}");
    assert!(!note.contains("other.handoff"), "{note}");
    assert!(merge.site.path("clone/handoff.html").exists());
    merge.site.push(&[("exports/shop.handoff", GOOD)]);
    merge.check(0, "Nothing changed.");
    assert!(merge.notes().len() == 1 && merge.notes()[0].starts_with(NOTHING), "{:?}", merge.notes());
}

#[test]
fn what_others_wrote_is_left_alone() {
    if !ready() {
        return;
    }
    let mut merge = MergeRequest::of(Site::of(&[("exports/shop.handoff", &bad())]));
    let note =
        |id: usize| json!({ "id": id, "author": { "id": 4 }, "body": "I quote: <!-- handoff diff -->" });
    merge.keep(&(1..=250).map(note).collect());
    merge.check(1, "");
    merge.merged = false;
    merge.site.check_out("branch");
    merge.check(1, "");
    assert_eq!(merge.notes().len(), 251);
    assert!(merge.notes()[250].starts_with(NEW_GAP), "{}", merge.notes()[250]);
}

#[test]
fn without_permission_the_job_says_it() {
    if !ready() {
        return;
    }
    let mut merge = MergeRequest::of(Site::of(&[("exports/shop.handoff", &bad())]));
    merge.site.refuse();
    merge.check(1, "NO COMMENT on the merge request: GitLab did not take it");
    merge.token = "";
    merge.check(1, "NO COMMENT on the merge request: merge requests from forks may not write any");
    assert!(merge.notes().is_empty());
}

#[test]
fn a_merge_request_that_changes_no_export_gets_none() {
    if !ready() {
        return;
    }
    let merge = MergeRequest::of(Site::of(&[("README.md", "Read me.")]));
    merge.check(0, "Nothing changed.");
    assert!(merge.notes().is_empty());
}
