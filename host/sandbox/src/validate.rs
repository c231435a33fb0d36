//! Takes over what a plugin found: nothing is believed that cannot be checked against the unit.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::Arc;

use handoff_finding::{
    Certainty, Finding, MissingDeclaration, Place, PluginIdentity, Reach, Severity, Verdict, fingerprint,
};
use handoff_landscape::by_name::NameLinks;
use handoff_landscape::unit::{Availability, DepartmentId, ItemId, ReachVerdict, StateId, StepId};
use handoff_model::Language;

use crate::contract::places;
use crate::contract::wire::{self, Argument};
use crate::fix;
use crate::limits;
use crate::located::LocatedPlace;
use crate::passage_check::PassageCheck;
use crate::place::UnitNames;
use crate::plugin::Plugin;
use crate::rejection::{FindingContent, FindingPart, Rejection};
use crate::render::{self, ArgumentPosition};
use crate::rule_description::{self, RuleDescription};
use crate::select::Selection;
use crate::text::bounded;

/// The findings of one call, taken over.
pub(crate) struct ValidatedFindings {
    /// The findings, in the order of places and words.
    pub(crate) findings: Vec<Finding>,
    /// How many of them say something in English for want of a text in the language of the reader.
    pub(crate) in_english: usize,
}

/// Takes over the findings of one call.
pub(crate) struct FindingValidator<'a> {
    pub(crate) plugin: &'a Plugin,
    pub(crate) selection: &'a Selection,
    pub(crate) shown: UnitNames<'a>,
}

