//! What `handoff plugin …` says, in German.

use handoff_machine::WatchError;
use handoff_model::{AccessRefusal, Language, Refusal};
use handoff_sandbox::{CallFailure, ComponentStats, RecordedOutcome, TextDifferenceKind};

use crate::commands::plugin::new::package::StepPurpose;
use crate::harness::case_error::CaseErrorKind;
use crate::harness::case_run::{AnswerPart, CaseVerdict, PluginViolation};
use crate::harness::remark::{PinStatus, Remark};
use crate::texts::plugin::{
    BenchTexts, BuildTexts, InspectTexts, LineNames, NewTexts, PinTexts, PluginTexts, ReplayTexts, TestTexts,
};
use crate::usage::{
    BaselineError, BuildError, HarnessError, ManifestError, MissingTool, PackageError, RuleIdProblem,
};

pub(super) static TEXTS: PluginTexts = PluginTexts {
    case,
    remark,
    problem: "Fehler",
    advice: "Rat",
    verdict: |file, problems| match problems {
        0 => format!("{file} kann festgelegt werden"),
        count => format!("{file} kann noch nicht festgelegt werden: {count} Fehler"),
    },
    unbuilt,
    no_package,
    saved: |count, archive, size, digest| {
        format!("{} in {archive} gesichert: {size} Bytes, sha256 {digest}.", plugins(count))
    },
    left_out: |source| format!("{source} wurde ausgelassen: die Konfiguration nennt es nicht."),
    loaded: |count, lock| format!("{} geladen und in {lock} festgelegt.", plugins(count)),
    pin: &PinTexts {
        unkept: "Was übersetzt wurde, ließ sich nicht aufheben, und jede Prüfung übersetzt es neu. Platz schaffen, oder mit \
                 `HANDOFF_CACHE_DIR` einen Ordner nennen, in den sich schreiben lässt, und mit `XDG_STATE_HOME` einen \
                 für den Schlüssel dazu.",
        unwritten: |lock| format!("{lock} bleibt, wie es ist."),
        problems: |source, count| {
            let problems =
                if count == 1 { "diesen Fehler".to_owned() } else { format!("diese {count} Fehler") };
            format!(
                "{source} hat {problems}; `handoff plugin check` zeigt denen, die es schreiben, dasselbe."
            )
        },
        unchanged: |count, lock| {
            format!("Nichts hat sich geändert: {} in {lock} festgelegt.", plugins(count))
        },
        pinned: |count, lock| {
            format!("{} in {lock} festgelegt; es zusammen mit der Änderung einchecken.", plugins(count))
        },
        outdated: |lock| format!("{lock} ist nicht auf dem Stand; `handoff plugin pin` schreibt es."),
    },
    inspect: &InspectTexts {
        names: LineNames {
            size: "Größe",
            pinned: "festgelegt",
            reported: "gemeldet",
            contract: "Vertrag",
            powers: "Rechte",
            import: "Import",
            profile: "Profil",
            holds: "enthält",
            names: "Namen",
            plugin: "Plugin",
            purpose: "wofür",
            link: "mehr",
            preset: "Auswahl",
        },
        size: |size, most| format!("{size} Bytes, von {most} erlaubten"),
        pin: |status| match status {
            PinStatus::NoConfiguration => "nein: weder hier noch darüber liegt eine handoff.toml".to_owned(),
            PinStatus::Unknown(error) => format!("unbekannt: {}", error.say(Language::German)),
            PinStatus::Pinned(source, lock) => format!("ja, als {source} in {}", lock.display()),
            PinStatus::OtherDigest(source, lock) => {
                format!("nein: {source} ist in {} mit einem anderen sha256 festgelegt", lock.display())
            }
            PinStatus::Unpinned(lock) => format!("nein, nicht in {}", lock.display()),
        },
        cap: |cap| format!("höchstens als {}: `severity-cap` der Konfiguration", cap.name()),
        reads_model: "liest das Prozessmodell",
        writes_log: "schreibt Zeilen ins Protokoll",
        no_power: "gar keine",
        no_other_power: "sonst nichts",
        profile: |profile| {
            let room = profile.room();
            format!(
                "{}: {} MiB Speicher, {} Instanzen, {} Treibstoff und {} mehr je Element",
                profile.name(),
                room.memory >> 20,
                room.instances,
                room.fuel_base,
                room.fuel_share
            )
        },
        holds: |ComponentStats { modules, instances, memories, tables, functions, .. }| {
            format!(
                "Module {modules}, Instanzen {instances}, Speicher {memories}, Tabellen {tables}, Funktionen {functions}"
            )
        },
        readable_traces: "ja: wo es stehen blieb, ist lesbar",
        numbered_traces: "nein: wo es stehen blieb, sagen nur Nummern",
        not_run: "Es lief nicht; mit `--describe` sagt es in der Sandbox, was es enthält.",
        off: ", aus, solange sie niemand einschaltet",
        deprecated: ", läuft aus",
        retired: |since, reason, next| {
            let next = next.map(|next| format!("; jetzt {next}")).unwrap_or_default();
            format!("gibt es seit {since} nicht mehr: {reason}{next}")
        },
    },
    build: &BuildTexts {
        built: |file, size, share| format!("{file}: {size} Bytes ({share} % des Erlaubten)"),
        digest: |digest| format!("  Abdruck  sha256:{digest}"),
        contract: |version, profile| format!("  Vertrag  {version}, Profil {profile}"),
        powers: |imports| format!("  Rechte   {imports}: das Prozessmodell und sonst nichts"),
        next: "Weiter: `handoff plugin test` prüft seine Fälle; `handoff plugin pin` erlaubt es, wo handoff.toml es nennt.",
    },
    new: &NewTexts {
        written: |folder, files, rule| format!("{folder}: {files} Dateien, mit der Regel {rule}"),
        next: "Weiter:",
        step: |purpose| match purpose {
            StepPurpose::TestViews => "lässt die Regel in ihrer Sprache über views/ laufen".to_owned(),
            StepPurpose::BuildAndTest => "baut die Komponente und prüft cases/ in der Sandbox".to_owned(),
            StepPurpose::Fetch { tool, compiler } => {
                let compiler = if compiler { "den Compiler und " } else { "" };
                format!("holt einmal {compiler}{}", tool.unwrap_or("was es zum Bauen braucht"))
            }
            StepPurpose::Build => "baut die Komponente".to_owned(),
            StepPurpose::TestCases => "prüft cases/ in der Sandbox".to_owned(),
        },
    },
    replay: &ReplayTexts {
        plugin: "Plugin",
        other_build: |id, version| format!("nicht der Stand, der aufgezeichnet wurde, {id} {version}"),
        unit: "Einheit",
        recorded: "damals",
        now: "jetzt",
        same: "dasselbe wie aufgezeichnet",
        differs: "nicht dasselbe wie aufgezeichnet",
        fuel: "Verbrauch",
        fuel_before: |used, before| format!("{used}, aufgezeichnet {before}"),
        finding: "Befund",
        outcome: |RecordedOutcome { failure, findings }| {
            // A recording keeps the words of the call.
            let failed = failure.as_ref().map(|failure| format!("gescheitert: „{}“; ", failure.message));
            let findings = match findings.len() {
                1 => "1 Befund".to_owned(),
                count => format!("{count} Befunde"),
            };
            failed.unwrap_or_default() + &findings
        },
    },
    no_harness,
    test: &TestTexts {
        verdict,
        updated: "Erneuert",
        line: "Zeile",
        frame: "in",
        violation,
        note: "Hinweis",
        no_wrong_case: |rule| format!("{rule} hat keinen falschen Fall; einen auf ihre Seite schreiben"),
        no_right_case: |rule| format!("{rule} hat keinen richtigen Fall; einen auf ihre Seite schreiben"),
        outdated_page: |page| format!("{page} ist nicht die Seite in der Komponente; das Plugin neu bauen"),
        updated_page: |page| format!("{page} ist erneuert; lesen, was sich geändert hat, bevor es bleibt"),
        views: |count, folder| format!("{count} Sichten in {folder} geschrieben"),
        stale_view: |file| format!("{file} zeigt keinen Fall mehr und kann weg"),
        summary: |cases, counted, updated, seed| {
            let cases = if cases == 1 { "1 Fall".to_owned() } else { format!("{cases} Fälle") };
            let counted =
                counted.iter().map(|(how, count)| format!("{count} {}", verdict(*how).to_lowercase()));
            let updated = (updated > 0).then(|| format!("{updated} erneuert"));
            let parts: Vec<String> = counted.chain(updated).collect();
            format!("{cases}: {}; `--seed {seed}` wiederholt ihre Reihenfolge", parts.join(", "))
        },
        waiting: "Wartet, bis sich die Komponente oder ihre Seiten ändern.",
        whole: "es hat, was ein Plugin braucht",
    },
    bench: &BenchTexts {
        head: [
            "Verbrauch",
            "der Grenze",
            "p50",
            "p99",
            "Bytes hin",
            "Bytes zurück",
            "Fragen",
            "Speicher",
            "Aufruf",
        ],
        summary: |calls, plugin, runs, [half, most]| {
            let calls = if calls == 1 { "1 Aufruf".to_owned() } else { format!("{calls} Aufrufe") };
            format!(
                "{calls} von {plugin}, je {runs}-mal in einer neuen Instanz; eine Instanz allein braucht {half} (p50), {most} \
                 (p99)"
            )
        },
        written: |file| format!("die Vergleichswerte {file} sind geschrieben; sie einchecken"),
        new: |call| format!("neu: {call}; `--update` übernimmt es"),
        gone: |call| format!("weg: {call}; `--update` übernimmt es"),
        grown: ["gewachsen", "vorher", "jetzt", ""],
        too_much: |file| {
            format!(
                "mehr Verbrauch, als {file} erlaubt; weniger verbrauchen, oder es mit `--update` übernehmen"
            )
        },
    },
};

