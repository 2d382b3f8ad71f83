use crate::checkin::weight::counting;
use crate::error::StoreResult;
use crate::new_id;
use crate::write::{Row, Table, Value, Writer};

/// Heads without names are counted by kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeadKind {
    /// 老干部
    Retired,
    /// 在职
    InService,
    /// 群众
    Public,
}

impl HeadKind {
    /// Its name in the store.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Retired => "retired",
            Self::InService => "in_service",
            Self::Public => "public",
        }
    }
}

/// When and why somebody came.
#[derive(Debug, Clone, Copy)]
pub struct NewVisit<'a> {
    /// Business day.
    pub day: &'a str,
    /// UTC milliseconds.
    pub at: i64,
    /// Record id of the purpose.
    pub purpose: &'a str,
    /// Entered afterwards.
    pub back_entered: bool,
    /// Record id of the event they came to.
    pub event: Option<&'a str>,
    /// Record id of the booking they came for.
    pub booking: Option<&'a str>,
}

/// Heads without names.
#[derive(Debug, Clone, Copy)]
pub struct NewHeads<'a> {
    /// The group's or guest's name.
    pub name: Option<&'a str>,
    /// How many of which kind; none with zero heads.
    pub heads: &'a [(HeadKind, i64)],
}

/// What of a presence decides its weight.
struct Weighed {
    id: String,
    purpose: String,
    per_purpose: bool,
}

impl Writer<'_> {
    /// Notes that a person came. What it adds to 到馆人次 is decided now and stored, so that a changed setting
    /// never alters the past. The caller has made sure that it is not a repeat.
    ///
    /// # Errors
    /// The engine's.
    pub fn add_visit(&self, person: &str, visit: NewVisit<'_>) -> StoreResult<String> {
        let per_purpose = self.centre()?.visits_per_purpose;
        let away = self.takes_place_away(visit.event)?;
        let here = self.weighed(person, visit.day)?;
        let day = here.iter().map(|other| (other.purpose.as_str(), other.per_purpose));
        let counts = counting(day.chain([(visit.purpose, per_purpose)])).last().copied().unwrap_or(true);
        let id = new_id();
        let mut row = self.presence_row(&id, visit, per_purpose);
        let counts = counts && !away;
        row.extend([
            ("person", person.into()),
            ("kind", "named".into()),
            ("heads", 1.into()),
            ("visits", Value::from(counts)),
            ("away", Value::from(away)),
        ]);
        self.insert(Table::Presence, &id, &row, Some(person))?;
        self.tally_person(person)?;
        Ok(id)
    }

    /// Notes heads without names; rows of one act share their entry. Answers the entry.
    ///
    /// # Errors
    /// The engine's.
    pub fn add_heads(&self, heads: NewHeads<'_>, visit: NewVisit<'_>) -> StoreResult<String> {
        let per_purpose = self.centre()?.visits_per_purpose;
        let away = self.takes_place_away(visit.event)?;
        let entry = new_id();
        for (index, (kind, count)) in heads.heads.iter().enumerate() {
            let id = if index == 0 { entry.clone() } else { new_id() };
            let mut row = self.presence_row(&entry, visit, per_purpose);
            row.extend([
                ("kind", kind.key().into()),
                ("heads", (*count).into()),
                ("visits", if away { 0.into() } else { (*count).into() }),
                ("away", away.into()),
                ("name", heads.name.into()),
            ]);
            self.insert(Table::Presence, &id, &row, None)?;
        }
        Ok(entry)
    }

    /// Gives presences to the person whose they are.
    ///
    /// # Errors
    /// [`crate::StoreError::NotFound`].
    pub fn move_visits(&self, presences: &[String], person: &str) -> StoreResult<()> {
        self.must_be_in_use(Table::Person, person)?;
        self.must_stand_alone(person)?;
        let owns = Row::from([("person", Value::from(person))]);
        for id in presences {
            let before = self.presence(id)?.person.ok_or(crate::StoreError::NotFound("presence"))?;
            self.update(Table::Presence, id, &owns, Some(person))?;
            self.settle_person(&before)?;
        }
        self.settle_person(person)
    }

    /// Being at an event elsewhere is no visit of the centre.
    fn takes_place_away(&self, event: Option<&str>) -> StoreResult<bool> {
        let Some(event) = event else { return Ok(false) };
        Ok(self.count("SELECT count(*) FROM event WHERE id = ?1 AND away = 1", [event])? > 0)
    }

    fn presence_row(&self, entry: &str, visit: NewVisit<'_>, per_purpose: bool) -> Row {
        Row::from([
            ("site", self.site().into()),
            ("entry", entry.into()),
            ("day", visit.day.into()),
            ("at", visit.at.into()),
            ("purpose", visit.purpose.into()),
            ("per_purpose", per_purpose.into()),
            ("back_entered", visit.back_entered.into()),
            ("desk", self.op().desk.into()),
            ("event", visit.event.into()),
            ("booking", visit.booking.into()),
        ])
    }

    /// After a presence was taken back or restored: what the person's presences of that day add is decided anew.
    pub(crate) fn settle_presence(&self, presence: &str) -> StoreResult<()> {
        let found = self.row("SELECT person, day FROM presence WHERE id = ?1", [presence], |row| {
            Ok((row.get::<_, Option<String>>(0)?, row.get::<_, String>(1)?))
        })?;
        let Some((Some(person), day)) = found else { return Ok(()) };
        self.settle_day(&person, &day)?;
        // Whose it is now: it may have been given to them since.
        self.tally_person(&person)
    }

    /// What a person's presences of every day add is decided anew.
    pub(crate) fn settle_person(&self, person: &str) -> StoreResult<()> {
        let days = self.rows(
            "SELECT DISTINCT day FROM presence WHERE person = ?1 AND undone = 0",
            [person],
            |row| row.get::<_, String>(0),
        )?;
        days.iter().try_for_each(|day| self.settle_day(person, day))?;
        self.tally_person(person)
    }

    fn settle_day(&self, person: &str, day: &str) -> StoreResult<()> {
        let here = self.weighed(person, day)?;
        let counts = counting(here.iter().map(|other| (other.purpose.as_str(), other.per_purpose)));
        for (weighed, counts) in here.iter().zip(counts) {
            let row = Row::from([("visits", Value::from(counts))]);
            self.update(Table::Presence, &weighed.id, &row, Some(person))?;
        }
        Ok(())
    }

    fn weighed(&self, person: &str, day: &str) -> StoreResult<Vec<Weighed>> {
        self.rows(
            "SELECT id, purpose, per_purpose FROM presence
             WHERE person = ?1 AND day = ?2 AND away = 0 AND undone = 0 ORDER BY id",
            [person, day],
            |row| Ok(Weighed { id: row.get(0)?, purpose: row.get(1)?, per_purpose: row.get(2)? }),
        )
    }
}
