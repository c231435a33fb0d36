//! Models and contracts in; units, handoffs, availability and reach out: the analysis.
