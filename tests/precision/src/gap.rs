//! Gaps that people saw in real exports before the program was run, one line each.

use crate::Finding;

/// One gap that a person found in the corpus: what the program should find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The export, relative to the corpus.
    pub path: String,
    /// What kind of gap: one of [`KINDS`].
    pub kind: String,
    /// The id of the element at which it shows.
    pub element: String,
    /// Why, in one line.
    pub reason: String,
    /// The program was known to find it when the line was last touched.
    pub found: bool,
}

/// The kinds of gaps, each with the rules that are meant to find it.
pub const KINDS: [(&str, &[&str]); 6] = [
    ("ending", &["customer/silent-ending"]),
    ("wait", &["timing/unlimited-wait", "transfer/unsent-message"]),
    ("owner", &["ownership/unowned-step"]),
    ("message", &["transfer/unnamed-message"]),
    (
        "data",
        &[
            "data/missing-input",
            "data/possibly-missing-input",
            "data/late-input",
            "data/racing-input",
            "contract/wrong-state",
            "contract/unmapped-call",
            "data/blind-decision",
        ],
    ),
    ("unreached", &["structure/unreachable-step"]),
];

impl Gap {
    /// Tells whether a finding says it: a rule of the kind, and the element among those that it is about.
    pub fn is_said_by(&self, finding: &Finding) -> bool {
        let rules = KINDS.iter().find(|(kind, _)| *kind == self.kind).map_or(&[][..], |(_, rules)| rules);
        let about = |id: &String| *id == self.element;
        let here = self.path == finding.path
            && (about(&finding.element) || finding.others.iter().chain(&finding.witness).any(about));
        let there = || finding.places.iter().any(|(path, element)| *path == self.path && about(element));
        // An end of which nobody tells the customer is said with where he waits.
        let with_end = self.kind == "wait"
            && finding.rule == "customer/silent-ending"
            && self.path == finding.path
            && finding.others.iter().any(about);
        rules.contains(&finding.rule.as_str()) && (here || there()) || with_end
    }
}

/// Reads a file of gaps: tab-separated `path kind element found|missed reason`; `#` begins a comment.
///
/// # Errors
///
/// Names the first line that is no gap.
pub fn gaps(text: &str) -> Result<Vec<Gap>, String> {
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    let gap = |(number, line): (usize, &str)| {
        let fields: Vec<&str> = line.split('\t').collect();
        let [path, kind, element, state, reason] = fields[..] else {
            return Err(format!("line {number} has {} fields instead of 5", fields.len()));
        };
        if !KINDS.iter().any(|(known, _)| *known == kind) {
            return Err(format!("line {number}: `{kind}` is no kind of gap"));
        }
        let found = match state {
            "found" => true,
            "missed" => false,
            other => return Err(format!("line {number}: `{other}` is neither found nor missed")),
        };
        Ok(Gap {
            path: path.to_owned(),
            kind: kind.to_owned(),
            element: element.to_owned(),
            reason: reason.to_owned(),
            found,
        })
    };
    lines.map(gap).collect()
}

#[cfg(test)]
mod tests {
    use super::gaps;

    #[test]
    fn lines_are_gaps() {
        let read = gaps("# comment\na.bpmn\twait\tx\tfound\tno time limit\n").expect("gaps");
        assert!(read.len() == 1 && read[0].found);
    }

    #[test]
    fn what_is_no_gap_is_named() {
        for (text, expected) in [
            ("a\tb", "line 1 has 2 fields instead of 5"),
            ("a\tb\tc\tfound\te", "line 1: `b` is no kind of gap"),
            ("a\twait\tc\tperhaps\te", "line 1: `perhaps` is neither found nor missed"),
        ] {
            assert_eq!(gaps(text).expect_err("no gaps"), expected);
        }
    }
}
