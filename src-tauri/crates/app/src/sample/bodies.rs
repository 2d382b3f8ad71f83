//! Organizations, teams and venues of the sample.

use super::people::People;
use super::{Maker, date};
use crate::error::Answer;
use std::collections::BTreeMap;
use yinhui_store::organization::OrganizationFacts;
use yinhui_store::team::TeamFacts;
use yinhui_store::venue::VenueFacts;

/// A record by id and name.
pub(super) type Body = (String, String);

/// What people belong to.
pub(super) struct Bodies {
    /// 离退休干部党组织, those above the branches first.
    pub organizations: Vec<Body>,
    /// The branches among them.
    pub branches: Vec<Body>,
    /// 混编党支部
    pub mixed: Vec<Body>,
    /// 功能型党支部
    pub functional: Vec<Body>,
}

impl Maker<'_> {
    /// The organizations: branches under general branches, those under committees.
    pub(super) fn bodies(&mut self) -> Answer<Bodies> {
        for (at, unit) in self.words.units.iter().enumerate() {
            let nature = if unit.ends_with("公司") {
                "企业"
            } else if at < 42 {
                "机关"
            } else {
                "事业"
            };
            self.writer.create_unit(&named(unit), Some(nature))?;
        }
        let mut bodies = Bodies {
            organizations: Vec::new(),
            branches: Vec::new(),
            mixed: Vec::new(),
            functional: Vec::new(),
        };
        let mut above: Vec<String> = Vec::new();
        let mut units = self.words.units.iter();
        for (kind, number) in &self.size.organizations {
            let mut of_kind = Vec::new();
            for nth in 0..*number {
                let is_branch = kind.ends_with("党支部");
                let name = if is_branch {
                    format!("{}离退休干部{kind}", named(units.next().map_or("", String::as_str)))
                } else {
                    format!("示例市直属离退休干部第{}{kind}", nth + 1)
                };
                let resident = is_branch && bodies.branches.len() < self.size.resident_branches;
                let parent = above.get(nth % above.len().max(1)).cloned();
                let body = self.organization(&name, kind, "离退休", parent.as_deref(), resident)?;
                if is_branch {
                    bodies.branches.push(body.clone());
                } else {
                    of_kind.push(body.0.clone());
                }
                bodies.organizations.push(body);
            }
            if !of_kind.is_empty() {
                above = of_kind;
            }
        }
        for nth in 0..self.size.mixed_branches {
            let unit = self.words.units.get(nth % self.words.units.len().max(1)).map_or("", String::as_str);
            let turn = nth / self.words.units.len().max(1);
            let part = if turn == 0 { String::new() } else { format!("第{}", turn + 1) };
            let name = format!("{}机关{part}党支部", named(unit));
            bodies.mixed.push(self.organization(&name, "党支部", "混编", None, false)?);
        }
        for name in &self.size.functional {
            bodies.functional.push(self.organization(&named(name), "功能型党支部", "离退休", None, true)?);
        }
        Ok(bodies)
    }

    fn organization(
        &mut self,
        name: &str,
        kind: &str,
        composition: &str,
        parent: Option<&str>,
        resident: bool,
    ) -> Answer<Body> {
        let founded = self.day(date(1990, 1, 1), date(2015, 12, 31)).to_string();
        let details = BTreeMap::from([("founded".to_owned(), founded)]);
        let facts = OrganizationFacts {
            name,
            kind,
            composition: Some(composition),
            parent,
            resident: Some(resident),
            closed: None,
            details: Some(&details),
        };
        Ok((self.writer.create_organization(facts)?, name.to_owned()))
    }

    /// 社团, 志愿服务队 and the rest, with whom they have.
    pub(super) fn teams(&mut self, bodies: &Bodies, people: &People) -> Answer<()> {
        let since = date(self.year, 1, 2).min(self.last).to_string();
        let associations = self.words.associations.iter().take(self.size.associations);
        let associations = associations.map(|name| (name.clone(), "社团")).collect::<Vec<_>>();
        let volunteers = bodies.branches.iter().take(self.size.volunteer_teams);
        let volunteers = volunteers.map(|(_, name)| {
            let unit = name.trim_end_matches("离退休干部党支部").trim_start_matches("示例市");
            (format!("{unit}银发先锋志愿服务队"), "志愿服务队")
        });
        let others =
            [("医疗银发专家志愿服务队", "专家队"), ("百名红歌队", "文艺队"), ("五老宣讲团", "宣讲团")];
        let others = others.into_iter().map(|(name, kind)| (name.to_owned(), kind));
        let all = associations.into_iter().chain(volunteers).chain(others).collect::<Vec<_>>();
        for (name, kind) in all {
            let team = self
                .writer
                .save_team(None, TeamFacts { name: &named(&name), kind, ..TeamFacts::default() })?;
            let number = if kind == "文艺队" { 100 } else { 12 + self.rng.usize(0..12) };
            for person in self.some(people.living(), number) {
                self.writer.join_team(&team, person, &since, "")?;
            }
        }
        for (branch, _) in &bodies.functional {
            for person in self.some(people.members(), 18) {
                self.writer.join_functional(branch, person, &since)?;
            }
        }
        Ok(())
    }

    /// The rooms that are shared.
    pub(super) fn venues(&mut self) -> Answer<Vec<Body>> {
        let open = [(); 7].map(|()| Some(("08:00".to_owned(), "21:00".to_owned())));
        let venues = self.words.venues.iter().map(|(name, seats)| {
            let facts = VenueFacts {
                name,
                seats: Some(*seats),
                opens: &open,
                office: false,
                ended: false,
                remark: "",
            };
            Ok((self.writer.save_venue(None, facts)?, name.clone()))
        });
        venues.collect()
    }
}

/// The full name of a body of the sample's town.
pub(super) fn named(name: &str) -> String {
    format!("示例市{name}")
}