fn verdict(verdict: CaseVerdict) -> &'static str {
    match verdict {
        CaseVerdict::Validated => "Bestätigt",
        CaseVerdict::Reported => "Gemeldet",
        CaseVerdict::Noisy => "Zu viel",
        CaseVerdict::Missing => "Zu wenig",
        CaseVerdict::Failed => "Gestört",
    }
}

fn violation(violation: &PluginViolation) -> String {
    let other = |part: &AnswerPart| match part {
        AnswerPart::Findings => "andere Befunde",
        AnswerPart::Failures => "andere Fehlschläge",
        AnswerPart::LogLines => "andere Zeilen im Protokoll",
        AnswerPart::Fuel => "einen anderen Verbrauch",
    };
    match violation {
        PluginViolation::Failed(failure) => failed(failure),
        PluginViolation::Undetermined(part) => format!(
            "nicht bestimmt: derselbe Aufruf ergab ein zweites Mal {}; Regeln kennen nur, was sie sehen",
            other(part)
        ),
        PluginViolation::Kept(part) => format!(
            "es behält etwas zwischen Aufrufen: nach anderen Aufrufen in einer Instanz ergab es {}; in `configure` und \
             `check` alles neu setzen",
            other(part)
        ),
    }
}

fn failed(failure: &CallFailure) -> String {
    let (phase, cause) = (failure.phase.say(Language::German), failure.cause.say(Language::German));
    format!("es ist {phase} gescheitert: {cause}")
}

