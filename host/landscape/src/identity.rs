//! What the written name of a drawn item says: a name of its own, one that a tool or a beginner gives to anything, a
//! remark of the drawer, or a name together with a state. The one place that decides it.

use handoff_model::{Item, ItemKind};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    label,
    name::{self, key, listed, words},
};

/// Words of which the names consist that tools give to data in English, German, French and Spanish.
const CORE: &str = "data objects inputs outputs dataobject dataobj datainput dataoutput datastore datenobjekt datenspeicher dateninput datenoutput \
    dateneingabe datenausgabe daten object objekt objet objeto obj item input output inputs outputs entree sortie entrada \
    salida donnee donnees dato datos store reference referenz ref eingabe ausgabe eingang ausgang speicher magasin almacen \
    property parameter collection sammlung coleccion artifact artefakt artefact artefacto document dokument documento doc \
    message nachricht mensaje information informacion info file datei fichier archivo";

/// Words that may stand beside those above in such a name.
const BESIDE: &str = "new neu neuer neue neues nouveau nouvel nouvelle nuevo nueva default fixed unnamed untitled unbenannt unbenannte \
    unbenanntes sin titre sans nom nombre de des der das la le los of start end event task ereignis aufgabe my mein the a an \
    copy kopie and und et y";

/// Whole names that say that the name is still to come.
const PENDING: &str = "tobenamed namepending nametbd tbd tbc tba todo tobedefined tobedetermined tobedone noname nameless \
    unnamed untitled unknown unbenannt ohnename namenlos nn offen nochzubenennen nochoffen tobeconfirmed folgt folgtnoch platzhalter placeholder sansnom sansnombre \
    sinnombre adefinir anommer pordefinir pordeterminar pendiente xxx xx foo bar baz na name nom nombre";

/// Words that name one side of something else: `From`, `bis`. A form has such fields; nobody hands them over by themselves.
const SIDES: &str = "to from until since von bis desde hasta depuis jusqu";

/// Words that make a sentence of a text, unless they stand in a relative clause.
const FINITE: &str = "is are was were will would must should shall can could may has have had does do needs ist sind war waren wird \
    werden muss muessen soll sollen kann koennen darf hat haben est sont sera doit doivent peut ont debe deben puede pueden son sera";

/// Words that begin a clause about the noun before them; German articles do so behind a comma.
const RELATIVE: &str = "that which who whose what welche welcher welches que qui dont quien cual";

/// Words behind which a name says where the thing comes from.
const FROM: &str = "from aus vom desde";

/// What one hands over with: who has done that to a thing is its source, and who has done anything else to it is not.
const BRINGING: &str = "erhalten bekommen empfangen gesendet gesandt geschickt zugesandt zugesendet geliefert angeliefert uebermittelt \
    eingereicht mitgebracht gebracht uebergeben uebersandt bereitgestellt gestellt hochgeladen abgegeben eingegangen gemeldet";

/// Beginnings of German participles.
const PARTICIPLES: &[&str] = &["be", "ver", "er", "ent", "zer", "unter", "ueber", "miss"];

/// Formats, which are no source.
const FORMATS: &str = "pdf xml csv json doc docx xls xlsx html edi txt";

/// Tells whether the name of a drawn thing names it. What a tool calls all of its data, what says that the name is
/// pending, an id and a whole sentence do not.
pub(crate) fn names(text: &str) -> bool {
    let words = words(text);
    let mut letters = words.iter().map(|word| word.trim_end_matches(|c: char| c.is_ascii_digit()));
    // Some tools leave references like `__targetRef_placeholder` where nothing was named.
    let nothing = text.starts_with("__") || words.is_empty();
    !nothing
        && !words.iter().all(|word| listed(SIDES, word))
        && !default_name(&mut letters)
        && !pending(&words)
        && !name::generated(text)
        && !remark(text, &words)
}

fn default_name(words: &mut dyn Iterator<Item = &str>) -> bool {
    let mut core = false;
    words.filter(|word| !word.is_empty()).all(|word| {
        let own = listed(CORE, word);
        core |= own;
        own || listed(BESIDE, word)
    }) && core
}

fn pending(words: &[String]) -> bool {
    listed(PENDING, &words.concat())
}

/// Tells a sentence, which is a remark of the drawer and no name.
fn remark(text: &str, words: &[String]) -> bool {
    const FEWEST: usize = 5;
    const MOST: usize = 16;
    if words.len() < FEWEST {
        return false;
    }
    let ends = text.trim_end().ends_with(['.', '!', '?']);
    let verb = words.iter().skip(1).any(|word| listed(FINITE, word));
    let comma =
        [", der ", ", die ", ", das ", ", den ", ", dem "].iter().any(|article| text.contains(article));
    let relative = comma || words.iter().any(|word| listed(RELATIVE, word));
    ends || verb && !relative || words.len() > MOST
}

