//! Which processes are sketches: drawn to try a tool, an engine or an exchange of files, not to describe work.
//!
//! A sketch is told by its steps: most of the work in it has no name of its own, only one that a tool made up ("Task 1",
//! "User Task 3", "A") or none. Nobody owns such a process, and nobody can act on what is said of it.

use std::sync::LazyLock;

use handoff_model::{Format, Id, StepKind};
use rustc_hash::FxHashSet;

use crate::{
    name::{generated, listed, words},
    unit::{Sketch, StepId},
    unit_builder::UnitBuilder,
};

/// Finds the sketches among the processes of a unit, in their order.
///
/// Nobody draws in the short text form: there a letter is a name, chosen by whoever wrote it.
pub(crate) fn sketches(draft: &UnitBuilder<'_>) -> Vec<Sketch> {
    let (steps, processes) = (&draft.unit.steps, draft.unit.processes.len());
    let mut encloses = vec![false; steps.len()];
    for scope in steps.iter().filter_map(|step| step.scope) {
        encloses[scope.index()] = true;
    }
    let mut work = vec![NamelessCount::default(); processes];
    let mut events = work.clone();
    for ((id, step), encloses) in StepId::number(steps).zip(encloses) {
        // What is drawn inside a scope is its work, so that its own name does not matter.
        let count = match step.kind {
            kind if kind.is_activity() && !encloses => &mut work,
            kind if kind.is_event() => &mut events,
            _ => continue,
        };
        let written = draft.part(id).model.format == Format::Text && is_letter(&step.name);
        count[step.process as usize].add(!written && is_nameless(&step.name));
    }
    let counts = work.into_iter().zip(events).map(|(work, events)| if work.all == 0 { events } else { work });
    let sketches = (0..).zip(counts).filter(|(_, count)| 2 * count.nameless > count.all);
    sketches.map(|(process, NamelessCount { nameless, all })| Sketch { process, nameless, all }).collect()
}

/// How much work of people a unit shows: the activities with a name that a person would write.
///
/// A handful of them makes a process; fewer are a piece of code, a case of a test, or a show of symbols. Nobody draws in the
/// short text form; there is none of these.
pub(crate) fn named_work(draft: &UnitBuilder<'_>) -> Option<usize> {
    if draft.parts.iter().any(|part| part.model.format == Format::Text) {
        return None;
    }
    let works = |step: &StepId| {
        let row = draft.row(*step);
        row.kind.is_activity()
            && !matches!(row.kind, StepKind::ReceiveTask | StepKind::ScriptTask)
            && is_human(&row.name)
    };
    Some(draft.steps().filter(works).count())
}

/// Tells whether a person would write a label for a step, a pool or a lane: it has a word, and is no name of a program's part.
pub(crate) fn is_human(label: &str) -> bool {
    let label = label.trim();
    let is_code =
        !label.contains(' ') && (label.contains('_') || label.ends_with(|last: char| last.is_ascii_digit()));
    let has_word = !label.is_ascii() || words(label).iter().any(|word| word.len() > 2);
    has_word && !is_code && !is_nameless(label)
}

/// How many steps there are, and how many of them have no name of their own.
#[derive(Clone, Default)]
struct NamelessCount {
    nameless: u32,
    all: u32,
}

impl NamelessCount {
    fn add(&mut self, nameless: bool) {
        self.all += 1;
        self.nameless += u32::from(nameless);
    }
}

/// Words for the kinds of steps: a label of nothing else is the default of a tool, or says no more than one.
const KINDS: &str = "task activity step node process subprocess script event gateway element usertask servicetask \
    scripttask manualtask sendtask receivetask callactivity businessruletask ruletask mailtask mytask start end aufgabe \
    aktivitaet schritt prozess teilprozess unterprozess skript tache activite etape sousprocessus tarea actividad paso \
    proceso subproceso tarefa atividade passo processo subprocesso";

/// Words of people who try something out.
const TRIALS: &str = "foo bar baz foobar test dummy hello world lorem ipsum asdf abc xyz tbd todo untitled unnamed \
    placeholder noop";

/// Words that stand beside those and say no more.
const FILLERS: &str = "user service manual send receive call businessrule rule sub my the a an new some any this abstract \
    global collapsed expanded embedded calling default no none first second third last one two three four five six seven \
    eight nine ten simple standard loop multi inst instance instances sequential seq parallel par nr number in of before \
    after with and or another other benutzer neue neuer eine ein die der erste zweite utilisateur nouvelle nouveau une la \
    le usuario servicio nueva nuevo";

/// Words of an event that say no more than its kind.
const EVENT_KINDS: &str = "signal message condition conditional event result response catch receive wait waiting for the \
    on nachricht bedingung ereignis ergebnis antwort warten auf empfangen";

/// Tells whether the label of an event says no more than its kind; where there is none, its neighbours tell it.
pub(crate) fn is_nameless_event(label: &str) -> bool {
    let words = words(label);
    !words.is_empty() && words.iter().all(|word| listed(EVENT_KINDS, word))
}

