//! People of the files against people registered.

use super::{
    Ask, Change, Choice, ExtraChange, Known, Options, Other, Plan, Planned, Policy, RowPlan, Source, Suspect,
    Target, Verdict, cards,
    gather::{Gathered, Person},
    merge::{Merged, is_told_already, weigh},
    problems::problem,
};
use crate::{
    import::matching::{Index, Keys, Likeness, Traits},
    person::{Facts, Field, record_code::RecordCode},
};
use compact_str::CompactString;
use std::collections::{BTreeMap, HashMap, HashSet};

pub(super) fn decide(gathered: Gathered, existing: &[Known], options: &Options, plan: &mut Plan) {
    plan.people.reserve_exact(gathered.people.len());
    plan.rows.reserve_exact(gathered.people.len() + gathered.refused.len());
    let traits: Vec<Traits> =
        existing.iter().map(|known| Traits::of(&known.facts, None).with_cards(known.card_codes())).collect();
    let mut index = Index::default();
    for (at, traits) in traits.iter().enumerate() {
        index.add(at, &Keys::of(traits));
    }
    plan.problems.extend(gathered.problems);
    let keys: HashMap<&str, usize> =
        existing.iter().zip(0..).map(|(known, at)| (known.id.as_str(), at)).collect();
    let codes = codes(&gathered.people, existing);
    let found: Vec<Found> = gathered
        .people
        .iter()
        .map(|person| {
            told(person, &keys).unwrap_or_else(|| {
                let found = find(person, &traits, &index);
                match person.record.and_then(|record| codes.get(&record)) {
                    Some(at) => numbered(person, (*at, found), existing, &traits),
                    None => found,
                }
            })
        })
        .collect();
    let found = seen_before(found, &gathered.people, existing);
    for (mut person, found) in gathered.people.into_iter().zip(found) {
        let odd = std::mem::take(&mut person.odd);
        person.traits = Vec::new();
        let planned = one(person, found, existing, options, plan);
        rows(&planned, &odd, plan);
        plan.people.push(planned);
    }
    for (source, why) in gathered.refused {
        plan.rows.push(RowPlan {
            source,
            verdict: Verdict::Refused,
            person: None,
            text: Some(why),
            odd: true,
        });
    }
    for row in &mut plan.rows {
        row.odd |= row.text.is_some();
    }
    plan.rows.sort_by(|a, b| a.source.cmp(&b.source));
    one_target_each(plan);
    cards::settle(existing, options, plan);
}

/// The registered person it is, or those it may be.
enum Found {
    Is(usize),
    MayBe(Vec<usize>),
}

/// What somebody decided, if anything: a registered person, or nobody of them.
fn told(person: &Person, keys: &HashMap<&str, usize>) -> Option<Found> {
    match person.choice.as_ref()? {
        Choice::Person(id) => keys.get(id.as_str()).map(|at| Found::Is(*at)),
        Choice::Apart => Some(Found::MayBe(Vec::new())),
        Choice::Skip | Choice::Row(_) => None,
    }
}

/// The registered people by the numbers of their records and of those joined into them, where a table of ours names some.
fn codes(people: &[Person], existing: &[Known]) -> HashMap<RecordCode, usize> {
    if people.iter().all(|person| person.record.is_none()) {
        return HashMap::new();
    }
    let ids = existing
        .iter()
        .zip(0..)
        .flat_map(|(known, at)| std::iter::once(&known.id).chain(&known.joined).map(move |id| (id, at)));
    ids.filter_map(|(id, at)| Some((RecordCode::of(id)?, at))).collect()
}

/// Whose number stands in the row, whatever was put right in it. Where by all else it is somebody else's, or nothing of
/// the person agrees any more, the row may have been written over another's, and only a person can tell.
fn numbered(person: &Person, (at, found): (usize, Found), existing: &[Known], traits: &[Traits]) -> Found {
    const TELLING: [Field; 4] = [Field::Name, Field::Identity, Field::Birth, Field::Phones];
    let Some(known) = existing.get(at) else { return found };
    let agrees = |field: &Field| {
        person.facts.get(field).is_some_and(|told| known.facts.get(field).is_some_and(|held| held == told))
    };
    let has_its_number = |other: &usize| {
        let number = traits.get(*other).and_then(Traits::identity);
        number.is_some() && person.traits.iter().any(|own| own.identity() == number)
    };
    let others = match found {
        Found::Is(other) => vec![other],
        Found::MayBe(others) => {
            let is_free = !others.iter().any(|other| *other != at && has_its_number(other));
            if is_free && TELLING.iter().any(agrees) {
                return Found::Is(at);
            }
            others
        }
    };
    match others.as_slice() {
        [one] if *one == at && TELLING.iter().any(agrees) => Found::Is(at),
        _ => {
            Found::MayBe(std::iter::once(at).chain(others.into_iter().filter(|other| *other != at)).collect())
        }
    }
}

