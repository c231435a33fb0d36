//! The page of a rule: prose, and small processes with what is expected of them.
//!
//! A case begins with a block of a process (`handoff`: the short text form; `export`: the paths of real exports, one a
//! line, as seen from the page), may have a block of configuration (`toml`), and ends with a block of what is expected
//! (`expect`: lines `severity rule element "item"`; none: nothing is found). It stands under `## Wrong` or `## Right`, of which
//! either may say why behind a colon (`## Wrong: nobody is told`), and may have a title of its own (`### …`).

use std::fmt;
use std::ops::Range;
use std::path::PathBuf;

use handoff_report::escape::Untrusted;

use super::case_error::{CaseError, CaseErrorKind};

/// The heading of cases in which the rule of the page finds something.
pub const WRONG: &str = "Wrong";
/// The heading of cases in which it finds nothing.
pub const RIGHT: &str = "Right";

/// A Markdown page of a rule, with the cases that its fenced blocks make.
#[derive(Debug, Default, PartialEq)]
pub struct CasePage {
    /// The name it is shown under: a path, or the rule it belongs to.
    pub name: String,
    /// The file; `None` for a page that lies in a component.
    pub file: Option<PathBuf>,
    /// The whole text.
    pub text: String,
    /// Its cases, in order.
    pub cases: Vec<Case>,
    /// What is wrong with it, in order.
    pub faults: Vec<CaseError>,
}

/// One process with what is expected of it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Case {
    /// The heading it stands under: [`WRONG`] or [`RIGHT`], without its reason.
    pub heading: String,
    /// Its own title, else the reason of its heading; empty where there is neither.
    pub title: String,
    /// The line of its first fence, from 1.
    pub line: usize,
    /// What the rules are run over.
    pub process: CaseInput,
    /// The configuration, with the line of its fence.
    pub configuration: Option<(usize, String)>,
    /// What is expected, one line a finding.
    pub expected: Vec<String>,
    /// Where the lines of what is expected stand in the page, in bytes.
    pub span: Range<usize>,
}

/// What the rules are run over in one case.
#[derive(Debug, PartialEq, Eq)]
pub enum CaseInput {
    /// A process in the short text form.
    Text(String),
    /// The paths of exports of one landscape, as seen from the page.
    Exports(Vec<String>),
}

impl Default for CaseInput {
    fn default() -> Self {
        Self::Exports(Vec::new())
    }
}

impl CasePage {
    /// Reads the cases of a page. Blocks of other languages are prose.
    pub fn read(name: &str, file: Option<PathBuf>, text: String) -> Self {
        let mut reader =
            PageParser { page: Self { name: name.to_owned(), file, ..Self::default() }, open: None };
        let (mut heading, mut title) = ("", "");
        for block in blocks(&text) {
            match block {
                PageBlock::Heading(name) => {
                    (heading, title) =
                        name.split_once(':').map_or((name, ""), |(name, why)| (name.trim(), why.trim()));
                }
                PageBlock::Title(name) => title = name,
                PageBlock::Unclosed { line } => {
                    reader.fault(line, CaseErrorKind::UnclosedBlock);
                }
                PageBlock::Fence { line, language, body } => {
                    reader.fence((heading, title), line, language, &text[body.clone()], body);
                }
            }
        }
        reader.end();
        let mut page = reader.page;
        page.text = text;
        page
    }

    /// Returns the place of a line of this page.
    pub fn place(&self, line: usize) -> PageLine<'_> {
        PageLine { page: self, line }
    }

    /// Makes a fault of this page.
    pub fn fault(&self, line: usize, kind: CaseErrorKind) -> CaseError {
        CaseError { page: self.name.clone(), line, kind }
    }
}

/// A line of a page, shown as `page:line`.
#[derive(Clone, Copy, Debug)]
pub struct PageLine<'a> {
    page: &'a CasePage,
    line: usize,
}

impl fmt::Display for PageLine<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}", Untrusted::new(&self.page.name), self.line)
    }
}