/// Tells whether a label is a letter or two, perhaps with a number.
fn is_letter(label: &str) -> bool {
    let letters = label.trim().trim_end_matches(|last: char| last.is_ascii_digit());
    (1..=2).contains(&letters.len()) && letters.bytes().all(|letter| letter.is_ascii_alphabetic())
}

/// Tells whether a label is none, a default of a tool, a letter, a number, an id that a tool made, or a word of somebody
/// who tries something out.
pub(crate) fn is_nameless(label: &str) -> bool {
    // Every label of every step is asked.
    static NAMING: LazyLock<FxHashSet<&str>> =
        LazyLock::new(|| [KINDS, TRIALS].into_iter().flat_map(str::split_ascii_whitespace).collect());
    static FILLING: LazyLock<FxHashSet<&str>> = LazyLock::new(|| FILLERS.split_ascii_whitespace().collect());

    let label = label.trim();
    let numbered = label.ends_with(|last: char| last.is_ascii_digit());
    let joined = label
        .contains("usiness ")
        .then(|| label.replace("usiness Rule", "usinessrule").replace("usiness rule", "usinessrule"));
    let words = words(joined.as_deref().unwrap_or(label));
    let words = words.iter().map(|word| word.trim_end_matches(|last: char| last.is_ascii_digit()));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    // Letters of other scripts may be words of their own.
    let is_letters = |word: &str, most: usize| label.is_ascii() && word.len() <= most;
    if generated(label)
        || words.iter().all(|word| is_letters(word, 1))
        || words.len() == 1 && numbered && is_letters(words[0], 2)
    {
        return true;
    }
    let names_kind = |word: &str| {
        let singular = word.strip_suffix('s').unwrap_or(word);
        NAMING.contains(word) || NAMING.contains(singular)
    };
    let is_filler = |word: &str| is_letters(word, 1) || FILLING.contains(word);
    words.iter().any(|word| names_kind(word)) && words.iter().all(|word| names_kind(word) || is_filler(word))
}

#[cfg(test)]
mod tests {
    use super::{is_human, is_nameless};
    use crate::testing::unit;

    #[test]
    fn names_that_say_nothing() {
        for label in [
            "",
            " ",
            "Task",
            "Task 1",
            "User Task 3",
            "UserTask_2",
            "userTask1",
            "Activity_0x1a2b3",
            "Call Activity Calling a Global Task",
            "Expanded Sub-Process 1",
            "Business Rule Task",
            "Task A",
            "The sub task",
            "A",
            "B1",
            "T2",
            "12",
            "foo",
            "Test",
            "Hello World",
            "Aufgabe 2",
            "Tâche 1",
            "Tarea",
            "End",
        ] {
            assert!(is_nameless(label), "{label}");
        }
    }

    #[test]
    fn events_called_by_their_kind() {
        for (label, expected) in
            [("Signal", true), ("Receive Result", true), ("Wait for payment", false), ("", false)]
        {
            assert_eq!(super::is_nameless_event(label), expected, "{label}");
        }
    }

    #[test]
    fn names_that_say_something() {
        for label in [
            "Send",
            "Call",
            "Receive order",
            "Ship goods",
            "Test prototype",
            "Start business process",
            "Review",
            "Process order",
            "Prüfung",
            "审批",
            "QA",
            "Service call report",
            "Aufgabe verteilen",
        ] {
            assert!(!is_nameless(label), "{label}");
        }
    }

    #[test]
    fn labels_that_a_person_would_write() {
        for label in ["Ship goods", "Prüfung", "审批", "Bank", "Step up to level 2"] {
            assert!(is_human(label), "{label}");
        }
        for label in ["", "p1", "HT", "S2_Catch", "Email1", "Script", "Receive_2"] {
            assert!(!is_human(label), "{label}");
        }
    }

    fn check(text: &str, expected: &[&str]) {
        let unit = unit(text);
        let line = |row: &crate::unit::Sketch| {
            format!("{} {}/{}", unit.processes[row.process as usize].id, row.nameless, row.all)
        };
        let found: Vec<String> = unit.sketches.iter().map(line).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn most_of_the_work_has_no_name() {
        check(
            "process P\n start S\n task Task 1\n task Test\n task Pay\n S -> Task 1 -> Test -> Pay",
            &["p 2/3"],
        );
        check("process P\n start S\n task A\n task B1\n task Pay\n S -> A -> B1 -> Pay", &[]);
        check("process P\n start S\n task Task 1\n task Pay\n S -> Task 1 -> Pay", &[]);
    }

    #[test]
    fn one_process_of_a_file() {
        check(
            "pool Bank\n start S\n task Task 1\n S -> Task 1\npool Shop\n start T\n task Pay\n T -> Pay",
            &["bank 1/1"],
        );
    }

    #[test]
    fn a_scope_without_a_name_is_none_of_the_work() {
        check("process P\n sub A {\n sub B {\n task Pay\n }\n }", &[]);
    }

    #[test]
    fn without_work_the_events_tell() {
        check("process P\n start -> end", &["p 2/2"]);
        check("process P\n start message Order received\n end Done\n Order received -> Done", &[]);
        check("pool P", &[]);
    }
}
