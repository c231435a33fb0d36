//! What each need lacks: the item, its state, its content; who provides it, and over which border it should have come.

use handoff_model::{Evidence, Id, StepKind};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    access::ItemUse,
    alternative,
    facts::OPEN,
    flow::{self, EdgeKind, FactAvailability, Graph},
    item::Fact,
    matching,
    name::key,
    origin,
    payload::of,
    unit::{Availability, DepartmentId, FactId, HandoffId, ItemId, Need, StateId, StepId, UndecidedReason},
    verdict::{NeedIndex, NeedJudge},
};

/// Judges all needs, in the order of steps.
pub(crate) fn needs(judge: &NeedJudge<'_, '_>) -> Vec<Need> {
    let brought = brought(judge.graph);
    let mut borders: FxHashMap<StepId, Vec<HandoffId>> = FxHashMap::default();
    for (id, border) in HandoffId::number(judge.borders) {
        if let Some(first) = border.handoff.first {
            borders.entry(first).or_default().push(id);
        }
    }
    // That no start leads to a step is one fault of the flow, not one of each of its needs; what the loose piece itself
    // shows of them stands.
    let judged = |need: &Need| {
        let at = judge.draft.undone.get(&need.step).copied().unwrap_or(need.step);
        let led = judge.solution.reachable(at) || need.evidence == Evidence::Contract;
        led || need.availability != Availability::Unknown
    };
    let known = NeedIndex { brought, borders };
    let needs = judge.uses.needs.iter().map(|need| judge.need(need, &known));
    let mut needs: Vec<Need> = needs.filter(judged).collect();
    judge.any_state_will_do(&mut needs);
    needs
}

/// For each fact that messages bring by themselves, where they bring it.
fn brought(graph: &Graph) -> FxHashMap<FactId, Vec<StepId>> {
    let mut brought: FxHashMap<FactId, Vec<StepId>> = FxHashMap::default();
    for edge in &graph.edges {
        if let EdgeKind::Message { brings, .. } = &edge.kind {
            for fact in brings {
                brought.entry(*fact).or_default().push(edge.target);
            }
        }
    }
    brought
}

impl NeedJudge<'_, '_> {
    fn need(&self, one: &ItemUse, known: &NeedIndex) -> Need {
        let item = Fact::Item(one.item);
        let wanted = one.state.map_or(item, |state| Fact::State(one.item, state));
        let (any_state, any_reason) = self.judge(one, item, known);
        let (mut availability, mut undeclared) =
            if one.state.is_some() { self.judge(one, wanted, known) } else { (any_state, any_reason) };
        let arrives_in = if one.state.is_some() { self.arrives(one) } else { Vec::new() };
        if availability == Availability::Unknown
            && any_state == Availability::Always
            && !arrives_in.is_empty()
            && self.never_in_state(one, wanted)
        {
            (availability, undeclared) = (Availability::Never, None);
        }
        let there = matches!(any_state, Availability::Always | Availability::Sometimes);
        // Where a step behind brings it into the state, it has not been in it before.
        let later = availability == Availability::Late;
        if availability > Availability::Sometimes && there && arrives_in.is_empty() && !later {
            availability = Availability::Unknown;
            undeclared = Some(UndecidedReason::State);
        }
        let fact = self.draft.items.known_fact(wanted).unwrap_or(OPEN);
        let shown =
            matches!(availability, Availability::Sometimes | Availability::Late | Availability::Racing);
        let mut witness =
            if shown { flow::witness(self.graph, self.solution, one.step, fact) } else { Vec::new() };
        if let Some(start) = witness.first() {
            // A path through a called process begins with the call that does not pass the item.
            let caller = self.transfers.mapped.withholding(self.graph, self.solution, *start, fact);
            witness.splice(0..0, caller);
        }
        let expected = one.party.as_deref().and_then(|party| self.expected(party));
        let mut need = Need {
            step: one.step,
            item: one.item,
            state: one.state,
            optional: one.optional,
            evidence: one.evidence,
            flow: one.flow,
            unmapped: false,
            clause: None,
            element: one.element.clone(),
            origin: one.origin.clone(),
            availability,
            any_state,
            arrives_in,
            missing_fields: Vec::new(),
            expected,
            expected_from: one.party.as_deref().map(|party| self.canonical(party, expected)),
            witness,
            providers: self.providers(one, wanted, there, &known.brought),
            undeclared,
            source: None,
            handoff: None,
        };
        need.missing_fields = self.missing(one, &need.providers);
        self.name_culprits(&mut need);
        // Where its own process makes it on another way, the path shows where the two part.
        let own = |maker: &StepId| self.process(*maker) == self.process(one.step);
        if need.any_state == Availability::Never && need.providers.iter().any(own) {
            need.witness = flow::witness(self.graph, self.solution, one.step, fact);
        }
        if availability != Availability::Always || !need.missing_fields.is_empty() {
            need.handoff = self.border(&need, &known.borders);
        }
        need
    }

