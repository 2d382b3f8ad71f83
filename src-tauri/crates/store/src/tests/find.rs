//! A register of thousands: the first key of a name answers at once, and the right ones stand first.

use super::{Place, now};
use crate::checkin::NewVisit;
use crate::event::EventFacts;
use crate::person::MANY;
use yinhui_core::person::{Facts, Field};

#[test]
fn of_thousands_who_fit_the_exact_the_expected_and_the_frequent_stand_first() {
    let place = Place::new();
    let name = |name: String| Facts::from([(Field::Name, name.into())]);
    let (ids, _) = place
        .write(None, |writer| {
            (0..MANY + 100)
                .map(|n| writer.create_person(&name(format!("岩{n}")), &Default::default(), "2026-03-05"))
                .chain([writer.create_person(&name("岩".into()), &Default::default(), "2026-03-05")])
                .collect::<Result<Vec<_>, _>>()
        })
        .unwrap();
    let purpose = place.store().read(|reader| reader.purposes()).unwrap()[0].id.clone();
    let at = now().timestamp_millis();
    let visit = NewVisit {
        day: "2026-03-05",
        at,
        purpose: &purpose,
        back_entered: false,
        event: None,
        booking: None,
    };
    place.write(None, |writer| writer.add_visit(&ids[700], visit)).unwrap();
    let facts = EventFacts {
        name: "宣讲",
        kind: "讲坛讲座",
        day: "2026-03-05",
        from: "09:00",
        to: "11:00",
        ..EventFacts::default()
    };
    let (event, _) = place.write(None, |writer| writer.save_event(None, facts)).unwrap();
    place.write(None, |writer| writer.register(&event, &ids[900], "registered")).unwrap();

    let find = |words: &str, events: &[String]| {
        let (hits, total) = place.store().read(|reader| reader.find(words, events, 9)).unwrap();
        (hits.into_iter().map(|hit| (hit.person, hit.exact)).collect::<Vec<_>>(), total)
    };
    let (hits, total) = find("y", &[]);
    assert_eq!((hits.len(), total), (9, MANY), "as many as can be numbered, counted up to a thousand");
    assert_eq!(hits[0], (ids[700].clone(), false), "who comes often");
    let (hits, _) = find("y", std::slice::from_ref(&event));
    assert_eq!([&hits[0].0, &hits[1].0], [&ids[900], &ids[700]], "who is expected, then who comes often");
    let (hits, _) = find("岩", std::slice::from_ref(&event));
    let last = ids.last().unwrap();
    assert_eq!(hits[0], (last.clone(), true), "who is named exactly so");
    assert_eq!(hits.iter().filter(|(_, exact)| *exact).count(), 1);
    assert_eq!([&hits[1].0, &hits[2].0], [&ids[900], &ids[700]]);
}
