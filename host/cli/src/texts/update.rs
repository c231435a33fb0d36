//! What is said of newer versions of pinned plugins, in every language.

/// What is said of newer versions of pinned plugins.
pub(crate) struct UpdateTexts {
    /// A plugin by its name and version.
    pub(crate) current: fn(&str, &str) -> String,
    /// A plugin by its name, the version that is pinned, the one that was found, and where.
    pub(crate) outdated: fn(&str, &str, &str, &str) -> String,
    /// How many exports were checked; how many findings are new, gone, and judged otherwise.
    pub(crate) difference: fn(usize, usize, usize, usize) -> String,
    /// A plugin by its name and new version, and the lock.
    pub(crate) updated: fn(&str, &str, &str) -> String,
    /// A plugin by its name, the version that is pinned, and the older one.
    pub(crate) older: fn(&str, &str, &str) -> String,
}

pub(super) static ENGLISH: UpdateTexts = UpdateTexts {
    current: |name, version| format!("= {name} {version}: nothing newer was found"),
    outdated: |name, old, new, place| format!("~ {name} {old}: {new} lies in {place}"),
    difference: |exports, new, gone, changed| {
        let exports = if exports == 1 { "1 export".to_owned() } else { format!("{exports} exports") };
        format!(
            "Findings on this landscape ({exports}): {new} more, {gone} fewer, {changed} of another severity"
        )
    },
    updated: |name, version, lock| {
        format!("{name} {version} is in its place and pinned in {lock}; commit both together.")
    },
    older: |name, pinned, found| {
        format!(
            "{name} {found} is older than {pinned}, which is pinned; to go back, say why with `--older REASON`: it is kept in the lock"
        )
    },
};

pub(super) static GERMAN: UpdateTexts = UpdateTexts {
    current: |name, version| format!("= {name} {version}: nichts Neueres gefunden"),
    outdated: |name, old, new, place| format!("~ {name} {old}: {new} liegt in {place}"),
    difference: |exports, new, gone, changed| {
        let exports = if exports == 1 { "1 Export".to_owned() } else { format!("{exports} Exporte") };
        format!(
            "Befunde in dieser Landschaft ({exports}): {new} mehr, {gone} weniger, {changed} anders eingestuft"
        )
    },
    updated: |name, version, lock| {
        format!(
            "{name} {version} liegt an seinem Platz und ist in {lock} festgelegt; beides zusammen einchecken."
        )
    },
    older: |name, pinned, found| {
        format!(
            "{name} {found} ist älter als {pinned}, das festgelegt ist; wer zurück will, sagt mit `--older GRUND`, warum: das bleibt im Lock"
        )
    },
};
