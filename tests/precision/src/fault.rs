//! Faults of the handing over, planted into exports one at a time: what a reader would find, the program must find.

mod contract;
mod customer;
mod data;
mod promise;
mod site;

use handoff_model::{DefinitionKind, Model, StepId, StepKind};
use roxmltree::Document;

use site::Site;

/// A kind of fault that can be planted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// The only output of an item is taken away.
    DropOutput,
    /// The only output of an item is moved behind the step that reads it.
    LateOutput,
    /// An item is made in another state than the one that is read.
    SwapState,
    /// The last message to the customer is taken away, and its step does something else.
    DropMessage,
    /// One message to the customer is taken away; its step stays as it is called.
    DropFlow,
    /// A decision gets one more way, to an end of which nobody tells the customer.
    SilentBranch,
    /// The time limit beside a wait is taken away.
    DropTimer,
    /// A lane of a process that has no pool is taken away.
    DropLane,
    /// A call no longer passes a value that the called process needs.
    CutMapping,
    /// A department no longer promises a field that the next one requires.
    DropField,
    /// A gateway that takes whatever comes waits for all of its branches.
    SwapJoin,
    /// A department provides a field in another unit than the next one requires.
    ClashFormat,
    /// A department provides several where the next one requires exactly one.
    ClashNumber,
    /// A department may leave a field empty that the next one requires.
    ClashOptional,
    /// A department provides a personal field that the next one does not require.
    OvershareField,
    /// With an outside company to which personal data goes, no agreement is noted any more.
    ForgetAgreement,
    /// A thing that two departments share is taken out of the glossary.
    UnlistTerm,
    /// Two departments list different fields of a thing of one name.
    SplitName,
    /// Two departments provide one thing in branches that run at the same time.
    ConflictWrites,
    /// The step behind one that makes an item makes it once more, without reading it.
    RepeatOutput,
    /// Between a case's beginning and the first word to the customer lie four more departments.
    LongWay,
    /// What a contact answers is decided by others.
    DecideElsewhere,
    /// What the customer was told directly comes through a carrier.
    HandToCarrier,
    /// A decision has no branch for a kind of customers that is stated.
    ForgetSegment,
    /// Two departments promise the customer a date of their own.
    AnswerTwice,
    /// The customer asks how things stand.
    MakeHimAsk,
    /// Two tasks in a row ask the customer for the same.
    AskTwice,
    /// What the customer is told before a decision becomes a promise that the decision may break.
    EarlyPromise,
    /// Work before the customer's answer becomes what he has to agree to.
    EarlyWork,
    /// An event breaks off a task on whose end the customer waits, and nothing follows.
    LostException,
    /// A message to the customer goes to another pool.
    Redirect,
}

/// An export with one fault.
#[derive(Clone, Debug)]
pub struct PlantedFault {
    /// The export, changed.
    pub text: String,
    /// The ids of the elements at one of which it shows.
    pub elements: Vec<String>,
    /// The contracts beside the export, without and with the fault; empty where there are none.
    pub contracts: [String; 2],
}

impl PlantedFault {
    fn new(text: String, elements: Vec<String>) -> Self {
        Self { text, elements, contracts: [String::new(), String::new()] }
    }
}

impl Fault {
    /// Every kind.
    pub const ALL: [Self; 31] = [
        Self::DropOutput,
        Self::LateOutput,
        Self::SwapState,
        Self::DropMessage,
        Self::DropFlow,
        Self::SilentBranch,
        Self::DropTimer,
        Self::DropLane,
        Self::CutMapping,
        Self::DropField,
        Self::SwapJoin,
        Self::ClashFormat,
        Self::ClashNumber,
        Self::ClashOptional,
        Self::OvershareField,
        Self::ForgetAgreement,
        Self::UnlistTerm,
        Self::SplitName,
        Self::ConflictWrites,
        Self::RepeatOutput,
        Self::LongWay,
        Self::DecideElsewhere,
        Self::HandToCarrier,
        Self::ForgetSegment,
        Self::AnswerTwice,
        Self::MakeHimAsk,
        Self::AskTwice,
        Self::EarlyPromise,
        Self::EarlyWork,
        Self::LostException,
        Self::Redirect,
    ];

