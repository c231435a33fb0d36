//! What happens, for people: the change first, then the state, on one screen where there is one.

use std::fmt::Write as _;
use std::io;
use std::sync::Arc;

use handoff_check::unpinned;
use handoff_machine::Console;
use handoff_model::Language;
use handoff_report::change::Change;
use handoff_report::escape::Untrusted;
use handoff_report::text;

use super::session::{PollResult, Round, SessionState};
use crate::texts::LiveTexts;

/// Erases what is to be seen and begins at the top; what has scrolled away stays.
const CLEAR: &str = "\u{1b}[H\u{1b}[2J";
/// How many changes are said before the rest is counted.
const SAID: usize = 6;
/// The lines that the verdict and the account, with which a state ends, may take.
const VERDICT: usize = 6;
/// Fewer lines than this are no state.
const LEAST: usize = 5;

/// The terminal, or the log in its place.
pub struct Screen {
    /// The lines of the terminal; `None` where there is none, so that nothing is cleared or cut.
    pub height: Option<usize>,
    /// The address of the page, where one is served: it stays to be seen below each state.
    pub address: Option<String>,
    /// The language, as far as it is known.
    words: &'static LiveTexts,
    /// What was said last beside the states, so that it is not said again and again.
    said: String,
    /// The state that is shown, and what stands above it.
    shown: Option<(String, Arc<SessionState>)>,
}

impl Screen {
    /// Begins with an empty screen of so many lines.
    pub fn new(height: Option<usize>) -> Self {
        Self {
            height,
            address: None,
            words: LiveTexts::of(Language::English),
            said: String::new(),
            shown: None,
        }
    }

    /// Shows what came of a look.
    ///
    /// # Errors
    /// Where standard output cannot be written.
    pub fn show(&mut self, outcome: &PollResult, console: &mut Console<'_>) -> io::Result<()> {
        let say = match outcome {
            PollResult::Same => return Ok(()),
            PollResult::Round(round) => return self.round(round, console),
            PollResult::Torn(files) => (self.words.torn)(&Untrusted::new(&files.join(", ")).to_string()),
            PollResult::Stuck(failure, language) => {
                let failure = failure.render(*language, console.colors_errors());
                format!("{failure}{}", LiveTexts::of(*language).stuck)
            }
            PollResult::Unwatched(why) => self.words.unwatched(why),
        };
        if say != self.said {
            console.tell(&format!("{say}\n"));
            self.said = say;
        }
        Ok(())
    }

    fn round(&mut self, round: &Round, console: &mut Console<'_>) -> io::Result<()> {
        let state = &round.state;
        self.words = LiveTexts::of(state.language);
        self.said.clear();
        let mut page = String::new();
        // Writing into a string cannot fail.
        for (source, doubt) in state.unpinned() {
            let _ = writeln!(page, "{}", Untrusted::new(&unpinned(source, doubt, state.language)));
        }
        for notice in &state.checked.notices {
            let _ = writeln!(page, "{}", Untrusted::new(&notice.say(state.language)));
        }
        for plugin in &round.plugins {
            let _ = writeln!(page, "{}", plugin.sentence(state.language));
        }
        for plugin in &round.lost_plugins {
            page += &(self.words.lost)(&Untrusted::new(plugin).to_string());
            page.push('\n');
        }
        if round.number > 1 {
            self.change(self.words.last, &round.since_last, state.language, &mut page);
            if round.number > 2 {
                self.change(self.words.start, &round.since_start, state.language, &mut page);
            }
            page.push('\n');
        }
        self.shown = Some((page, Arc::clone(state)));
        self.draw(console)
    }

    /// Draws the state that is shown, for the size that screen and console have now.
    ///
    /// # Errors
    /// Where standard output cannot be written.
    pub fn draw(&self, console: &mut Console<'_>) -> io::Result<()> {
        let Some((above, state)) = &self.shown else { return Ok(()) };
        let mut text = Vec::new();
        let texts = &state.checked.texts;
        let source = |path: &str| texts.get(path).map(Arc::clone);
        let options = text::TextOptions {
            width: console.width,
            all: false,
            quiet: false,
            undecided: false,
            fingerprints: false,
            language: state.language,
        };
        text::write(&state.checked.report, &source, options, &mut text)?;
        let page = self.fit(format!("{above}{}", String::from_utf8_lossy(&text)), console.width);
        console.print(page.as_bytes())?;
        let address = self.address.as_ref().map(|address| format!(" {address}")).unwrap_or_default();
        console.tell(&format!("{}{address}\n", self.words.watching));
        if !self.said.is_empty() {
            console.tell(&format!("{}\n", self.said));
        }
        Ok(())
    }

