//! What commands say beside their outputs, in German.

mod plugin;

use handoff_check::plugins::RefusedPlugin;
use handoff_model::Language;
use handoff_report::escape::Untrusted;
use handoff_sandbox::LoadError;

use super::{CliTexts, ExplainTexts, SHOWN};
use crate::usage::{ArchiveError, ComponentError, ForeignEntry, IgnoreError, UsageError};

pub(super) static TEXTS: CliTexts = CliTexts {
    usage,
    tool: |words| format!("das ging nicht: „{words}“"),
    arguments: Some(
        "handoff: mit diesen Argumenten lässt sich nichts anfangen. Was daran nicht stimmt, steht hier auf Englisch; \
         `handoff help` zeigt, was möglich ist.",
    ),
    unread: |path, reason, remedy| format!("{path} wurde nicht gelesen: {reason}; {remedy}"),
    not_run: |plugin, failed, cause| {
        let what = if failed { "ist gescheitert" } else { "wurde abgelehnt" };
        format!("das Plugin {plugin} {what}: {}", cause.unwrap_or("ohne einen Grund zu nennen"))
    },
    nothing: "nichts zu prüfen: in den Ordnern ist kein Export",
    skipped: |count| {
        let what = if count == 1 { "ist" } else { "sind" };
        format!(
            "{} in den Ordnern {what} nach Name oder Inhalt kein Export; eine davon nennen, um zu sehen, warum",
            files(count)
        )
    },
    excluded: |count| format!("{} durch `exclude` ausgelassen", files(count)),
    ignored: |count| {
        let findings = if count == 1 { "Befund" } else { "Befunde" };
        format!("{count} {findings} durch `[[ignore]]` ausgenommen")
    },
    ignored_in_exports: |count| {
        let findings = if count == 1 { "Befund" } else { "Befunde" };
        format!("{count} {findings} durch `handoff-ignore` in den Exporten ausgenommen; `--all` zeigt, wo")
    },
    ignore_written: |message, place, fits| {
        let more = match fits {
            0 | 1 => String::new(),
            2 => " Das nimmt 1 weiteren Befund aus, der von diesem nicht zu unterscheiden ist.".to_owned(),
            _ => format!(
                " Das nimmt {} weitere Befunde aus, die von diesem nicht zu unterscheiden sind.",
                fits - 1
            ),
        };
        format!("{place} nimmt das jetzt aus: {message}{more}")
    },
    baseline_written: |path, count| {
        let findings = if count == 1 { "Befund" } else { "Befunde" };
        format!("{path} kennt jetzt {count} {findings}; vor dem Commit den Unterschied ansehen")
    },
    left_open: "Was unentschieden ist, hat neben Zeilen keinen Platz: --format github und gitlab lassen es aus. --format \
                text, json oder csv führen es auf.",
    recorded: |count, folder| {
        let calls = if count == 1 { "1 Aufruf".to_owned() } else { format!("{count} Aufrufe") };
        format!("{calls} in {folder} aufgezeichnet; `handoff plugin replay FILE` führt einen erneut aus")
    },
    cached: |count, bytes, most, folder| {
        let entries = if count == 1 { "Eintrag" } else { "Einträge" };
        format!("{count} {entries} mit {bytes} Bytes, von höchstens {most}, in {folder}")
    },
    cache_used: |days| match days {
        0 => "vor weniger als einem Tag gebraucht".to_owned(),
        1 => "vor einem Tag gebraucht".to_owned(),
        days => format!("vor {days} Tagen gebraucht"),
    },
    cache_cleaned: |count, bytes, folder| {
        let entries = if count == 1 { "Eintrag" } else { "Einträge" };
        format!("{count} {entries} mit {bytes} Bytes aus {folder} entfernt")
    },
    compiled: |plugin, size| {
        format!(
            "{plugin} ({size} MiB) wurde für diesen Lauf übersetzt; ein Ordner dafür, der ihn überlebt, erspart das dem nächsten \
             (`handoff cache size` nennt ihn)"
        )
    },
    rules_missing: |message, remedy| format!("{message} Seine Regeln fehlen hier. {remedy}"),
    plugin: &plugin::TEXTS,
    update: &super::update::GERMAN,
    explain: &ExplainTexts {
        off: ", aus, solange sie niemand einschaltet",
        severity_cap: |cap| format!("Höchstens als `{}` gemeldet: `severity-cap` ihres Plugins.", cap.name()),
        found: "Befund:",
        found_nothing: "Befund: keiner.",
        options: "Optionen:",
        default: |value| format!(" (ohne Angabe {value})"),
        evidence: "Beurteilt, was bekannt ist durch eines von",
        measured: |right, judged| {
            format!("Wahr und lesenswert, wo Menschen es gelesen haben: {right} von {judged}")
        },
        related: "Siehe auch",
        tags: "Schlagworte",
        since: "Seit",
        link: "Mehr",
    },
};

