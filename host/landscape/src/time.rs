//! What steps take, as far as somebody states it: timers, limits and promises; and the slowest way by them.
//!
//! Calendars of business are not known: a day has 24 hours. The time that a customer takes is his own, and nobody's promise.

use handoff_model::{DefinitionKind, Id, StepKind, Timer, TimerKind};
use rustc_hash::FxHashMap;

use crate::{
    contract::Side,
    flow::{NodeKind, NodeTimes, WalkBounds, longest},
    unit::{DepartmentId, ProcessId, PromiseSubject, SlowestPath, StepId, Unit},
};

impl Unit {
    /// Finds the slowest way from one step to another by what is stated, both ends included; messages are followed. `None` where no
    /// path leads there.
    pub fn slowest(&self, start: StepId, goal: StepId) -> Option<SlowestPath> {
        let times = StepTimes::new(self, None);
        times.slowest(&[start], &|_| true, &|step| step == goal, true)
    }
}

/// The timers of a unit that have a length.
#[derive(Default)]
pub(crate) struct TimeLimits {
    /// For each event, how long it waits; of several definitions the first.
    timers: FxHashMap<StepId, u64>,
    /// For each host of an interrupting timer, when the first of them ends it.
    hosts: FxHashMap<StepId, u64>,
    /// For each event-based gateway, the first of the times behind it.
    gateways: FxHashMap<StepId, u64>,
}

impl TimeLimits {
    pub(crate) fn new(unit: &Unit) -> Self {
        let mut limits = Self::default();
        for event in unit.events.iter().filter(|event| event.kind == DefinitionKind::Timer && !event.throws) {
            let Some(seconds) = event.seconds else { continue };
            let seconds = *limits.timers.entry(event.step).or_insert(seconds);
            if let Some(host) = event.host.filter(|_| event.interrupting) {
                let known = limits.hosts.entry(host).or_insert(seconds);
                *known = seconds.min(*known);
            }
        }
        for flow in &unit.flows {
            let behind = limits.timers.get(&flow.target).copied();
            if let Some(seconds) =
                behind.filter(|_| unit.steps[flow.source.index()].kind == StepKind::EventBased)
            {
                let known = limits.gateways.entry(flow.source).or_insert(seconds);
                *known = seconds.min(*known);
            }
        }
        limits
    }

    /// Returns the time after which a wait ends, where that is stated.
    pub(crate) fn end(&self, wait: StepId) -> Option<u64> {
        let limits = [&self.hosts, &self.timers, &self.gateways];
        limits.into_iter().find_map(|limits| limits.get(&wait).copied())
    }
}

/// What each step of a unit takes.
pub(crate) struct StepTimes<'u> {
    unit: &'u Unit,
    stay: Vec<u64>,
    until: Vec<u64>,
    is_stated: Vec<bool>,
    /// The time of the step is somebody else's: the customer's, or that of what is around it.
    is_covered: Vec<bool>,
    /// For each department, what it promises of one stay.
    departments: Vec<Option<u64>>,
}

impl<'u> StepTimes<'u> {
    /// Collects what is stated in a unit, but for one promise.
    pub(crate) fn new(unit: &'u Unit, except: Option<usize>) -> Self {
        let count = unit.steps.len();
        let mut times = Self {
            unit,
            stay: vec![0; count],
            until: vec![0; count],
            is_stated: vec![false; count],
            is_covered: vec![false; count],
            departments: vec![None; unit.departments.len()],
        };
        times.read_timers();
        times.read_attributes();
        let mut processes = vec![None; unit.processes.len()];
        let promises = unit.promises.iter().enumerate().filter(|(number, _)| Some(*number) != except);
        for (subject, seconds) in promises.filter_map(|(_, row)| Some((row.subject, row.seconds?))) {
            match subject {
                PromiseSubject::Step(step) => times.state(step, seconds),
                PromiseSubject::Department(id) => shorten(&mut times.departments[id.index()], seconds),
                PromiseSubject::Process(id) => shorten(&mut processes[id.index()], seconds),
            }
        }
        times.cover();
        times.read_calls(processes);
        times
    }