    /// Keeps of the providers those of whom the verdict speaks.
    fn name_culprits(&self, need: &mut Need) {
        let step = need.step;
        match need.availability {
            // What a step makes of what it lacks is no source of it, and what only changes a thing brings it no nearer.
            Availability::Never | Availability::Elsewhere => {
                let state = need.state.filter(|_| need.availability != need.any_state);
                need.providers.retain(|maker| {
                    *maker != step && !origin::updates(self.draft, self.uses, *maker, need.item, state)
                });
            }
            Availability::Racing => need.providers.retain(|maker| {
                *maker != step && self.solution.concurrent(self.graph, step, *maker) != Some(false)
            }),
            Availability::Late => {
                need.providers.retain(|maker| *maker != step && self.process(*maker) == self.process(step));
            }
            Availability::Sometimes => {
                let begun = need.witness.first().map(|first| self.process(*first));
                // Who made it for a call that does not pass it lies on the path that shows the gap.
                let kept = |maker: &StepId| *maker != step && Some(self.process(*maker)) != begun;
                let called = begun.is_some_and(|begun| begun != self.process(step));
                if called && need.providers.iter().any(kept) {
                    need.providers.retain(kept);
                } else {
                    need.providers.retain(|maker| *maker != step);
                }
            }
            Availability::Always | Availability::Unknown => {}
        }
    }

    /// Lets any one of several states do in which one step needs one item: where none of them does, one is told.
    fn any_state_will_do(&self, needs: &mut [Need]) {
        let eithers = alternative::eithers(&self.draft.items, self.uses);
        if eithers.is_empty() {
            return;
        }
        // Of each step and item, whether one of the states is there.
        let mut met: FxHashMap<(StepId, ItemId), bool> = FxHashMap::default();
        let drawn = |row: &Need| row.state.is_some() && row.evidence == Evidence::DataObject;
        for row in needs.iter().filter(|row| drawn(row)) {
            let there = || {
                let fact = eithers.get(&(row.step, row.item));
                fact.is_some_and(|fact| {
                    flow::verdict(self.graph, self.solution, row.step, *fact) == FactAvailability::Always
                })
            };
            let known = met.entry((row.step, row.item)).or_insert_with(there);
            *known |= row.availability == Availability::Always;
        }
        let mut told: FxHashSet<(StepId, ItemId)> = FxHashSet::default();
        for row in needs.iter_mut().filter(|row| drawn(row)) {
            let place = (row.step, row.item);
            if !eithers.contains_key(&place) {
                continue;
            }
            if met.get(&place) == Some(&true) {
                row.availability = Availability::Always;
                row.any_state = Availability::Always;
                row.witness.clear();
                row.undeclared = None;
                row.handoff = None;
            } else {
                row.optional |= !told.insert(place);
            }
        }
    }

    /// The department that a contract means by a name.
    fn expected(&self, party: &str) -> Option<DepartmentId> {
        matching::departments(&self.draft.unit, party, self.draft.shared.lexicon).first().copied()
    }

    /// The name under which reports know a department, where a contract may use another of its names.
    fn canonical(&self, party: &str, department: Option<DepartmentId>) -> String {
        let known = department.and_then(|id| self.draft.unit.departments.get(id.index()));
        known.map_or_else(|| party.to_owned(), |department| department.name.clone())
    }

    /// Tells whether an item that its own process makes is brought into the wanted state by nobody: no step does so, and whatever
    /// comes in unsaid on the way is called after something else.
    fn never_in_state(&self, one: &ItemUse, wanted: Fact) -> bool {
        let process = self.process(one.step);
        let number = self.draft.items.known_fact(wanted);
        let made = number.is_some_and(|number| !self.solution.makers(number).is_empty());
        let own = self
            .uses
            .provisions
            .iter()
            .any(|made| made.item == one.item && self.process(made.step) == process);
        let other = |step: &StepId| {
            let row = self.draft.row(*step);
            row.kind == StepKind::Start && row.scope.is_none() || self.is_of_something_else(*step, one.item)
        };
        let unsaid = self.transfers.open.keys().filter(|step| self.process(**step) == process);
        one.evidence == Evidence::DataObject && own && !made && unsaid.into_iter().all(other)
    }

