//! Meetings of the sample's branches, and its volunteer events.

use super::bodies::Bodies;
use super::people::People;
use super::{Maker, date, moment};
use crate::error::Answer;
use chrono::NaiveDate;
use yinhui_store::checkin::NewVisit;
use yinhui_store::event::EventFacts;

impl Maker<'_> {
    /// 三会一课 and 主题党日 of every branch, and the volunteer events.
    pub(super) fn life(&mut self, bodies: &Bodies, people: &People) -> Answer<()> {
        for (branch, _) in &bodies.branches {
            for month in 1..=12 {
                let kinds = ["支部委员会", "主题党日", "党员大会", "党课"];
                // The last two are held once a quarter.
                let number = if month % 3 == 2 { 4 } else { 2 };
                for (nth, kind) in kinds.into_iter().take(number).enumerate() {
                    let day = date(self.year, month, 5 + u32::try_from(nth).unwrap_or(0) * 6);
                    // Now and then one is missed.
                    if day <= self.last && self.rng.u8(0..25) > 0 {
                        self.event(kind, kind, day, Some(branch), false)?;
                    }
                }
            }
        }
        self.volunteering(people)
    }

    /// Each with its volunteers, elsewhere: being there is no visit of the centre.
    fn volunteering(&mut self, people: &People) -> Answer<()> {
        let purpose = self.writer.purposes()?.into_iter().next().map(|one| one.id).unwrap_or_default();
        for _ in 0..self.size.volunteer_events {
            let day = self.this_year();
            let name = self.one(&self.words.services).to_owned();
            let event = self.event(&name, "志愿服务", day, None, true)?;
            let text = day.to_string();
            for person in self.some(people.living(), self.size.volunteers_at_each) {
                self.writer.register(&event, person, "registered")?;
                let visit = NewVisit {
                    day: &text,
                    at: moment(day, 540),
                    purpose: &purpose,
                    back_entered: false,
                    event: Some(&event),
                    booking: None,
                };
                self.writer.add_visit(person, visit)?;
            }
        }
        Ok(())
    }

    fn event(
        &mut self,
        name: &str,
        kind: &str,
        day: NaiveDate,
        organization: Option<&str>,
        away: bool,
    ) -> Answer<String> {
        let day = day.to_string();
        let brand = if kind == "志愿服务" { "银发先锋" } else { "" };
        let facts = EventFacts {
            name,
            kind,
            day: &day,
            from: "09:00",
            to: "10:30",
            organization,
            away,
            brand,
            ..EventFacts::default()
        };
        Ok(self.writer.save_event(None, facts)?)
    }
}