    /// Says that a step takes so long, or less.
    fn state(&mut self, step: StepId, seconds: u64) {
        let known = self.is_stated[step.index()].then_some(self.stay[step.index()]);
        self.stay[step.index()] = known.map_or(seconds, |known| known.min(seconds));
        self.is_stated[step.index()] = true;
    }

    fn read_timers(&mut self) {
        let unit = self.unit;
        let TimeLimits { timers, hosts, .. } = TimeLimits::new(unit);
        for (&step, &seconds) in &timers {
            match unit.steps[step.index()].kind {
                StepKind::Catch => self.state(step, seconds),
                // A start outside of an event sub-process says when a case begins.
                StepKind::Boundary | StepKind::Start => self.until[step.index()] = seconds,
                _ => {}
            }
        }
        for (&host, &seconds) in &hosts {
            self.state(host, seconds);
        }
        let mut waiting: FxHashMap<StepId, Vec<StepId>> = FxHashMap::default();
        for flow in &unit.flows {
            if unit.steps[flow.source.index()].kind == StepKind::EventBased {
                waiting.entry(flow.source).or_default().push(flow.target);
            }
        }
        let asked = self.waits_for_customer();
        for targets in waiting.values() {
            let is_asked = targets.iter().any(|step| asked[step.index()]);
            let limit = targets.iter().filter_map(|step| timers.get(step)).min().copied();
            for step in targets.iter().filter(|_| limit.is_some()) {
                self.state(*step, limit.filter(|_| !is_asked).unwrap_or_default());
            }
        }
        for event in unit.events.iter().filter(|event| event.kind == DefinitionKind::Timer) {
            if let Some(host) = event.host.filter(|host| asked[host.index()]) {
                self.until[event.step.index()] = 0;
                self.stay[host.index()] = 0;
            }
        }
    }

    /// Reads what tools wrote of the time that steps take.
    fn read_attributes(&mut self) {
        /// The attributes that say it, without the prefix of the tool.
        const STATED: [&str; 2] = ["dueDate", "duration"];
        let unit = self.unit;
        for attribute in &unit.attributes {
            let name = attribute.name.rsplit(':').next().unwrap_or_default();
            let seconds = duration(&attribute.value).filter(|_| STATED.contains(&name));
            if let Some(seconds) = seconds.filter(|seconds| *seconds > 0) {
                self.state(attribute.step, seconds);
            }
        }
    }

    /// Marks the steps at which the customer is waited for, or that he does himself.
    fn waits_for_customer(&self) -> Vec<bool> {
        let is_customer = |department: Option<DepartmentId>| {
            department.is_some_and(|id| self.unit.departments[id.index()].side == Side::Customer)
        };
        let mut asked: Vec<bool> = self.unit.steps.iter().map(|step| is_customer(step.owner)).collect();
        for exchange in self.unit.exchanges.iter().filter(|row| row.kind.is_sent() && is_customer(row.giver))
        {
            if let Some(step) = exchange.catcher {
                asked[step.index()] = true;
            }
        }
        asked
    }

    /// Leaves out what lies in something whose time is stated as a whole, and what customers do.
    fn cover(&mut self) {
        let unit = self.unit;
        for (id, step) in StepId::number(&unit.steps) {
            let around = step.scope.filter(|scope| scope.index() < id.index());
            let is_inside =
                around.is_some_and(|scope| self.is_covered[scope.index()] || self.is_stated[scope.index()]);
            let owner = step.owner.map(Id::index);
            let is_others = owner.is_some_and(|owner| {
                unit.departments[owner].side == Side::Customer || self.departments[owner].is_some()
            });
            if is_inside || is_others {
                self.is_covered[id.index()] = true;
                (self.stay[id.index()], self.until[id.index()]) = (0, 0);
            }
        }
    }

