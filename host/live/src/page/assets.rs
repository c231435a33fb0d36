//! The files that the page is made of, embedded and compressed when the program was built.

use std::borrow::Cow;
use std::io::Read as _;

use flate2::read::GzDecoder;

/// One file of the page.
pub(super) struct Asset {
    /// Its path below `host/live/page`.
    path: &'static str,
    /// Its content, compressed.
    gzip: &'static [u8],
    /// Changes with its content.
    pub(super) tag: &'static str,
}

// `ASSETS`, in the order of their paths; written by `build.rs`.
include!(concat!(env!("OUT_DIR"), "/assets.rs"));

impl Asset {
    /// Finds a file by its path: a look into a fixed list, which knows nothing of folders.
    pub(super) fn find(path: &str) -> Option<&'static Self> {
        ASSETS.binary_search_by(|asset| asset.path.cmp(path)).ok().map(|index| &ASSETS[index])
    }

    pub(super) fn media_type(&self) -> &'static str {
        match self.path.rsplit_once('.').map(|(_, ending)| ending) {
            Some("html") => "text/html; charset=utf-8",
            Some("css") => "text/css; charset=utf-8",
            Some("js") => "text/javascript; charset=utf-8",
            Some("svg") => "image/svg+xml",
            _ => "text/plain; charset=utf-8",
        }
    }

    /// Returns its content, compressed or not.
    pub(super) fn content(&self, compressed: bool) -> Cow<'static, [u8]> {
        if compressed {
            return Cow::Borrowed(self.gzip);
        }
        let mut plain = Vec::new();
        // What was compressed when the program was built is sound.
        let _ = GzDecoder::new(self.gzip).read_to_end(&mut plain);
        Cow::Owned(plain)
    }
}

#[cfg(test)]
mod tests {
    use data_encoding::HEXLOWER;
    use sha2::{Digest as _, Sha256};

    use super::*;

    #[test]
    fn every_file_is_found_and_nothing_else() {
        assert!(ASSETS.is_sorted_by_key(|asset| asset.path));
        for asset in ASSETS {
            let found = Asset::find(asset.path).unwrap();
            assert_eq!(found.tag, asset.tag);
            assert!(!found.content(false).is_empty(), "{}", asset.path);
            assert!(
                !found.media_type().starts_with("text/plain") || asset.path.contains("LICENSE"),
                "{}",
                asset.path
            );
        }
        for path in ["", "/", "..", "../Cargo.toml", "index.htm", "vendor", "vendor/", "INDEX.HTML"] {
            assert!(Asset::find(path).is_none(), "{path:?}");
        }
    }

    #[test]
    fn what_others_wrote_is_as_they_wrote_it() {
        let notice = include_str!("../../../../NOTICE");
        for asset in
            ASSETS.iter().filter(|asset| asset.path.starts_with("vendor/") && !asset.path.contains("LICENSE"))
        {
            let digest = HEXLOWER.encode(&Sha256::digest(asset.content(false)));
            assert!(notice.contains(&format!("{digest}  {}\n", asset.path)), "{} {digest}", asset.path);
        }
    }

    /// The page asks nobody: not a byte of it comes from elsewhere.
    #[test]
    fn our_files_load_nothing_from_outside() {
        for asset in ASSETS.iter().filter(|asset| !asset.path.starts_with("vendor/")) {
            let text = String::from_utf8(asset.content(false).into_owned()).unwrap();
            let outside = text.lines().filter(|line| line.contains("://") && !line.contains("www.w3.org"));
            assert_eq!(outside.collect::<Vec<_>>(), [""; 0], "{}", asset.path);
        }
    }
}
