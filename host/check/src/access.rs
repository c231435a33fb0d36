//! Why something cannot be read, as reports say it.

use handoff_machine::ReadError;
use handoff_model::AccessRefusal;

/// Says why something cannot be read in the words of reports.
pub fn access(problem: &ReadError) -> AccessRefusal {
    use std::io::ErrorKind::{InvalidFilename, NotADirectory, NotFound, PermissionDenied};
    match problem {
        ReadError::Folder => AccessRefusal::Folder,
        ReadError::Special => AccessRefusal::Special,
        ReadError::TooLarge { limit } => AccessRefusal::TooLarge(*limit),
        ReadError::Dangling => AccessRefusal::Dangling,
        ReadError::Circle => AccessRefusal::Circle,
        ReadError::LinkInRevision => AccessRefusal::LinkInRevision,
        ReadError::Outside => AccessRefusal::Outside,
        ReadError::Submodule => AccessRefusal::Submodule,
        ReadError::Pointer => AccessRefusal::Pointer,
        ReadError::Busy => AccessRefusal::Busy,
        ReadError::Io(error) => match error.kind() {
            NotFound => AccessRefusal::NotFound,
            PermissionDenied => AccessRefusal::NotPermitted,
            NotADirectory => AccessRefusal::NotAFolder,
            InvalidFilename => AccessRefusal::BadName,
            _ => AccessRefusal::System(problem.to_string()),
        },
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Error, ErrorKind};

    use handoff_model::{Language, Refusal};

    use super::*;

    /// What commands and reports say of a file that cannot be read is the same.
    #[test]
    fn what_cannot_be_read_is_said_in_the_same_words_everywhere() {
        let kinds = [
            ErrorKind::NotFound,
            ErrorKind::PermissionDenied,
            ErrorKind::NotADirectory,
            ErrorKind::InvalidFilename,
            ErrorKind::TimedOut,
        ];
        let system = kinds.into_iter().map(|kind| ReadError::Io(Error::from(kind)));
        let own = [
            ReadError::Folder,
            ReadError::Special,
            ReadError::TooLarge { limit: 5 << 20 },
            ReadError::TooLarge { limit: 16 << 10 },
            ReadError::Dangling,
            ReadError::Circle,
            ReadError::LinkInRevision,
            ReadError::Outside,
            ReadError::Submodule,
            ReadError::Pointer,
            ReadError::Busy,
        ];
        for problem in own.into_iter().chain(system) {
            let refusal = Refusal::of_file(access(&problem));
            assert_eq!(refusal.reason(Language::English), problem.to_string());
            assert_eq!(refusal.remedy(Language::English), problem.remedy());
        }
    }
}
