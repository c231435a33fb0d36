//! What is said of a configuration, a contract file or a lock, in English.

use handoff_model::{AccessRefusal, Language, Refusal};

use crate::config::{
    ConfigAccessError, ConfigErrorKind, DurationError, EntryError, FoundValue, NamedPart, PinError, PinPart,
    Suggestion, ValueError, ValueType, WrittenRuleError,
};

pub(super) fn complaint(kind: &ConfigErrorKind) -> String {
    match kind {
        ConfigErrorKind::Toml(words) => format!("this is not TOML: {words}"),
        ConfigErrorKind::Value(error) => value(error),
        ConfigErrorKind::Entry(error) => entry(error),
        ConfigErrorKind::UnknownRule(rule, _) => format!("there is no rule `{rule}`"),
        ConfigErrorKind::HostRule => "this rule is about the check itself and cannot be changed".to_owned(),
        ConfigErrorKind::ForeignRule(rule) => format!("`{rule}` is no rule of this plugin"),
        ConfigErrorKind::OwnFamily(family) => {
            format!("the family `{family}` is that of rules of handoff itself")
        }
        ConfigErrorKind::UnknownPlugin(plugin, _) => format!("no plugin `{plugin}` runs"),
        ConfigErrorKind::UnknownPluginPreset(preset, _) => format!("the plugin has no preset `{preset}`"),
        ConfigErrorKind::NoShared(path) => format!("{path} is no file of settings"),
        ConfigErrorKind::Options(error) if error.path.is_empty() => error.problem.say(Language::English),
        ConfigErrorKind::Options(error) => {
            format!("`{}`: {}", error.path, error.problem.say(Language::English))
        }
        ConfigErrorKind::NoMatch => "no file matches".to_owned(),
        ConfigErrorKind::Unread(path, reason) => format!("{path} cannot be read: {}", unread(reason)),
        ConfigErrorKind::NoContracts(path) => format!("{path} is no file of contracts"),
        ConfigErrorKind::Translation { text, error, .. } => {
            let [rule, key] = &**text;
            format!("`{rule}`, `{key}`: {}", error.say(Language::English))
        }
        ConfigErrorKind::Written(error) => written(error),
        ConfigErrorKind::Lock(error) => pin(error),
    }
}

fn value(error: &ValueError) -> String {
    match error {
        ValueError::UnknownKey(key, _) => format!("there is no key `{key}` here"),
        ValueError::UnknownValue(value, _) => format!("`{value}` is not possible here"),
        ValueError::Missing(key) => format!("the key `{key}` is missing"),
        ValueError::Type { expected, found: value } => {
            format!("expected {}, found {}", expected.words, found(value))
        }
        ValueError::Impossible { expected, found: value } => {
            format!("invalid value: {}, expected {}", found(value), expected.words)
        }
        ValueError::NoWord(found) => {
            let found = match found {
                ValueType::Text => "string",
                ValueType::Integer => "integer",
                ValueType::Fraction => "float",
                ValueType::Truth => "boolean",
                ValueType::Datetime => "datetime",
                ValueType::List => "array",
                ValueType::Table => "table",
            };
            format!("expected one word in quotes, found {found}")
        }
        ValueError::TooLarge => "this number is too large".to_owned(),
        ValueError::NoNumber => "this is not a number".to_owned(),
        ValueError::Other(words) => words.clone(),
    }
}

fn found(value: &FoundValue) -> String {
    match value {
        FoundValue::Table => "a table".to_owned(),
        FoundValue::List => "a list".to_owned(),
        FoundValue::Truth(value) => format!("boolean `{value}`"),
        FoundValue::Integer(number) => format!("integer `{number}`"),
        FoundValue::Fraction(number) => format!("floating point `{number}`"),
        FoundValue::Text(text) => format!("string {text:?}"),
        FoundValue::Other(words) => words.clone(),
    }
}

