//! What follows from what: statements that hold once others do, solved from those that hold by themselves.

/// A statement, by its number.
pub(crate) type Statement = usize;

/// When a statement may hold: each of its gates has to open.
#[derive(Clone, Debug)]
struct Gate {
    /// All inputs have to hold; else one is enough.
    is_all: bool,
    inputs: Vec<Statement>,
}

/// Statements with their gates. One without a gate holds.
#[derive(Debug)]
pub(crate) struct GateNetwork(Vec<Vec<Gate>>);

impl GateNetwork {
    /// Makes so many statements without gates.
    pub(crate) fn new(statements: usize) -> Self {
        Self(vec![Vec::new(); statements])
    }

    /// Lets a statement hold only where one of these does; where there are none, never.
    pub(crate) fn any(&mut self, of: Statement, inputs: impl IntoIterator<Item = Statement>) {
        self.add(of, false, inputs);
    }

    /// Lets a statement hold only where all of these do.
    pub(crate) fn all(&mut self, of: Statement, inputs: impl IntoIterator<Item = Statement>) {
        self.add(of, true, inputs);
    }

    fn add(&mut self, of: Statement, is_all: bool, inputs: impl IntoIterator<Item = Statement>) {
        let gate = Gate { is_all, inputs: inputs.into_iter().collect() };
        if let Some(gates) = self.0.get_mut(of) {
            gates.push(gate);
        }
    }

    /// Tells which statements hold: the fewest that can, so that a circle holds for no reason of its own.
    pub(crate) fn solve(&self) -> Vec<bool> {
        let mut readers: Vec<Vec<Statement>> = vec![Vec::new(); self.0.len()];
        for (number, gates) in self.0.iter().enumerate() {
            for input in gates.iter().flat_map(|gate| &gate.inputs) {
                if let Some(readers) = readers.get_mut(*input) {
                    readers.push(number);
                }
            }
        }
        let mut holds = vec![false; self.0.len()];
        let mut open: Vec<Statement> = (0..self.0.len()).rev().collect();
        while let Some(next) = open.pop() {
            if !holds[next] && self.0[next].iter().all(|gate| gate.is_open(&holds)) {
                holds[next] = true;
                open.extend(&readers[next]);
            }
        }
        holds
    }
}

impl Gate {
    fn is_open(&self, holds: &[bool]) -> bool {
        let mut inputs = self.inputs.iter().map(|input| holds.get(*input).copied().unwrap_or(false));
        if self.is_all { inputs.all(|holds| holds) } else { inputs.any(|holds| holds) }
    }
}

#[cfg(test)]
mod tests {
    use super::GateNetwork;

    #[test]
    fn what_holds_follows_from_what_holds_by_itself() {
        let mut network = GateNetwork::new(6);
        network.any(1, [0, 5]);
        network.all(2, [0, 1]);
        network.any(3, []);
        network.all(4, [0, 3]);
        network.any(5, [5]);
        assert_eq!(network.solve(), [true, true, true, false, false, false]);
    }
}
