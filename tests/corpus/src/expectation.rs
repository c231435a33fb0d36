//! What is expected of an export: how it is read, and what is right to say of it.

/// What is right to say of an export, and how it comes through the reader.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expectation {
    /// Whether something in it is repaired; else it is read as it stands.
    pub repaired: bool,
    /// How many of each it has: steps, pools, lanes, message flows.
    pub counts: [usize; 4],
    /// The codes of what the reader repairs or leaves out, sorted, each once.
    pub diagnostics: Vec<String>,
    /// What is right to say of it, and what is said wrongly.
    pub findings: Vec<ExpectedFinding>,
}

/// One finding, as a person who knows the process judges it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ExpectedFinding {
    /// What has to come of it.
    pub judgement: Judgement,
    /// `error`, `warning` or `info`.
    pub severity: String,
    /// The id of the rule.
    pub rule: String,
    /// The id of the element.
    pub element: String,
    /// The item, or empty.
    pub item: String,
}

/// What a person says of a finding, and whether the program is there yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Judgement {
    /// Right, and it is said: it may not be lost.
    Found,
    /// Right, and not said so far.
    Missed,
    /// Wrong or unwanted, and still said.
    Unwanted,
}

impl Expectation {
    /// Reads a file of expectations. Its lines are, besides comments after `#`:
    ///
    /// - `read` or `repaired`, then the numbers of steps, pools, lanes and message flows;
    /// - `diagnostic` and a code;
    /// - `found`, `missed` or `unwanted`, then severity, rule, id of the element, and the item where there is one.
    ///
    /// # Errors
    ///
    /// Names the first line that is none of these.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut expectation = Self::default();
        for (number, line) in (1..).zip(text.lines()) {
            let line = line.trim();
            if !line.is_empty() && !line.starts_with('#') {
                expectation.line(line).ok_or_else(|| format!("line {number}: `{line}` says nothing"))?;
            }
        }
        Ok(expectation)
    }

    fn line(&mut self, line: &str) -> Option<()> {
        let (first, rest) = line.split_once(' ')?;
        let judgement = match first {
            "read" | "repaired" => {
                self.repaired = first == "repaired";
                let counts = rest.split(' ').map(|count| count.parse().ok());
                self.counts = counts.collect::<Option<Vec<usize>>>()?.try_into().ok()?;
                return Some(());
            }
            "diagnostic" => {
                self.diagnostics.push(rest.to_owned());
                return Some(());
            }
            "found" => Judgement::Found,
            "missed" => Judgement::Missed,
            "unwanted" => Judgement::Unwanted,
            _ => return None,
        };
        let mut fields = rest.splitn(4, ' ').map(str::to_owned);
        let (severity, rule, element) = (fields.next()?, fields.next()?, fields.next()?);
        let item = fields.next().unwrap_or_default();
        self.findings.push(ExpectedFinding { judgement, severity, rule, element, item });
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Expectation, Judgement};

    #[test]
    fn lines_are_expectations() {
        let text = "# A bakery.\nrepaired 3 2 0 1\ndiagnostic html-entity\nfound error data/late-input _4 Bread roll\n";
        let read = Expectation::parse(text).expect("expectations");
        assert_eq!((read.repaired, read.counts, read.diagnostics.len()), (true, [3, 2, 0, 1], 1));
        let finding = &read.findings[0];
        assert_eq!((finding.judgement, finding.item.as_str()), (Judgement::Found, "Bread roll"));
    }

    #[test]
    fn what_is_no_expectation_is_named() {
        let check = |text: &str| Expectation::parse(text).expect_err("nothing of the kind");
        assert_eq!(check("read 1 2"), "line 1: `read 1 2` says nothing");
        assert_eq!(check("\nfound error"), "line 2: `found error` says nothing");
        assert_eq!(check("lost error a b"), "line 1: `lost error a b` says nothing");
    }
}