fn no_harness(error: &HarnessError) -> String {
    match error {
        HarnessError::NoMatch(only) => {
            format!(
                "`{}` steht in keiner Seite, keiner Überschrift und keinem Titel eines Falls",
                only.escape_debug()
            )
        }
        HarnessError::NoWrittenRules => {
            "in der Konfiguration steht keine Regel; `[[rule]]` ergänzen oder ein Paket wie `extends = [\"pack:quotes-in-time\"]`".to_owned()
        }
        HarnessError::NoCases(component) => format!(
            "für {} gibt es keine Fälle; daneben `cases/FAULT.md` schreiben, mit einem Block `handoff` und einem Block \
             `expect`",
            component.display()
        ),
        HarnessError::Faults(faults) => {
            faults.iter().map(|fault| fault.say(Language::German)).collect::<Vec<_>>().join("\n")
        }
        HarnessError::Unwatched(error) => {
            let why = match error {
                WatchError::TooManyFolders => "das System lässt nicht mehr Ordner beobachten".to_owned(),
                WatchError::TooManyPrograms => "zu viele Programme beobachten schon".to_owned(),
                WatchError::System(words) => format!("„{words}“"),
            };
            format!("die Seiten lassen sich nicht beobachten: {why}; ohne `--watch` aufrufen")
        }
        HarnessError::UnreadPage(path, access) => {
            format!("{} ist nicht lesbar: {}", path.display(), not_had(access))
        }
        HarnessError::NoText(path) => {
            format!("{} ist nicht lesbar: es ist kein Text in UTF-8; es so speichern", path.display())
        }
        HarnessError::PageInside(page) => format!(
            "die Seite von `{page}` liegt in der Komponente; die Seiten, die erneuert werden sollen, mit `--cases` nennen"
        ),
        HarnessError::NoRandomNumbers(words) => {
            format!("es gibt keine Zufallszahlen: „{words}“; `--seed` angeben")
        }
        HarnessError::NothingToMeasure => {
            "es gibt nichts zu messen: keine Regel des Plugins hat in diesen Prozessen etwas zu prüfen"
                .to_owned()
        }
        HarnessError::StandardInput => "die Exporte nennen; `-` wird hier nicht gelesen".to_owned(),
        HarnessError::Export(path, refusal) => format!(
            "{path} wird abgelehnt: {}; {}",
            refusal.reason(Language::German),
            refusal.remedy(Language::German)
        ),
        HarnessError::Failed(call, failure) => {
            let call = call.as_ref().map(|call| format!("{call}: ")).unwrap_or_default();
            format!("{call}{}; das beheben, bevor gemessen wird", failed(failure))
        }
        HarnessError::Undetermined(call) => format!(
            "{call}: derselbe Aufruf hat etwas anderes verbraucht; `handoff plugin test` zeigt, was sich unterscheidet"
        ),
        HarnessError::Baseline(path, error) => {
            let why = match error {
                BaselineError::Unread(access) => not_had(access),
                BaselineError::Unreadable(words) => format!("„{words}“"),
                BaselineError::Format(found, due) => format!("ihr Format ist `{found}`, nicht `{due}`"),
            };
            format!("die Vergleichswerte {} sind nicht lesbar: {why}", path.display())
        }
    }
}

