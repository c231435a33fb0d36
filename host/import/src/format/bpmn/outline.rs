//! A quick look at whether the steps of each pool are drawn in it, as they nearly always are.
//!
//! It only spares reading the diagrams: whatever is written in an unusual way counts as if something were astray.

use handoff_model::{ParticipantId, ProcessId};
use memchr::memmem;
use rustc_hash::FxHashMap;

use super::namespace::local_name;
use super::reader::{BpmnReader, ReferenceTarget};

/// Left, top, right and bottom.
type Bounds = [f64; 4];

impl BpmnReader<'_, '_> {
    /// Tells whether the steps of a process may be drawn in another pool than its own. They are not where at least one
    /// of them lies in its own.
    pub(super) fn may_be_astray(&self) -> bool {
        const SHOWS: &str = " bpmnElement=\"";
        let filled = self.model.participants.iter().filter_map(|(id, pool)| Some((pool.process?, id)));
        let mut homeless: FxHashMap<ProcessId, ParticipantId> = FxHashMap::default();
        for (process, pool) in filled {
            if homeless.insert(process, pool).is_some() {
                return true;
            }
        }
        // On several sheets the same place is not the same.
        if sheets(self.text.as_bytes()).nth(1).is_some() {
            return true;
        }
        let mut pools: FxHashMap<ParticipantId, Option<Bounds>> = FxHashMap::default();
        for at in memmem::find_iter(self.text.as_bytes(), SHOWS) {
            let Some((element, rest)) = self.text[at + SHOWS.len()..].split_once('"') else { return true };
            match self.targets.get(local_name(element)) {
                Some(ReferenceTarget::Participant(pool)) => {
                    pools.entry(*pool).or_insert_with(|| bounds(rest));
                }
                Some(ReferenceTarget::Step(step)) => {
                    let row = &self.model.steps[*step];
                    let own = homeless.get(&row.process).and_then(|pool| *pools.get(pool)?);
                    let Some(own) = own.filter(|_| row.scope.is_none()) else { continue };
                    if bounds(rest).is_some_and(|step| encloses(own, step)) {
                        homeless.remove(&row.process);
                    }
                }
                _ => {}
            }
            if homeless.is_empty() {
                return false;
            }
        }
        !homeless.is_empty()
    }
}

/// Finds where the sheets of a text begin: many tools use the name in ids and references too.
fn sheets(text: &[u8]) -> impl Iterator<Item = usize> {
    let in_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte >= 0x80 || b"_-.:".contains(byte);
    memmem::find_iter(text, "BPMNPlane").filter(move |at| {
        let before = text[..*at].iter().rposition(|byte| !in_name(byte));
        before.is_some_and(|before| text[before] == b'<')
    })
}

/// Reads the first bounds behind the beginning of a shape.
fn bounds(text: &str) -> Option<Bounds> {
    /// Between them stands no more than the rest of one tag, and some colours.
    const NEAR: usize = 500;
    let near = &text[..text.floor_char_boundary(NEAR)];
    let (before, tag) = near.split_once("Bounds ")?;
    let (tag, _) = tag.split_once('>')?;
    let number = |name: &str| -> Option<f64> {
        let value = tag.split_ascii_whitespace().find_map(|written| {
            written.trim_end_matches('/').strip_prefix(name)?.strip_prefix("=\"")?.strip_suffix('"')
        });
        value?.parse::<f64>().ok().filter(|number| number.is_finite())
    };
    let [x, y] = [number("x")?, number("y")?];
    // Another shape stands between.
    (!before.contains("bpmnElement")).then_some([x, y, x + number("width")?, y + number("height")?])
}

/// Tells whether the centre of the inner rectangle lies in the outer one.
fn encloses(outer: Bounds, inner: Bounds) -> bool {
    let [left, top, right, bottom] = outer;
    let (x, y) = (f64::midpoint(inner[0], inner[2]), f64::midpoint(inner[1], inner[3]));
    left <= x && x <= right && top <= y && y <= bottom
}

#[cfg(test)]
mod tests {
    use super::{bounds, sheets};

    #[test]
    fn sheets_are_told_from_their_names() {
        for (text, expected) in [
            ("<bpmndi:BPMNPlane id=\"BPMNPlane_1\" bpmnElement=\"c\"></bpmndi:BPMNPlane>", 1),
            ("<BPMNPlane id='p'/><BPMNPlane id='q'/>", 2),
            ("<process id='BPMNPlane'/>", 0),
        ] {
            assert_eq!(sheets(text.as_bytes()).count(), expected, "{text}");
        }
    }

    #[test]
    fn bounds_as_tools_write_them() {
        let shape = |inside: &str| format!(" isHorizontal=\"true\">\n  <dc:Bounds {inside}>\n");
        for (inside, expected) in [
            ("x=\"1\" y=\"2\" width=\"10\" height=\"20\" /", Some([1.0, 2.0, 11.0, 22.0])),
            ("height=\"20\" width=\"10\" x=\"-1.5\" y=\"2\"/", Some([-1.5, 2.0, 8.5, 22.0])),
            ("x='1' y='2' width='10' height='20'/", None),
            ("x=\"1\" y=\"2\" width=\"NaN\" height=\"20\"/", None),
        ] {
            assert_eq!(bounds(&shape(inside)), expected, "{inside}");
        }
        assert_eq!(
            bounds(
                "/><bpmndi:BPMNShape bpmnElement=\"b\"><dc:Bounds x=\"1\" y=\"2\" width=\"1\" height=\"1\"/>"
            ),
            None
        );
    }
}