    /// Says a change: what matters most, then each part of it.
    fn change(&self, title: &str, change: &Change, language: Language, page: &mut String) {
        // Writing into a string cannot fail.
        let _ = writeln!(page, "{title}: {}", change.headline(language));
        let sentences = change.entries.iter().map(|entry| entry.sentence(language));
        let sentences: Vec<String> =
            change.uncompared.iter().map(|unread| unread.sentence(language)).chain(sentences).collect();
        // One change is all in the headline.
        if sentences.len() == 1 && change.reaching().count() == 1 {
            return;
        }
        for sentence in sentences.iter().take(SAID) {
            let _ = writeln!(page, "  {sentence}");
        }
        if sentences.len() > SAID {
            let _ = writeln!(page, "  {}", (self.words.more)(sentences.len() - SAID));
        }
    }

    /// Clears a terminal, and cuts what would push the change or the verdict out of sight: the change stands first, the
    /// verdict last.
    fn fit(&self, page: String, width: usize) -> String {
        let Some(height) = self.height else { return page };
        // Two lines are for what stands below.
        let room = height.saturating_sub(2).max(LEAST);
        let lines: Vec<String> = page.lines().flat_map(|line| wrapped(line, width)).collect();
        if lines.len() <= room {
            return format!("{CLEAR}{}\n", lines.join("\n"));
        }
        // A blank line stands before the verdict; the account below it is cut rather than the verdict.
        let end = lines.iter().rev().take_while(|line| !line.trim().is_empty()).count();
        let kept = end.min(VERDICT).min(room - 2);
        let last = &lines[lines.len() - end..][..kept];
        let first = &lines[..room - 1 - kept];
        let cut = (self.words.cut)(lines.len() - room + 1);
        format!("{CLEAR}{}\n{cut}\n{}\n", first.join("\n"), last.join("\n"))
    }
}

/// Breaks a line between words where a terminal would break it anywhere; lines with colours are laid out already.
fn wrapped(line: &str, width: usize) -> Vec<String> {
    if line.contains('\u{1b}') || line.chars().count() <= width {
        return vec![line.to_owned()];
    }
    let indent: String = line.chars().take_while(|letter| *letter == ' ').chain("  ".chars()).collect();
    let mut lines = vec![line[..indent.len() - 2].to_owned()];
    let mut begun = false;
    for word in line.split_whitespace() {
        let length = lines.last().map_or(0, |line| line.chars().count());
        if begun && length + 1 + word.chars().count() > width {
            lines.push(format!("{indent}{word}"));
        } else if let Some(last) = lines.last_mut() {
            if begun {
                last.push(' ');
            }
            last.push_str(word);
        }
        begun = true;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_break_between_words() {
        assert_eq!(wrapped("  one two three", 9), ["  one two", "    three"]);
        assert_eq!(wrapped("one two", 9), ["one two"]);
        assert_eq!(wrapped("a-long-word two", 4), ["a-long-word", "  two"]);
        assert_eq!(wrapped("\u{1b}[1mone two three\u{1b}[0m", 4), ["\u{1b}[1mone two three\u{1b}[0m"]);
    }

    #[test]
    fn change_and_verdict_stay_in_view() {
        let mut lines: Vec<String> = (1..=20).map(|line| line.to_string()).collect();
        lines[17].clear();
        let page = lines.join("\n");
        let shown = Screen::new(Some(10)).fit(page.clone(), 80);
        let seen: Vec<&str> = shown.lines().collect();
        assert_eq!(seen.len(), 8);
        assert_eq!(seen[seen.len() - 3..], ["(13 more lines; `handoff check` shows them)", "19", "20"]);
        lines[16].clear();
        lines[17] = "verdict".to_owned();
        let shown = Screen::new(Some(1)).fit(lines.join("\n"), 80);
        assert_eq!(shown.lines().nth(2), Some("verdict"), "{shown}");
        assert_eq!(Screen::new(None).fit(page.clone(), 80), page);
        assert_eq!(Screen::new(Some(1)).fit(page, 80).lines().count(), LEAST);
    }
}
