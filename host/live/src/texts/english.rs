//! What watch mode and the server of the page say, in English.

use handoff_machine::WatchError;

use super::{LiveTexts, PluginChangeTexts};
use crate::page::RequestRefusal;
use crate::watch::Standing;

pub(super) static TEXTS: LiveTexts = LiveTexts {
    watching: "Watching; Ctrl-C ends it.",
    last: "Since the last save",
    start: "Since the session began",
    more: |more| format!("and {more} more"),
    cut: |lines| format!("({lines} more lines; `handoff check` shows them)"),
    torn: |files| {
        format!("{files} cannot be read right now: half-written or gone. Showing the state before.")
    },
    stuck: "The configuration cannot be used. Showing the state before.",
    unwatched: |why| format!("Looking every 2 seconds, because {why}. `--poll` chooses another interval."),
    watch_error: |error| match error {
        WatchError::TooManyFolders => "the system allows no more watches; on Linux, `sudo sysctl \
                                       fs.inotify.max_user_watches=524288` allows more"
            .to_owned(),
        WatchError::TooManyPrograms => "too many programs watch already; on Linux, `sudo sysctl \
                                        fs.inotify.max_user_instances=512` allows more"
            .to_owned(),
        WatchError::System(words) => words.clone(),
    },
    lost: |plugin| {
        format!("The plugin {plugin} did not run: what it found before is unknown now, not mended.")
    },
    plugin: PluginChangeTexts {
        plugin: "The plugin",
        same: "has the same bytes, sha256",
        changed: "is another: sha256",
        new: "is new: sha256",
        gone: "is gone: its sha256 was",
        absent: "is not there",
        standing: |standing| match standing {
            Standing::Pinned => "it is pinned and runs",
            Standing::Unpinned => "it runs UNPINNED",
            Standing::Refused => "it is refused",
            Standing::Gone => "it is no longer in the configuration or its folder",
        },
        why: ": it ",
    },
    refusal: |refusal| match refusal {
        RequestRefusal::Method => "this page only answers GET: it changes nothing",
        RequestRefusal::Body => "this page takes nothing: send no body",
        RequestRefusal::Host => {
            "this page does not go by that name; open it under the address that handoff printed, or name the host: \
             handoff watch --serve HOST:PORT"
        }
        RequestRefusal::Origin => "this page answers no other site; open it by its address",
        RequestRefusal::Token => {
            "this page asks for a token; open the address that handoff printed, with the token in it"
        }
    },
    address: |address, error| {
        format!("the page cannot be served on {address}: {error}; choose another address or port")
    },
    machine: |error| format!("the page cannot be served: {error}"),
};
