//! A plan's people, written.

use crate::context::Context;
use crate::error::Answer;
use crate::import::plans::Stored;
use crate::import::rows::find;
use crate::person::expect_no_more;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use yinhui_core::import::plan::{Planned, Source, Target};
use yinhui_core::import::read::{Memo, RowReading};
use yinhui_core::person::{Facts, Field, field::Kind};
use yinhui_store::Writer;
use yinhui_store::person::Dates;

/// People between two looks at whether to stop.
const STRIDE: usize = 50;

/// Writes every person of a plan, each change with the row it comes from. Gives whom each became, in their order.
pub(crate) fn write_people(
    context: &Context<'_>,
    writer: &Writer<'_>,
    stored: &Stored,
) -> Answer<Vec<Option<String>>> {
    let today = context.today().to_string();
    let people = &stored.plan.people;
    let mut ids = Vec::with_capacity(people.len());
    let writing = Writing { writer, stored, today: &today, memos: RefCell::default() };
    for (index, planned) in people.iter().enumerate() {
        if index % STRIDE == 0 {
            context.stop_if_cancelled()?;
            context.progress(index, people.len());
        }
        ids.push(writing.person(planned)?);
    }
    writer.set_source(None);
    keep_pairs(writer, people, &ids)?;
    context.progress(people.len(), people.len());
    Ok(ids)
}

struct Writing<'a> {
    writer: &'a Writer<'a>,
    stored: &'a Stored,
    today: &'a str,
    /// What was read of each table before.
    memos: RefCell<HashMap<Source, Rc<Memo>>>,
}

impl Writing<'_> {
    fn person(&self, planned: &Planned) -> Answer<Option<String>> {
        let id = match &planned.target {
            Target::Nobody => return Ok(None),
            Target::New => self.create(planned)?,
            Target::Existing(id) => {
                self.save(planned, id)?;
                id.clone()
            }
        };
        for change in &planned.extras {
            self.from(planned.sources.get(change.source));
            self.writer.save_extra(&id, &change.label, &change.after)?;
        }
        Ok(Some(id))
    }

    /// The facts of the first row make the person; those that only later rows tell follow, each from its own.
    fn create(&self, planned: &Planned) -> Answer<String> {
        let is_later = |field: &Field| planned.later.iter().any(|(later, _)| later == field);
        let mut facts = planned.facts.clone();
        facts.retain(|field, _| !is_later(field));
        let id = self.first(planned, &facts)?;
        for (index, source) in planned.sources.iter().enumerate() {
            let facts = of_source(planned, index);
            if !facts.is_empty() {
                self.write(&id, &facts, source)?;
            }
        }
        Ok(id)
    }

    fn first(&self, planned: &Planned, facts: &Facts) -> Answer<String> {
        let source = planned.sources.first();
        self.from(source);
        let dates = source.map(|source| self.dates(facts, source)).unwrap_or_default();
        Ok(self.writer.create_person(facts, &dates, self.today)?)
    }

    fn save(&self, planned: &Planned, id: &str) -> Answer<()> {
        for (index, source) in planned.sources.iter().enumerate() {
            let changes = planned.changes.iter().filter(|change| change.source == index);
            let facts: Facts = changes.map(|change| (change.field, change.after.clone())).collect();
            if !facts.is_empty() {
                self.write(id, &facts, source)?;
            }
        }
        Ok(())
    }

    fn write(&self, id: &str, facts: &Facts, source: &Source) -> Answer<()> {
        self.from(Some(source));
        self.writer.save_person(id, facts, &self.dates(facts, source), self.today)?;
        expect_no_more(self.writer, id, facts, self.today)
    }

    fn from(&self, source: Option<&Source>) {
        let title = source.map(Source::title);
        let place = source.zip(title.as_deref());
        self.writer.set_source(place.map(|(source, title)| (&*source.file, title, i64::from(source.row))));
    }

    /// The row a change comes from, read again.
    fn reading(&self, source: &Source) -> Option<RowReading> {
        let (book, sheet) = find(self.stored, source)?;
        let key = Source { row: 0, ..source.clone() };
        let memo = self.memos.borrow_mut().entry(key).or_default().clone();
        book.row_with(sheet, source.row, &memo)
    }

    /// Dates as they stood in the workbook, where that differs from what is stored.
    fn dates(&self, facts: &Facts, source: &Source) -> Dates {
        let fields = facts.keys().filter(|field| field.kind() == Kind::Date).collect::<Vec<_>>();
        if fields.is_empty() {
            return Dates::new();
        }
        let row = self.reading(source).unwrap_or_default();
        fields
            .into_iter()
            .filter_map(|field| Some((*field, written(&row, *field, facts.get(field)?)?)))
            .collect()
    }
}

/// The facts of somebody new that come from a row after the first.
fn of_source(planned: &Planned, index: usize) -> Facts {
    let here = planned.later.iter().filter(|(_, source)| *source == index);
    here.filter_map(|(field, _)| Some((*field, planned.facts.get(field)?.clone()))).collect()
}

fn written(row: &RowReading, field: Field, understood: &str) -> Option<String> {
    let cell = row.cells.iter().find(|cell| cell.field == field && cell.understood == understood)?;
    (cell.written != cell.understood && !cell.written.is_empty()).then(|| cell.written.to_string())
}

/// Keeps each pair a human should look at, once both records are there.
fn keep_pairs(writer: &Writer<'_>, people: &[Planned], ids: &[Option<String>]) -> Answer<()> {
    const REASON: &str = "导入时姓名与出生年月相近，不能确定是否同一人";
    for (planned, id) in people.iter().zip(ids) {
        let Some(id) = id else { continue };
        for other in &planned.suspect_of {
            writer.add_suspect_pair(id, other, REASON)?;
        }
        for other in planned.suspect_in_file.iter().filter_map(|place| ids.get(*place)?.as_ref()) {
            // Each pair stands on both sides of a plan; one record of it is enough.
            if id < other {
                writer.add_suspect_pair(id, other, REASON)?;
            }
        }
    }
    Ok(())
}