impl FindingValidator<'_> {
    /// Takes over all findings or none; the error is the position of the first flawed one, its rule, and the flaw.
    ///
    /// Fingerprints of equal parts are numbered in the order of places and words, so that they do not depend on the
    /// order in which the plugin looked.
    pub(crate) fn validate_all(
        &self,
        said: &[wire::Finding],
    ) -> Result<ValidatedFindings, (usize, String, Rejection)> {
        let mut flow = None;
        let links = NameLinks::of(self.shown.unit);
        let (mut findings, mut in_english) = (Vec::with_capacity(said.len()), 0);
        for (index, finding) in said.iter().enumerate() {
            if !finding.witness.is_empty() && flow.is_none() {
                flow = Some(PassageCheck::of(&self.shown.unit.graph));
            }
            let lifted = self.validate_one(finding, flow.as_ref(), links.as_ref());
            let (finding, speaks) = lifted.map_err(|flaw| (index, bounded(finding.rule.clone()), flaw))?;
            findings.push(finding);
            in_english += usize::from(!speaks);
        }
        findings.sort_by(|a, b| key(a).cmp(&key(b)));
        let mut seen = BTreeMap::<Vec<String>, usize>::new();
        for finding in &mut findings {
            let parts = identity(finding);
            let refs: Vec<&str> = parts.iter().map(String::as_str).collect();
            let occurrence = seen.get(&parts).copied().unwrap_or_default();
            finding.fingerprint = fingerprint(&refs, occurrence);
            seen.insert(parts, occurrence + 1);
        }
        Ok(ValidatedFindings { findings, in_english })
    }

    /// Takes over one finding; tells whether all of it speaks the language of the reader.
    fn validate_one(
        &self,
        said: &wire::Finding,
        flow: Option<&PassageCheck<'_>>,
        links: Option<&NameLinks>,
    ) -> Result<(Finding, bool), Rejection> {
        let description = &self.plugin.description;
        let rule = description.rule(&said.rule).ok_or(Rejection::UnknownRule)?;
        let choice = self.selection.rule(&rule.id).ok_or(Rejection::RuleOff)?;
        bounds(said)?;
        for (name, argument) in &said.arguments {
            let fallback = render::value(argument, ArgumentPosition::alone(Language::English), self.shown);
            fallback.ok_or_else(|| Rejection::NotShown(FindingPart::Argument(bounded(name.clone()))))?;
        }
        let language = self.selection.language;
        let located = self.located(said.at, FindingPart::Place)?;
        let shown = self.shown.of_file(located.file);
        let speaks = Cell::new(true);
        let render = |key: &str| {
            let (sentence, spoken) = description.catalogue.render(key, language, &said.arguments, shown)?;
            speaks.set(speaks.get() && spoken == language);
            Ok(sentence)
        };
        let message = render(&said.message)?;
        let help = said.help.as_deref().map(render).transpose()?;
        let owner = department(shown, located.owner, FindingPart::Place)?;
        self.follow(&said.witness, flow)?;
        let item = match (said.item, said.state) {
            (Some(item), state) => Some(
                self.shown
                    .item(ItemId(item), state.map(StateId))
                    .ok_or(Rejection::NotShown(FindingPart::Item))?,
            ),
            (None, Some(_)) => return Err(Rejection::StateAlone),
            (None, None) => None,
        };
        let reach = said
            .reach_from
            .map(|step| {
                self.reach(StepId(step), said.item.map(|item| (ItemId(item), said.state.map(StateId))))
            })
            .transpose()?;
        let undecided = self.undecided(said);
        // What may be no gap at all cannot reach anybody.
        let reach = reach.filter(|_| undecided.is_none());
        let side = |side: Option<u32>, part| department(shown, side.map(DepartmentId), part);
        let to = side(said.receiver, FindingPart::Receiver)?;
        let from = side(said.giver, FindingPart::Giver)?;
        let certainty = said.certainty.map_or(rule.certainty, rule_description::certainty);
        let by_name = links.is_some_and(|links| self.by_name(said, &located, links));
        let related = said.related.iter().map(|place| Ok(self.located(*place, FindingPart::Related)?.place));
        let finding = Finding {
            rule: Arc::clone(&rule.id),
            severity: severity(rule, said.severity, choice.severity, reach.as_ref()),
            certainty: certainty.min(if by_name { Certainty::Likely } else { Certainty::Certain }),
            message,
            help,
            department: owner.or_else(|| to.clone()),
            item,
            from,
            to,
            reach,
            undecided,
            witness: self.places(said.witness.iter().copied().map(StepId), &FindingPart::Witness)?,
            related: related.collect::<Result<_, Rejection>>()?,
            place: located.place,
            fixes: fix::fixes(&said.fixes, shown, render)?,
            cause: cause(said),
            known: false,
            fingerprint: String::new(),
            plugin: PluginIdentity {
                name: Arc::clone(&description.id),
                version: Arc::clone(&description.version),
                digest: Arc::clone(&self.plugin.digest),
            },
        };
        Ok((finding, speaks.get()))
    }

    /// Tells whether a finding rests on a link that only a name makes.
    fn by_name(&self, said: &wire::Finding, located: &LocatedPlace, links: &NameLinks) -> bool {
        let related = said.related.iter().filter_map(|place| match place {
            wire::Place::Step(step) => Some(*step),
            _ => None,
        });
        let ways = said.witness.iter().copied().chain(related).map(StepId);
        let Some((first, others)) = located.steps.split_first() else { return false };
        let ways = others.iter().copied().chain(ways);
        links.bear(self.shown.unit, *first, said.item.is_some(), ways)
    }

    /// Finds the place and what the host knows of it.
    fn located(&self, place: wire::Place, part: FindingPart) -> Result<LocatedPlace, Rejection> {
        places::located(self.shown, place).ok_or(Rejection::NotShown(part))
    }

    /// Returns what is open, where a finding is about a need of which nobody can tell whether it is met.
    fn undecided(&self, said: &wire::Finding) -> Option<MissingDeclaration> {
        let (wire::Place::Step(step), Some(_), Some(item)) = (&said.at, said.reach_from, said.item) else {
            return None;
        };
        let unit = self.shown.unit;
        // Needs stand in the order of their steps.
        let first = unit.needs.partition_point(|need| need.step.0 < *step);
        let here = unit.needs.get(first..)?.iter().take_while(|need| need.step.0 == *step);
        let mut here = here.filter(|need| need.item == ItemId(item) && need.state == said.state.map(StateId));
        let need = here.find(|need| need.availability == Availability::Unknown)?;
        let declare = unit.declaration(need, self.shown.language).unwrap_or_default();
        Some(MissingDeclaration { declare })
    }

    /// Makes sure that the flow leads from each step of a witness to the next.
    fn follow(&self, witness: &[u32], flow: Option<&PassageCheck<'_>>) -> Result<(), Rejection> {
        let id = |step: &u32| {
            let step = self.shown.unit.steps.get(*step as usize);
            step.map(|step| step.id.clone()).ok_or(Rejection::NotShown(FindingPart::Witness))
        };
        for (from, to) in witness.iter().zip(witness.iter().skip(1)) {
            let (from_id, to_id) = (id(from)?, id(to)?);
            if !flow.is_some_and(|flow| flow.leads(StepId(*from), StepId(*to))) {
                return Err(Rejection::BrokenWitness { from: from_id, to: to_id });
            }
        }
        Ok(())
    }

    fn reach(&self, step: StepId, lacking: Option<(ItemId, Option<StateId>)>) -> Result<Reach, Rejection> {
        self.step(step, FindingPart::ReachStart)?;
        let reach = self.shown.unit.reach(step, lacking);
        let verdict = match reach.verdict {
            ReachVerdict::Certain => Verdict::Certain,
            ReachVerdict::Possible => Verdict::Possible,
            ReachVerdict::None => Verdict::None,
            ReachVerdict::Unknown => Verdict::Unknown,
        };
        let step = |step: Option<StepId>| step.and_then(|step| self.shown.step_place(step));
        Ok(Reach {
            verdict,
            touchpoint: step(reach.touchpoint),
            path: self.places(reach.path, &FindingPart::Reach)?,
            repaired_by: step(reach.repaired_by),
        })
    }

    fn step(&self, step: StepId, part: FindingPart) -> Result<Place, Rejection> {
        self.shown.step_place(step).ok_or(Rejection::NotShown(part))
    }

    fn places(
        &self,
        steps: impl IntoIterator<Item = StepId>,
        part: &FindingPart,
    ) -> Result<Vec<Place>, Rejection> {
        steps.into_iter().map(|step| self.step(step, part.clone())).collect()
    }
}

