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
    table: String,
    changes: String,
    source: Option<String>,
}

/// An import: its id and, for each sheet, the column letter of each field.
type Columns = (String, BTreeMap<String, BTreeMap<Field, String>>);

impl Reader<'_> {
    /// Which cell set each fact of a person. A fact typed at the desk has no source.
    ///
    /// # Errors
    /// The engine's.
    pub fn sources(&self, person: &str) -> StoreResult<BTreeMap<Field, Provenance>> {
        // What was taken back, and the taking back itself, set nothing.
        let rows = self.rows(
            "SELECT l.operation, l.tbl, l.changes, l.source FROM log l JOIN operation o ON o.id = l.operation
             WHERE l.person = ?1 AND l.action <> 'note' AND o.undone = 0 AND o.undoes IS NULL ORDER BY l.seq",
            [person],
            |row| {
                Ok(LogRow {
                    operation: row.get(0)?,
                    table: row.get(1)?,
                    changes: row.get(2)?,
                    source: row.get(3)?,
                })
            },
        )?;
        let mut imports = BTreeMap::<String, Option<Columns>>::new();
        let mut sources = BTreeMap::new();
        for row in rows {
            let changes: BTreeMap<String, (Value, Value)> = serde_json::from_str(&row.changes)?;
            for field in changes.keys().filter_map(|column| field_of(&row.table, column)) {
                let import = match imports.get(&row.operation) {
                    Some(known) => known.clone(),
                    None => {
                        let found = self.import_of(&row.operation)?;
                        imports.insert(row.operation.clone(), found.clone());
                        found
                    }
                };
                match (&row.source, import) {
                    (Some(source), Some(import)) => {
                        sources.insert(field, place(source, field, &import)?);
                    }
                    _ => {
                        sources.remove(&field);
                    }
                }
            }
        }
        Ok(sources)
    }

    fn import_of(&self, operation: &str) -> StoreResult<Option<Columns>> {
        let found = self.row(
            "SELECT i.id, i.columns FROM import i
             WHERE i.id = (SELECT row FROM log WHERE operation = ?1 AND tbl = 'import' LIMIT 1)",
            [operation],
            |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)),
        )?;
        match found {
            Some((id, columns)) => Ok(Some((id, serde_json::from_str(&columns)?))),
            None => Ok(None),
        }
    }
}

fn field_of(table: &str, column: &str) -> Option<Field> {
    match (table, column) {
        ("person", column) => Field::from_key(column),
        ("membership", "organization") => Some(Field::Branch),
        ("person_state", "state") => Some(Field::State),
        _ => None,
    }
}

fn place(source: &str, field: Field, (import, columns): &Columns) -> StoreResult<Provenance> {
    let (file, sheet, row): (String, String, i64) = serde_json::from_str(source)?;
    let letter = columns.get(&sheet_key(&file, &sheet)).and_then(|sheet| sheet.get(&field));
    let cell = letter.map_or_else(|| format!("第{row}行"), |letter| format!("{letter}{row}"));
    Ok(Provenance { import: import.clone(), file, sheet, cell })
}

/// Names a sheet among several workbooks.
pub fn sheet_key(file: &str, sheet: &str) -> String {
    format!("{file}\u{1}{sheet}")
}
