//! Names and comments as other languages write them.

/// Writes `stale-entry` as `stale_entry`.
pub(crate) fn snake(name: &str) -> String {
    name.replace('-', "_")
}

/// Writes `stale-entry` as `STALE_ENTRY`.
pub(crate) fn upper(name: &str) -> String {
    snake(name).to_uppercase()
}

/// Writes `stale-entry` as `StaleEntry`.
pub(crate) fn pascal(name: &str) -> String {
    name.split('-').map(capital).collect()
}

/// Writes `stale-entry` as `staleEntry`.
pub(crate) fn camel(name: &str) -> String {
    let mut parts = name.split('-');
    parts.next().unwrap_or_default().to_owned() + &parts.map(capital).collect::<String>()
}

/// Writes `stale-entries` as `stale entries`.
pub(crate) fn words(name: &str) -> String {
    name.replace('-', " ")
}

/// Writes `entry` as `an entry`.
pub(crate) fn article(name: &str) -> String {
    let article = if name.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {}", words(name))
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Writes each line of a text behind a mark like `/// `; nothing for no text.
pub(crate) fn comment(mark: &str, text: &str) -> String {
    text.lines().map(|line| format!("{mark}{line}").trim_end().to_owned() + "\n").collect()
}

/// The longest line that `rustfmt` leaves as it is.
const WIDTH: usize = 110;

/// Returns a line where it is short enough, else what it is broken into.
pub(crate) fn fit(line: String, broken: impl FnOnce() -> String) -> String {
    if line.chars().count() <= WIDTH { line } else { broken() }
}

#[cfg(test)]
mod tests {
    use super::{camel, comment, pascal, snake, upper};

    #[test]
    fn names_are_written_as_each_language_does() {
        let name = "every-path-passes";
        assert_eq!(snake(name), "every_path_passes");
        assert_eq!(upper(name), "EVERY_PATH_PASSES");
        assert_eq!(pascal(name), "EveryPathPasses");
        assert_eq!(camel(name), "everyPathPasses");
    }

    #[test]
    fn a_comment_has_its_mark_on_each_line() {
        assert_eq!(comment("  // ", "one\n\ntwo"), "  // one\n  //\n  // two\n");
        assert_eq!(comment("  // ", ""), "");
    }
}
