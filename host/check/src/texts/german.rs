//! What the rules of the host say, in German.

use handoff_model::{Language, Refusal};
use handoff_report::escape::Untrusted;
use handoff_sandbox::Blame;

use super::{HostTexts, Said, sentence};
use crate::access::access;
use crate::plugin_failure::{FailureDescription, PartMention};
use crate::plugins::{RefusalCause, RefusedPlugin, short};

pub(super) static TEXTS: HostTexts = HostTexts {
    unreadable_export: |path, reason, remedy| {
        [format!("{path} wurde nicht gelesen: {reason}."), sentence(remedy)]
    },
    plugin_failed,
    plugin_refused: |refused| {
        let name = refused.pin.as_ref().map(|pin| format!("{} ({})", pin.name, refused.source));
        let (name, cause) = (name.as_ref().unwrap_or(&refused.source), cause(&refused.cause));
        [
            format!("Das Plugin {name} wurde abgelehnt: es {cause}. Was es gefunden hätte, fehlt."),
            remedy(refused),
        ]
    },
    refusal_cause: |refused| format!("es {}", cause(&refused.cause)),
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
};

fn plugin_failed(failed: &FailureDescription<'_>) -> Said {
    let FailureDescription { plugin, phase, .. } = failed;
    let others = match failed.others {
        0 => String::new(),
        1 => " Ebenso scheiterte es an 1 weiteren Teil der Landschaft.".to_owned(),
        others => format!(" Ebenso scheiterte es an {others} weiteren Teilen der Landschaft."),
    };
    let (cause, whose, part) = (failed.cause.say(Language::German), whose(failed.blame), part(&failed.part));
    [
        format!(
            "Das Plugin {} ist{whose} {} für {part} gescheitert: {}.{others}",
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
fn cause(cause: &RefusalCause) -> String {
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
        RefusalCause::Lock(words) => format!("ist nicht als festgelegt bekannt: „{words}“"),
        RefusalCause::NoComponent => {
            "ist ein Ordner ohne Komponente: kein `*.wasm` liegt unmittelbar darin".to_owned()
        }
        RefusalCause::Unread(problem) => {
            format!("ist nicht lesbar: {}", Refusal::of_file(access(problem)).reason(Language::German))
        }
        RefusalCause::Unsigned { problem, names } => format!(
            "ist nicht als von {} signiert bekannt: seine Signatur ist nicht lesbar: {}",
            any(names),
            Refusal::of_file(access(problem)).reason(Language::German)
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
        RefusalCause::Load(error) => format!("lässt sich nicht laden: „{error}“"),
        RefusalCause::NameTaken { name, by } => format!("nennt sich `{name}` wie {by}"),
        RefusalCause::RuleTaken { rule, by } => format!("enthält eine Regel `{rule}` wie {by}"),
    }
}

/// Says what to do about it, as a sentence.
fn remedy(refused: &RefusedPlugin) -> String {
    let remedy = match &refused.cause {
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
        RefusalCause::NameTaken { .. } | RefusalCause::RuleTaken { .. } => {
            "Eines der beiden aus der Konfiguration entfernen oder umbenennen lassen."
        }
    };
    remedy.to_owned()
}