/// Says which rule does the work of another.
fn files(count: usize) -> String {
    if count == 1 { "1 Datei".to_owned() } else { format!("{count} Dateien") }
}

/// The command that names all plugins that run.
const PLUGINS: &str = "rules --format json";

const NO_BASELINE: &str =
    "kein Bestand ist genannt; mit --baseline DATEI nennen oder als `baseline` in handoff.toml";
const INCOMPLETE_BASELINE: &str =
    "der Bestand wurde nicht geschrieben, weil nicht alles geprüft wurde: niemand weiß, was behoben ist";

const NOTHING_TO_PIN: &str = "weder hier noch darüber liegt eine handoff.toml, also gibt es kein Plugin festzulegen; \
                                     eine mit einem `[[plugin]]` schreiben";

fn usage(error: &UsageError) -> String {
    match error {
        UsageError::UnreadStdin => {
            "`--stdin-name` benennt, was durch `-` hereinkommt, und `-` ist nicht unter den Pfaden; es ergänzen"
                .to_owned()
        }
        UsageError::WatchedStdin => {
            "die Standardeingabe lässt sich nicht beobachten; Dateien oder Ordner nennen".to_owned()
        }
        UsageError::ComparedStdin => {
            "`-` hat nur einen Stand; Dateien, Ordner oder Muster für Pfade nennen".to_owned()
        }
        UsageError::Unread(path, access) => {
            format!("{} ist nicht lesbar: {}", path.display(), plugin::not_had(access))
        }
        UsageError::OutputIsInput(file) => {
            format!("{} wird in diesem Lauf gelesen; in eine andere Datei schreiben", file.display())
        }
        UsageError::OutputLinkedAway(file) => format!(
            "{} ist eine Verknüpfung ins Leere oder aus dem Repository hinaus, durch die nichts geschrieben wird; den Ort selbst nennen",
            file.display()
        ),
        UsageError::TwoFormats(file) => {
            let place =
                file.as_ref().map_or("in die Standardausgabe".to_owned(), |file| format!("nach {}", file.display()));
            format!("zwei Formate gehen {place}; eines in eine eigene Datei schreiben: `FORMAT=DATEI`")
        }
        UsageError::UnknownRule(name, near) => unknown("eine Regel", name, near.as_deref(), "rules"),
        UsageError::UnknownPlugin(name, near) => unknown("ein Plugin", name, near.as_deref(), PLUGINS),
        UsageError::UnknownCommand(name, near) => unknown("einen Befehl", name, near.as_deref(), "help"),
        UsageError::RefusedPlugin(refused) => {
            let (message, remedy) = (refused.message(Language::German), refused.remedy(Language::German));
            Untrusted::new(&format!("{message} {remedy}")).to_string()
        }
        UsageError::UnsavedPlugin(refused) => unsaved(refused),
        UsageError::PathBeforeRevision(path, revision) => format!(
            "`{}` ist ein Pfad und `{revision}` eine Revision von git; die Revision zuerst nennen",
            path.display()
        ),
        UsageError::OnePath(path) => format!(
            "`{}` ist ein Pfad: einen zweiten zum Vergleich nennen, oder davor eine Revision von git",
            path.display()
        ),
        UsageError::PathAndRevision(name) => {
            format!("`{name}` ist ein Pfad und eine Revision von git; `./{name}` oder `git:{name}` schreiben")
        }
        UsageError::Serve(error) => error.say(Language::German),
        UsageError::OlderPlugin { name, pinned, found } => (TEXTS.update.older)(name, pinned, found),
        UsageError::Ignore(error) => ignore(error),
        UsageError::NoBaseline => NO_BASELINE.to_owned(),
        UsageError::IncompleteBaseline => INCOMPLETE_BASELINE.to_owned(),
        UsageError::NothingToPin => NOTHING_TO_PIN.to_owned(),
        UsageError::AddressSpace { found, needed } => address_space(*found >> 20, *needed >> 20),
        UsageError::NoCache => {
            "von übersetzten Plugins wird nichts aufgehoben: ein Heimatordner ist nicht bekannt; `HANDOFF_CACHE_DIR` setzen"
                .to_owned()
        }
        UsageError::NoConfiguration => {
            "weder hier noch darüber liegt eine handoff.toml; eine schreiben, die die Plugins nennt".to_owned()
        }
        UsageError::NoPlugin => {
            "handoff.toml nennt kein Plugin; ein `[[plugin]]` ergänzen und es dann festlegen".to_owned()
        }
        UsageError::Component(error) => component(error),
        UsageError::Build(error) => (plugin::TEXTS.unbuilt)(error),
        UsageError::Package(error) => (plugin::TEXTS.no_package)(error),
        UsageError::Harness(error) => (plugin::TEXTS.no_harness)(error),
        UsageError::Archive(path, error) => {
            format!("{} {}; nichts wurde geschrieben", path.display(), archive(error))
        }
    }
}