    /// The states in which an item may arrive.
    fn arrives(&self, one: &ItemUse) -> Vec<StateId> {
        let states = StateId::all(self.draft.items.rows[one.item.index()].states.len());
        let may = |state: &StateId| {
            let fact = self.draft.items.known_fact(Fact::State(one.item, *state));
            fact.is_some_and(|fact| self.solution.may_in(one.step, fact))
        };
        states.filter(may).collect()
    }

    /// Who makes the item in the wanted state, else, where it arrives at all, in any.
    fn providers(
        &self,
        one: &ItemUse,
        wanted: Fact,
        arrives: bool,
        brought: &FxHashMap<FactId, Vec<StepId>>,
    ) -> Vec<StepId> {
        for fact in [wanted].into_iter().chain(arrives.then_some(Fact::Item(one.item))) {
            let Some(number) = self.draft.items.known_fact(fact) else { continue };
            let mut found = self.solution.makers(number).to_vec();
            found.extend(brought.get(&number).into_iter().flatten());
            found.retain(|maker| !self.echoes(*maker, one.step));
            if !found.is_empty() {
                found.sort_unstable();
                found.dedup();
                return found;
            }
        }
        Vec::new()
    }

    /// The fields that a contract asks for and no provider that reaches the step declares; none where no provider
    /// declares any.
    fn missing(&self, one: &ItemUse, providers: &[StepId]) -> Vec<String> {
        let Some(form) = one.form.as_deref().filter(|form| !form.fields.is_empty()) else {
            return Vec::new();
        };
        let reaches = |provider: StepId| {
            self.process(provider) != self.process(one.step)
                || provider == one.step
                || self.solution.follows(self.graph, provider, one.step)
        };
        let reaching = providers.iter().filter(|provider| reaches(**provider));
        let made = reaching.flat_map(|provider| of(&self.uses.provisions, *provider));
        let declared: FxHashSet<String> = made
            .filter(|made| made.item == one.item)
            .flat_map(|made| made.form.iter().flat_map(|form| &form.fields))
            .map(|field| key(&field.name))
            .collect();
        if declared.is_empty() {
            return Vec::new();
        }
        let wanted = form.fields.iter().filter(|field| !field.optional).map(|field| &field.name);
        wanted.filter(|field| !declared.contains(&key(field))).cloned().collect()
    }

    /// The border over which the item should have come: the last one on the path that shows the gap, else the only
    /// one before the step.
    fn border(&self, need: &Need, borders: &FxHashMap<StepId, Vec<HandoffId>>) -> Option<HandoffId> {
        let into = |step: StepId| borders.get(&step).map(Vec::as_slice).unwrap_or_default();
        let until = need.witness.iter().position(|step| *step == need.step).map_or(0, |at| at + 1);
        let path = &need.witness[..until];
        for (at, step) in path.iter().enumerate().rev() {
            let crossed = into(*step).iter().copied().find(|id| {
                let last = self.borders[id.index()].handoff.last;
                last.is_some_and(|last| path[..at].contains(&last))
            });
            if crossed.is_some() {
                return crossed;
            }
        }
        self.only_border(need, into)
    }