    /// The rules one of which finds it.
    pub fn rules(self) -> &'static [&'static str] {
        match self {
            // A thing that has been there in another state is there in the wrong one.
            Self::DropOutput => &["data/missing-input", "contract/wrong-state"],
            // What comes into its state too late is in the wrong one until then.
            Self::LateOutput => &["data/late-input", "contract/wrong-state"],
            Self::SwapState => &["contract/wrong-state"],
            Self::DropMessage | Self::DropFlow | Self::SilentBranch => &["customer/silent-ending"],
            Self::DropTimer => &["timing/unlimited-wait"],
            Self::DropLane => &["ownership/unowned-step"],
            Self::CutMapping => {
                &["data/missing-input", "data/possibly-missing-input", "contract/unmapped-call"]
            }
            Self::DropField => &["contract/missing-field"],
            Self::SwapJoin => &["structure/unsound-join"],
            Self::ClashFormat => &["contract/wrong-format"],
            Self::ClashNumber => &["contract/wrong-cardinality"],
            Self::ClashOptional => &["contract/optional-to-required"],
            Self::OvershareField => &["privacy/over-shared"],
            Self::ForgetAgreement => &["privacy/leaves-company"],
            Self::UnlistTerm => &["terms/unknown-term"],
            Self::SplitName => &["terms/homonyms"],
            Self::ConflictWrites => &["data/conflicting-writes"],
            Self::RepeatOutput => &["data/overwritten-output"],
            // Where others decide on the way too, that says more.
            Self::LongWay => &["customer/long-silence", "customer/powerless-contact"],
            Self::DecideElsewhere => &["customer/powerless-contact"],
            Self::HandToCarrier => &["customer/outsourced-touchpoint"],
            Self::ForgetSegment => &["customer/uncovered-segment"],
            Self::AnswerTwice => &["customer/inconsistent-answers"],
            Self::MakeHimAsk => &["customer/effort-on-customer"],
            Self::AskTwice => &["customer/asked-twice"],
            Self::EarlyPromise => &["customer/promise-before-check"],
            Self::EarlyWork => &["customer/unconfirmed-commitment"],
            Self::LostException => &["customer/unhandled-exception"],
            Self::Redirect => &["customer/wrong-recipient"],
        }
    }

    /// Tells the faults of what is drawn as data.
    pub fn is_of_data(self) -> bool {
        matches!(
            self,
            Self::DropOutput | Self::LateOutput | Self::SwapState | Self::CutMapping | Self::RepeatOutput
        )
    }

    /// Tells the faults for which few exports have room, and all places of them alike.
    pub fn is_rare(self) -> bool {
        self.is_of_data()
            || matches!(self, Self::SilentBranch | Self::DropLane | Self::DecideElsewhere | Self::AnswerTwice)
    }

    /// Plants it wherever the export has room for it, each time alone. `beside` are the other exports of its folder.
    pub fn plant(self, text: &str, model: &Model, beside: &[Model]) -> Vec<PlantedFault> {
        let Ok(document) = Document::parse(text) else { return Vec::new() };
        let site = Site { text, model, document: &document };
        match self {
            Self::DropOutput => data::drop_output(&site),
            Self::LateOutput => data::late_output(&site),
            Self::SwapState => data::swap_state(&site),
            Self::DropMessage => drop_message(&site),
            Self::DropFlow => drop_flow(&site),
            Self::SilentBranch => silent_branch(&site),
            Self::DropTimer => drop_timer(&site),
            Self::DropLane => drop_lane(&site),
            Self::CutMapping => data::cut_mapping(&site, beside),
            Self::DropField => drop_field(&site),
            Self::SwapJoin => swap_join(&site),
            Self::ClashFormat => contract::plant(&site, &contract::FORMAT),
            Self::ClashNumber => contract::plant(&site, &contract::NUMBER),
            Self::ClashOptional => contract::plant(&site, &contract::OPTIONAL),
            Self::OvershareField => contract::plant(&site, &contract::PERSONAL),
            Self::ForgetAgreement => contract::plant(&site, &contract::OUTSIDE),
            Self::UnlistTerm => contract::plant(&site, &contract::TERM),
            Self::SplitName => contract::plant(&site, &contract::HOMONYM),
            Self::ConflictWrites => contract::conflicting_writes(&site),
            Self::RepeatOutput => data::repeat_output(&site),
            Self::LongWay => customer::long_way(&site),
            Self::DecideElsewhere => customer::decide_elsewhere(&site),
            Self::HandToCarrier => customer::hand_to_carrier(&site),
            Self::ForgetSegment => customer::forget_segment(&site),
            Self::AnswerTwice => customer::answer_twice(&site),
            Self::MakeHimAsk => customer::make_him_ask(&site),
            Self::AskTwice => promise::ask_twice(&site),
            Self::EarlyPromise => promise::early_promise(&site),
            Self::EarlyWork => promise::early_work(&site),
            Self::LostException => promise::lost_exception(&site),
            Self::Redirect => promise::redirect(&site),
        }
    }
}