    /// Says of each call how long the called process takes: what it promises, else the slowest way through it.
    fn read_calls(&mut self, mut processes: Vec<Option<u64>>) {
        let unit = self.unit;
        let mut calls: FxHashMap<ProcessId, Vec<(StepId, ProcessId)>> = FxHashMap::default();
        for call in &unit.calls {
            if let Some(called) = call.process {
                let caller = unit.steps[call.step.index()].process;
                calls.entry(caller).or_default().push((call.step, called));
            }
        }
        for process in callees_first(&calls, unit.processes.len()) {
            for (step, called) in calls.get(&process).into_iter().flatten() {
                if let Some(seconds) = processes[called.index()].filter(|_| !self.is_covered[step.index()]) {
                    self.state(*step, seconds);
                }
            }
            if processes[process.index()].is_none() && unit.processes[process.index()].called {
                let slowest = self.through(process, false).unwrap_or_default();
                processes[process.index()] = Some(slowest.seconds).filter(|seconds| *seconds > 0);
            }
        }
    }

    /// Finds the slowest way through a process.
    pub(crate) fn through(&self, process: ProcessId, across: bool) -> Option<SlowestPath> {
        let nodes = StepId::number(&self.unit.graph.nodes);
        let starts = nodes.filter(|(_, node)| {
            node.process == process && node.scope.is_none() && matches!(node.kind, NodeKind::Start)
        });
        let starts: Vec<StepId> = starts.map(|(id, _)| id).collect();
        let is_inside = |step: StepId| self.unit.steps[step.index()].process == process;
        self.slowest(&starts, &|step| across || is_inside(step), &is_inside, across)
    }

    /// Finds the slowest stay of a case with a department.
    pub(crate) fn stay(&self, department: DepartmentId) -> Option<SlowestPath> {
        let is_own = |step: StepId| self.unit.steps[step.index()].owner == Some(department);
        let mut is_followed = vec![false; self.unit.steps.len()];
        for flow in self.unit.flows.iter().filter(|flow| is_own(flow.source)) {
            is_followed[flow.target.index()] = true;
        }
        let nodes = StepId::number(&self.unit.graph.nodes);
        let begins = nodes.filter(|(id, node)| {
            let is_event = matches!(node.kind, NodeKind::Boundary { .. } | NodeKind::EventScope { .. });
            let is_inside = node.scope.is_some_and(is_own);
            is_own(*id) && !is_event && !is_inside && !is_followed[id.index()]
        });
        let begins: Vec<StepId> = begins.map(|(id, _)| id).collect();
        self.slowest(&begins, &is_own, &is_own, false)
    }

    /// Finds the slowest way through a step.
    pub(crate) fn at(&self, step: StepId) -> Option<SlowestPath> {
        let nodes = &self.unit.graph.nodes;
        let is_inside = |inner: StepId| {
            let mut scope = Some(inner);
            while let Some(around) = scope.filter(|around| *around != step) {
                scope = nodes[around.index()].scope.filter(|next| next.index() < around.index());
            }
            scope == Some(step)
        };
        self.slowest(&[step], &is_inside, &|end| end == step, false)
    }

    fn slowest(
        &self,
        sources: &[StepId],
        may_pass: &dyn Fn(StepId) -> bool,
        may_end: &dyn Fn(StepId) -> bool,
        across: bool,
    ) -> Option<SlowestPath> {
        let owner = |step: StepId| self.unit.steps[step.index()].owner;
        let crossing = |from: Option<StepId>, to: StepId| {
            let entered = match (from.map(owner), owner(to)) {
                (None, to) => to,
                (Some(Some(from)), Some(to)) if from != to => Some(to),
                _ => None,
            };
            entered.and_then(|entered| self.departments[entered.index()]).unwrap_or_default()
        };
        let times = NodeTimes { stay: &self.stay, until: &self.until, crossing: &crossing };
        let bounds = WalkBounds { sources, may_pass, may_end, across };
        let found = longest(&self.unit.graph, self.unit.solution(), &times, &bounds)?;
        let places = found.path.iter().copied().enumerate();
        let counts = |(place, step): &(usize, StepId)| {
            let before = place.checked_sub(1).and_then(|before| found.path.get(before)).copied();
            let is_ended = found.path.get(place + 1).is_some_and(|next| self.ends(*next, *step));
            crossing(before, *step) > 0
                || self.stay[step.index()] > 0 && !is_ended
                || self.until[step.index()] > 0
        };
        let stated = places.filter(counts).map(|(_, step)| step).collect();
        let unstated = found.path.iter().copied().filter(|step| self.is_unstated(*step)).collect();
        Some(SlowestPath { seconds: found.seconds, stated, unstated, path: found.path })
    }

