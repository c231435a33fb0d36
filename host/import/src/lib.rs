//! Bytes of an export in, a model and notes out; one file per format.
