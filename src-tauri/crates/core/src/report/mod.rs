//! Annual statistics: a figure is the sum of the weights of the rows behind it (`design.md` 4a).

mod check;
mod classify;
mod count;
mod form;
mod register;
#[cfg(test)]
mod tests;

pub use check::{Checked, check};
pub use classify::{Class, Split};
pub use count::{Cell, Counted, Distinct, Facts, Record, Records, Row, Source, count};
pub use form::{Check, Form, Kind, Level, Line, forms};
pub use register::{Registered, Span, Standing};