    /// Tells whether an event is at a step: what happens there counts then, and not the step.
    fn ends(&self, event: StepId, step: StepId) -> bool {
        let kind = self.unit.graph.nodes[event.index()].kind;
        matches!(kind, NodeKind::Boundary { host, .. } if host == step)
    }

    /// Tells whether a step is work whose time nobody states.
    fn is_unstated(&self, step: StepId) -> bool {
        let works = matches!(
            self.unit.steps[step.index()].kind,
            StepKind::Task
                | StepKind::UserTask
                | StepKind::ManualTask
                | StepKind::ReceiveTask
                | StepKind::Call
        );
        works && !self.is_stated[step.index()] && !self.is_covered[step.index()]
    }
}

/// Returns the length of time that a tool wrote about a step, in seconds: by itself (`P2D`), as that of a date that is counted from now
/// (`=now() + duration("P2D")`, `${now().plusDays(2)}`). `None` for whatever else is computed.
fn duration(written: &str) -> Option<u64> {
    const UNITS: [(&str, u64); 4] =
        [("plusWeeks(", 604_800), ("plusDays(", 86_400), ("plusHours(", 3_600), ("plusMinutes(", 60)];
    let fixed = |text: &str| Timer { kind: TimerKind::Duration, text: text.to_owned() }.seconds();
    let inside = |(_, behind): (&str, &str), end: char| {
        behind.split_once(end).map(|(inside, _)| inside.trim().to_owned())
    };
    if let Some(text) = written.split_once("duration(\"").and_then(|parts| inside(parts, '"')) {
        return fixed(&text);
    }
    let counted =
        UNITS.iter().filter_map(|(unit, seconds)| Some((inside(written.split_once(unit)?, ')')?, seconds)));
    let counted: Vec<Option<u64>> =
        counted.map(|(count, seconds)| count.parse::<u64>().ok()?.checked_mul(*seconds)).collect();
    if counted.is_empty() {
        fixed(written)
    } else {
        counted.into_iter().try_fold(0, |sum: u64, one| sum.checked_add(one?))
    }
}

/// Keeps the shorter of two promises.
fn shorten(known: &mut Option<u64>, seconds: u64) {
    *known = Some(known.map_or(seconds, |known| known.min(seconds)));
}

/// Lists all processes, each behind those that it calls; of those that call each other in a circle, in the order of their numbers.
fn callees_first(calls: &FxHashMap<ProcessId, Vec<(StepId, ProcessId)>>, count: usize) -> Vec<ProcessId> {
    let mut order = Vec::with_capacity(count);
    let mut seen = vec![false; count];
    let mut stack: Vec<(ProcessId, usize)> = Vec::new();
    for process in ProcessId::all(count) {
        if !std::mem::replace(&mut seen[process.index()], true) {
            stack.push((process, 0));
        }
        while let Some((caller, place)) = stack.last_mut() {
            let called = calls.get(caller).and_then(|calls| calls.get(*place)).map(|(_, called)| *called);
            *place += 1;
            match called {
                Some(called) if !std::mem::replace(&mut seen[called.index()], true) => {
                    stack.push((called, 0));
                }
                Some(_) => {}
                None => {
                    order.push(*caller);
                    stack.pop();
                }
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::duration;

    #[track_caller]
    fn check(written: &str, expected: Option<u64>) {
        assert_eq!(duration(written), expected, "{written}");
    }

    #[test]
    fn lengths_of_time_as_tools_write_them() {
        check("P2D", Some(172_800));
        check("=now() + duration(\"PT4H\")", Some(14_400));
        check("${dateTime().plusWeeks(1).toDate()}", Some(604_800));
        check("${now().plusDays(1).plusHours(12)}", Some(129_600));
    }

    #[test]
    fn what_is_computed_or_a_date_has_no_length() {
        for written in [
            "",
            "2026-03-01T12:00:00",
            "${dueDate}",
            "${now().plusDays(days)}",
            "=now() + duration(limit)",
            "P1M",
        ] {
            check(written, None);
        }
    }
}