fn find(person: &Person, traits: &[Traits], index: &Index) -> Found {
    if traits.is_empty() {
        return Found::MayBe(Vec::new());
    }
    let mut candidates: Vec<usize> =
        person.traits.iter().flat_map(|t| index.candidates(t, &Keys::of(t))).collect();
    candidates.sort_unstable();
    candidates.dedup();
    let likeness = |at: &usize| {
        let Some(known) = traits.get(*at) else { return Likeness::Different };
        let each = person.traits.iter().map(|t| t.likeness(known));
        if each.clone().any(|l| l == Likeness::Different) {
            Likeness::Different
        } else {
            each.max().unwrap_or(Likeness::Different)
        }
    };
    let likes: Vec<(usize, Likeness)> = candidates
        .iter()
        .map(|at| (*at, likeness(at)))
        .filter(|(_, likeness)| *likeness != Likeness::Different)
        .collect();
    let same: Vec<usize> = likes.iter().filter(|(_, l)| *l == Likeness::Same).map(|(at, _)| *at).collect();
    match same.as_slice() {
        [one] => Found::Is(*one),
        _ => Found::MayBe(likes.into_iter().map(|(at, _)| at).collect()),
    }
}

/// Somebody who may be several registered people, but whose every fact one of them holds word for word, is the one:
/// the same roster read again adds nobody. Each registered person is taken once, so that twins stay two.
fn seen_before(found: Vec<Found>, people: &[Person], existing: &[Known]) -> Vec<Found> {
    let mut taken: HashSet<usize> =
        found.iter().filter_map(|found| if let Found::Is(at) = found { Some(*at) } else { None }).collect();
    let settle = |(found, person): (Found, &Person)| {
        let Found::MayBe(places) = found else { return found };
        let held = |at: &&usize| existing.get(**at).is_some_and(|known| holds_all(known, person));
        match places.iter().find(|at| !taken.contains(at) && held(at)).copied() {
            Some(at) => {
                taken.insert(at);
                Found::Is(at)
            }
            None => Found::MayBe(places),
        }
    };
    found.into_iter().zip(people).map(settle).collect()
}

/// Facts that must agree before a record counts as the same one read again; fewer say too little of a person.
const ENOUGH: usize = 5;

fn holds_all(known: &Known, told: &Person) -> bool {
    told.facts.len() + told.extras.len() >= ENOUGH
        && told.facts.iter().all(|(field, text)| {
            known.facts.get(field) == Some(text)
                || (*field == Field::Card && known.card_codes().any(|code| code == text))
        })
        && told.extras.iter().all(|(label, (_, extra))| known.extras.get(label) == Some(&extra.text))
}

fn one(mut person: Person, found: Found, existing: &[Known], options: &Options, plan: &mut Plan) -> Planned {
    let mut planned = Planned {
        target: Target::New,
        verdict: Verdict::New,
        facts: Facts::new(),
        changes: Vec::new(),
        later: Vec::new(),
        extras: Vec::new(),
        sources: std::mem::take(&mut person.sources),
        warn: std::mem::take(&mut person.warn),
        suspect_of: Vec::new(),
        suspect_in_file: std::mem::take(&mut person.maybe),
    };
    let known = match found {
        Found::Is(at) => existing.get(at),
        Found::MayBe(places) => {
            planned.suspect_of =
                places.iter().filter_map(|at| existing.get(*at)).map(|k| k.id.clone()).collect();
            None
        }
    };
    match known {
        Some(known) => {
            planned.target = Target::Existing(known.id.clone());
            planned.facts.clone_from(&known.facts);
            changes(&mut planned, &person, |field| options.policy_of(field), plan);
            extras(&mut planned, &person, &known.extras, options.policy, plan);
            let is_same = planned.changes.is_empty() && planned.extras.is_empty();
            planned.verdict = if is_same { Verdict::Same } else { Verdict::Update };
        }
        None => {
            extras(&mut planned, &person, &BTreeMap::new(), Policy::Update, plan);
            planned.later = person.later;
            planned.facts = person.facts;
            ask(&mut planned, options.suspect, plan);
        }
    }
    planned
}

/// What would change, by the policy.
fn changes(planned: &mut Planned, person: &Person, policy: impl Fn(Field) -> Policy, plan: &mut Plan) {
    for (field, text) in &person.facts {
        let policy = policy(*field);
        if policy == Policy::Skip {
            continue;
        }
        let before = planned.facts.get(field).cloned();
        if before.is_none()
            && is_told_already(*field, |f| planned.facts.contains_key(&f) && !person.facts.contains_key(&f))
        {
            continue;
        }
        let after = match &before {
            None => text.clone(),
            Some(stored) => match weigh(*field, stored, text) {
                Merged::First => continue,
                Merged::Finer(_) | Merged::Differs if policy == Policy::Fill => continue,
                Merged::Finer(finer) => finer,
                Merged::Differs if planned.warn.contains(field) => {
                    if let Some(source) = planned.sources.first() {
                        let note = format!("{}读得不确定，保留已登记的值，请核对", field.label());
                        plan.problems.push(problem(source, None, "kept", note));
                    }
                    continue;
                }
                Merged::Differs => text.clone(),
            },
        };
        let source = person.later.iter().find(|(later, _)| later == field).map_or(0, |(_, source)| *source);
        planned.facts.insert(*field, after.clone());
        planned.changes.push(Change { field: *field, before, after, source });
    }
    undivided(planned);
}

