use crate::error::StoreResult;
use crate::read::Reader;
use crate::write::Value;
use std::collections::BTreeMap;
use yinhui_core::person::Field;

/// The place of a workbook that set a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    /// Record id of the import.
    pub import: String,
    /// The workbook's name.
    pub file: String,
    /// The sheet.
    pub sheet: String,
    /// The cell, `D17`, or the row where the column is not known.
    pub cell: String,
}

struct LogRow {
    operation: String,
    undoes: Option<String>,
    table: String,
    changes: String,
    source: Option<String>,
}

/// An import: its id and, for each sheet, the column letter of each field, or of each name of the centre's own.
type Columns = (String, BTreeMap<String, BTreeMap<String, String>>);

/// What set a field at one time, by which operation, and whether it was taken back.
struct Setting {
    operation: String,
    from: Option<Provenance>,
    taken_back: bool,
}

impl Reader<'_> {
    /// Which cell set each fact of a person. A fact typed at the desk has no source. What was taken back set
    /// nothing; what stayed when its operation was taken back keeps its source.
    ///
    /// # Errors
    /// The engine's.
    pub fn sources(&self, person: &str) -> StoreResult<BTreeMap<Field, Provenance>> {
        let rows = self.rows(
            "SELECT l.operation, o.undoes, l.tbl, l.changes, l.source FROM log l JOIN operation o ON o.id = l.operation
             WHERE l.person = ?1 AND l.action <> 'note' ORDER BY l.seq",
            [person],
            |row| {
                Ok(LogRow {
                    operation: row.get(0)?,
                    undoes: row.get(1)?,
                    table: row.get(2)?,
                    changes: row.get(3)?,
                    source: row.get(4)?,
                })
            },
        )?;
        let undoes = rows.iter().filter_map(|row| Some((row.operation.clone(), row.undoes.clone()?)));
        let undoes = undoes.collect::<BTreeMap<_, _>>();
        let mut imports = BTreeMap::<String, Option<Columns>>::new();
        let mut settings = BTreeMap::<Field, Vec<Setting>>::new();
        for row in rows {
            let changes: BTreeMap<String, (Value, Value)> = serde_json::from_str(&row.changes)?;
            for field in changes.keys().flat_map(|column| fields_of(&row.table, column)) {
                let held = settings.entry(field).or_default();
                if row.undoes.is_some() {
                    let (operation, taken_back) = root(&row.operation, &undoes);
                    held.iter_mut()
                        .filter(|setting| setting.operation == operation)
                        .for_each(|setting| setting.taken_back = taken_back);
                    continue;
                }
                let import = match imports.get(&row.operation) {
                    Some(known) => known.clone(),
                    None => {
                        let found = self.import_of(&row.operation)?;
                        imports.insert(row.operation.clone(), found.clone());
                        found
                    }
                };
                let from = match (&row.source, import) {
                    (Some(source), Some(import)) => Some(place(source, field.key(), &import)?),
                    _ => None,
                };
                held.push(Setting { operation: row.operation.clone(), from, taken_back: false });
            }
        }
        let last = |held: Vec<Setting>| held.into_iter().rfind(|setting| !setting.taken_back)?.from;
        Ok(settings.into_iter().filter_map(|(field, held)| Some((field, last(held)?))).collect())
    }

    /// Which cell set each fact under a name of the centre's own, by that name.
    ///
    /// # Errors
    /// The engine's.
    pub fn extra_sources(&self, person: &str) -> StoreResult<BTreeMap<String, Provenance>> {
        let rows = self.rows(
            "SELECT e.label, l.operation, l.source FROM log l
             JOIN operation o ON o.id = l.operation AND o.undone = 0 AND o.undoes IS NULL
             JOIN person_extra e ON e.id = l.row AND e.undone = 0
             WHERE e.person = ?1 AND l.tbl = 'person_extra' AND l.action <> 'note' ORDER BY l.seq",
            [person],
            |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, Option<String>>(2)?)),
        )?;
        let mut out = BTreeMap::new();
        for (label, operation, source) in rows {
            match (source, self.import_of(&operation)?) {
                (Some(source), Some(import)) => {
                    let from = place(&source, &extra_key(&label), &import)?;
                    out.insert(label, from);
                }
                _ => {
                    out.remove(&label);
                }
            }
        }
        Ok(out)
    }

    /// The import an operation was. Sought from the imports, of which there are few: an operation that imported a
    /// whole register has a line in the log for each row.
    fn import_of(&self, operation: &str) -> StoreResult<Option<Columns>> {
        let found = self.row(
            "SELECT i.id, i.columns FROM import i CROSS JOIN log l ON l.row = i.id
             WHERE l.tbl = 'import' AND +l.operation = ?1 LIMIT 1",
            [operation],
            |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)),
        )?;
        match found {
            Some((id, columns)) => Ok(Some((id, serde_json::from_str(&columns)?))),
            None => Ok(None),
        }
    }
}

/// The operation at the end of a chain of undos, and whether it is taken back after all of them.
fn root<'a>(operation: &'a str, undoes: &'a BTreeMap<String, String>) -> (&'a str, bool) {
    let (mut at, mut taken_back) = (operation, false);
    while let Some(next) = undoes.get(at) {
        at = next;
        taken_back = !taken_back;
    }
    (at, taken_back)
}

/// Fields that a change of a column sets; taking a membership or a state back sets them too.
fn fields_of(table: &str, column: &str) -> Vec<Field> {
    match (table, column) {
        ("person", column) => Field::from_key(column).into_iter().collect(),
        ("membership", "organization" | "undone") => vec![Field::Branch],
        ("person_state", "state") => vec![Field::State],
        ("person_state", "since") => vec![Field::StateSince],
        ("person_state", "undone") => vec![Field::State, Field::StateSince],
        _ => Vec::new(),
    }
}

fn place(source: &str, key: &str, (import, columns): &Columns) -> StoreResult<Provenance> {
    let (file, sheet, row): (String, String, i64) = serde_json::from_str(source)?;
    let letter = columns.get(&sheet_key(&file, &sheet)).and_then(|sheet| sheet.get(key));
    let cell = letter.map_or_else(|| format!("第{row}行"), |letter| format!("{letter}{row}"));
    Ok(Provenance { import: import.clone(), file, sheet, cell })
}

/// Names a sheet among several workbooks.
pub fn sheet_key(file: &str, sheet: &str) -> String {
    format!("{file}\u{1}{sheet}")
}

/// Names a fact under a name of the centre's own among the columns of an import.
pub fn extra_key(label: &str) -> String {
    format!("own:{label}")
}
