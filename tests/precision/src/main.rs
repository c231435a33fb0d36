//! Prints a sample of findings on real exports for review. See `README.md` beside this crate.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "it is a program for the terminal")]

use std::path::Path;
use std::process::ExitCode;

use handoff_model::Model;
use handoff_precision::{Corpus, Finding, Sample, draw, picture, title};

/// The most findings of one rule and severity where none is asked for.
const MOST: usize = 25;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match review(&arguments) {
        Ok(text) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

/// Makes the review sheet that the arguments ask for: a folder, a seed, and how many of each rule.
fn review(arguments: &[String]) -> Result<String, String> {
    let usage = "handoff-precision CORPUS SEED [MOST]: a folder of exports, and two numbers";
    let number = |text: &String| text.parse::<u64>().map_err(|_| usage.to_owned());
    let (root, seed, most) = match arguments {
        [root, seed] => (root, number(seed)?, MOST),
        [root, seed, most] => (root, number(seed)?, number(most)? as usize),
        _ => return Err(usage.to_owned()),
    };
    let corpus = Corpus::check(Path::new(root))?;
    let models = corpus.models(corpus.findings.iter());
    let sample = draw(&corpus.findings, &models, Sample { seed, most });
    let sheets = (1..).zip(&sample).map(|(number, finding)| sheet(number, finding, &models[&finding.path]));
    Ok(sheets.collect())
}

/// Writes what a judge gets: what a person would read, and the model.
fn sheet(number: usize, finding: &Finding, model: &Model) -> String {
    let Finding { path, rule, severity, certainty, element, item, text, others, witness } = finding;
    let way: Vec<String> = witness.iter().map(|step| title(model, step)).collect();
    let way = if way.is_empty() { String::new() } else { format!("Path: {}\n", way.join(" → ")) };
    let at = [element.as_str(), item.as_str()].join(" ");
    let marked = [std::slice::from_ref(element), others, witness].concat();
    let picture = picture(model, &marked);
    format!(
        "## {number}. {rule} ({severity}, {certainty})\n\n{path}: {}\n\n{text}\n{way}\n```\n{picture}```\n\n",
        at.trim_end()
    )
}