fn plugins(count: usize) -> String {
    if count == 1 { "1 Plugin".to_owned() } else { format!("{count} Plugins") }
}

fn case(kind: &CaseErrorKind) -> (String, String) {
    match kind {
        CaseErrorKind::UnclosedBlock => {
            pair("ein Block ohne Ende", "ihn mit ``` in einer eigenen Zeile schließen")
        }
        CaseErrorKind::NoExportPath => pair("ein Block `export` ohne Pfad", "je Zeile einen Export nennen"),
        CaseErrorKind::SecondConfiguration => {
            pair("eine zweite Konfiguration für einen Fall", "die beiden Blöcke vereinen")
        }
        CaseErrorKind::ConfigurationAlone => {
            pair("eine Konfiguration ohne Prozess", "sie hinter den Prozess schreiben, für den sie gilt")
        }
        CaseErrorKind::ExpectationAlone => {
            pair("ein Block `expect` ohne Prozess", "einen Block `handoff` oder `export` davor schreiben")
        }
        CaseErrorKind::ProcessAlone => {
            pair("ein Prozess ohne Block `expect`", "einen darunter schreiben, leer, wo nichts gefunden wird")
        }
        CaseErrorKind::NoExpectation(line) => (
            format!("`{line}` erwartet nichts, was sich finden lässt"),
            "`severity rule element \"item\"` schreiben".to_owned(),
        ),
        CaseErrorKind::NeitherWrongNorRight => pair(
            "ein Fall, der weder falsch noch richtig ist",
            "ihn unter eine Überschrift `## Wrong` oder `## Right` stellen",
        ),
        CaseErrorKind::Configuration(error) => {
            let (problem, remedy) = error.clauses(Language::German);
            (problem, remedy.unwrap_or("schreiben, was in `handoff.toml` stehen darf".to_owned()))
        }
        CaseErrorKind::ContractFiles => pair(
            "eine Konfiguration, die Dateien mit Verträgen nennt",
            "die Verträge in den Block selbst schreiben",
        ),
        CaseErrorKind::NothingBeside(path) => (
            format!("`{path}` soll neben der Seite liegen, und diese Seite liegt in der Komponente"),
            "die Seiten mit `--cases` nennen".to_owned(),
        ),
        CaseErrorKind::UnreadExport(path, access) => {
            not_read(path, "ist nicht lesbar", &Refusal::of_file(access.clone()))
        }
        CaseErrorKind::RefusedExport(path, refusal) => not_read(path, "wird abgelehnt", refusal),
        CaseErrorKind::ForeignRule { rule, plugin, near } => (
            format!("ein Fall, der `{rule}` erwartet, was `{plugin}` nicht enthält"),
            near.as_ref().map_or("eine Regel dieses Plugins nennen".to_owned(), |near| {
                format!("gemeint ist vielleicht `{near}`")
            }),
        ),
        CaseErrorKind::Misplaced { heading, is_wrong, fits } => {
            let what = if *is_wrong {
                "einen Befund erwartet"
            } else {
                "keinen Befund der Regel dieser Seite erwartet"
            };
            (
                format!("ein Fall unter `{heading}`, der {what}"),
                format!("ihn unter `{fits}` stellen, oder berichtigen, was er erwartet"),
            )
        }
        CaseErrorKind::ForeignConfiguration { rule, plugin } => (
            format!("eine Konfiguration von `{rule}`, was `{plugin}` nicht enthält"),
            "nur Regeln dieses Plugins einstellen".to_owned(),
        ),
        CaseErrorKind::Options(error) => (
            format!("Optionen, die nicht passen: {}", error.say(Language::German)),
            "schreiben, was das Schema der Regel erlaubt".to_owned(),
        ),
    }
}