/// Says why a finding cannot be left out.
fn ignore(error: &IgnoreError) -> String {
    match error {
        IgnoreError::NoReason => {
            "die Begründung ist leer; sagen, warum das jetzt nicht behoben wird".to_owned()
        }
        IgnoreError::NoDate(text) => {
            format!("`{text}` ist kein Tag des Kalenders; ihn wie `2027-06-30` schreiben")
        }
        IgnoreError::Over(text) => format!("`{text}` ist vorbei; einen Tag nennen, der noch kommt"),
        IgnoreError::NoFinding(print) => format!(
            "kein Befund hat den Fingerabdruck `{print}`; `handoff check --fingerprints` zeigt sie, mit denselben Pfaden"
        ),
        IgnoreError::Ignored(print) => format!("der Befund `{print}` ist schon ausgenommen"),
        IgnoreError::Several(print) => {
            format!("mehrere Befunde haben Fingerabdrücke, die mit `{print}` beginnen; mehr davon schreiben")
        }
        IgnoreError::AboutTheCheck(print) => {
            format!(
                "der Befund `{print}` betrifft die Prüfung selbst und wird nie ausgenommen; tun, was er sagt"
            )
        }
        IgnoreError::NotUtf8(path) => format!("{} ist nicht in UTF-8; als UTF-8 speichern", path.display()),
        IgnoreError::NoRoom(path, lines) => format!(
            "am Ende von {} kann nichts ergänzt werden; dies einsetzen, wo es hingehört:\n{lines}",
            path.display()
        ),
    }
}

fn unsaved(refused: &RefusedPlugin) -> String {
    format!(
        "{} {} Nichts wurde geschrieben.",
        refused.message(Language::German),
        refused.remedy(Language::German)
    )
}

/// Says how many MiB of address space there are, and how many are needed.
fn address_space(found: u64, needed: u64) -> String {
    format!(
        "dieser Rechner gibt Programmen {found} MiB Adressraum, und {needed} MiB sind nötig: Aufrufe von Regeln belegen ihn vor und nutzen \
             wenig davon; die Grenze aufheben (`ulimit -v unlimited`) oder den Speicher selbst begrenzen"
    )
}

fn component(error: &ComponentError) -> String {
    match error {
        ComponentError::NoComponent(folder) => format!(
            "in {} liegt keine Komponente; sie mit `handoff plugin build` bauen, oder sie nennen",
            folder.display()
        ),
        ComponentError::SeveralComponents(folder) => {
            format!("in {} liegen mehrere Komponenten; eine davon nennen", folder.display())
        }
        ComponentError::TooLarge(path, limit) => format!(
            "{} ist nicht lesbar: ein Plugin hat höchstens {limit} MiB; es ohne Angaben für Debugger bauen",
            path.display()
        ),
        ComponentError::Unloaded(path, error) => {
            let mut text = format!("{} {}", path.display(), Untrusted::new(&error.say(Language::German)));
            text.extend(frames(error));
            text
        }
        ComponentError::NoPluginFile(path, refusals) => {
            let reasons = refusals.iter().map(|reason| reason.say(Language::German));
            let reasons = reasons.map(|reason| format!("\n  es {}", Untrusted::new(&reason)));
            format!("{} wird abgelehnt:{}", path.display(), reasons.collect::<String>())
        }
        ComponentError::NoRecording(path, error) => {
            format!("{} {}", path.display(), Untrusted::new(&error.say(Language::German)))
        }
        ComponentError::NoReplay(error) => {
            format!(
                "der Aufruf lässt sich nicht wiederholen: {}",
                Untrusted::new(&error.say(Language::German))
            )
        }
        ComponentError::UnknownRecorded(named) => format!(
            "das aufgezeichnete Plugin {named} ist nicht unter denen der Konfiguration; es mit `--plugin FILE` nennen"
        ),
    }
}