/// A part of a page that matters.
enum PageBlock<'a> {
    Heading(&'a str),
    Title(&'a str),
    Fence { line: usize, language: &'a str, body: Range<usize> },
    Unclosed { line: usize },
}

/// Splits a page into headings and fenced blocks.
fn blocks(text: &str) -> Vec<PageBlock<'_>> {
    let (mut blocks, mut open, mut at) = (Vec::new(), None, 0);
    for (number, whole) in (1..).zip(text.split_inclusive('\n')) {
        let (start, line) = (at, whole.trim_end());
        at += whole.len();
        match (open, line.strip_prefix("```")) {
            (None, Some(language)) => open = Some((number, language.trim(), at)),
            (None, None) => {
                blocks.extend(line.strip_prefix("## ").map(|name| PageBlock::Heading(name.trim())));
                blocks.extend(line.strip_prefix("### ").map(|name| PageBlock::Title(name.trim())));
            }
            (Some((line, language, body)), Some("")) => {
                blocks.push(PageBlock::Fence { line, language, body: body..start });
                open = None;
            }
            (Some(_), _) => {}
        }
    }
    blocks.extend(open.map(|(line, ..)| PageBlock::Unclosed { line }));
    blocks
}

/// Puts the blocks of a page together to cases.
struct PageParser {
    page: CasePage,
    /// The case that has not ended yet.
    open: Option<Case>,
}

impl PageParser {
    fn fault(&mut self, line: usize, kind: CaseErrorKind) {
        let fault = self.page.fault(line, kind);
        self.page.faults.push(fault);
    }

    fn fence(&mut self, heading: (&str, &str), line: usize, language: &str, body: &str, span: Range<usize>) {
        let lines = || body.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned);
        match language {
            "handoff" => self.begin(heading, line, CaseInput::Text(body.to_owned())),
            "export" => {
                self.begin(heading, line, CaseInput::Exports(lines().collect()));
                if lines().next().is_none() {
                    self.fault(line, CaseErrorKind::NoExportPath);
                }
            }
            "toml" => match &mut self.open {
                Some(case) if case.configuration.is_none() => {
                    case.configuration = Some((line, body.to_owned()));
                }
                Some(_) => self.fault(line, CaseErrorKind::SecondConfiguration),
                None => self.fault(line, CaseErrorKind::ConfigurationAlone),
            },
            "expect" => match self.open.take() {
                Some(mut case) => {
                    (case.expected, case.span) = (lines().collect(), span);
                    for expected in &case.expected {
                        if !is_expectation(expected) {
                            self.fault(line, CaseErrorKind::NoExpectation(expected.clone()));
                        }
                    }
                    self.page.cases.push(case);
                }
                None => self.fault(line, CaseErrorKind::ExpectationAlone),
            },
            _ => {}
        }
    }

    fn begin(&mut self, (heading, title): (&str, &str), line: usize, process: CaseInput) {
        self.end();
        if ![WRONG, RIGHT].contains(&heading) {
            self.fault(line, CaseErrorKind::NeitherWrongNorRight);
        }
        let (heading, title) = (heading.to_owned(), title.to_owned());
        self.open = Some(Case { heading, title, line, process, ..Case::default() });
    }

    fn end(&mut self) {
        if let Some(case) = self.open.take() {
            self.fault(case.line, CaseErrorKind::ProcessAlone);
        }
    }
}

/// Tells whether a line is `severity rule element`, perhaps with an item in quotes.
fn is_expectation(line: &str) -> bool {
    let mut words = line.splitn(4, ' ');
    let severity = words.next().is_some_and(|word| ["info", "warning", "error"].contains(&word));
    let rule = words.next().is_some_and(|word| word.contains('/'));
    let element = words.next().is_some_and(|word| !word.is_empty());
    let quoted = |item: &str| item.len() > 2 && item.starts_with('"') && item.ends_with('"');
    severity && rule && element && words.next().is_none_or(quoted)
}

impl Case {
    /// Returns the heading, with the title behind it where there is one.
    pub fn name(&self) -> String {
        if self.title.is_empty() { self.heading.clone() } else { format!("{}: {}", self.heading, self.title) }
    }

    /// Tells whether a finding of a rule is expected.
    pub fn names(&self, rule: &str) -> bool {
        self.rules().any(|named| named == rule)
    }

