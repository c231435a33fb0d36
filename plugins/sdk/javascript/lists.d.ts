/// <reference path="./contract.d.ts" />
// Generated from plugins/wit/handoff.wit: cargo run --manifest-path plugins/Cargo.toml -p handoff-generate
/** The lists of a unit, fetched when a rule first asks. @module */
import type { Attribute, Call, Clause, Department, Ending, Event, Exchange, Flow, Handoff, Hint, Item, Leg, Need, Process, Promise, Provision, Spelling, StaleEntry, Step, Touchpoint, Wait } from 'handoff:plugin/types@0.2.0';
export type Source = Omit<import('handoff:plugin/model@0.2.0').View, keyof Disposable>;
/** A part of the view. */
export type ViewPart = 'processes' | 'steps' | 'items' | 'flows' | 'events' | 'handoffs' | 'messages' | 'exchanges' | 'calls' | 'needs' | 'gaps' | 'provisions' | 'clauses' | 'promises' | 'touchpoints' | 'customer' | 'legs' | 'endings' | 'waits' | 'spellings' | 'hints' | 'attributes' | 'stale-entries';
/** The lists of one unit, read-only. */
export declare class Lists {
    #private;
    /** Opens a view: of the sandbox in a component, of a view file in a native test. */
    constructor(source: Source);
    protected readonly source: Source;
    /** Returns what was kept under a name; what is not yet there is fetched. */
    protected kept<T>(name: string, fetch: () => T[]): readonly T[];
    /** Lists who takes part, sorted by name; the id of a department is a position here. */
    departments(): readonly Department[];
    /** Lists the processes; the id of a process is a position here. */
    processes(): readonly Process[];
    /** Lists the steps; the id of a step is a position here. */
    steps(): readonly Step[];
    /** Lists the items; the id of an item is a position here. */
    items(): readonly Item[];
    /** Lists the arrows of the sequence flow; the id of a flow is a position here. */
    flows(): readonly Flow[];
    /** Lists what events wait for and bring about. */
    events(): readonly Event[];
    /** Lists the handoffs; the id of a handoff is a position here. */
    handoffs(): readonly Handoff[];
    /** Lists what is sent and received, thrown and caught; the id of an exchange is a position here. */
    exchanges(): readonly Exchange[];
    /** Lists the calls of other processes; the id of a call is a position here. */
    calls(): readonly Call[];
    /** Lists the needs, all of them. */
    needs(): readonly Need[];
    /** Lists the provisions. */
    provisions(): readonly Provision[];
    /** Lists what is said of the form of items; the id of a clause is a position here. */
    clauses(): readonly Clause[];
    /** Lists what contracts promise beside items; the id of a promise is a position here. */
    promises(): readonly Promise[];
    /** Lists the touchpoints. */
    touchpoints(): readonly Touchpoint[];
    /** Lists the parts of the journeys of customers. Made when first asked for. */
    legs(): readonly Leg[];
    /** Lists the endings of cases that a customer may have started. */
    endings(): readonly Ending[];
    /** Lists the steps that wait for another party. */
    waits(): readonly Wait[];
    /** Lists the ways in which items are written, sorted by item. */
    spellings(): readonly Spelling[];
    /** Lists what the texts of the unit hint at, text by text. Made when first asked for. */
    hints(): readonly Hint[];
    /** Lists what tools wrote about steps beside BPMN, step by step, in the order of the export. */
    attributes(): readonly Attribute[];
    /** Lists the configuration entries that matched nothing; the id of an entry is a position here. */
    staleEntries(): readonly StaleEntry[];
}
