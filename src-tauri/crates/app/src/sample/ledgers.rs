//! What the sample's centre wrote down line by line, and its talent pool.

use super::bodies::Bodies;
use super::people::People;
use super::{Maker, date};
use crate::error::Answer;
use std::collections::BTreeMap;
use yinhui_core::ledger::Facts;
use yinhui_core::talent;
use yinhui_store::ledger::EntryFacts;
use yinhui_store::talent::TalentFacts;

/// Whom a line is about.
#[derive(Clone, Copy)]
pub(super) enum About<'a> {
    Person(&'a str),
    Organization(&'a str),
    Team(&'a str),
}

impl Maker<'_> {
    /// Every ledger of the year, and the talent pool.
    pub(super) fn ledgers(&mut self, bodies: &Bodies, people: &People) -> Answer<()> {
        self.standards(bodies)?;
        self.medals(people)?;
        self.care(people)?;
        self.awards(bodies, people)?;
        self.finest(people)?;
        self.pool(people)
    }

    /// 规范化达标 of every organization, 示范党支部 of some.
    fn standards(&mut self, bodies: &Bodies) -> Answer<()> {
        let year = self.year.to_string();
        for (organization, _) in &bodies.organizations {
            let facts = [("scheme", "规范化达标"), ("year", &year), ("level", "市（县）")];
            self.line("model", About::Organization(organization), &facts, Some("已达标"), None)?;
        }
        let mut branches = bodies.branches.iter();
        for (level, number) in &self.size.models {
            for (branch, _) in branches.by_ref().take(*number) {
                let facts = [("scheme", "示范党支部"), ("year", &year), ("level", level.as_str())];
                self.line("model", About::Organization(branch), &facts, Some("已达标"), None)?;
            }
        }
        Ok(())
    }

    fn medals(&mut self, people: &People) -> Answer<()> {
        let year = self.year.to_string();
        for person in people.owed_a_medal() {
            let facts = [("year", year.as_str()), ("opinion", "同意"), ("way", "集中颁发")];
            self.line("medal", About::Person(person), &facts, None, None)?;
        }
        Ok(())
    }

    /// Visits to people at home, and study brought to the door.
    fn care(&mut self, people: &People) -> Answer<()> {
        let visited = self.some(people.members(), self.size.care_persons);
        let again = visited.iter().take(self.size.care_again);
        for person in visited.iter().chain(again) {
            let facts =
                [("type", "节日慰问"), ("occasion", "七一"), ("leader", "中心领导"), ("amount", "50000")];
            self.line("care_visit", About::Person(person), &facts, None, None)?;
        }
        let readers = self.some(people.members(), 120);
        for person in readers.iter().cycle().take(self.size.study_deliveries) {
            let topic = self.one(&self.words.topics).to_owned();
            let facts = [("topic", topic.as_str()), ("form", "送学上门")];
            self.line("study_delivery", About::Person(person), &facts, None, None)?;
        }
        Ok(())
    }

    fn awards(&mut self, bodies: &Bodies, people: &People) -> Answer<()> {
        let number = self.size.awards.iter().map(|(.., number)| number).sum();
        let mut members = self.some(people.members(), number).into_iter();
        for (name, level, number) in &self.size.awards {
            for person in members.by_ref().take(*number) {
                let facts = [("name", name.as_str()), ("level", level.as_str())];
                self.line("award", About::Person(person), &facts, None, None)?;
            }
        }
        let (name, level) = &self.size.collective_award;
        if let Some((branch, _)) = bodies.branches.first() {
            let facts = [("name", name.as_str()), ("level", level.as_str())];
            self.line("award", About::Organization(branch), &facts, None, None)?;
        }
        Ok(())
    }

    fn finest(&mut self, people: &People) -> Answer<()> {
        let year = self.year.to_string();
        let facts = [("year", year.as_str()), ("recommender", "示例市老干部局"), ("level", "市（县）")];
        let announced = self.last.to_string();
        let nominated = self.some(people.living(), self.size.finest_persons + 9);
        for (nth, person) in nominated.into_iter().enumerate() {
            let state = if nth < self.size.finest_persons { "当选" } else { "未当选" };
            self.line("finest", About::Person(person), &facts, Some(state), Some(&announced))?;
        }
        let teams = self.writer.teams()?.into_iter().filter(|team| team.kind == "志愿服务队");
        let teams = teams.map(|team| team.id).collect::<Vec<_>>();
        for team in self.some(&teams, self.size.finest_teams) {
            self.line("finest", About::Team(team), &facts, Some("当选"), Some(&announced))?;
        }
        Ok(())
    }

    /// The talent pool, and who was appointed.
    fn pool(&mut self, people: &People) -> Answer<()> {
        let categories = talent::Rules::default().categories;
        let asked = self.size.talents + self.size.talents_asked;
        let (first, taken) = (date(self.year, 1, 2).min(self.last), date(self.year, 1, 20).min(self.last));
        let chosen = self.some(people.living(), asked);
        for (nth, person) in chosen.iter().enumerate() {
            let category = categories.get(nth % categories.len().max(1)).map_or("", |one| one.name.as_str());
            let facts = [
                ("speciality", self.one(&self.words.specialities).to_owned()),
                ("weekdays", (1 + nth % 5).to_string()),
            ];
            let facts =
                facts.map(|(key, value)| (key.to_owned(), value)).into_iter().collect::<BTreeMap<_, _>>();
            let talent = TalentFacts { person, category, external: false, facts: &facts };
            let id = self.writer.save_talent(None, talent)?;
            let talent = self.writer.talent(&id)?;
            self.writer.begin_talent_state(&talent, "申报", &first.to_string(), None)?;
            if nth < self.size.talents {
                self.writer.begin_talent_state(&talent, "入库", &taken.to_string(), None)?;
            }
        }
        let until = date(self.year + 3, 12, 31).to_string();
        let roles = [("五老宣讲团成员", self.size.lecturers), ("人民陪审员", self.size.jurors)];
        let mut chosen = chosen.into_iter();
        for (role, number) in roles {
            for person in chosen.by_ref().take(number) {
                let facts = [("role", role), ("issuer", "示例市老干部局")];
                self.line("appointment", About::Person(person), &facts, None, Some(&until))?;
            }
        }
        Ok(())
    }

    /// A line of a ledger on some day of the year.
    pub(super) fn line(
        &mut self,
        ledger: &str,
        about: About<'_>,
        facts: &[(&str, &str)],
        state: Option<&str>,
        until: Option<&str>,
    ) -> Answer<()> {
        let day = self.this_year().to_string();
        let facts =
            facts.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect::<Facts>();
        let (person, organization, team) = match about {
            About::Person(id) => (Some(id), None, None),
            About::Organization(id) => (None, Some(id), None),
            About::Team(id) => (None, None, Some(id)),
        };
        let entry = EntryFacts {
            ledger,
            day: &day,
            until,
            person,
            organization,
            team,
            event: None,
            state,
            facts: &facts,
        };
        self.writer.save_entry(None, entry)?;
        Ok(())
    }
}
