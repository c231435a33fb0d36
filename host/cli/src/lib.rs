//! The command line: arguments, configuration, files and clock.
