//! `.github/actions/diff`, by a small reading of its `action.yml`: inputs with defaults, steps with `run` and `env`.

use std::collections::BTreeMap;
use std::fs;
use std::process::Output;

use serde_json::{Value, json};

use crate::{GOOD, NEW_GAP, NOTHING, Site, bad, git, ready, root, said};

/// A pull request with the comments on it.
struct PullRequest {
    site: Site,
    /// What `${{ … }}` stands for.
    values: BTreeMap<String, String>,
}

impl PullRequest {
    fn of(site: Site) -> Self {
        let values = [
            ("github.token", "token"),
            ("github.event.pull_request.number", "7"),
            ("github.event.pull_request.base.sha", &site.fork),
            ("github.event.pull_request.head.sha", &site.head),
            ("github.event.pull_request.head.repo.full_name", "shop/exports"),
            ("inputs.paths", "exports"),
        ];
        let values = values.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        let pull = Self { site, values };
        pull.keep(&json!([]));
        pull
    }

    fn set(&mut self, name: &str, value: &str) -> &mut Self {
        self.values.insert(name.to_owned(), value.to_owned());
        self
    }

    fn push(&mut self, files: &[(&str, &str)]) {
        self.site.push(files);
        let head = self.site.head.clone();
        self.set("github.event.pull_request.head.sha", &head);
    }

    fn keep(&self, comments: &Value) {
        fs::write(self.site.path("comments.json"), json!({ "comments": comments }).to_string()).unwrap();
    }

    fn comments(&self) -> Vec<String> {
        let kept = fs::read_to_string(self.site.path("comments.json")).unwrap();
        let kept: Value = serde_json::from_str(&kept).unwrap();
        kept["comments"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["body"].as_str().unwrap().to_owned())
            .collect()
    }

    /// Replaces `${{ … }}`; what the event does not have is empty, and what is no part of an event, a mistake.
    fn fill(&self, text: &str) -> String {
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, (name, after))) =
            rest.split_once("${{ ").and_then(|(before, after)| Some((before, after.split_once(" }}")?)))
        {
            let known = self.values.get(name).map(String::as_str);
            let value = known.or_else(|| name.starts_with("github.event.").then_some(""));
            filled = filled + before + value.unwrap_or_else(|| panic!("nobody sets {name}"));
            rest = after;
        }
        filled + rest
    }

    /// Runs the steps of the action one after the other, until one fails.
    fn run(&mut self) -> Output {
        let folder = root().join(".github/actions/diff");
        let action = fs::read_to_string(folder.join("action.yml")).unwrap();
        let (inputs, rest) = action.split_once("\noutputs:\n").unwrap();
        let (_, steps) = rest.split_once("\n  steps:\n").unwrap();
        let mut input = String::new();
        for line in inputs.lines() {
            if let Some(default) = line.strip_prefix("    default: ") {
                let default = self.fill(default.trim_matches('"'));
                self.values.entry(format!("inputs.{input}")).or_insert(default);
            } else if let Some(name) = line.strip_prefix("  ").filter(|line| !line.starts_with(' ')) {
                name.trim_end_matches(':').clone_into(&mut input);
            }
        }
        for file in ["summary", "output"] {
            fs::write(self.site.path(file), "").unwrap();
        }
        let mut output = None;
        for step in steps.split("    - name: ").skip(1) {
            let of =
                |key: &str| step.lines().find_map(|line| line.trim().strip_prefix(key)).unwrap().to_owned();
            let lines = step.lines().filter_map(|line| line.strip_prefix("        ")?.split_once(": "));
            let mut variables: Vec<(String, String)> =
                lines.map(|(name, value)| (name.to_owned(), self.fill(value))).collect();
            let file = |name: &str| self.site.path(name).display().to_string();
            let runner = [
                ("GITHUB_ACTION_PATH", folder.display().to_string()),
                ("GITHUB_STEP_SUMMARY", file("summary")),
                ("GITHUB_OUTPUT", file("output")),
                ("RUNNER_TEMP", file("")),
                ("GITHUB_REPOSITORY", "shop/exports".to_owned()),
                ("GITHUB_SERVER_URL", "https://github.example".to_owned()),
                ("GITHUB_RUN_ID", "42".to_owned()),
            ];
            variables.extend(runner.map(|(name, value)| (name.to_owned(), value)));
            let variables: Vec<(&str, &str)> =
                variables.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
            let ended = self.site.run(&of("run: "), &variables);
            let id = of("id: ");
            for line in self.read("output").lines() {
                let (name, value) = line.split_once('=').unwrap();
                self.values.insert(format!("steps.{id}.outputs.{name}"), value.to_owned());
            }
            let failed = !ended.status.success();
            output = Some(ended);
            if failed {
                break;
            }
        }
        output.unwrap()
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.site.path(file)).unwrap()
    }

    /// Runs the action, and checks how it ends and what it says.
    #[track_caller]
    fn check(&mut self, code: i32, says: &str) {
        let output = self.run();
        assert_eq!(output.status.code(), Some(code), "{}", said(&output));
        assert!(said(&output).contains(says), "{says:?} is not in:\n{}", said(&output));
    }
}