fn drop_message(site: &Site<'_>) -> Vec<PlantedFault> {
    let (mut planted, reached) = (Vec::new(), site.reached(&[]));
    for (flow, sender) in site.tellings() {
        let row = &site.model.steps[sender];
        let quiet = |step: &StepId| !site.tellings().iter().any(|(_, other)| other == step);
        if !site.customers_process(row.process)
            || site.is_one_answer(flow)
            // Where no case comes, nobody misses anything.
            || !reached.contains(&sender)
            || !site.behind(sender).iter().all(quiet)
            || !site.before_decision(sender).iter().all(quiet)
            // What he has just said himself, nobody has decided for him.
            || site.before_decision(sender).iter().any(|step| site.answers(*step))
            || site.told_beside(sender)
        {
            continue;
        }
        let Some(element) = site.element(&site.model.message_flows[flow].id) else { continue };
        let Some(recast) = site.recast(sender, "Close file") else { continue };
        let elements = site.model.steps.rows().filter(|step| step.process == row.process);
        let mut elements: Vec<String> = elements.map(|step| step.id.clone()).collect();
        // Where he waits for it in a process of his own, it is missed there too.
        if let handoff_model::MessageEnd::Step(step) = site.model.message_flows[flow].target {
            elements.push(site.model.steps[step].id.clone());
        }
        let text = site.edit([vec![(element.range(), String::new())], recast].concat());
        planted.push(PlantedFault::new(text, elements));
    }
    planted
}

fn drop_flow(site: &Site<'_>) -> Vec<PlantedFault> {
    let last = |sender: &StepId| {
        site.behind(*sender).iter().all(|step| !site.tellings().iter().any(|(_, other)| other == step))
    };
    // Where no other message to him is drawn, what is sent off without an addressee may well go to him.
    let is_one_of_several = site.tellings().len() > 1;
    let whole = site.tellings().into_iter().filter(|(flow, _)| !site.is_one_answer(*flow));
    let planted = whole.filter_map(|(flow, sender)| {
        let flow = &site.model.message_flows[flow];
        let process = site.model.steps[sender].process;
        let awaited = match flow.target {
            handoff_model::MessageEnd::Step(step) => {
                matches!(site.model.steps[step].kind, StepKind::ReceiveTask | StepKind::Catch)
            }
            handoff_model::MessageEnd::Pool(_) => false,
        };
        // A step that only speaks of telling him, beside others, is told by its own label.
        let sends = site.model.steps[sender].has(DefinitionKind::Message)
            || site.model.steps[sender].kind == StepKind::SendTask;
        let stands_out = is_one_of_several && site.customers_process(process) && last(&sender) && sends;
        if site.told_beside(sender) || !(awaited || stands_out) {
            return None;
        }
        let element = site.element(&flow.id)?;
        let elements = site.model.steps.rows().map(|step| step.id.clone()).collect();
        Some(PlantedFault::new(site.edit(vec![(element.range(), String::new())]), elements))
    });
    planted.collect()
}

