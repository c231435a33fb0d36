//! Joins the words of all languages into one vocabulary: models mix languages freely, and a word of one seldom misleads in another.

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    error::Error,
    fmt::Write,
    fs,
    path::Path,
};

use toml::Value;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../rules/vocabulary");
    println!("cargo::rerun-if-changed={}", folder.display());
    let (mut lists, mut hints) = (WordLists::new(), WordLists::new());
    for entry in fs::read_dir(folder)? {
        let file = entry?.path();
        if file.extension().is_some_and(|extension| extension == "toml") {
            let mut words: BTreeMap<String, Value> = toml::from_str(&fs::read_to_string(file)?)?;
            if let Some(hinting) = words.remove("hints") {
                join(&mut hints, hinting.try_into()?)?;
            }
            join(&mut lists, words)?;
        }
    }
    // Written as the fields of a `Vocabulary`, so that a list too many or too few does not compile.
    let mut code = String::from("Vocabulary {\n");
    for (key, words) in &lists {
        writeln!(code, "{key}: list(&{:?}),", Vec::from_iter(words))?;
    }
    code.push_str("hints: BTreeMap::from([\n");
    for (key, words) in &hints {
        writeln!(code, "({key:?}.to_owned(), list(&{:?})),", Vec::from_iter(words))?;
    }
    code.push_str("]) }\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("vocabulary.rs"), code)?;
    Ok(())
}

/// Words by the keys of their lists, sorted and each once.
type WordLists = BTreeMap<String, BTreeSet<String>>;

fn join(lists: &mut WordLists, more: BTreeMap<String, Value>) -> Result<(), toml::de::Error> {
    for (key, words) in more {
        let words: Vec<String> = words.try_into()?;
        lists.entry(key).or_default().extend(words);
    }
    Ok(())
}
