//! Text of a picture: how wide it may get, and where it breaks.

use unicode_width::UnicodeWidthChar;

use crate::escape::Untrusted;

/// The most columns of a name that are looked at.
const LONGEST: usize = 400;

/// Returns how wide a text gets at a size of 1, in the widest of the usual fonts: nobody knows which one a reader has.
pub(super) fn width(text: &str) -> f64 {
    text.chars().map(advance).sum()
}

fn advance(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | ' ' | 'I' | '!' => 0.36,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '-' | '/' => 0.45,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '→' | '…' => 1.02,
        'A'..='Z' | 'Ä' | 'Ö' | 'Ü' => 0.78,
        'a'..='z' | '0'..='9' | 'ä' | 'ö' | 'ü' | 'ß' => 0.66,
        other => match other.width() {
            None | Some(0) => 0.0,
            Some(1) => 0.85,
            Some(_) => 1.1,
        },
    }
}

/// Makes a name safe and breaks it into lines of that width, at most so many; what had to go is marked by `…`.
pub(super) fn lines(name: &str, size: f64, room: f64, most: usize) -> Vec<String> {
    let name = Untrusted::new(name.trim()).cut(LONGEST);
    let fits = |line: &str| width(line) * size <= room;
    let mut lines = vec![String::new()];
    for word in name.split(' ').filter(|word| !word.is_empty()) {
        let last = lines.last().map(String::as_str).unwrap_or_default();
        let longer = if last.is_empty() { word.to_owned() } else { format!("{last} {word}") };
        if fits(&longer) {
            lines.pop();
            lines.push(longer);
        } else {
            let mut pieces = pieces(word, &fits);
            if last.is_empty() {
                lines.pop();
            }
            lines.append(&mut pieces);
        }
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while !fits(&format!("{last}…")) && last.pop().is_some() {}
            last.push('…');
        }
    }
    lines
}

/// Breaks a word that is wider than a line.
fn pieces(word: &str, fits: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for character in word.chars() {
        let last = pieces.last().map(String::as_str).unwrap_or_default();
        let longer = format!("{last}{character}");
        if last.is_empty() || fits(&longer) {
            pieces.pop();
            pieces.push(longer);
        } else {
            pieces.push(character.to_string());
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::{lines, width};

    fn check(name: &str, expected: &[&str]) {
        let lines = lines(name, 10.0, 100.0, 2);
        assert_eq!(lines, expected);
        assert!(lines.iter().all(|line| width(line) * 10.0 <= 100.0));
    }

    #[test]
    fn names_break_at_spaces() {
        check("Sales", &["Sales"]);
        check("  Customer  Service  Centre ", &["Customer Service", "Centre"]);
        check("", &[""]);
    }

    #[test]
    fn long_names_are_cut() {
        check("Donaudampfschifffahrtsgesellschaft", &["Donaudampfschif", "ffahrtsgesellsc…"]);
        check("a very long name of a very small department", &["a very long name", "of a very small…"]);
        check("検査記録検査記録検査記録検査記録", &["検査記録検査記録検", "査記録検査記録"]);
        check(&"W".repeat(1000), &["WWWWWWWWW", "WWWWWWWW…"]);
    }
}
