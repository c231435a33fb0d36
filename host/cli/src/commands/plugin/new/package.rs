//! What a new package holds: the template of its language, and the SDK where it is vendored.
//!
//! A template is a folder of files, `plugins/templates/<language>`, over those of `plugins/templates/every`, which all
//! languages share. `{{name}}` stands for a word in their text and in their names.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use include_dir::{Dir, File, include_dir};

use super::id::RuleId;
use crate::args::{PluginLanguage, Sdk};
use crate::usage::PackageError;

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../plugins/templates");
static SDKS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../plugins/sdk");
const CONTRACT: &str = include_str!("../../../../../../plugins/wit/handoff.wit");

/// Where a package keeps its copy of the SDK and of the contract.
const VENDORED: &str = "vendor/handoff";
/// The version of the SDKs that goes with this program.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What differs between the languages, apart from their templates.
struct LanguageKit {
    /// The folder of its template.
    template: &'static str,
    /// The folder of its SDK.
    sdk: &'static str,
    /// The command that runs the package's own tests.
    test: &'static str,
    /// What this command does.
    tests: StepPurpose,
    /// What has to be fetched once.
    fetch: Prerequisite,
    /// What `{{sdk}}` in the manifest stands for where the SDK is vendored.
    vendored: &'static str,
    /// The same where it is published, with `VERSION` in the place of the version; `None`: there is no registry.
    published: Option<&'static str>,
}

/// What a command is for that comes after a package is written.
#[derive(Clone, Copy)]
pub(crate) enum StepPurpose {
    /// It runs the rule over the views, in its own language.
    TestViews,
    /// It makes the component and runs the cases in the sandbox.
    BuildAndTest,
    /// It fetches what builds the package, once; a compiler may be among it.
    Fetch {
        /// The tool that makes the component, where it has a name that people know.
        tool: Option<&'static str>,
        /// A compiler comes with it.
        compiler: bool,
    },
    /// It makes the component.
    Build,
    /// It runs the cases in the sandbox.
    TestCases,
}

