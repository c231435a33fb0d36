//! What watch mode and the server of the page say, in German.

use handoff_machine::WatchError;

use super::{LiveTexts, PluginChangeTexts};
use crate::page::RequestRefusal;
use crate::watch::Standing;

pub(super) static TEXTS: LiveTexts = LiveTexts {
    watching: "Beobachtet; Strg-C beendet.",
    last: "Seit dem letzten Speichern",
    start: "Seit Beginn der Sitzung",
    more: |more| format!("und {more} weitere"),
    cut: |lines| format!("({lines} weitere Zeilen; `handoff check` zeigt sie)"),
    torn: |files| {
        format!(
            "{files} ist gerade nicht lesbar: halb geschrieben oder verschwunden. Es steht der Stand davor."
        )
    },
    stuck: "Die Konfiguration ist nicht zu gebrauchen. Es steht der Stand davor.",
    unwatched: |why| format!("Sieht alle 2 Sekunden nach ({why}). `--poll` wählt einen anderen Abstand."),
    watch_error: |error| match error {
        WatchError::TooManyFolders => {
            "das System lässt nicht mehr Ordner beobachten; unter Linux erlaubt `sudo sysctl \
                                       fs.inotify.max_user_watches=524288` mehr"
                .to_owned()
        }
        WatchError::TooManyPrograms => {
            "zu viele Programme beobachten schon; unter Linux erlaubt `sudo sysctl \
                                        fs.inotify.max_user_instances=512` mehr"
                .to_owned()
        }
        WatchError::System(words) => format!("„{words}“"),
    },
    lost: |plugin| {
        format!("Das Plugin {plugin} lief nicht: Was es zuvor fand, ist jetzt unbekannt, nicht behoben.")
    },
    plugin: PluginChangeTexts {
        plugin: "Das Plugin",
        same: "hat dieselben Bytes, sha256",
        changed: "ist ein anderes: sha256",
        new: "ist neu: sha256",
        gone: "ist weg: sein sha256 war",
        absent: "ist nicht da",
        standing: |standing| match standing {
            Standing::Pinned => "es ist festgelegt und läuft",
            Standing::Unpinned => "es läuft, OHNE festgelegt zu sein",
            Standing::Refused => "es wird abgelehnt",
            Standing::Gone => "es steht nicht mehr in der Konfiguration oder ihrem Ordner",
        },
        why: ": es ",
    },
    refusal: |refusal| match refusal {
        RequestRefusal::Method => "diese Seite beantwortet nur GET: sie ändert nichts",
        RequestRefusal::Body => "diese Seite nimmt nichts an: nichts mitschicken",
        RequestRefusal::Host => {
            "diese Seite hat einen anderen Namen; sie unter der Adresse öffnen, die handoff ausgab, oder den Namen \
             nennen: handoff watch --serve NAME:PORT"
        }
        RequestRefusal::Origin => {
            "diese Seite antwortet keiner anderen Seite; sie unter ihrer Adresse öffnen"
        }
        RequestRefusal::Token => {
            "diese Seite verlangt ein Token; die Adresse öffnen, die handoff ausgab, mit dem Token darin"
        }
    },
    address: |address, error| {
        format!(
            "die Seite ist unter {address} nicht erreichbar: „{error}“; eine andere Adresse oder einen anderen Port wählen"
        )
    },
    machine: |error| format!("die Seite ist nicht erreichbar: „{error}“"),
};
