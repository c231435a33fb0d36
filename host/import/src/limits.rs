//! How much of one export is read: each bound with its reason.
//!
//! A file beyond a bound is refused with a sentence that names the bound, never cut off silently.

/// The bytes of one export: a hundred times the largest of 13,000 public exports, and small enough to hold in memory
/// twice. Callers that read from disk or a pipe stop here too, so that a wrong path cannot fill the memory.
pub const MAX_BYTES: usize = 256 * 1024 * 1024;

/// How deep elements may lie in each other: tools nest sub-processes a dozen deep, hostile files 200,000. What a name
/// means is looked up outward through every level, so this is also what one name may cost.
pub const MAX_DEPTH: usize = 256;

/// Attributes of one element: the richest real ones have some dozens; looking for repeated names among 50,000 is
/// where careless readers turn quadratic.
pub const MAX_ATTRIBUTES: usize = 1_024;

/// Steps, flows, items and other elements of one model, so that positions fit in 32 bits with room to spare.
pub const MAX_ELEMENTS: usize = 8_000_000;

/// Notes of one export: enough for every kind of fault with its places; beyond them nobody reads on. How many were
/// left out is said in a last note.
pub const MAX_NOTES: usize = 2_000;

/// Bytes and form fields that are read again for each reference to them: a form that a hundred thousand tasks share must
/// not make a small file a large model. What lies beyond is noted and left out.
pub const MAX_SHARED: usize = 16 * 1024 * 1024;

/// Attributes of tools that are kept for one step: the richest real ones have some dozens. What lies beyond is noted and left
/// out, and so is a name or value beyond [`MAX_NAME`]: a text that is cut off says something else.
pub const MAX_STEP_ATTRIBUTES: usize = 64;

/// Bytes of the name of an item, state or resource, which every step that uses it repeats: people read far shorter ones.
pub const MAX_NAME: usize = 1_024;
