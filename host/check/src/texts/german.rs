//! What the host says, in German.

mod complaint;

use std::io;

use handoff_landscape::Origin;
use handoff_machine::{ReadError, without_number};
use handoff_model::{Language, Refusal};
use handoff_report::escape::Untrusted;
use handoff_sandbox::Blame;

use self::complaint::{complaint, not_had, remedy, suggestion, unread, unread_reason};
use super::{HostTexts, Said, sentence};
use crate::access::access;
use crate::config::ConfigLoadError;
use crate::failure::{CommandError, RulebookError};
use crate::git::GitError;
use crate::plugin_failure::{FailureDescription, PartMention};
use crate::plugins::{LockError, NameOwner, RefusalCause, short};
use crate::rule_notice::RuleNotice;

pub(super) static TEXTS: HostTexts = HostTexts {
    unreadable_export: |path, reason, remedy| {
        [format!("{path} wurde nicht gelesen: {reason}."), sentence(remedy)]
    },
    plugin_failed,
    plugin_refused: |refused| {
        let message = refused.message(Language::German);
        [format!("{message} Was es gefunden hätte, fehlt."), refusal_remedy(&refused.cause)]
    },
    stale_pin: |name, source| {
        [
            format!("{name} ({source}) ist festgelegt, und kein Plugin der Konfiguration ist das."),
            "Es in einem `[[plugin]]` nennen, wenn es laufen soll, oder die Festlegung mit `handoff plugin pin` entfernen."
                .to_owned(),
        ]
    },
    unread_keys: |keys| {
        let (does, them, what) = if keys.len() == 1 {
            ("bewirkt", "ihn", "er verspricht")
        } else {
            ("bewirken", "sie", "sie versprechen")
        };
        let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
        [
            format!("{} {does} noch nichts: keine Regel liest {them}.", keys.join(", ")),
            format!("Sich nicht darauf verlassen: was {what}, wird nicht geprüft."),
        ]
    },
    idle_rules: |rules| {
        let (is, has) = if rules.len() == 1 { ("handelt", "sie hat") } else { ("handeln", "sie haben") };
        let rules: Vec<String> = rules.iter().map(|rule| format!("`{rule}`")).collect();
        [
            format!("{} {is} von nichts, was die Exporte zeigen: {has} nichts geprüft.", rules.join(", ")),
            "Nachsehen, ob die Namen in `[[rule]]` die der Exporte sind, die `handoff list` zeigt. Was für diese Exporte nicht gedacht ist, \
             in `[rules]` ausschalten."
                .to_owned(),
        ]
    },
    expired_ignore: |what, until, reason| {
        [
            format!("Die Ausnahme für {what} ist am {until} abgelaufen: {}.", reason.trim_end_matches('.')),
            "Beheben, was sie ausnahm, oder einen neuen Tag nennen und begründen.".to_owned(),
        ]
    },
    idle_ignore: |what| {
        [
            format!("Die Ausnahme für {what} passt auf keinen Befund."),
            "Sie entfernen oder ihre Namen berichtigen: was sie einst ausnahm, ist vielleicht behoben, umbenannt oder wird \
             nicht mehr geprüft."
                .to_owned(),
        ]
    },
    wrong_ignore: |what, fault| {
        [
            format!("Die Ausnahme für {what} nimmt nichts aus: {}.", complaint(fault)),
            remedy(fault).map(|remedy| sentence(&remedy)).unwrap_or_default(),
        ]
    },
    stale_baseline: |says, others| {
        let more = match others {
            0 => String::new(),
            1 => " Dasselbe gilt für 1 weiteren Eintrag.".to_owned(),
            _ => format!(" Dasselbe gilt für {others} weitere Einträge."),
        };
        [
            format!("Der Bestand kennt „{says}“, und das wird nicht mehr gefunden.{more}"),
            "Den Bestand mit `handoff check --update-baseline` neu schreiben, damit der Fehler nicht unbemerkt wiederkommt."
                .to_owned(),
        ]
    },
    ignored_at: |rule, name| format!("{rule} bei „{name}“"),
    refusal_cause,
    changed: "hat sich seit der Festlegung geändert",
    pronoun: "es",
    refusal_remedy,
    refused: |plugin, cause| format!("Das Plugin {plugin} wurde abgelehnt: es {cause}."),
    rule_notice: |notice| {
        let works = |next: &Option<String>| {
            next.as_ref().map(|next| format!(" Ihre Arbeit macht jetzt `{next}`.")).unwrap_or_default()
        };
        let place = |origin: &Origin| format!("{}:{}", origin.file, origin.line);
        match notice {
            RuleNotice::Deprecated { rule, since, reason, next } => {
                format!("`{rule}` läuft aus seit {since}: {reason}{}", works(next))
            }
            RuleNotice::Replaced { rule, next, origin } => format!(
                "`{rule}` heißt jetzt `{next}`, und {} gilt dafür; den neuen Namen schreiben",
                place(origin)
            ),
            RuleNotice::Gone { rule, since, reason, next, origin } => {
                let works = works(next);
                format!(
                    "`{rule}` gibt es seit {since} nicht mehr, und {} bewirkt nichts: {reason}{works}",
                    place(origin)
                )
            }
        }
    },
    unpinned: |source, doubt| {
        format!("NICHT FESTGELEGT: {source} läuft trotzdem (es {doubt}); `handoff plugin pin` erlaubt es")
    },
    complaint,
    remedy,
    lock_remedy: LOCK_REMEDY,
    more_complaints: |more| format!("und {more} weitere"),
    complaint_titles: ["Fehler", "Abhilfe"],
    config: |error| match error {
        ConfigLoadError::Unread { path, reason } => {
            format!("die Konfiguration {} ist nicht lesbar: {}", path.display(), unread(reason))
        }
        ConfigLoadError::Preset { name, near } => {
            let help = suggestion(near).map(|help| format!("; {help}")).unwrap_or_default();
            format!("eine Vorgabe `{name}` gibt es nicht{help}")
        }
        ConfigLoadError::Wrong(_) => "die Konfiguration ist falsch".to_owned(),
    },
    lock: |error| match error {
        LockError::Unread { path, reason } => {
            format!("{} ist nicht lesbar: {}; {LOCK_REMEDY}", path.display(), unread_reason(reason))
        }
        LockError::NoLock(path) => {
            format!("in {} stehen keine Festlegungen; {LOCK_REMEDY}", path.display())
        }
        LockError::Wrong(_) => "die Festlegungen sind falsch".to_owned(),
    },
    git,
    command,
    rulebook: |error| match error {
        RulebookError::Host(error) => error.say(Language::German),
        RulebookError::BuiltIn(error) => {
            format!("das Plugin mit den eigenen Regeln {}", error.say(Language::German))
        }
    },
};