/// Of a number that is masked as many digits at least are not shown.
const MASKED: &str = "***";

/// What would change among the facts under names of the centre's own.
fn extras(
    planned: &mut Planned,
    person: &Person,
    known: &BTreeMap<String, String>,
    policy: Policy,
    plan: &mut Plan,
) {
    for (label, (source, extra)) in &person.extras {
        let before = known.get(label).cloned();
        if before.is_some() && extra.text.contains(MASKED) && policy == Policy::Update {
            // A list of ours, exported with its numbers masked, is read again.
            if let Some(source) = planned.sources.get(*source) {
                let note = format!("“{label}”遮住了一部分，保留已登记的值");
                plan.problems.push(problem(source, Some(extra.col), "kept", note));
            }
            continue;
        }
        let stays = match (&before, policy) {
            (_, Policy::Skip) | (Some(_), Policy::Fill) => true,
            (before, _) => before.as_ref() == Some(&extra.text),
        };
        if !stays {
            planned.extras.push(ExtraChange {
                label: label.clone(),
                before,
                after: extra.text.clone(),
                source: *source,
                col: extra.col,
            });
        }
    }
}

/// A unit and post known apart now replace the text that held both.
fn undivided(planned: &mut Planned) {
    let apart = planned.facts.contains_key(&Field::Unit) && planned.facts.contains_key(&Field::Post);
    let new = planned.changes.iter().any(|c| matches!(c.field, Field::Unit | Field::Post));
    if apart
        && new
        && let Some(before) = planned.facts.remove(&Field::UnitPost)
    {
        planned.changes.retain(|c| c.field != Field::UnitPost);
        planned.changes.push(Change {
            field: Field::UnitPost,
            before: Some(before),
            after: CompactString::default(),
            source: 0,
        });
    }
}

/// Shows the pairs of somebody who may be somebody else.
fn ask(planned: &mut Planned, suspect: Suspect, plan: &mut Plan) {
    if planned.suspect_of.is_empty() && planned.suspect_in_file.is_empty() {
        return;
    }
    planned.verdict = Verdict::Suspect;
    if suspect == Suspect::Skip {
        planned.target = Target::Nobody;
    }
    let Some(row) = planned.sources.first().cloned() else { return };
    for id in &planned.suspect_of {
        plan.asks.push(Ask { row: row.clone(), other: Other::Existing(id.clone()) });
    }
    for at in &planned.suspect_in_file {
        let others: Vec<Source> = plan.people.get(*at).map(|p| p.sources.clone()).unwrap_or_default();
        for other in others {
            plan.asks.extend(
                planned.sources.iter().map(|row| Ask { row: row.clone(), other: Other::Row(other.clone()) }),
            );
        }
    }
}

/// The rows of a person: the first carries the verdict, the others repeat it.
fn rows(planned: &Planned, odd: &[bool], plan: &mut Plan) {
    let person = Some(plan.people.len());
    for (at, source) in planned.sources.iter().enumerate() {
        let (verdict, text) = match planned.sources.first() {
            Some(first) if at > 0 => {
                (Verdict::Duplicate, Some(format!("与{}第{}行是同一人", first.sheet, first.row)))
            }
            _ => (planned.verdict, None),
        };
        let odd = odd.get(at).copied().unwrap_or(false);
        plan.rows.push(RowPlan { source: source.clone(), verdict, person, text, odd });
    }
}

/// Two people of the files cannot both be written to one registered person: the later is kept apart and shown.
fn one_target_each(plan: &mut Plan) {
    let mut taken = std::collections::HashMap::new();
    for at in 0..plan.people.len() {
        let Some(planned) = plan.people.get_mut(at) else { continue };
        let Target::Existing(id) = &planned.target else { continue };
        let id = id.clone();
        let Some(source) = planned.sources.first().cloned() else { continue };
        if taken.insert(id.clone(), at).is_none() {
            continue;
        }
        planned.target = Target::Nobody;
        planned.verdict = Verdict::Suspect;
        planned.changes.clear();
        planned.extras.clear();
        planned.suspect_of = vec![id.clone()];
        for row in plan.rows.iter_mut().filter(|r| r.source == source) {
            row.verdict = Verdict::Suspect;
            row.text = Some("文件中有两个人对应同一位已登记的人，未导入，请核对".to_owned());
        }
        plan.asks.push(Ask { row: source, other: Other::Existing(id) });
    }
}
