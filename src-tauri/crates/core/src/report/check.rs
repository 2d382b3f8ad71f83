use crate::report::{Cell, Check, Form, Level, Rows};

/// A rule between figures, tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Id within the form.
    pub id: String,
    /// How grave.
    pub level: Level,
    /// It holds.
    pub passed: bool,
    /// What it is compared with is not there.
    pub untried: bool,
    /// In words, with the figures.
    pub message: String,
    /// The cells it names.
    pub cells: Vec<String>,
    /// The rows that explain why it does not hold.
    pub people: Rows,
}

/// Tries every rule of a form.
pub fn check(form: &Form, cells: &[Cell]) -> Vec<Checked> {
    form.checks.iter().filter_map(|rule| try_rule(rule, cells)).collect()
}

fn try_rule(rule: &Check, cells: &[Cell]) -> Option<Checked> {
    let find = |id: &str| cells.iter().find(|cell| cell.id == id);
    let whole = find(&rule.whole)?;
    let value = whole.counted.value();
    let checked = |passed, message, mut named: Vec<String>| {
        named.insert(0, whole.id.clone());
        Some(Checked {
            id: rule.id.clone(),
            level: rule.level,
            passed,
            untried: false,
            message,
            cells: named,
            people: Vec::new(),
        })
    };
    if let Some(most) = rule.at_most.as_deref().and_then(find) {
        let limit = most.counted.value();
        let sign = if value <= limit { "不大于" } else { "大于" };
        let message = format!("{} {value} {sign} {} {limit}", whole.label, most.label);
        return checked(value <= limit, message, vec![most.id.clone()]);
    }
    let parts = parts(rule, cells);
    let sum = parts.iter().map(|cell| cell.counted.value()).sum::<i64>();
    // Every class lists the same undecided rows.
    let undecided = rule.split.and_then(|_| parts.first()).map_or(0, |cell| cell.counted.undecided.len());
    let undecided = i64::try_from(undecided).unwrap_or(i64::MAX);
    let extra = if undecided > 0 { format!(" + 不能确定 {undecided}") } else { String::new() };
    let sign = if value == sum + undecided { "=" } else { "≠" };
    let message = format!("{} {value} {sign} 各项合计 {sum}{extra}", whole.label);
    checked(value == sum + undecided, message, parts.iter().map(|cell| cell.id.clone()).collect())
}

fn parts<'a>(rule: &Check, cells: &'a [Cell]) -> Vec<&'a Cell> {
    match rule.split {
        Some(split) => {
            let prefix = format!("{}.{}.", rule.whole, split.key());
            cells.iter().filter(|cell| cell.id.starts_with(&prefix)).collect()
        }
        None => cells.iter().filter(|cell| rule.parts.contains(&cell.id)).collect(),
    }
}