/// Names a department as the file writes it that is spoken of.
fn department(
    shown: UnitNames<'_>,
    department: Option<DepartmentId>,
    part: FindingPart,
) -> Result<Option<Arc<str>>, Rejection> {
    let name = |department| shown.department(department).map(Arc::from).ok_or(Rejection::NotShown(part));
    department.map(name).transpose()
}

/// Says what a finding comes from. A gap comes from who does not give an item; anything else from whatever it names
/// besides its place and its item: two steps nobody leads to are one fault of the drawing.
fn cause(said: &wire::Finding) -> String {
    let gap = said.reach_from.and(said.item);
    let tells = |argument: &Argument| match (argument, &said.at) {
        _ if gap.is_some() => matches!(argument, Argument::Steps(_)),
        (Argument::Step(step), wire::Place::Step(at)) => step != at,
        (Argument::Flow(flow), wire::Place::Flow(at)) => flow != at,
        (
            Argument::Item(_)
            | Argument::State(_)
            | Argument::Wording(_)
            | Argument::Count(_)
            | Argument::Steps(_)
            | Argument::Departments(_)
            | Argument::Items(_)
            | Argument::States(_),
            _,
        ) => false,
        _ => true,
    };
    let named = said.arguments.iter().filter(|(_, argument)| tells(argument));
    let named = named.map(|(name, argument)| format!("{name} {argument:?}"));
    let whole = match gap {
        Some(item) => format!("{item} {:?} {:?}", said.state, said.giver),
        None => format!("{} {:?} {:?}", said.message, said.giver, said.receiver),
    };
    named.chain([whole]).collect::<Vec<_>>().join("\n")
}

