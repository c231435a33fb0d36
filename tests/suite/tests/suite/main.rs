//! What needs more than one room, in one binary: each module says what belongs in it.

mod layers;
mod tidy;
