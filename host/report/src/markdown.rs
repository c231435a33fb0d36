//! A summary in Markdown, for a pull request or the page of a job.
//!
//! It always fits: what a comment has no room for is counted.

use std::fmt::Write as _;
use std::io::{self, Write};

use handoff_finding::Finding;
use handoff_model::{Language, Refusal};

use crate::escape::{code, markdown, name, sentence};
use crate::texts::{Catalogue, ReportTexts};
use crate::wording::{
    capital, causes, customer_line, declaration, failed, figures, known, plugin_name, position, reason_place,
    refused, refused_at, remarks, split, subject, surely, verdict,
};
use crate::{Border, FindingGroup, IgnoredFinding, Report, names};

/// How long the sheet may be, in bytes, after what was not checked, the gaps, the other findings and the borders. A
/// comment on GitHub may have 65,536 characters; each part leaves room for the next, and the last for the figures.
const ROOM: [usize; 4] = [10_000, 40_000, 52_000, 60_000];

/// How many other places of a gap are named.
const PLACES: usize = 3;

/// Writes a summary: what was not checked, what the customer would meet, then the rest, folded up.
///
/// # Errors
/// Only those of `out`.
pub fn write(report: &Report, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let words = Catalogue::of(language).report;
    let mut sheet = MarkdownWriter::new(words);
    sheet.line("### handoff\n");
    sheet.line(&format!("**{}**\n", markdown(&verdict(report, words).1)));
    for remark in remarks(report, words) {
        sheet.line(&format!("{}\n", markdown(&remark)));
    }
    sheet.list(words.not_checked, &not_checked(report, words), ROOM[0]);
    let (gaps, others) = split(report);
    let title = (words.gaps)(surely(&gaps), gaps.len());
    let gaps: Vec<String> = gaps.into_iter().map(|gap| whole(gap, words)).collect();
    sheet.list(title, &gaps, ROOM[1]);
    let title = if gaps.is_empty() { words.findings } else { words.other_findings };
    let others: Vec<String> = others.into_iter().map(|cause| row(cause, words)).collect();
    sheet.table(title, &["", "", "", ""], &others, ROOM[2]);
    let known: Vec<String> = known(report).into_iter().map(|cause| row(cause, words)).collect();
    sheet.table(words.known_findings, &["", "", "", ""], &known, ROOM[2]);
    let open: Vec<String> =
        report.open.iter().map(|open| format!("- {}.", markdown(&declaration(open, words)))).collect();
    sheet.folded(&format!("{} ({})", words.undecided, report.summary.undecided), &open, ROOM[2]);
    let ignored: Vec<String> = report.ignored.iter().map(|one| ignored(one, words)).collect();
    sheet.folded(&format!("{} ({})", words.ignored_findings, ignored.len()), &ignored, ROOM[2]);
    let borders: Vec<String> = report.borders().iter().map(|border| border_row(border, words)).collect();
    sheet.table(&capital(words.borders.many), &["", ""], &borders, ROOM[3]);
    let figures: Vec<String> = figures(report, words).iter().map(|figure| markdown(figure)).collect();
    sheet.line(&figures.join(" · "));
    out.write_all(sheet.text.as_bytes())
}

/// Markdown under way. Text that comes in must have been made safe.
pub(crate) struct MarkdownWriter {
    pub(crate) text: String,
    words: &'static ReportTexts,
}

impl MarkdownWriter {
    pub(crate) fn new(words: &'static ReportTexts) -> Self {
        Self { text: String::new(), words }
    }

    pub(crate) fn line(&mut self, line: &str) {
        // Writing into a string does not fail.
        let _ = writeln!(self.text, "{line}");
    }

    /// Adds a list with its title, as far as there is room.
    pub(crate) fn list(&mut self, title: &str, entries: &[String], room: usize) {
        if entries.is_empty() {
            return;
        }
        self.line(&format!("#### {title} ({})\n", entries.len()));
        let left_out = self.fill(entries, room);
        if left_out > 0 {
            self.line(&format!("- {}", (self.words.more)(left_out)));
        }
        self.line("");
    }

    /// Adds a list that is folded up, as far as there is room.
    fn folded(&mut self, title: &str, entries: &[String], room: usize) {
        if entries.is_empty() {
            return;
        }
        self.line(&format!("<details>\n<summary>{title}</summary>\n"));
        let left_out = self.fill(entries, room);
        if left_out > 0 {
            self.line(&format!("- {}", (self.words.more)(left_out)));
        }
        self.line("\n</details>\n");
    }