/// Holds the sizes of a finding against their bounds.
fn bounds(said: &wire::Finding) -> Result<(), Rejection> {
    let cap = |what, found, limit| {
        if found > limit { Err(Rejection::TooMany { what, found, limit }) } else { Ok(()) }
    };
    cap(FindingContent::Arguments, said.arguments.len(), limits::ARGUMENTS)?;
    cap(FindingContent::Related, said.related.len(), limits::RELATED)?;
    cap(FindingContent::Witness, said.witness.len(), limits::WITNESS)?;
    agree(&said.arguments)?;
    said.arguments.iter().try_for_each(|(_, argument)| match argument {
        Argument::Text(text) => cap(FindingContent::TextBytes, text.len(), limits::TEXT),
        Argument::Steps(list) | Argument::Departments(list) | Argument::Items(list) => {
            cap(FindingContent::ListEntries, list.len(), limits::LIST)
        }
        Argument::States((_, states)) => cap(FindingContent::ListEntries, states.len(), limits::LIST),
        Argument::Texts(texts) => {
            cap(FindingContent::ListEntries, texts.len(), limits::LIST)?;
            cap(FindingContent::TextBytes, texts.iter().map(String::len).sum(), limits::TEXT)
        }
        _ => Ok(()),
    })
}

/// Refuses arguments of one name that differ: which of them a sentence says would be chance.
fn agree(arguments: &[(String, Argument)]) -> Result<(), Rejection> {
    let differs = |(name, argument): &&(String, Argument)| {
        arguments.iter().any(|(other, value)| other == name && value != argument)
    };
    let found = arguments.iter().find(differs);
    found.map_or(Ok(()), |(name, _)| Err(Rejection::ContradictingArguments(bounded(name.clone()))))
}

/// Decides how bad a finding is: the user's word is final; else an error that cannot reach the customer is a warning.
fn severity(
    rule: &RuleDescription,
    said: Option<wire::Severity>,
    user: Option<Severity>,
    reach: Option<&Reach>,
) -> Severity {
    let own = said.map_or(rule.severity, rule_description::severity);
    let harmless = reach.is_some_and(|reach| reach.verdict == Verdict::None);
    user.unwrap_or(if harmless { own.min(Severity::Warning) } else { own })
}

/// The parts that identify a finding: see [`fingerprint`].
fn identity(finding: &Finding) -> Vec<String> {
    let text = |part: Option<&str>| part.unwrap_or_default().to_owned();
    let place = &finding.place;
    // An entry of a configuration has no id: its name stands for it.
    let element = place.element.as_deref().unwrap_or(&place.name);
    vec![
        finding.rule.to_string(),
        place.file.to_string(),
        element.to_owned(),
        text(finding.item.as_deref()),
        text(finding.from.as_deref()),
        text(finding.to.as_deref()),
    ]
}

/// The order in which equal findings are numbered.
fn key(finding: &Finding) -> (&Place, &str, Option<&str>, &str) {
    (&finding.place, &finding.rule, finding.item.as_deref(), &finding.message)
}

#[cfg(test)]
mod tests {
    use handoff_finding::{Reach, Severity, Verdict};

    use super::{Argument, Rejection, RuleDescription, agree, severity, wire};

    fn check(
        said: Option<wire::Severity>,
        user: Option<Severity>,
        verdict: Option<Verdict>,
        expected: Severity,
    ) {
        let rule = RuleDescription::example("a/b", Severity::Error);
        let reach = |verdict| Reach { verdict, touchpoint: None, path: Vec::new(), repaired_by: None };
        let reach = verdict.map(reach);
        assert_eq!(severity(&rule, said, user, reach.as_ref()), expected, "{said:?} {user:?} {verdict:?}");
    }

    #[test]
    fn severity_goes_from_rule_to_finding_to_reach_to_user() {
        check(None, None, None, Severity::Error);
        check(Some(wire::Severity::Info), None, None, Severity::Info);
        check(None, None, Some(Verdict::None), Severity::Warning);
        check(None, None, Some(Verdict::Possible), Severity::Error);
        check(None, None, Some(Verdict::Unknown), Severity::Error);
        check(Some(wire::Severity::Info), None, Some(Verdict::None), Severity::Info);
        check(Some(wire::Severity::Info), Some(Severity::Error), Some(Verdict::None), Severity::Error);
    }

    #[test]
    fn a_placeholder_has_one_value() {
        let arguments = |values: [u32; 2]| values.map(|step| ("step".to_owned(), Argument::Step(step)));
        assert_eq!(agree(&arguments([1, 1])), Ok(()));
        assert_eq!(agree(&arguments([1, 2])), Err(Rejection::ContradictingArguments("step".to_owned())));
    }
}