fn pair(problem: &str, remedy: &str) -> (String, String) {
    (problem.to_owned(), remedy.to_owned())
}

fn not_read(path: &str, what: &str, refusal: &Refusal) -> (String, String) {
    (format!("`{path}` {what}: {}", refusal.reason(Language::German)), refusal.remedy(Language::German))
}

fn remark(remark: &Remark) -> String {
    match remark {
        Remark::Refused(error) => format!("es {}", error.say(Language::German)),
        Remark::Unloaded(error) => error.say(Language::German),
        Remark::NoFunctionNames => {
            "es enthält keine Namen von Funktionen: wo es stehen blieb, sagen nur Nummern".to_owned()
        }
        Remark::SeveralFamilies(families) => {
            format!("seine Regeln sind aus mehreren Familien: {}", families.join(", "))
        }
        Remark::Text(difference) => {
            let (language, key) = (&difference.language, &difference.key);
            match &difference.kind {
                TextDifferenceKind::Missing => format!("kein Text in `{language}` für: {key}"),
                TextDifferenceKind::Invented(name) => format!(
                    "sein Text {key:?} in `{language}` hat einen Platzhalter, den der englische nicht hat: `{name}`"
                ),
                TextDifferenceKind::Omitted(name) => {
                    format!("sein Text {key:?} in `{language}` lässt aus, was der englische sagt: `{name}`")
                }
                TextDifferenceKind::Plural(category) => format!(
                    "einem Plural in seinem Text {key:?} in `{language}` fehlt die Form `{category}` dieser Sprache"
                ),
            }
        }
        Remark::MissingTexts { language, keys } => {
            format!("kein Text in `{language}` für: {}", keys.join(", "))
        }
        Remark::Preset(error) => error.sentence(Language::German),
        Remark::Title(rule) => format!("{rule}: ihr Titel ist nicht eine Zeile"),
        Remark::NoNeeds(rule) => {
            format!("{rule}: sie sagt nicht, was sie braucht, und wird für jede Einheit aufgerufen")
        }
        Remark::Option { rule, option, field } => {
            format!("{rule}: im Schema ihrer Option `{option}` fehlt `{field}`")
        }
        Remark::UntitledPage(rule) => format!("{rule}: ihre Seite beginnt nicht mit einem Titel, `# …`"),
        Remark::NoWrongCase(rule) => format!("{rule}: ihre Seite hat keinen falschen Fall"),
        Remark::NoRightCase(rule) => format!("{rule}: ihre Seite hat keinen richtigen Fall"),
        Remark::Case(error) => error.say(Language::German),
    }
}