/// What to do about a lock that is not as it was written.
const LOCK_REMEDY: &str = "hat ein Merge das hinterlassen, es berichtigen; sonst die Datei wiederherstellen, oder sie löschen und \
                           `handoff plugin pin` ausführen";

fn plugin_failed(failed: &FailureDescription<'_>) -> Said {
    let FailureDescription { plugin, phase, .. } = failed;
    let others = match failed.others {
        0 => String::new(),
        1 => " Ebenso scheiterte es an 1 weiteren Teil der Landschaft.".to_owned(),
        others => format!(" Ebenso scheiterte es an {others} weiteren Teilen der Landschaft."),
    };
    let skipped = match failed.skipped {
        0 => String::new(),
        1 => " Danach wurde es für 1 weiteren Teil nicht mehr aufgerufen.".to_owned(),
        skipped => format!(" Danach wurde es für {skipped} weitere Teile nicht mehr aufgerufen."),
    };
    let (cause, whose, part) = (failed.cause.say(Language::German), whose(failed.blame), part(&failed.part));
    [
        format!(
            "Das Plugin {} ist{whose} {} für {part} gescheitert: {}.{others}{skipped}",
            plugin.name,
            phase.say(Language::German),
            cause.trim_end_matches('.')
        ),
        format!(
            "Was es dort gefunden hätte, fehlt. Das denen melden, die {} {} pflegen: `--verbose` zeigt, wo es scheiterte, \
             `--record` schreibt den Aufruf für sie auf.",
            plugin.name, plugin.version
        ),
    ]
}

