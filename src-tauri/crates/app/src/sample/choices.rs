//! The stations of the sample's centre, and what its branches chose from its menu.

use super::Maker;
use super::bodies::Bodies;
use super::ledgers::About;
use super::people::People;
use crate::error::Answer;
use crate::event::{Menu, MenuItem, menu};
use yinhui_core::ledger::ledger;

impl Maker<'_> {
    /// Who runs each station and when, and what was done there.
    pub(super) fn stations(&mut self, people: &People) -> Answer<()> {
        let names = ledger("station_post").and_then(|ledger| ledger.column("station"));
        let names = names.map_or(&[][..], |column| column.of.as_slice());
        let heads = self.some(people.living(), names.len());
        let days = ["周一、周三", "周二、周四", "周一、周二、周三、周四、周五"];
        for ((station, head), days) in names.iter().zip(heads).zip(days.iter().cycle()) {
            let post = [("station", station.as_str()), ("duty_days", days), ("duty", "9:00—11:30")];
            self.line("station_post", About::Person(head), &post, None, None)?;
            for _ in 0..self.size.station_visits {
                let topic = self.one(&self.words.topics).to_owned();
                let heads = self.rng.u32(1..20).to_string();
                let visit =
                    [("station", station.as_str()), ("type", "值班"), ("content", &topic), ("heads", &heads)];
                self.line("station", About::Person(head), &visit, None, None)?;
            }
        }
        Ok(())
    }

    /// The menu, and which branch chose what of it.
    pub(super) fn menu(&mut self, bodies: &Bodies) -> Answer<()> {
        let offered = self.words.menu.iter().map(|(name, form)| MenuItem {
            name: name.clone(),
            form: form.clone(),
            kind: "主题党日".into(),
            about: String::new(),
            retired: false,
        });
        menu::write(self.writer, &Menu { items: offered.collect() })?;
        let words = self.words;
        for ((branch, _), (name, form)) in bodies.branches.iter().zip(words.menu.iter().cycle()) {
            let done = if self.rng.bool() { "已完成" } else { "已选定" };
            let choice = [("item", name.as_str()), ("form", form), ("type", "主题党日")];
            self.line("menu", About::Organization(branch), &choice, Some(done), None)?;
        }
        Ok(())
    }
}
