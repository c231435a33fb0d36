//! The formats that commands write, and where to: `--format FORMAT[=FILE]`.

use std::ffi::OsStr;
use std::marker::PhantomData;
use std::path::PathBuf;
use std::str::FromStr;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser, ValueParserFactory};
use clap::{Arg, Command, Error, ValueEnum};
use handoff_check::config;

/// The formats that a command offers.
pub trait OutputFormat: ValueEnum + Copy + PartialEq + Send + Sync + 'static {
    /// What is laid out for people in a terminal, in colours where they are wanted, and written where nothing else is
    /// asked for. Every other format is written byte for byte.
    const TEXT: Self;
}

/// The formats of `handoff check`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For people, in a terminal
    Text,
    /// Everything, for programs
    Json,
    /// One page with pictures, to read and to print
    Html,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// `JUnit` XML with a case for each handoff, for build servers
    Junit,
    /// Workflow commands, for annotations on GitHub
    Github,
    /// A code quality report, for merge requests on GitLab
    Gitlab,
    /// A summary, for a pull request or the page of a job
    Markdown,
    /// A table of the findings, for spreadsheets
    Csv,
}

impl OutputFormat for CheckFormat {
    const TEXT: Self = Self::Text;
}

/// The formats of what is a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// For people, in a terminal
    Text,
    /// For programs
    Json,
}

impl OutputFormat for ListFormat {
    const TEXT: Self = Self::Text;
}

/// The formats of `handoff plugin test`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TestFormat {
    /// For people, in a terminal
    Text,
    /// Everything, for programs
    Json,
    /// `JUnit` XML with a case for each case, for build servers
    Junit,
}

impl OutputFormat for TestFormat {
    const TEXT: Self = Self::Text;
}

/// The formats of `handoff map`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum MapFormat {
    /// Who hands over to whom, as a matrix, in a terminal
    Text,
    /// Everything, for programs
    Json,
    /// A picture
    Svg,
    /// One page with the picture and the tables
    Html,
    /// A Mermaid flowchart, for Markdown
    Mermaid,
    /// A graph for Graphviz
    Dot,
    /// The SIPOC sheets of the departments below each other
    Csv,
    /// The SIPOC sheets of the departments, a sheet each
    Xlsx,
}

impl OutputFormat for MapFormat {
    const TEXT: Self = Self::Text;
}

/// A format with the place it is written to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputTarget<F> {
    /// The format.
    pub format: F,
    /// The file; standard output without one, and for `-`.
    pub file: Option<PathBuf>,
}

impl<F: OutputFormat> FromStr for OutputTarget<F> {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (format, file) = match text.split_once('=') {
            Some((_, "")) => return Err("the file after `=` is missing".to_owned()),
            Some((format, "-")) => (format, None),
            Some((format, file)) => (format, Some(PathBuf::from(file))),
            None => (text, None),
        };
        let format = F::from_str(format, false).map_err(|_| no_format::<F>(format))?;
        Ok(Self { format, file })
    }
}

fn no_format<F: OutputFormat>(wrong: &str) -> String {
    let known: Vec<PossibleValue> = values::<F>().collect();
    let names = || known.iter().map(PossibleValue::get_name);
    let near = handoff_check::nearest(wrong, names());
    let near = near.map_or_else(String::new, |near| format!("did you mean `{near}`? "));
    let list: Vec<String> = names().map(|name| format!("`{name}`")).collect();
    format!("{near}the formats are {}", list.join(", "))
}

fn values<F: OutputFormat>() -> impl Iterator<Item = PossibleValue> {
    F::value_variants().iter().filter_map(ValueEnum::to_possible_value)
}

/// Reads an [`OutputTarget`], and tells help and completions which formats there are.
#[derive(Clone, Debug)]
pub struct OutputParser<F>(PhantomData<F>);

impl<F: OutputFormat> ValueParserFactory for OutputTarget<F> {
    type Parser = OutputParser<F>;

    fn value_parser() -> Self::Parser {
        OutputParser(PhantomData)
    }
}

impl<F: OutputFormat> TypedValueParser for OutputParser<F> {
    type Value = OutputTarget<F>;

    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        value: &OsStr,
    ) -> Result<Self::Value, Error> {
        let parse = |text: String| text.parse::<OutputTarget<F>>();
        StringValueParser::new().try_map(parse).parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(values::<F>()))
    }
}

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ColorArg {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl From<ColorArg> for handoff_machine::Color {
    fn from(color: ColorArg) -> Self {
        match color {
            ColorArg::Auto => Self::Auto,
            ColorArg::Always => Self::Always,
            ColorArg::Never => Self::Never,
        }
    }
}

/// How bad a finding must be for the check to fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOnArg {
    /// Any error fails.
    Error,
    /// Any warning or error fails.
    Warning,
    /// Any finding fails.
    Info,
    /// Findings never fail.
    Never,
}

impl From<FailOnArg> for config::FailOn {
    fn from(fail_on: FailOnArg) -> Self {
        match fail_on {
            FailOnArg::Error => Self::Error,
            FailOnArg::Warning => Self::Warning,
            FailOnArg::Info => Self::Info,
            FailOnArg::Never => Self::Never,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ListFormat, OutputTarget};

    #[track_caller]
    fn check(text: &str, expected: Result<(ListFormat, Option<&str>), &str>) {
        let expected = expected.map(|(format, file)| OutputTarget { format, file: file.map(Into::into) });
        assert_eq!(text.parse(), expected.map_err(str::to_owned));
    }

    #[test]
    fn formats_may_name_a_file() {
        check("text", Ok((ListFormat::Text, None)));
        check("json=-", Ok((ListFormat::Json, None)));
        check("json=a=b.json", Ok((ListFormat::Json, Some("a=b.json"))));
    }

    #[test]
    fn what_is_wrong_is_told_with_what_would_be_right() {
        check("json=", Err("the file after `=` is missing"));
        check("jsn", Err("did you mean `json`? the formats are `text`, `json`"));
        check("Text=a.txt", Err("did you mean `text`? the formats are `text`, `json`"));
        check("pdf", Err("the formats are `text`, `json`"));
    }
}
