//! What people said of findings on real exports, one line each; never the exports themselves.

use std::collections::BTreeSet;
use std::fmt;

use crate::Finding;

/// What a judge says of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// Right for this model, and worth reading for the owner of the process.
    True,
    /// Right for this model, and nobody wants to read it.
    Noise,
    /// Wrong for this model.
    False,
}

/// One line of the file of verdicts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The export, relative to the corpus.
    pub path: String,
    /// The id of the rule.
    pub rule: String,
    /// The id of the element, or empty.
    pub element: String,
    /// The item, or empty.
    pub item: String,
    /// What was said.
    pub judgement: Judgement,
    /// Why, in one line.
    pub reason: String,
    /// Who judged it, as the last field of the line says.
    pub judges: String,
}

impl Verdict {
    /// Tells whether a finding is the one that was judged: the same rule at the same element, be it one of several
    /// places of a group, about the same item.
    pub fn is_of(&self, finding: &Finding) -> bool {
        let here = self.path == finding.path
            && (self.element == finding.element || finding.others.contains(&self.element));
        let there =
            || finding.places.iter().any(|(path, element)| *path == self.path && *element == self.element);
        self.rule == finding.rule && self.item == finding.item && (here || there())
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, rule, element, item, reason, .. } = self;
        write!(formatter, "{path}: {rule} at `{element}` {item}: {reason}")
    }
}

/// Reads a file of verdicts: tab-separated `path rule element item verdict reason judges`; `#` begins a comment.
///
/// # Errors
///
/// Names the first line that is no verdict, or says again what another line has said.
pub fn verdicts(text: &str) -> Result<Vec<Verdict>, String> {
    let (mut verdicts, mut known) = (Vec::new(), BTreeSet::new());
    for (number, line) in (1..).zip(text.lines()) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let fields: Vec<&str> = line.split('\t').collect();
        let [path, rule, element, item, judgement, reason, judges] = fields[..] else {
            return Err(format!("line {number} has {} fields instead of 7", fields.len()));
        };
        let judgement = match judgement {
            "TRUE" => Judgement::True,
            "NOISE" => Judgement::Noise,
            "FALSE" => Judgement::False,
            other => return Err(format!("line {number}: `{other}` is none of TRUE, NOISE and FALSE")),
        };
        if !known.insert((path, rule, element, item)) {
            return Err(format!("line {number} judges again what another line has judged"));
        }
        verdicts.push(Verdict {
            path: path.to_owned(),
            rule: rule.to_owned(),
            element: element.to_owned(),
            item: item.to_owned(),
            judgement,
            reason: reason.to_owned(),
            judges: judges.to_owned(),
        });
    }
    Ok(verdicts)
}

#[cfg(test)]
mod tests {
    use super::{Judgement, verdicts};

    #[test]
    fn lines_are_verdicts() {
        let read = verdicts("# comment\n\na.bpmn\tdata/late-input\tx\tOrder\tTRUE\tit is so\t2 of 2\n");
        let read = read.expect("verdicts");
        assert_eq!((read.len(), read[0].judgement), (1, Judgement::True));
    }

    #[test]
    fn what_is_no_verdict_is_named() {
        for (text, expected) in [
            ("a\tb", "line 1 has 2 fields instead of 7"),
            ("a\tb\tc\td\tMAYBE\te\tf", "line 1: `MAYBE` is none of TRUE, NOISE and FALSE"),
            (
                "a\tb\tc\td\tTRUE\te\tf\na\tb\tc\td\tFALSE\te\tf",
                "line 2 judges again what another line has judged",
            ),
        ] {
            assert_eq!(verdicts(text).expect_err("no verdicts"), expected);
        }
    }
}