fn entry(error: &EntryError) -> String {
    match error {
        EntryError::BothSides(name) => format!("`{name}` is the customer and a partner at once"),
        EntryError::NoName(part) => {
            let what = match part {
                NamedPart::Pattern => "name",
                NamedPart::Department => "name of the department",
                NamedPart::Term => "name of the term",
                NamedPart::Synonym => "synonym",
                NamedPart::Item => "name of the item",
                NamedPart::Subject => "name of whose contract this is",
                NamedPart::Key => "name of the key",
                NamedPart::Plugin => "path of the plugin",
            };
            format!("the {what} is empty")
        }
        EntryError::FitsAll => "this fits every name".to_owned(),
        EntryError::NameTwice { name, part, other, line } => {
            let what = if *part == NamedPart::Term { "term" } else { "department" };
            format!("`{name}` already stands for the {what} `{other}` in line {line}")
        }
        EntryError::Share => "a share lies between 0 and 1".to_owned(),
        EntryError::EmptyContract => "this contract states nothing".to_owned(),
        EntryError::NoSubject => "this contract does not say whose it is".to_owned(),
        EntryError::TwoSubjects => {
            "a contract belongs to a department, a step or a process, not to two of them".to_owned()
        }
        EntryError::TwoStates(name, state) => {
            format!("the item is `{name}` by its name and `{state}` by its state")
        }
        EntryError::NoDuration(text, _) => format!("`{text}` is no length of time"),
        EntryError::IgnoresAll => "this would ignore every finding".to_owned(),
        EntryError::NoReason => "the reason is empty".to_owned(),
        EntryError::BaselineFormat(found, known) => {
            format!("this is a baseline of format {found}, and this handoff knows {known}")
        }
        EntryError::NoBaseline(path) => format!("{path} is no baseline"),
        EntryError::NoElement => "its annotation is joined to no element".to_owned(),
        EntryError::NoDate(text) => format!("`{text}` is no day of the calendar"),
        EntryError::NoPattern(words) => format!("this is no glob: {words}"),
        EntryError::ManyPatterns(kib) => {
            format!("with this the patterns of the list are longer than {kib} KiB")
        }
        EntryError::NoPath => "the path is empty".to_owned(),
        EntryError::ControlCharacter => "the path holds a line break, a tab or the like".to_owned(),
        EntryError::UnknownPreset(name, _) => format!("there is no preset `{name}`"),
        EntryError::UnknownLanguage(tag, _) => format!("there are no messages in `{tag}`"),
        EntryError::NoPublicKey => "this is no public key of minisign".to_owned(),
        EntryError::NoKebab(name) => format!("`{name}` is no name of a family or plugin"),
        EntryError::UnknownPack(name, _) => format!("there is no pack `{name}`"),
        EntryError::NoPluginPreset(name) => format!("`{name}` names no preset of a plugin"),
        EntryError::PresetExtends => "a preset of a plugin extends nothing".to_owned(),
        EntryError::ExtendsItself(path) => format!("{path} extends itself"),
        EntryError::ExtendsDeep(most) => format!("files extend each other more than {most} deep"),
        EntryError::ExtendsMany(most) => format!("more than {most} files are extended"),
        EntryError::PluginPattern => "a plugin is named by its path, not by a pattern".to_owned(),
        EntryError::PluginTwice(path, line) => format!("`{path}` is already named in line {line}"),
        EntryError::NoSigner => "nobody could sign this plugin".to_owned(),
        EntryError::UnknownSigner(name, _) => format!("there is no key `{name}`"),
    }
}

