//! What needs more than one room, in one binary: each module says what belongs in it.

mod agree;
mod cases;
mod dist;
mod layers;
mod native;
mod page;
mod tidy;
mod words;
