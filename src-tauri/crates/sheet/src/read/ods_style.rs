//! The styles of an .ods that say something about a value: how a date is shown, what is hidden, framed, struck.

use super::rows::Marks;
use super::value::Shown;
use super::xml::{number, value as attribute};
use quick_xml::events::BytesStart;
use std::collections::{HashMap, HashSet};

/// Borders of this many points and more frame a cell.
const HEAVY: f64 = 1.5;

/// What the style of a cell says.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    pub(super) shown: Shown,
    pub(super) marks: Marks,
}

/// The styles, while and after they are read.
#[derive(Debug, Default)]
pub(super) struct Styles {
    looks: HashMap<String, Look>,
    data: HashMap<String, Shown>,
    hidden_tables: HashSet<String>,
    /// The style that is being read.
    style: Option<(String, Look)>,
    /// The way of showing numbers that is being read.
    number: Option<String>,
    /// The way of showing dates that is being read: its name, and whether year, month, day or less were seen.
    format: Option<(String, bool, bool, bool)>,
}

/// True for the tags that [`Styles`] reads.
pub(super) fn is_style(name: &str) -> bool {
    matches!(
        name,
        "style"
            | "table-properties"
            | "table-cell-properties"
            | "text-properties"
            | "date-style"
            | "number-style"
            | "number"
            | "year"
            | "month"
            | "day"
            | "hours"
            | "minutes"
            | "seconds"
    )
}

impl Styles {
    /// How a cell of that style looks.
    pub(super) fn look(&self, style: &str) -> Look {
        self.looks.get(style).copied().unwrap_or_default()
    }

    /// True when a sheet of that style is hidden.
    pub(super) fn hides(&self, style: &str) -> bool {
        self.hidden_tables.contains(style)
    }

    pub(super) fn open(&mut self, name: &str, tag: &BytesStart<'_>) {
        match name {
            "style" => {
                let parent = attribute(tag, "parent-style-name").map(|parent| self.look(&parent));
                let mut look = parent.unwrap_or_default();
                if let Some(data) = attribute(tag, "data-style-name") {
                    look.shown = self.data.get(&data).copied().unwrap_or_default();
                }
                self.style = attribute(tag, "name").map(|name| (name, look));
            }
            "table-properties" => {
                if let Some((name, _)) = &self.style
                    && attribute(tag, "display").as_deref() == Some("false")
                {
                    self.hidden_tables.insert(name.clone());
                }
            }
            "table-cell-properties" => {
                if let Some((_, look)) = &mut self.style {
                    let heavy = |side: &str| attribute(tag, side).is_some_and(|border| heavy(&border));
                    let all = heavy("border");
                    look.marks.framed = all
                        || ["border-left", "border-right", "border-top", "border-bottom"]
                            .into_iter()
                            .all(heavy);
                }
            }
            "text-properties" => {
                if let Some((_, look)) = &mut self.style
                    && let Some(line) = attribute(tag, "text-line-through-style")
                {
                    look.marks.struck = line != "none";
                }
            }
            "date-style" => self.format = attribute(tag, "name").map(|name| (name, false, false, false)),
            "year" | "month" | "day" | "hours" | "minutes" | "seconds" => {
                if let Some((_, year, month, less)) = &mut self.format {
                    match name {
                        "year" => *year = true,
                        "month" => *month = true,
                        _ => *less = true,
                    }
                }
            }
            "number-style" => self.number = attribute(tag, "name"),
            "number" => {
                if let Some(style) = &self.number
                    && number(tag, "decimal-places") == Some(2)
                    && attribute(tag, "grouping").is_none()
                {
                    self.data.insert(style.clone(), Shown::TwoDecimals);
                }
            }
            _ => {}
        }
    }

    pub(super) fn close(&mut self, name: &str) {
        match name {
            "style" => {
                if let Some((name, look)) = self.style.take() {
                    self.looks.insert(name, look);
                }
            }
            "number-style" => self.number = None,
            "date-style" => {
                if let Some((name, year, month, less)) = self.format.take() {
                    let shown = if year && month && !less { Shown::Month } else { Shown::Day };
                    self.data.insert(name, shown);
                }
            }
            _ => {}
        }
    }
}

/// `2.49pt solid #000000`
fn heavy(border: &str) -> bool {
    let units = [("pt", 1.0), ("cm", 28.35), ("mm", 2.835), ("in", 72.0)];
    border.split_whitespace().any(|word| {
        units.iter().any(|(unit, points)| {
            word.strip_suffix(unit).and_then(|n| n.parse::<f64>().ok()).is_some_and(|n| n * points >= HEAVY)
        })
    })
}
