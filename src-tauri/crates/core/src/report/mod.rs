//! Annual statistics: a figure is the sum of the weights of the rows behind it (`design.md` 4a).

mod check;
mod classify;
mod count;
mod form;
mod grid;
mod received;
mod record;
mod register;
mod rule;
pub mod sheet;
mod sound;
mod sum;
mod tally;
#[cfg(test)]
mod tests;
mod told;
mod why;

pub use check::{Checked, check};
pub use classify::{Class, Split};
pub use count::{Cell, Counted, Facts, Manual, Row, Rows, Source, count};
pub use form::{Check, Form, Kind, Level, Line, forms, shipped};
pub use grid::{Asks, Column, Grid, Rule, Unfit};
pub use received::{Filled, Listed, Received};
pub use record::{Distinct, Doubt, Record, Records, STANDING_DOUBT};
pub use register::{Registered, Span, Standing};
pub use rule::{Frozen, Return};
pub use sound::{Counting, Known, facts_of_people, tables};
pub use tally::GridRow;
pub use told::{Rulings, choices};
