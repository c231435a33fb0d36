//! What is said in German is not what is said in English.

use super::*;

#[test]
fn every_text_is_another_in_german() {
    let [english, german] = [Language::English, Language::German].map(LiveTexts::of);
    let said = |texts: &LiveTexts| {
        let plugin = &texts.plugin;
        let fixed = [
            texts.watching,
            texts.last,
            texts.start,
            texts.stuck,
            plugin.plugin,
            plugin.same,
            plugin.changed,
            plugin.new,
            plugin.gone,
            plugin.absent,
            plugin.why,
        ];
        let standings = [Standing::Pinned, Standing::Unpinned, Standing::Refused, Standing::Gone];
        let refusals = [
            RequestRefusal::Method,
            RequestRefusal::Body,
            RequestRefusal::Host,
            RequestRefusal::Origin,
            RequestRefusal::Token,
        ];
        let fixed =
            fixed.into_iter().chain(standings.map(plugin.standing)).chain(refusals.map(texts.refusal));
        let made = [
            (texts.more)(7),
            (texts.cut)(7),
            (texts.torn)("a"),
            texts.unwatched(&WatchError::TooManyFolders),
            texts.unwatched(&WatchError::TooManyPrograms),
            texts.unwatched(&WatchError::System("7".to_owned())),
            (texts.lost)("a"),
            (texts.address)(&Address::default(), &io::ErrorKind::AddrInUse.into()),
            (texts.machine)(&io::ErrorKind::OutOfMemory.into()),
        ];
        fixed.map(str::to_owned).chain(made).collect::<Vec<_>>()
    };
    said(english).iter().zip(said(german)).for_each(|(english, german)| assert_ne!(*english, german));
}
