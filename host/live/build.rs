//! Compresses the files of the live page for embedding.

use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::{env, fs};

use flate2::Compression;
use flate2::write::GzEncoder;

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=page");
    embed(Path::new("page"), Path::new(&env::var_os("OUT_DIR").unwrap_or_default()))
}

/// Writes every file below `folder`, compressed, to `out`, and their list as Rust.
fn embed(folder: &Path, out: &Path) -> io::Result<()> {
    let mut files = files(folder)?;
    files.sort();
    let mut list = String::from("/// Every file of the page.\nstatic ASSETS: &[Asset] = &[\n");
    for (index, path) in files.iter().enumerate() {
        let content = fs::read(folder.join(path))?;
        let (packed, mut tag) = (out.join(format!("{index}.gz")), DefaultHasher::new());
        content.hash(&mut tag);
        let mut gzip = GzEncoder::new(fs::File::create(&packed)?, Compression::best());
        gzip.write_all(&content)?;
        gzip.finish()?;
        let (tag, packed) = (format!("\"{:016x}\"", tag.finish()), packed.to_string_lossy());
        writeln!(list, "    Asset {{ path: {path:?}, gzip: include_bytes!({packed:?}), tag: {tag:?} }},")
            .map_err(io::Error::other)?;
    }
    list.push_str("];\n");
    fs::write(out.join("assets.rs"), list)
}

/// Lists the files below a folder, by their paths in it with `/` between the parts.
fn files(folder: &Path) -> io::Result<Vec<String>> {
    let (mut found, mut open) = (Vec::new(), vec![PathBuf::new()]);
    while let Some(inner) = open.pop() {
        for entry in fs::read_dir(folder.join(&inner))? {
            let entry = entry?;
            let path = inner.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                open.push(path);
            } else {
                found.push(path.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    Ok(found)
}
