//! Who came to the sample's centre, and for what the rooms were used: every visit is one to a use of a room, so that
//! 到馆人次 and 受益人次 come to the same.

use super::bodies::{Bodies, Body};
use super::people::People;
use super::{Maker, moment};
use crate::error::Answer;
use chrono::NaiveDate;
use yinhui_store::checkin::{HeadKind, NewHeads, NewVisit};
use yinhui_store::venue::BookingFacts;

/// A morning and an afternoon: from, to, and the minute of the day people begin to come.
const TIMES: [(&str, &str, u32); 2] = [("09:00", "11:00", 510), ("14:30", "16:30", 845)];

impl Maker<'_> {
    /// Every open day's uses of the rooms, and who came. Answers 到馆人次.
    pub(super) fn visits(&mut self, bodies: &Bodies, people: &People) -> Answer<i64> {
        let venues = self.venues()?;
        let purposes = self.writer.purposes()?.into_iter().map(|one| one.id).collect::<Vec<_>>();
        let days = self.open_days();
        let mut heads = self.heads().into_iter();
        // Some come often.
        let regulars = self.some(people.living(), 900).into_iter().map(str::to_owned).collect::<Vec<_>>();
        let mut visits = 0;
        for nth in 0..self.size.venue_uses {
            let second = nth / days.len().max(1);
            let Some(day) = days.get(nth % days.len().max(1)).copied() else { break };
            self.context.stop_if_cancelled()?;
            self.context.progress(nth, self.size.venue_uses);
            let booking = self.booking(&venues, bodies, day, second)?;
            let purpose = purposes.get(self.rng.usize(0..purposes.len().max(1))).cloned().unwrap_or_default();
            let (.., begin) = TIMES.get(second % TIMES.len()).copied().unwrap_or_default();
            let text = day.to_string();
            let visit = |minute| NewVisit {
                day: &text,
                at: moment(day, minute),
                purpose: &purpose,
                back_entered: false,
                event: None,
                booking: Some(&booking),
            };
            if second == 0 {
                for (place, person) in self.who_comes(people, &regulars).into_iter().enumerate() {
                    let minute = begin + u32::try_from(place).unwrap_or(0);
                    self.writer.add_visit(person, visit(minute))?;
                    visits += 1;
                }
            }
            let group = heads.next().unwrap_or_default();
            visits += self.group(group, visit(begin + 20))?;
        }
        Ok(visits)
    }

    /// Whoever comes on a day, nobody twice: two of three are regulars.
    fn who_comes<'p>(&mut self, people: &'p People, regulars: &'p [String]) -> Vec<&'p str> {
        let often = self.size.named_each_day * 2 / 3;
        let mut who = self.some(regulars, often);
        let more = self.some(people.living(), self.size.named_each_day * 2);
        let more = more.into_iter().filter(|person| !regulars.iter().any(|other| other == person));
        who.extend(more.take(self.size.named_each_day - often));
        who
    }

    /// Heads without names of each use: they differ, and come to what the sample says.
    fn heads(&mut self) -> Vec<usize> {
        let (uses, all) = (self.size.venue_uses.max(1), self.size.heads);
        let mut heads = (0..uses).map(|nth| all / uses + usize::from(nth < all % uses)).collect::<Vec<_>>();
        for pair in heads.chunks_exact_mut(2) {
            let [one, other] = pair else { continue };
            let moved = self.rng.usize(0..=*one / 2);
            *one -= moved;
            *other += moved;
        }
        heads
    }

    fn booking(&mut self, venues: &[Body], bodies: &Bodies, day: NaiveDate, second: usize) -> Answer<String> {
        let (from, to, _) = TIMES.get(second % TIMES.len()).copied().unwrap_or_default();
        let venue = self.rng.choice(venues.iter()).map(|(id, _)| id.clone()).unwrap_or_default();
        let resident = bodies.branches.get(..self.size.resident_branches).unwrap_or_default();
        let organization = self.rng.choice(resident.iter()).map(|(id, _)| id.clone());
        let purpose = self.one(&self.words.purposes).to_owned();
        let day = day.to_string();
        let facts = BookingFacts {
            venue: &venue,
            day: &day,
            from,
            to,
            purpose: &purpose,
            organization: organization.as_deref(),
            team: None,
            unit: None,
            body: None,
            contact: None,
            expected: Some(120),
            batch: None,
            cancelled: false,
            remark: None,
        };
        Ok(self.writer.save_booking(None, facts)?)
    }

    /// A group of old cadres, people in service and others; answers how many.
    fn group(&mut self, heads: usize, visit: NewVisit<'_>) -> Answer<i64> {
        let parts = [(HeadKind::Retired, heads / 2), (HeadKind::InService, heads / 4)];
        let rest = heads - parts.iter().map(|(_, heads)| heads).sum::<usize>();
        let parts = parts.into_iter().chain([(HeadKind::Public, rest)]);
        let parts = parts
            .filter_map(|(kind, heads)| Some((kind, i64::try_from(heads).ok()?)))
            .filter(|(_, heads)| *heads > 0);
        let parts = parts.collect::<Vec<_>>();
        let name = self.one(&self.words.visitors).to_owned();
        self.writer.add_heads(NewHeads { name: Some(&name), heads: &parts }, visit)?;
        Ok(parts.iter().map(|(_, heads)| heads).sum())
    }
}
