//! The nearest right word for a wrong one.

/// Returns the candidate most like `wrong`, if one is near enough to be what was meant.
pub fn nearest<'c>(wrong: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    /// Below this, a suggestion is more often wrong than right: `lane` for `language`.
    const NEAR: f64 = 0.8;

    let wrong = wrong.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&wrong, &candidate.to_lowercase()), candidate))
        .filter(|(likeness, _)| *likeness >= NEAR)
        // The first of equals wins, so that the answer does not depend on anything but the list.
        .fold(None, |best: Option<(f64, &str)>, next| match best {
            Some(best) if best.0 >= next.0 => Some(best),
            _ => Some(next),
        })
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn suggests_only_what_is_near() {
        let rules = ["data/missing-input", "data/late-input", "transfer/unnamed-message"];
        assert_eq!(nearest("data/mising-input", rules), Some("data/missing-input"));
        assert_eq!(nearest("Transfer/unnamed-mesage", rules), Some("transfer/unnamed-message"));
        assert_eq!(nearest("colour", rules), None);
    }
}
