//! A raw finding in the words of its unit: what the sandbox's answer and a native run are compared by.

use handoff_builtin::PLUGIN;
use handoff_finding::Place as Shown;
use handoff_landscape::Unit;
use handoff_sdk::{Argument, DepartmentId, Finding, ItemId, Place, StateId, StepId, TextOf};

/// What a finding says.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FindingWords {
    pub(crate) rule: String,
    /// The id of a step or flow; `entry` for a place in the configuration.
    pub(crate) element: String,
    pub(crate) item: Option<String>,
    pub(crate) from: Option<String>,
    pub(crate) to: Option<String>,
    pub(crate) witness: Vec<String>,
    pub(crate) related: Vec<String>,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

impl FindingWords {
    /// Puts a raw finding into words. Panics where it names what does not exist, or a text that its rule does not have.
    pub(crate) fn native(unit: &Unit, finding: &Finding) -> Self {
        let department = |id: DepartmentId| unit.departments[id as usize].name.clone();
        let steps = |ids: &[StepId]| ids.iter().map(|id| unit.steps[*id as usize].id.clone()).collect();
        Self {
            rule: finding.rule.clone(),
            element: element(unit, finding.at),
            item: finding.item.map(|id| item(unit, id, finding.state)),
            from: finding.giver.map(department),
            to: finding.receiver.map(department),
            witness: steps(&finding.witness),
            related: finding.related.iter().map(|place| element(unit, *place)).collect(),
            message: fill(unit, finding, &finding.message),
            help: finding.help.as_deref().map(|key| fill(unit, finding, key)),
        }
    }

    /// Takes the same from what the sandbox let through.
    pub(crate) fn sandboxed(finding: &handoff_finding::Finding) -> Self {
        let element = |place: &Shown| place.element.as_deref().unwrap_or("entry").to_owned();
        let name = |name: &Option<std::sync::Arc<str>>| name.as_deref().map(str::to_owned);
        Self {
            rule: finding.rule.to_string(),
            element: element(&finding.place),
            item: finding.item.clone(),
            from: name(&finding.from),
            to: name(&finding.to),
            witness: finding.witness.iter().map(element).collect(),
            related: finding.related.iter().map(element).collect(),
            message: finding.message.clone(),
            help: finding.help.clone(),
        }
    }
}

/// Returns the id of the element that a finding points at.
fn element(unit: &Unit, place: Place) -> String {
    match place {
        Place::Step(id) => unit.steps[id as usize].id.clone(),
        Place::Handoff(id) => {
            unit.handoffs[id as usize].element.clone().unwrap_or_else(|| "entry".to_owned())
        }
        Place::Exchange(id) => {
            let exchange = &unit.exchanges[id as usize];
            let step = exchange.thrower.or(exchange.catcher).expect("an exchange with a side");
            unit.steps[step.0 as usize].id.clone()
        }
        Place::Process(id) => unit.processes[id as usize].id.clone(),
        Place::Call(id) => unit.steps[unit.calls[id as usize].step.0 as usize].id.clone(),
        Place::Flow(id) => unit.flows[id as usize].id.clone(),
        Place::Item(_)
        | Place::Department(_)
        | Place::Promise(_)
        | Place::Clause(_)
        | Place::Entry(_)
        | Place::Wording(_) => "entry".to_owned(),
    }
}

fn item(unit: &Unit, id: ItemId, state: Option<StateId>) -> String {
    let item = &unit.items[id as usize];
    state
        .map_or_else(|| item.name.clone(), |state| format!("{} [{}]", item.name, item.states[state as usize]))
}

/// Fills an English text of the rule with the arguments of the finding.
fn fill(unit: &Unit, finding: &Finding, key: &str) -> String {
    let mut catalogue = PLUGIN.rules().flat_map(handoff_sdk::Rule::catalogue);
    let text = catalogue.find(|text| text.key == key && text.language == "en");
    let template = text.unwrap_or_else(|| panic!("{} has no text `{key}`", finding.rule)).template;
    let (mut sentence, mut rest) = (String::new(), template.as_str());
    while let Some((before, (name, after))) =
        rest.split_once('{').and_then(|(before, after)| Some((before, after.split_once('}')?)))
    {
        let (name, last) = name.strip_suffix(", or").map_or((name, "and"), |name| (name, "or"));
        let argument = finding.arguments.iter().find(|(argument, _)| argument == name);
        let (_, argument) = argument.unwrap_or_else(|| panic!("`{key}` lacks the argument `{name}`"));
        // A text that stands in quotation marks already gets no others.
        let quote = if before.ends_with('“') { str::to_owned } else { quoted };
        sentence = [&sentence, before, &value(unit, argument, quote, last)].concat();
        rest = after;
    }
    sentence + rest
}

/// Says an argument; `quote` writes a name, and `last` joins the last of several.
fn value(unit: &Unit, argument: &Argument, quote: fn(&str) -> String, last: &str) -> String {
    // How a step without a label is called, the host alone knows.
    let step = |id: &StepId| quote(&unit.steps[*id as usize].name);
    match argument {
        Argument::Step(id) => step(id),
        Argument::Department(id) => unit.departments[*id as usize].name.clone(),
        Argument::Item(id) => quote(&item(unit, *id, None)),
        Argument::State((id, state)) => quote(&item(unit, *id, Some(*state))),
        Argument::Undeclared(source) => {
            unit.source(*source, handoff_model::Language::English).unwrap_or_default()
        }
        Argument::Text(text) => text.clone(),
        Argument::Count(count) => count.to_string(),
        // The pages promise whole days, several of them.
        Argument::Seconds(seconds) => format!("{} days", seconds / 86_400),
        Argument::Steps(ids) => list(ids.iter().map(step).collect(), last),
        Argument::Process(id) => quote(&unit.processes[*id as usize].name),
        // The rules here name only those that have a name.
        Argument::Exchange(id) => quote(&unit.exchanges[*id as usize].name),
        Argument::Wording(words) => {
            let text: &str = match words.of {
                TextOf::Label(id) => &unit.steps[id as usize].name,
                TextOf::Exchange(id) => &unit.exchanges[id as usize].name,
                TextOf::KeptIn(id) => unit.clauses[id as usize].form.kept_in.as_deref().unwrap_or_default(),
                of => panic!("no rule here quotes {of:?}"),
            };
            let words = text.chars().skip(words.start as usize).take((words.end - words.start) as usize);
            quote(&words.collect::<String>())
        }
        // The rules here name only those with a label.
        Argument::Flow(id) => quote(&unit.flows[*id as usize].name),
        Argument::Handoff(_) | Argument::Entry(_) | Argument::Share(_) | Argument::Date(_) => {
            panic!("the host alone knows how this is said: {argument:?}")
        }
        Argument::Departments(ids) => {
            list(ids.iter().map(|id| unit.departments[*id as usize].name.clone()).collect(), last)
        }
        Argument::Items(ids) => list(ids.iter().map(|id| quote(&item(unit, *id, None))).collect(), last),
        Argument::States((id, states)) => {
            list(states.iter().map(|state| quote(&item(unit, *id, Some(*state)))).collect(), last)
        }
        Argument::Texts(texts) => list(texts.iter().map(|text| quote(text)).collect(), last),
    }
}

fn quoted(name: &str) -> String {
    format!("“{name}”")
}

fn list(mut names: Vec<String>, last: &str) -> String {
    match names.pop() {
        None => String::new(),
        Some(only) if names.is_empty() => only,
        Some(name) => format!("{} {last} {name}", names.join(", ")),
    }
}
