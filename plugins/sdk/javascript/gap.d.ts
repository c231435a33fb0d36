/// <reference path="./contract.d.ts" />
// Generated from gap.js, sha256 33a9c514505f0e2b876af4bcc04118a9e7b0962f8fe3428f6406b0d166927725: npm run generate in plugins/
/** Which fault a need is: one need, one fault, so that no two rules report the same thing. @module */
import type { Need } from 'handoff:plugin/types@0.1.0';
export type GapKind = 'missing' | 'possibly-missing' | 'late' | 'racing' | 'undecidable' | 'wrong-state' | 'missing-field';
export declare const Gap: Readonly<{
    /**
     * Judges a need; `undefined` where it is met, optional, or known from wording alone.
     * @param {Need} need
     * @returns {GapKind | undefined}
     */
    of(need: Need): GapKind | undefined;
}>;