/// Says whose fault it is, to stand behind *ist*.
fn whose(blame: &Blame) -> String {
    match blame {
        Blame::Rules(rules) => match &rules[..] {
            [only] => format!(" in seiner Regel {only}"),
            [first, others @ ..] => format!(" in seiner Regel {first} und {} weiteren ebenso", others.len()),
            [] => String::new(),
        },
        Blame::Together(1) | Blame::OneOf(1) | Blame::Plugin => String::new(),
        Blame::Together(rules) => format!(" mit seinen {rules} Regeln zusammen"),
        Blame::OneOf(rules) => format!(" in einer seiner {rules} Regeln"),
    }
}

/// Says what a part of the landscape is to people: `„Delivery“ (delivery.bpmn)`.
fn part(part: &PartMention) -> String {
    if part.file.is_empty() && part.files == 0 {
        return "die Konfiguration".to_owned();
    }
    let more = |count: usize, one: &str, many: &str| match count {
        0 | 1 => String::new(),
        2 => format!(" und 1 {one}"),
        count => format!(" und {} {many}", count - 1),
    };
    let files = format!("{}{}", part.file, more(part.files, "weitere Datei", "weitere Dateien"));
    if part.process.is_empty() {
        return files;
    }
    let name = Untrusted::new(&part.process).cut(PartMention::LONGEST);
    format!("„{name}“{} ({files})", more(part.processes, "weiterer Prozess", "weitere Prozesse"))
}

/// Says why a plugin may not run, to stand behind *es*.
fn refusal_cause(cause: &RefusalCause) -> String {
    let any = |names: &[String]| names.join(" oder ");
    match cause {
        RefusalCause::NotPinned => "ist nicht festgelegt".to_owned(),
        RefusalCause::Changed { pinned, found } => format!(
            "hat sich seit der Festlegung geändert: sein sha256 ist {} und war {}",
            short(found),
            short(pinned)
        ),
        RefusalCause::Misdescribed => {
            "ist nicht, was seine Festlegung sagt, obwohl sein Fingerabdruck stimmt".to_owned()
        }
        RefusalCause::Lock(error) => {
            format!("ist nicht als festgelegt bekannt: {}", error.say(Language::German))
        }
        RefusalCause::NoComponent => {
            "ist ein Ordner ohne Komponente: kein `*.wasm` liegt unmittelbar darin".to_owned()
        }
        RefusalCause::UnplainPath => {
            "hat einen Pfad mit Zeichen, die keine Zeile von `handoff.lock` enthalten kann".to_owned()
        }
        RefusalCause::Unread(problem) => format!("ist nicht lesbar: {}", not_had(&access(problem))),
        RefusalCause::Unsigned { problem, names } => format!(
            "ist nicht als von {} signiert bekannt: seine Signatur ist nicht lesbar: {}",
            any(names),
            not_had(&access(problem))
        ),
        RefusalCause::SentUnsigned { names } => {
            format!("kam ohne die Signatur von {}, die die Konfiguration verlangt", any(names))
        }
        RefusalCause::NoSignature => {
            "hat neben sich eine `.minisig`, die keine Signatur von minisign ist".to_owned()
        }
        RefusalCause::Forged { names } => format!(
            "trägt keine richtige Signatur von {}: jemand anderes hat es signiert, oder es wurde verändert",
            any(names)
        ),
        RefusalCause::Load(error) => error.say(Language::German),
        RefusalCause::NameTaken { name, by } => format!("nennt sich `{name}` wie {}", owner(by)),
        RefusalCause::FamilyTaken(family) => {
            format!(
                "enthält oder enthielt nach eigener Angabe Regeln der Familie `{family}`, die dem eingebauten Plugin gehört"
            )
        }
        RefusalCause::FamilyOwned { family, owners } if owners.is_empty() => {
            format!(
                "enthält oder enthielt nach eigener Angabe Regeln der Familie `{family}`, die `[families]` niemandem gibt"
            )
        }
        RefusalCause::FamilyOwned { family, owners } => {
            format!(
                "enthält oder enthielt nach eigener Angabe Regeln der Familie `{family}`, die `[families]` {} gibt",
                owners.join(", ")
            )
        }
        RefusalCause::RuleTaken { rule, by } => format!("enthält eine Regel `{rule}` wie {}", owner(by)),
        RefusalCause::RetiredTaken { rule, by } => {
            format!("sagt, was aus der Regel `{rule}` geworden ist, wie {}", owner(by))
        }
    }
}

