//! What the reports say in English.

use handoff_finding::Severity;
use handoff_landscape::contract::Side;
use handoff_landscape::unit::{Availability, CustomerReason};
use handoff_model::{Language, Status};

use super::change::{ChangeTexts, DiffTexts, NeedSubject, ReasonText};
use super::html::HtmlTexts;
use super::map::MapTexts;
use super::{Catalogue, ReportTexts, noun};
use crate::change::{Effect, UncomparedCause};
use crate::run::{LoweredFindings, PluginStatus};

pub(super) static CATALOGUE: Catalogue =
    Catalogue { report: &REPORT, html: &HTML, map: &MAP, diff: &DIFF, change: &CHANGE };

static REPORT: ReportTexts = ReportTexts {
    language: Language::English,
    gaps: |surely, all| match surely {
        0 => "Gaps that may reach the customer",
        _ if surely == all => "Gaps that reach the customer",
        _ => "Gaps that reach the customer, or may",
    },
    more_gaps: |surely, all| match surely {
        0 => "More gaps that may reach the customer",
        _ if surely == all => "More gaps that reach the customer",
        _ => "More gaps that reach the customer, or may",
    },
    findings: "Findings",
    other_findings: "Other findings",
    undecided: "Undecided",
    not_checked: "Not checked",
    notes: "Notes on reading",
    severity: |severity| match severity {
        Severity::Error => &const { noun("error", "errors") },
        Severity::Warning => &const { noun("warning", "warnings") },
        Severity::Info => &const { noun("info", "info") },
    },
    handoff: "handoff",
    owner: "owner",
    needed: "needed by",
    item: "item",
    path: "path",
    reach: "reach",
    repair: "repair",
    place: "place",
    also: "also",
    see: "see",
    remedy: "remedy",
    is_gap: "gap",
    is_customer: "customer",
    is_both: "gap, customer",
    steps_left_out: |steps| format!("… {steps} steps …"),
    customer_meets: |at| match at {
        "" => "The customer meets it.".to_owned(),
        at => format!("The customer meets it at {at}."),
    },
    customer_may_meet: |at| match at {
        "" => "The customer may meet it.".to_owned(),
        at => format!("The customer may meet it at {at}."),
    },
    repaired: |step| format!("{step} makes up for it before the customer notices"),
    repaired_elsewhere: |step| format!("{step} makes up for it on other paths"),
    likely: "likely: rests on wording",
    advice: "advice",
    more: |number| format!("… and {number} more"),
    more_places: |number| format!("… and {}", noun("more place", "more places").count(number)),
    show_places: "--all shows them",
    more_alike: |number| format!("… and {number} more like this"),
    more_rules: |findings, rules| {
        let findings = noun("finding", "findings").count(findings);
        format!("… and {findings} of {}", noun("more rule", "more rules").count(rules))
    },
    idle_notes: |notes| {
        let notes = noun("note", "notes").count(notes);
        format!("{notes} on what stands in the files beside the work: --all shows where.")
    },
    more_notes: |notes, kinds| format!("… and {notes} more of {kinds} other kinds"),
    held_back: |number| {
        let findings = noun("finding is", "findings are").count(number);
        format!("{findings} only counted here: --all shows every one, --format json lists them.")
    },
    lowered: |plugin, LoweredFindings { number, cap }| {
        let findings = noun("finding", "findings").count(number);
        format!(
            "{plugin} says {findings} with a higher severity than `severity-cap` allows; shown here as `{}`.",
            cap.name()
        )
    },
    in_english: |plugin, number| {
        let findings = noun("finding", "findings").count(number);
        format!(
            "{plugin} says {findings} in English: it has no text in your language, or one that cannot be filled."
        )
    },
    refused: "refused",
    not_read: |reason, remedy| format!("Not read: {reason}; {remedy}."),
    plugin_status: PluginStatus::name,
    plugin: "plugin",
    no_cause: "It gave no cause.",
    name_the_customer: |line, candidates| match candidates {
        [] => format!(
            "No customer can be recognised around some of these gaps. To see which reach the customer, name the \
             customer’s pools and lanes in handoff.toml: {line}."
        ),
        candidates => format!(
            "No customer can be recognised. If it is {}, who begins a case and gets an answer, write in handoff.toml: \
             {line}.",
            candidates.join(" or ")
        ),
    },
    nothing_to_check: |handoffs, border| {
        let handoffs = noun("handoff", "handoffs").count(handoffs);
        let border = border.map(|border| format!(" (most of all {border})")).unwrap_or_default();
        format!("{handoffs} could not be checked{border}: nothing says what is handed over.")
    },
    no_gaps: "No gaps found",
    no_new_gaps: "No new gaps found",
    known: |number, baseline| {
        format!("{} known from the baseline {baseline}.", noun("finding is", "findings are").count(number))
    },
    known_findings: "Known from the baseline",
    no_rule_ran: "Every rule is off: nothing was checked",
    nothing_checked: "What is handed over could not be checked",
    no_handoff_checked: |handoffs| match handoffs {
        1 => "The only handoff could not be checked; no gaps found beside it".to_owned(),
        _ => format!("None of the {handoffs} handoffs could be checked; no gaps found beside them"),
    },
    give_something_to_check: "Draw data objects and name messages in the export, or write down in a contract what a \
                              department requires: requires = [\"…\"].",
    says_nothing: "Not checked: nothing says what is handed over.",
    only_sketches: "There is nothing but sketches: give the steps the names that the people who do them use, and check again.",
    only_choreography: "There is no process here, only who exchanges messages with whom (a choreography or conversation), \
                        which is not read: export the process of each participant, with its steps.",
    no_process: "There is no process with steps here: export what is inside the pools too.",
    mend: |item, from, closes| match from {
        Some(from) => format!("provide {item} in {from} ({closes})"),
        None => format!("say who provides {item} ({closes})"),
    },
    begin_with: |mends, closes, gaps| {
        let these = match mends.len() {
            1 => "This change closes".to_owned(),
            number => format!("These {number} changes close"),
        };
        format!("{these} {closes} of {gaps} gaps: {}.", mends.join(", "))
    },
    reaching: |surely, perhaps| match (surely, perhaps) {
        (0, _) => format!("{perhaps} may reach the customer"),
        (_, 0) => format!("{} the customer", noun("reaches", "reach").count(surely)),
        _ => format!("{} the customer, {perhaps} more may", noun("reaches", "reach").count(surely)),
    },
    undecided_needs: |needs, declaration| {
        let needs = noun("need is", "needs are").count(needs);
        format!("{needs} undecided, since a source is not declared. {declaration}.")
    },
    undecided_count: |needs| format!("{} undecided", noun("need", "needs").count(needs)),
    decides: |declare, needs| format!("{declare}: decides {}", noun("need", "needs").count(needs)),
    declare_source: "Say in the export what is passed on",
    list_undecided: "--undecided lists them.",
    incomplete: "The check is incomplete: see “Not checked”.",
    files: noun("file", "files"),
    statuses: |read, repaired, refused| format!("{read} read, {repaired} repaired, {refused} refused"),
    handoffs: noun("handoff", "handoffs"),
    share_declared: |percent| format!("{percent} % declared"),
    rules: noun("rule", "rules"),
    plugins_failed: |number| format!("{} failed", noun("plugin", "plugins").count(number)),
    ignored: |number, in_exports| {
        let marks = match in_exports {
            0 => String::new(),
            _ if in_exports == number => " by marks in exports".to_owned(),
            _ => format!(", {in_exports} of them by marks in exports"),
        };
        format!("{} ignored{marks}", noun("finding", "findings").count(number))
    },
    ignored_findings: "Ignored",
    reason: "reason",
    until: |day| format!("until {day}"),
    skipped: |number| format!("{} skipped as no export", noun("file", "files").count(number)),
    excluded: |number| format!("{} left out by `exclude`", noun("file", "files").count(number)),
    kind: crate::names::handoff_kind,
    evidence: crate::names::evidence,
    no_department: "(no department)",
    whole_pool: "(whole pool)",
    nothing_declared: "nothing declared",
    perhaps: "perhaps",
    taken_for_the_customer: |department, why, first| {
        let reason = match why {
            CustomerReason::Configuration => "the configuration says so".to_owned(),
            CustomerReason::Name => "its name says so".to_owned(),
            CustomerReason::Beginning => format!("its name begins with {first}"),
            CustomerReason::Pool => "its lane lies in a pool of the customer".to_owned(),
            CustomerReason::Starter => "it begins the case and gets an answer".to_owned(),
        };
        format!("{department} is taken for the customer: {reason}.")
    },
    more_customers: |number| match number {
        1 => "One more is taken for a customer; `--format json` lists all with the reason.".to_owned(),
        _ => format!("{number} more are taken for customers; `--format json` lists all with the reason."),
    },
    unowned: |processes, files| {
        let (names, them) = if processes == 1 { ("names", "it") } else { ("name", "them") };
        format!(
            "{} in {} {names} no department, so that no handoff between departments can be seen in {them}: draw lanes, \
             name the pools, or name the roles.",
            noun("process", "processes").count(processes),
            noun("file", "files").count(files)
        )
    },
    sketches: |processes, files| {
        let (are, their) = if processes == 1 { ("is a sketch", "its") } else { ("are sketches", "their") };
        let (were, them) = if processes == 1 { ("was", "it") } else { ("were", "them") };
        format!(
            "{} in {} {are} (most of {their} steps have no names of their own) and {were} not judged; `--preset strict` \
             judges {them}.",
            noun("process", "processes").count(processes),
            noun("file", "files").count(files)
        )
    },
    no_handoff: "No handoff: no flow, message or call leads from one department to another.",
    borders: noun("border", "borders"),
    coverage: |declared, all, percent| {
        format!("{declared} of {} declared ({percent} %)", REPORT.handoffs.count(all))
    },
    time: "Time",
    calls: noun("call", "calls"),
    of: "of",
};

