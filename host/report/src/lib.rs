//! A finished check in, one output format out; one file per output.