    /// The only border into the department's stretch of work around a step; of several, the only one from the
    /// department that the contract names.
    fn only_border<'b>(&self, need: &Need, into: impl Fn(StepId) -> &'b [HandoffId]) -> Option<HandoffId> {
        let owner = self.draft.owner(need.step);
        let mut found: Vec<HandoffId> = Vec::new();
        let mut seen: FxHashSet<StepId> = FxHashSet::default();
        let mut open = vec![need.step];
        while let Some(step) = open.pop() {
            if !seen.insert(step) {
                continue;
            }
            let here = into(step);
            found.extend(here);
            if here.is_empty() {
                let own = |before: &&StepId| {
                    self.draft.owner(**before) == owner || !self.draft.row(**before).kind.is_activity()
                };
                open.extend(self.paths.before(step).iter().filter(own));
            }
        }
        let expected = need.expected_from.as_deref().map(key);
        let giver = |id: &HandoffId| {
            let giver = self.borders[id.index()].handoff.giver;
            giver.map(|giver| key(&self.draft.unit.departments[giver.index()].name))
        };
        if let [only] = found[..] {
            return Some(only);
        }
        found.retain(|id| expected.is_some() && giver(id) == expected);
        if let [only] = found[..] { Some(only) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        contract::{Clause, ItemField, Settings, Subject},
        lexicon::tests::settings,
        testing::{contract, need, unit, unit_with},
    };

    fn check(text: &str, expected: &[&str]) {
        let unit = unit(text);
        let found: Vec<String> = unit.needs.iter().map(|row| need(&unit, row)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_row_of_steps() {
        check(
            "process P\n start S\n task A | gives X\n task B | needs X\n end E\n S -> A -> B -> E",
            &["b needs X: always"],
        );
    }

    #[test]
    fn one_branch_only() {
        check(
            "process P\n start S\n xor G\n task A | gives X\n xor J\n task B | needs X\n S -> G -> A -> J -> B\n G -> J",
            &["b needs X: sometimes via s, g, j, b"],
        );
    }

    #[test]
    fn beside_and_behind() {
        check(
            "process P\n start S\n and G\n task A | gives X\n task B | needs X\n and J\n task C | gives Y\n task D | needs Y\n S -> G -> A -> J\n G -> B -> J -> D -> C",
            &["b needs X: racing via s, g, b", "d needs Y: late via s, g, a, j, d, c"],
        );
    }

    #[test]
    fn an_arrow_that_hangs_loose_may_have_led_anywhere() {
        let text = |loose: &str| {
            format!(
                "process P\n start S\n xor G\n task A | gives X{loose}\n task O\n task B | needs X\n S -> G -> O -> B\n G -> A"
            )
        };
        check(&text(" | loose"), &["b needs X: unknown (an arrow at “A” ends loose)"]);
        check(&text(""), &["b needs X: never via s, g, o, b"]);
    }

    #[test]
    fn what_undoes_work_has_what_that_work_made() {
        check(
            "process P\n start S\n task Book | gives Booking\n boundary compensation Undo on Book\n task Cancel | needs Booking, Refund | compensation\n task Pay | gives Refund\n S -> Book -> Pay\n Undo -> Cancel",
            &["cancel needs Booking: always", "cancel needs Refund: late"],
        );
    }

    #[test]
    fn an_event_that_waits_for_all_has_all() {
        let text = |all: &str| {
            format!(
                "pool P\n start S\n catch message message Both{all}\n task T | needs A\n S -> Both -> T\npool Q\n start QS\n throw message QA\n QS -> QA\npool R\n start RS\n throw message RB\n RS -> RB\nQA ~A~> Both\nRB ~B~> Both"
            )
        };
        check(&text(" | parallel"), &["t needs A: always"]);
        check(&text(""), &["t needs A: sometimes via s, both, t"]);
    }

    #[test]
    fn who_changes_a_thing_does_not_bring_it_into_being() {
        check(
            "process P\n start S\n task A | needs X\n task B | needs X | gives X\n S -> A -> B",
            &["a needs X: always", "b needs X: always"],
        );
        check(
            "process P\n start S\n task O\n task A | needs X\n task B | needs X | gives X\n S -> O -> A -> B",
            &["a needs X: never", "b needs X: never"],
        );
        check(
            "process P\n start S\n task O\n task A | needs X\n task Update X | gives X\n S -> O -> A -> Update X",
            &["a needs X: never"],
        );
        check(
            "process P\n start S\n task O\n task A | needs X | gives X\n S -> O -> A",
            &["a needs X: always"],
        );
    }

    #[test]
    fn a_state_that_comes_later_is_not_there_before() {
        check(
            "process P\n start S\n task A | gives X\n task B | needs X [checked]\n task C | needs X | gives X [checked]\n S -> A -> B -> C",
            &["b needs X [checked]: late (any always) via s, a, b, c", "c needs X: always"],
        );
    }

    #[test]
    fn pools_know_what_messages_carry() {
        let pools = "pool Sales\n start S\n task Take | gives Order\n task Ask | gives Address\n throw message Send | needs Order\n S -> Take -> Ask -> Send\npool Shipping\n start message Get\n task Ship | needs Order, Address\n Get -> Ship\n";
        check(
            &format!("{pools}Send ~Order~> Get"),
            &["send needs Order: always", "ship needs Order: always", "ship needs Address: elsewhere"],
        );
    }

    #[test]
    fn a_named_message_brings_its_name_and_no_more() {
        check(
            "pool Customer\npool Shop\n start message Get\n task Ship | needs Orders, Address | gives Parcel\n Get -> Ship\nCustomer ~order~> Get",
            &["ship needs Orders: always", "ship needs Address: never"],
        );
    }

    #[test]
    fn an_unnamed_message_may_bring_anything() {
        check(
            "pool Customer\npool Shop\n start message Go\n task Ship | needs Address\n Go -> Ship\nCustomer ~> Go",
            &[
                "ship needs Address: unknown (the message from “Customer” to “Go” does not say what it brings)",
            ],
        );
        check(
            "pool Customer\npool Shop\n start message Order received\n task Ship | needs Order, Address\n Order received -> Ship\nCustomer ~> Order received",
            &[
                "ship needs Order: unknown (the message from “Customer” to “Order received” does not say what it brings)",
                "ship needs Address: unknown (the message from “Customer” to “Order received” does not say what it brings)",
            ],
        );
    }

    #[test]
    fn a_label_of_a_start_is_no_ground_for_a_verdict() {
        check(
            "process P\n start Order received\n task O | gives Y\n task A | needs Order, X\n Order received -> O -> A",
            &["a needs Order: unknown (“Order received” does not say what it brings)", "a needs X: never"],
        );
    }

    #[test]
    fn doubt_travels_with_the_items_that_are_handed_on() {
        check(
            "pool Customer\npool Sales\n start message Go\n throw message Pass | needs Order\n Go -> Pass\npool Shipping\n start message Get\n task Ship | needs Order, Address | gives Parcel\n Get -> Ship\nCustomer ~> Go\nPass ~Order~> Get",
            &[
                "pass needs Order: unknown (the message from “Customer” to “Go” does not say what it brings)",
                "ship needs Order: unknown (the message from “Customer” to “Go” does not say what it brings)",
                "ship needs Address: never",
            ],
        );
    }

    #[test]
    fn a_message_to_a_task_is_there_while_it_runs() {
        check(
            "pool Customer\npool Shop\n start S\n task Take order | needs Order\n S -> Take order\nCustomer ~Order~> Take order",
            &["take-order needs Order: always"],
        );
    }

    #[test]
    fn stores_keep_what_others_wrote() {
        check("store CRM\nprocess P\n start S\n task A | needs CRM\n S -> A", &["a needs CRM: always"]);
        check(
            "store CRM\nprocess P\n start S\n task A | needs CRM\n task B | gives CRM\n S -> A -> B",
            &["a needs CRM: always"],
        );
        check(
            "store CRM\nprocess P\n start S\n task A | needs CRM\n S -> A\nprocess Q\n start T\n task B | gives CRM\n T -> B",
            &["a needs CRM: always"],
        );
    }

    #[test]
    fn variables_live_in_an_open_world() {
        check(
            "process P\n variable x\n start S\n task A | needs x\n S -> A",
            &["a needs x: unknown (“x” may be set when the process is started)"],
        );
        check(
            "process P\n variable x\n start S\n task A | gives x\n task B | needs x\n S -> A -> B",
            &["b needs x: always"],
        );
        check(
            "process P\n variable x\n start S\n xor G\n service A | gives x\n service O | opaque\n xor J\n task B | needs x\n S -> G -> A -> J -> B\n G -> O -> J",
            &["b needs x: unknown (what “O” sets does not stand in the export)"],
        );
    }

    #[test]
    fn states_are_needs_of_their_own() {
        check(
            "process P\n start S\n task A | gives Order [draft]\n task B | needs Order [approved]\n S -> A -> B",
            &["b needs Order [approved]: never (any always)"],
        );
        check(
            "process P\n start S\n task A | gives Order\n task B | needs Order [approved]\n S -> A -> B",
            &["b needs Order [approved]: unknown (any always) (nothing says in which state “Order” arrives)"],
        );
        check(
            "process P\n start S\n task A | gives Order [approved]\n task C | gives Order [sent]\n task B | needs Order [approved]\n S -> A -> C -> B",
            &["b needs Order [approved]: never (any always)"],
        );
        check(
            "process P\n start S\n task A | gives Order [approved], Order [refused]\n task B | needs Order\n task C | needs Order [approved]\n S -> A -> B -> C",
            &["b needs Order: always", "c needs Order [approved]: sometimes (any always) via s, a, b, c"],
        );
    }

    #[test]
    fn a_decision_tells_the_results_of_one_step_apart() {
        check(
            "process P\n start S\n task A | gives Order [approved], Order [refused]\n xor G\n task C | needs Order [approved]\n end\n S -> A -> G -> C\n G -> end",
            &["c needs Order [approved]: always"],
        );
        check(
            "process P\n start S\n xor F\n task A | gives Order [approved], Order [refused]\n xor G\n task C | needs Order [approved]\n end\n S -> F -> A -> G -> C\n F -> C\n G -> end",
            &["c needs Order [approved]: sometimes via s, f, c"],
        );
    }

    #[test]
    fn any_of_several_states_will_do() {
        let text = |b: &str| {
            format!(
                "process P\n start S\n xor F\n task A | gives Order [printed]\n task B | gives {b}\n task C | needs Order [printed], Order [written]\n S -> F -> A -> C\n F -> B -> C"
            )
        };
        check(
            &text("Order [written]"),
            &["c needs Order [printed]: always", "c needs Order [written]: always"],
        );
        check(
            &text("Order [lost]"),
            &[
                "c needs Order [printed]: sometimes (any always) via s, f, b, c",
                "c needs Order [written]?: never (any always)",
            ],
        );
    }

    #[test]
    fn a_first_state_is_not_late_because_a_later_one_is_made() {
        check(
            "process P\n start S\n task O\n task A | needs Sheet [new]\n task B | gives Sheet [filled]\n S -> O -> A -> B",
            &["a needs Sheet [new]: never (any late)"],
        );
    }

    #[test]
    fn one_object_in_two_pools_is_a_handoff() {
        const XML: &str = r#"<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d">
            <collaboration id="c"><participant id="a" name="Office" processRef="p"/><participant id="b" name="Yard" processRef="q"/>
            <messageFlow id="m" name="Call" sourceRef="draw" targetRef="t"/></collaboration>
            <process id="p"><startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="draw"/>
            <dataObject id="o"/><dataObjectReference id="r" name="Plan" dataObjectRef="o"/>
            <task id="draw"><dataOutputAssociation id="w"><targetRef>r</targetRef></dataOutputAssociation></task></process>
            <process id="q"><startEvent id="t"><messageEventDefinition id="e"/></startEvent>
            <sequenceFlow id="g" sourceRef="t" targetRef="use"/>
            <task id="use"><dataInputAssociation id="x"><sourceRef>r</sourceRef></dataInputAssociation></task></process>
            </definitions>"#;
        let model = handoff_import::read(XML.as_bytes(), "case.bpmn").model.expect("a model");
        let export = crate::Export { path: "case.bpmn".into(), model: model.into() };
        let landscape = crate::unit::Landscape::of(vec![export], &settings());
        let unit = &landscape.units[0];
        let found: Vec<String> = unit.needs.iter().map(|row| need(unit, row)).collect();
        assert_eq!(found, ["use needs Plan: always"]);
    }

    #[test]
    fn a_suffix_is_a_state_where_the_thing_is_known_without_it() {
        check(
            "process P\n start S\n task W | gives Report (approved)\n task A | needs Report, Report - approved\n S -> W -> A",
            &["a needs Report: always", "a needs Report [approved]: always"],
        );
        check(
            "process P\n start S\n task W | gives Invoice (customer)\n task A | needs Invoice (supplier)\n S -> W -> A",
            &["a needs Invoice (supplier): never"],
        );
    }

    #[test]
    fn names_of_tools_are_not_judged() {
        check("process P\n start S\n task O\n task A | needs Data Object 1, To be named\n S -> O -> A", &[]);
    }

    #[test]
    fn what_goes_without_saying() {
        let text = |name: &str| {
            format!("process P\n start S\n task O | gives Y\n task A | needs {name}\n S -> O -> A")
        };
        for name in [
            "Price list",
            "Kundenpreisliste",
            "Template for offers",
            "Sheet [empty]",
            "Orders (ERP)",
            "Order from web shop",
        ] {
            let unit = unit(&text(name));
            assert_eq!(unit.needs[0].availability, crate::unit::Availability::Always, "{name}");
        }
        check(&text("Order"), &["a needs Order: never"]);
        check(
            "process P\n start S\n task O\n task A | needs Order, Plan\n S -> O -> A",
            &["a needs Order: always", "a needs Plan: always"],
        );
        check(
            "process P\n start S\n task A | needs X | gives Y\n task B | needs X\n S -> A -> B",
            &["a needs X: always", "b needs X: always"],
        );
    }

    #[test]
    fn a_provider_that_no_flow_reaches_decides_nothing() {
        check(
            "process P\n start S\n task O | gives Y\n task A | needs X\n task B\n task L | gives X\n S -> O -> A\n B -> L -> B",
            &["a needs X: unknown (no start leads to “L”, which provides it)"],
        );
    }

    #[test]
    fn what_a_loop_brings_back_is_not_there_the_first_time() {
        check(
            "process P\n start S\n task O | gives Y\n xor J\n task A | needs Remarks\n task R | gives Remarks\n xor G\n end\n S -> O -> J -> A -> R -> G -> end\n G -> J",
            &["a needs Remarks: always"],
        );
    }

    #[test]
    fn a_message_brings_what_it_is_called_after() {
        let text = |start: &str, work: &str| {
            format!(
                "pool Guest\npool P\n start message {start} | id s\n task A\n task B | needs Survey{work}\n task C | needs Plan\n s -> A -> B -> C\nGuest ~> s"
            )
        };
        let unsaid = "(the message from “Guest” to “Asked for” does not say what it brings)";
        let made = "c needs Plan: always";
        check(&text("Asked for", " | gives Plan"), &[&format!("b needs Survey: never {unsaid}"), made]);
        let found = |start: &str| {
            format!(
                "b needs Survey: unknown (the message from “Guest” to “{start}” does not say what it brings)"
            )
        };
        check(&text("Survey comes", " | gives Plan"), &[&found("Survey comes"), made]);
        check(&text("Asked for", ""), &[&found("Asked for"), &format!("c needs Plan: unknown {unsaid}")]);
    }

    #[test]
    fn calls_pass_what_they_map() {
        let called = "process Ship\n start S\n task Pack | needs Address | gives Parcel\n S -> Pack\n";
        let text = |clauses: &str| {
            format!(
                "process Main\n start T\n task A | gives Delivery address\n call C | calls Ship{clauses}\n task B | needs Parcel\n T -> A -> C -> B\n{called}"
            )
        };
        check(
            &text(" | in Delivery address as Address | out Parcel"),
            &["c needs Delivery address: always", "b needs Parcel: always", "pack needs Address: always"],
        );
        check(
            &text(" | in Delivery address as Address | out Label as Parcel"),
            &["c needs Delivery address: always", "b needs Parcel: elsewhere", "pack needs Address: always"],
        );
        check(&text(" | all in | all out"), &["b needs Parcel: always", "pack needs Address: never"]);
        check(
            &text(""),
            &[
                "b needs Parcel: unknown (the call of “C” does not say what it gives back)",
                "pack needs Address: unknown (the call of “C” does not say what it passes)",
            ],
        );
        check(
            &text(" | in Delivery address as Address"),
            &["c needs Delivery address: always", "b needs Parcel: elsewhere", "pack needs Address: always"],
        );
    }

    #[test]
    fn a_call_of_nothing_loaded_is_open_unless_it_says_what_it_gives() {
        let text = |gives: &str| {
            format!("process P\n start S\n call C | calls Elsewhere{gives}\n task B | needs X\n S -> C -> B")
        };
        check(&text(""), &["b needs X: unknown (the call of “C” does not say what it gives back)"]);
        check(&text(" | gives X"), &["b needs X: always"]);
        check(&text(" | gives Y"), &["b needs X: never"]);
    }

    #[test]
    fn what_the_receiver_writes_down_is_no_source_for_the_sender() {
        let text = "pool User\n start S\n task Buy\n task Send review | needs Review\n S -> Buy -> Send review\npool Portal\n start message Go | gives Review\n task Store | needs Review\n Go -> Store\nSend review ~> Go";
        check(text, &["send-review needs Review: never", "store needs Review: always"]);
    }

    #[test]
    fn given_is_what_comes_from_outside() {
        check("process P\n given X\n start S\n task A | needs X\n S -> A", &["a needs X: always"]);
        check("process P\n start S | gives X\n task A | needs X\n S -> A", &["a needs X: always"]);
    }

    #[test]
    fn work_inside_sub_processes() {
        check(
            "process P\n start S\n sub W {\n task A | gives X\n }\n task B | needs X\n S -> W -> B",
            &["b needs X: always"],
        );
        check(
            "process P\n sub W {\n start T\n task A | gives X\n T -> A\n }\n task B | needs X\n W -> B",
            &["b needs X: always"],
        );
        check(
            "process P\n start S\n sub W | multi {\n start T\n task A | gives X\n T -> A\n }\n task B | needs X\n S -> W -> B",
            &["b needs X: sometimes via s, w, b"],
        );
    }

    #[test]
    fn a_choice_inside_a_sub_process_counts_behind_it() {
        let text = |flows: &str| {
            format!(
                "process P\n start S\n sub W {{\n start T\n xor G\n task A | gives X\n task O\n end E\n {flows}\n }}\n boundary timer Late on W\n task B | needs X\n task C | needs X\n S -> W -> B\n Late -> C"
            )
        };
        check(
            &text("T -> G -> A -> E\n G -> O -> E"),
            &["b needs X: sometimes via s, w, t, g, o, e, b", "c needs X: sometimes via s, w, late, c"],
        );
        check(
            &text("T -> G -> O -> A -> E"),
            &["b needs X: always", "c needs X: sometimes via s, w, late, c"],
        );
    }

    #[test]
    fn what_waits_beside_the_case_cannot_be_ordered() {
        let text = |kind: &str| {
            format!(
                "process P\n start S\n task O\n task A | needs X\n {kind} message V\n task B | gives X\n S -> O -> A\n V -> B"
            )
        };
        check(&text("catch"), &["a needs X: unknown (no start leads to “V”)"]);
        check(&text("start"), &["a needs X: never via s, o, a"]);
    }

    #[test]
    fn an_error_leaves_its_scope_through_the_event_that_catches_it() {
        check(
            "process P\n start S\n sub W {\n start T\n xor G\n task A | gives X\n end error Failed | name e1\n T -> G -> A\n G -> Failed\n }\n boundary error Caught on W | name e1\n task B | needs X\n task C | needs X\n S -> W -> B\n Caught -> C",
            &["b needs X: always", "c needs X: never via s, w, t, g, failed, caught, c"],
        );
    }

    #[test]
    fn a_called_process_has_the_inputs_that_its_callers_pass() {
        let text = |call: &str, reads: &str| {
            format!(
                "process Main\n start T\n task A | gives Order, Limit\n call C | calls Check | {call}\n T -> A -> C\nprocess Check\n given Order, Limit\n start S\n task B{reads}\n S -> B"
            )
        };
        check(
            &text("needs Order, Limit", " | needs Limit"),
            &[
                "c needs Order: always",
                "c needs Limit: always",
                "s needs Order: always",
                "b needs Limit: always",
            ],
        );
        check(
            &text("needs Order", " | needs Order, Limit"),
            &["c needs Order: always", "b needs Order: always", "b needs Limit: elsewhere"],
        );
        check(
            &text("needs Order", " | needs Order"),
            &["c needs Order: always", "s needs Limit: elsewhere", "b needs Order: always"],
        );
    }

    #[test]
    fn each_caller_has_to_pass_what_is_needed() {
        let one = |name: &str, passes: &str| {
            format!(
                "process {name}\n start S{name}\n task A{name} | gives Limit\n call C{name} | calls Check{passes}\n S{name} -> A{name} -> C{name}\n"
            )
        };
        let called = "process Check\n variable Limit\n start T\n task B | needs Limit\n T -> B";
        let text = format!("{}{}{called}", one("X", " | in Limit"), one("Y", " | in Limit as Other"));
        check(
            &text,
            &["cx needs Limit: always", "cy needs Limit: always", "b needs Limit: sometimes via cy, t, b"],
        );
    }

    #[test]
    fn links_that_nothing_joins() {
        check(
            "process P\n start S\n task A | gives X\n throw link On\n catch link On again\n task B | needs X\n S -> A -> On\n On again -> B",
            &["b needs X: unknown (the page from which “On again” goes on is not in the export)"],
        );
        check(
            "process P\n start S\n task A | gives X\n sub W {\n throw link On\n }\n catch link On | id in\n task B | needs X\n S -> A -> W\n in -> B",
            &[],
        );
    }

    #[test]
    fn links_are_flows() {
        check(
            "process P\n start S\n task A | gives X\n throw link Go | name one\n catch link Come | name one\n task B | needs X\n S -> A -> Go\n Come -> B",
            &["b needs X: always"],
        );
    }

    #[test]
    fn fields_count_where_anybody_declares_some() {
        let unit = |gives: &str, fields: &[&str]| {
            let clause = Clause {
                item: "Order".to_owned(),
                fields: fields
                    .iter()
                    .map(|name| ItemField { name: (*name).to_owned(), ..ItemField::default() })
                    .collect(),
                ..Clause::default()
            };
            let contract = contract(Subject::Step("B".to_owned()), vec![clause], Vec::new());
            let settings = Settings { contracts: vec![contract], ..settings() };
            let text = format!("process P\n start S\n task A | gives {gives}\n task B\n S -> A -> B");
            let unit = unit_with(&text, &settings);
            need(&unit, &unit.needs[0])
        };
        assert_eq!(unit("Order {city}", &["street", "City"]), "b needs Order: always without street");
        assert_eq!(unit("Order", &["street"]), "b needs Order: always");
    }
}