/// Tells whether a name says where the thing comes from: `Register (ERP)`, `Order from customer`, `Daten aus SAP`.
pub(crate) fn tells_source(text: &str) -> bool {
    let system = suffix(text).is_some_and(|(_, inner)| {
        let capitals = inner.chars().filter(|c| c.is_uppercase()).count();
        capitals > 1 && !inner.contains(' ') && !listed(FORMATS, &inner.to_lowercase())
    });
    let words = words(text);
    let from = words.iter().position(|word| listed(FROM, word));
    system || from.is_some_and(|at| at > 0 && at + 1 < words.len() && !done_by(&words[at..]))
}

/// Tells a state from a source: *vom Kunden unterschrieben* says what somebody has done to the thing.
fn done_by(words: &[String]) -> bool {
    let [by, _, .., last] = words else { return false };
    by == "vom" && is_done(last) && !listed(BRINGING, last)
}

/// Tells whether a word says what has been done to something: `approved`, `freigegeben`.
fn is_done(word: &str) -> bool {
    let german = word.ends_with('t') || word.ends_with("en");
    let begins = || PARTICIPLES.iter().any(|start| word.starts_with(start));
    label::participle(word) || german && (word.contains("ge") || begins())
}

/// Splits a suffix off that may be a state: `Order (approved)`, `Order - approved`.
fn suffix(name: &str) -> Option<(&str, &str)> {
    let name = name.trim();
    let bracket = || {
        let (head, state) = name.strip_suffix(')')?.rsplit_once('(')?;
        Some((head, state))
    };
    let dash = || [" - ", " – ", " — "].iter().find_map(|dash| name.rsplit_once(dash));
    let (head, state) = bracket().or_else(dash)?;
    let (head, state) = (head.trim(), state.trim());
    (!key(head).is_empty() && !key(state).is_empty()).then_some((head, state))
}

/// A thing, by the key of its name and by whether it is a store.
type ItemKey = (String, bool);

/// The names and states of the items of one export, as they are to be taken.
pub(crate) struct ItemSpellings<'m> {
    /// For each name that ends with a state, or has it in another spelling, the name without it and the state.
    known: FxHashMap<(&'m str, bool), (&'m str, &'m str)>,
}

impl<'m> ItemSpellings<'m> {
    /// Reads the names of the items of an export. A suffix is a state only where the export knows the same thing without
    /// one, or in several states.
    pub(crate) fn of(items: impl Iterator<Item = &'m Item> + Clone) -> Self {
        let items = items.filter(|item| item.kind != ItemKind::Variable);
        let store = |item: &Item| item.kind == ItemKind::Store;
        let suffixed = items.clone().filter_map(|item| Some((item, suffix(&item.name)?)));
        let mut names = Self { known: FxHashMap::default() };
        if suffixed.clone().next().is_none() {
            return names;
        }
        let bare: FxHashSet<ItemKey> = items.clone().map(|item| (key(&item.name), store(item))).collect();
        let mut forms: FxHashMap<ItemKey, FxHashSet<&str>> = FxHashMap::default();
        for (item, (head, state)) in suffixed.clone() {
            forms.entry((key(head), store(item))).or_default().insert(state);
        }
        let mut spelled: FxHashMap<ItemKey, (&str, &str)> = FxHashMap::default();
        for (item, (head, state)) in suffixed {
            let thing = (key(head), store(item));
            if bare.contains(&thing) || forms.get(&thing).is_some_and(are_states) {
                names.known.insert((item.name.as_str(), store(item)), (head, state));
                spelled.entry((thing.0 + &key(state), store(item))).or_insert((head, state));
            }
        }
        for item in items.filter(|_| !spelled.is_empty()) {
            let spelling = spellings(&item.name).into_iter().find_map(|key| spelled.get(&(key, store(item))));
            if let Some(found) = spelling {
                names.known.entry((item.name.as_str(), store(item))).or_insert(*found);
            }
        }
        names
    }

    /// Returns the name of an item without the state that it ends with, and that state.
    pub(crate) fn split(&self, item: &'m Item) -> (&'m str, Option<&'m str>) {
        let found = self.known.get(&(item.name.as_str(), item.kind == ItemKind::Store));
        found.map_or((item.name.as_str(), None), |(head, state)| (*head, Some(*state)))
    }
}

/// Tells whether the suffixes of one name are its states: several, of which some say what has been done to it.
fn are_states(suffixes: &FxHashSet<&str>) -> bool {
    const FEWEST: usize = 3;
    suffixes.len() >= FEWEST && suffixes.iter().filter(|suffix| ends_done(suffix)).count() > 1
}

fn ends_done(suffix: &str) -> bool {
    suffix.split_whitespace().next_back().is_some_and(|last| last.starts_with(char::is_lowercase))
        && words(suffix).last().is_some_and(|last| is_done(last))
}

