//! A real history in git, untouched by the settings of whoever runs the tests, and what is written into it.

use std::fs;
use std::path::Path;
use std::process::Command;

pub(crate) const GOOD: &str = "handoff text 1
pool Customer
pool Company
  lane Sales
    start message Order received
    task Confirm order | gives Delivery address
  lane Shipping
    task Ship goods | needs Delivery address
    end message Shipped
Customer ~Order~> Order received
Order received -> Confirm order -> Ship goods -> Shipped
Shipped ~Parcel~> Customer
";

/// The address comes from nowhere any more, and the customer meets that.
pub(crate) fn bad() -> String {
    GOOD.replace(" | gives Delivery address", "")
}

/// Runs git in a folder; returns what it prints.
pub(crate) fn git(folder: &Path, arguments: &[&str]) -> String {
    let settings = [
        "user.name=A",
        "user.email=a@b.example",
        "commit.gpgsign=false",
        "init.defaultBranch=main",
        "protocol.file.allow=always",
    ];
    let mut command = Command::new("git");
    command.current_dir(folder).args(settings.iter().flat_map(|setting| ["-c", setting])).args(arguments);
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    let output = command.output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
}

/// Commits everything that lies there, after these files were written; returns the commit.
pub(crate) fn commit(folder: &Path, files: &[(&str, &str)]) -> String {
    for (path, text) in files {
        write(folder, path, text);
    }
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "--allow-empty", "--message=m"]);
    git(folder, &["rev-parse", "HEAD"])
}

pub(crate) fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}
