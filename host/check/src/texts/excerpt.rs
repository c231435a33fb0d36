//! Shows complaints in the file that they are about, the way compilers do.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use handoff_model::Language;
use handoff_report::escape::{Untrusted, visible};

use super::HostTexts;
use crate::config::{ConfigError, ConfigErrors};

/// As many as somebody mends before trying again.
const MOST: usize = 30;

impl ConfigError {
    /// Writes the complaint with an excerpt of the file.
    pub fn render(&self, language: Language, color: bool) -> String {
        let texts = HostTexts::of(language);
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        let end = self.span.end.min(self.source.text.len());
        let start = self.span.start.min(end);
        // The first line is enough: a table header stands for its whole entry.
        let line_end = self.source.text[start..end].find('\n').map_or(end, |newline| start + newline);
        let title = Untrusted::new(&self.message(texts)).to_string();
        let help = self.help(texts).map(|help| Untrusted::new(&help).to_string());
        let path = Untrusted::new(&self.source.path).to_string();
        // What is hidden is longer when it is seen, so the place moves.
        let [before, shown] = [&self.source.text[..start], &self.source.text[start..line_end]].map(visible);
        let text = visible(&self.source.text);
        let snippet = Snippet::source(text.as_str())
            .path(path.as_str())
            .annotation(AnnotationKind::Primary.span(before.len()..before.len() + shown.len()));
        let [error, remedy] = texts.complaint_titles;
        let [error, remedy] = [Level::ERROR.with_name(error), Level::HELP.with_name(remedy)];
        let mut group = error.primary_title(title.as_str()).element(snippet);
        if let Some(help) = &help {
            group = group.element(remedy.message(help.as_str()));
        }
        renderer.render(&[group])
    }
}

impl ConfigErrors {
    /// Writes them one below the other; of a file that is something else entirely, not every line.
    pub fn render(&self, language: Language, color: bool) -> String {
        let mut shown: Vec<String> =
            self.0.iter().take(MOST).map(|complaint| complaint.render(language, color)).collect();
        if self.0.len() > MOST {
            shown.push((HostTexts::of(language).more_complaints)(self.0.len() - MOST));
        }
        shown.join("\n\n")
    }
}
