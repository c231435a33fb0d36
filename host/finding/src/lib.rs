//! What a rule says: rule, severity, certainty, place, evidence, reach, fingerprint.
