// Generated from plugins/wit/handoff.wit: cargo run --manifest-path plugins/Cargo.toml -p handoff-generate
/** A row of each list with nothing in it, in the words of the contract. */
export declare const ROWS: Readonly<Record<string, Readonly<Record<string, any>>>>;
/** Fields that hold lists of numbers, which the sandbox hands over as `Uint32Array`. */
export declare const NUMBERS: Set<string>;
/** Fields that hold a case with its value, which the sandbox hands over as `tag` and `val`. */
export declare const VARIANTS: Set<string>;