fn silent_branch(site: &Site<'_>) -> Vec<PlantedFault> {
    let decisions = site.model.steps.iter().filter(|(id, step)| {
        step.kind == StepKind::Exclusive
            && !site.answered(*id)
            && step.scope.is_none()
            && site.customers_process(step.process)
            && site.model.flows.rows().filter(|flow| flow.source == *id).count() > 1
            && site.tellings().iter().any(|(_, sender)| site.behind(*id).contains(sender))
            // Who waits for what comes behind it would miss that too.
            && !site.behind(*id).iter().any(|step| site.is_awaited(*step))
    });
    let planted = decisions.filter_map(|(_, step)| {
        let element = site.element(&step.id)?;
        let prefix = site.prefix(element);
        let branch = format!(
            "<{prefix}endEvent id=\"planted-end\" name=\"Request rejected\"/><{prefix}sequenceFlow id=\"planted-flow\" \
             name=\"no\" sourceRef=\"{}\" targetRef=\"planted-end\"/>",
            step.id
        );
        let at = element.range().start;
        let elements = vec!["planted-end".to_owned()];
        Some(PlantedFault::new(site.edit(vec![(at..at, branch)]), elements))
    });
    planted.collect()
}

fn drop_timer(site: &Site<'_>) -> Vec<PlantedFault> {
    let mut planted = Vec::new();
    for (timer, step) in site.model.steps.iter().filter(|(_, step)| step.has(DefinitionKind::Timer)) {
        let beside =
            site.model.flows.rows().find(|flow| {
                flow.target == timer && site.model.steps[flow.source].kind == StepKind::EventBased
            });
        let wait = match (step.kind, beside) {
            (StepKind::Catch, Some(flow)) => flow.source,
            (StepKind::Boundary, _) => match step.attached_to {
                Some(host) if site.model.steps[host].kind == StepKind::ReceiveTask => host,
                _ => continue,
            },
            _ => continue,
        };
        if site.model.steps.rows().filter(|other| other.attached_to == Some(wait)).count() > 1 {
            continue;
        }
        let row = &site.model.steps[wait];
        let called_off =
            |scope: StepId| site.model.steps.rows().any(|other| other.attached_to == Some(scope));
        // Where nothing but the time is waited for, or all around is called off, nothing is lost with the timer.
        if row.kind == StepKind::EventBased && !site.waits_for_others(wait)
            || row.scope.is_some_and(called_off)
        {
            continue;
        }
        let reached = site.reached(&[]);
        // What is reached no more goes with the time, as far as nobody works, sends or gets anything there.
        let left = site.reached(&[timer]);
        let gone: Vec<StepId> = reached.difference(&left).copied().collect();
        let works = |step: &StepId| site.model.steps[*step].kind.is_activity() || site.passes_message(*step);
        if !reached.contains(&wait) || site.is_customers_own(row.process) || gone.iter().any(works) {
            continue;
        }
        let behind = site.model.flows.rows().filter(|flow| flow.source == wait).map(|flow| flow.target);
        let mut elements = site.ids(&behind.collect::<Vec<_>>());
        elements.push(row.id.clone());
        let flows = site.model.flows.rows();
        let flows = flows.filter(|flow| gone.contains(&flow.source) || gone.contains(&flow.target));
        let steps = gone.iter().map(|step| site.model.steps[*step].id.as_str());
        let ranges: Option<Vec<_>> = flows
            .map(|flow| flow.id.as_str())
            .chain(steps)
            .map(|id| Some((site.element(id)?.range(), String::new())))
            .collect();
        planted.extend(ranges.map(|edits| PlantedFault::new(site.edit(edits), elements)));
    }
    planted
}

