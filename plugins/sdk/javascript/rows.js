/** What the rows of a view file hold. @module */

// Generated from plugins/wit/handoff.wit: cargo run --manifest-path plugins/Cargo.toml -p handoff-generate

/**
 * A row of each list with nothing in it, in the words of the contract.
 * @type {Readonly<Record<string, Readonly<Record<string, any>>>>}
 */
export const ROWS = Object.freeze({
  departments: { name: '', side: 'internal', certain: false, system: false, several: false, agreement: false },
  processes: { name: '', owner: null, sketch: false, called: false },
  steps: { kind: 'task', owner: null, process: 0, scope: null, reachable: false, loose: false, multiple: false, unordered: false },
  items: { named: false, store: false, collection: false, standing: false, states: 0, steward: null, types: [], alike: [] },
  flows: { source: 0, target: 0, conditional: false, otherwise: false, reads: [] },
  events: { step: 0, kind: 'message', throws: false, host: null, interrupting: false, together: false, timer: null, seconds: null },
  handoffs: { kind: 'sequence', giver: null, receiver: null, last: null, first: null, carries: [], declared: false, named: false, expected: false },
  exchanges: { kind: 'message', thrower: null, catcher: null, giver: null, receiver: null, partner: 'met', drawn: false, begins: false, handoff: null },
  calls: { step: 0, process: null, guessed: false, silent: false, unpassed: [], unreturned: [] },
  needs: { step: 0, item: 0, state: null, optional: false, evidence: 'contract', flow: null, clause: null, availability: 'always', 'any-state': 'always', gap: null, 'at-most': 'info', 'arrives-in': [], 'missing-fields': [], expected: null, 'expected-from': null, witness: [], providers: [], undeclared: null, handoff: null },
  provisions: { step: 0, item: 0, state: null, optional: false, evidence: 'contract', clause: null, 'used-by': [], leaves: false },
  clauses: { step: 0, item: 0, state: null, needed: false, evidence: 'contract', party: null, 'data-type': null, format: null, unit: null, many: null, fields: [], 'kept-in': null },
  promises: { step: null, department: null, process: null, seconds: null, share: null, 'to-customer': false, slowest: { seconds: 0, path: [], stated: [], unstated: [] } },
  touchpoints: { step: 0, customer: null, inbound: false, certain: false },
  legs: { journey: 0, customer: null, first: 0, last: null, handoffs: [], path: [] },
  endings: { step: 0, 'started-at': null, certain: false, negative: false, silent: false, witness: [], 'told-at': null },
  waits: { step: 0, party: null, limited: false, seconds: null },
  spellings: { item: 0, written: '', count: 0, glossary: 'term', term: null, steps: [] },
  hints: { words: '', at: { of: ['label', 0], start: 0, end: 0 } },
  attributes: { step: 0, name: '', value: '' },
  'stale-entries': { kind: '', entry: '', suggestion: null },
});

/** Fields that hold lists of numbers, which the sandbox hands over as `Uint32Array`. */
export const NUMBERS = new Set(['alike', 'arrives-in', 'handoffs', 'path', 'providers', 'reads', 'stated', 'steps', 'unpassed', 'unreturned', 'unstated', 'used-by', 'witness']);

/** Fields that hold a case with its value, which the sandbox hands over as `tag` and `val`. */
export const VARIANTS = new Set(['of']);