#[test]
fn a_pull_request_gets_one_comment() {
    if !ready() {
        return;
    }
    let mut pull = PullRequest::of(Site::of(&[("exports/shop.handoff", &bad())]));
    pull.check(1, "::error file=exports/shop.handoff,line=8,col=5,title=data/missing-input::");
    let [comment] = &pull.comments()[..] else { panic!("one comment") };
    assert!(comment.starts_with(NEW_GAP) && comment.ends_with("\n<!-- handoff diff -->\n"), "{comment}");
    // What others changed on the other side is no change of this pull request.
    assert!(!comment.contains("other.handoff"), "{comment}");
    let run = format!("[{}](https://github.example/shop/exports/actions/runs/42)", &pull.site.head[..10]);
    assert!(comment.contains(&run), "{comment}");
    assert!(pull.read("summary").starts_with(NEW_GAP));
    let url = "https://github.example/shop/exports/pull/7#issuecomment-1";
    assert_eq!(
        pull.read("output").lines().skip(1).collect::<Vec<_>>(),
        ["status=1", &format!("comment={url}")]
    );

    pull.push(&[("exports/shop.handoff", GOOD)]);
    pull.check(0, "Nothing changed.");
    let [comment] = &pull.comments()[..] else { panic!("the same comment") };
    assert!(comment.starts_with(NOTHING), "{comment}");
}

#[test]
fn what_others_wrote_is_left_alone() {
    if !ready() {
        return;
    }
    let mut pull = PullRequest::of(Site::of(&[("exports/shop.handoff", &bad())]));
    let comment = |author: bool, body: &str| json!({ "url": "x-9", "body": body, "viewerDidAuthor": author });
    let others = [
        comment(false, "I quote: <!-- handoff diff -->"),
        comment(true, "Another job was here. <!-- handoff diff billing -->"),
    ];
    pull.keep(&json!(others));
    pull.check(1, "");
    assert!(pull.comments().len() == 3 && pull.comments()[2].starts_with(NEW_GAP), "{:?}", pull.comments());
    pull.set("inputs.name", "billing").check(1, "");
    assert!(pull.comments().len() == 3 && pull.comments()[1].starts_with(NEW_GAP), "{:?}", pull.comments());
    pull.set("inputs.name", "\") or (\"").check(2, "letters, digits, blanks");
}

#[test]
fn a_pull_request_that_changes_no_export_gets_none() {
    if !ready() {
        return;
    }
    let mut pull = PullRequest::of(Site::of(&[("README.md", "Read me.")]));
    pull.check(0, "No export changes, so there is no comment.");
    pull.set("inputs.paths", "").check(0, "No export changes");
    assert!(pull.comments().is_empty() && pull.read("summary").starts_with(NOTHING));
    // Another export that changes nothing is worth saying.
    pull.push(&[("exports/shop.handoff", &GOOD.replace("    task", "      task"))]);
    pull.check(0, "Nothing changed.");
    assert!(pull.comments()[0].starts_with(NOTHING));
}