/// Lists the keys under which a name without brackets or dash may be that of a thing and its state: `Drawing checked`,
/// `Geprüfte Zeichnung`.
fn spellings(name: &str) -> Vec<String> {
    let mut keys = vec![key(name)];
    let folded = words(name);
    if let [first, rest @ ..] = folded.as_slice()
        && !rest.is_empty()
    {
        let rest = key(&rest.join(" "));
        let endings = ["", "e", "er", "es", "en"].into_iter().filter_map(|ending| first.strip_suffix(ending));
        keys.extend(endings.map(|state| format!("{rest}{}", key(state))));
    }
    keys
}

#[cfg(test)]
mod tests {
    use handoff_model::{Item, ItemKind, Span};

    use super::{ItemSpellings, names, suffix, tells_source};

    fn item(name: &str) -> Item {
        Item {
            id: String::new(),
            name: name.to_owned(),
            kind: ItemKind::Object,
            data_type: None,
            fields: Vec::new(),
            collection: false,
            process: None,
            scope: None,
            span: Span::default(),
        }
    }

    #[test]
    fn names_of_tools_name_nothing() {
        let all = "Data Object|data object 12|DataObjectReference_1|DataInput_1|dataObj4|input|Output 2|Datenobjekt|Datenspeicher|Objet \
                   de données|Objeto de datos|Document|New data object|Start Event Data Output|Data Store Reference|To be named|Name \
                   pending|TBD|???|__targetRef_placeholder|DataObject_1kc4dvf|sid-0a1b2c3d4e|Fixed input";
        for name in all.split('|').chain(["To", "from", "Von", "bis", "N.N.", "offen"]) {
            assert!(!names(name), "{name}");
        }
    }

    #[test]
    fn names_of_people_do() {
        let all = "Order|Order data|Input form|Customer data|Delivery document|Message to customer|Kundendaten|Rechnung|Document \
                   checklist|X|List of products that are out of stock|Database|Bon de commande|Event budget|File of the patient";
        for name in all.split('|') {
            assert!(names(name), "{name}");
        }
    }

    #[test]
    fn sentences_are_remarks() {
        for name in [
            "The form must be signed by both sides",
            "Please fill in all of the fields.",
            "Das Formular wird vom Kunden ausgefüllt",
        ] {
            assert!(!names(name), "{name}");
        }
    }

    #[test]
    fn sources_are_no_states() {
        for name in
            ["Order from customer", "Vertrag (vom Kunden eingereicht)", "Daten vom Einkauf", "Register (ERP)"]
        {
            assert!(tells_source(name), "{name}");
        }
        for name in [
            "Vertrag (vom Kunden unterschrieben)",
            "Zeichnung vom Bauleiter geprüft",
            "Angebot (vom Kunden akzeptiert)",
            "Contract (signed by the client)",
        ] {
            assert!(!tells_source(name), "{name}");
        }
    }

    #[test]
    fn one_state_has_many_spellings() {
        let split = |names: &[&str]| -> Vec<(String, Option<String>)> {
            let items: Vec<Item> = names.iter().map(|name| item(name)).collect();
            let names = ItemSpellings::of(items.iter());
            let split = items.iter().map(|item| names.split(item));
            split.map(|(name, state)| (name.to_owned(), state.map(str::to_owned))).collect()
        };
        let state = |name: &str, state: &str| (name.to_owned(), Some(state.to_owned()));
        let bare = |name: &str| (name.to_owned(), None);
        for other in ["Drawing\nchecked", "Checked drawing", "Drawing - checked", "Drawing checked"] {
            let found = split(&["Drawing", "Drawing (checked)", other]);
            assert!(found[2].1.is_some(), "{other}");
            assert_eq!(found[0], bare("Drawing"));
        }
        assert_eq!(split(&["Plan", "Plan (geprüft)", "Geprüfter Plan"])[2], state("Plan", "geprüft"));
        assert_eq!(split(&["Plan", "Planung (geprüft)", "Plan geprüft"])[2], bare("Plan geprüft"));
        let three = split(&["Plan (Entwurf)", "Plan (geprüft)", "Plan (freigegeben)"]);
        assert_eq!(three[0], state("Plan", "Entwurf"));
        let kinds = ["Bericht (intern)", "Bericht (Kunde)", "Bericht (Bank)"];
        assert_eq!(split(&kinds)[0], bare("Bericht (intern)"));
    }

    #[test]
    fn suffixes() {
        assert_eq!(suffix("Order (approved)"), Some(("Order", "approved")));
        assert_eq!(suffix("Order – approved"), Some(("Order", "approved")));
        assert_eq!(suffix("E-mail"), None);
        assert_eq!(suffix("(draft)"), None);
    }
}
