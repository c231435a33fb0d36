//! How names, versions and addresses are written that come from plugins: safe to print, to compare and to look up.

use crate::limits;

/// Tells whether a name can be that of a plugin: kebab case, and so no path.
pub(crate) fn is_plugin_id(name: &str) -> bool {
    is_kebab(name)
}

/// Tells whether a text can be the version of a plugin.
pub(crate) fn is_version(version: &str) -> bool {
    let is_safe = |c: char| c.is_ascii_alphanumeric() || "-._+".contains(c);
    version.len() <= limits::NAME
        && version.starts_with(|c: char| c.is_ascii_alphanumeric())
        && version.chars().all(is_safe)
}

/// Tells whether a text can be the id of a rule: `family/name`.
pub fn is_rule_id(id: &str) -> bool {
    id.len() <= limits::NAME
        && id.split_once('/').is_some_and(|(family, name)| is_kebab(family) && is_kebab(name))
}

/// Tells whether a word is one in kebab case: small letters, digits and hyphens, a letter first, at most
/// 64 of them.
pub fn is_kebab(word: &str) -> bool {
    word.len() <= limits::NAME
        && word.starts_with(|first: char| first.is_ascii_lowercase())
        && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// Tells whether a text can be the tag of a language, like `de` or `pt-BR`.
pub(crate) fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let is_primary = |part: &str| matches!(part.len(), 2 | 3) && part.chars().all(|c| c.is_ascii_lowercase());
    parts.next().is_some_and(is_primary)
        && parts.all(|part| matches!(part.len(), 1..=8) && part.chars().all(|c| c.is_ascii_alphanumeric()))
}

/// Tells whether a text is an address that people may be sent to: `https`, a host without a user, nothing that is no letter,
/// digit or mark of an address.
pub(crate) fn is_link(address: &str) -> bool {
    let is_safe = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c);
    let Some(rest) = address.strip_prefix("https://") else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    address.len() <= limits::LINK
        && address.chars().all(is_safe)
        && !host.contains('@')
        && host.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '[')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(is_fine: impl Fn(&str) -> bool, fine: &[&str], refused: &[&str]) {
        for text in fine {
            assert!(is_fine(text), "{text:?}");
        }
        for text in refused {
            assert!(!is_fine(text), "{text:?}");
        }
    }

    #[test]
    fn ids_are_no_paths_and_no_tricks() {
        let long = "a".repeat(limits::NAME + 1);
        check(
            is_plugin_id,
            &["lean", "acme-billing2"],
            &["", "..", "../x", "a/b", "A", "-a", "a.b", "ä", "a\u{202e}b", &long],
        );
        let rules = ["", "a", "a/b/c", "/b", "a/", "../b", "a/..", "A/b", "a b/c"];
        check(is_rule_id, &["data/missing-input"], &rules);
        check(is_version, &["1.0.0", "1.2.3-rc.1+5"], &["", "../1", "1/2", ".1", "1 ", &long]);
    }

    #[test]
    fn languages_are_tags() {
        check(is_language, &["en", "de", "pt-BR", "zh-Hant-TW"], &["", "e", "EN", "en-", "en_US", "../de"]);
    }

    #[test]
    fn links_lead_to_a_host_by_https() {
        let refused = [
            "",
            "http://a.b",
            "https://",
            "https:///x",
            "https://a@b",
            "https://a b",
            "javascript:x",
            "https://a\"x",
            "https://ä.de",
        ];
        check(is_link, &["https://a.example/x?y=1#z", "https://[::1]/x"], &refused);
    }
}
