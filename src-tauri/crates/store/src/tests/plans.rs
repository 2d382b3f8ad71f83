//! What the desk asks for never reads every visit of ten years: the engine's own plan of each question says so.

use super::{Place, now};
use crate::person::{Filter, Order, Test};
use crate::{Reader, StoreError};
use std::cell::RefCell;
use std::collections::BTreeSet;
use yinhui_core::person::{Facts, Field};

thread_local! {
    static HEARD: RefCell<Option<BTreeSet<String>>> = const { RefCell::new(None) };
}

/// A question on its way to the engine.
pub(crate) fn heard(sql: &str) {
    HEARD.with_borrow_mut(|heard| {
        if let Some(heard) = heard {
            heard.insert(sql.to_owned());
        }
    });
}

/// Every question that was asked meanwhile.
fn asked(place: &Place, work: impl FnOnce(&Reader<'_>) -> Result<(), StoreError>) -> BTreeSet<String> {
    HEARD.set(Some(BTreeSet::new()));
    place.store().read(work).unwrap();
    HEARD.take().unwrap()
}

/// The steps of the engine's plan.
fn steps(place: &Place, sql: &str) -> Vec<String> {
    let plan = place.store().read(|reader| {
        let mut statement = reader.connection().prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
        // Unbound: what is asked for does not change the plan.
        let mut rows = statement.raw_query();
        let mut steps = Vec::new();
        while let Some(row) = rows.next()? {
            steps.push(row.get::<_, String>("detail")?);
        }
        Ok(steps)
    });
    plan.unwrap()
}

/// Those that go through a whole table, or a whole index of it, of visits.
fn scans(place: &Place, sql: &str) -> Vec<String> {
    steps(place, sql)
        .into_iter()
        .filter(|step| step == "SCAN v" || step.starts_with("SCAN v ") || step.contains("SCAN presence"))
        .collect()
}

fn filled() -> (Place, String, String) {
    let place = Place::new();
    let (person, _) = place
        .write(None, |writer| {
            let facts = Facts::from([(Field::Name, "岩温".into()), (Field::Birth, "1949-03-05".into())]);
            writer.create_person(&facts, &Default::default(), "2026-03-05")
        })
        .unwrap();
    let purpose = place.store().read(|reader| reader.purposes()).unwrap()[0].id.clone();
    let visit = crate::checkin::NewVisit {
        day: "2026-03-05",
        at: now().timestamp_millis(),
        purpose: &purpose,
        back_entered: false,
        event: None,
        booking: None,
    };
    let (presence, _) = place.write(None, |writer| writer.add_visit(&person, visit)).unwrap();
    (place, person, presence)
}

#[test]
fn the_desk_never_reads_every_visit() {
    let (place, person, presence) = filled();
    let questions = asked(&place, |reader| {
        for words in ["y", "yanwen", "岩温", "温", "1", "1234", "53282219490305"] {
            for events in [vec![], vec!["x".to_owned()]] {
                reader.find(words, &events, 9)?;
            }
        }
        reader.holders("13987651234")?;
        reader.card_of_code("20260001")?;
        reader.person(&person)?;
        reader.presence(&presence)?;
        reader.visits_of_day(&person, "2026-03-05")?;
        reader.visit_count(&person, "2026-01-01", "2026-12-31")?;
        reader.latest_visits(&person, 30)?;
        reader.last_seen(&person)?;
        for purpose in [None, Some("书屋")] {
            reader.day_stream("2026-03-05", purpose, 50)?;
            reader.span_totals("2026-03-05", "2026-03-05", purpose)?;
            reader.span_hours("2026-03-05", "2026-03-05", purpose)?;
            reader.span_days("2026-03-01", "2026-03-31", purpose)?;
        }
        reader.span_purposes("2026-03-01", "2026-03-31")?;
        reader.heads_inside("2026-03-05")?;
        reader.inside("2026-03-05")?;
        reader.events("2026-03-01", "2026-03-31")?;
        reader.events_on("2026-03-05", "09:00", "10:00")?;
        reader.roster("x")?;
        reader.presence_at("x", &person)?;
        Ok(())
    });
    assert!(questions.len() > 20, "{}", questions.len());
    for sql in &questions {
        assert_eq!(scans(&place, sql), Vec::<String>::new(), "{sql}");
    }
}

#[test]
fn the_list_of_people_never_reads_visits_at_all() {
    let (place, ..) = filled();
    let filters = [
        Filter::default(),
        Filter { words: Some("yw".into()), ..Filter::default() },
        Filter { sex: Some("男".into()), branch: Some(String::new()), ..Filter::default() },
        Filter { team: Some("x".into()), functional: Some("x".into()), ..Filter::default() },
        Filter { also: vec![(Field::Birth, Test::To("1946".into()))], ..Filter::default() },
    ];
    let questions = asked(&place, |reader| {
        for filter in &filters {
            for order in [Order::Name, Order::Birth, Order::Branch] {
                reader.list_people(filter, order, 0, 60)?;
            }
        }
        Ok(())
    });
    for sql in &questions {
        assert!(!sql.contains("presence"), "{sql}");
    }
}

/// A centre has a million visits; what all of them come to is read from indexes.
#[test]
fn what_all_years_come_to_opens_no_visit() {
    let (place, ..) = filled();
    let questions = asked(&place, |reader| {
        reader.visits_by_year("2026-12-31")?;
        reader.last_seen_of_all()?;
        Ok(())
    });
    let steps = questions.iter().flat_map(|sql| steps(&place, sql)).filter(|step| step.contains("presence_"));
    let steps = steps.collect::<Vec<_>>();
    assert_eq!(steps.len(), 2, "{steps:?}");
    assert!(steps.iter().all(|step| step.contains("COVERING INDEX")), "{steps:?}");
}

#[test]
fn a_question_that_reads_every_visit_is_noticed() {
    let (place, ..) = filled();
    assert!(!scans(&place, "SELECT count(*) FROM presence v WHERE v.heads > 1").is_empty());
    assert!(!scans(&place, "SELECT day FROM presence v ORDER BY v.day").is_empty());
}

/// What a page of somebody asks, with those who have ten years of visits and changes behind them.
#[test]
fn the_page_of_somebody_reads_only_what_is_theirs() {
    let (place, person, _) = filled();
    let questions = asked(&place, |reader| {
        reader.person(&person)?;
        reader.states(&person)?;
        reader.latest_visits(&person, 30)?;
        reader.sources(&person)?;
        reader.extras_of(&person)?;
        reader.extra_sources(&person)?;
        reader.visit_count(&person, "2026-01-01", "2026-12-31")?;
        reader.merged_into(&person)?;
        reader.merged_records(&person)?;
        reader.cards_of(&person)?;
        reader.notices_of(&person)?;
        reader.teams_of(&person)?;
        reader.functional_of(&person)?;
        reader.declined_by(&person)?;
        reader.has_photo(&person)?;
        Ok(())
    });
    assert!(questions.len() > 12, "{}", questions.len());
    for sql in &questions {
        // There are few imports; but one of them has a line in the log for each row of a register.
        let whole = steps(&place, sql)
            .into_iter()
            .filter(|step| (step.starts_with("SCAN") && step != "SCAN i") || step.contains("log_operation"))
            .collect::<Vec<_>>();
        assert_eq!(whole, Vec::<String>::new(), "{sql}");
    }
}
