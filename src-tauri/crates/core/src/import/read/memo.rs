//! Readings of texts that come again and again in a column: most of a roster's cells are one of a few words.

use super::CellReading;
use crate::person::Field;
use compact_str::CompactString;
use rustc_hash::FxHashMap;
use std::{cell::RefCell, rc::Rc};

/// Texts of one column worth keeping.
const MOST: usize = 4096;
/// Longer texts hardly come again.
const LONGEST: usize = 60;

/// Readings by column and text: of one table, on one thread.
#[derive(Default)]
pub struct Memo(RefCell<FxHashMap<u32, Known>>);

#[derive(Default)]
struct Known {
    readings: FxHashMap<CompactString, Rc<[CellReading]>>,
    hits: usize,
    is_useless: bool,
}

impl Memo {
    pub(super) fn get(&self, col: u32, text: &str) -> Option<Rc<[CellReading]>> {
        let mut columns = self.0.borrow_mut();
        let known = columns.get_mut(&col)?;
        let found = known.readings.get(text).cloned();
        known.hits += usize::from(found.is_some());
        found
    }

    pub(super) fn put(&self, col: u32, text: &str, readings: &[CellReading]) {
        let mut columns = self.0.borrow_mut();
        let known = columns.entry(col).or_default();
        if known.is_useless {
            return;
        }
        if known.readings.len() >= MOST {
            // A column of numbers and names: nothing comes again.
            known.is_useless = known.hits < MOST;
            known.readings.clear();
        }
        known.readings.insert(CompactString::new(text), readings.into());
    }
}

/// True for a text whose reading depends on nothing else in its row.
pub(super) fn stands_alone(field: Field, text: &str) -> bool {
    let is_own =
        matches!(field, Field::Name | Field::Identity | Field::Card | Field::Phones | Field::StateSince);
    // The century of a short year follows from the birth.
    let has_year = || text.get(..4).is_some_and(|year| year.bytes().all(|b| b.is_ascii_digit()));
    !is_own && text.len() <= LONGEST && (field.kind() != crate::person::field::Kind::Date || has_year())
}
