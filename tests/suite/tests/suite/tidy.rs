//! Promises about the sources themselves: files of a fitting length, contents pages without logic, no guest that sees the host.

use std::fs;
use std::path::{Path, PathBuf};

use crate::circles;

/// The most lines of a source file before its tests start.
const LONGEST: usize = 600;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Lists the Rust sources below a folder, build outputs left out, in a fixed order.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).expect("a readable folder").flatten() {
            let path = entry.path();
            if path.is_dir() && !path.ends_with("target") {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The fewest lines of a source file before its tests start, where nothing says why it may be shorter.
const SHORTEST: usize = 60;

/// The files that may be shorter, each by its path or that of its folder, with the reason. Contents pages need none.
const SHORT: &[(&str, &str)] = &[
    ("check/src/access.rs", "several readers of files say the same of one that is not theirs to read"),
    ("check/src/config/", "a part of the configuration that its readers share lies below them"),
    ("check/src/exit.rs", "the exit codes are a promise"),
    ("check/src/path.rs", "paths as reports write them, for whoever reads files"),
    ("check/src/plugin_failure.rs", "lies below the run of a plugin and what the texts say of it"),
    ("check/src/rule_notice.rs", "lies below the rulebook, the check and what the texts say of it"),
    ("check/src/rulebook/schema.rs", "what an editor asks for, apart from what a check does"),
    ("check/src/scope.rs", "whatever a configuration names is held against it, in five files"),
    ("check/src/suggest.rs", "lies below the configuration and the commands, which both suggest"),
    ("check/src/texts/", "one file a language, and how a complaint is shown in any of them"),
    ("cli/src/args/rule.rs", "the arguments of one command"),
    ("cli/src/args/request.rs", "the arguments that most commands share lie below these"),
    ("cli/src/harness/languages.rs", "asked by the check and by the tests of a plugin"),
    ("cli/src/commands/", "one file a command, a subcommand, or a language of plugins"),
    ("sandbox/src/grammar.rs", "names are written alike in descriptions and in the configuration"),
    ("cli/src/texts/update.rs", "what two verbs say of newer versions, in every language side by side"),
    ("finding/src/fix.rs", "what outputs offer to change, beside the finding that offers it"),
    ("import/src/format/bpmn/dialect/", "one file a dialect"),
    ("import/src/format/bpmn/element.rs", "lies below the readers of elements"),
    ("import/src/format/bpmn/ignore_marks.rs", "what an export leaves out, read in one look of its own"),
    ("import/src/limits.rs", "every bound with its reason on one page"),
    ("landscape/src/arc_map.rs", "a map that the caches of two rooms use"),
    ("landscape/src/flow/queue.rs", "a work list of its own, used by two analyses"),
    ("landscape/src/hint.rs", "hints of a unit, whose vocabulary lies below the unit"),
    ("landscape/src/pieces.rs", "what is no way of a case, below all that asks how cases end"),
    ("landscape/src/indexed_export.rs", "lies below what links exports and what makes units of them"),
    ("landscape/src/speech/finite.rs", "one question about a word, with its own lists"),
    ("landscape/src/throw_effects.rs", "lies below all that asks what goes on after a throw"),
    ("landscape/src/trigger.rs", "lies below what links steps and what asks about them"),
    ("landscape/src/unit/", "the lists of a unit, a subject a file, and what they are numbered by"),
    ("landscape/src/wait/", "one kind of wait a file"),
    ("landscape/src/texts/", "one file a language"),
    ("landscape/src/word_lists.rs", "the lists are made of the vocabulary, not written"),
    ("live/src/page/assets.rs", "the files of the page, apart from who may ask for them"),
    ("live/src/watch/subject.rs", "lies below the session and what sets it up"),
    ("machine/src/os/", "one part of the machine a file"),
    ("model/src/place.rs", "every file of the room holds a place"),
    ("report/src/change/effect.rs", "lies below the words of all languages"),
    ("report/src/customer.rs", "lies below the report, which lists customers, and the words for them"),
    ("report/src/diagnostic.rs", "lies below the report and the outputs that say its notes"),
    ("report/src/diff/", "one file an output"),
    ("report/src/escape/", "one file a medium"),
    ("report/src/fix.rs", "lies below the outputs that offer changes"),
    ("report/src/ignored.rs", "lies below the report and its figures"),
    ("report/src/json/plain.rs", "a formatter of its own"),
    ("report/src/map/sipoc/", "one file an output"),
    ("report/src/texts/map.rs", "what the outputs of the map say"),
    ("report/src/pixels.rs", "lies below everything that draws"),
    ("sandbox/src/compile_error.rs", "lies below what keeps code and what makes it"),
    ("sandbox/src/query_log.rs", "lies below the state of a call, which fills it"),
    ("sandbox/src/contract/", "one file a contract that is frozen"),
    ("sandbox/src/frames.rs", "reads what the runtime says of a trap, which nobody else has to know"),
    ("sandbox/src/plugin.rs", "lies below the host and the selection of rules"),
    ("sandbox/src/text.rs", "how the bounds of texts are kept, for all who keep them"),
];

/// Tells whether a source is a table of contents: it names files below it.
fn is_contents(path: &Path, text: &str) -> bool {
    path.ends_with("lib.rs")
        || path.ends_with("main.rs")
        || text.lines().any(|line| line.ends_with(';') && line.split(' ').rev().nth(1) == Some("mod"))
}

#[test]
fn short_files_have_a_reason() {
    let host = root().join("host");
    let mut unused: Vec<&str> = SHORT.iter().map(|(place, _)| *place).collect();
    for path in sources(&host) {
        let text = fs::read_to_string(&path).expect("a readable source");
        let lines = text.lines().take_while(|line| line.trim() != "#[cfg(test)]").count();
        let place =
            path.strip_prefix(&host).expect("a path below the root").to_string_lossy().replace('\\', "/");
        let is_source = place.contains("/src/") && !place.ends_with("tests.rs") && !place.contains("/tests/");
        if !is_source || lines >= SHORTEST || is_contents(&path, &text) {
            continue;
        }
        let known = SHORT
            .iter()
            .find(|(known, _)| *known == place || known.ends_with('/') && place.starts_with(known));
        let Some((known, _)) = known else {
            panic!(
                "host/{place} has {lines} lines: merge it with what it serves, or say why it stands alone"
            );
        };
        unused.retain(|place| place != known);
    }
    assert!(unused.is_empty(), "nothing there is short; take it out of the list: {unused:?}");
}

/// What is generated is as long as what it follows from.
#[test]
fn files_are_short() {
    for path in ["host", "plugins"].iter().flat_map(|folder| sources(&root().join(folder))) {
        let text = fs::read_to_string(&path).expect("a readable source");
        if text.lines().any(|line| line.starts_with("//! Generated from ")) {
            continue;
        }
        let lines = text.lines().take_while(|line| line.trim() != "#[cfg(test)]").count();
        // The root itself is named by way of the folder of the tests.
        let path = path.strip_prefix(root()).expect("a path below the root");
        assert!(
            lines <= LONGEST || path.with_extension("").components().any(|part| part.as_os_str() == "tests"),
            "{} has {lines} lines; {LONGEST} are the most",
            path.display()
        );
    }
}

#[test]
fn contents_pages_hold_no_logic() {
    for path in sources(&root().join("host")).iter().filter(|path| path.ends_with("src/lib.rs")) {
        let text = fs::read_to_string(path).expect("a readable source");
        assert!(!text.contains("fn "), "{} is a table of contents: move its functions out", path.display());
    }
}

/// The circles of files that may be: the room, one of the files, how many there are at most, and why.
const CIRCLES: &[(&str, &str, usize, &str)] = &[
    ("sandbox", "view", 6, "the generated bindings name the view, which is written in their types"),
    ("sandbox", "texts", 3, "what is said of plugins, and its words in each language"),
    ("check", "texts", 3, "what is said, and its words in each language"),
    ("live", "texts", 3, "what is said, and its words in each language"),
    ("cli", "texts", 3, "what is said, and its words in each language"),
    ("landscape", "texts", 4, "what is said, and its words in each language"),
    ("landscape", "flow::loose", 2, "a shape is entered by what is loose in it"),
    ("landscape", "flow::solution", 6, "one solver over several files"),
    ("landscape", "call", 3, "what a call passes on depends on what its callee is given"),
    ("landscape", "handoff", 2, "a store is one way of handing over"),
    ("import", "format::text", 3, "one reader over several `impl` blocks"),
    ("import", "format::bpmn::schema", 3, "one table in three files, with the words that all of them use"),
    ("import", "xml::parse", 2, "one parser over two `impl` blocks"),
    ("import", "expression", 5, "one reader a language, and what they share"),
    ("check", "rulebook", 2, "one rulebook over two `impl` blocks"),
    ("import", "format", 3, "the list of formats, and what is only recognised"),
    ("model", "diagnostic", 3, "a diagnostic and its words in each language"),
    ("report", "map", 5, "one map, filled in several files"),
    ("report", "map::svg", 3, "one picture, drawn in several files"),
    ("report", "map::svg::fold", 2, "the layout folds, and the fold lays out"),
    ("report", "text", 3, "one renderer over several files"),
    ("report", "texts", 4, "what is said, and its words in each language"),
    ("report", "json", 2, "one renderer and its wire types"),
    ("report", "html", 6, "one renderer over several files"),
];

/// The most files of a circle.
const LARGEST: usize = 6;

#[test]
fn files_need_each_other_in_no_circle() {
    let mut known: Vec<_> = CIRCLES.iter().collect();
    assert!(
        CIRCLES.iter().all(|(_, _, most, _)| *most <= LARGEST),
        "{LARGEST} files are the most of a circle"
    );
    let host = root().join("host");
    let files = sources(&host);
    let mut rooms: Vec<PathBuf> =
        fs::read_dir(&host).expect("the rooms").flatten().map(|room| room.path()).collect();
    rooms.sort();
    for room in rooms {
        let name = room.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for circle in circles::of(&room.join("src"), &files) {
            let place = known
                .iter()
                .position(|(of, file, _, _)| *of == name && circle.iter().any(|module| module == file));
            let Some(place) = place else {
                panic!("these files of host/{name} need each other; move what ties them down: {circle:?}");
            };
            let (_, _, most, _) = known.remove(place);
            assert!(
                circle.len() <= *most,
                "the circle in host/{name} has grown over {most} files: {circle:?}"
            );
        }
    }
    assert!(known.is_empty(), "these circles are gone; take them out of the list: {known:?}");
}

/// How the corpus of real exports is asked for, and where it lies.
const CORPUS: (&str, &str) = ("corpus()", "shared/corpus");

#[test]
fn tests_of_real_exports_are_named_so() {
    for path in ["host", "tests"].iter().flat_map(|folder| sources(&root().join(folder))) {
        let text = fs::read_to_string(&path).expect("a readable source");
        let knows = path.ends_with("corpus/src/corpus.rs") || path.ends_with("suite/tidy.rs");
        assert!(knows || !text.contains(CORPUS.1), "{} looks for the corpus by itself", path.display());
        for test in text.split("\n#[test]\n").skip(1) {
            // What follows the test up to the next one are helpers.
            let body = test.split("\n}\n").next().unwrap_or_default();
            let name = test.trim_start_matches("fn ").split('(').next().unwrap_or_default();
            let asks = body.contains(CORPUS.0);
            assert!(!asks || name.starts_with("corpus_"), "{}: {name} reads real exports", path.display());
        }
    }
}

#[test]
fn guests_never_see_the_host() {
    let mut open = vec![root().join("plugins")];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).expect("a readable folder").flatten() {
            let path = entry.path();
            if path.is_dir() && !path.ends_with("target") {
                open.push(path);
            } else if path.ends_with("Cargo.toml") {
                let text = fs::read_to_string(&path).expect("a readable manifest");
                assert!(!text.contains("/host/"), "{} must not reach into host/", path.display());
            }
        }
    }
}
