//! Texts that attack whoever shows, cuts, compares or counts them.

use arbitrary::{Result, Unstructured};

/// Pieces of hostile texts.
const PIECES: [&str; 34] = [
    "",
    "Order",
    "Order [approved]",
    "order to delivery",
    " ",
    "\n",
    "\r\n",
    "\t",
    "\0",
    "\u{1b}[2J",
    "\u{1b}]8;;http://x\u{7}",
    "\u{1b}P$q\u{1b}\\",
    "\u{9b}31m",
    "\u{9d}0;x\u{9c}",
    "\u{7f}",
    "\u{202e}redrO",
    "\u{2066}",
    "\u{200b}",
    "\u{200d}",
    "\u{feff}",
    "\u{e0041}",
    "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    "検査記録",
    "👩\u{200d}🔧",
    "ﷺ",
    "\u{fffd}",
    "{x}",
    "{{",
    "}",
    "“quoted”",
    "\"; --",
    "</script>",
    "::error::",
    "a-very-long-word-without-any-place-to-break-it-a-very-long-word-without-any-place-to-break-it",
];

/// Makes a text of hostile pieces and of the fuzzer's own letters.
pub fn text(bytes: &mut Unstructured<'_>) -> Result<String> {
    let mut text = String::new();
    for _ in 0..bytes.int_in_range(0..=5)? {
        match bytes.int_in_range(0..=40_u8)? {
            // Now and then something really long.
            40 => text.push_str(&bytes.choose(&PIECES)?.repeat(bytes.int_in_range(1..=300)?)),
            piece => match PIECES.get(usize::from(piece)) {
                Some(piece) => text.push_str(piece),
                None => text.push(bytes.arbitrary()?),
            },
        }
    }
    Ok(text)
}

/// Makes a text or none.
pub fn maybe(bytes: &mut Unstructured<'_>) -> Result<Option<String>> {
    Ok(if bytes.arbitrary()? { Some(text(bytes)?) } else { None })
}

/// Makes a list of up to `most` things.
pub fn list<T>(
    bytes: &mut Unstructured<'_>,
    most: usize,
    mut one: impl FnMut(&mut Unstructured<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    let count = bytes.int_in_range(0..=most)?;
    (0..count).map(|_| one(bytes)).collect()
}
