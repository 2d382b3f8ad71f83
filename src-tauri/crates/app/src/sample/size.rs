//! How large the sample is, and the words it is made of: data in `assets/sample`.

use crate::error::{Answer, ApiError};
use serde::Deserialize;

const SIZE: &str = include_str!("../../../../../assets/sample/centre.json");
const WORDS: &str = include_str!("../../../../../assets/sample/words.json");

/// How many there are of everything.
#[derive(Debug, Deserialize)]
pub(super) struct Size {
    /// Name of the centre.
    pub name: String,
    /// Where it is.
    pub region: String,
    /// 离退休干部党组织 by kind.
    pub organizations: Vec<(String, usize)>,
    /// Members in them.
    pub members: usize,
    pub mixed_branches: usize,
    pub mixed_members: usize,
    /// Retired cadres who are no members.
    pub others: usize,
    /// Who died in the year.
    pub died: usize,
    /// Who moved away in the year.
    pub left: usize,
    pub resident_branches: usize,
    /// Names of the functional branches.
    pub functional: Vec<String>,
    /// 示范党支部 by level.
    pub models: Vec<(String, usize)>,
    pub medals: usize,
    pub care_persons: usize,
    /// Visits to those who were visited before.
    pub care_again: usize,
    pub study_deliveries: usize,
    /// Name, level, how many persons.
    pub awards: Vec<(String, String, usize)>,
    /// Name and level.
    pub collective_award: (String, String),
    pub associations: usize,
    pub volunteer_teams: usize,
    pub finest_persons: usize,
    pub finest_teams: usize,
    pub volunteer_events: usize,
    pub volunteers_at_each: usize,
    pub talents: usize,
    /// Who asked to be taken in and is not yet.
    pub talents_asked: usize,
    pub lecturers: usize,
    pub jurors: usize,
    pub open_days: usize,
    pub venue_uses: usize,
    /// At each station.
    pub station_visits: usize,
    pub named_each_day: usize,
    /// Heads without names, over all uses.
    pub heads: usize,
}

/// What names and texts are put together from.
#[derive(Debug, Deserialize)]
pub(super) struct Words {
    pub family: Vec<String>,
    pub given_men: Vec<String>,
    pub given_women: Vec<String>,
    pub dai_men: Vec<String>,
    pub dai_women: Vec<String>,
    pub dai_ends: Vec<String>,
    pub ethnicities: Vec<String>,
    pub units: Vec<String>,
    pub streets: Vec<String>,
    pub posts: Vec<String>,
    pub ranks: Vec<String>,
    pub associations: Vec<String>,
    pub services: Vec<String>,
    pub purposes: Vec<String>,
    pub venues: Vec<(String, i64)>,
    pub topics: Vec<String>,
    pub specialities: Vec<String>,
    pub visitors: Vec<String>,
    /// What branches may choose from: name and form.
    pub menu: Vec<(String, String)>,
}

impl Size {
    pub(super) fn of_the_sample() -> Answer<Self> {
        serde_json::from_str(SIZE).map_err(|error| ApiError::fault(&error))
    }
}

impl Words {
    pub(super) fn of_the_sample() -> Answer<Self> {
        serde_json::from_str(WORDS).map_err(|error| ApiError::fault(&error))
    }
}