fn owner(owner: &NameOwner) -> &str {
    match owner {
        NameOwner::Program => "das Programm selbst",
        NameOwner::BuiltIn => "das Plugin mit den eigenen Regeln",
        NameOwner::Plugin(source) => source,
    }
}

fn refusal_remedy(cause: &RefusalCause) -> String {
    let remedy = match cause {
        RefusalCause::NotPinned => {
            "Es mit `handoff plugin inspect` ansehen, dann mit `handoff plugin pin` erlauben."
        }
        RefusalCause::Changed { .. } => {
            "Herausfinden, wer es geändert hat; `handoff plugin pin` zeigt, was neu ist, und erlaubt es."
        }
        RefusalCause::Misdescribed => {
            "Jemand hat die Festlegungen bearbeitet, oder diese Version von handoff sieht es anders; `handoff plugin pin` \
             zeigt die Unterschiede und schreibt sie neu."
        }
        RefusalCause::Lock(_) => "Danach `handoff plugin pin` ausführen, das sagt, was sich geändert hat.",
        RefusalCause::NoComponent => {
            "Es bauen oder holen, den Pfad in der Konfiguration berichtigen, dann `handoff plugin pin` ausführen."
        }
        RefusalCause::UnplainPath => "Es umbenennen, dann `handoff plugin pin` ausführen.",
        RefusalCause::Unread(ReadError::TooLarge { .. }) => {
            "Wer es pflegt, baut es ohne Angaben für die Fehlersuche; ein neues muss mit `handoff plugin pin` festgelegt werden."
        }
        RefusalCause::Unread(problem) => {
            let remedy = Refusal::of_file(access(problem)).remedy(Language::German);
            return format!(
                "Es holen, oder: {remedy}. Ein neues muss mit `handoff plugin pin` festgelegt werden."
            );
        }
        RefusalCause::Unsigned { .. } | RefusalCause::NoSignature => {
            "Die Signatur, benannt wie das Plugin mit `.minisig` dahinter, neben das Plugin legen; wer es pflegt, macht sie \
             mit `minisign -S -m PLUGIN`."
        }
        RefusalCause::SentUnsigned { .. } => {
            "Die Signatur, benannt wie das Plugin mit `.minisig` dahinter, dort neben das Plugin legen, wo das Archiv \
             entsteht, und dort `handoff plugin save` erneut ausführen."
        }
        RefusalCause::Forged { .. } => {
            "Es nicht ausführen, bevor klar ist, woher es kommt. Plugin und Signatur neu holen oder den neuen Schlüssel in \
             `[keys]` nennen; dann `handoff plugin pin` ausführen."
        }
        RefusalCause::Load(_) => {
            "Von denen, die es pflegen, eines verlangen, das sich laden lässt, und `handoff plugin pin` ausführen; `handoff \
             plugin check` sagt mehr."
        }
        RefusalCause::FamilyTaken(_) => "Seine Regeln nach einer eigenen Familie benennen lassen.",
        RefusalCause::FamilyOwned { .. } => {
            "Seine Regeln nach einer eigenen Familie benennen lassen, oder es in `[families]` nennen."
        }
        RefusalCause::NameTaken { .. }
        | RefusalCause::RuleTaken { .. }
        | RefusalCause::RetiredTaken { .. } => {
            "Eines der beiden aus der Konfiguration entfernen oder umbenennen lassen."
        }
    };
    remedy.to_owned()
}