static HTML: HtmlTexts = HtmlTexts {
    language: Language::English,
    title: "What is handed over, and what is not",
    skip: "Skip to the summary",
    contents: "Contents",
    summary: "Summary",
    landscape: "The landscape",
    departments: "Departments",
    processes: "Processes",
    handoffs: "Handoffs",
    files: "Files",
    plugins: "Plugins",
    rules: "The rules explained",
    reach_customer: |surely, all| match surely {
        0 if all > 0 => "may reach the customer",
        _ if surely == all => "reach the customer",
        _ => "reach the customer, or may",
    },
    say_what: "of the handoffs say what is handed over",
    no_reach: "No gap was found that reaches the customer.",
    show_path: "Show the path in the drawing",
    show_place: "Show it in the drawing",
    explain: "What the rule means",
    folded: |number| noun("finding, folded", "findings, folded").count(number),
    side: |side| match side {
        Side::Internal => None,
        Side::Customer => Some("customer"),
        Side::Partner => Some("partner"),
    },
    needs_of: |name| format!("What {name} needs, and who does not deliver it"),
    needs: "needs",
    at_step: "at the step",
    verdict: "arrives",
    giver: "from",
    reason: "Why it is ignored",
    finding: "finding",
    nobody: "nobody",
    availability: |availability| match availability {
        Availability::Always => "always",
        Availability::Sometimes => "not on every path",
        Availability::Racing => "perhaps too late",
        Availability::Late => "too late",
        Availability::Elsewhere => "only elsewhere",
        Availability::Never => "never",
        Availability::Unknown => "undecidable",
    },
    fields_missing: |fields| format!("without {fields}"),
    optional: "optional",
    all_met: |number| format!("Gets everything it is known to need ({number})."),
    met: |number| noun("need is met", "needs are met").count(number),
    no_needs: "Nothing says what it needs.",
    drawing_of: |name| format!("Drawing of {name}"),
    laid_out: "laid out by handoff: the export has no drawing of it",
    left_out: |number| {
        format!(
            "{} left out: this is too much for one picture",
            noun("shape or line is", "shapes and lines are").count(number)
        )
    },
    undrawn: |number| {
        format!("{} missing in the export’s own drawing", noun("step is", "steps are").count(number))
    },
    not_drawn: |number| {
        format!(
            "{} not drawn here, to keep this page small enough to open:",
            noun("process file is", "process files are").count(number)
        )
    },
    no_source: "It cannot be drawn: its file can no longer be read.",
    trails_left_out: |number| {
        format!("the paths of {} are not drawn here", noun("more finding", "more findings").count(number))
    },
    elsewhere: "Found here, but about nothing that is drawn:",
    way_to_gap: "path to the gap",
    way_to_customer: "path on to the customer",
    met_here: "the customer meets it",
    file: "file",
    format: "format",
    tool: "tool",
    outcome: "outcome",
    status: |status| match status {
        Status::Read => "read",
        Status::Repaired => "repaired",
        Status::Refused => "refused",
    },
    plugin: "plugin",
    rules_run: "rules",
    fuel: "fuel",
    none: "none",
};