/// A command that comes next, and what it is for.
type NextCommand = (&'static str, StepPurpose);

/// What has to be fetched before a package can be tested or built.
enum Prerequisite {
    Nothing,
    BeforeTests(NextCommand),
    BeforeBuild(NextCommand),
}

const RUST: LanguageKit = LanguageKit {
    template: "rust",
    sdk: "rust",
    test: "cargo test",
    tests: StepPurpose::TestViews,
    fetch: Prerequisite::Nothing,
    vendored: r#"{ path = "vendor/handoff" }"#,
    published: Some(r#""VERSION""#),
};
const JAVASCRIPT: LanguageKit = LanguageKit {
    template: "javascript",
    sdk: "javascript",
    test: "npm test",
    tests: StepPurpose::TestViews,
    fetch: Prerequisite::BeforeBuild((
        "npm install",
        StepPurpose::Fetch { tool: Some("componentize-js"), compiler: false },
    )),
    vendored: r#""file:vendor/handoff""#,
    published: Some(r#""^VERSION""#),
};
const TYPESCRIPT: LanguageKit = LanguageKit {
    template: "typescript",
    fetch: Prerequisite::BeforeTests((
        "npm install",
        StepPurpose::Fetch { tool: Some("componentize-js"), compiler: true },
    )),
    ..JAVASCRIPT
};
const PYTHON: LanguageKit = LanguageKit {
    template: "python",
    sdk: "python",
    test: "python3 -m unittest",
    tests: StepPurpose::TestViews,
    fetch: Prerequisite::BeforeBuild((
        "pip install componentize-py==0.25.1",
        StepPurpose::Fetch { tool: None, compiler: false },
    )),
    vendored: "",
    published: Some(r#""handoff-sdk == VERSION""#),
};
const C: LanguageKit = LanguageKit {
    template: "c",
    sdk: "c",
    test: "make test",
    tests: StepPurpose::BuildAndTest,
    fetch: Prerequisite::Nothing,
    vendored: "",
    published: None,
};

fn kit(language: PluginLanguage) -> LanguageKit {
    match language {
        PluginLanguage::Rust => RUST,
        PluginLanguage::Javascript => JAVASCRIPT,
        PluginLanguage::Typescript => TYPESCRIPT,
        PluginLanguage::Python => PYTHON,
        PluginLanguage::C => C,
    }
}

/// Lists the commands that come next for whoever has a new package, each with what it does.
pub(super) fn steps(language: PluginLanguage) -> Vec<NextCommand> {
    let kit = kit(language);
    let mut steps = vec![
        (kit.test, kit.tests),
        ("handoff plugin build", StepPurpose::Build),
        ("handoff plugin test", StepPurpose::TestCases),
    ];
    match kit.fetch {
        Prerequisite::Nothing => {}
        Prerequisite::BeforeTests(step) => steps.insert(0, step),
        Prerequisite::BeforeBuild(step) => steps.insert(1, step),
    }
    steps
}

/// Writes the files of a new package, each with its path in it.
pub(super) fn files(
    id: &RuleId,
    language: PluginLanguage,
    sdk: Sdk,
) -> Result<BTreeMap<PathBuf, String>, PackageError> {
    let kit = kit(language);
    let dependency = match (sdk, kit.published) {
        (Sdk::Vendored, _) => kit.vendored.to_owned(),
        (Sdk::Published, Some(published)) => published.replace("VERSION", VERSION),
        (Sdk::Published, None) => return Err(PackageError::Unpublished),
    };
    let mut words = id.words();
    words.push(("sdk", dependency));
    let sources = if sdk == Sdk::Vendored { VENDORED } else { "node_modules/handoff-sdk" };
    words.push(("sdk_path", sources.to_owned()));
    words.push(("test", kit.test.to_owned()));
    let mut package = BTreeMap::new();
    // The language's own files come last: they replace those for every language.
    for template in ["every", kit.template] {
        for (path, text) in below(&TEMPLATES, template)? {
            package.insert(PathBuf::from(fill(&path.to_string_lossy(), &words)), fill(text, &words));
        }
    }
    if language == PluginLanguage::C {
        // Nothing runs over views there.
        package.retain(|path, _| !path.starts_with("views"));
    }
    if sdk == Sdk::Vendored {
        let vendored = Path::new(VENDORED);
        for (path, text) in below(&SDKS, kit.sdk)? {
            package.insert(vendored.join(path), text.to_owned());
        }
        package.insert(vendored.join("wit/handoff.wit"), CONTRACT.to_owned());
    }
    Ok(package)
}

/// Lists the files below one folder of an embedded tree, with their paths in that folder.
fn below(tree: &'static Dir<'_>, name: &str) -> Result<Vec<(&'static Path, &'static str)>, PackageError> {
    let broken = |path: &Path| PackageError::Template(path.to_string_lossy().into_owned());
    let mut open = vec![tree.get_dir(name).ok_or_else(|| broken(Path::new(name)))?];
    let mut files: Vec<&File<'_>> = Vec::new();
    while let Some(folder) = open.pop() {
        files.extend(folder.files());
        // Python leaves its bytecode beside every module that a test imports.
        open.extend(folder.dirs().filter(|folder| !folder.path().ends_with("__pycache__")));
    }
    let named = |file: &'static File<'_>| {
        let path = file.path().strip_prefix(name).unwrap_or(file.path());
        let text = file.contents_utf8().ok_or_else(|| broken(path))?;
        Ok((path, text))
    };
    files.into_iter().map(named).collect()
}

/// Puts words in the place of `{{name}}`.
fn fill(text: &str, words: &[(&str, String)]) -> String {
    let put = |text: String, (name, word): &(&str, String)| text.replace(&format!("{{{{{name}}}}}"), word);
    words.iter().fold(text.to_owned(), put)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Files that tools leave behind, which must never be embedded.
    const LEFT_BEHIND: [&str; 8] = [
        "target",
        "node_modules",
        "__pycache__",
        ".venv",
        "Cargo.lock",
        "package-lock.json",
        "dist",
        "build",
    ];

    fn package(language: PluginLanguage, sdk: Sdk) -> BTreeMap<PathBuf, String> {
        files(&RuleId::parse("acme/work-by-hand").unwrap(), language, sdk).unwrap()
    }

    /// Every language whose template is here.
    fn languages() -> Vec<PluginLanguage> {
        let all = <PluginLanguage as clap::ValueEnum>::value_variants().iter().copied();
        all.filter(|language| TEMPLATES.get_dir(kit(*language).template).is_some()).collect()
    }

    #[test]
    fn every_placeholder_is_filled() {
        for language in languages() {
            for (path, text) in package(language, Sdk::Vendored) {
                let vendored = path.starts_with(VENDORED);
                assert!(!path.to_string_lossy().contains('{'), "{}", path.display());
                let left =
                    text.split("{{").skip(1).find(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
                assert!(vendored || left.is_none(), "{language:?}: {}: {left:?}", path.display());
            }
        }
    }

    #[test]
    fn nothing_is_embedded_that_a_tool_left_behind() {
        for language in languages() {
            for path in package(language, Sdk::Vendored).keys() {
                assert!(
                    !path.iter().any(|part| LEFT_BEHIND.iter().any(|left| part == *left)),
                    "{language:?}: {}",
                    path.display()
                );
            }
        }
    }

    #[test]
    fn a_package_holds_what_its_verbs_look_for() {
        for language in languages() {
            let files = package(language, Sdk::Vendored);
            for path in ["README.md", "cases/work-by-hand.md", "vendor/handoff/wit/handoff.wit"] {
                assert!(files.contains_key(Path::new(path)), "{language:?}: {path}");
            }
        }
    }

    #[test]
    fn a_published_sdk_is_named_and_not_copied() {
        let files = package(PluginLanguage::Rust, Sdk::Published);
        assert!(files[Path::new("Cargo.toml")].contains(&format!("handoff-sdk = \"{VERSION}\"")));
        assert!(!files.keys().any(|path| path.starts_with(VENDORED)));
    }
}