fn written(error: &WrittenRuleError) -> String {
    match error {
        WrittenRuleError::NoId(id) => format!("`{id}` is no id of a rule"),
        WrittenRuleError::IdTaken(id, plugin) => format!("`{id}` is a rule of the plugin `{plugin}`"),
        WrittenRuleError::IdTwice(id, file, line) => {
            format!("the rule `{id}` is already written in line {line} of {file}")
        }
        WrittenRuleError::FamilyTaken(family) => {
            format!("the family `{family}` is that of rules of handoff itself")
        }
        WrittenRuleError::FamilyOwned(family, owners) => {
            format!("the family `{family}` belongs to {}", owners.join(", "))
        }
        WrittenRuleError::NoSubject => "this rule does not say what it is about".to_owned(),
        WrittenRuleError::TwoSubjects => {
            "a rule is about steps, handoffs or items, not about two of them".to_owned()
        }
        WrittenRuleError::NoDemand(_) => "this rule does not say what must be so".to_owned(),
        WrittenRuleError::TwoDemands => "a rule asks for one thing".to_owned(),
        WrittenRuleError::ForeignDemand { demand, subject, .. } => {
            format!("`{demand}` cannot be asked of a rule about a `{subject}`")
        }
        WrittenRuleError::WithinAlone => "`within` does not say what has to come in that time".to_owned(),
        WrittenRuleError::FitsAll => "this fits every step".to_owned(),
        WrittenRuleError::NoEnglish => "the English text is missing".to_owned(),
        WrittenRuleError::BrokenText => "the braces of this text do not match, or it is too long".to_owned(),
        WrittenRuleError::UnknownPlaceholder(name, _) => format!("nothing fills `{{{name}}}` here"),
        WrittenRuleError::OnlyTranslated(name) => format!("the English text has no `{{{name}}}`"),
        WrittenRuleError::UnknownWords(name, _) => format!("there is no list of words `{name}`"),
        WrittenRuleError::TooMany(most) => format!("there are more than {most} rules"),
        WrittenRuleError::Undescribed(error) => error.say(Language::English),
    }
}

fn written_remedy(error: &WrittenRuleError) -> Option<String> {
    Some(match error {
        WrittenRuleError::NoId(_) => {
            "write `family/name` in small letters, digits and hyphens, like `acme/fax-order`".to_owned()
        }
        WrittenRuleError::IdTaken(..) | WrittenRuleError::IdTwice(..) => "give it another name".to_owned(),
        WrittenRuleError::FamilyTaken(_) => {
            "give it a family of your own, like your company's name".to_owned()
        }
        WrittenRuleError::FamilyOwned(..) => {
            "add `written` to it in `[families]`, or take another one".to_owned()
        }
        WrittenRuleError::NoSubject => "add `step = …`, `handoff = …` or `item = …`".to_owned(),
        WrittenRuleError::TwoSubjects | WrittenRuleError::TwoDemands => "write two rules".to_owned(),
        WrittenRuleError::NoDemand(can) => format!("add one of: {}", keys(can)),
        WrittenRuleError::ForeignDemand { can, .. } => format!("it can be one of: {}", keys(can)),
        WrittenRuleError::WithinAlone => "add `followed-by = …`".to_owned(),
        WrittenRuleError::FitsAll => "add a `label`, `words`, `department` or another key".to_owned(),
        WrittenRuleError::NoEnglish => "add `en = \"…\"`; it is said where a language has no text".to_owned(),
        WrittenRuleError::BrokenText => "write `{{` and `}}` for braces that are no placeholder".to_owned(),
        WrittenRuleError::UnknownPlaceholder(_, []) => "a title has no placeholders".to_owned(),
        WrittenRuleError::UnknownPlaceholder(_, known) => format!("there are: {}", keys(known)),
        WrittenRuleError::OnlyTranslated(_) => "use it there too, or leave it out here".to_owned(),
        WrittenRuleError::UnknownWords(_, near) => return suggestion(near),
        WrittenRuleError::TooMany(_) => "write a plugin for so many".to_owned(),
        WrittenRuleError::Undescribed(_) => return None,
    })
}

fn keys(keys: &[&str]) -> String {
    keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")
}

fn pin(error: &PinError) -> String {
    match error {
        PinError::Format(found, known) => {
            format!("this is a lock of format {found}, and this handoff knows {known}")
        }
        PinError::Conflict => "two branches have changed this, and git has left both".to_owned(),
        PinError::Text => "a text of this pin is empty, too long or not plain".to_owned(),
        PinError::Digest => "`sha256` is not 64 small hexadecimal digits".to_owned(),
        PinError::Size => "`size` is larger than any plugin".to_owned(),
        PinError::Imports(most) => format!("there are more than {most} `imports`"),
        PinError::Rules(most) => format!("there are more than {most} `rules`"),
        PinError::Plugins(most) => format!("there are more than {most} plugins"),
        PinError::Twice { part, text, line } => {
            let what = match part {
                PinPart::Name => "name",
                PinPart::Rule => "rule",
            };
            format!("the {what} `{text}` is pinned in line {line} too")
        }
    }
}

