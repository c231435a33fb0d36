//! An answer of `check` as it lies in a plugin's memory, by the canonical layout of the component model.

/// Where the image begins in the plugin's memory.
const BASE: u32 = 65_536;

/// A piece of memory under construction; its first twelve bytes are the answer itself.
pub struct Image(Vec<u8>);

/// A pointer and a length, as lists and strings are passed.
#[derive(Clone, Copy, Default)]
pub struct Slice {
    pub at: u32,
    pub count: u32,
}

/// One record under construction, at the offsets that the layout gives its fields.
pub struct Record(pub Vec<u8>);

impl Image {
    /// Starts an image with room for the answer.
    pub fn new() -> Self {
        Self(vec![0; 16])
    }

    /// Adds bytes and returns where they lie, aligned for every type.
    pub fn add(&mut self, bytes: &[u8], count: usize) -> Slice {
        let at = BASE + self.0.len() as u32;
        self.0.extend_from_slice(bytes);
        self.0.resize(self.0.len().next_multiple_of(8), 0);
        Slice { at, count: count as u32 }
    }

    /// Adds a string.
    pub fn text(&mut self, text: &str) -> Slice {
        self.add(text.as_bytes(), text.len())
    }

    /// Adds a list of numbers.
    pub fn numbers(&mut self, numbers: &[u32]) -> Slice {
        let bytes: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
        self.add(&bytes, numbers.len())
    }

    /// Adds a list of records.
    pub fn records(&mut self, records: &[Record]) -> Slice {
        let bytes: Vec<u8> = records.iter().flat_map(|record| record.0.iter().copied()).collect();
        self.add(&bytes, records.len())
    }

    /// Writes the answer: the case of the result, and its list or text.
    pub fn answer(mut self, case: u8, slice: Slice) -> Vec<u8> {
        self.0[0] = case;
        self.0[4..8].copy_from_slice(&slice.at.to_le_bytes());
        self.0[8..12].copy_from_slice(&slice.count.to_le_bytes());
        self.0
    }
}

impl Record {
    /// Starts a record of so many bytes.
    pub fn new(size: usize) -> Self {
        Self(vec![0; size])
    }

    /// Writes one byte: a case, an enum, a flag.
    pub fn byte(&mut self, at: usize, byte: u8) {
        self.0[at] = byte;
    }

    /// Writes a number.
    pub fn number(&mut self, at: usize, number: u32) {
        self.0[at..at + 4].copy_from_slice(&number.to_le_bytes());
    }

    /// Writes a number of eight bytes.
    pub fn long(&mut self, at: usize, number: u64) {
        self.0[at..at + 8].copy_from_slice(&number.to_le_bytes());
    }

    /// Writes a list or string.
    pub fn slice(&mut self, at: usize, slice: Slice) {
        self.number(at, slice.at);
        self.number(at + 4, slice.count);
    }

    /// Writes an optional number: its case, and the number four bytes on.
    pub fn optional(&mut self, at: usize, number: Option<u32>) {
        self.byte(at, number.is_some().into());
        self.number(at + 4, number.unwrap_or_default());
    }
}