fn git(error: &GitError) -> String {
    let said =
        |said: &str| if said.is_empty() { "ohne ein Wort".to_owned() } else { format!("„{said}“") };
    match error {
        GitError::NotInstalled => {
            "git lässt sich nicht ausführen (es ist nicht installiert oder nicht im `PATH`); es \
                                   installieren, oder zwei Ordner vergleichen"
                .to_owned()
        }
        GitError::NotRun(words) => format!(
            "git lässt sich nicht ausführen („{words}“); es installieren, oder zwei Ordner vergleichen"
        ),
        GitError::NoRepository(words) => format!(
            "dieser Ordner liegt in keinem Repository von git ({}); zwei Ordner vergleichen, oder in einen wechseln, der \
             darin liegt",
            said(words)
        ),
        GitError::Option(name) => format!("`{name}` ist keine Revision: keine beginnt mit `-`"),
        GitError::Range(name) => {
            format!("`{name}` nennt zwei Revisionen; sie getrennt schreiben: `handoff diff ALT NEU`")
        }
        GitError::Unknown { name, shallow } => {
            let help = if *shallow {
                "dieser Klon ist flach: mehr davon holen, etwa mit `git fetch --unshallow`"
            } else {
                "`git branch --all` und `git tag` nennen, was es gibt"
            };
            format!("`{name}` ist weder ein Pfad noch eine Revision von git; {help}")
        }
        GitError::Bare => {
            "dieses Repository ist leer von eigenen Dateien (bare); eine zweite Revision nennen".to_owned()
        }
        GitError::TooLarge { name, limit } => format!(
            "die Exporte von `{name}` haben zusammen mehr als {} MiB; weniger Pfade nennen",
            limit >> 20
        ),
        GitError::Failed { name, said: words } => format!(
            "git konnte `{name}` nicht lesen ({}); `git fsck` sagt, ob das Repository heil ist",
            said(words)
        ),
    }
}

fn command(error: &CommandError) -> String {
    match error {
        CommandError::Config(error) => error.say(Language::German),
        CommandError::Unwritten { path, error } => {
            format!("{} ist nicht zu schreiben: {}", path.display(), unwritten(error))
        }
        CommandError::NoComponent(access) => format!("es kommt keine Komponente herein: {}", not_had(access)),
        CommandError::OwnCommand => {
            "dieser Befehl ist für `handoff` selbst; `handoff plugin pin` verwenden".to_owned()
        }
        CommandError::NoConfiguration => "es gibt keine Konfiguration".to_owned(),
        CommandError::Output(error) => {
            format!("die Standardausgabe ist nicht zu schreiben: {}", unwritten(error))
        }
        CommandError::Lock(error) => error.say(Language::German),
        CommandError::Git(error) => error.say(Language::German),
        CommandError::Rules(error) => error.say(Language::German),
    }
}

/// Says why something could not be written, and what to do, as two clauses.
fn unwritten(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "der Ordner dafür fehlt; ihn zuerst anlegen".to_owned(),
        io::ErrorKind::PermissionDenied => {
            "das Schreiben ist nicht erlaubt; eine andere Stelle wählen".to_owned()
        }
        io::ErrorKind::IsADirectory => "das ist ein Ordner; eine Datei darin nennen".to_owned(),
        io::ErrorKind::StorageFull => {
            "der Datenträger ist voll; Platz schaffen, oder eine andere Stelle wählen".to_owned()
        }
        _ => format!("„{}“; eine andere Stelle wählen", without_number(error)),
    }
}