pub(super) fn remedy(kind: &ConfigErrorKind) -> Option<String> {
    let near = |near: &Option<String>, all: String| Some(near.as_ref().map_or(all, |near| meant(near)));
    let remedy = match kind {
        ConfigErrorKind::Translation { near, .. } => return near.as_deref().map(meant),
        ConfigErrorKind::Value(ValueError::UnknownKey(_, near) | ValueError::UnknownValue(_, near))
        | ConfigErrorKind::Entry(
            EntryError::UnknownPreset(_, near)
            | EntryError::UnknownLanguage(_, near)
            | EntryError::UnknownPack(_, near),
        ) => {
            return suggestion(near);
        }
        ConfigErrorKind::Value(ValueError::Missing(key)) => return Some(format!("add `{key} = …`")),
        ConfigErrorKind::Entry(EntryError::UnknownSigner(name, key)) => {
            return near(key, format!("add `{name} = \"RW…\"` to `[keys]`"));
        }
        ConfigErrorKind::Entry(EntryError::NoDuration(_, error)) => return Some(duration(error)),
        ConfigErrorKind::Entry(error) => return entry_remedy(error).map(str::to_owned),
        ConfigErrorKind::UnknownRule(_, rule) => {
            return near(rule, "`handoff rules` lists them all".to_owned());
        }
        ConfigErrorKind::UnknownPlugin(_, plugin) => {
            return near(plugin, "`[[plugin]]` names those that run".to_owned());
        }
        ConfigErrorKind::UnknownPluginPreset(_, preset) => {
            return near(preset, "`handoff plugin inspect --describe` lists them all".to_owned());
        }
        ConfigErrorKind::Written(error) => return written_remedy(error),
        ConfigErrorKind::OwnFamily(_) => "remove it: nobody else can have rules of it",
        ConfigErrorKind::NoShared(_) => {
            "such a file holds `extends`, `[rules]`, `[[rule]]` or `[vocabulary]`, and nothing else"
        }
        ConfigErrorKind::HostRule => "leave files out with `exclude`, and remove ignores that are stale",
        ConfigErrorKind::ForeignRule(_) => "configure it in `[rules]`",
        ConfigErrorKind::NoMatch => "paths are relative to this file; `**` crosses folders, `*` does not",
        ConfigErrorKind::NoContracts(_) => "such a file holds `[[contract]]`, `[[source]]` or `[[term]]`",
        ConfigErrorKind::Lock(PinError::Conflict) => {
            "keep the lines of one of the two, remove the marks, and run `handoff plugin pin`"
        }
        ConfigErrorKind::Lock(PinError::Format(found, known)) if found > known => {
            "upgrade handoff, which has written it"
        }
        ConfigErrorKind::Toml(_)
        | ConfigErrorKind::Value(_)
        | ConfigErrorKind::Options(_)
        | ConfigErrorKind::Unread(..)
        | ConfigErrorKind::Lock(_) => return None,
    };
    Some(remedy.to_owned())
}

fn meant(near: &str) -> String {
    format!("did you mean `{near}`?")
}

pub(super) fn suggestion(suggestion: &Suggestion) -> Option<String> {
    match suggestion {
        Suggestion::Near(near) => Some(meant(near)),
        Suggestion::All(all) => Some(format!("it is one of: {}", all.join(", "))),
        Suggestion::None => None,
    }
}