    /// Adds a table that is folded up, as far as there is room.
    pub(crate) fn table(&mut self, title: &str, header: &[&str], rows: &[String], room: usize) {
        if rows.is_empty() {
            return;
        }
        self.line(&format!("<details>\n<summary>{title} ({})</summary>\n", rows.len()));
        self.line(&format!("| {} |\n|{}", header.join(" | "), " --- |".repeat(header.len())));
        let left_out = self.fill(rows, room);
        if left_out > 0 {
            self.line(&format!("\n{}", (self.words.more)(left_out)));
        }
        self.line("\n</details>\n");
    }

    /// Adds lines while there is room; returns how many are left out.
    fn fill(&mut self, lines: &[String], room: usize) -> usize {
        for (index, line) in lines.iter().enumerate() {
            if self.text.len() + line.len() > room {
                return lines.len() - index;
            }
            self.line(line);
        }
        0
    }
}

/// Puts lines into one entry of a list, below each other.
pub(crate) fn entry(lines: &[String]) -> String {
    format!("- {}", lines.join("\\\n  "))
}

/// Lists every refused file and failed plugin, each with the reason.
pub(crate) fn not_checked(report: &Report, words: &ReportTexts) -> Vec<String> {
    let file = |(file, refusal)| {
        let (at, refusal): (String, &Refusal) = (refused_at(file, refusal), refusal);
        let [reason, remedy] = [refusal.reason(words.language), refusal.remedy(words.language)]
            .map(|text| markdown(&capital(&sentence(&text))));
        entry(&[format!("**{}** {}", words.refused, code(&at)), format!("{reason}."), format!("{remedy}.")])
    };
    let plugin = |plugin: &crate::PluginReport| {
        let title = format!("{} {}", words.plugin, plugin_name(plugin));
        let mut lines = vec![format!("**{}** {}", (words.plugin_status)(plugin.status), markdown(&title))];
        lines.extend(causes(plugin, words).iter().map(|cause| markdown(cause)));
        entry(&lines)
    };
    refused(report).map(file).chain(failed(report).map(plugin)).collect()
}

/// Shows a gap with all that helps to mend it, below what is said of it in Markdown.
pub(crate) fn in_full(said: &str, finding: &Finding, words: &ReportTexts) -> String {
    let (label, subject) = subject(finding, words);
    let labelled = |label: &str, text: String| markdown(&format!("{}: {text}", capital(label)));
    let lines = [
        Some(said.to_owned()),
        customer_line(finding, words).map(|line| markdown(&line)),
        subject.map(|subject| labelled(label, subject)),
        finding.help.as_deref().map(|help| labelled(words.remedy, sentence(help))),
        Some(format!("{} · {}", code(&position(&finding.place)), code(&name(&finding.rule)))),
    ];
    entry(&lines.into_iter().flatten().collect::<Vec<_>>())
}

/// Shows a gap with its other places.
fn whole(cause: &FindingGroup, words: &ReportTexts) -> String {
    let shown = in_full(&summary_line(&cause.first, words), &cause.first, words);
    if cause.others.is_empty() {
        return shown;
    }
    let (named, counted) = cause.others.split_at(cause.others.len().min(PLACES));
    let mut places: Vec<String> = named.iter().map(|other| code(&position(&other.place))).collect();
    places.extend((!counted.is_empty()).then(|| markdown(&(words.more_places)(counted.len()))));
    format!("{shown}\\\n  {}: {}", capital(words.also), places.join(", "))
}

fn summary_line(finding: &Finding, words: &ReportTexts) -> String {
    let severity = (words.severity)(finding.severity).one;
    format!("**{severity}** {}", markdown(&sentence(&finding.message)))
}

/// Shows a finding in one line of a table.
fn row(cause: &FindingGroup, words: &ReportTexts) -> String {
    let finding = &cause.first;
    let more = match cause.others.len() {
        0 => String::new(),
        others => format!(" {}", markdown(&(words.more_places)(others))),
    };
    let severity = (words.severity)(finding.severity).one;
    let message = markdown(&sentence(&finding.message));
    let (place, rule) = (code(&position(&finding.place)), code(&name(&finding.rule)));
    format!("| **{severity}** | {message} | {place}{more} | {rule} |")
}

/// Says what is left out, why, and on whose word.
fn ignored(one: &IgnoredFinding, words: &ReportTexts) -> String {
    let said = summary_line(&one.finding, words);
    let reasons = one.reasons.iter().map(|reason| {
        format!("{} {}", markdown(&sentence(&reason.text)), code(&reason_place(reason, words)))
    });
    entry(&std::iter::once(said).chain(reasons).collect::<Vec<_>>())
}

fn border_row(border: &Border<'_>, words: &ReportTexts) -> String {
    let side = |side: Option<&str>| side.map_or_else(|| words.no_department.to_owned(), name);
    let (declared, all) = (border.declared, border.handoffs.len());
    let coverage = (words.coverage)(declared, all, names::percent(declared, all));
    let parties = format!("{} → {}", side(border.giver), side(border.receiver));
    format!("| {} | {coverage} |", markdown(&parties))
}