static MAP: MapTexts = MapTexts {
    words: &REPORT,
    title: "Map of handoffs",
    side: |side| match side {
        Side::Internal => "department",
        Side::Customer => "customer",
        Side::Partner => "partner",
    },
    availability: crate::names::availability,
    departments: noun("department", "departments"),
    steps: noun("step", "steps"),
    unmet: |unmet, all| format!("{unmet} of {} unmet", noun("need", "needs").count(all)),
    no_gaps: "no gaps",
    interaction: "line of interaction",
    idle: "Without any handoff",
    nothing_crosses: "nothing is handed over, though something should be",
    all_declared: "every handoff declared",
    some_declared: "some declared",
    none_declared: "none declared",
    more_handoffs: "more handoffs",
    reaches: "reaches the customer",
    elsewhere: "About no department",
    gives_gets: "gives ↓  gets →",
    matrix_legend: "1/2: one of two handoffs says what is handed over. !3: three findings. *: the customer meets at least \
                    one of them. 0/0: nothing is handed over, though something should be.",
    more_borders: |number| {
        format!("and {}; `--format html` shows all", noun("more border", "more borders").count(number))
    },
    more_departments: |number| {
        format!(
            "and {}; `--format html` shows all",
            noun("more department", "more departments").count(number)
        )
    },
    department: "Department",
    sipoc: ["Supplier", "Input", "Is it there?", "Process", "Output", "Customer"],
    border_columns: ["From", "To", "Declared", "Items", "Gaps"],
    missing_fields: "without",
    optional: "optional",
    leaves: "leaves the process",
    unused: "nobody",
};