fn unbuilt(error: &BuildError) -> String {
    match error {
        BuildError::Unread(path, access) => {
            format!("{} ist nicht lesbar: {}", path.display(), not_had(access))
        }
        BuildError::NoPackage(folder) => format!(
            "{} enthält kein Paket: weder Cargo.toml noch package.json, pyproject.toml oder Makefile; `handoff plugin new` \
             schreibt eines",
            folder.display()
        ),
        BuildError::Manifest(path, error) => {
            let reason = match error {
                ManifestError::Unreadable(words) => format!("nicht lesbar: „{words}“"),
                ManifestError::NoName(Some(table)) => format!("in `[{table}]` fehlt `name`"),
                ManifestError::NoName(None) => "`name` fehlt".to_owned(),
                ManifestError::NoNameLine => "die Zeile `NAME = …` fehlt".to_owned(),
                ManifestError::BadName(name) => format!("`{name}` kann nicht der Name einer Komponente sein"),
                ManifestError::NoComponent => {
                    "daraus wird keine Komponente; in `[lib]` gehört `crate-type = [\"cdylib\", \"rlib\"]`"
                        .to_owned()
                }
            };
            format!("{}: {reason}", path.display())
        }
        BuildError::NoOut => {
            "aus einem Modul wird eine andere Datei; sie mit `--out PLUGIN.wasm` nennen".to_owned()
        }
        BuildError::Missing(tools) => {
            let lines = tools.iter().map(|tool| {
                let (name, get) = missing(*tool);
                format!("\n  {name}: {get}")
            });
            format!("um das Paket zu bauen, fehlt:{}", lines.collect::<String>())
        }
        BuildError::Unstarted(program, error) => format!("`{program}` lässt sich nicht starten: „{error}“"),
        BuildError::Failed { program, code, output } => {
            let ended = code.map_or("wurde angehalten".to_owned(), |code| format!("endete mit {code}"));
            format!("{output}`{program}` {ended}: zuerst ist zu beheben, was es darüber sagt")
        }
        BuildError::Encode(path, error) => {
            format!("{}: was gebaut wurde, {}", path.display(), error.say(Language::German))
        }
    }
}

/// Names a tool, and says how to get it.
fn missing(tool: MissingTool) -> (&'static str, String) {
    let (name, get) = match tool {
        MissingTool::Cargo => {
            ("`cargo`", "Rust installieren, wie https://rustup.rs oder die Pakete des Systems es anbieten")
        }
        MissingTool::RustTarget(target) => {
            return ("sein Ziel für Plugins", format!("`rustup target add {target}`"));
        }
        MissingTool::Node => {
            ("`node`", "Node.js 20 oder neuer installieren, von nodejs.org oder aus den Paketen des Systems")
        }
        MissingTool::NodeModules => {
            ("seine Werkzeuge in `node_modules`", "`npm install` im Ordner des Pakets")
        }
        MissingTool::Typescript => {
            ("`typescript`", "`npm install --save-dev typescript` im Ordner des Pakets")
        }
        MissingTool::ComponentizePy => (
            "componentize-py",
            "`python3 -m venv .venv && .venv/bin/pip install componentize-py==0.25.1` im Ordner des Pakets",
        ),
        MissingTool::Make => ("`make`", "es aus den Paketen des Systems installieren"),
        MissingTool::CCompiler => ("zig oder ein clang für wasm32", "`pip install ziglang==0.17.1`"),
    };
    (name, get.to_owned())
}

fn no_package(error: &PackageError) -> String {
    match error {
        PackageError::Id(id, problem) => {
            let reason = match problem {
                RuleIdProblem::NoSlash => "darin fehlt `/`".to_owned(),
                RuleIdProblem::TooLong(most) => format!("sie hat mehr als {most} Zeichen"),
                RuleIdProblem::NotKebab => {
                    "beide Teile sind Wörter aus a-z und 0-9, durch `-` verbunden".to_owned()
                }
                RuleIdProblem::Reserved(name) => {
                    format!("`{name}` bedeutet in Programmiersprachen etwas anderes")
                }
            };
            format!(
                "`{id}` ist keine Kennung einer Regel: {reason}; `familie/fehler` schreiben, wie `acme/order-by-fax`"
            )
        }
        PackageError::TakenFamily(family) => format!(
            "die Regeln von `{family}` bringt handoff mit; eine eigene Familie wählen, etwa den Namen der Firma"
        ),
        PackageError::Occupied(path) => format!(
            "{} gibt es schon, und nichts wird überschrieben; mit `--path` einen anderen Ordner nennen",
            path.display()
        ),
        PackageError::Unpublished => {
            "für C gibt es kein Verzeichnis von Paketen; `--sdk published` weglassen".to_owned()
        }
        PackageError::Template(name) => {
            format!("die Vorlage {name} dieses handoff ist beschädigt; es neu installieren")
        }
    }
}

/// Says why something cannot be read, and what to do.
pub(super) fn not_had(access: &AccessRefusal) -> String {
    let refusal = Refusal::of_file(access.clone());
    format!("{}; {}", refusal.reason(Language::German), refusal.remedy(Language::German))
}
