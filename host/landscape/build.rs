//! Makes the word lists of `rules/vocabulary/labels` constants of the crate: one for each list, with the words of all languages.

use std::{collections::BTreeMap, env, error::Error, fmt::Write, fs, path::Path};

use deunicode::deunicode;

/// The languages, in the order in which their words stand in the lists.
const LANGUAGES: [&str; 7] = ["en", "de", "fr", "es", "pt", "it", "nl"];

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../rules/vocabulary/labels");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut lists: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for language in LANGUAGES {
        let file = folder.join(format!("{language}.toml"));
        let words: BTreeMap<String, Vec<String>> = toml::from_str(&fs::read_to_string(file)?)?;
        for (key, words) in words {
            lists.entry(key).or_default().extend(words.iter().map(|word| fold(word)));
        }
    }
    let mut code = String::new();
    for (key, words) in &lists {
        let name = key.replace('-', "_").to_uppercase();
        if key.ends_with("-endings") || key.ends_with("-stems") {
            writeln!(code, "pub(crate) const {name}: &[&str] = &{words:?};")?;
        } else if key.ends_with("-phrases") {
            let pairs: Vec<Vec<&str>> = words.iter().map(|phrase| phrase.split(' ').collect()).collect();
            writeln!(code, "pub(crate) const {name}: &[[&str; 2]] = &{pairs:?};")?;
        } else {
            writeln!(code, "pub(crate) const {name}: &str = {:?};", words.join(" "))?;
        }
    }
    fs::write(Path::new(&env::var("OUT_DIR")?).join("word_lists.rs"), code)?;
    Ok(())
}

/// Writes a word as the words of labels are compared: in small letters of ASCII, German ones as two.
fn fold(word: &str) -> String {
    let german = [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")];
    let word = german.iter().fold(word.to_owned(), |word, (letter, two)| word.replace(letter, two));
    deunicode(&word).to_lowercase()
}