fn drop_lane(site: &Site<'_>) -> Vec<PlantedFault> {
    let pooled = |lane: &handoff_model::Lane| {
        site.model.participants.rows().any(|pool| pool.process == Some(lane.process) && !pool.name.is_empty())
    };
    let lanes = site.model.lanes.iter().filter(|(_, lane)| !pooled(lane) && lane.parent.is_none());
    let planted = lanes.filter_map(|(id, lane)| {
        let own: Vec<StepId> =
            site.model.steps.iter().filter(|(_, step)| step.lane == Some(id)).map(|(id, _)| id).collect();
        let works = |step: &StepId| {
            // Of a step that is assigned, the model still says who does it.
            let row = &site.model.steps[*step];
            matches!(row.kind, StepKind::Task | StepKind::UserTask | StepKind::ManualTask) && !row.assigned
        };
        let named = |lane: &handoff_model::Lane| !lane.name.trim().is_empty();
        let employs =
            |id| site.model.steps.rows().any(|step| step.lane == Some(id) && step.kind.is_activity());
        let mut all = site.model.lanes.iter();
        let others = named(lane)
            && all.any(|(other, row)| {
                other != id && row.process == lane.process && named(row) && employs(other)
            });
        // Where work goes from there to a wait, who hands it over would be gone too.
        let waits = |step: &StepId| {
            matches!(
                site.model.steps[*step].kind,
                StepKind::Catch | StepKind::ReceiveTask | StepKind::EventBased
            )
        };
        let handed =
            site.model.flows.rows().filter(|flow| own.contains(&flow.source) || own.contains(&flow.target));
        let beside = handed.flat_map(|flow| [flow.source, flow.target]).any(|step| waits(&step));
        let text = site.edit(vec![(site.element(&lane.id)?.range(), String::new())]);
        (others && !beside && own.iter().any(works)).then(|| PlantedFault::new(text, site.ids(&own)))
    });
    planted.collect()
}

fn drop_field(site: &Site<'_>) -> Vec<PlantedFault> {
    let owner = |step: StepId| {
        let lane = site.model.steps[step].lane.and_then(|lane| site.model.lanes.get(lane))?;
        Some(lane.name.trim()).filter(|name| !name.is_empty() && !name.contains(['"', '\\', '\n']))
    };
    let works = |step: StepId| site.model.steps[step].kind.is_activity();
    let borders = site.model.flows.rows().filter(|flow| works(flow.source) && works(flow.target));
    let planted = borders.filter_map(|flow| {
        let (giver, receiver) = (owner(flow.source)?, owner(flow.target)?);
        let contract = |given: &str| {
            format!(
                "[[contract]]\ndepartment = \"{receiver}\"\nrequires = [{{ item = \"Planted folder\", fields = \
                 [\"number\", \"due date\"], from = \"{giver}\" }}]\n[[contract]]\nstep = \"{}\"\nprovides = \
                 [{{ item = \"Planted folder\", fields = [{given}] }}]\n",
                site.model.steps[flow.source].id
            )
        };
        let own = site.model.steps.iter().filter(|(id, _)| owner(*id) == Some(receiver));
        (giver != receiver).then(|| PlantedFault {
            text: site.text.to_owned(),
            elements: own.map(|(_, step)| step.id.clone()).collect(),
            contracts: [contract("\"number\", \"due date\""), contract("\"number\"")],
        })
    });
    planted.collect()
}

fn swap_join(site: &Site<'_>) -> Vec<PlantedFault> {
    let reached = site.reached(&[]);
    let merges = site.model.steps.iter().filter(|(id, step)| {
        let flows = || site.model.flows.rows();
        let mut sources: Vec<StepId> =
            flows().filter(|flow| flow.target == *id).map(|flow| flow.source).collect();
        sources.sort_unstable();
        sources.dedup();
        let mut next = flows().filter(|flow| flow.source == *id).map(|flow| flow.target);
        let works = next.next().is_some_and(|target| site.model.steps[target].kind.is_activity());
        // Where cases can begin in several ways, people mean all of them together.
        let begins = |other: &&handoff_model::Step| {
            other.kind == StepKind::Start && other.process == step.process && other.scope.is_none()
        };
        // An end of everything ends the wait too.
        let ends_all = |other: &handoff_model::Step| {
            other.process == step.process && other.has(DefinitionKind::Terminate)
        };
        step.kind == StepKind::Exclusive
            && step.scope.is_none()
            && !site.is_customers_own(step.process)
            && !site.is_in_customers_lane(step)
            && !site.model.steps.rows().any(ends_all)
            && sources.len() > 1
            && works
            && next.next().is_none()
            && sources.iter().chain([id]).all(|step| reached.contains(step))
            && site.model.steps.rows().filter(begins).count() == 1
    });
    let planted = merges.filter_map(|(_, step)| {
        let text = site.edit(site.renamed(site.element(&step.id)?, "parallelGateway"));
        Some(PlantedFault::new(text, vec![step.id.clone()]))
    });
    planted.collect()
}