static DIFF: DiffTexts = DiffTexts {
    title: |effect| match effect {
        Effect::BreakingForCustomer => "New gaps that reach the customer",
        Effect::Breaking => "Breaking changes",
        Effect::Degrading => "Degrading changes",
        Effect::Compatible => "Compatible changes",
        Effect::Improving => "Improvements",
    },
    count: |effect, number| match (effect, number) {
        (Effect::BreakingForCustomer, 1) => "1 new gap that reaches the customer".to_owned(),
        (Effect::BreakingForCustomer, number) => format!("{number} new gaps that reach the customer"),
        (Effect::Breaking, number) => format!("{number} breaking"),
        (Effect::Degrading, number) => format!("{number} degrading"),
        (Effect::Compatible, number) => format!("{number} compatible"),
        (Effect::Improving, number) => format!("{number} improving"),
    },
    not_compared: "Not compared",
    more: |number| format!("… and {number} more"),
    held_back: |number| {
        let changes = if number == 1 { "change is" } else { "changes are" };
        format!("{number} {changes} only counted here: --all shows every one, --format json lists them.")
    },
    incomplete: "The comparison is incomplete: not everything could be read and checked.",
    unchanged: |number| match number {
        1 => "1 finding as before".to_owned(),
        number => format!("{number} findings as before"),
    },
    figures: ["files", "handoffs", "declared", "findings", "reach the customer"],
    before: "before",
    after: "now",
    page: "What changed in what is handed over",
    landscape: "The landscape now",
};