    /// Lists the rules whose findings are expected.
    pub fn rules(&self) -> impl Iterator<Item = &str> {
        self.expected.iter().filter_map(|line| line.split(' ').nth(1))
    }
}

#[cfg(test)]
mod tests {
    use super::{Case, CaseInput, CasePage};

    fn page(text: &str) -> CasePage {
        CasePage::read("page.md", None, text.to_owned())
    }

    #[test]
    fn a_page_is_read_as_written() {
        let text = "# T\n## Wrong\n```handoff\na\nb\n```\n```toml\nc\n```\n```expect\nerror a/b d\n```\n## Right\n```export\n\
                    e.bpmn\n\nf.bpmn\n```\n```expect\n```\n```json\n```\n";
        let wrong = Case {
            heading: "Wrong".into(),
            title: String::new(),
            line: 3,
            process: CaseInput::Text("a\nb\n".into()),
            configuration: Some((7, "c\n".into())),
            expected: vec!["error a/b d".into()],
            span: 56..68,
        };
        let exports = CaseInput::Exports(vec!["e.bpmn".into(), "f.bpmn".into()]);
        let right =
            Case { heading: "Right".into(), line: 14, process: exports, span: 120..120, ..Case::default() };
        let page = page(text);
        assert_eq!((page.cases, page.faults), (vec![wrong, right], vec![]));
        assert_eq!(&text[56..68], "error a/b d\n");
    }

    /// Compares what is said about a page of a wrong case that holds this.
    fn check(text: &str, expected: &[&str]) {
        let faults: Vec<String> =
            page(&format!("## Wrong\n{text}")).faults.iter().map(ToString::to_string).collect();
        assert_eq!(faults, expected, "{text}");
    }

    #[test]
    fn what_is_wrong_with_a_page_names_line_and_remedy() {
        check(
            "```handoff\na\n```\n",
            &[
                "page.md:2: a process without an `expect` block; add one below it, empty where nothing is found",
            ],
        );
        check(
            "```handoff\na\n",
            &["page.md:2: a block that does not end; close it with ``` on a line of its own"],
        );
        check(
            "```expect\n```\n",
            &["page.md:2: an `expect` block without a process; put a `handoff` or `export` block before it"],
        );
        check(
            "```toml\n```\n",
            &["page.md:2: a configuration without a process; put it after the process it is for"],
        );
        check(
            "```export\n```\n```expect\n```\n",
            &["page.md:2: an `export` block without a path; name one export a line"],
        );
        check(
            "## Other\n```handoff\n```\n```expect\n```\n",
            &[
                "page.md:3: a case that is neither wrong nor right; put it under a heading `## Wrong` or `## Right`",
            ],
        );
    }

    #[test]
    fn what_is_expected_has_a_severity_a_rule_and_an_element() {
        for wrong in ["fault a/b c", "error b c", "error a/b", "error a/b c d", "error a/b c \"d"] {
            let said = format!("`{wrong}` expects nothing that can be found");
            check(
                &format!("```handoff\n```\n```expect\n{wrong}\n```\n"),
                &[&format!("page.md:4: {said}; write `severity rule element \"item\"`")],
            );
        }
        check("```handoff\n```\n```expect\nerror a/b c \"d e\"\ninfo a/b c\n```\n", &[]);
    }

    #[test]
    fn a_case_has_a_title_of_its_own_or_the_reason_of_its_heading() {
        let case = "```handoff\na\n```\n```expect\n```\n";
        let page = page(&format!(
            "## Wrong: nobody is told\n{case}### After a refusal\n{case}## Right\n{case}### It is said\n{case}"
        ));
        let names: Vec<String> = page.cases.iter().map(Case::name).collect();
        assert_eq!(names, ["Wrong: nobody is told", "Wrong: After a refusal", "Right", "Right: It is said"]);
        assert_eq!(page.faults, []);
    }

    #[test]
    fn a_page_from_another_system_reads_the_same() {
        let page = page("## Right\r\n```handoff\r\na\r\n```\r\n```expect\r\n```\r\n");
        assert_eq!((page.cases.len(), page.faults), (1, vec![]));
    }
}