/// Says why an archive is refused, to stand behind its name.
fn archive(error: &ArchiveError) -> String {
    let shown = |name: &str| format!("`{}`", Untrusted::new(name).cut(SHOWN));
    match error {
        ArchiveError::Unreadable(words) => format!("ist kein lesbares Archiv: „{words}“"),
        ArchiveError::Broken(words) => format!("ist kaputt: „{words}“"),
        ArchiveError::Entries(found, most) => {
            format!("hat {found} Einträge, mehr als die {most} des größten Satzes von Plugins")
        }
        ArchiveError::Twins => "hat zwei Einträge mit demselben Namen".to_owned(),
        ArchiveError::Foreign(name, entry) => {
            let why = match entry {
                ForeignEntry::Encrypted => "verschlüsselt",
                ForeignEntry::Link => "eine Verknüpfung",
                ForeignEntry::NoFile => "keine Datei",
                ForeignEntry::Name => "etwas, das in kein Archiv von Plugins gehört",
            };
            format!("enthält {}: das ist {why}", shown(name))
        }
        ArchiveError::TooLarge(name, limit) => {
            format!("enthält in `{name}` mehr als die erlaubten {limit} Bytes")
        }
        ArchiveError::AllTooLarge(limit) => format!("enthält zusammen mehr als die erlaubten {limit} Bytes"),
        ArchiveError::Changed(name, found) => {
            format!("enthält `{name}` mit dem sha256 {found}: das wurde verändert")
        }
        ArchiveError::NoLock => "enthält keine `handoff.lock`".to_owned(),
        ArchiveError::NoText => "enthält eine `handoff.lock`, die nicht in UTF-8 ist".to_owned(),
        ArchiveError::Unheld(source) => format!("legt {} fest und enthält es nicht", shown(source)),
        ArchiveError::NoPlugin(source, error) => {
            format!("enthält {}: es {}", shown(source), error.say(Language::German))
        }
        ArchiveError::Misdescribed(source) => {
            format!("enthält {}: es ist nicht, was seine Festlegung sagt", shown(source))
        }
        ArchiveError::Outside(source) => format!(
            "enthält {}, dessen Platz außerhalb dessen liegt oder durch Verweise dorthin führt, was die Konfiguration \
             nennen darf",
            shown(source)
        ),
        ArchiveError::Unpinned(digest) => format!("enthält `{digest}`, was es nicht festlegt"),
        ArchiveError::Refused(source, cause) => {
            format!("enthält {}: es {}", shown(source), cause.say(Language::German))
        }
        ArchiveError::OtherDigest(source) => format!(
            "enthält {} mit einem anderen Fingerabdruck, als hier festgelegt ist; es mit `--force` ersetzen",
            shown(source)
        ),
        ArchiveError::Occupied(source) => {
            format!("enthält {}, und dort liegt etwas anderes; es mit `--force` ersetzen", shown(source))
        }
        ArchiveError::Unnamed(source) => format!(
            "enthält {}, das die Konfiguration nicht nennt; ein `[[plugin]]` mit diesem Pfad ergänzen, oder es mit \
             `--force` auslassen",
            shown(source)
        ),
        ArchiveError::Clash(error) => {
            format!("passt nicht zu dem, was hier festgelegt ist: {}", error.say(Language::German))
        }
    }
}

fn unknown(what: &str, name: &str, near: Option<&str>, command: &str) -> String {
    let help = near.map_or_else(
        || format!("`handoff {command}` nennt alle"),
        |near| format!("gemeint ist vielleicht `{near}`"),
    );
    format!("{what} `{}` gibt es nicht; {help}", name.escape_debug())
}

/// Lists the functions in which a component stopped, each on a line of its own.
fn frames(error: &LoadError) -> Vec<String> {
    let LoadError::Failed(failure) = error else { return Vec::new() };
    failure.frames.iter().map(|frame| format!("\n  in {}", Untrusted::new(frame))).collect()
}
