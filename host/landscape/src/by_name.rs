//! What rests on a link that only a name makes.

use handoff_model::Id;
use rustc_hash::FxHashSet;

use crate::unit::{NameLink, ProcessId, StepId, Unit};

/// The links of a unit that only names make, made to be asked often.
#[derive(Clone, Debug, Default)]
pub struct NameLinks {
    /// The steps at their ends.
    ends: FxHashSet<StepId>,
    /// The processes that are called.
    called: FxHashSet<ProcessId>,
    /// The processes to which something comes.
    reached: FxHashSet<ProcessId>,
    /// The processes from which something goes.
    left: FxHashSet<ProcessId>,
    /// The steps at which cases end.
    endings: FxHashSet<StepId>,
}

impl NameLinks {
    /// Lists the links of a unit; `None` where names alone make none.
    pub fn of(unit: &Unit) -> Option<Self> {
        if unit.by_name.is_empty() {
            return None;
        }
        let endings = unit.endings.iter().map(|ending| ending.step).collect();
        let mut links = Self { endings, ..Self::default() };
        for link in &unit.by_name {
            match *link {
                NameLink::Call { caller, process } => {
                    links.ends.insert(caller);
                    links.called.insert(process);
                    links.left.extend(process_of(unit, caller));
                }
                NameLink::Passage { from, to } => {
                    links.ends.extend([from, to]);
                    links.left.extend(process_of(unit, from));
                    links.reached.extend(process_of(unit, to));
                }
            }
        }
        Some(links)
    }

    /// Tells whether what is said of a step, by way of others, rests on such a link.
    pub fn bear(
        &self,
        unit: &Unit,
        place: StepId,
        is_need: bool,
        ways: impl IntoIterator<Item = StepId>,
    ) -> bool {
        let process = process_of(unit, place);
        let is_in =
            |processes: &FxHashSet<ProcessId>| process.is_some_and(|process| processes.contains(&process));
        // What a step needs may come over any link to its process, and whatever a process is linked to may tell the
        // customer how a case ends there. Else only the links of the steps themselves count.
        let is_ending = !is_need && self.endings.contains(&place);
        let bears = (is_need || is_ending) && is_in(&self.reached) || is_ending && is_in(&self.left);
        bears || self.touch(unit, place) || ways.into_iter().any(|way| self.touch(unit, way))
    }

    /// Tells whether a step is an end of such a link, or lies in a process that is called by one.
    fn touch(&self, unit: &Unit, step: StepId) -> bool {
        self.ends.contains(&step)
            || process_of(unit, step).is_some_and(|process| self.called.contains(&process))
    }
}

fn process_of(unit: &Unit, step: StepId) -> Option<ProcessId> {
    unit.steps.get(step.index()).map(|step| step.process)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{Export, Landscape, lexicon::tests::settings};

    fn export(path: &str, inside: &str) -> Export {
        let text = format!(
            "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'>{inside}</definitions>"
        );
        let model = handoff_import::read(text.as_bytes(), "case.bpmn").model.unwrap();
        Export { path: Arc::from(path), model: Arc::new(model) }
    }

    /// A process that sends a message, and one that starts with one.
    fn sales(message: &str) -> String {
        format!(
            "<process id='sales'><startEvent id='s'/><task id='take'/><endEvent id='sold'><messageEventDefinition \
             messageRef='{message}'/></endEvent><sequenceFlow id='f' sourceRef='s' targetRef='take'/><sequenceFlow id='g' \
             sourceRef='take' targetRef='sold'/></process>"
        )
    }

    fn stock(message: &str) -> String {
        format!(
            "<process id='stock'><startEvent id='go'><messageEventDefinition messageRef='{message}'/></startEvent><task \
             id='pack'/><endEvent id='done'/><sequenceFlow id='h' sourceRef='go' targetRef='pack'/><sequenceFlow id='i' \
             sourceRef='pack' targetRef='done'/></process>"
        )
    }

    /// Checks of each step whether what it needs, and how a case ends there, rests on a link by name.
    #[track_caller]
    fn check(files: &[&str], expected: &str) {
        let exports = files.iter().enumerate().map(|(at, text)| export(&format!("{at}.bpmn"), text));
        let landscape = Landscape::of(exports.collect(), &settings());
        let [unit] = &landscape.units[..] else { panic!("{} units", landscape.units.len()) };
        let links = NameLinks::of(unit).unwrap_or_default();
        let rests = (0..).zip(&unit.steps).filter_map(|(id, step)| {
            let says = [(true, "needs"), (false, "is")].into_iter();
            let says: Vec<&str> = says
                .filter(|(need, _)| links.bear(unit, StepId(id), *need, []))
                .map(|(_, what)| what)
                .collect();
            (!says.is_empty()).then(|| format!("{} {}", step.id, says.join(" ")))
        });
        assert_eq!(rests.collect::<Vec<_>>().join(", "), expected);
    }

    const ORDER: &str = "<message id='order' name='Order placed'/>";
    const SAME: &str = "<message id='same' name='Order placed'/>";

    #[test]
    fn a_common_declaration_is_no_mere_name() {
        check(&[&format!("{ORDER}{}{}", sales("order"), stock("order"))], "");
    }

    #[test]
    fn two_declarations_of_one_name_are() {
        check(
            &[&format!("{ORDER}{SAME}{}{}", sales("order"), stock("same"))],
            "sold needs is, go needs is, pack needs, done needs is",
        );
    }

    #[test]
    fn so_are_two_files() {
        let (sales, stock) = (format!("{ORDER}{}", sales("order")), format!("{ORDER}{}", stock("order")));
        check(&[&sales, &stock], "sold needs is, go needs is, pack needs, done needs is");
    }

    #[test]
    fn a_call_by_id_is_none() {
        let call = |called: &str| {
            format!(
                "<process id='main'><callActivity id='c' calledElement='{called}'/></process><process id='sub' \
                     name='Send goods'><task id='t'/></process>"
            )
        };
        check(&[&call("sub")], "");
        check(&[&call("Send goods")], "c needs is, t needs is");
    }
}