fn entry_remedy(error: &EntryError) -> Option<&'static str> {
    Some(match error {
        EntryError::BothSides(_) => "leave it in one of the two lists",
        EntryError::NoName(_) => "write its name, or leave the entry out",
        EntryError::FitsAll => "add a part of the name, like `Customer*`",
        EntryError::NameTwice { .. } => "one name can mean only one of them; remove it in one place",
        EntryError::Share => "write 85 % as `0.85`",
        EntryError::EmptyContract => "add `requires`, `provides`, `within` or `complete_and_accurate`",
        EntryError::NoSubject => "add `department = …`, `step = …` or `process = …`",
        EntryError::TwoSubjects => "write two contracts",
        EntryError::TwoStates(..) => "write the state once",
        EntryError::IgnoresAll => "add a `rule`, `file`, `element`, `department` or `item`",
        EntryError::NoReason => "say why this is not to be mended now",
        EntryError::BaselineFormat(..) | EntryError::NoBaseline(_) => {
            "write it anew with `handoff check --update-baseline`, once the file is out of the way"
        }
        EntryError::NoElement => "draw a line from the annotation to the element that it is meant for",
        EntryError::NoDate(_) => "write it like `2027-03-31`",
        EntryError::NoPath => "write `.` for the folder of this file",
        EntryError::ControlCharacter => "write `/` between its parts, or the path in single quotes",
        EntryError::NoPublicKey => {
            "write the second line of the `.pub` file that `minisign -G` made; it begins with `RW`"
        }
        EntryError::NoKebab(_) => "write small letters, digits and hyphens, a letter first",
        EntryError::NoPluginPreset(_) => "write `plugin:ID/NAME`",
        EntryError::PresetExtends => "ask whoever keeps the plugin",
        EntryError::ExtendsItself(_) => "remove it in one of the files",
        EntryError::ExtendsDeep(_) | EntryError::ExtendsMany(_) => "put what they say into fewer files",
        EntryError::PluginPattern => "name the folder to take every `*.wasm` in it",
        EntryError::ManyPatterns(_) => {
            "name folders where many patterns are in one, or name files without `*`"
        }
        EntryError::PluginTwice(..) => "name it once",
        EntryError::NoSigner => "name a key of `[keys]`, or remove `signed-by` to ask for no signature",
        EntryError::NoPattern(_)
        | EntryError::NoDuration(..)
        | EntryError::UnknownPreset(..)
        | EntryError::UnknownLanguage(..)
        | EntryError::UnknownPack(..)
        | EntryError::UnknownSigner(..) => return None,
    })
}

fn duration(error: &DurationError) -> String {
    let like = "write it like `2d`, `4h 30m` or `P2D`";
    match error {
        DurationError::OutOfRange => "it must be more than nothing and less than 30,000 years".to_owned(),
        DurationError::Calendar(days) => {
            format!("months and years have no fixed length; write days, like `{days}`")
        }
        DurationError::NoUnit => format!("the unit is missing; {like}"),
        DurationError::UnknownUnit(unit) => format!("`{unit}` is no unit of time; {like}"),
        DurationError::Empty => format!("it is empty; {like}"),
        DurationError::NoNumber(text) => format!("`{text}` does not start with a number; {like}"),
    }
}

/// Says why a configuration cannot be read, and what to do.
pub(super) fn unread(reason: &ConfigAccessError) -> String {
    let remedy = match reason {
        ConfigAccessError::NotUtf8 => "save it as UTF-8".to_owned(),
        ConfigAccessError::LinkedAway => "name the file that it leads to with `--config`".to_owned(),
        ConfigAccessError::Access(access) => match access {
            AccessRefusal::Folder => "name the file in it".to_owned(),
            AccessRefusal::Special => "write it to a file".to_owned(),
            AccessRefusal::TooLarge(_) => "give contracts files of their own".to_owned(),
            AccessRefusal::Outside => {
                "a configuration may name what lies in its repository, or without one in its own folder"
                    .to_owned()
            }
            access => Refusal::of_file(access.clone()).remedy(Language::English),
        },
    };
    format!("{}; {remedy}", unread_reason(reason))
}

/// Says why a configuration or a lock cannot be read.
pub(super) fn unread_reason(reason: &ConfigAccessError) -> String {
    match reason {
        ConfigAccessError::NotUtf8 => "it is not UTF-8".to_owned(),
        ConfigAccessError::LinkedAway => {
            "it is a link to what is no configuration of this repository".to_owned()
        }
        ConfigAccessError::Access(access) => not_had(access),
    }
}

pub(super) fn not_had(access: &AccessRefusal) -> String {
    Refusal::of_file(access.clone()).reason(Language::English)
}
