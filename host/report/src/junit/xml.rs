//! The XML of `JUnit` reports, as Surefire writes and Jenkins reads it.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::escape::{Untrusted, visible};

/// A list of cases under one name.
#[derive(Debug)]
pub struct TestSuite {
    /// Untrusted, like all texts here.
    pub name: String,
    /// In the order in which they are written.
    pub cases: Vec<TestCase>,
}

/// One thing that was looked at.
#[derive(Debug)]
pub struct TestCase {
    /// What it belongs to, as build servers group by.
    pub class: String,
    /// What was looked at.
    pub name: String,
    /// The file; empty for none.
    pub file: String,
    /// The line, from 1; 0 for none.
    pub line: u32,
    /// How it ended.
    pub outcome: TestOutcome,
    /// What is to be read beside it.
    pub output: Option<String>,
}

/// How a case ended.
#[derive(Clone, Debug)]
pub enum TestOutcome {
    /// It is as it should be.
    Passed,
    /// What was looked at is not as it should be.
    Failed {
        /// A word for what is the matter.
        kind: String,
        /// The same in one line.
        message: String,
        /// All of it.
        text: String,
    },
    /// Nobody can tell.
    Skipped {
        /// Why, in one line.
        message: String,
    },
    /// It could not be looked at.
    Broken {
        /// A word for why.
        kind: &'static str,
        /// The same in one line.
        message: String,
        /// All of it.
        text: String,
    },
}

impl TestSuite {
    fn failures(&self) -> usize {
        self.cases.iter().filter(|case| matches!(case.outcome, TestOutcome::Failed { .. })).count()
    }

    fn skipped(&self) -> usize {
        self.cases.iter().filter(|case| matches!(case.outcome, TestOutcome::Skipped { .. })).count()
    }

    fn errors(&self) -> usize {
        self.cases.iter().filter(|case| matches!(case.outcome, TestOutcome::Broken { .. })).count()
    }
}

/// Writes suites as a document of XML 1.0 in UTF-8. Times are 0: the same check gives the same bytes.
///
/// # Errors
/// Only those of `out`.
pub fn write(suites: &[TestSuite], out: &mut dyn Write) -> io::Result<()> {
    let mut writer = Writer::new_with_indent(out, b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let sum = |count: fn(&TestSuite) -> usize| suites.iter().map(count).sum::<usize>().to_string();
    writer
        .create_element("testsuites")
        .with_attribute(("name", "handoff"))
        .with_attribute(("tests", &*sum(|suite| suite.cases.len())))
        .with_attribute(("failures", &*sum(TestSuite::failures)))
        .with_attribute(("errors", &*sum(TestSuite::errors)))
        .with_attribute(("time", "0"))
        .write_inner_content(|writer| suites.iter().try_for_each(|suite| suite.write(writer)))?;
    writer.get_mut().write_all(b"\n")
}

type Xml<'a> = Writer<&'a mut dyn Write>;

impl TestSuite {
    fn write(&self, writer: &mut Xml<'_>) -> io::Result<()> {
        writer
            .create_element("testsuite")
            .with_attribute(("name", &*shown(&self.name)))
            .with_attribute(("tests", &*self.cases.len().to_string()))
            .with_attribute(("failures", &*self.failures().to_string()))
            .with_attribute(("errors", &*self.errors().to_string()))
            .with_attribute(("skipped", &*self.skipped().to_string()))
            .with_attribute(("time", "0"))
            .write_inner_content(|writer| self.cases.iter().try_for_each(|case| case.write(writer)))?;
        Ok(())
    }
}

impl TestCase {
    fn write(&self, writer: &mut Xml<'_>) -> io::Result<()> {
        let mut element = writer
            .create_element("testcase")
            .with_attribute(("classname", &*shown(&self.class)))
            .with_attribute(("name", &*shown(&self.name)))
            .with_attribute(("time", "0"));
        if !self.file.is_empty() {
            element = element.with_attribute(("file", &*shown(&self.file)));
        }
        if self.line > 0 {
            element = element.with_attribute(("line", &*self.line.to_string()));
        }
        if matches!(self.outcome, TestOutcome::Passed) && self.output.is_none() {
            element.write_empty()?;
            return Ok(());
        }
        element.write_inner_content(|writer| {
            match &self.outcome {
                TestOutcome::Passed => {}
                TestOutcome::Skipped { message } => {
                    let skipped = writer.create_element("skipped");
                    skipped.with_attribute(("message", &*shown(message))).write_empty()?;
                }
                TestOutcome::Failed { kind, message, text } => {
                    problem("failure", kind, message, text, writer)?;
                }
                TestOutcome::Broken { kind, message, text } => problem("error", kind, message, text, writer)?,
            }
            self.output.iter().try_for_each(|output| {
                writer
                    .create_element("system-out")
                    .write_text_content(BytesText::new(&visible(output)))
                    .map(drop)
            })
        })?;
        Ok(())
    }
}

fn problem(element: &str, kind: &str, message: &str, text: &str, writer: &mut Xml<'_>) -> io::Result<()> {
    writer
        .create_element(element)
        .with_attribute(("type", &*shown(kind)))
        .with_attribute(("message", &*shown(message)))
        .write_text_content(BytesText::new(&visible(text)))
        .map(drop)
}

/// Shows text in an attribute: on one line, and without the characters that XML does not know.
fn shown(text: &str) -> String {
    Untrusted::new(text).to_string()
}
