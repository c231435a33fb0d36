//! Prints a sample of findings on real exports for review. See `README.md` beside this crate.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "it is a program for the terminal")]

use std::path::Path;
use std::process::ExitCode;

use handoff_model::Model;
use handoff_precision::{CheckedCorpus, Finding, SampleSize, draw, exports, picture, read, title};

/// The most findings of one rule and severity where no number is asked for.
const FINDINGS: usize = 25;

/// The number of models where none is asked for.
const MODELS: usize = 40;

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

/// Makes the sheets that the arguments ask for: of findings, or of models to be read blind.
fn review(arguments: &[String]) -> Result<String, String> {
    let usage = "handoff-precision findings|models CORPUS SEED [MOST]: a folder of exports, and two numbers";
    let number = |text: &String| text.parse::<u64>().map_err(|_| usage.to_owned());
    let (what, root, seed, most) = match arguments {
        [what, root, seed] => (what.as_str(), root, number(seed)?, None),
        [what, root, seed, most] => (what.as_str(), root, number(seed)?, Some(number(most)? as usize)),
        _ => return Err(usage.to_owned()),
    };
    let root = Path::new(root);
    match what {
        "findings" => findings(root, SampleSize { seed, most: most.unwrap_or(FINDINGS) }),
        "models" => models(root, SampleSize { seed, most: most.unwrap_or(MODELS) }),
        _ => Err(usage.to_owned()),
    }
}

fn findings(root: &Path, sample: SampleSize) -> Result<String, String> {
    let corpus = CheckedCorpus::check(root)?;
    let models = corpus.models(corpus.findings.iter());
    let drawn = draw(&corpus.findings, &models, sample);
    let sheets = (1..).zip(&drawn).map(|(number, finding)| sheet(number, finding, &models[&finding.path]));
    Ok(sheets.collect())
}

fn models(root: &Path, sample: SampleSize) -> Result<String, String> {
    let drawn = exports(read(root).map_err(|error| format!("{}: {error}", root.display()))?, sample);
    let sheets = (1..).zip(&drawn);
    let sheets = sheets.map(|(number, (path, model))| {
        format!("## M{number}. {path}\n\n```\n{}```\n\n", picture(model, &[]))
    });
    Ok(sheets.collect::<Vec<_>>().concat())
}

/// Writes what a judge gets: what a person would read, and the model.
fn sheet(number: usize, finding: &Finding, model: &Model) -> String {
    let Finding { path, rule, severity, certainty, element, item, text, others, witness, places: _ } =
        finding;
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