static CHANGE: ChangeTexts = ChangeTexts {
    gaps: |new, spared| {
        let gaps = if new == 1 { "gap that reaches" } else { "gaps that reach" };
        let spared = if spared > 0 { format!(" (and −{spared})") } else { String::new() };
        format!("+{new} {gaps} the customer{spared}")
    },
    spared: |number| {
        let gaps = if number == 1 { "gap that reached" } else { "gaps that reached" };
        format!("−{number} {gaps} the customer")
    },
    nothing: "Nothing changed.",
    judged_as_now: "No new gap that reaches the customer, but what judges is not as it was.",
    compatible: "No new gap that reaches the customer",
    need: |NeedSubject { who, item, at }, verdict, broke| {
        let at = at.map(|at| format!(" at {at}")).unwrap_or_default();
        match (verdict, broke) {
            (Availability::Unknown, true) => {
                format!("Nobody can tell any more whether {who} gets {item}{at}")
            }
            (Availability::Sometimes, true) => format!("{who} no longer always gets {item}{at}"),
            (_, true) => format!("{who} no longer gets {item}{at}"),
            (Availability::Sometimes | Availability::Unknown, false) => {
                format!("{who} now surely gets {item}{at}")
            }
            (_, false) => format!("{who} now gets {item}{at}"),
        }
    },
    since: |said, why| format!("{said} since {why}"),
    why: |why, broke| match (why, broke) {
        (ReasonText::Behind { provider, step }, true) => format!("{provider} moved behind {step}"),
        (ReasonText::Behind { provider, step }, false) => format!("{provider} moved before {step}"),
        (ReasonText::Beside { provider }, true) => format!("{provider} runs at the same time"),
        (ReasonText::Beside { provider }, false) => format!("{provider} no longer runs at the same time"),
        (ReasonText::Bypassed { provider, via: None }, true) => {
            format!("{provider} no longer lies on every path there")
        }
        (ReasonText::Bypassed { provider, via: Some(via) }, true) => {
            format!("{via} lies on a path around {provider}")
        }
        (ReasonText::Bypassed { provider, .. }, false) => format!("{provider} lies on every path there"),
        (ReasonText::Removed { provider }, true) => format!("{provider} is gone"),
        (ReasonText::Removed { provider }, false) => format!("{provider} was added"),
        (ReasonText::Dropped { provider }, true) => format!("{provider} no longer provides it"),
        (ReasonText::Dropped { provider }, false) => format!("{provider} provides it"),
        (ReasonText::Optional { provider }, true) => format!("{provider} may leave it out"),
        (ReasonText::Optional { provider }, false) => format!("{provider} may not leave it out any more"),
        (ReasonText::CutOff { provider }, true) => format!("nothing passes it on from {provider} any more"),
        (ReasonText::CutOff { provider }, false) => format!("it is passed on from {provider}"),
        (ReasonText::HandoffGone { border }, true) => format!("the handoff {border} is gone"),
        (ReasonText::HandoffGone { border }, false) => format!("there is a handoff {border}"),
        (ReasonText::NotCarried { border }, true) => format!("the handoff {border} no longer carries it"),
        (ReasonText::NotCarried { border }, false) => format!("the handoff {border} carries it"),
        (ReasonText::State { provider: Some(provider), states }, true) => {
            format!("it arrives as {states}, not as {provider} left it")
        }
        (ReasonText::State { provider: None, states }, true) => format!("it arrives as {states}"),
        (ReasonText::State { states, .. }, false) => format!("it no longer arrives as {states}"),
        (ReasonText::Fields { missing }, true) => format!("it comes without {missing}"),
        (ReasonText::Fields { missing }, false) => format!("it comes with {missing}"),
        (ReasonText::Undeclared, true) => "a source on the way is not declared any more".to_owned(),
        (ReasonText::Undeclared, false) => "every source on the way is declared".to_owned(),
    },
    no_longer: |message| format!("No longer so: {message}"),
    now_reaches: |message| format!("{message} This now reaches the customer."),
    reaches_no_more: |message| format!("{message} This no longer reaches the customer."),
    now: |message, old, new| format!("{message} (now {new}, before {old})"),
    border: |giver, receiver| format!("from {giver} to {receiver}"),
    handoff_new: |handoff, items| format!("A new handoff {handoff} carries {items}."),
    handoff_gone: |handoff, items| format!("The handoff {handoff} is gone; it carried {items}."),
    handoff_lost: |handoff, lost, gained| match gained {
        "" => format!("The handoff {handoff} no longer carries {lost}."),
        gained => format!("The handoff {handoff} no longer carries {lost}; it now carries {gained}."),
    },
    handoff_gained: |handoff, gained| format!("The handoff {handoff} now also carries {gained}."),
    handoff_undeclared: |handoff| format!("Nothing says any more what the handoff {handoff} carries."),
    handoff_declared: |handoff, items| {
        format!("It is now declared that the handoff {handoff} carries {items}.")
    },
    handoff_moved: |old, new| format!("The handoff {old} is now {new}."),
    touchpoint_new: |step| format!("{step} now meets the customer."),
    touchpoint_gone: |step| format!("{step} no longer meets the customer."),
    department_new: |name| format!("The department {name} is new."),
    department_gone: |name| format!("The department {name} is gone."),
    file_new: |path| format!("The file {path} is new."),
    file_gone: |path| format!("The file {path} is gone."),
    renamed: |old, new| format!("{old} is now called {new}."),
    uncompared: |path, cause| match cause {
        UncomparedCause::UnreadBefore => {
            format!("{path} could not be read before; what stands in it is not compared.")
        }
        UncomparedCause::UnreadNow => {
            format!("{path} cannot be read now; what stands in it is not compared.")
        }
        UncomparedCause::JudgesAsNow => {
            format!("{path} is not as it was; both states are judged by it as it is now.")
        }
    },
    and: "and",
};
