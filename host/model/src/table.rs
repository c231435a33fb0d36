//! Typed indices, so that a lane's number cannot be used to look up a step.

use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

/// A position in one [`Table`].
pub trait Id: Copy {
    /// Makes the id of the row at a position.
    fn new(index: usize) -> Self;
    /// Returns the position of the row that it names.
    fn index(self) -> usize;

    /// Walks over the ids of a list of this many rows, in order.
    fn all(count: usize) -> impl DoubleEndedIterator<Item = Self> + ExactSizeIterator + Clone {
        (0..count).map(Self::new)
    }

    /// Gives rows their ids, the first that of position 0.
    fn number<R: IntoIterator>(rows: R) -> impl Iterator<Item = (Self, R::Item)> {
        rows.into_iter().enumerate().map(|(index, row)| (Self::new(index), row))
    }
}

/// Makes a type of [`Id`] for each name: a number that stands for nothing but a position in the list its documentation names.
#[macro_export]
macro_rules! ids {
    ($($(#[$attribute:meta])* $visible:vis $name:ident),+ $(,)?) => {$(
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $visible struct $name(pub u32);

        impl $crate::Id for $name {
            fn new(index: usize) -> Self {
                Self(index as u32)
            }
            fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl From<$name> for u32 {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    )+};
}

ids! {
    /// The number of a row in [`Model::processes`](crate::Model::processes).
    pub ProcessId,
    /// The number of a row in [`Model::participants`](crate::Model::participants).
    pub ParticipantId,
    /// The number of a row in [`Model::lanes`](crate::Model::lanes).
    pub LaneId,
    /// The number of a row in [`Model::steps`](crate::Model::steps).
    pub StepId,
    /// The number of a row in [`Model::flows`](crate::Model::flows).
    pub FlowId,
    /// The number of a row in [`Model::message_flows`](crate::Model::message_flows).
    pub MessageFlowId,
    /// The number of a row in [`Model::items`](crate::Model::items).
    pub ItemId,
    /// A message, signal, error or escalation of a model.
    pub TriggerId,
}

/// A list whose elements are addressed by their own kind of [`Id`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table<I, T> {
    rows: Vec<T>,
    id: PhantomData<I>,
}

impl<I, T> Default for Table<I, T> {
    fn default() -> Self {
        Self { rows: Vec::new(), id: PhantomData }
    }
}

impl<I: Id, T> Table<I, T> {
    /// Adds a row and returns its id.
    pub fn push(&mut self, row: T) -> I {
        self.rows.push(row);
        I::new(self.rows.len() - 1)
    }

    /// Returns the row, if there is one.
    pub fn get(&self, id: I) -> Option<&T> {
        self.rows.get(id.index())
    }

    /// Returns the number of rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Tells whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Walks over rows with their ids, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + ExactSizeIterator {
        self.rows.iter().enumerate().map(|(index, row)| (I::new(index), row))
    }

    /// Walks over rows, in order.
    pub fn rows(&self) -> std::slice::Iter<'_, T> {
        self.rows.iter()
    }

    /// Walks over rows for change, in order.
    pub fn rows_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.rows.iter_mut()
    }

    /// Walks over ids, in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = I> + ExactSizeIterator + use<I, T> {
        (0..self.rows.len()).map(I::new)
    }
}

impl<I: Id, T> Index<I> for Table<I, T> {
    type Output = T;
    fn index(&self, id: I) -> &T {
        &self.rows[id.index()]
    }
}

impl<I: Id, T> IndexMut<I> for Table<I, T> {
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.rows[id.index()]
    }
}