#[test]
fn without_permission_the_page_of_the_job_says_it() {
    if !ready() {
        return;
    }
    let mut pull = PullRequest::of(Site::of(&[("exports/shop.handoff", &bad())]));
    pull.site.refuse();
    pull.check(1, "::warning title=handoff diff::NO COMMENT: GitHub did not take it, for the reason above;");
    pull.set("github.event.pull_request.head.repo.full_name", "somebody/exports");
    pull.check(1, "::warning title=handoff diff::NO COMMENT: pull requests from forks may not write any.");
    assert!(pull.comments().is_empty() && pull.read("summary").starts_with(NEW_GAP));
    pull.set("inputs.fail-on", "never").check(0, "NO COMMENT");
}

#[test]
fn what_is_compared_with_can_be_said() {
    if !ready() {
        return;
    }
    let mut pull = PullRequest::of(Site::of(&[("exports/shop.handoff", &bad())]));
    // Checked out as it was pushed, a pull request is compared with where it was opened.
    pull.site.check_out("branch");
    pull.check(1, "");
    assert!(
        pull.comments()[0].contains(&format!("`{}` → `now`", &pull.site.fork[..10])),
        "{:?}",
        pull.comments()
    );
    // A push is no pull request.
    pull.values.retain(|name, _| !name.starts_with("github.event."));
    pull.check(2, "the input base must say what to compare with");
    pull.set("inputs.base", "main").check(1, "");
    pull.set("inputs.base", "nowhere").check(2, "check out with 'fetch-depth: 2', or more");
    assert_eq!(pull.comments().len(), 1, "without a pull request there is nothing to comment on");
}

/// What is not read must not look like what did not change.
#[test]
fn a_broken_export_is_told() {
    if !ready() {
        return;
    }
    let mut pull = PullRequest::of(Site::of(&[("exports/shop.handoff", "handoff text 1\ntask A ->")]));
    pull.check(2, "what stands in it is not compared");
    assert!(pull.comments()[0].contains("#### Not compared (1)"), "{:?}", pull.comments());
    // The whole history may be there too.
    let clone = pull.site.path("clone");
    git(&clone, &["fetch", "--quiet", "--unshallow", "origin"]);
    pull.check(2, "");
    assert_eq!(pull.comments().len(), 1);
}

#[test]
fn the_configuration_counts_as_an_export() {
    if !ready() {
        return;
    }
    let contract = "[[contract]]\ndepartment = \"Shipping\"\nrequires = [{ item = \"Invoice\" }]\n";
    let mut pull = PullRequest::of(Site::of(&[("handoff.toml", contract)]));
    pull.check(0, "");
    let comment = &pull.comments()[0];
    assert!(comment.contains("what judges is not as it was"), "{comment}");
    assert!(
        comment.contains("handoff.toml is not as it was; both states are judged by it as it is now."),
        "{comment}"
    );
}

/// The workflows of the page give the actions the inputs that they have.
#[test]
fn the_page_uses_what_there_is() {
    let page = fs::read_to_string(root().join("docs/integrations.md")).unwrap();
    let mut used = 0;
    for rest in page.split("uses: ./").skip(1) {
        let step: Vec<&str> = rest.lines().skip(1).take_while(|line| line.starts_with("        ")).collect();
        let action = rest.split_whitespace().next().unwrap();
        let action = fs::read_to_string(root().join(action).join("action.yml")).unwrap();
        let (inputs, _) = action.split_once("\noutputs:\n").unwrap();
        assert_eq!(step[0].trim(), "with:");
        for input in &step[1..] {
            let (name, _) = input.trim().split_once(": ").unwrap();
            assert!(inputs.contains(&format!("\n  {name}:\n")), "no action has the input {name}");
        }
        used += 1;
    }
    assert_eq!(used, 2);
}
