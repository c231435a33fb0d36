//! Whether what is given in one type, format or unit serves whoever needs another. What is written in several ways stands in
//! `forms.txt`; where two forms may be meant to be one, they are.

/// Names of forms, the usual one of each first.
const WRITTEN: &str = include_str!("../../forms.txt");

/// A type of which nothing is said.
const ANY: &str = "any";

/// What two sides can say differently of one item or field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FormAspect {
    Type,
    Format,
    Unit,
}

impl FormAspect {
    /// Tells whether what is given in one way serves whoever needs the other.
    pub(crate) fn serves(self, given: &str, wanted: &str) -> bool {
        match self {
            Self::Type => type_serves(given, wanted),
            // Whoever takes one of several is served by one of several.
            Self::Format | Self::Unit => alternatives(given).any(|given| {
                let has = words(given);
                alternatives(wanted).any(|wanted| words(wanted).iter().all(|word| has.contains(word)))
            }),
        }
    }
}

/// Tells whether a type is one that every tool knows, and not the name of somebody's own.
pub(crate) fn is_common_type(name: &str) -> bool {
    usual(local(name)).is_some_and(|usual| usual != ANY)
}

fn type_serves(given: &str, wanted: &str) -> bool {
    let name = |name: &str| {
        let local = local(name);
        usual(local).map_or_else(|| letters(local), str::to_owned)
    };
    let (given, wanted) = (name(given), name(wanted));
    let is_open = |name: &str| name.is_empty() || name == ANY;
    let holds = [("number", "whole number"), ("date", "date and time")];
    let widens = wanted == "text" || holds.contains(&(wanted.as_str(), given.as_str()));
    // *Order* and *OrderType* are one type under two names.
    let is_part = given.contains(&wanted) || wanted.contains(&given);
    let known = |name: &str| usual(name).is_some();
    is_open(&given)
        || is_open(&wanted)
        || given == wanted
        || widens
        || is_part && !(known(&given) && known(&wanted))
}

/// Returns the name of a type without its namespace or package; of a list, nothing: what it is a list of is said by its number.
fn local(name: &str) -> &str {
    if name.contains(['<', '[']) {
        return "";
    }
    let ends: &[char] = if name.contains(' ') { &[':', '}', '#'] } else { &[':', '}', '#', '.'] };
    name.trim().rsplit(ends).next().unwrap_or_default()
}

/// Splits a text into the forms any of which it allows.
fn alternatives(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split([',', ';', '|']).flat_map(|part| part.split(" or "));
    let parts = parts.flat_map(|part| part.split(" oder ")).flat_map(|part| part.split(" ou "));
    parts.flat_map(|part| part.split(" o ")).filter(|part| !part.trim().is_empty())
}

/// Returns the usual names of the words of one form: *EUR (net)* is an *€* of which more is said.
fn words(form: &str) -> Vec<String> {
    let form = form.trim();
    if let Some(usual) = usual(form) {
        return vec![usual.to_owned()];
    }
    if let Some(picture) = picture(form) {
        return vec![picture];
    }
    let words = form.split(|letter: char| letter.is_whitespace() || "()/\"“”".contains(letter));
    let words = words.filter(|word| !word.is_empty());
    let name = |word: &str| usual(word).or_else(|| usual(&letters(word)));
    words.map(|word| name(word).map_or_else(|| letters(word), str::to_owned)).collect()
}

/// Returns the usual name of a form, where it is a known one.
fn usual(name: &str) -> Option<&'static str> {
    let name = name.trim().to_lowercase();
    let lines = WRITTEN.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(": ")).find_map(|(usual, others)| {
        let is_one = usual == name || others.split(", ").any(|other| other == name);
        is_one.then_some(usual)
    })
}

/// Returns the letters and digits of a word, in small letters; of a sign, the sign.
fn letters(word: &str) -> String {
    let kept: String = word.chars().filter(|letter| letter.is_alphanumeric()).collect();
    if kept.is_empty() { word.trim().to_owned() } else { kept.to_lowercase() }
}

/// Returns a picture of a date or time like *DD.MM.YYYY*, with the letters of English and each once but for the year: how the parts
/// stand is what tells it from others.
fn picture(form: &str) -> Option<String> {
    let form = form.to_lowercase();
    let is_letter = |letter: char| "dmyjtaghsx".contains(letter);
    let parts: Vec<&str> =
        form.split(|letter: char| letter.is_ascii_punctuation() || letter == ' ').collect();
    let is_run =
        |part: &&str| part.chars().all(is_letter) && part.chars().all(|letter| part.starts_with(letter));
    if parts.len() < 2 || !parts.iter().all(is_run) || parts.iter().all(|part| part.len() < 2) {
        return None;
    }
    // In French a *j* is a day and an *a* a year, in German a *t* is a day and a *j* a year.
    let is_romance = form.contains('a');
    let mut picture = String::new();
    for letter in form.chars() {
        let letter = match letter {
            'j' if is_romance => 'd',
            'a' | 'j' => 'y',
            't' | 'g' => 'd',
            other => other,
        };
        if letter == 'y' || !picture.ends_with(letter) {
            picture.push(letter);
        }
    }
    Some(picture)
}

#[cfg(test)]
mod tests {
    use super::FormAspect::{self, Format, Type, Unit};

    #[track_caller]
    fn check(aspect: FormAspect, given: &str, wanted: &str, expected: bool) {
        assert_eq!(aspect.serves(given, wanted), expected, "{given} for {wanted}");
    }

    #[test]
    fn a_type_has_many_names() {
        check(Type, "xsd:string", "text", true);
        check(Type, "java.lang.Integer", "long", true);
        check(Type, "int", "BigDecimal", true);
        check(Type, "BigDecimal", "int", false);
        check(Type, "string", "date", false);
        check(Type, "date", "string", true);
        check(Type, "Object", "date", true);
        check(Type, "List<Order>", "Order", true);
        check(Type, "tns:OrderType", "Order", true);
        check(Type, "Order", "Invoice", false);
        check(Type, "datetime", "date", true);
        check(Type, "date", "dateTime", false);
    }

    #[test]
    fn a_date_is_written_in_several_ways() {
        check(Format, "TT.MM.JJJJ", "dd.mm.yyyy", true);
        check(Format, "JJ/MM/AAAA", "D/M/YYYY", true);
        check(Format, "MM/DD/YYYY", "DD/MM/YYYY", false);
        check(Format, "DD.MM.YY", "DD.MM.YYYY", false);
        check(Format, "YYYY-MM-DD", "ISO 8601", true);
    }

    #[test]
    fn more_may_be_said_and_one_of_several_will_do() {
        check(Format, "PDF/A", "pdf", true);
        check(Format, "PDF", "PDF/A", false);
        check(Format, "application/pdf", "PDF or Word", true);
        check(Format, "Word oder Excel", "PDF", false);
        check(Format, "csv, UTF8", "UTF-8", true);
        check(Unit, "EUR (net)", "€", true);
        check(Unit, "€", "EUR net", false);
        check(Unit, "Kilogramm", "kg", true);
        check(Unit, "Std.", "hours", true);
        check(Unit, "g", "kg", false);
        check(Unit, "m/s", "km/h", false);
    }
}
