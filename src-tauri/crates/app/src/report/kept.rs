//! The return as it was counted last, kept while nothing was written since, so that a figure opens and is written at once.

use crate::context::Context;
use crate::error::Answer;
use crate::report::Annual;
use crate::report::count::Register;
use crate::report::frozen::Content;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use yinhui_core::report::Cell;

/// The cells of a form.
pub(super) type Cells = Arc<Vec<Cell>>;

/// Which count it is: of a year, on a day, by the log as it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Key {
    year: i64,
    today: NaiveDate,
    head: (i64, String),
}

impl Key {
    /// The one that would be counted now. Read before what is counted, so that it is never newer.
    pub(super) fn now(context: &Context<'_>, year: i64) -> Answer<Self> {
        Ok(Self { year, today: context.today(), head: context.read(|reader| reader.log_head())? })
    }
}

#[derive(Default)]
struct Count {
    annual: Option<(Arc<Annual>, Register)>,
    forms: BTreeMap<String, Cells>,
}

/// The count that is kept; one at a time.
#[derive(Default)]
pub(crate) struct Kept(Mutex<Option<(Key, Count)>>);

impl Kept {
    /// The whole return, if it was counted.
    pub(super) fn annual(&self, key: &Key) -> Option<Arc<Annual>> {
        self.of(key, |count| count.annual.as_ref().map(|(annual, _)| annual.clone()))
    }

    /// The whole return with the rows behind it, if it was counted.
    pub(super) fn content(&self, key: &Key) -> Option<Content> {
        let (annual, register, forms) = self.of(key, |count| {
            let (annual, register) = count.annual.clone()?;
            Some((annual, register, count.forms.clone()))
        })?;
        let cells = annual.forms.iter().map(|form| forms.get(&form.id));
        let cells = cells.collect::<Option<Vec<_>>>()?;
        let cells = cells.into_iter().map(|cells| cells.as_slice());
        Some(Content::of(cells, annual.forms.clone(), &register))
    }

    /// The cells of one form, if they were counted.
    pub(super) fn form(&self, key: &Key, form: &str) -> Option<Cells> {
        self.of(key, |count| count.forms.get(form).cloned())
    }

    pub(super) fn keep_annual(
        &self,
        key: Key,
        annual: (Arc<Annual>, Register),
        forms: BTreeMap<String, Cells>,
    ) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) =
            Some((key, Count { annual: Some(annual), forms }));
    }

    pub(super) fn keep_form(&self, key: Key, form: &str, cells: Cells) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match kept.as_mut().filter(|(held, _)| *held == key) {
            Some((_, count)) => {
                count.forms.insert(form.to_owned(), cells);
            }
            None => {
                let forms = BTreeMap::from([(form.to_owned(), cells)]);
                *kept = Some((key, Count { annual: None, forms }));
            }
        }
    }

    /// Forgets it, as when the last session ends.
    pub(crate) fn clear(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn of<T>(&self, key: &Key, look: impl FnOnce(&Count) -> Option<T>) -> Option<T> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.as_ref().filter(|(held, _)| held == key).and_then(|(_, count)| look(count))
    }
}
