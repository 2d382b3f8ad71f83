//! Rules about events: on which days a series takes place.

pub mod series;
