/** What the rows of a view file hold. @module */

// Generated from plugins/wit/handoff.wit: cargo run --manifest-path plugins/Cargo.toml -p handoff-generate

/**
 * A row of each list with nothing in it, in the words of the contract.
 * @type {Readonly<Record<string, Readonly<Record<string, any>>>>}
 */
export const ROWS = Object.freeze({
  departments: { name: '', side: 'internal', certain: false, system: false },
  processes: { name: '', owner: null, sketch: false, called: false },
  steps: { kind: 'task', owner: null, process: 0, scope: null, reachable: false, loose: false, multiple: false },
  items: { store: false, collection: false, standing: false, states: 0, types: [] },
  flows: { source: 0, target: 0, conditional: false, otherwise: false, reads: [] },
  events: { step: 0, kind: 'message', throws: false, host: null, interrupting: false, together: false, timer: null },
  handoffs: { kind: 'sequence', giver: null, receiver: null, last: null, first: null, carries: [], declared: false, named: false, expected: false },
  exchanges: { kind: 'message', thrower: null, catcher: null, giver: null, receiver: null, partner: 'met', drawn: false, begins: false, handoff: null },
  calls: { step: 0, process: null, guessed: false, silent: false, unpassed: [], unreturned: [] },
  needs: { step: 0, item: 0, state: null, optional: false, evidence: 'contract', flow: null, availability: 'always', 'any-state': 'always', gap: null, 'at-most': 'info', 'arrives-in': [], 'missing-fields': [], expected: null, 'expected-from': null, witness: [], providers: [], undeclared: null, handoff: null },
  provisions: { step: 0, item: 0, state: null, optional: false, evidence: 'contract', 'used-by': [], leaves: false },
  touchpoints: { step: 0, customer: null, inbound: false, certain: false },
  endings: { step: 0, 'started-at': null, certain: false, negative: false, silent: false, witness: [], 'told-at': null },
  waits: { step: 0, party: null, limited: false },
  'stale-entries': { kind: '', entry: '', suggestion: null },
});

/** Fields that hold lists of numbers, which the sandbox hands over as `Uint32Array`. */
export const NUMBERS = new Set(['arrives-in', 'path', 'providers', 'reads', 'unpassed', 'unreturned', 'used-by', 'witness']);
