//! What is wrong with a configuration file, shown in the file.

use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use handoff_landscape::Origin;
use handoff_report::escape::{Untrusted, visible};

/// A configuration file as the user wrote it.
#[derive(Debug, PartialEq, Eq)]
pub struct ConfigFile {
    /// The path as shown to the user.
    pub path: Arc<str>,
    /// The whole text.
    pub text: String,
}

impl ConfigFile {
    /// Wraps a text with the path it is shown under.
    pub fn new(path: &str, text: impl Into<String>) -> Arc<Self> {
        Arc::new(Self { path: path.into(), text: text.into() })
    }

    /// Turns a byte offset into line and column, both from 1; columns count characters.
    pub fn origin(&self, offset: usize) -> Origin {
        let before = self.text.get(..offset).unwrap_or(&self.text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Origin {
            file: Arc::clone(&self.path),
            line: before.matches('\n').count() as u32 + 1,
            column: before[line_start..].chars().count() as u32 + 1,
        }
    }
}

/// One fault of a configuration file: where, what, why, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    source: Arc<ConfigFile>,
    span: Range<usize>,
    message: String,
    help: Option<String>,
}

impl ConfigError {
    /// Complains about a place in a file.
    pub fn new(source: &Arc<ConfigFile>, span: Range<usize>, message: impl Into<String>) -> Self {
        Self { source: Arc::clone(source), span, message: message.into(), help: None }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds what to do about it, in place.
    pub(crate) fn push_help(&mut self, help: impl Into<String>) {
        self.help = Some(help.into());
    }

    /// Adds the nearest of the words that would have been right; where none is near, all of them.
    #[must_use]
    pub fn suggest<'w>(self, wrong: &str, right: impl IntoIterator<Item = &'w str>) -> Self {
        let right: Vec<&str> = right.into_iter().collect();
        match crate::suggest::nearest(wrong, right.iter().copied()) {
            Some(near) => self.help(format!("did you mean `{near}`?")),
            None if right.is_empty() => self,
            None => self.help(format!("it is one of: {}", right.join(", "))),
        }
    }

    /// Returns the place as a sort key.
    pub fn position(&self) -> (&str, usize) {
        (&self.source.path, self.span.start)
    }

    /// Returns the line it points at.
    pub(crate) fn line(&self) -> u32 {
        self.source.origin(self.span.start).line
    }

    /// Writes the complaint in one line, for a report: place, what is wrong, what to do.
    pub fn sentence(&self) -> String {
        let Origin { file, line, column } = self.source.origin(self.span.start);
        let help = self.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
        format!("{file}:{line}:{column}: {}{help}", self.message)
    }

    /// Writes the complaint in one line: `line:column message | help`.
    #[cfg(test)]
    pub(crate) fn to_line(&self) -> String {
        let Origin { line, column, .. } = self.source.origin(self.span.start);
        let help = self.help.as_ref().map(|help| format!(" | {help}")).unwrap_or_default();
        format!("{line}:{column} {}{help}", self.message)
    }

    /// Writes the complaint with an excerpt of the file, the way compilers do.
    pub fn render(&self, color: bool) -> String {
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        let end = self.span.end.min(self.source.text.len());
        let start = self.span.start.min(end);
        // The first line is enough: a table header stands for its whole entry.
        let line_end = self.source.text[start..end].find('\n').map_or(end, |newline| start + newline);
        let title = Untrusted::new(&self.message).to_string();
        let help = self.help.as_deref().map(|help| Untrusted::new(help).to_string());
        let path = Untrusted::new(&self.source.path).to_string();
        // What is hidden is longer when it is seen, so the place moves.
        let [before, shown] = [&self.source.text[..start], &self.source.text[start..line_end]].map(visible);
        let text = visible(&self.source.text);
        let snippet = Snippet::source(text.as_str())
            .path(path.as_str())
            .annotation(AnnotationKind::Primary.span(before.len()..before.len() + shown.len()));
        let mut group = Level::ERROR.primary_title(title.as_str()).element(snippet);
        if let Some(help) = &help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        renderer.render(&[group])
    }
}

/// Everything that is wrong with the configuration, in file order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigErrors(pub Vec<ConfigError>);

impl ConfigErrors {
    /// As many as somebody mends before trying again.
    const MOST: usize = 30;

    /// Writes them one below the other; of a file that is something else entirely, not every line.
    pub fn render(&self, color: bool) -> String {
        let mut shown: Vec<String> =
            self.0.iter().take(Self::MOST).map(|complaint| complaint.render(color)).collect();
        if self.0.len() > Self::MOST {
            shown.push(format!("and {} more", self.0.len() - Self::MOST));
        }
        shown.join("\n\n")
    }
}

impl std::fmt::Display for ConfigErrors {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.render(false))
    }
}

impl std::error::Error for ConfigErrors {}
